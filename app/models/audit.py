"""The audit: one chained entry per commit, every change of every row beneath it. Knows no subject and no rule."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, String, Table, event, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from app.domain.actors import Actor
from app.models.base import Canonical, Json, Record, UtcDateTime, canonical, json_text, new_uid
from app.models.bulk import Columns, columns_across, insert_columns, worked_out

GENESIS = "0" * 64

BLANK = (None, "")
"""Left out of what an inserted or deleted row said: most of a wide row is blank. Which blank it was, the column says."""


class AuditEntry(Record):
    """One commit: who did what when, chained to the one before by hash."""

    __tablename__ = "audit_entry"

    uid: Mapped[str] = mapped_column(String, unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    origin: Mapped[str]
    use_case: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class AuditChange(Record):
    """One row changed within an entry: {field: [old, new]}."""

    __tablename__ = "audit_change"
    __table_args__ = (
        Index("ix_audit_change_subject", "subject", "subject_id"),
        Index("ix_audit_change_record", "table_name", "record_id"),
        {"sqlite_autoincrement": True},
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), index=True)
    subject: Mapped[str]  # type: ignore[misc]  # what the row is about, not what the class files under
    subject_id: Mapped[int]
    table_name: Mapped[str]
    record_id: Mapped[int]
    action: Mapped[str]
    changes: Mapped[dict[str, list[Any]]] = mapped_column(Json)


@dataclass
class Journal:
    """What one transaction has changed so far; becomes one entry at its end."""

    actor: Actor
    use_case: str
    at: datetime
    changes: list[dict[str, Any]] = field(default_factory=list)
    touched: dict[str, set[int]] = field(default_factory=dict)
    """Ids of each subject whose rows changed, for the index and for the pages that show them."""
    tables: set[str] = field(default_factory=set)
    entry_id: int | None = None
    """The audit entry that this transaction became; known after the transaction."""

    def note(
        self, record: type[Record], row_id: int, subject_id: int, action: str, changes: dict[str, Any] | Canonical
    ) -> None:
        """Keep one row's change."""
        self.changes.append({
            "subject": record.subject,
            "subject_id": subject_id,
            "table_name": record.__tablename__,
            "record_id": row_id,
            "action": action,
            "changes": canonical(changes),
        })  # fmt: skip
        self.touched.setdefault(record.subject, set()).add(subject_id)
        self.tables.add(record.__tablename__)

    def act(self, subject: str, changes: dict[str, list[Any]]) -> None:
        """Keep what was done to the database as a whole (made, upgraded, restored): {what: [before, after]}, of no row."""
        self.changes.append({
            "subject": subject,
            "subject_id": 0,
            "table_name": "",
            "record_id": 0,
            "action": "act",
            "changes": canonical(changes),
        })  # fmt: skip


def stored(value: Any) -> Any:
    """A column's value as the audit keeps it: JSON types, days and instants as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def masked(value: Any) -> Any:
    """A sensitive value as the audit keeps it: its length's worth of stars."""
    return None if value is None else "*" * len(str(value))


@event.listens_for(Record, "after_insert", propagate=True)
def _inserted(_mapper: Any, _connection: Connection, record: Record) -> None:
    _note(record, "insert", {key: [None, value] for key, value, _ in _columns(record) if value not in BLANK})


@event.listens_for(Record, "after_update", propagate=True)
def _updated(_mapper: Any, _connection: Connection, record: Record) -> None:
    _note(record, "update", {key: [old[0], new] for key, new, old in _columns(record) if old})


@event.listens_for(Record, "after_delete", propagate=True)
def _deleted(_mapper: Any, _connection: Connection, record: Record) -> None:
    _note(
        record,
        "delete",
        {key: [was, None] for key, value, old in _columns(record) if (was := old[0] if old else value) not in BLANK},
    )


def _columns(record: Record) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """Every audited column with its value and, where this flush changed it, the value before (else empty)."""
    state = inspect(record)
    for attribute in state.mapper.column_attrs:
        if attribute.key in record.unaudited:
            continue
        history = state.attrs[attribute.key].history
        old = (history.deleted or (None,)) if history.has_changes() else ()
        yield attribute.key, getattr(record, attribute.key), tuple(old)


def _note(record: Record, action: str, changes: dict[str, list[Any]]) -> None:
    if isinstance(record, AuditEntry | AuditChange) or not changes:
        return
    session = object_session(record)
    assert session is not None
    shown = {
        key: [masked(value) if key in record.masked else stored(value) for value in pair]
        for key, pair in changes.items()
    }
    journal: Journal = session.info["journal"]
    journal.note(type(record), record.id, getattr(record, record.subject_key), action, shown)


def insert_many(session: Session, record: type[Record], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows (each with its id and every column named alike) straight by the driver, audited as objects are."""
    if rows:
        insert_across(session, record, columns_across(rows))


def insert_across(session: Session, record: type[Record], columns: Columns) -> None:
    """As insert_many, of rows (one at least) that lie across: every column as a whole."""
    session.flush()  # in the order in which they were asked for
    insert_columns(session.connection(), table_of(record), columns)
    journal: Journal = session.info["journal"]
    said = (
        _said_of_column(key, values, masked if key in record.masked else stored)
        for key, values in sorted(columns.items())
    )
    across = zip(columns["id"], columns[record.subject_key], zip(*filter(any, said), strict=True), strict=True)
    for row_id, subject_id, parts in across:
        journal.note(record, row_id, subject_id, "insert", Canonical("{" + ",".join(filter(None, parts)) + "}"))


def _said_of_column(key: str, values: Sequence[Any], shown: Callable[[Any], Any]) -> list[str]:
    """What each inserted row says of one column, as `canonical` writes it; empty for a blank."""
    head = f"{json_text(key)}:[null,"
    return worked_out(values, lambda value: "" if value in BLANK else f"{head}{json_text(shown(value))}]")


def close_journal(session: Session) -> None:
    """Write the journal as one chained entry; nothing is written for a transaction that changed nothing."""
    journal: Journal = session.info["journal"]
    if not journal.changes:
        return
    connection = session.connection()
    last = connection.execute(select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first()
    previous = last.hash if last else GENESIS
    entry = {
        "id": (last.id if last else 0) + 1,
        "uid": new_uid(),
        "at": journal.at,
        "actor": journal.actor.name,
        "origin": journal.actor.origin.value,
        "use_case": journal.use_case,
        "previous": previous,
    }
    entry["hash"] = _digest(entry, ((change, change["changes"]) for change in journal.changes))
    connection.execute(insert(table_of(AuditEntry)), entry)
    changes = columns_across(journal.changes) | {"entry_id": [entry["id"]] * len(journal.changes)}
    insert_columns(connection, table_of(AuditChange), changes)
    journal.entry_id = int(str(entry["id"]))


def table_of(record: type[Record]) -> Table:
    """The table of a record."""
    table = record.__table__
    assert isinstance(table, Table)
    return table


def _digest(entry: dict[str, Any], changes: Iterator[tuple[dict[str, Any], str]]) -> str:
    digest = hashlib.sha256()
    head = [entry[key] for key in ("id", "uid", "actor", "origin", "use_case", "previous")]
    digest.update(canonical([*head, entry["at"].astimezone(UTC).isoformat()]).encode())
    line = (
        '\n["{subject}",{subject_id},"{table_name}",{record_id},"{action}"]'.format_map
    )  # as `canonical` writes a list
    for change, content in changes:
        digest.update(f"{line(change)}{content}".encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class ChainState:
    """The head of the chain, and the first entry that does not fit (None = the chain holds)."""

    length: int
    head: str
    broken_at: int | None = None
    reason: str = ""


def head_of(session: Session) -> ChainState:
    """Length and head as they stand, unchecked; printed on ledgers and in backup names."""
    last = session.execute(select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first()
    return ChainState(last.id, last.hash) if last else ChainState(0, GENESIS)


def verify_chain(session: Session) -> ChainState:
    """Recompute every hash from the first entry on."""
    previous, length = GENESIS, 0
    entries = session.execute(select(table_of(AuditEntry)).order_by(AuditEntry.id)).mappings().all()
    changes = select(table_of(AuditChange)).order_by(AuditChange.entry_id, AuditChange.id)
    rows = iter(session.execute(changes).mappings())
    row = next(rows, None)
    for entry in entries:
        mine = []
        while row is not None and row["entry_id"] == entry["id"]:
            mine.append((dict(row), canonical(row["changes"])))
            row = next(rows, None)
        if entry["id"] != length + 1:
            return ChainState(length, previous, length + 1, f"第 {length + 1} 条修改记录缺失")
        if entry["previous"] != previous or entry["hash"] != _digest(dict(entry), iter(mine)):
            return ChainState(length, previous, entry["id"], f"第 {entry['id']} 条修改记录与校验值不符")
        previous, length = entry["hash"], entry["id"]
    if row is not None:
        return ChainState(length, previous, row["entry_id"], "修改记录中有不属于任何一次操作的变更")
    return ChainState(length, previous)
