"""Reading submissions within a transaction, and keeping what documents know of their rounds. Knows no act."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.problems import Refused
from app.domain.submissions.facts import DRAFT_MARK, OPEN_STATES, SubmissionFacts, SubmissionKind
from app.domain.submissions.rules import Earlier, Known
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord

_whole = (selectinload(SubmissionRecord.rounds), selectinload(SubmissionRecord.opinions))


def submission_in(session: Session, submission_id: int) -> SubmissionRecord:
    """The record with everything beneath it. Raises Refused when there is none with that id."""
    record = session.get(SubmissionRecord, submission_id, options=_whole)
    if record is None:
        raise Refused(f"没有记录号为 {submission_id} 的送审件，请刷新")
    return record


def submissions_in(session: Session, ids: Sequence[int] | None = None) -> dict[int, SubmissionRecord]:
    """Many records, whole, by id; all of them without ids."""
    statement = select(SubmissionRecord).options(*_whole).order_by(SubmissionRecord.id)
    if ids is not None:
        statement = statement.where(SubmissionRecord.id.in_(ids))
    return {record.id: record for record in session.scalars(statement)}


def submissions_of_document_in(session: Session, document_id: int) -> list[SubmissionRecord]:
    """The submissions of a normative document, the earliest entered first."""
    statement = select(SubmissionRecord).options(*_whole).where(SubmissionRecord.document_id == document_id)
    return list(session.scalars(statement.order_by(SubmissionRecord.id)))


def known_in(session: Session, facts: SubmissionFacts) -> Known:
    """What the register holds of the same matter."""
    return Known(_earlier(session, facts), _under_review(session, facts), _twin(session, facts))


def _earlier(session: Session, facts: SubmissionFacts) -> tuple[Earlier, ...]:
    """Open submissions with the same title, with or without book marks and 送审稿."""
    bare = facts.bare_title
    if not bare:
        return ()
    titles = (bare, f"{bare}{DRAFT_MARK}", f"《{bare}》", f"《{bare}{DRAFT_MARK}》", f"《{bare}》{DRAFT_MARK}")
    rows = session.execute(
        select(SubmissionRecord.id, SubmissionRecord.title, SubmissionRecord.number, SubmissionRecord.received_on)
        .where(
            SubmissionRecord.title.in_(titles),
            SubmissionRecord.id != (facts.id or 0),
            SubmissionRecord.state.in_(OPEN_STATES),
        )
        .limit(3)
    )
    return tuple(Earlier(*row) for row in rows)


def _under_review(session: Session, facts: SubmissionFacts) -> str:
    """收件号 of another open submission of the same document."""
    if facts.document_id is None or facts.id is not None:
        return ""
    return (
        session.scalar(
            select(SubmissionRecord.number)
            .where(
                SubmissionRecord.document_id == facts.document_id,
                SubmissionRecord.number != "",
                SubmissionRecord.state.in_(OPEN_STATES),
            )
            .limit(1)
        )
        or ""
    )


def _twin(session: Session, facts: SubmissionFacts) -> str:
    """Title of a document not yet published that a new submission may be about."""
    if facts.kind is not SubmissionKind.DOCUMENT or facts.document_id is not None or facts.id is not None:
        return ""
    found = select(DocumentRecord.title).where(
        DocumentRecord.title == facts.bare_title,
        DocumentRecord.published_on.is_(None),
        DocumentRecord.ended_on.is_(None),
        DocumentRecord.binned_at.is_(None),
    )
    return session.scalar(found.limit(1)) or ""


def next_serial_in(session: Session, year: int) -> int:
    """The next serial of the 收件号 of a year; the transaction holds the write lock."""
    top = session.scalar(select(func.max(SubmissionRecord.serial)).where(SubmissionRecord.year == year))
    return (top or 0) + 1
