"""The row of a normative document and its passage to and from facts. Knows no rule."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.documents.facts import (
    Carrier,
    DocumentFacts,
    DocumentKind,
    Doubt,
    EndKind,
    FileLevel,
    Identification,
    LegalBasis,
    Nature,
    Relation,
    Step,
    StepKind,
    StepLevel,
    Trial,
    Validity,
    ValidityMode,
    Waiver,
)
from app.domain.documents.rules import missing_of
from app.domain.documents.status import first_review
from app.models.base import ChoiceType, Exchangeable, Json, Record, UtcDateTime, replace_rows
from app.models.documents.parts import BasisRecord, CarrierRecord, IssuerRecord, RelationRecord, StepRecord
from app.models.moments import local_day
from app.models.submissions import RoundRecord, SubmissionRecord

PLAIN = (
    "title", "nature", "nature_reason", "file_level", "doc_kind", "trial", "issuer_text", "drafter_id",
    "implementer_id", "handler", "document_number", "unified_number", "number_note", "index_number", "topic",
    "dated_on", "adopted_on", "signed_on", "registered_on", "printed_on", "published_on", "effective_on",
    "expires_on", "expiry_reason", "ended_on", "end_kind", "end_reason", "backfill", "emergency",
    "emergency_reason", "interpretation", "interpreted_on", "paper_location", "paper_copies", "remark",
)  # fmt: skip
"""Facts that are a column of the same name."""
_plain = attrgetter(*PLAIN)


class DocumentRecord(Exchangeable, Record):
    """One normative document."""

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_published_on", "published_on"),
        Index("ix_document_expires_on", "expires_on"),
        Index("ix_document_unified_number", "unified_number"),
        {"sqlite_autoincrement": True},
    )
    subject = "documents"

    title: Mapped[str]
    nature: Mapped[Nature] = mapped_column(ChoiceType(Nature))
    nature_reason: Mapped[str]
    identification: Mapped[dict[str, bool]] = mapped_column(Json)
    file_level: Mapped[FileLevel | None] = mapped_column(ChoiceType(FileLevel))
    doc_kind: Mapped[DocumentKind | None] = mapped_column(ChoiceType(DocumentKind))
    trial: Mapped[Trial] = mapped_column(ChoiceType(Trial))
    issuer_text: Mapped[str]
    drafter_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    implementer_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    handler: Mapped[str]
    document_number: Mapped[str]
    unified_number: Mapped[str]
    number_note: Mapped[str]
    index_number: Mapped[str]
    topic: Mapped[str]
    dated_on: Mapped[date | None]
    adopted_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    registered_on: Mapped[date | None]
    printed_on: Mapped[date | None]
    published_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    expiry_reason: Mapped[str]
    validity_mode: Mapped[ValidityMode | None] = mapped_column(ChoiceType(ValidityMode))
    validity_years: Mapped[int | None]
    validity_text: Mapped[str]
    ended_on: Mapped[date | None]
    end_kind: Mapped[EndKind | None] = mapped_column(ChoiceType(EndKind))
    end_reason: Mapped[str]
    backfill: Mapped[bool]
    emergency: Mapped[bool]
    emergency_reason: Mapped[str]
    interpretation: Mapped[str]
    interpreted_on: Mapped[date | None]
    paper_location: Mapped[str]
    paper_copies: Mapped[int | None]
    remark: Mapped[str]
    waivers: Mapped[list[list[str]]] = mapped_column(Json)
    doubts: Mapped[list[list[str]]] = mapped_column(Json)
    extra: Mapped[list[list[str]]] = mapped_column(Json)
    reviewed_on: Mapped[date | None]
    """Day of the first review, kept so that the status can be sorted and filtered in SQL."""
    missing: Mapped[str]
    """What is missing (资料不全), kept for the same reason; a function of the facts alone."""
    doubtful: Mapped[bool]
    binned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issuers: Mapped[list[IssuerRecord]] = relationship(
        cascade="all, delete-orphan", order_by="IssuerRecord.position", lazy="raise_on_sql"
    )
    steps: Mapped[list[StepRecord]] = relationship(
        cascade="all, delete-orphan", order_by="StepRecord.position", lazy="raise_on_sql"
    )
    rounds: Mapped[list[RoundRecord]] = relationship(
        secondary=SubmissionRecord.__table__,
        primaryjoin="DocumentRecord.id == SubmissionRecord.document_id",
        secondaryjoin="SubmissionRecord.id == RoundRecord.submission_id",
        order_by="(RoundRecord.submission_id, RoundRecord.position)",
        viewonly=True,
        lazy="raise_on_sql",
    )
    """Of its submissions for review by the office."""
    carriers: Mapped[list[CarrierRecord]] = relationship(
        cascade="all, delete-orphan", order_by="CarrierRecord.position", lazy="raise_on_sql"
    )
    bases: Mapped[list[BasisRecord]] = relationship(
        cascade="all, delete-orphan", order_by="BasisRecord.position", lazy="raise_on_sql"
    )
    relations: Mapped[list[RelationRecord]] = relationship(
        cascade="all, delete-orphan",
        order_by="RelationRecord.position",
        foreign_keys=RelationRecord.document_id,
        lazy="raise_on_sql",
    )

    def facts(self) -> DocumentFacts:
        """The document as rules and forms read it; all rows beneath must have been loaded."""
        return DocumentFacts(
            **{key: getattr(self, key) for key in PLAIN},
            identification=Identification(**self.identification),
            issuers=tuple(row.unit_id for row in self.issuers),
            validity=Validity(self.validity_mode, self.validity_years, self.validity_text),
            steps=(
                *(
                    Step(row.kind, row.on, row.until, row.level, row.result, row.person, row.meeting, row.note)
                    for row in self.steps
                ),
                *map(step_of_round, self.rounds),
            ),
            carriers=tuple(Carrier(row.kind, row.detail, row.on) for row in self.carriers),
            bases=tuple(LegalBasis(row.title, row.article) for row in self.bases),
            relations=tuple(
                Relation(row.kind, row.other_id, row.other_text, row.on, row.clause) for row in self.relations
            ),
            waivers=tuple(Waiver(*pair) for pair in self.waivers),
            doubts=tuple(Doubt(*triple) for triple in self.doubts),
            extra=tuple((title, value) for title, value in self.extra),
            id=self.id,
            uid=self.uid,
            revision=self.revision,
            created_on=local_day(self.created_at),
        )

    def take(self, facts: DocumentFacts) -> None:
        """Make the row and those beneath it say what the facts say; what is equal stays untouched."""
        for key, value in columns_of(facts).items():
            if getattr(self, key) != value:
                setattr(self, key, value)
        for name, (made_of, rows) in parts_of(facts).items():
            replace_rows(getattr(self, name), rows, made_of)


_WORKED_OUT: dict[str, Callable[[DocumentFacts], Any]] = {
    "identification": lambda facts: dict(vars(facts.identification)),
    "validity_mode": attrgetter("validity.mode"),
    "validity_years": attrgetter("validity.years"),
    "validity_text": attrgetter("validity.text"),
    "waivers": lambda facts: [[waiver.rule, waiver.reason] for waiver in facts.waivers],
    "doubts": lambda facts: [[doubt.field, doubt.raw, doubt.message] for doubt in facts.doubts],
    "extra": lambda facts: [list(pair) for pair in facts.extra],
    "reviewed_on": first_review,
    "missing": lambda facts: "、".join(missing_of(facts)),
    "doubtful": lambda facts: bool(facts.doubts),
}
"""Columns that are no fact of the same name, those derived for SQL among them."""


def columns_of(facts: DocumentFacts) -> dict[str, Any]:
    """The document's own columns as the facts say them."""
    worked_out = {key: of(facts) for key, of in _WORKED_OUT.items()}
    return {**dict(zip(PLAIN, _plain(facts), strict=True)), **worked_out}


def columns_of_all(documents: Sequence[DocumentFacts]) -> dict[str, Sequence[Any]]:
    """The same columns of many documents (one at least), each column as a whole: thousands of rows need no dict of their own."""
    plain = dict(zip(PLAIN, zip(*map(_plain, documents), strict=True), strict=True))
    return {**plain, **{key: list(map(of, documents)) for key, of in _WORKED_OUT.items()}}


def step_of_round(row: RoundRecord) -> Step:
    """A round of a submission as the document's timeline reads it: on the day it was concluded, until then received."""
    return Step(
        StepKind.REVIEW,
        row.concluded_on or row.complete_on or row.received_on,
        level=StepLevel.GOVERNMENT,
        result=row.result,
        person=row.person,
        note=row.note,
        submission_id=row.submission_id,
    )


def parts_of(facts: DocumentFacts) -> dict[str, tuple[type[Record], list[dict[str, Any]]]]:
    """The rows beneath a document, by relationship: their class and their columns, the position included."""
    issuers = [{"unit_id": unit, "position": at} for at, unit in enumerate(facts.issuers)]
    own = [{key: value for key, value in vars(step).items() if key != "submission_id"} for step in own_steps(facts)]
    steps = [{**step, "position": at} for at, step in enumerate(own)]
    return {"issuers": (IssuerRecord, issuers), "steps": (StepRecord, steps)} | {
        name: (made_of, [{**vars(part), "position": at} for at, part in enumerate(getattr(facts, name))])
        for name, made_of in _PARTS.items()
    }


def own_steps(facts: DocumentFacts) -> tuple[Step, ...]:
    """The steps that the document itself keeps: all but the rounds of submissions."""
    return tuple(step for step in facts.steps if step.submission_id is None)


_PARTS: dict[str, type[Record]] = {
    "carriers": CarrierRecord,
    "bases": BasisRecord,
    "relations": RelationRecord,
}
"""Rows with the same fields as the facts they stand for."""
