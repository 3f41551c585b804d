"""The search index: a contentless FTS5 table of pairs of characters and a table of keys. Derived, unaudited, rebuildable. Knows no ranking."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Select, String, Table, column, select, table
from sqlalchemy.orm import Session

from app.domain.text import bigrams, fold, match_expression
from app.models.advisers.indexed import INDEXED, naming
from app.models.documents import DocumentRecord
from app.models.entries import ENTRIES, RECORDS, STRIDE, SUBJECTS, UNITS, Entry, among, row_id, these
from app.models.submissions import SubmissionRecord

VERSION = 3
"""Raised whenever what is indexed or how it is folded changes; the index is then rebuilt at the next start."""

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


_indexed = select(search_key.c.id, search_key.c.title).where(among(search_key.c.id))


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
    ids = {subject: list(connection.scalars(select(record.id))) for subject, record in RECORDS.items()}
    total, before = sum(map(len, ids.values())), 0
    for subject, of_subject in ids.items():
        for done in range(0, len(of_subject), CHUNK):
            progress(before + done, total)
            _write(connection, subject, of_subject[done : done + CHUNK])
        before += len(of_subject)
    return True


def refresh(session: Session, subject: str, ids: set[int]) -> None:
    """Bring the index up to date with records touched in this transaction, deleted ones included."""
    if subject not in SUBJECTS:
        return
    connection = session.connection()
    if subject == "units":
        renamed = _renamed(connection, ids)
        _write(connection, "units", sorted(ids))
        if renamed:
            d, s = DocumentRecord, SubmissionRecord
            named = select(d.id).where(d.drafter_id.in_(renamed) | d.implementer_id.in_(renamed))
            refresh(session, "documents", set(connection.scalars(named)))
            refresh(session, "submissions", set(connection.scalars(select(s.id).where(s.sender_id.in_(renamed)))))
            _refresh_naming(session, "units", renamed)
        return
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        renamed = _named_otherwise(connection, subject, chunk)
        _write(connection, subject, chunk)
        _refresh_naming(session, subject, renamed)


def _named_otherwise(connection: Connection, subject: str, ids: list[int]) -> list[int]:
    """Of advisers and firms, those whose indexed name no longer is their name."""
    if subject not in ("advisers", "firms"):
        return []
    keys = connection.execute(_indexed, these([row_id(subject, one) for one in ids]))
    indexed = {row.id: row.title for row in keys}
    now = (one for one in INDEXED[subject](connection, ids))
    return [one.id for one in now if indexed.get(row_id(subject, one.id), fold(one.title)) != fold(one.title)]


def _refresh_naming(session: Session, subject: str, renamed: Sequence[int]) -> None:
    """Index again what names the renamed."""
    if renamed:
        for other, ids in naming(session.connection(), subject, renamed).items():
            refresh(session, other, ids)


def _renamed(connection: Connection, unit_ids: set[int]) -> list[int]:
    """Units whose indexed name no longer is their name: records that name them must be indexed again."""
    keys = connection.execute(_indexed, these([row_id("units", unit) for unit in unit_ids]))
    indexed = {row.id: row.title for row in keys}
    names = connection.execute(UNITS, these(list(unit_ids)))
    return [unit for unit, name, *_ in names if indexed.get(row_id("units", unit), fold(name)) != fold(name)]


def _write(connection: Connection, subject: str, ids: Sequence[int]) -> None:
    rows = list(ENTRIES[subject](connection, ids))
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
    return list(map(_tokens, ENTRIES["documents"](connection, document_ids)))


def _tokens(entry: Entry) -> tuple[int, str, str]:
    return entry.keys[0], " ".join(bigrams(entry.body)), " ".join(bigrams(entry.initials))


_fts = table("search_text", column("rowid", Integer), column("search_text", String))


def only_hits(statement: Select[Any], subject: str, record_id: Any, words: Sequence[str]) -> Select[Any]:
    """The statement with only those records that hold every one of the folded words; words must not be empty."""
    match = _fts.c.search_text.op("MATCH")(match_expression(words))
    return statement.where(match, _fts.c.rowid % STRIDE == SUBJECTS[subject], record_id == _fts.c.rowid // STRIDE)


def newest_hit_first() -> Any:
    """The order in which the index itself walks: no sorting, the first page comes at once."""
    return _fts.c.rowid.desc()
