"""The office's calendar over a real database: own days over shipped ones, a year in and out, nothing stale."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.calendar import DayKind, Holiday
from app.domain.problems import Refused
from app.models.database import Database
from app.services.audit import AuditService
from app.services.calendar import BY_HAND, SHIPPED, CalendarService, workdays_in
from tests.calendars import FILE_2027
from tests.offices import CLERK

OFF, WORKING = DayKind.OFF, DayKind.WORKING
FLOOD = date(2026, 7, 15)
TODAY = date(2026, 11, 2)


@pytest.fixture
def calendar(database: Database) -> CalendarService:
    return CalendarService(database)


def test_a_new_office_knows_the_shipped_years(calendar: CalendarService) -> None:
    workdays = calendar.workdays()
    assert workdays.known == frozenset(range(2004, 2027))
    assert not workdays.is_working(date(2026, 10, 1))
    first = calendar.days(2026)[0]
    assert first == Holiday(date(2026, 1, 1), OFF, "元旦", SHIPPED)
    assert {each.name for each in calendar.days(2026)} == {
        *("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"),
    }
    states = calendar.years(TODAY)
    assert [state.year for state in states] == list(range(2027, 2003, -1))
    assert (states[0].known, states[0].lacking) == (False, ("元旦", "春节", "国庆节"))
    assert (states[1].known, states[1].off, states[1].working, states[1].own) == (True, 33, 6, 0)


def test_a_day_is_added_changed_and_removed_and_every_change_counts_at_once(
    calendar: CalendarService, database: Database
) -> None:
    made = calendar.save(Holiday(FLOOD, OFF, " 防汛停工 "), CLERK)
    assert (made.name, made.source) == ("防汛停工", BY_HAND)
    assert made.id is not None
    assert not calendar.workdays().is_working(FLOOD)
    moved = calendar.save(replace(made, day=date(2026, 7, 16)), CLERK)
    assert moved.id == made.id
    assert calendar.workdays().is_working(FLOOD)
    assert not calendar.workdays().is_working(date(2026, 7, 16))
    calendar.remove(made.id, CLERK)
    assert calendar.workdays().is_working(date(2026, 7, 16))
    history = AuditService(database).history("calendar", made.id)
    assert [entry.use_case for entry in history] == ["删除节假日", "修改节假日", "新增节假日"]
    with pytest.raises(Refused, match="已被删除"):
        calendar.remove(made.id, CLERK)


def test_an_own_day_over_a_shipped_one_gives_it_back_when_removed(calendar: CalendarService) -> None:
    worked = date(2026, 10, 10)
    made = calendar.save(Holiday(worked, OFF, "国庆节"), CLERK)
    assert not calendar.workdays().is_working(worked)
    assert made.id is not None
    calendar.remove(made.id, CLERK)
    assert calendar.workdays().is_working(worked)


def test_a_day_twice_is_refused(calendar: CalendarService) -> None:
    first = calendar.save(Holiday(FLOOD, OFF), CLERK)
    again = Holiday(FLOOD, WORKING)
    assert [problem.field for problem in calendar.check(again)] == ["day"]
    assert not calendar.check(first)
    with pytest.raises(Refused, match="2026年7月15日已登记为“放假”，请直接修改那一行"):
        calendar.save(again, CLERK)
    with pytest.raises(Refused, match="不在1949至2100年之间"):
        calendar.save(Holiday(date(2101, 1, 1), OFF), CLERK)


def test_the_working_days_are_made_once_per_state_of_the_table(calendar: CalendarService, database: Database) -> None:
    with database.read() as session:
        first = workdays_in(session)
        assert workdays_in(session) is first
    assert calendar.workdays() is first
    calendar.save(Holiday(FLOOD, OFF), CLERK)
    assert calendar.workdays() is not first


def test_the_arrangement_of_a_year_comes_in(calendar: CalendarService, database: Database) -> None:
    asked = calendar.missing_year(TODAY)
    assert asked is not None
    assert asked.year == 2027
    done = calendar.import_file(FILE_2027, CLERK)
    assert (len(done.days), done.added, done.changed, done.removed) == (33, 33, 0, 0)
    assert [(state.year, state.known, state.off, state.working) for state in done.states] == [(2027, True, 27, 6)]
    assert calendar.missing_year(TODAY) is None
    assert not calendar.workdays().assumed(TODAY, date(2027, 12, 31))
    assert {each.source for each in calendar.days(2027)} == {"导入“2027.csv”"}
    before = AuditService(database).head().length
    again = calendar.import_file(FILE_2027, CLERK)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert AuditService(database).head().length == before


def test_a_corrected_year_replaces_the_import_but_not_what_was_entered_by_hand(
    calendar: CalendarService, tmp_path: Path
) -> None:
    calendar.import_file(FILE_2027, CLERK)
    calendar.save(Holiday(date(2027, 7, 15), OFF, "防汛停工"), CLERK)
    text = FILE_2027.read_text("utf-8-sig").replace("2027年10月9日,上班", "2027年10月10日,上班")
    corrected = tmp_path / "更正.csv"
    corrected.write_text(text.replace("2027年9月26日,上班", "2027年9月26日,放假"), "utf-8")
    done = calendar.import_file(corrected, CLERK)
    assert (done.added, done.changed, done.removed) == (1, 1, 1)
    workdays = calendar.workdays()
    assert [workdays.is_working(date(2027, 10, day)) for day in (9, 10)] == [False, True]
    assert not workdays.is_working(date(2027, 7, 15))


def test_a_part_of_a_year_adds_and_removes_nothing(calendar: CalendarService, tmp_path: Path) -> None:
    """The last days of a year can stand in the next year's notice."""
    calendar.import_file(FILE_2027, CLERK)
    part = tmp_path / "2028.csv"
    part.write_text("日期,类型,名称\n2027-12-31,放假,元旦\n2028-01-02,放假,元旦\n", "utf-8")
    done = calendar.import_file(part, CLERK)
    assert (done.added, done.removed) == (2, 0)
    assert [(state.year, state.known) for state in done.states] == [(2027, True), (2028, False)]
    assert done.states[1].lacking == ("春节", "劳动节", "国庆节")


def test_a_file_with_one_bad_line_changes_nothing(
    calendar: CalendarService, database: Database, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.csv"
    bad.write_text(FILE_2027.read_text("utf-8-sig") + "2027-02-30,放假,春节\n", "utf-8")
    before = AuditService(database).head()
    with pytest.raises(Refused, match="第 35 行"):
        calendar.import_file(bad, CLERK)
    assert AuditService(database).head() == before
    assert calendar.days(2027) == ()


def test_a_year_goes_out_and_comes_back_the_same(calendar: CalendarService, tmp_path: Path) -> None:
    path = tmp_path / "2026年节假日安排.csv"
    assert calendar.export_year(2026, path) == 39
    assert path.read_text("utf-8-sig").splitlines()[:2] == ["日期,类型,名称", "2026-01-01,放假,元旦"]
    before = [(each.day, each.kind, each.name) for each in calendar.days(2026)]
    calendar.import_file(path, CLERK)
    assert [(each.day, each.kind, each.name) for each in calendar.days(2026)] == before
    with pytest.raises(Refused, match="2031年还没有任何安排"):
        calendar.export_year(2031, tmp_path / "2031.csv")


def test_a_blank_has_its_header_only(calendar: CalendarService, tmp_path: Path) -> None:
    path = tmp_path / "空白.csv"
    calendar.write_blank(2028, path)
    assert path.read_text("utf-8-sig").split() == ["日期,类型,名称"]
    with pytest.raises(Refused, match="只有表头"):
        calendar.import_file(path, CLERK)
