"""Rotation: 14 days, 8 weeks, 12 months, counted by the backups there are; nothing goes that is still needed."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.models.backup import Backup, Reason, backup_at, list_backups
from app.models.moments import CHINA
from app.models.rotation import confirm, discard, expendable, sweep

NOW = datetime(2025, 3, 3, 1, 12, tzinfo=UTC)


def backup(at: datetime, reason: Reason = Reason.START) -> Backup:
    return Backup(Path(f"{at:%Y%m%d%H%M%S}.db"), at, reason, 1, "0" * 12, 1)


def day(of: Backup) -> str:
    return f"{of.at.astimezone(CHINA):%Y-%m-%d}"


def test_daily_use_for_years_keeps_days_weeks_and_months() -> None:
    kept: list[Backup] = []
    for days in range(500):
        now = NOW + timedelta(days=days)
        kept.append(backup(now))
        gone = expendable(kept, now)
        kept = [one for one in kept if one not in gone]
    days_kept = [day(one) for one in kept[::-1]]
    last = (NOW + timedelta(days=499)).astimezone(CHINA).date()
    assert days_kept[:14] == [str(last - timedelta(days=back)) for back in range(14)]
    assert len({f"{one.at.astimezone(CHINA):%G-%V}" for one in kept}) >= 8
    assert len({f"{one.at.astimezone(CHINA):%Y-%m}" for one in kept}) == 12
    assert len(kept) <= 14 + 8 + 12


def test_an_office_that_was_closed_for_years_loses_nothing() -> None:
    """Counted by the backups there are, not by the calendar."""
    olds = [backup(NOW - timedelta(days=900 + days)) for days in range(10)]
    assert expendable([backup(NOW), *olds], NOW) == []


def test_of_several_on_one_day_the_last_stays() -> None:
    old = NOW - timedelta(days=3)
    same_day = [backup(old + timedelta(hours=hours)) for hours in range(5)]
    assert expendable([backup(NOW), *same_day], NOW) == same_day[3::-1]


def test_all_of_today_and_yesterday_stay() -> None:
    """What was kept before an import or a restore is wanted the next morning."""
    recent = [backup(NOW - timedelta(hours=hours)) for hours in range(30)]
    assert expendable(recent, NOW) == []


def test_nothing_goes_before_a_restore_is_confirmed() -> None:
    old = NOW - timedelta(days=3)
    many = [backup(old + timedelta(hours=hours)) for hours in range(5)]
    assert expendable([backup(NOW), *many, backup(old, Reason.RESTORE)], NOW) == []
    assert len(expendable([backup(NOW), *many, backup(old, Reason.CONFIRMED)], NOW)) == 5


@given(st.lists(st.integers(0, 2000 * 24), min_size=1, max_size=80, unique=True))
def test_the_newest_never_goes(hours: list[int]) -> None:
    backups = [backup(NOW - timedelta(hours=back)) for back in hours]
    newest = max(backups, key=lambda one: one.at)
    gone = expendable(backups, NOW)
    assert newest not in gone
    left = [one for one in backups if one not in gone]
    assert expendable(left, NOW) == []
    assert len({day(one) for one in left}) >= min(14, len({day(one) for one in backups}))


def named(folder: Path, reason: Reason, stamp: str = "2025-03-01_091200") -> Backup:
    path = folder / f"{stamp}_{reason.value}_7_0123456789ab.db"
    path.write_bytes(b"database")
    path.with_suffix(".json").write_text("{}", "utf-8")
    found = backup_at(path)
    assert found is not None
    return found


def test_confirming_renames_and_keeps_the_manifest(tmp_path: Path) -> None:
    confirm(named(tmp_path, Reason.RESTORE))
    (found,) = list_backups(tmp_path)
    assert found.reason is Reason.CONFIRMED
    assert found.manifest.exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_discarding_takes_the_manifest_along(tmp_path: Path) -> None:
    stays, goes = named(tmp_path, Reason.START), named(tmp_path, Reason.START, "2025-02-01_091200")
    discard([goes])
    assert list_backups(tmp_path) == [stays]
    assert len(list(tmp_path.iterdir())) == 2


def test_only_old_leftovers_are_swept(tmp_path: Path) -> None:
    kept = named(tmp_path, Reason.START)
    old, young = tmp_path / "~0123456789ab.tmp", tmp_path / "~ba9876543210.tmp"
    for left, days in ((old, 2), (young, 0)):
        left.write_bytes(b"half")
        at = (NOW - timedelta(days=days)).timestamp()
        os.utime(left, (at, at))
    sweep(tmp_path, NOW)
    assert not old.exists()
    assert young.exists()
    assert list_backups(tmp_path) == [kept]
