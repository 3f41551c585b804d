"""Makes a database and brings an old one up to date, wholly or not at all. Knows the order of versions, not what is in them."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.actors import Actor, Origin
from app.domain.problems import Damaged, Missing, Refused, TooNew, Unavailable
from app.models.audit import Journal, close_journal
from app.models.sqlite import FAULTS, engine, explain, is_damage, look

HEAD = "0004"
"""The version this program reads and writes; a test compares it with the scripts, so that a start need not load them."""

SCRIPTS = Path(__file__).parent / "migrations"
"""Alembic's scripts, shipped as files."""

PROGRAM = Actor("程序", Origin.PROGRAM)

Pragmas = dict[str, Any] | None


@dataclass(frozen=True)
class Migrated:
    """A database that was brought up to date."""

    before: str
    after: str


def stored_version(path: Path) -> str:
    """The version a file is at; nothing is changed. Raises Missing, Damaged or Unavailable."""
    if not path.is_file():
        raise Missing(path, f"找不到数据文件“{path}”。请检查磁盘是否已连接；也可以查找该文件、恢复备份或新建单位数据")
    try:
        with closing(look(path)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except FAULTS as error:
        if "no such table" in str(error):
            raise Damaged(path, f"“{path}”不是本程序的数据文件，或内容已丢失。请恢复最近的备份") from error
        if is_damage(error):
            raise Damaged(path, f"数据文件“{path}”已损坏，程序没有改动它。请恢复最近的备份") from error
        raise Unavailable(path, explain(error) or f"打不开数据文件“{path}”") from error
    if row is None or not re.fullmatch(r"\d{4}", str(row[0])):
        raise Damaged(path, f"数据文件“{path}”没有版本记录，可能已损坏。请恢复最近的备份")
    return str(row[0])


def refuse_newer(path: Path, stored: str, head: str = HEAD) -> None:
    """Raise TooNew for a version this program does not know."""
    if stored > head:
        raise TooNew(
            path,
            f"“{path}”由较新版本的程序保存（数据版本 {stored}），本程序只能打开到数据版本 {head}。"
            "文件没有改动，请安装新版程序后再打开",
        )


def expect_current(path: Path, head: str = HEAD) -> None:
    """For one who may only look: raise Missing, Damaged, TooNew, or Unavailable for a file that is yet to be upgraded."""
    stored = stored_version(path)
    refuse_newer(path, stored, head)
    if stored != head:
        raise Unavailable(
            path,
            f"“{path}”是数据版本 {stored}，要先升级到 {head} 才能查看，而现在不能写入。"
            "请等正在使用的窗口完成升级，或在可写的文件夹中打开",
        )


def create_database(
    path: Path, clock: Callable[[], datetime], *, scripts: Path = SCRIPTS, head: str = HEAD, pragmas: Pragmas = None
) -> None:
    """Make an empty database for a new office; nothing half-made ever has its name. Raises Refused where a file stands."""
    if path.exists():
        raise Refused(f"“{path}”已经存在，没有新建。请打开它，或另选一个文件夹")
    temporary = path.with_name(f"~{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            left.unlink(missing_ok=True)
        temporary.touch()
        _upgrade(temporary, clock(), "建立数据", scripts, head, pragmas)
        temporary.rename(path)
    except (OSError, DatabaseError) as error:
        raise Unavailable(
            path, explain(error) or f"不能在“{path.parent}”新建数据文件，请检查磁盘空间和写入权限，或另选一个文件夹"
        ) from error


def bring_up_to_date(
    path: Path,
    clock: Callable[[], datetime],
    backup: Callable[[], object],
    *,
    scripts: Path = SCRIPTS,
    head: str = HEAD,
    pragmas: Pragmas = None,
) -> Migrated | None:
    """Bring a database to this program's version after a backup; None when it is there already, which one look tells.

    Killed at any point, the file is wholly old or wholly new. Raises Missing, Damaged, TooNew, or Unavailable when a step
    failed and the file is as it was.
    """
    stored = stored_version(path)
    if stored == head:
        return None
    refuse_newer(path, stored, head)
    backup()
    try:
        _upgrade(path, clock(), "升级数据", scripts, head, pragmas)
    except Exception as error:  # whatever a step did wrong, the user is told that nothing was changed
        why = explain(error) or "请继续使用原来版本的程序，并把运行日志发给开发人员"
        raise Unavailable(
            path, f"数据从版本 {stored} 升级到 {head} 没有成功，数据保持原样，升级前的备份也在。{why}"
        ) from error
    return Migrated(stored, head)


def _upgrade(path: Path, at: datetime, use_case: str, scripts: Path, head: str, pragmas: Pragmas) -> None:
    # Keys must be off before the transaction: rebuilding a parent table with them on would delete its children.
    made = engine(path, pragmas={**(pragmas or {}), "foreign_keys": 0})
    try:
        with made.execution_options(write=True).begin() as connection:
            before = _run_scripts(connection, scripts, head)
            if before == head:
                return  # another process was faster
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError(f"{len(broken)} rows refer to nothing, first in {broken[0][0]}")
            journal = Journal(PROGRAM, use_case, at)
            journal.act("schema", {"version": [before, head]})
            with Session(connection, info={"journal": journal}) as session:
                close_journal(session)
    finally:
        made.dispose()


def _run_scripts(connection: Connection, scripts: Path, head: str) -> str | None:
    """Run what is missing up to `head` inside the open transaction; the version found there (None = an empty file)."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(scripts)
    context = EnvironmentContext(Config(), directory, fn=lambda stored, _: directory._upgrade_revs(head, stored))
    context.configure(connection=connection)
    before = context.get_context().get_current_revision()
    if before != head:
        context.run_migrations()
    return before
