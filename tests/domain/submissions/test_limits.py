"""Which limit a submission has, its last day, and what is said of both."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import Extension, Limit, LimitUnit, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.profiles import RegionalProfile, entries_from
from app.domain.submissions.facts import Paper, Round, SubmissionFacts, SubmissionKind
from app.domain.submissions.limits import Due, Limits, due_of, limit_of, limits_of
from app.services.settings import load_profile
from tests.calendars import workdays_to_2027

MONDAY = date(2026, 3, 2)
CONTRACT = SubmissionKind.CONTRACT
OFFICE = {CONTRACT: Limit(5, LimitUnit.WORKING_DAYS)}
REGION = load_profile("generic")


def sent(**given: Any) -> SubmissionFacts:
    facts = SubmissionFacts("某协议", CONTRACT, number="2026-0001", received_on=MONDAY, rounds=(Round(MONDAY, MONDAY),))
    return replace(facts, **given)


def due(facts: SubmissionFacts, limits: Limits = OFFICE) -> Due | None:
    return due_of(facts, REGION, limits, workdays_to_2027())


@pytest.mark.parametrize(
    ("facts", "limit", "source"),
    [
        (sent(), Limit(5, LimitUnit.WORKING_DAYS), "本单位设定"),
        (sent(limit_count=3, limit_unit=LimitUnit.DAYS), Limit(3, LimitUnit.DAYS), "本件设定的期限"),
        (sent(kind=SubmissionKind.DOCUMENT), Limit(15, LimitUnit.WORKING_DAYS), "国办发〔2018〕115号"),
        (sent(kind=SubmissionKind.REQUEST, wanted_on=date(2026, 3, 5)), None, "来文要求"),
        (sent(kind=SubmissionKind.REQUEST), None, "未设期限"),
    ],
)
def test_the_nearest_limit_holds_and_says_whose_it_is(facts: SubmissionFacts, limit: Limit | None, source: str) -> None:
    found, basis = limit_of(facts, REGION, OFFICE)
    assert (found, basis.source) == (limit, source)


def test_the_profile_of_the_day_on_which_the_clock_started_holds() -> None:
    values = (
        {"key": "review_days", "value": 15, "source": "旧规定"},
        {"key": "review_days", "value": 7, "from": date(2026, 3, 4), "source": "新规定"},
    )
    region = RegionalProfile("某区", "某区", entries_from(values))
    facts = sent(kind=SubmissionKind.DOCUMENT, rounds=(Round(MONDAY, date(2026, 3, 3)),))
    assert limit_of(facts, region, {})[1].source == "旧规定"
    later = replace(facts, rounds=(Round(MONDAY, date(2026, 3, 4)),))
    assert limit_of(later, region, {})[0] == Limit(7, LimitUnit.WORKING_DAYS)


def test_a_document_takes_the_offices_limit_where_the_rules_set_none() -> None:
    region = RegionalProfile("某区", "某区", ())
    own = {SubmissionKind.DOCUMENT: Limit(8, LimitUnit.WORKING_DAYS)}
    assert limit_of(sent(kind=SubmissionKind.DOCUMENT), region, own)[0] == Limit(8, LimitUnit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("given", "last", "words"),
    [
        ({}, date(2026, 3, 9), "还有5个工作日"),
        ({"rounds": (Round(MONDAY, date(2026, 3, 6)),)}, date(2026, 3, 13), "还有9个工作日"),
        ({"rounds": (Round(MONDAY),)}, None, "材料齐备后开始计时"),
        ({"extensions": (Extension(5, "分管局长", date(2026, 3, 5)),)}, date(2026, 3, 16), "还有10个工作日"),
        (
            {"pauses": (Pause(date(2026, 3, 4), date(2026, 3, 6), PauseKind.CONSULTATION, "征求财政局意见"),)},
            date(2026, 3, 11),
            "还有7个工作日",
        ),
        (
            {"pauses": (Pause(date(2026, 3, 4), None, PauseKind.CORRECTION, "补件"),)},
            None,
            "补正期间暂停计时，还剩4个工作日",
        ),
        ({"wanted_on": date(2026, 3, 5)}, date(2026, 3, 5), "还有3天"),
        ({"wanted_on": date(2026, 3, 20)}, date(2026, 3, 9), "还有5个工作日"),
        ({"rounds": (Round(MONDAY),), "wanted_on": MONDAY}, MONDAY, "今天到期"),
    ],
)
def test_the_last_day(given: dict[str, Any], last: date | None, words: str) -> None:
    found = due(sent(**given))
    assert found is not None
    assert (found.due, found.words(MONDAY)) == (last, words)


def test_a_new_round_begins_its_own_clock() -> None:
    """What stood still or was extended in the first round does not lengthen the second."""
    first = Round(MONDAY, MONDAY, date(2026, 3, 12), StepResult.CONDITIONAL)
    facts = sent(
        rounds=(first, Round(date(2026, 3, 16), date(2026, 3, 16))),
        pauses=(Pause(date(2026, 3, 4), date(2026, 3, 6), PauseKind.CONSULTATION, "征求意见"),),
        extensions=(Extension(5, "分管局长", date(2026, 3, 5)),),
    )
    found = due(facts)
    assert found is not None
    assert found.due == date(2026, 3, 23)


def test_the_basis_says_which_of_two_days_holds() -> None:
    earlier = due(sent(wanted_on=date(2026, 3, 5)))
    assert earlier is not None
    assert earlier.by_wanted
    assert earlier.basis.source == "来文要求"
    assert earlier.basis.text.startswith("要求最迟于2026年3月5日办结，早于按期限计算的2026年3月9日；")
    later = due(sent(wanted_on=date(2026, 3, 20)))
    assert later is not None
    assert later.basis.source.startswith("本单位设定；《中华人民共和国民法典》")
    assert "自2026年3月2日的次日起算5个工作日；2026年3月9日届满" in later.basis.text
    standing = due(sent(wanted_on=date(2026, 3, 20), pauses=(Pause(MONDAY, None, PauseKind.CORRECTION, "补件"),)))
    assert standing is not None
    assert standing.due == date(2026, 3, 20)
    assert "不因材料补正或者暂停计时而推迟" in standing.basis.text


def test_without_limit_and_wish_nothing_falls_due() -> None:
    assert due(sent(kind=SubmissionKind.REQUEST)) is None


def test_overdue_is_told_in_days() -> None:
    found = due(sent())
    assert found is not None
    assert found.overdue(date(2026, 3, 10))
    assert not found.overdue(date(2026, 3, 9))
    assert found.words(date(2026, 3, 11)) == "逾期2天"
    assert found.days_left(date(2026, 3, 11)) == -2


def test_limits_of_the_settings_skip_what_they_do_not_know() -> None:
    rows = (("contract", 5, "working_days"), ("unknown", 5, "days"), ("request", 0, "days"), ("decision", 3, "weeks"))
    assert limits_of(rows) == OFFICE


@given(
    wanted=st.none() | st.integers(0, 60),
    own=st.none() | st.integers(1, 30),
    complete=st.none() | st.integers(0, 20),
    papers=st.booleans(),
)
def test_the_earlier_of_both_days_is_never_missed(
    wanted: int | None, own: int | None, complete: int | None, papers: bool
) -> None:
    facts = sent(
        kind=SubmissionKind.REQUEST,
        wanted_on=None if wanted is None else MONDAY + timedelta(wanted),
        limit_count=own,
        limit_unit=LimitUnit.WORKING_DAYS if own else None,
        papers=(Paper("请示稿", present=papers),),
        rounds=(Round(MONDAY, None if complete is None else MONDAY + timedelta(complete)),),
    )
    found = due(facts)
    days = [facts.wanted_on] if facts.wanted_on else []
    if own and complete is not None:
        days.append(workdays_to_2027().add_working(MONDAY + timedelta(complete), own))
    assert (found.due if found else None) == (min(days) if days else None)
