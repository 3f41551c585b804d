"""What a user can do with payments: plan instalments, pay, correct. Knows no window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.payments import PaymentFacts, problems_of_payment
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, refuse_if
from app.models.advisers import EngagementRecord, PaymentRecord
from app.models.database import Database
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

    def check(self, facts: PaymentFacts) -> list[Problem]:
        """All that is wrong with a payment as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts))

    def plan(self, engagement_id: int, instalments: Sequence[PaymentFacts], actor: Actor) -> list[PaymentFacts]:
        """Make the plan of what is to be paid; instalments that were paid already are not touched."""
        with self._database.write(actor, "登记付款计划") as session:
            rows = {row.instalment: row for row in _records_in(session, engagement_id)}
            for number, wanted in enumerate(instalments, 1):
                row = rows.pop(number, None)
                facts = row.facts() if row else PaymentFacts(engagement_id, number)
                planned = replace(facts, due_on=wanted.due_on, condition=wanted.condition, due=wanted.due)
                store_in(session, cleaned(planned))
            for left in rows.values():
                if left.paid is not None:
                    raise Refused([Problem("instalment", f"第{left.instalment}期已经付款，不能从付款计划中删去")])
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
        """Pay an instalment, in 分; more than the contract says only with the reason in `override`."""
        with self._database.write(actor, "登记付款") as session:
            facts = one_in(session, PaymentRecord, payment_id).facts()
            if facts.paid is not None:
                raise Refused([Problem("paid", f"第{facts.instalment}期已经登记付款，请直接修改该记录")])
            paid = replace(facts, paid_on=on, paid=amount, invoice=invoice, handler=handler, override=override)
            return store_in(session, cleaned(paid)).facts()


def _records_in(session: Session, engagement_id: int) -> list[PaymentRecord]:
    statement = select(PaymentRecord).where(PaymentRecord.engagement_id == engagement_id)
    return list(session.scalars(statement.order_by(PaymentRecord.instalment, PaymentRecord.id)))


def payments_in(session: Session, engagement_id: int) -> list[PaymentFacts]:
    """The instalments of a contract in order."""
    return [row.facts() for row in _records_in(session, engagement_id)]


def problems_in(session: Session, facts: PaymentFacts) -> list[Problem]:
    """What is wrong with a payment, as the database knows it."""
    contract = one_in(session, EngagementRecord, facts.engagement_id).facts()
    return problems_of_payment(facts, contract, payments_in(session, facts.engagement_id))


def _year(facts: PaymentFacts) -> int | None:
    """The year whose accounts a payment belongs to."""
    return facts.paid_on.year if facts.paid_on else None


def store_in(session: Session, facts: PaymentFacts) -> PaymentRecord:
    """Keep a payment within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, PaymentRecord, facts)
    if facts.id is not None:
        refuse_closed_in(session, _year(record.facts()), PAID_ON)
    refuse_if(problems_in(session, facts))
    refuse_closed_in(session, _year(facts), PAID_ON)
    record.take(facts)
    session.add(record)
    session.flush()
    return record
