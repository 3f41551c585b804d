"""Rounds of normative documents: kept with a submission, read by the document. Shared by both services, each a transaction of its own."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.domain.documents.facts import Step, StepKind, StepLevel, StepResult
from app.domain.problems import Problem, Refused
from app.domain.submissions.facts import Round, SubmissionFacts, SubmissionState
from app.models.documents import DocumentRecord
from app.models.moments import now
from app.models.submissions import SubmissionRecord
from app.services.submissions.lookup import submissions_of_document_in


def is_round(step: Step) -> bool:
    """Whether a step is a review by the office itself, which lives with a submission."""
    return step.kind is StepKind.REVIEW and step.level is StepLevel.GOVERNMENT


def refuse_changed_rounds(current: Sequence[Step], wanted: Sequence[Step]) -> None:
    """Raise Refused where rounds of submissions were changed in the document."""
    kept, given = ([step for step in steps if step.submission_id is not None] for steps in (current, wanted))
    if kept != given:
        raise Refused([Problem("steps", "区司法局的审核轮次在“送审件”中登记和更正，请到对应的送审件修改")])


def adopt_rounds_in(session: Session, record: DocumentRecord, steps: Sequence[Step]) -> None:
    """Keep reviews that came with a document as rounds of its submission; one is made where there is none open."""
    if not steps:
        return
    for step in steps:
        submission = _open_submission(session, record, step)
        submission.take(_with_round(submission.facts(), step))
        session.flush()
    session.refresh(record, ["rounds"])


def _open_submission(session: Session, record: DocumentRecord, step: Step) -> SubmissionRecord:
    """The submission that a further round belongs to: the last one not withdrawn, or a new one."""
    known = [
        submission
        for submission in submissions_of_document_in(session, record.id)
        if submission.state is not SubmissionState.WITHDRAWN
    ]
    if known:
        return known[-1]
    made = SubmissionRecord(created_at=now(session), rounds=[], opinions=[])
    made.take(
        SubmissionFacts(
            record.title,
            sender_id=record.drafter_id,
            received_on=step.on,
            handler=record.handler,
            document_id=record.id,
        )
    )
    session.add(made)
    session.flush()
    return made


def _with_round(facts: SubmissionFacts, step: Step) -> SubmissionFacts:
    """The facts with a review as its own round, or as the end of the round that is open."""
    concluded = None if step.result is StepResult.PENDING else step.on
    last = facts.current
    if last is not None and last.concluded_on is None and last.result is StepResult.PENDING:
        ended = replace(
            last, complete_on=last.complete_on or step.on, concluded_on=concluded, result=step.result,
            person=step.person or last.person, note=step.note or last.note,
        )  # fmt: skip
        return replace(facts, rounds=(*facts.rounds[:-1], ended))
    made = Round(step.on, step.on, concluded, step.result, step.person, step.note)
    return replace(facts, rounds=(*facts.rounds, made))
