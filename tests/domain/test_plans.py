"""Rules of the drafting plan: states, deadlines in words, what can be carried over or dropped."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.titles import plain_title
from app.domain.plans import (
    PlanItem,
    PlanState,
    carried,
    gates_of_carrying,
    gates_of_dropping,
    plan_key,
    plan_state,
    problems_of_plan,
    read_deadline,
    year_in,
)
from app.domain.problems import Severity, errors

ITEM = PlanItem(2026, "海珠区养老服务设施管理办法", submit_by=date(2026, 6, 30))
D = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("item", "submitted", "published", "expected"),
    [
        (ITEM, None, None, PlanState.LATE),
        (replace(ITEM, submit_by=D), None, None, PlanState.WAITING),
        (replace(ITEM, submit_by=None), None, None, PlanState.WAITING),
        (ITEM, D, None, PlanState.SUBMITTED),
        (ITEM, date(2026, 7, 2), None, PlanState.LATE),
        (ITEM, date(2026, 3, 1), D, PlanState.ISSUED),
        (replace(ITEM, carried_to=2027), None, None, PlanState.CARRIED),
        (replace(ITEM, dropped_on=D, dropped_reason="上位法修订"), D, D, PlanState.DROPPED),
        (replace(ITEM, dropped_on=date(2026, 7, 2), dropped_reason="上位法修订"), None, None, PlanState.LATE),
    ],
)
def test_the_state_on_a_day(
    item: PlanItem, submitted: date | None, published: date | None, expected: PlanState
) -> None:
    assert plan_state(item, D, submitted, published) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年6月", date(2018, 6, 30)),
        ("2018年6月底前", date(2018, 6, 30)),
        ("2018.2", date(2018, 2, 28)),
        ("6月底前", date(2026, 6, 30)),
        ("2月", date(2026, 2, 28)),
        ("6月30日前", date(2026, 6, 30)),
        ("2026年6月30日前报送", date(2026, 6, 30)),
        ("第二季度", date(2026, 6, 30)),
        ("2027年第1季度", date(2027, 3, 31)),
        ("三季度末", date(2026, 9, 30)),
        ("上半年", date(2026, 6, 30)),
        ("年底前", date(2026, 12, 31)),
        ("2026年底", date(2026, 12, 31)),
        ("２０２６年１２月", date(2026, 12, 31)),
        ("13月", None),
        ("6", None),
        ("待定", None),
        ("视上位法出台情况", None),
        ("前", None),
    ],
)
def test_words_of_a_plan_name_their_last_day(text: str, expected: date | None) -> None:
    assert read_deadline(text, 2026) == expected


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_whole_day_is_itself_and_its_month_ends_on_the_last(day: date) -> None:
    assert read_deadline(f"{day.year}年{day.month}月{day.day}日前", 2000) == day
    end = read_deadline(f"{day.year}年{day.month}月底", 2000)
    assert end is not None
    assert day <= end
    assert (end.year, end.month) == (day.year, day.month)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_deadlines(text: str) -> None:
    day = read_deadline(text, 2026)
    assert day is None or isinstance(day, date)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清城区2018年度制定规范性文件计划", 2018),
        ("2018年4月17日印发2018年计划", 2018),
        ("2025年、2026年计划", None),
        ("规范性文件制定计划", None),
    ],
)
def test_the_year_in_a_heading(text: str, expected: int | None) -> None:
    assert year_in(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("《海珠区养老办法》", "海珠区养老办法"),
        ("《海珠区养老办法（送审稿）》", "海珠区养老办法"),
        ("海珠区养老办法（征求意见稿）", "海珠区养老办法"),
        ("海珠区养老办法（试行）", "海珠区养老办法（试行）"),
        ("海珠区养老办法（试行）（送审稿）", "海珠区养老办法（试行）"),
        ("关于印发《海珠区养老办法》的通知", "关于印发《海珠区养老办法》的通知"),
        ("《甲》和《乙》", "《甲》和《乙》"),
        ("（送审稿）", "（送审稿）"),
    ],
)
def test_a_draft_has_the_title_of_its_document(title: str, expected: str) -> None:
    assert plain_title(title) == expected


def test_titles_of_one_matter_have_one_key() -> None:
    assert plan_key("《海珠区养老办法》（送审稿）") == plan_key("海珠區养老办法")


def test_what_is_wrong_with_an_item() -> None:
    assert not errors(problems_of_plan(ITEM))
    assert [problem.field for problem in errors(problems_of_plan(PlanItem(1900, " ")))] == ["title", "year"]
    assert [p.message for p in errors(problems_of_plan(replace(ITEM, submit_by=date(2028, 1, 1))))] == [
        "报送日期 2028-01-01 与计划年度 2026 不符，请核对"
    ]
    (note,) = problems_of_plan(replace(ITEM, submit_by=None))
    assert note.severity is Severity.NOTE
    (twin,) = problems_of_plan(ITEM, (ITEM,))
    assert twin.severity is Severity.WARNING
    dropped = replace(ITEM, dropped_on=D)
    assert [problem.field for problem in errors(problems_of_plan(dropped))] == ["dropped_reason"]


@pytest.mark.parametrize("state", list(PlanState))
def test_only_what_was_not_sent_in_is_carried_over(state: PlanState) -> None:
    refused = list(gates_of_carrying(ITEM, state, 2027))
    assert bool(refused) is (state not in (PlanState.WAITING, PlanState.LATE))
    assert list(gates_of_carrying(ITEM, PlanState.LATE, 2026))


@pytest.mark.parametrize("state", list(PlanState))
def test_what_is_done_with_is_not_dropped(state: PlanState) -> None:
    refused = list(gates_of_dropping(ITEM, state, "上位法修订"))
    assert bool(refused) is (state in (PlanState.ISSUED, PlanState.DROPPED, PlanState.CARRIED))
    assert [problem.field for problem in gates_of_dropping(ITEM, PlanState.LATE, " ")] == ["dropped_reason"]


def test_a_carried_item_keeps_what_it_is_and_loses_its_day() -> None:
    item = replace(ITEM, drafter_id=3, handler="张三", remark="民生实事", document_id=7, id=1, uid="a", revision=4)
    assert carried(item, 2027) == PlanItem(
        2027, ITEM.title, 3, document_id=7, handler="张三", remark="由2026年计划结转\n民生实事"
    )
