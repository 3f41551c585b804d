"""Rows of service contracts, of who serves and is served under them, and of payments. Knows no rule."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.advisers.appointments import EndReason
from app.domain.advisers.engagements import (
    Category,
    Clause,
    Engaged,
    EngagementFacts,
    Filing,
    Method,
    Pricing,
    Supplement,
    SupplementKind,
)
from app.domain.advisers.payments import PaymentFacts
from app.domain.submissions.facts import Paper
from app.models.advisers.parts import Exchanged, doubt_rows, doubts_of, plain, waiver_rows, waivers_of
from app.models.base import ChoiceType, Json, Record, replace_rows, set_columns

PLAIN = (
    "name", "unit_id", "number", "served_text", "firm_id", "category", "method", "procurement_number", "awarded_on", "renewal",
    "basis", "budget", "signed_on", "starts_on", "ends_on", "open_ended", "notice_on", "pricing", "amount", "cap", "payment_terms",
    "duties", "filing", "filed_on", "filing_text", "previous_id", "ended_on", "end_kind", "end_reason", "end_basis", "backfill",
    "remark",
)  # fmt: skip
PAYMENT = (
    "engagement_id", "instalment", "due_on", "condition", "due", "paid_on", "paid", "invoice", "handler", "override", "remark",
)  # fmt: skip


class EngagedRecord(Record):
    """One adviser who serves under a contract."""

    __tablename__ = "engagement_adviser"
    subject = "engagements"
    subject_key = "engagement_id"

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"), index=True)
    lead: Mapped[bool]
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"), index=True)


class ServedUnitRecord(Record):
    """One unit served besides the one that pays."""

    __tablename__ = "engagement_unit"
    subject = "engagements"
    subject_key = "engagement_id"

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)


class EngagementRecord(Exchanged, Record):
    """One contract; it is followed by one at most. Amounts in 分."""

    __tablename__ = "engagement"
    subject = "engagements"

    name: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    number: Mapped[str]
    served_text: Mapped[str]
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"), index=True)
    category: Mapped[Category | None] = mapped_column(ChoiceType(Category))
    method: Mapped[Method | None] = mapped_column(ChoiceType(Method))
    papers: Mapped[list[list[Any]]] = mapped_column(Json)
    procurement_number: Mapped[str]
    awarded_on: Mapped[date | None]
    renewal: Mapped[bool]
    basis: Mapped[str]
    budget: Mapped[str]
    signed_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None] = mapped_column(index=True)
    open_ended: Mapped[bool]
    notice_on: Mapped[date | None]
    lead_days: Mapped[list[int]] = mapped_column(Json)
    pricing: Mapped[Pricing | None] = mapped_column(ChoiceType(Pricing))
    amount: Mapped[int | None]
    cap: Mapped[int | None]
    payment_terms: Mapped[str]
    clauses: Mapped[list[str]] = mapped_column(Json)
    duties: Mapped[str]
    supplements: Mapped[list[list[Any]]] = mapped_column(Json)
    filing: Mapped[Filing | None] = mapped_column(ChoiceType(Filing))
    filed_on: Mapped[date | None]
    filing_text: Mapped[str]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("engagement.id"), unique=True)
    ended_on: Mapped[date | None]
    end_kind: Mapped[EndReason | None] = mapped_column(ChoiceType(EndReason))
    end_reason: Mapped[str]
    end_basis: Mapped[str]
    backfill: Mapped[bool]
    waivers: Mapped[list[list[str]]] = mapped_column(Json)
    doubts: Mapped[list[list[str]]] = mapped_column(Json)
    extra: Mapped[list[list[str]]] = mapped_column(Json)
    remark: Mapped[str]
    warn_on: Mapped[date | None]
    """From this day on it counts as 将到期; follows from the facts, kept for SQL."""
    advisers: Mapped[list[EngagedRecord]] = relationship(
        cascade="all, delete-orphan", order_by="EngagedRecord.position", lazy="raise_on_sql"
    )
    served: Mapped[list[ServedUnitRecord]] = relationship(
        cascade="all, delete-orphan", order_by="ServedUnitRecord.position", lazy="raise_on_sql"
    )

    def facts(self) -> EngagementFacts:
        """The contract as rules and forms read it; advisers and units must have been loaded."""
        return EngagementFacts(
            **plain(self, PLAIN),
            advisers=tuple(Engaged(row.adviser_id, row.lead, row.appointment_id) for row in self.advisers),
            served=tuple(row.unit_id for row in self.served),
            papers=tuple(Paper(*row) for row in self.papers),
            lead_days=tuple(self.lead_days),
            clauses=tuple(clause for clause in map(Clause.of, self.clauses) if clause is not None),
            supplements=tuple(
                Supplement(
                    SupplementKind.of(kind) or SupplementKind.OTHER, date.fromisoformat(on), before, after, basis
                )
                for kind, on, before, after, basis in self.supplements
            ),
            waivers=waivers_of(self.waivers),
            doubts=doubts_of(self.doubts),
            extra=tuple((title, value) for title, value in self.extra),
            **self.identity(),
        )

    def take(self, facts: EngagementFacts) -> None:
        """Make the row and those beneath it say what the facts say; what is equal stays untouched."""
        set_columns(self, columns_of(facts))
        for name, (made_of, rows) in parts_of(facts).items():
            replace_rows(getattr(self, name), rows, made_of)


def columns_of(facts: EngagementFacts) -> dict[str, Any]:
    """The contract's own columns as the facts say them."""
    return {
        **{name: getattr(facts, name) for name in PLAIN},
        "papers": [[paper.name, paper.present, paper.required] for paper in facts.papers],
        "lead_days": list(facts.lead_days),
        "clauses": [clause.value for clause in facts.clauses],
        "supplements": [
            [item.kind.value, item.on.isoformat(), item.before, item.after, item.basis] for item in facts.supplements
        ],
        "waivers": waiver_rows(facts.waivers),
        "doubts": doubt_rows(facts.doubts),
        "extra": [list(pair) for pair in facts.extra],
        "warn_on": facts.warn_on,
    }


def parts_of(facts: EngagementFacts) -> dict[str, tuple[type[Record], list[dict[str, Any]]]]:
    """The rows beneath a contract, by relationship: their class and their columns, the position included."""
    advisers = [{**vars(engaged), "position": at} for at, engaged in enumerate(facts.advisers)]
    served = [{"unit_id": unit, "position": at} for at, unit in enumerate(facts.served)]
    return {"advisers": (EngagedRecord, advisers), "served": (ServedUnitRecord, served)}


class PaymentRecord(Exchanged, Record):
    """One instalment of a contract, planned, paid or both. Amounts in 分."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("engagement_id", "instalment", name="uq_payment_instalment"),
        Index("ix_payment_due_on", "due_on"),
        {"sqlite_autoincrement": True},
    )
    subject = "payments"

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id"), index=True)
    instalment: Mapped[int]
    due_on: Mapped[date | None]
    condition: Mapped[str]
    due: Mapped[int | None]
    paid_on: Mapped[date | None]
    paid: Mapped[int | None]
    invoice: Mapped[str]
    handler: Mapped[str]
    override: Mapped[str]
    remark: Mapped[str]

    def facts(self) -> PaymentFacts:
        """The payment as rules and forms read it."""
        return PaymentFacts(**plain(self, PAYMENT), **self.identity())

    def take(self, facts: PaymentFacts) -> None:
        """Make the row say what the facts say."""
        set_columns(self, {name: getattr(facts, name) for name in PAYMENT})
