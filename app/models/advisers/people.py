"""Rows of advisers and of their firms. Knows no appointment."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.advisers.firms import FirmFacts
from app.domain.advisers.people import AdviserFacts, AdviserKind, Gender, RecordCheck
from app.domain.credit_code import normal_code
from app.domain.id_number import is_masked, masked_id, normal_id
from app.models.advisers.parts import Exchanged, doubt_rows, doubts_of, plain
from app.models.base import ChoiceType, Json, Record, set_columns

FIRM = (
    "name", "credit_code", "licence_number", "head", "address", "contact", "phone", "yearly_checks", "remark",
)  # fmt: skip

ADVISER = (
    "name", "kind", "gender", "firm_id", "workplace", "licence_number", "first_practised_on", "title", "education",
    "qualification_number", "political_status", "phone", "checked_on", "check_result", "check_note", "expert_pool", "suspended_on",
    "suspended_reason", "remark",
)  # fmt: skip
"""Facts that are a column of the same name; the id number is not among them, it goes in whole and comes out masked."""


class FirmRecord(Exchanged, Record):
    """One firm."""

    __tablename__ = "firm"
    subject = "firms"

    name: Mapped[str] = mapped_column(unique=True)
    credit_code: Mapped[str]
    licence_number: Mapped[str]
    head: Mapped[str]
    address: Mapped[str]
    contact: Mapped[str]
    phone: Mapped[str]
    yearly_checks: Mapped[str]
    remark: Mapped[str]
    doubts: Mapped[list[list[str]]] = mapped_column(Json)

    def facts(self) -> FirmFacts:
        """The firm as rules and forms read it."""
        return FirmFacts(**plain(self, FIRM), doubts=doubts_of(self.doubts), **self.identity())

    def take(self, facts: FirmFacts) -> None:
        """Make the row say what the facts say."""
        values = {name: getattr(facts, name) for name in FIRM}
        set_columns(self, values | {"credit_code": normal_code(facts.credit_code), "doubts": doubt_rows(facts.doubts)})


class AdviserRecord(Exchanged, Record):
    """One adviser. Only the service that opens an id number, with its reason, reads that column."""

    __tablename__ = "adviser"
    __table_args__ = (Index("ix_adviser_name", "name"), {"sqlite_autoincrement": True})
    subject = "advisers"
    masked = frozenset({"id_number"})

    name: Mapped[str]
    kind: Mapped[AdviserKind | None] = mapped_column(ChoiceType(AdviserKind))
    gender: Mapped[Gender | None] = mapped_column(ChoiceType(Gender))
    id_number: Mapped[str]
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"), index=True)
    workplace: Mapped[str]
    licence_number: Mapped[str]
    first_practised_on: Mapped[date | None]
    specialities: Mapped[list[str]] = mapped_column(Json)
    title: Mapped[str]
    education: Mapped[str]
    qualification_number: Mapped[str]
    political_status: Mapped[str]
    phone: Mapped[str]
    checked_on: Mapped[date | None]
    check_result: Mapped[RecordCheck | None] = mapped_column(ChoiceType(RecordCheck))
    check_note: Mapped[str]
    expert_pool: Mapped[bool]
    suspended_on: Mapped[date | None]
    suspended_reason: Mapped[str]
    remark: Mapped[str]
    doubts: Mapped[list[list[str]]] = mapped_column(Json)

    def facts(self) -> AdviserFacts:
        """The adviser as rules and forms read it; the id number masked."""
        return AdviserFacts(
            **plain(self, ADVISER),
            id_number=masked_id(self.id_number),
            specialities=tuple(self.specialities),
            doubts=doubts_of(self.doubts),
            **self.identity(),
        )

    def take(self, facts: AdviserFacts) -> None:
        """Make the row say what the facts say; a masked id number leaves the one that is there."""
        values = {name: getattr(facts, name) for name in ADVISER}
        values |= {"specialities": list(facts.specialities), "doubts": doubt_rows(facts.doubts)}
        if not is_masked(facts.id_number) or self.id is None:
            values["id_number"] = normal_id(facts.id_number)
        set_columns(self, values)
