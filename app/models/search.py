"""The search index: a contentless FTS5 table of pairs of characters and a table of keys. Derived, unaudited, rebuildable. Knows no ranking."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    SQLColumnExpression,
    String,
    Table,
    bindparam,
    column,
    func,
    select,
    table,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import document_number
from app.domain.text import bigrams, fold, match_expression, spellings
from app.models.base import canonical
from app.models.documents import (
    AttachmentRecord,
    BasisRecord,
    CarrierRecord,
    DocumentRecord,
    RelationRecord,
    StepRecord,
)
from app.models.units import UnitNameRecord, UnitRecord

VERSION = 1
"""Raised whenever what is indexed or how it is folded changes; the index is then rebuilt at the next start."""

SUBJECTS = {"documents": 0, "units": 1}
STRIDE = 8
"""Row id in the index = record id × 8 + the subject's code, so that a hit names its record without a join."""

CHUNK = 500

_metadata = MetaData()  # not the records': the index stands outside the migrations

search_key = Table(
    "search_key",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("document_number", String, nullable=False),
    Column("unified_number", String, nullable=False),
    Column("title_sort", String, nullable=False),
    Column("number_sort", String, nullable=False),
    Column("unified_sort", String, nullable=False),
    Index("ix_search_key_title", "title"),
    Index("ix_search_key_document_number", "document_number"),
    Index("ix_search_key_unified_number", "unified_number"),
)
"""Normal forms for finding equals, and sort keys: titles by pinyin, numbers naturally."""

_FTS = (
    "CREATE VIRTUAL TABLE search_text USING fts5(body, initials, content='', contentless_delete=1,"
    ' tokenize="unicode61 remove_diacritics 0")'
)


def among(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether a column is one of thousands of values, handed over as one: by `these`, when the statement is executed."""
    return column.in_(select(func.json_each(bindparam("these")).table_valued("value").c.value))


def these(values: Sequence[Any]) -> dict[str, str]:
    """The values that `among` asks for."""
    return {"these": canonical(values)}


_indexed = select(search_key.c.id, search_key.c.title).where(among(search_key.c.id))


def row_id(subject: str, record_id: int) -> int:
    """The index's row of a record."""
    return record_id * STRIDE + SUBJECTS[subject]


_DIGITS = re.compile(r"\d+")


def natural(folded: str) -> str:
    """A sort key in which 2号 comes before 10号."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(8), folded) if folded else ""


@lru_cache(maxsize=65536)
def number_key(text: str) -> str:
    """The normal form under which one 文号 in any spelling is found."""
    return fold(document_number.normal_form(text)) if text else ""


def ensure_index(connection: Connection, progress: Callable[[int, int], None] = lambda _done, _total: None) -> bool:
    """Make the index if it is missing or of another version; whether it had to be made. Runs inside the caller's transaction."""
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS search_version (version INTEGER NOT NULL)")
    if connection.exec_driver_sql("SELECT version FROM search_version").scalar() == VERSION:
        return False
    for name in ("search_text", "search_key"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    _metadata.create_all(connection)
    connection.exec_driver_sql(_FTS)
    connection.exec_driver_sql("INSERT INTO search_text(search_text, rank) VALUES('secure-delete', 1)")
    connection.exec_driver_sql("DELETE FROM search_version")
    connection.exec_driver_sql(f"INSERT INTO search_version VALUES ({VERSION})")
    units = list(connection.scalars(select(UnitRecord.id)))
    documents = list(connection.scalars(select(DocumentRecord.id)))
    _write(connection, "units", units)
    for done in range(0, len(documents), CHUNK):
        progress(done, len(documents))
        _write(connection, "documents", documents[done : done + CHUNK])
    return True


def refresh(session: Session, subject: str, ids: set[int]) -> None:
    """Bring the index up to date with records touched in this transaction, deleted ones included."""
    if subject not in SUBJECTS:
        return
    connection = session.connection()
    if subject == "units":
        documents = _documents_of_renamed(connection, ids)
        _write(connection, "units", sorted(ids))
        refresh(session, "documents", documents)
        return
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        _write(connection, subject, ordered[start : start + CHUNK])


def _documents_of_renamed(connection: Connection, unit_ids: set[int]) -> set[int]:
    """Documents whose drafter or implementer is a unit whose indexed name no longer is its name."""
    keys = connection.execute(_indexed, these([row_id("units", unit) for unit in unit_ids]))
    indexed = {row.id: row.title for row in keys}
    names = connection.execute(_units, these(list(unit_ids)))
    renamed = [unit for unit, name, *_ in names if indexed.get(row_id("units", unit), fold(name)) != fold(name)]
    if not renamed:
        return set()
    wanted = DocumentRecord.drafter_id.in_(renamed) | DocumentRecord.implementer_id.in_(renamed)
    return set(connection.scalars(select(DocumentRecord.id).where(wanted)))


def _write(connection: Connection, subject: str, ids: Sequence[int]) -> None:
    rows = list(_document_entries(connection, ids) if subject == "documents" else _unit_entries(connection, ids))
    wanted = [row_id(subject, record_id) for record_id in ids]
    old = [(row.id,) for row in connection.execute(_indexed, these(wanted))]
    cursor = connection.connection.cursor()
    cursor.executemany("DELETE FROM search_text WHERE rowid = ?", old)
    cursor.executemany("DELETE FROM search_key WHERE id = ?", old)
    cursor.executemany("INSERT INTO search_text(rowid, body, initials) VALUES (?, ?, ?)", list(map(_tokens, rows)))
    cursor.executemany("INSERT INTO search_key VALUES (?, ?, ?, ?, ?, ?, ?)", [row.keys for row in rows])
    cursor.close()


def index_rows(connection: Connection, document_ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """What the index holds of some documents, as it was inserted: the contentless table cannot be read back."""
    return list(map(_tokens, _document_entries(connection, document_ids)))


class Entry(NamedTuple):
    """What is indexed of one record."""

    keys: tuple[int, str, str, str, str, str, str]
    """Its row of `search_key`."""
    body: str
    """The folded texts."""
    initials: str
    """Those of the title's pinyin, in every likely spelling."""


def _tokens(entry: Entry) -> tuple[int, str, str]:
    return entry.keys[0], " ".join(bigrams(entry.body)), " ".join(bigrams(entry.initials))


SEPARATOR = "\n"
"""Between texts of one record: no word typed contains it, so that no hit spans two fields."""


def _entry(key_id: int, title: str, document: str, unified: str, texts: Iterable[str | None]) -> Entry:
    folded, number, unified_folded = fold(title), number_key(document), fold(unified)
    letters = spellings(folded)
    given = [folded, fold(document), unified_folded, *(fold(text) for text in texts if text)]
    if number not in given:
        given.append(number)
    title_sort = f"{letters.partition(' ')[0]} {folded}"
    keys = (key_id, folded, number, unified_folded, title_sort, natural(number), natural(unified_folded))
    return Entry(keys, SEPARATOR.join(filter(None, given)), letters)


def _texts_beneath(owner: InstrumentedAttribute[int], *texts: InstrumentedAttribute[Any]) -> Select[Any]:
    """The texts of the rows beneath `these` owners, each row headed by its owner's id."""
    return select(owner, *texts).where(among(owner))


_units = select(UnitRecord.id, UnitRecord.name, UnitRecord.short_name, UnitRecord.code, UnitRecord.remark).where(
    among(UnitRecord.id)
)
_former_names = _texts_beneath(UnitNameRecord.unit_id, UnitNameRecord.name)


def _unit_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    former = _gather(connection, _former_names, ids)
    for unit in connection.execute(_units, these(ids)):
        yield _entry(
            row_id("units", unit.id), unit.name, "", unit.code, (unit.short_name, unit.remark, *former.get(unit.id, ()))
        )


_documents = select(
    DocumentRecord.id,
    DocumentRecord.title,
    DocumentRecord.document_number,
    DocumentRecord.unified_number,
    DocumentRecord.drafter_id,
    DocumentRecord.implementer_id,
    type_coerce(DocumentRecord.doubts, String),  # as it is stored: most have none
    type_coerce(DocumentRecord.extra, String),
    DocumentRecord.issuer_text,
    DocumentRecord.handler,
    DocumentRecord.topic,
    DocumentRecord.index_number,
    DocumentRecord.remark,
    DocumentRecord.end_reason,
    DocumentRecord.nature_reason,
    DocumentRecord.interpretation,
    DocumentRecord.paper_location,
).where(among(DocumentRecord.id))

_PARTS = (
    _texts_beneath(StepRecord.document_id, StepRecord.meeting, StepRecord.person, StepRecord.note),
    _texts_beneath(CarrierRecord.document_id, CarrierRecord.detail),
    _texts_beneath(BasisRecord.document_id, BasisRecord.title, BasisRecord.article),
    _texts_beneath(RelationRecord.document_id, RelationRecord.other_text, RelationRecord.clause),
    _texts_beneath(AttachmentRecord.document_id, AttachmentRecord.name, AttachmentRecord.content).where(
        AttachmentRecord.binned.is_(False)
    ),
)


def _document_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    units = {row.id: row.name for row in connection.execute(select(UnitRecord.id, UnitRecord.name))}
    parts: dict[int, list[str]] = {}
    for statement in _PARTS:
        for owner, found in _gather(connection, statement, ids).items():
            parts.setdefault(owner, []).extend(found)
    for row in connection.execute(_documents, these(ids)):
        document_id, title, number, unified, drafter, implementer, doubts, extra, *own = row
        texts = [
            *own, units.get(drafter), units.get(implementer),
            *_second(doubts), *_second(extra), *parts.get(document_id, ()),
        ]  # fmt: skip
        yield _entry(row_id("documents", document_id), title, number, unified, texts)


def _second(stored: str) -> list[str]:
    """The second text of each of the pairs or triples that a JSON column holds: the 原文 of a doubt, the value of an extra."""
    return [texts[1] for texts in json.loads(stored)] if stored != "[]" else []


def _gather(connection: Connection, statement: Select[Any], ids: Sequence[int]) -> dict[int, list[str]]:
    """The texts beneath each owner."""
    found: dict[int, list[str]] = {}
    for row in connection.execute(statement, these(ids)):
        found.setdefault(row[0], []).extend(text for text in row[1:] if text)
    return found


_fts = table("search_text", column("rowid", Integer), column("search_text", String))


def only_hits(statement: Select[Any], subject: str, record_id: Any, words: Sequence[str]) -> Select[Any]:
    """The statement with only those records that hold every one of the folded words; words must not be empty."""
    match = _fts.c.search_text.op("MATCH")(match_expression(words))
    return statement.where(match, _fts.c.rowid % STRIDE == SUBJECTS[subject], record_id == _fts.c.rowid // STRIDE)


def newest_hit_first() -> Any:
    """The order in which the index itself walks: no sorting, the first page comes at once."""
    return _fts.c.rowid.desc()
