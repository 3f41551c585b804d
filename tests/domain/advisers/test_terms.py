"""Terms: both ends in one cell, stages by the calendar, and how one joins the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advisers.terms import Span, Stage, TermState, joint, months_said, read_term, term_end, warning_day

D = date


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("2021.1.1-2024.12.31", D(2021, 1, 1), D(2024, 12, 31)),
        ("2022年1月1日至2024年12月31日", D(2022, 1, 1), D(2024, 12, 31)),
        ("2023-06-01～2024-05-31", D(2023, 6, 1), D(2024, 5, 31)),
        ("2023-06-01-2024-05-31", D(2023, 6, 1), D(2024, 5, 31)),
        ("2023/6/1—2024/5/31", D(2023, 6, 1), D(2024, 5, 31)),
        ("自２０２２年1月1日起至2022年12月31日止", D(2022, 1, 1), D(2022, 12, 31)),
        ("2022.1.1 到 2022.12.31", D(2022, 1, 1), D(2022, 12, 31)),
        ("20220101-20221231", D(2022, 1, 1), D(2022, 12, 31)),
        ("三年（2022.1.1-2024.12.31）", D(2022, 1, 1), D(2024, 12, 31)),
        ("2024年2月29日至2027年2月28日", D(2024, 2, 29), D(2027, 2, 28)),
    ],
)
def test_both_ends_are_read(raw: str, first: date, last: date) -> None:
    assert read_term(raw)[:4] == (first, last, TermState.EXACT, "")


@pytest.mark.parametrize(
    ("raw", "first", "last", "said"),
    [
        ("2024年6月—2027年5月", D(2024, 6, 1), D(2027, 5, 31), "只写到月"),
        ("2024.06-2027.02", D(2024, 6, 1), D(2027, 2, 28), "只写到月"),
        ("2024年至2026年", D(2024, 1, 1), D(2026, 12, 31), "只写到年"),
        ("2022年—2024年", D(2022, 1, 1), D(2024, 12, 31), "请核对"),
        ("2022年1月1日至12月31日", D(2022, 1, 1), D(2022, 12, 31), "没有写明年"),
        ("2022年1月1日起三年", D(2022, 1, 1), D(2024, 12, 31), "请核对"),
        ("2022.7.1至今", D(2022, 7, 1), None, "没有终止日期"),
        ("22.1.1-24.12.31", D(2022, 1, 1), D(2024, 12, 31), "两位"),
        ("2024.12.31-2021.1.1", D(2024, 12, 31), D(2021, 1, 1), "早于"),
    ],
)
def test_what_is_understood_and_asked_about(raw: str, first: date, last: date | None, said: str) -> None:
    reading = read_term(raw)
    assert (reading.starts_on, reading.ends_on, reading.state) == (first, last, TermState.DOUBTFUL)
    assert said in reading.note


@pytest.mark.parametrize(
    ("raw", "state", "months", "open_ended"),
    [
        ("三年", TermState.NO_DAYS, 36, False),
        ("聘期：3年", TermState.NO_DAYS, 36, False),
        ("自签订之日起一年", TermState.NO_DAYS, 12, False),
        ("一年半", TermState.NO_DAYS, 18, False),
        ("至今", TermState.NO_DAYS, None, True),
        ("", TermState.EMPTY, None, False),
        ("—", TermState.EMPTY, None, False),
        ("见合同", TermState.UNREADABLE, None, False),
        ("2022.13.1-2024.12.31", TermState.UNREADABLE, None, False),
    ],
)
def test_no_day_is_made_up(raw: str, state: TermState, months: int | None, open_ended: bool) -> None:
    reading = read_term(raw)
    assert (reading.starts_on, reading.ends_on) == (None, None)
    assert (reading.state, reading.months, reading.open_ended) == (state, months, open_ended)
    assert bool(reading.note) == (state is not TermState.EMPTY)


@pytest.mark.parametrize(
    ("text", "months"), [("6个月", 6), ("半年", 6), ("24个月", 24), ("两年", 24), ("2024年", None), ("三", None)]
)
def test_lengths(text: str, months: int | None) -> None:
    assert months_said(text) == months


@given(st.text(max_size=25))
def test_reading_never_raises(text: str) -> None:
    reading = read_term(text)
    assert reading.state is TermState.EXACT or reading.note or reading.state is TermState.EMPTY


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (D(2024, 1, 1), 12, D(2024, 12, 31)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 2, 29), 48, D(2028, 2, 28)),
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2024, 3, 15), 6, D(2024, 9, 14)),
    ],
)
def test_the_last_day_of_a_term(start: date, months: int, last: date) -> None:
    assert term_end(start, months) == last


SPAN = Span(D(2024, 3, 1), D(2028, 2, 29), warn_on=D(2027, 12, 1))


@pytest.mark.parametrize(
    ("span", "on", "stage"),
    [
        (SPAN, D(2024, 2, 29), Stage.UPCOMING),
        (SPAN, D(2024, 3, 1), Stage.RUNNING),
        (SPAN, D(2027, 11, 30), Stage.RUNNING),
        (SPAN, D(2027, 12, 1), Stage.EXPIRING),
        (SPAN, D(2028, 2, 29), Stage.EXPIRING),
        (SPAN, D(2028, 3, 1), Stage.EXPIRED),
        (Span(D(2024, 3, 1), D(2028, 2, 29), renewed=True), D(2028, 3, 1), Stage.RENEWED),
        (Span(D(2024, 3, 1), D(2028, 2, 29), ended_on=D(2025, 1, 1)), D(2024, 12, 31), Stage.RUNNING),
        (Span(D(2024, 3, 1), D(2028, 2, 29), ended_on=D(2025, 1, 1)), D(2025, 1, 1), Stage.ENDED),
        (Span(D(2024, 3, 1), None, open_ended=True), D(2030, 1, 1), Stage.RUNNING),
        (Span(D(2024, 3, 1), None), D(2030, 1, 1), Stage.UNKNOWN),
        (Span(None, None), D(2030, 1, 1), Stage.UNKNOWN),
        (Span(D(2024, 3, 1), None, draft=True), D(2030, 1, 1), Stage.DRAFT),
    ],
)
def test_stages_come_and_go_by_the_calendar(span: Span, on: date, stage: Stage) -> None:
    assert span.stage(on) is stage


def test_the_earliest_of_lead_time_and_notice_counts() -> None:
    assert warning_day(D(2028, 2, 29), (90, 60, 30)) == D(2027, 12, 1)
    assert warning_day(D(2028, 2, 29), (90,), D(2027, 11, 1)) == D(2027, 11, 1)
    assert warning_day(D(2028, 2, 29), (30,), D(2028, 2, 20)) == D(2028, 1, 30)
    assert warning_day(None, (90,)) is None


@given(st.integers(-400, 400))
def test_a_gap_and_an_overlap_are_counted_in_days(days: int) -> None:
    before = Span(D(2021, 1, 1), D(2023, 12, 31))
    found = joint(before, Span(D(2024, 1, 1) + timedelta(days), None))
    assert found is not None
    assert found.days == days
    assert ("断档" in found.said, "重叠" in found.said) == (days > 0, days < 0)
