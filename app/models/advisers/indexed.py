"""What the search index holds of advisers, firms, contracts and matters: title, number, texts. Knows no index; no id number is in it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.models.advisers.engagements import EngagedRecord, EngagementRecord, ServedUnitRecord
from app.models.advisers.people import AdviserRecord, FirmRecord
from app.models.advisers.work import MatterRecord
from app.models.units import UnitRecord

A, F, E, M = AdviserRecord, FirmRecord, EngagementRecord, MatterRecord


class Indexed(NamedTuple):
    """The texts of one record."""

    id: int
    title: str
    number: str
    texts: list[str | None]


def _advisers(connection: Connection, ids: Sequence[int]) -> Iterator[Indexed]:
    columns = (A.workplace, A.specialities, A.title, A.qualification_number, A.education, A.remark, F.name)
    statement = select(A.id, A.name, A.licence_number, *columns).outerjoin(F, F.id == A.firm_id).where(A.id.in_(ids))
    for key, name, number, workplace, specialities, *own in connection.execute(statement):
        yield Indexed(key, name, number, [workplace, *specialities, *own])


def _firms(connection: Connection, ids: Sequence[int]) -> Iterator[Indexed]:
    columns = (F.licence_number, F.head, F.contact, F.address, F.yearly_checks, F.remark)
    for key, name, code, *own in connection.execute(select(F.id, F.name, F.credit_code, *columns).where(F.id.in_(ids))):
        yield Indexed(key, name, code, list(own))


def _engagements(connection: Connection, ids: Sequence[int]) -> Iterator[Indexed]:
    people = select(EngagedRecord.engagement_id, A.name).join(A, A.id == EngagedRecord.adviser_id)
    served = select(ServedUnitRecord.engagement_id, UnitRecord.name).join(
        UnitRecord, UnitRecord.id == ServedUnitRecord.unit_id
    )
    beneath: dict[int, list[str]] = {}
    for statement, owner in ((people, EngagedRecord.engagement_id), (served, ServedUnitRecord.engagement_id)):
        for key, name in connection.execute(statement.where(owner.in_(ids))):
            beneath.setdefault(key, []).append(name)
    columns = (
        UnitRecord.name, F.name, E.served_text, E.procurement_number, E.basis, E.budget, E.payment_terms, E.duties, E.filing_text,
        E.end_reason, E.remark,
    )  # fmt: skip
    whole = select(E.id, E.name, E.number, E.doubts, E.extra, *columns).join(UnitRecord, UnitRecord.id == E.unit_id)
    for key, name, number, doubts, extra, *own in connection.execute(
        whole.outerjoin(F, F.id == E.firm_id).where(E.id.in_(ids))
    ):
        raws = [item[1] for item in (*doubts, *extra)]
        yield Indexed(key, name, number, [*own, *raws, *beneath.get(key, ())])


def _matters(connection: Connection, ids: Sequence[int]) -> Iterator[Indexed]:
    columns = (A.name, UnitRecord.name, M.contact, M.counterparty, M.opinion, M.adoption_reason, M.remark)
    statement = select(M.id, M.title, M.opinion_number, *columns).outerjoin(A, A.id == M.adviser_id)
    for key, title, number, *own in connection.execute(
        statement.outerjoin(UnitRecord, UnitRecord.id == M.unit_id).where(M.id.in_(ids))
    ):
        yield Indexed(key, title, number, list(own))


INDEXED: dict[str, Callable[[Connection, Sequence[int]], Iterator[Indexed]]] = {
    "advisers": _advisers,
    "firms": _firms,
    "engagements": _engagements,
    "matters": _matters,
}


def naming(connection: Connection, subject: str, ids: Sequence[int]) -> dict[str, set[int]]:
    """Records whose index names those of another subject and must be indexed again when their names change."""
    statements: dict[str, dict[str, Any]] = {
        "units": {
            "engagements": select(E.id).where(E.unit_id.in_(ids)),
            "matters": select(M.id).where(M.unit_id.in_(ids)),
        },
        "firms": {
            "advisers": select(A.id).where(A.firm_id.in_(ids)),
            "engagements": select(E.id).where(E.firm_id.in_(ids)),
        },
        "advisers": {
            "engagements": select(EngagedRecord.engagement_id).where(EngagedRecord.adviser_id.in_(ids)),
            "matters": select(M.id).where(M.adviser_id.in_(ids)),
        },
    }
    found = {name: set(connection.scalars(statement)) for name, statement in statements.get(subject, {}).items()}
    if subject == "units":
        served = select(ServedUnitRecord.engagement_id).where(ServedUnitRecord.unit_id.in_(ids))
        found["engagements"] |= set(connection.scalars(served))
    return found
