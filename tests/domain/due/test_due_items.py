"""How an item stands on a day, and what a mark does to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.due.items import (
    DueItem,
    DueMark,
    DueState,
    DueSubject,
    marked,
    problems_of_snooze,
    state_of,
    urgency,
)
from app.domain.problems import Basis

ON = date(2028, 2, 28)
ITEM = DueItem(DueSubject.SUBMISSIONS, 7, "conclude", "作出结论", "某办法", DueState.NORMAL, ON, Basis("规定"))


def due(day: date | None, **given: object) -> DueItem:
    return replace(ITEM, due=day, state=state_of(day, ON), **given)


def mark(until: date | None = None, on: date = ON) -> DueMark:
    return DueMark("", until, "", "张三", on)


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        (date(2028, 2, 27), DueState.OVERDUE, "逾期1天"),
        (date(2028, 2, 28), DueState.SOON, "今天到期"),
        (date(2028, 2, 29), DueState.SOON, "还有1天"),
        (date(2028, 3, 6), DueState.SOON, "还有7天"),
        (date(2028, 3, 7), DueState.NORMAL, "还有8天"),
        (None, DueState.UNLIMITED, ""),
    ],
)
def test_the_last_day_says_how_it_stands(day: date | None, state: DueState, words: str) -> None:
    item = due(day)
    assert (item.state, item.words) == (state, words)


def test_what_is_done_says_whether_in_time() -> None:
    assert due(date(2028, 2, 1), done_on=date(2028, 2, 1)).words == "按期办结"
    late = due(date(2028, 2, 1), done_on=date(2028, 2, 3))
    assert (late.words, late.late, late.days) == ("逾期2天办结", True, None)
    assert due(None, done_on=ON).words == "已办结"


def test_a_moved_last_day_makes_another_item_and_the_mark_stays_behind() -> None:
    item = due(date(2028, 3, 10))
    marks = {item.key: mark()}
    moved = due(date(2028, 3, 15))
    assert item.key == "submissions:7:conclude:2028-03-10"
    assert [each.silenced for each in marked([item, moved], marks)] == [True, False]


def test_without_a_last_day_the_key_holds_since_when_it_waits() -> None:
    item = due(None, start=date(2028, 1, 5))
    assert item.key.endswith(":2028-01-05")
    assert item.key != due(None, start=date(2028, 1, 6)).key


@pytest.mark.parametrize(
    ("day", "said", "by_mark", "silenced"),
    [
        (ON + timedelta(days=3), mark(), False, True),
        (ON - timedelta(days=1), mark(), False, True),
        (ON - timedelta(days=1), mark(on=ON - timedelta(days=1)), False, False),
        (ON - timedelta(days=1), mark(on=ON - timedelta(days=1)), True, True),
        (None, mark(), False, True),
        (ON + timedelta(days=3), mark(ON + timedelta(days=1)), False, True),
        (ON + timedelta(days=3), mark(ON), False, False),
        (ON + timedelta(days=3), mark(ON), True, False),
    ],
    ids=["known", "known when late", "known before, late now", "no record will say", "no limit", "put off", "back", "back too"],
)  # fmt: skip
def test_a_mark_keeps_it_off_the_list_for_so_long(
    day: date | None, said: DueMark, by_mark: bool, silenced: bool
) -> None:
    assert due(day, mark=said, by_mark=by_mark).silenced is silenced


def test_the_most_urgent_comes_first_and_what_has_no_last_day_after_it() -> None:
    paused = replace(due(None), state=DueState.PAUSED)
    items = [paused, due(None, start=ON), due(ON + timedelta(days=9)), due(ON), due(None, start=date(2028, 1, 1))]
    ordered = sorted(items, key=urgency)
    assert [(item.due, item.start) for item in ordered] == [
        (ON, None),
        (ON + timedelta(days=9), None),
        (None, date(2028, 1, 1)),
        (None, ON),
        (None, None),
    ]
    assert ordered[-1] is paused


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        (None, ON, "今天以后"),
        (None, ON + timedelta(days=1), ""),
        (None, ON + timedelta(days=367), "一年以后"),
        (date(2028, 3, 3), date(2028, 3, 3), ""),
        (date(2028, 3, 3), date(2028, 3, 4), "2028-03-03 到期"),
        (date(2028, 2, 1), date(2028, 3, 4), ""),
    ],
)
def test_nothing_is_put_off_beyond_its_last_day(day: date | None, until: date, words: str) -> None:
    problems = problems_of_snooze(due(day), until, ON)
    assert [words in problem.message for problem in problems] == ([True] if words else [])
