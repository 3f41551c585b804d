"""Taking back one entry of the audit: what it inserted goes, what it changed is restored. Knows no subject."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, Table, delete, select, update
from sqlalchemy.orm import Session

from app.models.audit import AuditChange, Journal, table_of
from app.models.base import Record, UtcDateTime, record_named

Subject = tuple[str, int]
CHUNK = 500


@dataclass(frozen=True)
class Reversal:
    """What a reversal did, by subject and id."""

    removed: frozenset[Subject]
    restored: frozenset[Subject]
    kept: frozenset[Subject]
    """Changed since, or referred to by what stays."""


def entry_of(session: Session, table: str, record_id: int) -> int | None:
    """The entry in which a row was inserted."""
    statement = select(AuditChange.entry_id).where(
        AuditChange.table_name == table, AuditChange.record_id == record_id, AuditChange.action == "insert"
    )
    return session.scalar(statement)


def reverse(session: Session, entry_id: int, leave: Iterable[str] = ()) -> Reversal:
    """Take back an entry within a transaction. Subjects named in `leave` are not touched (the batch's own row)."""
    left = set(leave)
    changes = [
        change
        for change in session.scalars(
            select(AuditChange).where(AuditChange.entry_id == entry_id).order_by(AuditChange.id)
        )
        if change.subject not in left
    ]
    kept = _changed_since(session, entry_id, {(change.subject, change.subject_id) for change in changes})
    kept |= _referred_to(session, changes, kept)
    free = [change for change in changes if (change.subject, change.subject_id) not in kept]
    removed = {
        (c.subject, c.subject_id) for c in free if c.action == "insert" and c.record_id == c.subject_id and _is_root(c)
    }
    _delete(session, [change for change in free if change.action == "insert"])
    for change in reversed(free):
        if change.action == "update":
            _restore(session, change)
        elif change.action == "delete":
            _bring_back(session, change)
    restored = {(change.subject, change.subject_id) for change in free} - removed
    return Reversal(frozenset(removed), frozenset(restored), frozenset(kept))


def _is_root(change: AuditChange) -> bool:
    return record_named(change.table_name).subject_key == "id"


def _changed_since(session: Session, entry_id: int, subjects: set[Subject]) -> set[Subject]:
    """Subjects that a later entry changed; opening an id number changes nothing."""
    wrote = AuditChange.action.in_(("insert", "update", "delete"))
    later = select(AuditChange.subject, AuditChange.subject_id).where(AuditChange.entry_id > entry_id, wrote)
    statement = later.distinct()
    return {(row.subject, row.subject_id) for row in session.execute(statement)} & subjects


def _referred_to(session: Session, changes: list[AuditChange], kept: set[Subject]) -> set[Subject]:
    """Subjects whose inserted rows are referred to by rows that stay; found again until nothing more must stay."""
    more: set[Subject] = set()
    while True:
        going: dict[str, dict[int, Subject]] = defaultdict(dict)
        for change in changes:
            subject = (change.subject, change.subject_id)
            if change.action == "insert" and subject not in kept and subject not in more:
                going[change.table_name][change.record_id] = subject
        found = set(_held(session, going))
        if not found:
            return more
        more |= found


def _held(session: Session, going: dict[str, dict[int, Subject]]) -> Iterable[Subject]:
    for table in Record.metadata.sorted_tables:
        for key in table.foreign_keys:
            targets = going.get(key.column.table.name, {})
            ids = list(targets)
            for start in range(0, len(ids), CHUNK):
                pointing = select(table.c.id, key.parent).where(key.parent.in_(ids[start : start + CHUNK]))
                for row_id, target in session.execute(pointing):
                    if row_id not in going.get(table.name, {}):
                        yield targets[target]


def _delete(session: Session, changes: list[AuditChange]) -> None:
    """Delete inserted rows, children before parents, each noted with what it said."""
    by_table: dict[str, list[AuditChange]] = defaultdict(list)
    for change in changes:
        by_table[change.table_name].append(change)
    journal: Journal = session.info["journal"]
    for table in reversed(Record.metadata.sorted_tables):
        gone = by_table.get(table.name, [])
        for start in range(0, len(gone), CHUNK):
            ids = [change.record_id for change in gone[start : start + CHUNK]]
            session.execute(delete(table).where(table.c.id.in_(ids)), execution_options={"audited": True})
        for change in gone:
            said = {key: [new, None] for key, (_, new) in change.changes.items()}
            journal.note(record_named(table.name), change.record_id, change.subject_id, "delete", said)


def _restore(session: Session, change: AuditChange) -> None:
    """Give a changed row its old values back; the revision goes on, so that an open form notices."""
    record = record_named(change.table_name)
    table = table_of(record)
    changes = {key: pair for key, pair in _legible(record, change).items() if key != "revision"}
    old = {key: pair[0] for key, pair in changes.items()}
    values = {key: _revived(table, key, value) for key, value in old.items()}
    if "revision" in table.c:
        values["revision"] = table.c.revision + 1
    session.execute(
        update(table).where(table.c.id == change.record_id).values(values), execution_options={"audited": True}
    )
    back = {key: [pair[1], pair[0]] for key, pair in changes.items()}
    session.info["journal"].note(record, change.record_id, change.subject_id, "update", back)


def _bring_back(session: Session, change: AuditChange) -> None:
    """Insert a deleted row as it was, under its own id."""
    record = record_named(change.table_name)
    table = table_of(record)
    blanks = {column.key: None if column.nullable else "" for column in table.c}
    values = blanks | {key: _revived(table, key, pair[0]) for key, pair in _legible(record, change).items()}
    session.execute(table.insert().values(values), execution_options={"audited": True})
    said = {key: [None, pair[0]] for key, pair in change.changes.items()}
    session.info["journal"].note(record, change.record_id, change.subject_id, "insert", said)


def _legible(record: type[Record], change: AuditChange) -> dict[str, list[Any]]:
    """What the audit can give back: masked values it has never known, so they stay as they are."""
    return {key: pair for key, pair in change.changes.items() if key not in record.masked}


def _revived(table: Table, key: str, value: Any) -> Any:
    """A value of the audit as its column takes it."""
    kind = table.c[key].type
    if not isinstance(value, str):
        return value
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
