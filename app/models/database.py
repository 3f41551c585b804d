"""The database of one office: the two doors read() and write(), what they guard, and who hears of a commit. Knows no subject."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlcipher3 import dbapi2

from app.domain.actors import Actor
from app.domain.problems import Damaged, Unavailable
from app.models.audit import Journal, close_journal
from app.models.base import Record
from app.models.sqlite import READ_ONLY, engine, explain, is_damage

Listener = Callable[[frozenset[str]], None]
Indexer = Callable[[Session, str, set[int]], None]


class Database:
    """One SQLite file. Sessions last as long as their `with`; records never leave them."""

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        *,
        read_only: bool = False,
        pragmas: dict[str, Any] | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.blocked = ""
        """Why writing is not open (a Chinese sentence), empty when it is: start-up checks, another window."""
        self._clock = clock
        self._engine: Engine = engine(path, read_only=read_only, pragmas=pragmas)
        self._writer = self._engine.execution_options(write=True)
        self._listeners: list[Listener] = []
        self._indexers: list[Indexer] = []
        self._open = threading.local()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads: one consistent view, gone at its end. Raises Unavailable when the file cannot be read."""
        with self._guarded(), Session(self._engine, autoflush=False) as session:
            event.listen(session, "do_orm_execute", _refuse_dml)
            yield session

    @contextmanager
    def write(self, actor: Actor, use_case: str) -> Iterator[Session]:
        """One transaction of one use case, audited as one entry, indexed, committed, then told to the listeners.

        Raises Unavailable when the file cannot be written; RuntimeError when a transaction is open on this thread.
        """
        if self.blocked or self.read_only:
            raise Unavailable(self.path, self.blocked or READ_ONLY)
        if getattr(self._open, "writing", False):
            raise RuntimeError("a use case never calls a use case: a write is open on this thread")
        self._open.writing = True
        journal = Journal(actor, use_case, self._clock())
        try:
            with self._guarded(), Session(self._writer, info={"journal": journal}) as session, session.begin():
                event.listen(session, "do_orm_execute", _refuse_dml)
                session.connection()  # takes the write lock now, so that what is read next cannot change
                yield session
                session.flush()
                for subject, ids in journal.touched.items():
                    for indexer in self._indexers:
                        indexer(session, subject, ids)
                close_journal(session)
        finally:
            self._open.writing = False
        if journal.tables:
            for listener in tuple(self._listeners):
                listener(frozenset(journal.tables))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what the file system does to SQLite into a sentence; everything else passes as it is."""
        try:
            yield
        except (DatabaseError, dbapi2.DatabaseError) as error:
            cause = error.orig if isinstance(error, DatabaseError) else error
            if sentence := explain(cause):
                raise (Damaged if is_damage(cause) else Unavailable)(self.path, sentence) from error
            raise

    def prepare(self, make: Callable[[Connection], object]) -> None:
        """Bring derived, unaudited tables (the search index) up to date in one transaction of their own."""
        with self._guarded(), self._writer.begin() as connection:
            make(connection)

    def on_touched(self, listener: Listener) -> None:
        """Call a function with the names of the touched tables after each commit, in the thread that wrote."""
        self._listeners.append(listener)

    def tell_replaced(self) -> None:
        """Tell the listeners that every table may have changed: a backup was put back."""
        for listener in tuple(self._listeners):
            listener(frozenset(Record.metadata.tables))

    def index_with(self, indexer: Indexer) -> None:
        """Call a function inside each write with what it touched, before the commit."""
        self._indexers.append(indexer)

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """The driver's own connection, for backup, restore and checks. Never for a use case."""
        with self._guarded(), closing(self._engine.raw_connection()) as pooled:
            yield pooled.driver_connection

    def close(self) -> None:
        """Give every connection back to the system."""
        self._engine.dispose()


def _refuse_dml(state: ORMExecuteState) -> None:
    """Changes go through objects or insert_many, or they would pass the audit by."""
    if (state.is_update or state.is_delete or state.is_insert) and not state.execution_options.get("audited"):
        raise RuntimeError("change records through the session or insert_many, so that the audit sees it")
