"""The calendar of an office: what makes a year known, whose day wins, when the next year is asked for."""

from datetime import date, timedelta

import pytest

from app.domain.calendar import Calendar, DayKind, Holiday, MissingYear, calendar_of, lacking, missing_year
from tests.calendars import calendar_to_2027

OFF, WORKING = DayKind.OFF, DayKind.WORKING


def span(first: str, last: str, name: str = "") -> list[Holiday]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [Holiday(start + timedelta(days=n), OFF, name) for n in range((end - start).days + 1)]


def whole(year: int) -> list[Holiday]:
    """The least that makes a year known."""
    holidays = (("01-01", "01-01"), ("02-07", "02-09"), ("05-01", "05-01"), ("10-01", "10-03"))
    return [day for first, last in holidays for day in span(f"{year}-{first}", f"{year}-{last}")]


def asked(calendar: Calendar, today: str) -> MissingYear | None:
    return missing_year(calendar, date.fromisoformat(today))


@pytest.mark.parametrize("year", range(2008, 2028))
def test_every_arrangement_there_was_is_whole(year: int) -> None:
    """Since 2008 every notice had all the holidays that are asked for."""
    days = calendar_to_2027().of(year)
    assert lacking(year, {each.day: each.working for each in days}) == ()


@pytest.mark.parametrize(
    ("days", "names"),
    [
        ([], ("春节", "国庆节", "元旦", "劳动节")),
        (span("2030-01-01", "2030-01-01"), ("春节", "劳动节", "国庆节")),
        (span("2030-01-01", "2030-05-05"), ("国庆节",)),
        (span("2030-10-01", "2030-10-02"), ("元旦", "春节", "劳动节", "国庆节")),
        (whole(2030), ()),
    ],
)
def test_a_year_lacks_what_is_not_off(days: list[Holiday], names: tuple[str, ...]) -> None:
    assert set(lacking(2030, {each.day: each.working for each in days})) == set(names)


def test_what_is_lacking_is_named_in_the_order_of_the_year() -> None:
    assert lacking(2030, {}) == ("元旦", "春节", "劳动节", "国庆节")
    assert lacking(2030, {date(2030, 1, 1): False}) == ("春节", "劳动节", "国庆节")


def test_a_holiday_on_a_weekend_need_not_be_named() -> None:
    """1 January 2028 and 1, 2 October 2033 are at a weekend."""
    assert date(2028, 1, 1).weekday() == 5
    assert "元旦" not in lacking(2028, {})
    assert lacking(2033, {date(2033, 10, 3): False}).count("国庆节") == 0


def test_the_offices_day_wins_and_a_stray_day_makes_no_year_known() -> None:
    shipped = [*whole(2030), Holiday(date(2030, 9, 28), WORKING)]
    own = [Holiday(date(2030, 9, 28), OFF, id=1), Holiday(date(2031, 3, 3), OFF, id=2)]
    calendar = calendar_of(shipped, own)
    workdays = calendar.workdays()
    assert not workdays.is_working(date(2030, 9, 28))
    assert not workdays.is_working(date(2030, 10, 1))
    assert not workdays.is_working(date(2031, 3, 3))
    assert calendar.known == {2030}
    assert calendar.lacking(2030) == ()
    assert workdays.assumed(date(2031, 3, 3), date(2031, 3, 3))
    assert [each.id for each in calendar.of(2030) if each.day.month == 9] == [1]


def test_an_own_whole_year_leaves_nothing_of_the_shipped_one() -> None:
    """As when the arrangement is changed in the middle of the year: 28 September is no longer worked."""
    shipped = [*whole(2030), Holiday(date(2030, 9, 28), WORKING)]
    calendar = calendar_of(shipped, whole(2030))
    assert not calendar.workdays().is_working(date(2030, 9, 28))
    assert len(calendar.of(2030)) == len(whole(2030))


def test_the_next_year_is_asked_for_from_november() -> None:
    calendar = calendar_to_2027()
    assert asked(calendar, "2026-11-01") is None
    assert asked(calendar, "2027-10-31") is None
    found = asked(calendar, "2027-11-01")
    assert found is not None
    assert (found.year, found.due) == (2028, date(2027, 12, 31))
    assert found.text == "还没有录入2028年的节假日安排，请导入或填写；录入以前，期限暂按周一至周五计算"
    assert "国务院办公厅" in str(found.basis)


def test_a_year_that_has_begun_is_asked_for_first_and_a_part_of_it_is_named() -> None:
    calendar = calendar_of(whole(2030), span("2031-01-01", "2031-01-01"))
    found = asked(calendar, "2031-11-20")
    assert found is not None
    assert (found.year, found.lacking, found.due) == (2031, ("春节", "劳动节", "国庆节"), date(2031, 11, 20))
    assert found.text.startswith("2031年的节假日安排还缺春节、劳动节、国庆节，")
