"""The ledgers of submissions and opinions in SQL: one expression per column. Knows no use case."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.domain.submissions.facts import Adoption
from app.models.documents import DocumentRecord
from app.models.submissions import OpinionRecord, RoundRecord, SubmissionRecord
from app.models.units import UnitRecord

S, R, P = SubmissionRecord, RoundRecord, OpinionRecord


def _count(record: type[RoundRecord] | type[OpinionRecord], *conditions: ColumnElement[bool]) -> Any:
    return select(func.count(record.id)).where(record.submission_id == S.id, *conditions).correlate(S).scalar_subquery()


def _sender() -> ColumnElement[str]:
    name = select(UnitRecord.name).where(UnitRecord.id == S.sender_id).correlate(S).scalar_subquery()
    return func.coalesce(name, S.sender_text)


def _document() -> ColumnElement[str]:
    title = select(DocumentRecord.title).where(DocumentRecord.id == S.document_id).correlate(S).scalar_subquery()
    return func.coalesce(title, "")


ADOPTED = (Adoption.ADOPTED, Adoption.PARTLY)
SPECIAL = {
    "sender": _sender(),
    "rounds": _count(R),
    "opinions": _count(P),
    "adopted": _count(P, P.adoption.in_(ADOPTED)),
    "document": _document(),
}


def column_sql(key: str, _on: date, _soon: date) -> Any:
    """The expression of a column of the submissions' ledger."""
    return SPECIAL[key] if key in SPECIAL else getattr(S, key)


def received_by(on: date) -> ColumnElement[bool]:
    """For "as of": what had come in by a day; what has no day of receipt always counts."""
    return or_(S.received_on.is_(None), S.received_on <= on)


_OPINIONS = {
    "number": S.number,
    "title": S.title,
    "sender": SPECIAL["sender"],
    "position": P.position + 1,
    "handler": S.handler,
    "concluded_on": select(R.concluded_on)
    .where(R.submission_id == P.submission_id, R.position == P.round - 1)
    .correlate(P)
    .scalar_subquery(),
}


def opinion_sql(key: str, _on: date, _soon: date) -> Any:
    """The expression of a column of the opinions' ledger."""
    return _OPINIONS[key] if key in _OPINIONS else getattr(P, key)


def opinion_base(statement: Select[Any]) -> Select[Any]:
    """Opinions with their submission."""
    return statement.join(S, S.id == P.submission_id)


def opinion_holds(word: str) -> ColumnElement[bool]:
    """Whether an opinion or its submission holds a folded word."""
    texts = (P.text, P.clause, P.reason, S.title, S.number, S.handler)
    return or_(*(text.contains(word, autoescape=True) for text in texts))
