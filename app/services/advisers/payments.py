"""What a user can do with payments: plan instalments, pay, correct. Knows no window."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.payments import PaymentFacts, parted, problems_of_payment, settled
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, refuse_if
from app.models.advisers import EngagementRecord, PaymentRecord
from app.models.database import Database
from app.models.moments import today_in
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import one_in
from app.services.years import refuse_closed_in

PAID_ON = "实付日期"


class PaymentService:
    """Payments. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, payment_id: int) -> PaymentFacts:
        """One instalment."""
        with self._database.read() as session:
            return one_in(session, PaymentRecord, payment_id).facts()

    def of_engagement(self, engagement_id: int) -> list[PaymentFacts]:
        """The instalments of a contract in order."""
        with self._database.read() as session:
            return payments_in(session, engagement_id)

    def check(self, facts: PaymentFacts, today: date) -> list[Problem]:
        """All that is wrong with a payment as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts), today)

    def plan(
        self, engagement_id: int, instalments: Sequence[PaymentFacts], actor: Actor, instead_of: Collection[int] | None = None
    ) -> list[PaymentFacts]:  # fmt: skip
        """Make the plan of what is still to be paid, in order; instalments on which something was paid are not touched.

        `instead_of` are the ids of the unpaid instalments that the plan was made from; raises Refused when others stand there.
        """
        with self._database.write(actor, "登记付款计划") as session:
            stored = _records_in(session, engagement_id)
            open_rows = [row for row in stored if row.paid is None]
            if instead_of is not None and {row.id for row in open_rows} != set(instead_of):
                raise Refused([Problem("instalments", "付款记录已有变动，请关闭后重新打开付款计划")])
            free = count(max((row.instalment for row in stored), default=0) + 1)
            for at, wanted in enumerate(instalments):
                facts = open_rows[at].facts() if at < len(open_rows) else PaymentFacts(engagement_id, next(free))
                planned = replace(facts, due_on=wanted.due_on, condition=wanted.condition, due=wanted.due)
                store_in(session, cleaned(planned))
            for left in open_rows[len(instalments) :]:
                session.delete(left)
            session.flush()
            return payments_in(session, engagement_id)

    def save(self, facts: PaymentFacts, actor: Actor) -> PaymentFacts:
        """Enter an instalment or change one. Raises Stale when it was changed meanwhile."""
        with self._database.write(actor, "修改付款记录" if facts.id else "登记付款") as session:
            return store_in(session, cleaned(facts)).facts()

    def pay(
        self, payment_id: int, on: date, amount: int, actor: Actor, *, invoice: str = "", handler: str = "", override: str = ""
    ) -> PaymentFacts:  # fmt: skip
        """Pay an instalment, in 分; more than the contract says only with the reason in `override`.

        What is left of one that was paid in part becomes an instalment of its own, so that each payment keeps its day and its
        invoice; that one is returned.
        """
        with self._database.write(actor, "登记付款") as session:
            facts = one_in(session, PaymentRecord, payment_id).facts()
            if settled(facts):
                raise Refused([Problem("paid", f"第{facts.instalment}期已经登记付款，请直接修改该记录")])
            if facts.paid is not None:
                top = max(row.instalment for row in _records_in(session, facts.engagement_id))
                first, facts = parted(facts, top + 1)
                store_in(session, first)
            paid = replace(facts, paid_on=on, paid=amount, invoice=invoice, handler=handler, override=override)
            return store_in(session, cleaned(paid)).facts()


def _records_in(session: Session, engagement_id: int) -> list[PaymentRecord]:
    statement = select(PaymentRecord).where(PaymentRecord.engagement_id == engagement_id)
    return list(session.scalars(statement.order_by(PaymentRecord.instalment, PaymentRecord.id)))


def payments_in(session: Session, engagement_id: int) -> list[PaymentFacts]:
    """The instalments of a contract in order."""
    return [row.facts() for row in _records_in(session, engagement_id)]


def problems_in(session: Session, facts: PaymentFacts, today: date) -> list[Problem]:
    """What is wrong with a payment, as the database knows it."""
    contract = one_in(session, EngagementRecord, facts.engagement_id).facts()
    return problems_of_payment(facts, contract, payments_in(session, facts.engagement_id), today)


def _year(facts: PaymentFacts) -> int | None:
    """The year whose accounts a payment belongs to."""
    return facts.paid_on.year if facts.paid_on else None


def store_in(session: Session, facts: PaymentFacts) -> PaymentRecord:
    """Keep a payment within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, PaymentRecord, facts)
    if facts.id is not None:
        refuse_closed_in(session, _year(record.facts()), PAID_ON)
    refuse_if(problems_in(session, facts, today_in(session)))
    refuse_closed_in(session, _year(facts), PAID_ON)
    record.take(facts)
    session.add(record)
    session.flush()
    return record
