"""What a user can do with backups: see how old the last one is, make one, carry one elsewhere, put one back. Knows no window."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from app.domain.actors import Actor
from app.domain.dates import chinese
from app.domain.problems import Refused, Unavailable
from app.models.archive import Archive, write_archive
from app.models.audit import head_of
from app.models.backup import STAMP, Backup, Reason, list_backups, make_backup
from app.models.check import Checked, full_check
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.lock import holder_of
from app.models.moments import CHINA
from app.models.restore import Candidate, Restored, examine, restore
from app.models.rotation import confirm, discard, expendable, sweep
from app.models.search import ensure_index
from app.models.store import AttachmentStore

__all__ = [
    "Archive",
    "Backup",
    "BackupService",
    "BackupState",
    "BackupStatus",
    "Candidate",
    "Checked",
    "Reason",
    "Restored",
]

AMBER, RED = timedelta(days=3), timedelta(days=7)
"""Ages of the last backup from which the status bar asks for one."""

Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """For those who need no progress."""


class BackupState(StrEnum):
    """How urgent the next backup is."""

    OK = "ok"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class BackupStatus:
    """What the status bar says of backups."""

    last: Backup | None
    age: timedelta | None
    state: BackupState
    sentence: str
    """上次备份：今天 09:02, or why the last attempt failed."""


class BackupService:
    """The backups of one office, in its own folder and elsewhere."""

    def __init__(self, folder: OfficeFolder, database: Database, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._database = database
        self._clock = clock
        self._store = AttachmentStore(folder.attachments)
        self._failure = ""

    def all(self) -> list[Backup]:
        """The backups in the office's folder, newest first."""
        return list_backups(self._folder.backups)

    def rows_of(self, backup: Backup) -> dict[str, int]:
        """How many rows of each table a backup was found to hold when it was made; empty where its manifest is gone."""
        try:
            rows = json.loads(backup.manifest.read_text("utf-8"))["rows"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return {str(table): int(count) for table, count in rows.items()}

    def status(self) -> BackupStatus:
        """The last backup, its age, and how urgent the next one is."""
        now, backups = self._clock(), self.all()
        last = backups[0] if backups else None
        age = now - last.at if last else None
        if self._failure:
            return BackupStatus(last, age, BackupState.RED, self._failure)
        if last is None or age is None:
            return BackupStatus(None, None, BackupState.RED, "还没有备份，请立即备份")
        state = BackupState.RED if age > RED else BackupState.AMBER if age > AMBER else BackupState.OK
        return BackupStatus(last, age, state, f"上次备份：{_moment(last.at, now)}")

    def make(self, reason: Reason = Reason.DEMAND) -> Backup:
        """Make a backup now and let go of those that need not be kept. Raises Unavailable; earlier ones are kept then."""
        now = self._clock()
        try:
            made = make_backup(self._folder.database, self._folder.backups, reason, now)
        except Unavailable as error:
            self._failure = error.message
            raise
        self._failure = ""
        discard(expendable(self.all(), now))
        sweep(self._folder.backups, now)
        return made

    def start_of_day(self) -> Backup | None:
        """The day's first backup; None when there is one of today. Raises Unavailable."""
        today = self._clock().astimezone(CHINA).date()
        if any(backup.at.astimezone(CHINA).date() == today for backup in self.all()):
            return None
        return self.make(Reason.START)

    def before(self, reason: Reason) -> Backup | None:
        """A backup of what changed since the last one; None when nothing has. Raises Unavailable."""
        with self._database.read() as session:
            chain = head_of(session)
        if any((backup.length, backup.head) == (chain.length, chain.head[:12]) for backup in self.all()):
            return None
        return self.make(reason)

    def carry_to(self, target: Path, progress: Progress = _silent) -> Archive:
        """Write one zip that stands on its own; into a folder under a name of its own. Raises Unavailable."""
        if target.is_dir():
            target /= f"法治台账备份_{self._clock().astimezone(CHINA):{STAMP}}.zip"
        elif target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        return write_archive(self._folder.database, self._store, target, progress)

    def examine(self, source: Path) -> Candidate:
        """Read a backup through and say what it holds. Raises Damaged, TooNew or Unavailable."""
        return examine(self._folder, source)

    def restore(self, source: Path, actor: Actor, progress: Progress = _silent) -> Restored:
        """Put a backup back, keeping what is there as one; every page must reload. Raises Damaged, TooNew, Unavailable.

        No session may be open. What was there is kept until `confirm_restore`.
        """
        if self._database.blocked:
            raise Unavailable(self._folder.database, self._database.blocked)
        self._database.close()
        done = restore(self._folder, source, self._clock, progress)
        _write_down(self._database, done, actor)
        self._database.tell_replaced()
        return done

    def unconfirmed(self) -> list[Backup]:
        """Backups made before a restore that nobody has confirmed; while there are any, rotation deletes nothing."""
        return [backup for backup in self.all() if backup.reason is Reason.RESTORE]

    def confirm_restore(self) -> None:
        """The restored data is what was wanted: rotation may go on. Raises Unavailable."""
        for backup in self.unconfirmed():
            confirm(backup)

    def weekly_check(self) -> Checked | None:
        """The full check, once a week; None when this week had its first backup, so ask before the day's. Raises as check."""
        week = self._clock().astimezone(CHINA).isocalendar()[:2]
        if any(backup.at.astimezone(CHINA).isocalendar()[:2] == week for backup in self.all()):
            return None
        return self.check()

    def check(self) -> Checked:
        """Read and compare everything: pages, keys, audit chain, attachments. Raises Damaged or Unavailable."""
        return full_check(self._database, self._store)


def restore_office(
    folder: OfficeFolder, source: Path, actor: Actor, clock: Callable[[], datetime], progress: Progress = _silent
) -> Restored:
    """Put a backup back where no office can be opened: its database is missing, damaged or of another version.

    Raises Refused while a window has the folder open; Damaged, TooNew, Unavailable.
    """
    if holder := holder_of(folder):
        raise Refused(f"{holder.sentence(clock())}，不能恢复。请先关闭窗口，或在窗口中恢复")
    done = restore(folder, source, clock, progress)
    database = Database(folder.database, clock)
    try:
        _write_down(database, done, actor)
    finally:
        database.close()
    return done


def _write_down(database: Database, done: Restored, actor: Actor) -> None:
    """The restored chain goes on with what it replaced: the head that was there, or nothing."""
    database.prepare(ensure_index)
    before = f"{done.kept.length} {done.kept.head}" if done.kept else None
    with database.write(actor, "恢复备份") as session:
        session.info["journal"].act("backups", {"restored": [before, done.candidate.path.name]})


def _moment(at: datetime, now: datetime) -> str:
    then, today = at.astimezone(CHINA), now.astimezone(CHINA).date()
    day = {today: "今天", today - timedelta(days=1): "昨天"}.get(then.date()) or chinese(then.date())
    return f"{day} {then:%H:%M}"
