"""Rows of appointments. Knows no contract."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind, EndReason
from app.models.advisers.parts import Exchanged, doubt_rows, doubts_of, plain, waiver_rows, waivers_of
from app.models.base import ChoiceType, Json, Record, set_columns

PLAIN = (
    "adviser_id", "unit_id", "kind", "letter_number", "decided_on", "basis", "starts_on", "ends_on", "open_ended", "chief",
    "previous_id", "ended_on", "end_kind", "end_reason", "end_basis", "remark",
)  # fmt: skip


class AppointmentRecord(Exchanged, Record):
    """One adviser for one unit and one term; an appointment is followed by one at most."""

    __tablename__ = "appointment"
    subject = "appointments"

    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[AppointmentKind] = mapped_column(ChoiceType(AppointmentKind))
    letter_number: Mapped[str]
    decided_on: Mapped[date | None]
    basis: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None] = mapped_column(index=True)
    open_ended: Mapped[bool]
    chief: Mapped[bool]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"), unique=True)
    ended_on: Mapped[date | None]
    end_kind: Mapped[EndReason | None] = mapped_column(ChoiceType(EndReason))
    end_reason: Mapped[str]
    end_basis: Mapped[str]
    waivers: Mapped[list[list[str]]] = mapped_column(Json)
    doubts: Mapped[list[list[str]]] = mapped_column(Json)
    remark: Mapped[str]
    warn_on: Mapped[date | None]
    """From this day on it counts as 将到期; follows from the facts, kept for SQL."""

    def facts(self) -> AppointmentFacts:
        """The appointment as rules and forms read it."""
        waivers, doubts = waivers_of(self.waivers), doubts_of(self.doubts)
        return AppointmentFacts(**plain(self, PLAIN), waivers=waivers, doubts=doubts, **self.identity())

    def take(self, facts: AppointmentFacts) -> None:
        """Make the row say what the facts say."""
        values = {name: getattr(facts, name) for name in PLAIN}
        values |= {"waivers": waiver_rows(facts.waivers), "doubts": doubt_rows(facts.doubts)}
        set_columns(self, values | {"warn_on": facts.span().warn_on})
