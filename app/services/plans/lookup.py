"""Reading planned documents within a transaction: one, those with a title, what became of them. Knows no act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.plans import PlanItem, PlanState, plan_key, plan_state
from app.domain.problems import Refused
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord


@dataclass(frozen=True)
class Standing:
    """A planned document with what is known of the document it became."""

    facts: PlanItem
    state: PlanState
    document: str = ""
    """Its title."""
    submitted_on: date | None = None
    published_on: date | None = None


def plan_in(session: Session, plan_id: int) -> PlanRecord:
    """Raises Refused when there is none with that id."""
    record = session.get(PlanRecord, plan_id)
    if record is None:
        raise Refused(f"没有记录号为 {plan_id} 的计划项目，可能已被撤销导入，请刷新")
    return record


def standings_in(session: Session, records: Iterable[PlanRecord], on: date) -> list[Standing]:
    """Planned documents as they stand on a day."""
    listed = list(records)
    ids = {record.document_id for record in listed if record.document_id is not None}
    documents = {
        row.id: row
        for row in session.execute(
            select(DocumentRecord.id, DocumentRecord.title, DocumentRecord.published_on).where(
                DocumentRecord.id.in_(ids)
            )
        )
    }
    first = select(SubmissionRecord.document_id, func.min(SubmissionRecord.received_on))
    sent: dict[int | None, date | None] = {
        row[0]: row[1]
        for row in session.execute(
            first.where(SubmissionRecord.document_id.in_(ids)).group_by(SubmissionRecord.document_id)
        )
    }
    found = []
    for record in listed:
        document = documents.get(record.document_id or 0)
        published = document.published_on if document else None
        submitted = sent.get(record.document_id)
        facts = record.facts()
        state = plan_state(facts, on, submitted, published)
        found.append(Standing(facts, state, document.title if document else "", submitted, published))
    return found


def standing_in(session: Session, record: PlanRecord, on: date) -> Standing:
    """One planned document as it stands on a day."""
    (found,) = standings_in(session, (record,), on)
    return found


def plans_of_year_in(session: Session, year: int) -> list[PlanRecord]:
    """The plan of a year, by the day of sending in."""
    statement = select(PlanRecord).where(PlanRecord.year == year)
    return list(
        session.scalars(statement.order_by(PlanRecord.submit_by.is_(None), PlanRecord.submit_by, PlanRecord.id))
    )


def twins_in(session: Session, facts: PlanItem) -> list[PlanItem]:
    """Other items of the same year with the same title, dropped ones left out."""
    key = plan_key(facts.title)
    return [
        record.facts()
        for record in plans_of_year_in(session, facts.year)
        if record.id != facts.id and record.dropped_on is None and key and plan_key(record.title) == key
    ]


def planned_in(session: Session, title: str) -> list[PlanItem]:
    """Items that wait for their document and that a matter of this title may be, earlier years' first."""
    key = plan_key(title)
    statement = select(PlanRecord).where(
        PlanRecord.document_id.is_(None), PlanRecord.dropped_on.is_(None), PlanRecord.carried_to.is_(None)
    )
    waiting = session.scalars(statement.order_by(PlanRecord.year, PlanRecord.id)) if key else ()
    return [record.facts() for record in waiting if plan_key(record.title) == key]
