"""The ledger of documents in SQL: one expression per column, the base select, the status as one CASE. Knows no use case."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, literal, not_, or_, select, true

from app.domain.choices import Choice
from app.domain.documents.facts import CarrierKind, Nature, ValidityMode
from app.domain.documents.status import ENDED, UNLIMITED, ForceStatus
from app.models.documents import BasisRecord, CarrierRecord, DocumentRecord
from app.models.moments import CHINA
from app.models.units import UnitRecord

D = DocumentRecord


def _reached(day: Any, on: date) -> ColumnElement[bool]:
    return and_(day.is_not(None), day <= on)


def status_case(on: date, soon: date) -> ColumnElement[str]:
    """The SQL twin of domain force_status; a property test holds the two together."""
    start = func.coalesce(D.effective_on, D.published_on)
    published, effective = _reached(D.published_on, on), _reached(D.effective_on, on)
    endless = and_(
        D.expires_on.is_(None), func.coalesce(D.validity_mode, "").not_in([mode.value for mode in UNLIMITED])
    )
    unpublished = and_(not_(D.backfill), not_(published))
    ended = [
        (and_(D.end_kind == kind, or_(D.ended_on.is_(None), D.ended_on <= on)), status.value)
        for kind, status in ENDED.items()
    ]
    return case(
        (D.nature != Nature.NORMATIVE, ForceStatus.NOT_NORMATIVE.value),
        *ended,
        (and_(D.backfill, D.expires_on < on), ForceStatus.EXPIRED.value),
        (and_(D.backfill, or_(start.is_(None), endless)), ForceStatus.UNKNOWN.value),
        (and_(D.backfill, start > on), ForceStatus.NOT_YET_EFFECTIVE.value),
        (and_(unpublished, _reached(D.registered_on, on)), ForceStatus.AWAITING_PUBLICATION.value),
        (and_(unpublished, _reached(D.adopted_on, on)), ForceStatus.AWAITING_NUMBER.value),
        (and_(unpublished, _reached(D.reviewed_on, on)), ForceStatus.IN_REVIEW.value),
        (unpublished, ForceStatus.DRAFTING.value),
        (and_(not_(D.backfill), not_(effective)), ForceStatus.NOT_YET_EFFECTIVE.value),
        (or_(D.expires_on.is_(None), D.expires_on > soon), ForceStatus.IN_FORCE.value),
        (D.expires_on < on, ForceStatus.EXPIRED.value),
        else_=ForceStatus.EXPIRING.value,
    )


def label_case(column: Any, choices: type[Choice]) -> ColumnElement[str]:
    """A stored choice as its Chinese label."""
    return case({member.value: member.label for member in choices}, value=cast(column, String), else_="")


def _validity() -> ColumnElement[str]:
    years = func.concat(cast(D.validity_years, String), literal("年"))
    return case((D.validity_mode == ValidityMode.YEARS, years), else_=label_case(D.validity_mode, ValidityMode))


def _completeness() -> ColumnElement[str]:
    return case((D.doubtful, "doubtful"), (D.missing != "", "incomplete"), else_="complete")


def _doubts() -> ColumnElement[str]:
    each = func.json_each(D.doubts).table_valued("value")
    joined = func.group_concat(func.json_extract(each.c.value, "$[2]"), "；")
    return func.coalesce(select(joined).select_from(each).scalar_subquery(), "")


def _carriers() -> ColumnElement[str]:
    words = func.trim(func.concat(label_case(CarrierRecord.kind, CarrierKind), " ", CarrierRecord.detail))
    joined = select(func.group_concat(words, "、")).where(CarrierRecord.document_id == D.id)
    return func.coalesce(joined.correlate(D).scalar_subquery(), "")


def _bases() -> ColumnElement[str]:
    words = func.concat("《", BasisRecord.title, "》", BasisRecord.article)
    joined = select(func.group_concat(words, "、")).where(BasisRecord.document_id == D.id)
    return func.coalesce(joined.correlate(D).scalar_subquery(), "")


def _unit(key: Any) -> ColumnElement[str]:
    name = select(UnitRecord.name).where(UnitRecord.id == key).correlate(D)
    return func.coalesce(name.scalar_subquery(), "")


SPECIAL = {
    "issuer": D.issuer_text,
    "validity": _validity(),
    "drafter": _unit(D.drafter_id),
    "implementer": _unit(D.implementer_id),
    "completeness": _completeness(),
    "doubts": _doubts(),
    "carriers": _carriers(),
    "bases": _bases(),
}


def column_sql(key: str, on: date, soon: date) -> Any:
    """The expression of a ledger column as seen from a day."""
    if key == "force_status":
        return status_case(on, soon)
    return SPECIAL[key] if key in SPECIAL else getattr(D, key)


def visible(statement: Any) -> Any:
    """Only what is not in the bin; every list of documents starts here."""
    return statement.where(D.binned_at.is_(None))


def registered_by(on: date) -> ColumnElement[bool]:
    """For "as of": records that had come to the register by a day; an old one without any date always counts."""
    entered = func.date(D.created_at, f"+{int(CHINA.utcoffset(None).total_seconds() // 3600)} hours")
    first = func.coalesce(D.registered_on, D.published_on, D.signed_on, D.dated_on, D.effective_on)
    return case((first.is_not(None), first <= on), (D.backfill, true()), else_=entered <= on.isoformat())
