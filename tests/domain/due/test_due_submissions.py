"""What is due with a submission in each of its states."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.deadlines import Limit, LimitUnit, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.due.items import DueItem, DueState
from app.domain.due.submissions import Reckoner, submission_items
from app.domain.submissions.facts import Paper, ReviewOpinion, Round, SubmissionFacts, SubmissionKind
from app.services.settings import load_profile
from tests.calendars import workdays_to_2027

MONDAY = date(2026, 3, 2)
ON = date(2026, 3, 6)
RECKONER = Reckoner(
    load_profile("generic"), {SubmissionKind.CONTRACT: Limit(5, LimitUnit.WORKING_DAYS)}, workdays_to_2027()
)
PAUSE = Pause(date(2026, 3, 4), None, PauseKind.CORRECTION, "缺主体资格材料")
PASSED = Round(MONDAY, MONDAY, date(2026, 3, 5), StepResult.PASSED)


def sent(**given: Any) -> SubmissionFacts:
    facts = SubmissionFacts(
        "某协议", SubmissionKind.CONTRACT, number="2026-0001", received_on=MONDAY, handler="张三", id=3,
        rounds=(Round(MONDAY, MONDAY),),
    )  # fmt: skip
    return replace(facts, **given)


def items(facts: SubmissionFacts, go_live: date | None = None, on: date = ON, done: bool = False) -> list[DueItem]:
    return list(submission_items(facts, "海珠区民政局", on, RECKONER, go_live, done=done))


WANTED = date(2026, 3, 20)
AWAITING_PAPERS: dict[str, Any] = {"papers": (Paper("合同文本"),), "rounds": (Round(MONDAY),)}
CHANGES = (Round(MONDAY, MONDAY, date(2026, 3, 5), StepResult.CONDITIONAL),)


@pytest.mark.parametrize(
    ("given", "act", "state", "due", "limit"),
    [
        ({}, "conclude", DueState.SOON, date(2026, 3, 9), "5个工作日"),
        ({"limit_count": 10, "limit_unit": LimitUnit.DAYS}, "conclude", DueState.SOON, date(2026, 3, 12), "10日"),
        ({"kind": SubmissionKind.DOCUMENT}, "conclude", DueState.NORMAL, date(2026, 3, 23), "15个工作日"),
        ({"kind": SubmissionKind.REQUEST}, "conclude", DueState.UNLIMITED, None, ""),
        ({"kind": SubmissionKind.REQUEST, "wanted_on": WANTED}, "conclude", DueState.NORMAL, WANTED, "来文要求"),
        (AWAITING_PAPERS, "complete", DueState.PAUSED, None, "5个工作日"),
        ({**AWAITING_PAPERS, "wanted_on": WANTED}, "complete", DueState.NORMAL, WANTED, "来文要求"),
        ({"pauses": (PAUSE,)}, "complete", DueState.PAUSED, None, "5个工作日"),
        ({"pauses": (PAUSE,), "wanted_on": MONDAY}, "complete", DueState.OVERDUE, MONDAY, "来文要求"),
        ({"rounds": CHANGES}, "resubmit", DueState.PAUSED, None, ""),
        ({"rounds": CHANGES, "wanted_on": WANTED}, "resubmit", DueState.NORMAL, WANTED, "来文要求"),
        ({"rounds": (PASSED,)}, "answer", DueState.UNLIMITED, None, ""),
        ({"rounds": (PASSED,), "answered_on": ON, "opinions": (ReviewOpinion(1, "删去"),)}, "reply", DueState.UNLIMITED, None, ""),
    ],
    ids=["review", "its own limit", "document", "no limit", "day wanted", "papers", "papers, day wanted", "paused",
         "paused, day wanted", "changes", "changes, day wanted", "answer", "feedback"],
)  # fmt: skip
def test_each_state_has_its_item(
    given: dict[str, Any], act: str, state: DueState, due: date | None, limit: str
) -> None:
    (item,) = items(sent(**given))
    assert (item.act, item.state, item.due, item.limit) == (act, state, due, limit)
    assert item.basis.source
    assert (item.handler, item.unit, item.record_id) == ("张三", "海珠区民政局", 3)


def test_a_review_counts_its_working_days_and_says_why() -> None:
    (item,) = items(sent())
    assert item.words == "还有1个工作日"
    assert item.start == MONDAY
    assert item.basis.source == "本单位设定；《中华人民共和国民法典》第二百零一条"
    assert "自2026年3月2日的次日起算5个工作日" in item.basis.text


def test_a_paused_clock_says_what_is_left() -> None:
    (item,) = items(sent(pauses=(PAUSE,)))
    assert item.words == "补正期间暂停计时，还剩4个工作日"


def test_an_unlimited_one_says_where_a_limit_is_set() -> None:
    (item,) = items(sent(kind=SubmissionKind.REQUEST))
    assert "办理期限" in item.basis.text
    assert item.words == ""


@pytest.mark.parametrize(
    "facts",
    [
        sent(rounds=(PASSED,), answered_on=ON),
        sent(withdrawn_on=ON, withdrawn_reason="不再办理"),
        sent(rounds=(PASSED,), number=""),
    ],
    ids=["answered", "withdrawn", "of the old register"],
)
def test_where_nothing_is_left_nothing_is_due(facts: SubmissionFacts) -> None:
    assert items(facts) == []


@pytest.mark.parametrize(
    ("given", "go_live", "count"),
    [
        ({}, MONDAY, 1),
        ({}, date(2026, 3, 3), 0),
        ({"rounds": (PASSED,)}, date(2026, 3, 5), 1),
        ({"rounds": (PASSED,)}, date(2026, 3, 6), 0),
        ({"rounds": (), "received_on": None}, MONDAY, 0),
        ({"rounds": (), "received_on": None}, None, 1),
    ],
)
def test_what_started_before_the_first_day_of_use_is_not_due(
    given: dict[str, Any], go_live: date | None, count: int
) -> None:
    assert len(items(sent(**given), go_live)) == count


def test_what_is_done_is_listed_when_asked_for() -> None:
    facts = sent(rounds=(PASSED,), answered_on=ON)
    (item,) = items(facts, done=True)
    assert (item.state, item.due, item.done_on, item.words) == (
        DueState.DONE, date(2026, 3, 9), date(2026, 3, 5), "按期办结",
    )  # fmt: skip
    late = replace(facts, rounds=(replace(PASSED, concluded_on=date(2026, 3, 11)),))
    assert items(late, done=True)[0].words == "逾期2天办结"
    assert items(facts, go_live=date(2026, 3, 3), done=True) == []


def test_a_year_without_holidays_is_said() -> None:
    day = date(2028, 12, 28)
    (item,) = items(sent(received_on=day, rounds=(Round(day, day),)), on=day)
    assert item.assumed
    assert "暂按周一至周五计算" in item.basis.text


def test_equal_clocks_are_reckoned_once_and_alike() -> None:
    first = RECKONER.due(sent())
    assert RECKONER.due(sent(title="另一件", id=4)) is first
    assert RECKONER.due(sent(pauses=(PAUSE,))) is not first
