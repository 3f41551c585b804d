"""The office's calendar: shipped holidays with its own days over them, the yearly arrangement in and out. Knows no window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.calendar import (
    LEDGER,
    Calendar,
    DayKind,
    Holiday,
    MissingYear,
    calendar_of,
    lacking,
    missing_year,
    problems_of_holiday,
)
from app.domain.dates import chinese
from app.domain.facts import cleaned
from app.domain.ledgers import Sheet
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.workdays import Workdays
from app.models.database import Database
from app.models.desk import HolidayRecord

SHIPPED = "程序自带"
BY_HAND = "手工填写"
_IMPORTED = "导入"
"""How the source of an imported day begins."""

_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@dataclass(frozen=True)
class YearState:
    """One year on the settings page."""

    year: int
    known: bool
    off: int
    working: int
    own: int
    """Days of the office's own table."""
    lacking: tuple[str, ...]
    """Holidays it still needs to be known."""


@dataclass(frozen=True)
class Imported:
    """What an import of an arrangement did."""

    days: tuple[Holiday, ...]
    added: int
    changed: int
    removed: int
    """Days that an earlier import had brought and this whole year no longer names."""
    states: tuple[YearState, ...]
    """The years of the file as they stand now."""


@lru_cache
def shipped_holidays() -> tuple[Holiday, ...]:
    """The arrangements that come with the program: whole years, from the official notices."""
    from chinese_calendar.constants import Holiday as Named
    from chinese_calendar.constants import holidays, workdays

    names = {each.value: _FULL_NAMES.get(each.chinese, each.chinese) for each in Named}
    kinds = ((DayKind.OFF, holidays), (DayKind.WORKING, workdays))
    return tuple(Holiday(day, kind, names[name], SHIPPED) for kind, days in kinds for day, name in days.items())


@lru_cache(maxsize=8)
def _calendar(own: tuple[tuple[int, date, bool, str, str], ...]) -> tuple[Calendar, Workdays]:
    """The calendar of one state of the office's table; the table itself is the key, so that nothing can be stale."""
    days = (
        Holiday(day, DayKind.WORKING if working else DayKind.OFF, name, source, key)
        for key, day, working, name, source in own
    )
    made = calendar_of(shipped_holidays(), days)
    return made, made.workdays()


def _of_session(session: Session) -> tuple[Calendar, Workdays]:
    columns = (HolidayRecord.id, HolidayRecord.day, HolidayRecord.working, HolidayRecord.name, HolidayRecord.source)
    rows = session.execute(select(*columns).order_by(HolidayRecord.day))
    return _calendar(tuple((key, day, working, name, source) for key, day, working, name, source in rows))


def calendar_in(session: Session) -> Calendar:
    """The calendar as it stands in a session."""
    return _of_session(session)[0]


def workdays_in(session: Session) -> Workdays:
    """The working days as they stand in a session; the same object while the table does not change."""
    return _of_session(session)[1]


def missing_year_in(session: Session, today: date) -> MissingYear | None:
    """The year whose holidays are to be entered, as the due list shows it; None if there is none."""
    return missing_year(calendar_in(session), today)


class CalendarService:
    """What a user can do with the days that are not what their weekday says."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def workdays(self) -> Workdays:
        """The working days as they stand."""
        with self._database.read() as session:
            return workdays_in(session)

    def missing_year(self, today: date) -> MissingYear | None:
        """The year whose holidays are to be entered; from 1 November the next one is asked for."""
        with self._database.read() as session:
            return missing_year_in(session, today)

    def days(self, year: int) -> tuple[Holiday, ...]:
        """The exceptions of a year in order, shipped and own."""
        with self._database.read() as session:
            return calendar_in(session).of(year)

    def years(self, today: date) -> tuple[YearState, ...]:
        """Every year with an exception, and this and the next one, the latest first."""
        with self._database.read() as session:
            calendar = calendar_in(session)
        years = {day.year for day in (*calendar.shipped, *calendar.own)} | {today.year, today.year + 1}
        return tuple(_state(calendar, year) for year in sorted(years, reverse=True))

    def check(self, holiday: Holiday) -> list[Problem]:
        """What is wrong with a day as typed so far."""
        with self._database.read() as session:
            return [*problems_of_holiday(holiday), *_problems_of_double(session, holiday)]

    def save(self, holiday: Holiday, actor: Actor) -> Holiday:
        """Enter a day (`id` None) or change one of the office's own. Raises Refused."""
        holiday = replace(cleaned(holiday), source=BY_HAND)
        with self._database.write(actor, "修改节假日" if holiday.id else "新增节假日") as session:
            refuse_if([*problems_of_holiday(holiday), *_problems_of_double(session, holiday)])
            record = _one(session, holiday.id) if holiday.id else HolidayRecord()
            record.take(holiday)
            session.add(record)
            session.flush()
            return record.facts()

    def remove(self, holiday_id: int, actor: Actor) -> None:
        """Take one of the office's own days out; a shipped one beneath it holds again. Raises Refused."""
        with self._database.write(actor, "删除节假日") as session:
            session.delete(_one(session, holiday_id))

    def import_file(self, path: Path, actor: Actor) -> Imported:
        """Take a year's arrangement in as a whole. Raises Refused naming every line that is wrong; Unavailable.

        The file's days win over those there are. Where it holds a whole year, days that an earlier import brought and
        that it does not name go; days entered by hand stay.
        """
        from app.importers.calendar import read_holidays

        days = tuple(replace(day, source=f"{_IMPORTED}“{path.name}”") for day in read_holidays(path))
        with self._database.write(actor, "导入节假日") as session:
            added, changed, removed = _take_in(session, days)
            session.flush()
            calendar = calendar_in(session)
            years = sorted({day.day.year for day in days})
            return Imported(days, added, changed, removed, tuple(_state(calendar, year) for year in years))

    def export_year(self, year: int, path: Path) -> int:
        """Write the exceptions of a year as CSV, as `import_file` reads it; how many. Raises Refused, Unavailable."""
        days = self.days(year)
        if not days:
            raise Refused(f"{year}年还没有任何安排，没有可导出的内容；需要填写的请用“空白表”")
        _write(path, year, days)
        return len(days)

    def write_blank(self, year: int, path: Path) -> None:
        """Write a CSV with nothing but its header. Raises Unavailable."""
        _write(path, year, ())


def _state(calendar: Calendar, year: int) -> YearState:
    days = calendar.of(year)
    working = sum(each.working for each in days)
    own = sum(each.id is not None for each in days)
    return YearState(year, year in calendar.known, len(days) - working, working, own, calendar.lacking(year))


def _one(session: Session, holiday_id: int) -> HolidayRecord:
    record = session.get(HolidayRecord, holiday_id)
    if record is None:
        raise Refused("这一天已被删除，请刷新后再看")
    return record


def _problems_of_double(session: Session, holiday: Holiday) -> Iterable[Problem]:
    other = session.scalar(select(HolidayRecord).where(HolidayRecord.day == holiday.day))
    if other is not None and other.id != holiday.id:
        yield Problem("day", f"{chinese(holiday.day)}已登记为“{other.facts().kind.label}”，请直接修改那一行")


def _take_in(session: Session, days: Sequence[Holiday]) -> tuple[int, int, int]:
    """Make the table say what a file says; days added, changed and removed."""
    rows = {row.day: row for row in session.scalars(select(HolidayRecord))}
    plain = {each.day: each.working for each in days}
    whole = {year for year in {day.year for day in plain} if not lacking(year, plain)}
    added = changed = removed = 0
    for each in days:
        row = rows.pop(each.day, None)
        if row is None:
            row = HolidayRecord()
            added += 1
        elif (row.working, row.name) != (each.working, each.name):
            changed += 1
        row.take(each)
        session.add(row)
    for day, row in rows.items():
        if day.year in whole and row.source.startswith(_IMPORTED):
            session.delete(row)
            removed += 1
    return added, changed, removed


def _write(path: Path, year: int, days: Iterable[Holiday]) -> None:
    from app.exporters.csv import write_ledger

    lines = [(each.day, each.kind.value, each.name) for each in days]
    write_ledger(Sheet(LEDGER, f"{year}年节假日安排", "", date(year, 1, 1), lines), path)
