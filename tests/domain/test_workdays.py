"""Working days: the shipped years as the official notices have them, and counting as one does on a wall calendar."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from app.domain.workdays import Workdays
from tests.calendars import workdays_to_2027

DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
WORKDAYS = st.dictionaries(DAYS, st.booleans(), max_size=60).map(Workdays)
DAY = timedelta(days=1)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_a_shipped_year_is_as_the_library_has_it(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + n * DAY for n in range((date(year, 12, 31) - first).days + 1)]
    workdays = workdays_to_2027()
    assert [each for each in days if workdays.is_working(each)] == [each for each in days if is_workday(each)]
    assert not workdays.assumed(first, days[-1])


@given(WORKDAYS, DAYS, st.integers(1, 400))
def test_the_nth_working_day_is_found_by_counting(workdays: Workdays, day: date, n: int) -> None:
    at, left = day, n
    while left:
        at += DAY
        left -= workdays.is_working(at)
    assert workdays.add_working(day, n) == at
    assert workdays.count_working(day, at) == n
    assert workdays.count_working(at, day) == -n
    back, left = day, n
    while left:
        back -= DAY
        left -= workdays.is_working(back)
    assert workdays.subtract_working(day, n) == workdays.add_working(day, -n) == back


@given(WORKDAYS, DAYS)
def test_the_nearest_working_days_lie_on_both_sides(workdays: Workdays, day: date) -> None:
    following, previous = workdays.next_working(day), workdays.previous_working(day)
    assert previous <= day <= following
    assert (previous == day == following) == workdays.is_working(day)
    assert workdays.count_working(day, following) == (following != day)
    assert workdays.add_working(day, 0) == day


@given(WORKDAYS, DAYS, DAYS, DAYS)
def test_counts_add_up(workdays: Workdays, first: date, second: date, third: date) -> None:
    count = workdays.count_working
    assert count(first, second) + count(second, third) == count(first, third)


def test_what_is_not_known_is_monday_to_friday_and_said() -> None:
    nothing = Workdays()
    assert nothing.is_working(date(2027, 10, 1))
    assert not nothing.is_working(date(2027, 10, 2))
    assert nothing.assumed(date(2027, 10, 1), date(2027, 10, 1))
    assert workdays_to_2027().unknown_years(date(2029, 1, 1), date(2026, 12, 31)) == (2028, 2029)


def test_the_end_of_the_calendar_is_an_error_not_a_loop() -> None:
    with pytest.raises(OverflowError):
        Workdays().add_working(date(9999, 12, 30), 5)
    with pytest.raises(OverflowError):
        Workdays().add_working(date(1, 1, 3), -5)
