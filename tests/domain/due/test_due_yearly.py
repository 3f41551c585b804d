"""Duties of the year on their days: plans, the report, the January list, next year's holidays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.calendar import missing_year
from app.domain.due.items import DueItem, DueMark, DueState
from app.domain.due.yearly import holiday_items, list_items, plan_items, report_items
from app.domain.plans import PlanItem, PlanState
from tests.calendars import calendar_to_2027

PLAN = PlanItem(2026, "海珠区养老服务设施管理办法", submit_by=date(2026, 6, 30), handler="张三", id=4)


@pytest.mark.parametrize(
    ("state", "on", "found"),
    [
        (PlanState.WAITING, date(2026, 6, 1), DueState.NORMAL),
        (PlanState.WAITING, date(2026, 6, 30), DueState.SOON),
        (PlanState.LATE, date(2026, 7, 1), DueState.OVERDUE),
        (PlanState.SUBMITTED, date(2026, 7, 1), None),
        (PlanState.DROPPED, date(2026, 7, 1), None),
        (PlanState.CARRIED, date(2026, 7, 1), None),
    ],
)
def test_a_planned_draft_is_due_until_it_is_sent_in(state: PlanState, on: date, found: DueState | None) -> None:
    items = list(plan_items(PLAN, "海珠区民政局", on, state, None))
    assert [item.state for item in items] == ([found] if found else [])


def test_a_plan_without_a_day_or_from_before_the_first_day_of_use_is_not_due() -> None:
    on = date(2026, 7, 1)
    assert list(plan_items(replace(PLAN, submit_by=None), "", on, PlanState.WAITING, None)) == []
    assert list(plan_items(PLAN, "", on, PlanState.LATE, date(2026, 7, 1))) == []
    assert len(list(plan_items(PLAN, "", on, PlanState.LATE, date(2026, 6, 30)))) == 1


def report(on: date, *known: DueItem, go_live: date | None = None) -> list[DueItem]:
    marks = {item.key: DueMark(item.key, None, "", "张三", on) for item in known}
    return list(report_items(on, "海珠区", go_live, marks))


@pytest.mark.parametrize(
    ("on", "due", "state"),
    [
        (date(2026, 1, 1), date(2026, 2, 28), DueState.NORMAL),
        (date(2028, 2, 29), date(2028, 2, 29), DueState.SOON),
        (date(2027, 3, 1), date(2027, 2, 28), DueState.OVERDUE),
    ],
)
def test_the_report_goes_out_before_march_whatever_february_has(on: date, due: date, state: DueState) -> None:
    (item,) = report(on)
    assert (item.due, item.state, item.title) == (due, state, f"海珠区{on.year - 1}年法治政府建设年度报告")
    assert "厅字〔2019〕28号" in item.basis.source


def test_once_sent_it_is_to_be_made_public_before_april() -> None:
    on = date(2026, 2, 10)
    (sending,) = report(on)
    known, publishing = report(on, sending)
    assert (known.silenced, publishing.act, publishing.due) == (True, "publish", date(2026, 3, 31))
    assert all(item.silenced for item in report(on, sending, publishing))
    later = [item for item in report(date(2026, 3, 5), sending) if not item.silenced]
    assert [item.act for item in later] == ["publish"]


@pytest.mark.parametrize(
    ("on", "go_live", "count"),
    [
        (date(2026, 6, 30), None, 1),
        (date(2026, 7, 1), None, 0),
        (date(2026, 1, 5), date(2026, 1, 2), 0),
        (date(2026, 1, 5), date(2026, 1, 1), 1),
    ],
)
def test_duties_of_the_first_months_have_their_time(on: date, go_live: date | None, count: int) -> None:
    assert len(report(on, go_live=go_live)) == count
    assert len(list(list_items(on, go_live))) == count


def test_the_january_list_opens_the_documents_of_the_year_before() -> None:
    (item,) = list_items(date(2026, 1, 20), None)
    assert item.due == date(2026, 1, 31)
    (condition,) = item.filters
    assert (condition.key, condition.low, condition.high) == ("published_on", date(2025, 1, 1), date(2025, 12, 31))


def test_next_years_holidays_are_asked_for_from_november() -> None:
    def asked(on: date) -> list[DueItem]:
        return list(holiday_items(missing_year(calendar_to_2027(), on), on))

    assert asked(date(2027, 10, 31)) == []
    (item,) = asked(date(2027, 11, 1))
    assert (item.due, item.start, item.record_id) == (date(2027, 12, 31), date(2027, 11, 1), None)
    (late,) = asked(date(2028, 1, 3))
    assert (late.due, late.state) == (date(2028, 1, 3), DueState.SOON)
    assert late.due - late.on == timedelta(0)
