"""The one place that opens SQLite: driver, pragmas, transactions, append-only triggers. Knows no record."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

PRAGMAS = {
    "journal_mode": "delete",  # WAL is unsafe on network drives and doubles what a user must copy
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "secure_delete": 1,
    "cache_spill": 0,  # or a long import locks every reader before its commit
}
"""Set on every connection and read back; values as the pragma answers them."""


class PragmaRefused(RuntimeError):
    """SQLite did not take a setting the data's safety rests on."""


def connect(path: Path, *, read_only: bool = False, pragmas: dict[str, Any] | None = None) -> Any:
    """A raw connection with every pragma set and read back; transactions are begun by hand.

    A read-only one still recovers a hot journal, then refuses every write (mode=ro could not recover it).
    """
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=256)
    for name, value in {**PRAGMAS, **(pragmas or {})}.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        answer = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if answer != value:
            raise PragmaRefused(f"{name} is {answer}, not {value}")
    if read_only:
        connection.execute("PRAGMA query_only = 1")
    return connection


def engine(path: Path, *, read_only: bool = False, pragmas: dict[str, Any] | None = None) -> Engine:
    """An engine over one file; `execution_options(write=True)` begins IMMEDIATE, anything else plain."""

    def creator() -> Any:
        return connect(path, read_only=read_only, pragmas=pragmas)

    made = create_engine("sqlite://", creator=creator, module=dbapi2, poolclass=QueuePool, pool_size=3)
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("write") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""


def make_append_only(execute: Callable[[str], object], table: str) -> None:
    """Refuse every change and deletion of the rows of a table, from whatever program."""
    for verb in ("update", "delete"):
        execute(APPEND_ONLY.format(table=table, verb=verb))
