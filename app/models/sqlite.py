"""The one place that opens SQLite: driver, pragmas, transactions, and its complaints in sentences. Knows no record."""

import random
import time
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

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
    """A raw connection with every pragma set and read back; transactions are begun by hand. The file must be there.

    A read-only one still recovers a hot journal, then refuses every write (mode=ro could not recover it).
    """
    connection = _open(path)
    for name, value in {**PRAGMAS, **(pragmas or {})}.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        answer = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if answer != value:
            raise PragmaRefused(f"{name} is {answer}, not {value}")
    if read_only:
        connection.execute("PRAGMA query_only = 1")
    return connection


def look(path: Path) -> Any:
    """A raw connection that only looks: it sets nothing that a file keeps, so that a file of another program stays as it is."""
    connection = _open(path)
    connection.execute("PRAGMA query_only = 1")
    connection.execute(f"PRAGMA busy_timeout = {PRAGMAS['busy_timeout']}")
    return connection


def _open(path: Path) -> Any:
    """mode=rw: a file that has gone, with its drive perhaps, must not come back as an empty one."""
    return dbapi2.connect(
        address(path.absolute()), uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
    )


def address(path: PurePath) -> str:
    """An absolute path as SQLite takes it together with an option: ordinary, never in Windows' long form."""
    place = path.as_posix()
    if place.startswith("//?/UNC/"):
        place = f"//{place.removeprefix('//?/UNC/')}"
    place = place.removeprefix("//?/")
    return f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:')}?mode=rw"


def engine(path: Path, *, read_only: bool = False, pragmas: dict[str, Any] | None = None) -> Engine:
    """An engine over one file; `execution_options(write=True)` begins IMMEDIATE, anything else plain."""

    def creator() -> Any:
        return connect(path, read_only=read_only, pragmas=pragmas)

    made = create_engine("sqlite://", creator=creator, module=dbapi2, poolclass=QueuePool, pool_size=3)
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("write"):
        wait_for_turn(connection.connection.driver_connection)
    else:
        connection.exec_driver_sql("BEGIN DEFERRED")


def wait_for_turn(connection: Any) -> None:
    """Begin a writing transaction, waiting as long as the connection's busy_timeout says while another process writes.

    SQLite's own waiting looks only every tenth of a second: of six busy writers one found no gap in ten seconds. Looking
    every few milliseconds, at random, each gets its turn.
    """
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    deadline = time.monotonic() + patience / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except dbapi2.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.001, 0.005))  # the other process sends no signal to wait for
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


READ_ONLY = "数据以只读方式打开，不能修改。请在正在使用的窗口中操作"

SENTENCES = (
    ("database or disk is full", "磁盘已满，本次操作没有保存。请清理磁盘空间后重试，已填写的内容仍在"),
    ("readonly database", "数据文件是只读的，本次操作没有保存。请取消文件夹的只读属性，或换一个可写的文件夹"),
    ("database is locked", "数据文件正被另一个程序占用，请稍候重试；如使用了同步盘或杀毒软件，请先暂停"),
    ("unable to open", "打不开数据文件，请检查磁盘是否已连接、文件夹是否存在、是否有权限"),
    ("disk I/O error", "读写磁盘出错，本次操作没有保存。请检查磁盘是否已断开，重新连接后重试"),
    ("malformed", "数据文件已损坏，程序没有改动它。请用“恢复备份”恢复最近的备份"),
    ("not a database", "该文件不是本程序的数据文件，或已损坏。请用“恢复备份”恢复最近的备份"),
)


def explain(error: BaseException | None) -> str:
    """What the file system did to SQLite, in a sentence that says what to do; empty when the fault is ours."""
    said = str(error)
    return next((sentence for part, sentence in SENTENCES if part in said), "")


FAULTS = (dbapi2.DatabaseError, UnicodeDecodeError)
"""What reading a file may raise: the driver decodes names and messages that a damaged page has spoilt."""


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that the file itself is broken or no database."""
    return isinstance(error, UnicodeDecodeError) or any(
        part in str(error) for part in ("malformed", "not a database", "file is encrypted")
    )
