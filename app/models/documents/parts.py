"""Rows beneath a document: issuers, steps, carriers, bases, relations. Knows no rule."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.domain.documents.facts import CarrierKind, RelationKind, StepKind, StepLevel, StepResult
from app.models.base import ChoiceType, Record


class Part:
    """What each row beneath a document has: its document and its place in the order."""

    subject = "documents"
    subject_key = "document_id"

    position: Mapped[int]

    @declared_attr
    def document_id(cls) -> Mapped[int]:  # noqa: N805 - SQLAlchemy calls it with the class
        return mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)


class IssuerRecord(Part, Record):
    """One issuer; the first is the lead."""

    __tablename__ = "document_issuer"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)


class StepRecord(Part, Record):
    """One step of the procedure."""

    __tablename__ = "document_step"

    kind: Mapped[StepKind] = mapped_column(ChoiceType(StepKind))
    on: Mapped[date | None] = mapped_column("on_day", key="on")
    until: Mapped[date | None]
    level: Mapped[StepLevel | None] = mapped_column(ChoiceType(StepLevel))
    result: Mapped[StepResult] = mapped_column(ChoiceType(StepResult))
    person: Mapped[str]
    meeting: Mapped[str]
    note: Mapped[str]


class CarrierRecord(Part, Record):
    """One place of publication."""

    __tablename__ = "document_carrier"

    kind: Mapped[CarrierKind] = mapped_column(ChoiceType(CarrierKind))
    detail: Mapped[str]
    on: Mapped[date | None] = mapped_column("on_day", key="on")


class BasisRecord(Part, Record):
    """One 制定依据."""

    __tablename__ = "document_basis"

    title: Mapped[str]
    article: Mapped[str]


class RelationRecord(Part, Record):
    """What the document does to another."""

    __tablename__ = "document_relation"

    kind: Mapped[RelationKind] = mapped_column(ChoiceType(RelationKind))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    other_text: Mapped[str]
    on: Mapped[date | None] = mapped_column("on_day", key="on")
    clause: Mapped[str]
