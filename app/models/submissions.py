"""Rows of submissions with their rounds and opinions. Knows SQL, does not know what may be done."""

from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.deadlines import Extension, LimitUnit, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import (
    Adoption,
    Paper,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
    SubmissionState,
    state_of,
)
from app.models.base import ChoiceType, Exchangeable, Json, Record, replace_rows
from app.models.moments import local_day

PLAIN = (
    "title", "kind", "number", "sender_id", "sender_text", "contact", "received_on", "handler", "document_id", "wanted_on",
    "limit_count", "limit_unit", "answered_on", "answer_number", "answer", "withdrawn_on", "withdrawn_reason", "remark",
)  # fmt: skip
"""Facts that are a column of the same name."""
_plain = attrgetter(*PLAIN)


class RoundRecord(Record):
    """One round of a review. A round of a normative document is read by its timeline too; it stands only here."""

    __tablename__ = "review_round"
    subject = "submissions"
    subject_key = "submission_id"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    received_on: Mapped[date | None]
    complete_on: Mapped[date | None]
    concluded_on: Mapped[date | None] = mapped_column(index=True)
    result: Mapped[StepResult] = mapped_column(ChoiceType(StepResult))
    person: Mapped[str]
    note: Mapped[str]


class OpinionRecord(Record):
    """One worded opinion."""

    __tablename__ = "review_opinion"
    __table_args__ = (Index("ix_review_opinion_adoption", "adoption", "submission_id"), {"sqlite_autoincrement": True})
    subject = "submissions"
    subject_key = "submission_id"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    round: Mapped[int]
    text: Mapped[str]
    clause: Mapped[str]
    adoption: Mapped[Adoption] = mapped_column(ChoiceType(Adoption))
    reason: Mapped[str]
    replied_on: Mapped[date | None]


class SubmissionRecord(Exchangeable, Record):
    """One submission."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("year", "serial", name="uq_submission_serial"),
        Index("ix_submission_state", "state", "answered_on"),
        Index("ix_submission_received_on", "received_on"),
        {"sqlite_autoincrement": True},
    )
    subject = "submissions"

    title: Mapped[str]
    kind: Mapped[SubmissionKind] = mapped_column(ChoiceType(SubmissionKind))
    number: Mapped[str]
    year: Mapped[int | None]
    """Year and serial of the 收件号; both empty for what was taken over from the register's old steps."""
    serial: Mapped[int | None]
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    sender_text: Mapped[str]
    contact: Mapped[str]
    received_on: Mapped[date | None]
    handler: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    wanted_on: Mapped[date | None]
    limit_count: Mapped[int | None]
    limit_unit: Mapped[LimitUnit | None] = mapped_column(ChoiceType(LimitUnit))
    papers: Mapped[list[list[Any]]] = mapped_column(Json)
    pauses: Mapped[list[list[Any]]] = mapped_column(Json)
    extensions: Mapped[list[list[Any]]] = mapped_column(Json)
    answered_on: Mapped[date | None]
    answer_number: Mapped[str]
    answer: Mapped[str]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str]
    remark: Mapped[str]
    state: Mapped[SubmissionState] = mapped_column(ChoiceType(SubmissionState))
    """These four follow from the facts at each save, so that lists and due items need one query."""
    complete_on: Mapped[date | None]
    """Day the papers of the present round were complete: its clock's start."""
    concluded_on: Mapped[date | None]
    result: Mapped[StepResult | None] = mapped_column(ChoiceType(StepResult))
    rounds: Mapped[list[RoundRecord]] = relationship(
        cascade="all, delete-orphan", order_by="RoundRecord.position", lazy="raise_on_sql"
    )
    opinions: Mapped[list[OpinionRecord]] = relationship(
        cascade="all, delete-orphan", order_by="OpinionRecord.position", lazy="raise_on_sql"
    )

    def facts(self) -> SubmissionFacts:
        """The submission as rules and forms read it; rounds and opinions must have been loaded."""
        return SubmissionFacts(
            **{key: getattr(self, key) for key in PLAIN},
            papers=tuple(Paper(*row) for row in self.papers),
            pauses=pauses_of(self.pauses),
            extensions=extensions_of(self.extensions),
            rounds=tuple(
                Round(row.received_on, row.complete_on, row.concluded_on, row.result, row.person, row.note)
                for row in self.rounds
            ),
            opinions=tuple(
                ReviewOpinion(row.round, row.text, row.clause, row.adoption, row.reason, row.replied_on)
                for row in self.opinions
            ),
            id=self.id,
            uid=self.uid,
            revision=self.revision,
            created_on=local_day(self.created_at),
        )

    def take(self, facts: SubmissionFacts) -> None:
        """Make the row and those beneath it say what the facts say; what is equal stays untouched."""
        for key, value in columns_of(facts).items():
            if getattr(self, key) != value:
                setattr(self, key, value)
        for name, made_of in (("rounds", RoundRecord), ("opinions", OpinionRecord)):
            rows = [{**vars(part), "position": at} for at, part in enumerate(getattr(facts, name))]
            replace_rows(getattr(self, name), rows, made_of)


def columns_of(facts: SubmissionFacts) -> dict[str, Any]:
    """The submission's own columns as the facts say them, those derived for SQL included."""
    last = facts.current
    return {
        **dict(zip(PLAIN, _plain(facts), strict=True)),
        "papers": [[paper.name, paper.present, paper.required] for paper in facts.papers],
        "pauses": [[_iso(pause.start), _iso(pause.end), pause.kind.value, pause.reason] for pause in facts.pauses],
        "extensions": [[item.days, item.approved_by, _iso(item.on), item.reason] for item in facts.extensions],
        "state": state_of(facts),
        "complete_on": last.complete_on if last else None,
        "concluded_on": last.concluded_on if last else None,
        "result": last.result if last and last.concluded_on else None,
    }


def pauses_of(rows: list[list[Any]]) -> tuple[Pause, ...]:
    """Pauses as their column keeps them."""
    return tuple(
        Pause(
            date.fromisoformat(start),
            date.fromisoformat(end) if end else None,
            PauseKind.of(kind) or PauseKind.CORRECTION,
            reason,
        )
        for start, end, kind, reason in rows
    )


def extensions_of(rows: list[list[Any]]) -> tuple[Extension, ...]:
    """Extensions as their column keeps them."""
    return tuple(Extension(days, approved_by, date.fromisoformat(on), reason) for days, approved_by, on, reason in rows)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
