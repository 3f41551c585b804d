"""The ledgers there are. A new subject adds one entry here and one page."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from app.domain import letters, number_book, plans, units
from app.domain.documents import columns as documents
from app.domain.due import columns as due
from app.domain.submissions import columns as submissions
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord, IssuerRecord
from app.models.letters import LetterRecord
from app.models.numbering import NumberRecord, SchemeRecord
from app.models.submissions import OpinionRecord, SubmissionRecord
from app.models.units import UnitMarkRecord, UnitNameRecord, UnitRecord
from app.services import desk_sql
from app.services.documents.sql import column_sql, registered_by, visible
from app.services.due.lines import due_lines
from app.services.ledgers import advisers
from app.services.ledgers.computed import Computed
from app.services.ledgers.source import Source
from app.services.submissions import sql as submissions_sql

U, N = UnitRecord, NumberRecord


def _joined(column: Any, owner: Any) -> Any:
    return func.coalesce(
        select(func.group_concat(column, "、")).where(owner == U.id).correlate(U).scalar_subquery(), ""
    )


def _parent() -> Any:
    above = U.__table__.alias("above")
    return func.coalesce(select(above.c.name).where(above.c.id == U.parent_id).correlate(U).scalar_subquery(), "")


_documents_of = (
    select(func.count(func.distinct(IssuerRecord.document_id))).where(IssuerRecord.unit_id == U.id).correlate(U)
)
_UNITS = {
    "marks": _joined(UnitMarkRecord.mark, UnitMarkRecord.unit_id),
    "former_names": _joined(UnitNameRecord.name, UnitNameRecord.unit_id),
    "parent": _parent(),
    "documents": _documents_of.scalar_subquery(),
}

_NUMBERS = {
    "number": N.text,
    "title": func.coalesce(DocumentRecord.title, ""),
    "document_number": func.coalesce(DocumentRecord.document_number, ""),
    "issuer": func.coalesce(DocumentRecord.issuer_text, ""),
    "scheme": SchemeRecord.name,
    "note": case(
        (N.purpose == "", N.reason), (N.reason == "", N.purpose), else_=func.concat(N.purpose, "；", N.reason)
    ),
    "notice": case((N.notice_printed_at.is_not(None), literal("已打印")), else_=literal("")),
}


def _unit_column(key: str, _on: date, _soon: date) -> Any:
    return _UNITS[key] if key in _UNITS else getattr(U, key)


def _number_column(key: str, _on: date, _soon: date) -> Any:
    return _NUMBERS[key] if key in _NUMBERS else getattr(N, key)


def _number_base(statement: Select[Any]) -> Select[Any]:
    return statement.join(SchemeRecord, SchemeRecord.id == N.scheme_id).outerjoin(
        DocumentRecord, DocumentRecord.id == N.document_id
    )


def _number_holds(word: str) -> ColumnElement[bool]:
    """The number in any spelling; the document, the purpose and the reason as they are written."""
    texts = (DocumentRecord.title, DocumentRecord.document_number, DocumentRecord.issuer_text, N.purpose, N.reason)
    return or_(N.text_key.contains(word, autoescape=True), *(text.contains(word, autoescape=True) for text in texts))


SOURCES = {
    source.ledger.name: source
    for source in (
        Source(
            documents.LEDGER,
            DocumentRecord,
            column_sql,
            visible,
            subject="documents",
            sort_keys={
                "title": "title_sort",
                "document_number": "number_sort",
                "unified_number": "unified_sort",
            },
            as_of=registered_by,
            tables=frozenset(
                {"document", "document_issuer", "document_step", "document_carrier", "review_round", "number", "unit"}
            ),
        ),
        Source(
            submissions.LEDGER,
            SubmissionRecord,
            submissions_sql.column_sql,
            subject="submissions",
            sort_keys={"title": "title_sort"},
            as_of=submissions_sql.received_by,
            tables=frozenset({"submission", "review_round", "review_opinion", "unit", "document"}),
        ),
        Source(
            submissions.OPINIONS,
            OpinionRecord,
            submissions_sql.opinion_sql,
            submissions_sql.opinion_base,
            holds=submissions_sql.opinion_holds,
            tables=frozenset({"submission", "review_round", "review_opinion", "unit"}),
        ),
        Source(
            plans.LEDGER,
            PlanRecord,
            desk_sql.plan_sql,
            holds=desk_sql.plan_holds,
            tables=frozenset({"plan_item", "document", "submission", "unit"}),
        ),
        Source(
            letters.LEDGER,
            LetterRecord,
            desk_sql.letter_sql,
            subject="letters",
            sort_keys={"title": "title_sort", "number": "number_sort"},
            tables=frozenset({"letter", "signature", "submission", "document"}),
        ),
        Source(
            number_book.LEDGER,
            NumberRecord,
            _number_column,
            _number_base,
            holds=_number_holds,
            tables=frozenset({"number", "document"}),
        ),
        Source(
            units.LEDGER,
            UnitRecord,
            _unit_column,
            subject="units",
            sort_keys={"name": "title_sort"},
            tables=frozenset({"unit", "unit_name", "unit_mark", "document_issuer"}),
        ),
        *advisers.SOURCES,
    )
}

COMPUTED = {
    computed.ledger.name: computed
    for computed in (
        Computed(
            due.LEDGER,
            due_lines,
            frozenset(
                {"submission", "review_opinion", "document", "plan_item", "letter", "holiday", "setting", "due_mark"}
            ),
        ),
    )
}
"""Ledgers whose lines are derived at each look."""
