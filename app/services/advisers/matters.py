"""What a user can do with the advisers' work: assign, answer, record what became of an opinion. Knows no window."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.assigning import Standing, problems_of_standing
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
from app.domain.advisers.people import adviser_state
from app.domain.facts import cleaned
from app.domain.problems import Problem, refuse_if
from app.domain.submissions.facts import Adoption
from app.models.advisers import AdviserRecord, AppointmentRecord, EngagementRecord, MatterRecord
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.moments import today_in
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
        """The work of a contract, the earliest first: what was asked under it, or under none of its people for those it serves."""
        with self._database.read() as session:
            contract = one_in(session, EngagementRecord, engagement_id).facts()
            near = or_(M.engagement_id == engagement_id, M.engagement_id.is_(None))
            rows = session.execute(
                select(M, AdviserRecord.firm_id)
                .outerjoin(AdviserRecord, AdviserRecord.id == M.adviser_id)
                .where(near, or_(M.engagement_id.is_not(None), M.unit_id.in_([contract.unit_id, *contract.served])))
                .order_by(M.asked_on.nulls_first(), M.id)
            )
            found = ((row.facts(), firm_id) for row, firm_id in rows)
            return [facts for facts, firm_id in found if works_under(facts, engagement_id, contract, firm_id)]

    def of_adviser(self, adviser_id: int) -> list[MatterFacts]:
        """What an adviser was asked, the earliest first."""
        with self._database.read() as session:
            rows = select(M).where(M.adviser_id == adviser_id).order_by(M.asked_on.nulls_first(), M.id)
            return [row.facts() for row in session.scalars(rows)]

    def check(self, facts: MatterFacts, today: date) -> list[Problem]:
        """All that is wrong with a matter as typed so far; conflicts of interest included."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts), today)

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


def problems_in(session: Session, facts: MatterFacts, today: date) -> list[Problem]:
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
    if dangling:
        return dangling
    beside = problems_of_standing(facts, _standing_in(session, facts))
    return [*problems_of_matter(facts, today), *beside, *_problems_of_adviser_in(session, facts)]


def _standing_in(session: Session, facts: MatterFacts) -> Standing:
    """The contract it is asked under and how the adviser stands on the day, apart from a suspension, which refuses."""
    adviser = session.get(AdviserRecord, facts.adviser_id or 0)
    contract = one_in(session, EngagementRecord, facts.engagement_id).facts() if facts.engagement_id else None
    if adviser is None:
        return Standing(contract=contract)
    state = None
    if facts.asked_on is not None:
        terms = session.scalars(select(AppointmentRecord).where(AppointmentRecord.adviser_id == adviser.id))
        person = replace(adviser.facts(), suspended_on=None)
        state = adviser_state(person, [row.facts().span() for row in terms], facts.asked_on)
    return Standing(adviser.name, state, adviser.firm_id, contract)


def _problems_of_adviser_in(session: Session, facts: MatterFacts) -> list[Problem]:
    """Conflicts and a suspension keep an adviser from work that is still to be done, not from what he has done: of a matter
    that was done already only another adviser or another side is looked at again.
    """
    kept = session.get(MatterRecord, facts.id) if facts.id is not None else None
    if kept is not None and _settled(kept.facts(), facts):
        return []
    adviser = session.get(AdviserRecord, facts.adviser_id or 0)
    task = Task(facts.adviser_id, adviser.firm_id if adviser else None, facts.counterparty, facts.id, facts.done_on)
    found = problems_of_assignment(task, conflicts_in(session, task), others_in(session, task))
    if adviser is not None and adviser.suspended_on and facts.asked_on and adviser.suspended_on <= facts.asked_on:
        found.append(Problem("adviser_id", f"{adviser.name}已停聘，不能交办，请另选顾问"))
    return found


def _settled(kept: MatterFacts, facts: MatterFacts) -> bool:
    """Whether a matter was done and is still his with the same other side."""
    same = (kept.adviser_id, kept.counterparty, kept.done_on) == (facts.adviser_id, facts.counterparty, facts.done_on)
    return kept.done_on is not None and same


def _year(facts: MatterFacts) -> int | None:
    """The year whose figures a matter belongs to."""
    return facts.asked_on.year if facts.asked_on else None


def store_in(session: Session, facts: MatterFacts) -> MatterRecord:
    """Keep a matter within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, MatterRecord, facts)
    if facts.id is not None:
        refuse_closed_in(session, _year(record.facts()), ASKED_ON)
    refuse_if(problems_in(session, facts, today_in(session)))
    refuse_closed_in(session, _year(facts), ASKED_ON)
    record.take(facts)
    session.add(record)
    session.flush()
    return record
