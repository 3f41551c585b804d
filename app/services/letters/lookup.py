"""Reading letters within a transaction. Knows no act."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.letters import LetterFacts
from app.domain.problems import Refused
from app.models.documents import DocumentRecord
from app.models.letters import LetterRecord
from app.models.submissions import SubmissionRecord


def letter_in(session: Session, letter_id: int) -> LetterRecord:
    """The record of a letter. Raises Refused when there is none with that id."""
    record = session.get(LetterRecord, letter_id)
    if record is None:
        raise Refused(f"没有记录号为 {letter_id} 的公文，请刷新")
    return record


def letters_of_in(session: Session, submission_id: int | None, document_id: int | None) -> Sequence[LetterRecord]:
    """The letters of a submission or of a document, the latest first."""
    statement = select(LetterRecord).order_by(LetterRecord.id.desc())
    if submission_id is not None:
        statement = statement.where(LetterRecord.submission_id == submission_id)
    if document_id is not None:
        statement = statement.where(LetterRecord.document_id == document_id)
    return session.scalars(statement).all()


def matter_in(session: Session, facts: LetterFacts) -> str:
    """The title of what a letter is about."""
    if facts.submission_id is not None:
        return session.get_one(SubmissionRecord, facts.submission_id).title
    return session.get_one(DocumentRecord, facts.document_id).title if facts.document_id is not None else ""
