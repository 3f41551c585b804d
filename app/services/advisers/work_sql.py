"""The ledgers of payments, matters, assessments and conflicts in SQL: one expression per column. Knows no use case."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, or_, select

from app.domain.advisers.matters import MatterState
from app.domain.advisers.payments import PaymentState
from app.domain.submissions.facts import Adoption
from app.models.advisers import (
    AdviserRecord,
    AssessmentRecord,
    AssessmentTemplateRecord,
    ConflictRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
    PaymentRecord,
)
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord
from app.services.advisers.sql import listed, named, workplace

A, F, E, Y = AdviserRecord, FirmRecord, EngagementRecord, PaymentRecord
M, S, C = MatterRecord, AssessmentRecord, ConflictRecord
D = date.min


def payment_state_case(on: date) -> Any:
    """The SQL twin of domain `payment_state`; a property test holds the two together."""
    paid = and_(Y.paid.is_not(None), Y.paid_on <= on)
    return case(
        (and_(paid, Y.paid < Y.due), PaymentState.PARTLY.value),
        (paid, PaymentState.PAID.value),
        (Y.due_on < on, PaymentState.OVERDUE.value),
        else_=PaymentState.WAITING.value,
    )


def payment_sql(key: str, on: date, _soon: date) -> Any:
    """The expression of a column of the payments' ledger."""
    of_contract = {
        "contract": E.name,
        "contract_number": E.number,
        "unit": func.coalesce(UnitRecord.name, ""),
        "firm": func.coalesce(F.name, ""),
    }
    if key == "state":
        return payment_state_case(on)
    return of_contract[key] if key in of_contract else getattr(Y, key)


def payment_base(statement: Any) -> Any:
    """Payments with their contract."""
    with_contract = statement.join(E, E.id == Y.engagement_id).join(UnitRecord, UnitRecord.id == E.unit_id)
    return with_contract.outerjoin(F, F.id == E.firm_id)


def payment_holds(word: str) -> ColumnElement[bool]:
    """Whether a payment or its contract holds a folded word."""
    return _any((E.name, E.number, UnitRecord.name, F.name, Y.condition, Y.invoice, Y.handler, Y.remark), word)


def matter_state_case(on: date) -> Any:
    """The SQL twin of domain `matter_state`; a property test holds the two together."""
    return case(
        (and_(M.done_on <= on, M.adoption == Adoption.PENDING), MatterState.AWAITING_REPLY.value),
        (M.done_on <= on, MatterState.DONE.value),
        (M.due_on < on, MatterState.LATE.value),
        else_=MatterState.OPEN.value,
    )


def _title(record: Any, key: Any) -> Any:
    return select(record.title).where(record.id == key).correlate(M).scalar_subquery()


def matter_sql(key: str, on: date, _soon: date) -> Any:
    """The expression of a column of the matters' ledger."""
    match key:
        case "state":
            return matter_state_case(on)
        case "unit":
            return named(UnitRecord, M.unit_id, M)
        case "adviser":
            return named(A, M.adviser_id, M)
        case "firm":
            return workplace(M.adviser_id, M)
        case "contract":
            return named(E, M.engagement_id, M)
        case "days":
            days = func.julianday(M.done_on) - func.julianday(M.asked_on)
            return case((and_(M.done_on.is_not(None), M.asked_on.is_not(None)), cast(func.round(days), Integer)))
        case "about":
            return func.coalesce(_title(SubmissionRecord, M.submission_id), _title(DocumentRecord, M.document_id), "")
        case _:
            return getattr(M, key)


def asked_by(on: date) -> ColumnElement[bool]:
    """For "as of": what had been asked by a day; what has no day of asking always counts."""
    return or_(M.asked_on.is_(None), M.asked_on <= on)


def assessment_sql(key: str, _on: date, _soon: date) -> Any:
    """The expression of a column of the assessments' ledger."""
    match key:
        case "adviser":
            return named(A, S.adviser_id, S)
        case "firm":
            return workplace(S.adviser_id, S)
        case "unit":
            return named(UnitRecord, S.unit_id, S)
        case "contract":
            return named(E, S.engagement_id, S)
        case "template":
            return named(AssessmentTemplateRecord, S.template_id, S)
        case "vetoes":
            return listed(S.vetoes)
        case _:
            return getattr(S, key)


def assessment_holds(word: str) -> ColumnElement[bool]:
    """Whether an assessment holds a folded word."""
    keys = ("adviser", "firm", "unit", "template", "vetoes", "assessor", "remark")
    return _any(tuple(assessment_sql(key, D, D) for key in keys), word)


def conflict_sql(key: str, _on: date, _soon: date) -> Any:
    """The expression of a column of the conflicts' ledger."""
    match key:
        case "adviser":
            return named(A, C.adviser_id, C)
        case "firm":
            firm = select(F.name).where(F.id == C.firm_id).correlate(C).scalar_subquery()
            return func.coalesce(firm, workplace(C.adviser_id, C))
        case "matter":
            title = select(M.title).where(M.id == C.matter_id).correlate(C).scalar_subquery()
            return func.coalesce(title, C.matter_text)
        case "open":
            return C.decision.is_(None)
        case _:
            return getattr(C, key)


def conflict_holds(word: str) -> ColumnElement[bool]:
    """Whether a declaration holds a folded word."""
    keys = ("adviser", "firm", "matter", "counterparty", "detail", "decided_by", "remark")
    return _any(tuple(conflict_sql(key, D, D) for key in keys), word)


def _any(texts: tuple[Any, ...], word: str) -> ColumnElement[bool]:
    return or_(*(text.contains(word, autoescape=True) for text in texts))
