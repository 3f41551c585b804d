"""What a user can do with the advisers' work: assign, answer, record what became of an opinion. Knows no window."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.conflicts import Task, problems_of_assignment
from app.domain.advisers.contract_years import works_under
from app.domain.advisers.matters import (
    Conclusion,
    Form,
    MatterFacts,
    MatterKind,
    Outcome,
    problems_of_matter,
)
from app.domain.facts import cleaned
from app.domain.problems import Problem, refuse_if
from app.domain.submissions.facts import Adoption
from app.models.advisers import AdviserRecord, EngagementRecord, MatterRecord
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import conflicts_in, covering_in, missing_in, one_in, others_in
from app.services.years import refuse_closed_in

M = MatterRecord

ANSWERED = frozenset(
    {MatterKind.DECISION, MatterKind.DOCUMENT, MatterKind.CONTRACT, MatterKind.ENFORCEMENT, MatterKind.LEGISLATION}
)
"""Kinds whose opinion somebody adopts or not: 待反馈 is waited for as soon as it is given."""
ASKED_ON = "交办日期"


class MatterService:
    """Matters. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, matter_id: int) -> MatterFacts:
        """One matter."""
        with self._database.read() as session:
            return one_in(session, MatterRecord, matter_id).facts()

    def of_contract(self, engagement_id: int) -> list[MatterFacts]:
        """The work of a contract, the earliest first: what was asked under it, or of its people for its unit under none."""
        with self._database.read() as session:
            contract = one_in(session, EngagementRecord, engagement_id).facts()
            people = [engaged.adviser_id for engaged in contract.advisers]
            near = or_(M.engagement_id == engagement_id, and_(M.engagement_id.is_(None), M.adviser_id.in_(people)))
            rows = session.scalars(select(M).where(near).order_by(M.asked_on.nulls_first(), M.id))
            return [facts for row in rows if works_under(facts := row.facts(), engagement_id, contract)]

    def of_adviser(self, adviser_id: int) -> list[MatterFacts]:
        """What an adviser was asked, the earliest first."""
        with self._database.read() as session:
            rows = select(M).where(M.adviser_id == adviser_id).order_by(M.asked_on.nulls_first(), M.id)
            return [row.facts() for row in session.scalars(rows)]

    def check(self, facts: MatterFacts) -> list[Problem]:
        """All that is wrong with a matter as typed so far; conflicts of interest included."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts))

    def assign(self, facts: MatterFacts, actor: Actor) -> MatterFacts:
        """交办: an open conflict with the same other side, his or his firm's, refuses.

        Where nobody has said under which contract, it is the one that covers the day.
        """
        facts = cleaned(facts)
        with self._database.write(actor, "交办法律顾问事项") as session:
            if facts.engagement_id is None and facts.unit_id and facts.adviser_id and facts.asked_on:
                under = covering_in(session, facts.unit_id, facts.adviser_id, facts.asked_on)
                facts = replace(facts, engagement_id=under)
            return store_in(session, facts).facts()

    def save(self, facts: MatterFacts, actor: Actor) -> MatterFacts:
        """Change a matter's facts. Raises Stale when it was changed after these facts were read."""
        with self._database.write(actor, "修改法律顾问事项") as session:
            return store_in(session, cleaned(facts)).facts()

    def give_opinion(
        self, matter_id: int, on: date, conclusion: Conclusion, actor: Actor, *, form: Form = Form.WRITTEN, number: str = "",
        opinion: str = "", hours: int | None = None,
    ) -> MatterFacts:  # fmt: skip
        """Record the opinion; whether it is adopted is waited for where somebody must say so."""
        with self._database.write(actor, "登记法律意见") as session:
            facts = one_in(session, MatterRecord, matter_id).facts()
            waits = facts.adoption is None and facts.kind in ANSWERED
            given = replace(
                facts, done_on=on, conclusion=conclusion, form=form, opinion_number=number or facts.opinion_number,
                opinion=opinion or facts.opinion, hours=hours if hours is not None else facts.hours,
                adoption=Adoption.PENDING if waits else facts.adoption,
            )  # fmt: skip
            return store_in(session, cleaned(given)).facts()

    def record_adoption(
        self, matter_id: int, adoption: Adoption, on: date, actor: Actor, reason: str = ""
    ) -> MatterFacts:
        """Record what became of the opinion; one that was not adopted is refused without its reason."""
        with self._database.write(actor, "登记采纳情况") as session:
            facts = one_in(session, MatterRecord, matter_id).facts()
            said = replace(facts, adoption=adoption, adoption_reason=reason.strip(), adopted_on=on)
            return store_in(session, cleaned(said)).facts()

    def record_outcome(
        self, matter_id: int, actor: Actor, *, outcome: Outcome | None = None, satisfaction: int | None = None
    ) -> MatterFacts:
        """Record how a dispute ended, and how satisfied the unit was."""
        with self._database.write(actor, "登记事项结果") as session:
            facts = one_in(session, MatterRecord, matter_id).facts()
            return store_in(session, replace(facts, outcome=outcome, satisfaction=satisfaction)).facts()

    def concerning(
        self, *, submissions: Collection[int] = (), document_id: int | None = None
    ) -> list[tuple[MatterFacts, str]]:
        """The matters about a document or submissions with the names of their advisers, the earliest first."""
        about = or_(M.submission_id.in_(submissions), and_(M.document_id.is_not(None), M.document_id == document_id))
        rows = select(M, AdviserRecord.name).outerjoin(AdviserRecord, AdviserRecord.id == M.adviser_id).where(about)
        with self._database.read() as session:
            return [(row.facts(), name or "") for row, name in session.execute(rows.order_by(M.asked_on, M.id))]


def task_of(session: Session, facts: MatterFacts) -> Task:
    """Who is asked what, as the check for conflicts sees it."""
    firm = session.get(AdviserRecord, facts.adviser_id or 0)
    return Task(facts.adviser_id, firm.firm_id if firm else None, facts.counterparty, facts.id)


def problems_in(session: Session, facts: MatterFacts) -> list[Problem]:
    """What is wrong with a matter, as the database knows it."""
    dangling = missing_in(
        session,
        [
            ("unit_id", UnitRecord, facts.unit_id),
            ("adviser_id", AdviserRecord, facts.adviser_id),
            ("engagement_id", EngagementRecord, facts.engagement_id),
            ("document_id", DocumentRecord, facts.document_id),
            ("submission_id", SubmissionRecord, facts.submission_id),
        ],
    )
    return dangling or [*problems_of_matter(facts), *_problems_of_adviser_in(session, facts)]


def _problems_of_adviser_in(session: Session, facts: MatterFacts) -> list[Problem]:
    """Conflicts and a suspension keep an adviser from work that is still to be done, not from what he has done."""
    if facts.done_on is not None and facts.id is not None:
        return []
    task = task_of(session, facts)
    found = problems_of_assignment(task, conflicts_in(session, task), others_in(session, task))
    adviser = session.get(AdviserRecord, facts.adviser_id or 0)
    if adviser is not None and adviser.suspended_on and facts.asked_on and adviser.suspended_on <= facts.asked_on:
        found.append(Problem("adviser_id", f"{adviser.name}已停聘，不能交办，请另选顾问"))
    return found


def _year(facts: MatterFacts) -> int | None:
    """The year whose figures a matter belongs to."""
    return facts.asked_on.year if facts.asked_on else None


def store_in(session: Session, facts: MatterFacts) -> MatterRecord:
    """Keep a matter within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, MatterRecord, facts)
    if facts.id is not None:
        refuse_closed_in(session, _year(record.facts()), ASKED_ON)
    refuse_if(problems_in(session, facts))
    refuse_closed_in(session, _year(facts), ASKED_ON)
    record.take(facts)
    session.add(record)
    session.flush()
    return record
