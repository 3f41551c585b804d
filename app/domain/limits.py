"""A limit and the clock that runs it: steps of the calendar, stops, a last day that moves. Knows no reason for a stop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.choices import Choice
from app.domain.dates import add_months, add_years
from app.domain.workdays import Workdays

DAY = timedelta(days=1)


class LimitUnit(Choice):
    """What a limit is counted in."""

    DAYS = "days", "日", "天", "自然日"
    WORKING_DAYS = "working_days", "个工作日", "工作日"
    MONTHS = "months", "个月", "月"
    YEARS = "years", "年"


@dataclass(frozen=True)
class Limit:
    """So many days, working days, months or years after the starting day, or before it."""

    count: int
    unit: LimitUnit
    backward: bool = False
    moves: bool = True
    """Whether a last day that is no working day moves (later, or earlier for a backward limit)."""

    def __str__(self) -> str:
        return f"{self.count}{self.unit.label}"

    @property
    def by_working_days(self) -> bool:
        """Whether only working days count."""
        return self.unit is LimitUnit.WORKING_DAYS

    @property
    def measure(self) -> str:
        """What days that are left or lost are told in."""
        return LimitUnit.WORKING_DAYS.label if self.by_working_days else "天"


class Stop(NamedTuple):
    """Days on which the clock stands: from the first one up to the day it goes on, which counts; None = not yet."""

    first: date
    going_on: date | None


def merged(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """Stops in order, those that overlap or touch made one, so that no day is lost twice."""
    apart: list[Stop] = []
    for stop in sorted(stops, key=lambda each: each.first):
        last = apart[-1] if apart else None
        if last is None or (last.going_on is not None and stop.first > last.going_on):
            apart.append(stop)
        elif last.going_on is not None and (stop.going_on is None or stop.going_on > last.going_on):
            apart[-1] = Stop(last.first, stop.going_on)
    return tuple(apart)


@dataclass(frozen=True)
class Clock:
    """Runs a limit forward from a day that does not count; stops are in order and apart, only the last may be open."""

    start: date
    limit: Limit
    workdays: Workdays
    stops: tuple[Stop, ...] = ()

    def run(self, count: int) -> date:
        """The day the count is full: stops that ended are made up for, an open one is not."""
        end = step(self.start, count, self.limit.unit, self.workdays)
        for stop in self.stops:
            if stop.first <= end and stop.going_on is not None:
                lost = self.lost(stop)
                end = self.workdays.add_working(end, lost) if self.limit.by_working_days else end + lost * DAY
        return end

    def settle(self, nominal: date) -> date | None:
        """The last day, moved to one on which the office works and the clock runs; None where it stands for good."""
        due = nominal
        while True:
            due = self.workdays.next_working(due) if self.limit.moves else due
            stop = next((s for s in self.stops if s.first <= due and (s.going_on is None or s.going_on > due)), None)
            if stop is None:
                return due
            if stop.going_on is None:
                return None
            due = stop.going_on

    def lost(self, stop: Stop) -> int:
        """Days a stop that ended took from the clock, in what it runs by; those up to the start were never its own."""
        if stop.going_on is None:
            return 0
        return max(self._between(max(stop.first - DAY, self.start), stop.going_on - DAY), 0)

    def left(self, nominal: date) -> int:
        """Days still to run once an open stop ends, at least 1: a last day moved off a holiday is still to come."""
        return max(self._between(max(self.stops[-1].first - DAY, self.start), nominal), 1)

    def _between(self, after: date, until: date) -> int:
        return self.workdays.count_working(after, until) if self.limit.by_working_days else (until - after).days


def step(day: date, n: int, unit: LimitUnit, workdays: Workdays) -> date:
    """The day n units on, or back for a negative n: months end within their month, years from 29 February on 1 March."""
    match unit:
        case LimitUnit.DAYS:
            return day + n * DAY
        case LimitUnit.WORKING_DAYS:
            return workdays.add_working(day, n)
        case LimitUnit.MONTHS:
            return add_months(day, n)
        case LimitUnit.YEARS:
            return add_years(day, n)
