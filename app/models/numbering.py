"""Rows of numbering schemes and of the number book. Knows no template language."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.number_book import NumberState
from app.domain.numbering.schemes import NumberingScheme, Reset, YearFrom
from app.domain.numbering.tokens import Overflow
from app.models.base import ChoiceType, Exchangeable, Json, Record, UtcDateTime


class SchemeRecord(Exchangeable, Record):
    """One numbering scheme."""

    __tablename__ = "numbering_scheme"
    subject = "schemes"

    key: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(unique=True)
    template: Mapped[str]
    applies_to: Mapped[list[str]] = mapped_column(Json)
    scope: Mapped[list[str]] = mapped_column(Json)
    scope2: Mapped[list[str]] = mapped_column(Json)
    year_from: Mapped[YearFrom] = mapped_column(ChoiceType(YearFrom))
    reset: Mapped[Reset] = mapped_column(ChoiceType(Reset))
    start: Mapped[int]
    overflow: Mapped[Overflow] = mapped_column(ChoiceType(Overflow))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    def facts(self) -> NumberingScheme:
        """The scheme as rules and forms read it."""
        return NumberingScheme(
            name=self.name,
            template=self.template,
            applies_to=tuple(self.applies_to),
            scope=tuple(self.scope),
            scope2=tuple(self.scope2),
            year_from=self.year_from,
            reset=self.reset,
            start=self.start,
            overflow=self.overflow,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            key=self.key,
            id=self.id,
            uid=self.uid,
            revision=self.revision,
        )

    def take(self, facts: NumberingScheme) -> None:
        """Make the row say what the facts say."""
        self.key, self.name, self.template = facts.key, facts.name, facts.template
        self.applies_to, self.scope, self.scope2 = list(facts.applies_to), list(facts.scope), list(facts.scope2)
        self.year_from, self.reset, self.overflow = facts.year_from, facts.reset, facts.overflow
        self.start, self.valid_from, self.valid_to = facts.start, facts.valid_from, facts.valid_to


class NumberRecord(Record):
    """One number of the number book: used, reserved or void. Never deleted once it has left the office."""

    __tablename__ = "number"
    __table_args__ = (
        UniqueConstraint("scheme_id", "scope", "count_year", "serial", name="uq_number_serial"),
        UniqueConstraint("text_key", name="uq_number_text"),
        Index("ix_number_document", "document_id"),
        {"sqlite_autoincrement": True},
    )
    subject = "numbering"

    scheme_id: Mapped[int] = mapped_column(ForeignKey("numbering_scheme.id"))
    scope: Mapped[str]
    year: Mapped[int]
    count_year: Mapped[int]
    """The year within which the serial counts: the number's own, or 0 where serials never begin anew."""
    serial: Mapped[int]
    scope2: Mapped[str] = mapped_column(default="")
    """Within which count the second serial goes on, its year included where it matters."""
    serial2: Mapped[int | None]
    text: Mapped[str]
    text_key: Mapped[str]
    state: Mapped[NumberState] = mapped_column(ChoiceType(NumberState))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    allotted_on: Mapped[date | None]
    allotted_by: Mapped[str] = mapped_column(default="")
    allotted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purpose: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    imported: Mapped[bool] = mapped_column(default=False)
    notice_printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
