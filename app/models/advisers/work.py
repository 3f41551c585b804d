"""Rows of matters asked of advisers and of conflicts of interest. Knows no rule."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.advisers.conflicts import ConflictDecision, ConflictFacts, ConflictKind
from app.domain.advisers.matters import Conclusion, Form, MatterFacts, MatterKind, Outcome
from app.domain.submissions.facts import Adoption
from app.models.advisers.parts import Exchanged, plain
from app.models.base import ChoiceType, Record, set_columns

MATTER = (
    "title", "kind", "unit_id", "contact", "adviser_id", "engagement_id", "counterparty", "asked_on", "due_on", "done_on", "form",
    "opinion_number", "conclusion", "opinion", "adoption", "adoption_reason", "adopted_on", "outcome", "hours", "satisfaction",
    "document_id", "submission_id", "remark",
)  # fmt: skip
CONFLICT = (
    "adviser_id", "firm_id", "matter_id", "matter_text", "counterparty", "kind", "detail", "declared_on", "decision", "decided_on",
    "decided_by", "reason", "remark",
)  # fmt: skip


class MatterRecord(Exchanged, Record):
    """One matter; hours in hundredths."""

    __tablename__ = "matter"
    subject = "matters"

    title: Mapped[str]
    kind: Mapped[MatterKind] = mapped_column(ChoiceType(MatterKind))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    contact: Mapped[str]
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id"), index=True)
    engagement_id: Mapped[int | None] = mapped_column(ForeignKey("engagement.id"), index=True)
    counterparty: Mapped[str]
    asked_on: Mapped[date | None] = mapped_column(index=True)
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    form: Mapped[Form | None] = mapped_column(ChoiceType(Form))
    opinion_number: Mapped[str]
    conclusion: Mapped[Conclusion | None] = mapped_column(ChoiceType(Conclusion))
    opinion: Mapped[str]
    adoption: Mapped[Adoption | None] = mapped_column(ChoiceType(Adoption))
    adoption_reason: Mapped[str]
    adopted_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = mapped_column(ChoiceType(Outcome))
    hours: Mapped[int | None]
    satisfaction: Mapped[int | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    remark: Mapped[str]

    def facts(self) -> MatterFacts:
        """The matter as rules and forms read it."""
        return MatterFacts(**plain(self, MATTER), **self.identity())

    def take(self, facts: MatterFacts) -> None:
        """Make the row say what the facts say."""
        set_columns(self, {name: getattr(facts, name) for name in MATTER})


class ConflictRecord(Exchanged, Record):
    """One declaration of a conflict and what was decided."""

    __tablename__ = "conflict"
    subject = "conflicts"

    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id"), index=True)
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"), index=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"), index=True)
    matter_text: Mapped[str]
    counterparty: Mapped[str]
    kind: Mapped[ConflictKind] = mapped_column(ChoiceType(ConflictKind))
    detail: Mapped[str]
    declared_on: Mapped[date | None]
    decision: Mapped[ConflictDecision | None] = mapped_column(ChoiceType(ConflictDecision))
    decided_on: Mapped[date | None]
    decided_by: Mapped[str]
    reason: Mapped[str]
    remark: Mapped[str]

    def facts(self) -> ConflictFacts:
        """The declaration as rules and forms read it."""
        return ConflictFacts(**plain(self, CONFLICT), **self.identity())

    def take(self, facts: ConflictFacts) -> None:
        """Make the row say what the facts say."""
        set_columns(self, {name: getattr(facts, name) for name in CONFLICT})
