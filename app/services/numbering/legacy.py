"""Numbers given before the program was in use: into the number book where a scheme can read them. Knows no use case."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts
from app.domain.number_book import NumberState
from app.domain.numbering.schemes import NumberingScheme
from app.domain.problems import Problem, Refused
from app.domain.text import fold
from app.models.audit import insert_many
from app.models.documents import DocumentRecord
from app.models.ids import next_id
from app.models.numbering import NumberRecord
from app.services.numbering.allotment import read, read_in, schemes_in
from app.services.settings import settings_in

FOREIGN = "不符合本单位的编号规则，按文字保存，不计入编号登记簿"
TAKEN = "编号登记簿中已有此号，按文字保存"

SERIAL = (NumberRecord.scheme_id, NumberRecord.scope, NumberRecord.count_year, NumberRecord.serial)
"""What one count gives only once."""


def booked_columns(
    session: Session, schemes: Iterable[NumberingScheme], text: str
) -> tuple[dict[str, Any] | None, str]:
    """The row a legacy number would get, or None and the note why it stays as text."""
    columns = read_in(session, schemes, text)
    if columns is None:
        return None, FOREIGN
    same_serial = (
        (NumberRecord.scheme_id == columns["scheme_id"])
        & (NumberRecord.scope == columns["scope"])
        & (NumberRecord.count_year == columns["count_year"])
        & (NumberRecord.serial == columns["serial"])
    )
    taken = select(NumberRecord.id).where(or_(NumberRecord.text_key == columns["text_key"], same_serial))
    return (None, TAKEN) if session.scalar(taken) is not None else (columns, "")


class Shelf:
    """Legacy numbers of many new documents on their way into the number book, inserted together."""

    def __init__(self, session: Session, schemes: Sequence[NumberingScheme]) -> None:
        self._session = session
        self._schemes = schemes
        self._region = settings_in(session).region_code
        self._next = next_id(session, NumberRecord)
        self._rows: list[dict[str, Any]] = []
        self._taken: set[tuple[Any, ...]] = set()
        self._texts: set[str] = set()
        for row in session.execute(select(*SERIAL, NumberRecord.text_key)) if schemes else ():
            self._taken.add(tuple(row[:4]))
            self._texts.add(row[4])

    def put(self, facts: DocumentFacts) -> str:
        """Keep the number of a document; the note why it stays as text, empty when it goes into the book."""
        columns = read(self._schemes, self._region, facts.unified_number)
        if columns is None:
            return FOREIGN
        serial = tuple(columns[column.key] for column in SERIAL)
        if serial in self._taken or columns["text_key"] in self._texts:
            return TAKEN
        self._taken.add(serial)
        self._texts.add(columns["text_key"])
        self._rows.append({
            **columns, "id": self._next, "state": NumberState.USED, "document_id": facts.id,
            "allotted_on": facts.registered_on, "allotted_by": "", "allotted_at": None, "purpose": "", "reason": "",
            "imported": True, "notice_printed_at": None,
        })  # fmt: skip
        self._next += 1
        return ""

    def store(self) -> None:
        """Insert them all; the documents must be there."""
        insert_many(self._session, NumberRecord, self._rows)


def book_in(session: Session, record: DocumentRecord) -> None:
    """Make the number book say what a backfilled record says. Raises Refused when the number is somebody else's."""
    if not record.backfill:
        return
    row = session.scalar(
        select(NumberRecord).where(NumberRecord.document_id == record.id, NumberRecord.state == NumberState.USED)
    )
    if row is not None:
        if row.text_key == fold(record.unified_number):
            return
        session.delete(row)
        session.flush()
    if not record.unified_number:
        return
    columns, note = booked_columns(session, schemes_in(session), record.unified_number)
    if note == TAKEN:
        raise Refused([Problem("unified_number", f"编号登记簿中已有 {record.unified_number}，请核对统一编号")])
    if columns is not None:
        session.add(
            NumberRecord(
                **columns,
                state=NumberState.USED,
                document_id=record.id,
                allotted_on=record.registered_on,
                imported=True,
            )
        )
    if record.number_note != note:
        record.take(replace(record.facts(), number_note=note))
