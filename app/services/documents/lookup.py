"""Reading documents within a transaction: whole ones, those with the same number or title, what the rules need to know. Knows no act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from app.domain.documents.facts import DocumentFacts
from app.domain.documents.rules import Holder, Known
from app.domain.problems import Refused
from app.domain.text import fold
from app.domain.units import UnitFacts
from app.models.documents import DocumentRecord
from app.models.entries import STRIDE, number_key
from app.models.moments import local_day
from app.models.search import search_key
from app.services.settings import settings_in
from app.services.units import units_in

_whole = tuple(
    selectinload(getattr(DocumentRecord, name))
    for name in ("issuers", "steps", "rounds", "carriers", "bases", "relations")
)


def document_in(session: Session, document_id: int) -> DocumentRecord:
    """The record with everything beneath it. Raises Refused when there is none with that id."""
    record = session.get(DocumentRecord, document_id, options=_whole)
    if record is None:
        raise Refused(f"没有编号为 {document_id} 的文件，可能已被撤销导入或删除，请刷新")
    return record


def documents_in(session: Session, ids: Sequence[int]) -> dict[int, DocumentRecord]:
    """Many records, whole, by id."""
    found: dict[int, DocumentRecord] = {}
    for start in range(0, len(ids), 500):
        statement = select(DocumentRecord).options(*_whole).where(DocumentRecord.id.in_(ids[start : start + 500]))
        found.update({record.id: record for record in session.scalars(statement)})
    return found


def known_in(session: Session, facts: DocumentFacts) -> Known:
    """What the rules need to know beside the facts themselves."""
    unit_ids = [*facts.issuers, *(unit for unit in (facts.drafter_id, facts.implementer_id) if unit)]
    units: dict[int, UnitFacts] = units_in(session, unit_ids) if unit_ids else {}
    return Known(
        units=units,
        same_unified_number=()
        if facts.number_note
        else _holders(session, facts, search_key.c.unified_number == fold(facts.unified_number), facts.unified_number),
        same_document_number=_holders(
            session, facts, search_key.c.document_number == number_key(facts.document_number), facts.document_number
        ),
        same_title=_holders(session, facts, search_key.c.title == fold(facts.title), facts.title),
        switched_off=frozenset(settings_in(session).switched_off),
    )


def _holders(session: Session, facts: DocumentFacts, same: ColumnElement[bool], value: str) -> tuple[Holder, ...]:
    """Other documents whose key is the same; none for an empty value."""
    if not value.strip():
        return ()
    statement = (
        select(DocumentRecord.id, DocumentRecord.title, DocumentRecord.registered_on, DocumentRecord.created_at)
        .join(search_key, search_key.c.id == DocumentRecord.id * STRIDE)
        .where(same, DocumentRecord.id != (facts.id or 0), DocumentRecord.binned_at.is_(None))
        .limit(3)
    )
    return tuple(Holder(row.id, row.title, _day(row)) for row in session.execute(statement))


def _day(row: Any) -> date | None:
    registered: date | None = row.registered_on
    return registered or local_day(row.created_at)
