"""The ledgers of advisers, firms, appointments and contracts in SQL: one expression per column. Knows no use case."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.domain.advisers.appointments import AppointmentState
from app.domain.advisers.engagements import Clause, SupplementKind
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    EngagedRecord,
    EngagementRecord,
    FirmRecord,
    PaymentRecord,
    ServedUnitRecord,
)
from app.models.units import UnitRecord
from app.services.advisers.stage_sql import adviser_state_case, appointment_stage, engagement_stage

A, F, P, E, Y = AdviserRecord, FirmRecord, AppointmentRecord, EngagementRecord, PaymentRecord


def joined(statement: Any) -> Any:
    """The texts a statement selects, with 、 between them; rows beneath a record come in the order of their positions."""
    return func.coalesce(statement.scalar_subquery(), "")


def named(record: Any, key: Any, owner: Any) -> Any:
    """The name that an id column of a record refers to, empty for none."""
    return func.coalesce(select(record.name).where(record.id == key).correlate(owner).scalar_subquery(), "")


def term_text(record: Any) -> Any:
    """2024-01-01 至 2026-12-31; 至今 for a term without an end; empty where no day is known."""
    start, end = func.strftime("%Y-%m-%d", record.starts_on), func.strftime("%Y-%m-%d", record.ends_on)
    return case(
        (and_(record.starts_on.is_not(None), record.ends_on.is_not(None)), func.concat(start, " 至 ", end)),
        (and_(record.starts_on.is_not(None), record.open_ended), func.concat(start, " 至今")),
        (record.starts_on.is_not(None), func.concat(start, " 起")),
        (record.ends_on.is_not(None), func.concat("至 ", end)),
        else_="",
    )


def listed(column: Any, path: str = "$") -> Any:
    """The texts of a JSON list (at a path of each item), with 、 between them."""
    item = func.json_each(column).table_valued("value")
    value = item.c.value if path == "$" else func.json_extract(item.c.value, path)
    sign = "、" if path == "$" else "；"
    return func.coalesce(select(func.group_concat(value, sign)).select_from(item).scalar_subquery(), "")


def workplace(key: Any, owner: Any) -> Any:
    """Firm or workplace of the adviser that an id column refers to."""
    name = func.coalesce(F.name, A.workplace)
    found = select(name).select_from(A).outerjoin(F, F.id == A.firm_id).where(A.id == key).correlate(owner)
    return func.coalesce(found.scalar_subquery(), "")


def masked_number() -> Any:
    """The first six and the last four of an id number, stars between; of a short one nothing."""
    length = func.length(A.id_number)
    stars = func.substr("*" * 40, 1, length - 10)
    whole = func.concat(func.substr(A.id_number, 1, 6), stars, func.substr(A.id_number, -4))
    return case((length > 10, whole), else_=func.substr("*" * 40, 1, length))


def _practice_years(on: date) -> Any:
    first = func.strftime("%m-%d", A.first_practised_on)
    early = case((first > literal(on.strftime("%m-%d")), 1), else_=0)
    years = on.year - cast(func.strftime("%Y", A.first_practised_on), Integer) - early
    return case((A.first_practised_on.is_not(None), func.max(0, years)))


def adviser_sql(key: str, on: date, _soon: date) -> Any:
    """The expression of a column of the advisers' ledger."""
    units = select(func.group_concat(UnitRecord.name.distinct())).join(P, P.unit_id == UnitRecord.id)
    running = appointment_stage(on).in_([AppointmentState.RUNNING.value, AppointmentState.EXPIRING.value])
    serving = units.where(P.adviser_id == A.id, running).correlate(A)
    match key:
        case "state":
            return adviser_state_case(on)
        case "firm":
            return func.coalesce(select(F.name).where(F.id == A.firm_id).correlate(A).scalar_subquery(), A.workplace)
        case "units":
            return func.replace(joined(serving), ",", "、")
        case "chief_of":
            return func.replace(joined(serving.where(P.chief.is_(True))), ",", "、")
        case "id_number":
            return masked_number()
        case "practice_years":
            return _practice_years(on)
        case "specialities":
            return listed(A.specialities)
        case _:
            return getattr(A, key)


_FIRMS = {
    "advisers": select(func.count(A.id)).where(A.firm_id == F.id).correlate(F).scalar_subquery(),
    "contracts": select(func.count(E.id)).where(E.firm_id == F.id).correlate(F).scalar_subquery(),
    "amount": select(func.sum(E.amount)).where(E.firm_id == F.id).correlate(F).scalar_subquery(),
    "paid": select(func.sum(Y.paid))
    .join(E, E.id == Y.engagement_id)
    .where(E.firm_id == F.id)
    .correlate(F)
    .scalar_subquery(),
}


def firm_sql(key: str, _on: date, _soon: date) -> Any:
    """The expression of a column of the firms' ledger."""
    return _FIRMS[key] if key in _FIRMS else getattr(F, key)


def _linked(record: Any, said: Callable[[Any], Any], *, after: bool) -> Any:
    """What is said of the record of the chain before, or after; empty for none."""
    other = aliased(record)
    there = other.previous_id == record.id if after else other.id == record.previous_id
    return func.coalesce(select(said(other)).where(there).correlate(record).scalar_subquery(), "")


def appointment_sql(key: str, on: date, _soon: date) -> Any:
    """The expression of a column of the appointments' ledger."""
    match key:
        case "state":
            return appointment_stage(on)
        case "adviser":
            return named(A, P.adviser_id, P)
        case "adviser_kind":
            return select(A.kind).where(A.id == P.adviser_id).correlate(P).scalar_subquery()
        case "firm":
            return workplace(P.adviser_id, P)
        case "unit":
            return named(UnitRecord, P.unit_id, P)
        case "previous":
            return _linked(P, term_text, after=False)
        case "next":
            return _linked(P, term_text, after=True)
        case "contracts":
            count = select(func.count(func.distinct(EngagedRecord.engagement_id)))
            return count.where(EngagedRecord.appointment_id == P.id).correlate(P).scalar_subquery()
        case "doubts":
            return listed(P.doubts, "$[2]")
        case _:
            return getattr(P, key)


_people = (
    select(func.group_concat(A.name, "、"))
    .select_from(EngagedRecord)
    .join(A, A.id == EngagedRecord.adviser_id)
    .where(EngagedRecord.engagement_id == E.id)
    .correlate(E)
)
_served = (
    select(func.group_concat(UnitRecord.name, "、"))
    .select_from(ServedUnitRecord)
    .join(UnitRecord, UnitRecord.id == ServedUnitRecord.unit_id)
    .where(ServedUnitRecord.engagement_id == E.id)
    .correlate(E)
)


def _clauses() -> Any:
    item = func.json_each(E.clauses).table_valued("value")
    label = case(*((item.c.value == clause.value, clause.label) for clause in Clause), else_=item.c.value)
    return func.coalesce(select(func.group_concat(label, "、")).select_from(item).scalar_subquery(), "")


def _supplements() -> Any:
    """金额变更（2025年6月1日）：… → …, one to a line."""
    item = func.json_each(E.supplements).table_valued("value").c.value

    def part(at: int) -> Any:
        return func.json_extract(item, f"$[{at}]")

    def number(first: int, length: int) -> Any:
        return cast(func.substr(part(1), first, length), Integer)

    kind = case(*((part(0) == each.value, each.label) for each in SupplementKind), else_=part(0))
    day = func.concat(number(1, 4), "年", number(6, 2), "月", number(9, 2), "日")
    before, after = (func.coalesce(func.nullif(part(at), ""), "无") for at in (2, 3))
    said = func.concat(kind, "（", day, "）：", before, " → ", after)
    return func.coalesce(select(func.group_concat(said, "\n")).scalar_subquery(), "")


def _contract_and_term(record: Any) -> Any:
    return func.concat(record.name, "（", term_text(record), "）")


_ENGAGEMENTS = {
    "unit": named(UnitRecord, E.unit_id, E),
    "firm": named(F, E.firm_id, E),
    "advisers": joined(_people),
    "served": joined(_served),
    "term": term_text(E),
    "paid": select(func.sum(Y.paid)).where(Y.engagement_id == E.id).correlate(E).scalar_subquery(),
    "clauses": _clauses(),
    "supplements": _supplements(),
    "previous": _linked(E, _contract_and_term, after=False),
    "next": _linked(E, _contract_and_term, after=True),
    "doubts": listed(E.doubts, "$[2]"),
}


def engagement_sql(key: str, on: date, _soon: date) -> Any:
    """The expression of a column of the contracts' ledger."""
    if key == "state":
        return engagement_stage(on)
    return _ENGAGEMENTS[key] if key in _ENGAGEMENTS else getattr(E, key)


def begun_by(record: Any, on: date) -> ColumnElement[bool]:
    """For "as of": what had begun by a day; what has no first day always counts."""
    return or_(record.starts_on.is_(None), record.starts_on <= on)


def appointment_holds(word: str) -> ColumnElement[bool]:
    """Whether an appointment holds a folded word."""
    texts = (
        appointment_sql("adviser", date.min, date.min), appointment_sql("unit", date.min, date.min),
        appointment_sql("firm", date.min, date.min), P.letter_number, P.basis, P.end_reason, P.remark,
    )  # fmt: skip
    return or_(*(text.contains(word, autoescape=True) for text in texts))
