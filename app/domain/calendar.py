"""节假日: the days that are not what their weekday says, what a year needs to be known, when the next one is asked for. Knows no file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.choices import Choice
from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.ledgers import Column, Kind, Ledger
from app.domain.problems import Basis, Problem
from app.domain.workdays import Workdays


class DayKind(Choice):
    """What a day is that is not what its weekday says."""

    OFF = "off", "放假", "休息", "休", "假", "节假日", "法定节假日", "放假调休"
    WORKING = "working", "上班", "调休上班", "调休", "补班", "班", "工作日"


@dataclass(frozen=True)
class Holiday:
    """One exception: a weekday off, or a weekend day of work. A weekend day within a holiday may be named too."""

    day: date
    kind: DayKind
    name: str = ""
    """The holiday it belongs to: 春节, 国庆节."""
    source: str = ""
    """Where it is known from."""
    id: int | None = None
    """Of the office's own table; None for one the program brought along."""

    @property
    def working(self) -> bool:
        return self.kind is DayKind.WORKING


COLUMNS = (
    Column("day", "日期", Kind.DATE, required=True, synonyms=("时间", "日子"), example="2027-01-01"),
    Column("kind", "类型", Kind.CHOICE, required=True, synonyms=("安排", "性质", "放假或上班"), choices=DayKind),
    Column("name", "名称", synonyms=("节日", "节日名称", "节假日", "说明", "备注")),
)
LEDGER = Ledger("holidays", "节假日", COLUMNS, "天", importable=True, default_sort=("day", False))
"""The columns of the file in which a year's arrangement comes and goes; no page of its own."""

ARRANGEMENT = Basis(
    "《全国年节及纪念日放假办法》", "每年的放假和调休安排由国务院办公厅另行通知，一般在上一年十一月前后公布"
)
ASKED_FROM = (11, 1)
"""Month and day of the year before, from which the next year's arrangement is asked for."""

_FIXED = {
    "元旦": ((1, 1),),
    "劳动节": ((5, 1),),
    "国庆节": ((10, 1), (10, 2), (10, 3)),
}
_SPRING = ("春节", (1, 21), (2, 28))
"""The lunar year begins between 21 January and 20 February; three days off are its least."""
_SPRING_DAYS = 3


def lacking(year: int, exceptions: Mapping[date, bool]) -> tuple[str, ...]:
    """Holidays of a year that the exceptions do not have: a year is known when none is lacking.

    Only those that fall, or must reach, into the week are asked for: an arrangement need not name a weekend.
    """
    missing = [
        name
        for name, days in _FIXED.items()
        if any(exceptions.get(day) is not False for day in (date(year, *each) for each in days) if day.weekday() < 5)
    ]
    name, first, last = _SPRING
    off = [day for day, working in exceptions.items() if not working and day.year == year]
    if sum(first <= (day.month, day.day) <= last for day in off) < _SPRING_DAYS:
        missing.insert(1 if "元旦" in missing else 0, name)
    return tuple(missing)


def problems_of_holiday(holiday: Holiday) -> Iterator[Problem]:
    """What keeps a day from being entered."""
    if not MIN_YEAR <= holiday.day.year <= MAX_YEAR:
        yield Problem("day", f"年份{holiday.day.year}不在{MIN_YEAR}至{MAX_YEAR}年之间，请核对")


@dataclass(frozen=True)
class Calendar:
    """What the program brought along and what the office entered; the office's day wins, and its whole year replaces."""

    shipped: Mapping[date, Holiday]
    own: Mapping[date, Holiday]
    shipped_years: frozenset[int]
    own_years: frozenset[int]
    """Years that the office's days make known by themselves: of the shipped ones nothing is left."""

    @property
    def known(self) -> frozenset[int]:
        return self.shipped_years | self.own_years

    def of(self, year: int) -> tuple[Holiday, ...]:
        """The exceptions of a year, in order."""
        shipped = () if year in self.own_years else (each for each in self.shipped.values() if each.day.year == year)
        own = {each.day: each for each in self.own.values() if each.day.year == year}
        return tuple(sorted(({each.day: each for each in shipped} | own).values(), key=lambda each: each.day))

    def lacking(self, year: int) -> tuple[str, ...]:
        """Holidays that a year still needs to be known; empty for a known one."""
        return () if year in self.known else lacking(year, {each.day: each.working for each in self.of(year)})

    def workdays(self) -> Workdays:
        """The working days that follow."""
        kept = (each for each in self.shipped.values() if each.day.year not in self.own_years)
        days = {each.day: each.working for each in (*kept, *self.own.values())}
        return Workdays(days, self.known)


def calendar_of(shipped: Iterable[Holiday], own: Iterable[Holiday]) -> Calendar:
    """The calendar of what is shipped (whole years) and of the office's own days."""
    ours = {each.day: each for each in own}
    plain = {day: each.working for day, each in ours.items()}
    given = {each.day: each for each in shipped}
    years = {day.year for day in ours}
    return Calendar(
        given,
        ours,
        frozenset(day.year for day in given),
        frozenset(year for year in years if not lacking(year, plain)),
    )


@dataclass(frozen=True)
class MissingYear:
    """A year whose holidays are to be entered: what is lacking, until when, and why."""

    year: int
    lacking: tuple[str, ...]
    due: date
    """The last day before the year begins, or the day it is asked on where it has begun."""
    text: str
    basis: Basis = ARRANGEMENT


def missing_year(calendar: Calendar, today: date) -> MissingYear | None:
    """The year to be entered next: this one where it is not known, from 1 November the next one; None if none."""
    years = [today.year]
    if (today.month, today.day) >= ASKED_FROM:
        years.append(today.year + 1)
    for year in years:
        if year not in calendar.known and year <= MAX_YEAR:
            return _missing(calendar, year, today)
    return None


def _missing(calendar: Calendar, year: int, today: date) -> MissingYear:
    names = calendar.lacking(year)
    partly = bool(calendar.of(year))
    text = f"{year}年的节假日安排还缺{'、'.join(names)}" if partly else f"还没有录入{year}年的节假日安排"
    due = max(date(year, 1, 1) - timedelta(days=1), today)
    return MissingYear(year, names, due, f"{text}，请导入或填写；录入以前，期限暂按周一至周五计算")
