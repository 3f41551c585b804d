"""Rows of numbering schemes and of the number book. Knows no template language."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.number_book import NumberState
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
    year_from: Mapped[str]
    reset: Mapped[str]
    start: Mapped[int]
    overflow: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class NumberRecord(Record):
    """One number of the number book: used, reserved or void. Never deleted once it has left the office."""

    __tablename__ = "number"
    __table_args__ = (
        UniqueConstraint("scheme_id", "scope", "year", "serial", name="uq_number_serial"),
        UniqueConstraint("text_key", name="uq_number_text"),
        Index("ix_number_document", "document_id"),
        {"sqlite_autoincrement": True},
    )
    subject = "numbering"

    scheme_id: Mapped[int] = mapped_column(ForeignKey("numbering_scheme.id"))
    scope: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int]
    scope2: Mapped[str] = mapped_column(default="")
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
