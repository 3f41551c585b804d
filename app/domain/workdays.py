"""Which days are working days, and counting by them. Knows no source of holidays and no deadline."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

ASSUMED = "暂按周一至周五计算"
"""What is said of a result that rests on a year whose holidays nobody has entered."""

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Workdays:
    """Monday to Friday, save the exceptions; what touches a year that is not known is an assumption.

    Counting by working days costs a look into a sorted list per year, made when the year is first asked for.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    """Days that are not what their weekday says: True = 调休上班, False = 放假."""
    known: frozenset[int] = frozenset()
    """Years whose holidays are all among the exceptions."""

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day."""
        exception = self.exceptions.get(day)
        return day.weekday() < _SATURDAY if exception is None else exception

    def next_working(self, day: date) -> date:
        """The day itself where it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself where it is a working day, else the last one before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add_working(self, day: date, n: int) -> date:
        """The n-th working day after a day, which does not count itself; 0 is the day, a negative n goes back.

        Raises OverflowError beyond the years 1–9999.
        """
        if n == 0:
            return day
        year, place = day.year, 0
        if n > 0:
            place = bisect_right(self._of(year), day.toordinal()) + n - 1
            while place >= len(self._of(year)):
                place -= len(self._of(year))
                year += 1
        else:
            place = bisect_left(self._of(year), day.toordinal()) + n
            while place < 0:
                year -= 1
                place += len(self._of(year))
        return date.fromordinal(self._of(year)[place])

    def subtract_working(self, day: date, n: int) -> date:
        """The n-th working day before a day, which does not count itself."""
        return self.add_working(day, -n)

    def count_working(self, after: date, until: date) -> int:
        """Working days after one day up to another, that one included; negative where `until` is the earlier one."""
        if until < after:
            return -self.count_working(until, after)
        whole_years = sum(len(self._of(year)) for year in range(after.year, until.year))
        return whole_years + self._until(until) - self._until(after)

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Years between two days, both included, for which only Monday to Friday is assumed."""
        low, high = sorted((first.year, last.year))
        return tuple(year for year in range(low, high + 1) if year not in self.known)

    def assumed(self, first: date, last: date) -> bool:
        """Whether a count between two days rests on an assumption."""
        return bool(self.unknown_years(first, last))

    def _until(self, day: date) -> int:
        """Working days of its year up to a day, that day included."""
        return bisect_right(self._of(day.year), day.toordinal())

    def _of(self, year: int) -> list[int]:
        """Ordinals of the year's working days, in order. Raises OverflowError for no year of the calendar."""
        if year not in self._made:
            if not date.min.year <= year <= date.max.year:
                raise OverflowError(f"year {year} is out of range")
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            self._made[year] = [at for at in range(first, last + 1) if self.is_working(date.fromordinal(at))]
        return self._made[year]

    @cached_property
    def _made(self) -> dict[int, list[int]]:
        return {}
