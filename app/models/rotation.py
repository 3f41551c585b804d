"""Which backups stay and which go. Knows names and days, not contents."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from app.files import unavailable
from app.models.backup import Backup, Reason
from app.models.moments import CHINA

DAYS, WEEKS, MONTHS = 14, 8, 12


def expendable(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Which backups need not be kept: the last of each of 14 days, 8 weeks and 12 months stay, counted by those there are.

    All of today and yesterday stay. Nothing goes while a backup made before a restore awaits confirmation, and never
    the newest.
    """
    if any(backup.reason is Reason.RESTORE for backup in backups):
        return []
    ordered = sorted(backups, key=lambda backup: backup.at, reverse=True)
    kept = set(ordered[:1])
    for many, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last_of: dict[str, Backup] = {}
        for backup in ordered:
            last_of.setdefault(f"{backup.at.astimezone(CHINA):{period}}", backup)
        kept.update(list(last_of.values())[:many])
    recent = now.astimezone(CHINA).date() - timedelta(days=1)
    return [backup for backup in ordered if backup not in kept and backup.at.astimezone(CHINA).date() < recent]


def confirm(backup: Backup) -> None:
    """Let a backup made before a restore go the way of the others. Raises Unavailable."""
    path = backup.path.with_name(backup.path.name.replace(Reason.RESTORE.value, Reason.CONFIRMED.value))
    try:
        if backup.manifest.exists():
            backup.manifest.replace(path.with_suffix(".json"))
        backup.path.replace(path)
    except OSError as error:
        raise unavailable(error, path) from error


def discard(backups: Sequence[Backup]) -> None:
    """Delete backups that need not be kept; one that cannot be deleted stays."""
    for backup in backups:
        with suppress(OSError):
            backup.path.unlink(missing_ok=True)
            backup.manifest.unlink(missing_ok=True)


def sweep(folder: Path, now: datetime) -> None:
    """Take away what a killed backup left half-made more than a day ago; a younger one may still be at work."""
    with suppress(OSError):
        for left in folder.glob("~*.tmp*"):
            if left.stat().st_mtime < (now - timedelta(days=1)).timestamp():
                left.unlink(missing_ok=True)
