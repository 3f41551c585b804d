"""Open matters of the office, of one clerk or of all, as they stood on a day. Knows no use case."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.domain.dates import chinese
from app.domain.documents.status import ForceStatus
from app.domain.letters import LetterState
from app.domain.matters import Matter, MatterKind
from app.domain.plans import UNDER_WAY, PlanState, deadline_text
from app.domain.submissions.facts import SubmissionState
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord
from app.models.letters import LetterRecord
from app.models.submissions import SubmissionRecord
from app.services.desk_sql import plan_state_case
from app.services.documents.sql import registered_by, status_case, visible
from app.services.submissions.sql import received_by

UNPUBLISHED = (
    ForceStatus.DRAFTING,
    ForceStatus.IN_REVIEW,
    ForceStatus.AWAITING_NUMBER,
    ForceStatus.AWAITING_PUBLICATION,
)
ALIVE = (ForceStatus.NOT_YET_EFFECTIVE, ForceStatus.IN_FORCE, ForceStatus.EXPIRING, ForceStatus.UNKNOWN)
"""States in which somebody must still look after a document: its expiry, its doubts."""

RECORDS: dict[MatterKind, type[Any]] = {
    MatterKind.SUBMISSION: SubmissionRecord,
    MatterKind.DOCUMENT: DocumentRecord,
    MatterKind.PLAN: PlanRecord,
    MatterKind.LETTER: LetterRecord,
    MatterKind.IN_FORCE: DocumentRecord,
}
"""Where the handler of a matter stands."""

S, D, P, L = SubmissionRecord, DocumentRecord, PlanRecord, LetterRecord


def handled_in(session: Session, handler: str, on: date) -> list[Matter]:
    """Everything a clerk answers for on a day, documents in force included; his name as it is written, nothing like it."""
    return [
        *_submissions(session, on, S.handler == handler),
        *_documents(session, on, UNPUBLISHED, D.handler == handler),
        *_plans(session, on, P.handler == handler),
        *_letters(session, L.handler == handler),
        *_documents(session, on, ALIVE, D.handler == handler),
    ]


def handlers_in(session: Session, on: date) -> list[str]:
    """Names of all who answer for something open or in force."""
    alive = [state.value for state in (*UNPUBLISHED, *ALIVE)]
    under_way = [state.value for state in UNDER_WAY]
    names = {
        *session.scalars(select(S.handler).distinct().where(_unsettled(on))),
        *session.scalars(visible(select(D.handler).distinct()).where(status_case(on, on).in_(alive))),
        *session.scalars(select(P.handler).distinct().where(plan_state_case(on).in_(under_way))),
        *session.scalars(select(L.handler).distinct().where(L.state == LetterState.DRAFT)),
    }
    return sorted(names - {""})


def unfinished_in(session: Session, on: date) -> list[Matter]:
    """What was not finished on a day, whoever answers for it; the plan is not among it, its years are closed item by item."""
    return [
        *_submissions(session, on, received_by(on)),
        *_documents(session, on, UNPUBLISHED, registered_by(on)),
        *_letters(session, L.on <= on),
    ]


def _unsettled(on: date) -> ColumnElement[bool]:
    """Submissions that neither a last conclusion nor a withdrawal had ended by a day."""
    concluded = and_(S.state == SubmissionState.CONCLUDED, S.concluded_on <= on)
    return and_(not_(func.coalesce(concluded, False)), or_(S.withdrawn_on.is_(None), S.withdrawn_on > on))


def _submissions(session: Session, on: date, condition: ColumnElement[bool]) -> Iterator[Matter]:
    columns = (S.id, S.title, S.number, S.received_on, S.state, S.handler)
    for row in session.execute(select(*columns).where(condition, _unsettled(on)).order_by(S.received_on, S.id)):
        came = f"{chinese(row.received_on)}收件" if row.received_on else ""
        said = "，".join(part for part in (row.number, came, row.state.label) if part)
        yield Matter(MatterKind.SUBMISSION, row.id, row.title, said, row.handler)


def _documents(
    session: Session, on: date, states: tuple[ForceStatus, ...], condition: ColumnElement[bool]
) -> Iterator[Matter]:
    status = status_case(on, on).label("status")
    kind = MatterKind.IN_FORCE if states is ALIVE else MatterKind.DOCUMENT
    columns = (D.id, D.title, D.document_number, D.expires_on, D.handler, status)
    statement = visible(select(*columns)).where(status.in_([state.value for state in states]), condition)
    for row in session.execute(statement.order_by(D.expires_on.is_(None), D.expires_on, D.id)):
        state = ForceStatus.of(row.status)
        until = f"有效期至{chinese(row.expires_on)}" if row.expires_on and states is ALIVE else ""
        said = "，".join(part for part in (row.document_number, state.label if state else "", until) if part)
        yield Matter(kind, row.id, row.title, said, row.handler)


def _plans(session: Session, on: date, condition: ColumnElement[bool]) -> Iterator[Matter]:
    state = plan_state_case(on).label("state")
    statement = select(P.id, P.title, P.year, P.submit_by, P.handler, state).where(
        state.in_([each.value for each in UNDER_WAY]), condition
    )
    for row in session.execute(statement.order_by(P.year, P.submit_by.is_(None), P.submit_by, P.id)):
        stands = PlanState.of(row.state)
        said = f"{row.year}年计划，报送时间{deadline_text(row.submit_by)}，{stands.label if stands else ''}"
        yield Matter(MatterKind.PLAN, row.id, row.title, said, row.handler)


def _letters(session: Session, condition: ColumnElement[bool]) -> Iterator[Matter]:
    statement = select(L.id, L.title, L.kind, L.on, L.handler).where(L.state == LetterState.DRAFT, condition)
    for row in session.execute(statement.order_by(L.on, L.id)):
        said = f"{row.kind.label}，成文日期{chinese(row.on)}，草稿"
        yield Matter(MatterKind.LETTER, row.id, row.title, said, row.handler)
