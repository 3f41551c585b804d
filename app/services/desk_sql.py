"""The ledgers of letters and plans in SQL: one expression per column. Knows no use case."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select

from app.domain.plans import PlanState
from app.domain.sign_off import SignDecision, SignRole
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord
from app.models.letters import LetterRecord, SignatureRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord

L, P = LetterRecord, PlanRecord


def _matter() -> ColumnElement[str]:
    """The title of what a letter is about."""
    submission = select(SubmissionRecord.title).where(SubmissionRecord.id == L.submission_id).correlate(L)
    document = select(DocumentRecord.title).where(DocumentRecord.id == L.document_id).correlate(L)
    return func.coalesce(submission.scalar_subquery(), document.scalar_subquery(), "")


def _signed() -> ColumnElement[str]:
    """Who signed a letter as the leader, the last one."""
    name = (
        select(SignatureRecord.name)
        .where(
            SignatureRecord.ledger == "letters",
            SignatureRecord.record_id == L.id,
            SignatureRecord.role == SignRole.LEADER,
            SignatureRecord.decision == SignDecision.AGREED,
        )
        .order_by(SignatureRecord.id.desc())
        .limit(1)
        .correlate(L)
    )
    return func.coalesce(name.scalar_subquery(), "")


_LETTERS = {"matter": _matter(), "signed": _signed()}


def letter_sql(key: str, _on: date, _soon: date) -> Any:
    """The expression of a column of the letters' ledger."""
    return _LETTERS[key] if key in _LETTERS else getattr(L, key)


def _submitted_on() -> ColumnElement[date | None]:
    """The first day on which the planned document was sent in."""
    first = select(func.min(SubmissionRecord.received_on)).where(SubmissionRecord.document_id == P.document_id)
    return first.correlate(P).scalar_subquery()


def _of_document(column: Any) -> Any:
    return select(column).where(DocumentRecord.id == P.document_id).correlate(P).scalar_subquery()


def plan_state_case(on: date) -> ColumnElement[str]:
    """The SQL twin of domain plan_state; a property test holds the two together."""
    submitted, published = _submitted_on(), _of_document(DocumentRecord.published_on)
    return case(
        (P.dropped_on <= on, PlanState.DROPPED.value),
        (published <= on, PlanState.ISSUED.value),
        (submitted <= on, PlanState.SUBMITTED.value),
        (P.carried_to.is_not(None), PlanState.CARRIED.value),
        (P.submit_by < on, PlanState.LATE.value),
        else_=PlanState.WAITING.value,
    )


def plan_sql(key: str, on: date, _soon: date) -> Any:
    """The expression of a column of the plans' ledger."""
    match key:
        case "state":
            return plan_state_case(on)
        case "drafter":
            name = select(UnitRecord.name).where(UnitRecord.id == P.drafter_id).correlate(P).scalar_subquery()
            return func.coalesce(name, P.drafter_text)
        case "document":
            return func.coalesce(_of_document(DocumentRecord.title), "")
        case _:
            return getattr(P, key)


def plan_holds(word: str) -> ColumnElement[bool]:
    """Whether a planned document holds a folded word."""
    texts = (P.title, P.drafter_text, P.handler, P.remark, plan_sql("drafter", date.min, date.min))
    return or_(*(text.contains(word, autoescape=True) for text in texts))
