"""Puts a backup back: looks first, keeps what there is, then replaces it wholly or not at all. Knows no user."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.problems import Damaged, Missing, Unavailable
from app.files import swapped_in, unavailable
from app.models.archive import Archive, extract_attachments, extract_database, read_archive, verify_archive
from app.models.backup import Backup, Contents, Reason, make_backup, verified
from app.models.check import quick_check, set_aside
from app.models.folder import OfficeFolder
from app.models.migrate import bring_up_to_date, refuse_newer, stored_version
from app.models.sqlite import connect, explain, look
from app.models.store import AttachmentStore, Stored, fingerprint

ZIP = b"PK\x03\x04"
"""How a zip begins."""

PATIENCE = 40
"""Times that the old file may be found busy, a quarter of a second apart, before a restore gives up."""


@dataclass(frozen=True)
class Candidate:
    """A backup that can be restored: what it holds, and which of its attachments are nowhere."""

    path: Path
    contents: Contents
    archive: Archive | None
    """Its attachments with it, or None for a backup of the database alone."""
    lost: tuple[Stored, ...]
    """Attachments that its records name and that neither it nor the office's store has."""


@dataclass(frozen=True)
class Restored:
    """What a restore did."""

    candidate: Candidate
    kept: Backup | None
    """The backup made of what was there before."""
    aside: Path | None
    """The damaged file under its new name."""


def examine(folder: OfficeFolder, source: Path) -> Candidate:
    """Read a backup (.db or .zip) through and say what it holds; nothing is changed.

    Raises Damaged, TooNew, or Unavailable when it cannot be read.
    """
    with _scratch(folder) as scratch:
        return _staged(folder, source, scratch)[1]


def restore(
    folder: OfficeFolder,
    source: Path,
    clock: Callable[[], datetime],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Restored:
    """Make the office's database the one of a backup, with the attachments that came along, and bring it up to date.

    A healthy database is kept as a backup first and replaced in one transaction; a damaged one is set aside, never
    overwritten. Every connection to it must have been given back. Raises Damaged or TooNew for the backup, Unavailable.
    """
    with _scratch(folder) as scratch:
        database, candidate = _staged(folder, source, scratch)
        if candidate.archive is not None:
            paper = scratch.with_suffix(".paper")
            extract_attachments(candidate.archive, AttachmentStore(folder.attachments), paper, progress)
        kept, aside = None, None
        if _healthy(folder.database):
            kept = make_backup(folder.database, folder.backups, Reason.RESTORE, clock())
            _replace(folder.database, database)
        else:
            if folder.database.exists():
                aside = set_aside(folder.database, clock())
            _place(folder.database, database)
    bring_up_to_date(folder.database, clock, lambda: None)
    return Restored(candidate, kept, aside)


@contextmanager
def _scratch(folder: OfficeFolder) -> Iterator[Path]:
    """A name for a file beside the database; gone afterwards, with what was made beside it."""
    path = folder.root / "~restore.db"
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unavailable(error, path) from error
    try:
        yield path
    finally:
        for left in (path, path.with_suffix(".paper")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _staged(folder: OfficeFolder, source: Path, scratch: Path) -> tuple[Path, Candidate]:
    """The database of a backup as a file of its own, and what is known of it after reading everything."""
    archive, database = None, source
    if _is_zip(source):
        archive, database = read_archive(source), scratch
        verify_archive(archive)
        extract_database(archive, scratch)
    else:
        _compare_with_manifest(source)
    refuse_newer(source, stored_version(database))
    contents = verified(database)
    carried = archive.attachments if archive else ()
    missing = AttachmentStore(folder.attachments).missing(contents.attachments)
    return database, Candidate(source, contents, archive, tuple(paper for paper in missing if paper not in carried))


def _is_zip(source: Path) -> bool:
    try:
        with source.open("rb") as file:
            return file.read(len(ZIP)) == ZIP
    except OSError as error:
        raise Unavailable(source, f"读不出备份“{source}”。请检查文件是否还在、移动硬盘或网络盘是否已断开") from error


def _compare_with_manifest(source: Path) -> None:
    """Where a manifest lies beside a backup, the file must still be the one it describes."""
    try:
        manifest = json.loads(source.with_suffix(".json").read_text("utf-8"))
        wanted = Stored(manifest["database"]["sha256"], manifest["database"]["size"])
    except (OSError, ValueError, KeyError, TypeError):
        return  # a backup that was carried elsewhere without it is judged by its pages alone
    if fingerprint(source) != wanted:
        raise Damaged(source, f"备份“{source.name}”与制作时不一致，可能已损坏，没有恢复任何内容。请换一份备份")


def _healthy(path: Path) -> bool:
    """Whether the file can be kept as a backup and replaced from within. Raises Unavailable when it cannot be read."""
    try:
        stored_version(path)
        quick_check(path)
    except (Missing, Damaged):
        return False
    return True


def _replace(target: Path, source: Path) -> None:
    """Overwrite a healthy database in one transaction of its own; killed half way, it is the old one."""
    busy = 0

    def watch(status: int, _remaining: int, _total: int) -> None:
        nonlocal busy
        busy += status in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED)
        if busy > PATIENCE:
            raise TimeoutError

    try:
        with closing(look(source)) as origin, closing(connect(target)) as into:
            origin.backup(into, progress=watch)
    except TimeoutError as error:
        raise Unavailable(target, "数据正被其他窗口或程序使用，没有恢复。请关闭它们后重试") from error
    except dbapi2.DatabaseError as error:
        raise Unavailable(target, explain(error) or "恢复没有完成，数据保持原样。请重试") from error


def _place(target: Path, source: Path) -> None:
    """Put a copy where no database is."""
    with swapped_in(target) as temporary:
        shutil.copyfile(source, temporary)
