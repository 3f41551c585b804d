"""Copies of the database that can be trusted: made from a consistent view, verified, then named. Knows no schedule."""

import json
import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlcipher3 import dbapi2

from app.domain.choices import Choice
from app.domain.problems import Damaged, Unavailable
from app.files import swapped_in, unavailable
from app.models.audit import GENESIS
from app.models.moments import CHINA
from app.models.sqlite import FAULTS, connect, explain, is_damage, look, wait_for_turn
from app.models.store import Stored, fingerprint

STAMP = "%Y-%m-%d_%H%M%S"
"""How the instant of a backup stands in its name, in UTC+8."""


class Reason(Choice):
    """Why a backup was made."""

    START = "start", "每日首次打开"
    EXIT = "exit", "退出程序"
    UPGRADE = "upgrade", "升级数据前"
    IMPORT = "import", "导入前"
    BULK = "bulk", "批量修改前"
    YEAR = "year", "年度结转前"
    RESTORE = "before-restore", "恢复前"
    CONFIRMED = "restored", "恢复前（已确认）"
    DEMAND = "manual", "手动备份"


@dataclass(frozen=True)
class Contents:
    """What a database holds, so that a copy can be held against it."""

    version: str
    length: int
    """Length of the audit chain."""
    head: str
    rows: dict[str, int]
    """Rows of each table."""
    attachments: tuple[Stored, ...]


@dataclass(frozen=True)
class Backup:
    """One backup in the office's own folder, as its name tells."""

    path: Path
    at: datetime
    reason: Reason
    length: int
    head: str
    """First twelve characters of the head of the audit chain."""
    size: int

    @property
    def manifest(self) -> Path:
        """What the backup was found to hold when it was made."""
        return self.path.with_suffix(".json")


_NAME = re.compile(r"(\d{4}-\d\d-\d\d_\d{6})_([a-z-]+)_(\d+)_([0-9a-f]{12})\.db")


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; none where there is no such folder."""
    try:
        found = [backup for path in folder.iterdir() if (backup := backup_at(path)) is not None]
    except OSError:
        return []
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def backup_at(path: Path) -> Backup | None:
    """What a file's name tells, if it is that of a backup and the file is there."""
    match = _NAME.fullmatch(path.name)
    reason = Reason.of(match[2]) if match else None
    if match is None or not isinstance(reason, Reason):
        return None
    try:
        at = datetime.strptime(match[1], STAMP).replace(tzinfo=CHINA)
        return Backup(path, at, reason, int(match[3]), match[4], path.stat().st_size)
    except (ValueError, OSError):
        return None


def make_backup(source: Path, folder: Path, reason: Reason, at: datetime) -> Backup:
    """Copy a database into the folder of backups, with what it holds beside it.

    The copy gets its name only once it was read back and is on the disk; whatever goes wrong, earlier backups stay.
    Raises Unavailable.
    """
    try:
        folder.mkdir(exist_ok=True)
        with Snapshot(source) as snapshot:
            contents = snapshot.contents
            path = folder / f"{at.astimezone(CHINA):{STAMP}}_{reason.value}_{contents.length}_{contents.head[:12]}.db"
            with swapped_in(path) as temporary:
                snapshot.copy_to(temporary)
                copy = fingerprint(temporary)
                with swapped_in(path.with_suffix(".json")) as manifest:
                    manifest.write_text(json.dumps(as_manifest(contents, copy), ensure_ascii=False, indent=1), "utf-8")
    except OSError as error:
        raise _failed(folder, unavailable(error, folder / "backup.db").message) from error
    except Unavailable as error:
        raise _failed(folder, error.message) from error
    return Backup(path, at, reason, contents.length, contents.head[:12], copy.size)


def _failed(folder: Path, why: str) -> Unavailable:
    return Unavailable(folder, f"这次备份没有做成，以前的备份都在。{why}")


class Snapshot:
    """A database held still for a copy: other processes wait with writing, readers do not notice."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self.contents: Contents

    def __enter__(self) -> Self:
        try:
            self._guard = connect(self._source)
            try:
                _hold(self._guard)
                self.contents = contents_of(self._guard)
            except BaseException:
                self._guard.close()
                raise
        except FAULTS as error:
            raise self._trouble(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._guard.close()  # rolls back

    def copy_to(self, target: Path) -> None:
        """Copy into a file that is empty, let the others write again, read the copy back. Raises Unavailable."""
        try:
            with closing(connect(self._source)) as reader:
                reader.execute("VACUUM INTO ?", (str(target),))
            self._guard.rollback()
        except FAULTS as error:
            if "full" in str(error):
                why = f"“{target.parent}”所在的磁盘已满。请清理该磁盘后重试，或换一个位置"
                raise Unavailable(target, why) from error
            raise self._trouble(error) from error
        if verified(target) != self.contents:
            raise Unavailable(target, "备份与原数据不一致，已放弃这份备份。请重试；若再次出现，请检查磁盘")

    def _trouble(self, error: BaseException) -> Unavailable:
        kind = Damaged if is_damage(error) else Unavailable
        return kind(self._source, explain(error) or f"读取“{self._source}”时出错，请重试")


def _hold(guard: Any) -> None:
    """Keep others from writing, so that what is counted is what is copied; who may not write holds nobody up."""
    try:
        wait_for_turn(guard)
    except dbapi2.OperationalError as error:
        if "readonly" not in str(error):
            raise
        guard.execute("BEGIN")


def contents_of(connection: Any) -> Contents:
    """What an open database holds."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    ).fetchall()
    last = connection.execute("SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()
    papers = connection.execute("SELECT DISTINCT sha256, size FROM document_attachment ORDER BY sha256").fetchall()
    return Contents(
        version=connection.execute("SELECT version_num FROM alembic_version").fetchone()[0],
        length=last[0] if last else 0,
        head=last[1] if last else GENESIS,
        rows={table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for (table,) in sorted(tables)},
        attachments=tuple(Stored(sha256, size) for sha256, size in papers),
    )


def verified(path: Path) -> Contents:
    """Check a file page by page and say what it holds. Raises Damaged."""
    try:
        with closing(look(path)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise Damaged(path, f"“{path.name}”已损坏，不能用来恢复")
            return contents_of(connection)
    except FAULTS as error:
        raise Damaged(path, f"“{path.name}”已损坏或不是本程序的数据，不能用来恢复") from error


def as_manifest(contents: Contents, copy: Stored) -> dict[str, Any]:
    """What stands beside a backup, and inside one that goes elsewhere."""
    return {
        "version": contents.version,
        "audit": {"length": contents.length, "head": contents.head},
        "database": {"sha256": copy.sha256, "size": copy.size},
        "rows": contents.rows,
        "attachments": {paper.sha256: paper.size for paper in contents.attachments},
    }
