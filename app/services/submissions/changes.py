"""Changes of submissions within a transaction, shared by their service and by what answers them. Knows no act's rules but the answer's."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.problems import Problem, Refused, refuse_if
from app.domain.submissions.facts import SubmissionFacts, SubmissionState
from app.domain.submissions.rules import gates_of_answer, problems_of_submission
from app.models.submissions import SubmissionRecord
from app.services.documents.service import refresh_reviewed_in
from app.services.stale import refuse_stale
from app.services.submissions.lookup import known_in, submission_in
from app.services.years.closed import refuse_closed_in


def store_in(session: Session, record: SubmissionRecord, facts: SubmissionFacts) -> SubmissionFacts:
    """Make a record say the facts; a document reviewed learns of it. Raises Refused."""
    refuse_if(problems_of_submission(facts, known_in(session, facts)))
    before = record.document_id
    record.take(facts)
    session.add(record)
    session.flush()
    for document_id in {before, record.document_id} - {None}:
        assert document_id is not None
        refresh_reviewed_in(session, document_id)
    return record.facts()


def change_in(session: Session, facts: SubmissionFacts) -> SubmissionFacts:
    """Change a submission. Raises Stale, Refused for its number and for what was concluded in a closed year."""
    assert facts.id is not None
    record = submission_in(session, facts.id)
    current = record.facts()
    refuse_stale(current, facts)
    if current.number != facts.number:
        raise Refused([Problem("number", "收件号由程序编定，不能修改")])
    if record.concluded_on is not None and record.state is SubmissionState.CONCLUDED:
        refuse_closed_in(session, record.concluded_on.year, "办结日期")
    return store_in(session, record, facts)


def answer_in(
    session: Session, submission_id: int, on: date | None, number: str, text: str | None = None
) -> SubmissionFacts:
    """Record within a transaction what went to the sender, or (without a day) that nothing did; None keeps the gist."""
    facts = submission_in(session, submission_id).facts()
    if on is not None:
        refuse_if(gates_of_answer(facts, on))
    answer = facts.answer if text is None else text.strip()
    return change_in(session, replace(facts, answered_on=on, answer_number=number.strip(), answer=answer))
