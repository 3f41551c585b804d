"""What a user can do with planned documents: enter, link to what they became, send in, drop, carry over. Knows no window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.documents.facts import FileLevel
from app.domain.facts import cleaned
from app.domain.plans import (
    UNSENT,
    PlanItem,
    PlanState,
    carried,
    gates_of_carrying,
    gates_of_dropping,
    plan_key,
    problems_of_plan,
)
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.submissions.facts import SubmissionFacts
from app.domain.text import fold
from app.models.database import Database
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord
from app.models.entries import STRIDE
from app.models.moments import now, today_in
from app.models.search import search_key
from app.services.documents.lookup import document_in
from app.services.plans.lookup import Standing, plan_in, plans_of_year_in, standing_in, standings_in, twins_in
from app.services.stale import refuse_stale
from app.services.submissions.service import receive_in
from app.services.years.closed import closed_problems_in, refuse_closed_in

YEAR = "计划年度"
"""What says to which year a planned document belongs, in a refusal."""


@dataclass(frozen=True)
class Candidate:
    """A document that bears the title of a planned one and is linked to none."""

    id: int
    title: str


class PlanService:
    """The drafting plan. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, plan_id: int) -> PlanItem:
        """One planned document."""
        with self._database.read() as session:
            return plan_in(session, plan_id).facts()

    def standing(self, plan_id: int, on: date) -> Standing:
        """One planned document and what became of it, seen from a day."""
        with self._database.read() as session:
            return standing_in(session, plan_in(session, plan_id), on)

    def of_year(self, year: int, on: date) -> list[Standing]:
        """The plan of a year as it stands on a day."""
        with self._database.read() as session:
            return standings_in(session, plans_of_year_in(session, year), on)

    def candidates(self, plan_id: int) -> list[Candidate]:
        """Documents with the title of a planned one that no plan has yet: what it probably became."""
        with self._database.read() as session:
            return _candidates(session, plan_in(session, plan_id))

    def check(self, facts: PlanItem) -> list[Problem]:
        """All that is wrong with the facts as typed so far, notes included."""
        facts = cleaned(facts)
        with self._database.read() as session:
            return [*problems_of_plan(facts, twins_in(session, facts)), *closed_problems_in(session, facts.year, YEAR)]

    def save(self, facts: PlanItem, actor: Actor) -> PlanItem:
        """Enter a planned document or change one. Raises Stale when it was changed after these facts were read."""
        facts = cleaned(facts)
        with self._database.write(actor, "修改计划项目" if facts.id else "新增计划项目") as session:
            return store_in(session, facts).facts()

    def drop(self, ids: Sequence[int], reason: str, on: date, actor: Actor) -> None:
        """调整取消: take items off their plan, for a reason; they stay in the list."""

        def dropped(facts: PlanItem, state: PlanState) -> PlanItem:
            refuse_if(gates_of_dropping(facts, state, reason))
            return replace(facts, dropped_on=on, dropped_reason=reason.strip())

        with self._database.write(actor, "取消计划项目") as session:
            for plan_id in ids:
                _alter(session, plan_id, dropped)

    def revive(self, plan_id: int, actor: Actor) -> None:
        """Put an item that was dropped back on its plan; the audit keeps why it was dropped."""

        def revived(facts: PlanItem, state: PlanState) -> PlanItem:
            if state is not PlanState.DROPPED:
                raise Refused(f"{facts.named}没有取消，不需要恢复")
            return replace(facts, dropped_on=None, dropped_reason="")

        with self._database.write(actor, "恢复计划项目") as session:
            _alter(session, plan_id, revived)

    def link(self, plan_id: int, document_id: int | None, actor: Actor) -> PlanItem:
        """Say which document a planned one became; None takes the link off."""

        def linked(facts: PlanItem, state: PlanState) -> PlanItem:
            if document_id is not None and state in (PlanState.DROPPED, PlanState.CARRIED):
                raise Refused(f"{facts.named}现为“{state.label}”，不能关联文件")
            return replace(facts, document_id=document_id)

        with self._database.write(actor, "关联计划与文件" if document_id else "取消计划与文件的关联") as session:
            if document_id is not None:
                _refuse_taken(session, plan_id, document_id)
            return _alter(session, plan_id, linked).facts()

    def submit(
        self,
        plan_id: int,
        submission: SubmissionFacts,
        actor: Actor,
        file_level: FileLevel | None = None,
        issuers: Sequence[int] = (),
    ) -> SubmissionFacts:
        """登记送审: receive what was planned; the plan knows the document that is under review by it.

        Without a sender the submission is the drafter's.
        """
        with self._database.write(actor, "按计划登记送审") as session:
            record = plan_in(session, plan_id)
            refuse_closed_in(session, record.year, YEAR)
            standing = standing_in(session, record, today_in(session))
            if standing.state not in UNSENT:
                raise Refused(f"{standing.facts.named}现为“{standing.state.label}”，不能再登记送审")
            wanted = replace(submission, document_id=record.document_id)
            if wanted.sender_id is None and not wanted.sender_text.strip():
                wanted = replace(wanted, sender_id=record.drafter_id, sender_text=record.drafter_text)
            received = receive_in(session, cleaned(wanted), file_level, issuers)
            record.take(replace(standing.facts, document_id=received.document_id))
            return received

    def carry(self, ids: Sequence[int], year: int, actor: Actor) -> list[PlanItem]:
        """结转: put items that were not sent in on the plan of a later year; the old ones stay, marked."""
        with self._database.write(actor, f"结转计划项目到{year}年") as session:
            refuse_closed_in(session, year, YEAR)
            made = []
            for plan_id in ids:
                record = plan_in(session, plan_id)
                refuse_closed_in(session, record.year, YEAR)
                standing = standing_in(session, record, today_in(session))
                refuse_if(gates_of_carrying(standing.facts, standing.state, year))
                made.append(store_in(session, carried(standing.facts, year)))
                # The document's draft, if there is one, goes along: what becomes of it is the later year's.
                record.take(replace(standing.facts, carried_to=year, document_id=None))
            session.flush()
            return [record.facts() for record in made]


def store_in(session: Session, facts: PlanItem) -> PlanRecord:
    """Store a planned document within a transaction, new (no id) or changed."""
    refuse_if(problems_of_plan(facts))
    refuse_closed_in(session, facts.year, YEAR)
    if facts.id is None:
        record = PlanRecord(created_at=now(session))
        session.add(record)
    else:
        record = plan_in(session, facts.id)
        refuse_stale(record.facts(), facts)
        refuse_closed_in(session, record.year, YEAR)
    record.take(facts)
    session.flush()
    return record


def _alter(session: Session, plan_id: int, change: Callable[[PlanItem, PlanState], PlanItem]) -> PlanRecord:
    """Change one item knowing its state today."""
    record = plan_in(session, plan_id)
    refuse_closed_in(session, record.year, YEAR)
    standing = standing_in(session, record, today_in(session))
    record.take(change(standing.facts, standing.state))
    session.flush()
    return record


def _refuse_taken(session: Session, plan_id: int, document_id: int) -> None:
    document = document_in(session, document_id)
    holder = session.scalar(
        select(PlanRecord).where(PlanRecord.document_id == document_id, PlanRecord.id != plan_id).limit(1)
    )
    if holder is not None:
        raise Refused(
            [
                Problem(
                    "document", f"《{document.title}》已关联{holder.year}年计划的“{holder.title}”，请先取消那里的关联"
                )
            ]
        )


def _candidates(session: Session, record: PlanRecord) -> list[Candidate]:
    if record.document_id is not None or record.dropped_on is not None or record.carried_to is not None:
        return []
    taken = select(PlanRecord.document_id).where(PlanRecord.document_id.is_not(None))
    rows = session.execute(
        select(DocumentRecord.id, DocumentRecord.title)
        .join(search_key, search_key.c.id == DocumentRecord.id * STRIDE)
        .where(
            search_key.c.title.in_((fold(record.title), plan_key(record.title))),
            DocumentRecord.binned_at.is_(None),
            DocumentRecord.id.not_in(taken),
        )
        .order_by(DocumentRecord.id.desc())
        .limit(3)
    )
    return [Candidate(row.id, row.title) for row in rows]
