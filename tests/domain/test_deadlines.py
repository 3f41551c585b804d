"""Deadlines worked out by hand from the official notices, and what must hold for any."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import chinese
from app.domain.deadlines import (
    Deadline,
    Extension,
    Limit,
    LimitUnit,
    Pause,
    PauseKind,
    deadline,
    late_extensions,
    problems_of_deadline,
)
from app.domain.problems import Refused, Severity
from app.domain.workdays import Workdays
from tests.calendars import workdays_to_2027

UNITS = {"w": LimitUnit.WORKING_DAYS, "d": LimitUnit.DAYS, "m": LimitUnit.MONTHS, "y": LimitUnit.YEARS}
CORRECTION, CONSULTATION, ARGUMENTATION = PauseKind


def day(text: str) -> date:
    return date.fromisoformat(text)


def limit(text: str) -> Limit:
    """15w = 15 working days, 30d = 30 days, 2m = 2 months, 1y = 1 year; -7w = backward."""
    return Limit(int(text[:-1].lstrip("-")), UNITS[text[-1]], backward=text.startswith("-"))


def pause(start: str, end: str | None, kind: PauseKind = CORRECTION) -> Pause:
    return Pause(day(start), day(end) if end else None, kind)


def extension(days: int, on: str) -> Extension:
    return Extension(days, "王局长", day(on))


def reckoned(start: str, count: str, *pauses: Pause, more: tuple[Extension, ...] = ()) -> Deadline:
    return deadline(day(start), limit(count), workdays_to_2027(), pauses, more)


# Each row: the event, the limit, the last day; a fourth date is the last day before it moved off a non-working one.
FORWARD = [
    # 2024 春节: 10–17 February off, Sundays 4 and 18 February worked. From Monday 5: Tue 6 … Fri 9 are 1–4, Sun 18 is 5,
    # Mon 19 … Fri 23 are 6–10, Mon 26 … Thu 29 are 11–14, Fri 1 March is 15. From Friday 2: Sun 4 is 1, 5–9 are 2–6, 18 is 7.
    ("2024-02-05", "4w", "2024-02-09"),
    ("2024-02-05", "5w", "2024-02-18"),
    ("2024-02-05", "10w", "2024-02-23"),
    ("2024-02-05", "15w", "2024-03-01"),
    ("2024-02-02", "1w", "2024-02-04"),
    ("2024-02-02", "7w", "2024-02-18"),
    # 2024 清明: 4–6 April off, Sunday 7 worked: 2, 3, then 7 is the third, 8 and 9 the fourth and fifth.
    ("2024-04-01", "3w", "2024-04-07"),
    ("2024-04-01", "5w", "2024-04-09"),
    ("2024-04-01", "10w", "2024-04-16"),
    # 2024 劳动节: 1–5 May off, Sunday 28 April and Saturday 11 May worked: 28, 29, 30 | 6–10 are 4–8, 11 is 9, Mon 13 is 10.
    ("2024-04-26", "3w", "2024-04-30"),
    ("2024-04-26", "4w", "2024-05-06"),
    ("2024-04-26", "9w", "2024-05-11"),
    ("2024-04-26", "10w", "2024-05-13"),
    # 2024 中秋 15–17 September (Sat 14 worked) and 国庆 1–7 October (Sun 29 September, Sat 12 October worked): 13, 14 |
    # 18–20 are 3–5, 23–27 are 6–10, 29 is 11, 30 is 12 | 8–11 are 13–16, 12 is 17, Mon 14 is 18.
    ("2024-09-12", "2w", "2024-09-14"),
    ("2024-09-12", "3w", "2024-09-18"),
    ("2024-09-12", "10w", "2024-09-27"),
    ("2024-09-12", "12w", "2024-09-30"),
    ("2024-09-12", "15w", "2024-10-10"),
    ("2024-09-12", "17w", "2024-10-12"),
    ("2024-09-12", "18w", "2024-10-14"),
    # 2025 春节: 28 January – 4 February off, Sun 26 January and Sat 8 February worked: 26, 27 | 5–7 are 3–5, 8 is 6, 10–13 are 7–10.
    ("2025-01-24", "2w", "2025-01-27"),
    ("2025-01-24", "3w", "2025-02-05"),
    ("2025-01-24", "6w", "2025-02-08"),
    ("2025-01-24", "10w", "2025-02-13"),
    # 2025 国庆中秋: 1–8 October off, Sun 28 September and Sat 11 October worked: 28–30 are 1–3 | 9, 10, 11 are 4–6, 13–16 are 7–10.
    ("2025-09-26", "5w", "2025-10-10"),
    ("2025-09-26", "6w", "2025-10-11"),
    ("2025-09-26", "10w", "2025-10-16"),
    # 2026 元旦: 1–3 January off, Sunday 4 worked: 30 and 31 December, then 4, 5, 6 January.
    ("2025-12-29", "3w", "2026-01-04"),
    ("2025-12-29", "5w", "2026-01-06"),
    # 2026 春节: 15–23 February off, Saturdays 14 and 28 worked: 14 | 24–27 are 2–5, 28 is 6, 2–6 March are 7–11, 9–12 are 12–15.
    ("2026-02-13", "1w", "2026-02-14"),
    ("2026-02-13", "2w", "2026-02-24"),
    ("2026-02-13", "6w", "2026-02-28"),
    ("2026-02-13", "10w", "2026-03-05"),
    ("2026-02-13", "15w", "2026-03-12"),
    # 2027 as imported. 元旦 1–3 January: 30, 31 December, then Mon 4. 春节 5–11 February, Saturdays 30 January and 13 February
    # worked: 29, 30 | 1–4 are 3–6 | 12, 13 are 7, 8, Mon 15, Tue 16 are 9, 10. 国庆 1–7 October, Sun 26 September and Sat 9
    # October worked: 26–30 are 1–5 | 8, 9 are 6, 7, Mon 11 is 8.
    ("2026-12-29", "3w", "2027-01-04"),
    ("2027-01-28", "2w", "2027-01-30"),
    ("2027-01-28", "6w", "2027-02-04"),
    ("2027-01-28", "7w", "2027-02-12"),
    ("2027-01-28", "8w", "2027-02-13"),
    ("2027-01-28", "10w", "2027-02-16"),
    ("2027-09-24", "5w", "2027-09-30"),
    ("2027-09-24", "6w", "2027-10-08"),
    ("2027-09-24", "7w", "2027-10-09"),
    ("2027-09-24", "8w", "2027-10-11"),
    # Natural days: the start plus the count; a last day off moves to the first day of work, a Sunday worked included.
    ("2024-01-25", "15d", "2024-02-09"),
    ("2024-02-01", "10d", "2024-02-18", "2024-02-11"),
    ("2024-05-10", "1d", "2024-05-11"),
    ("2025-09-01", "30d", "2025-10-09", "2025-10-01"),
    ("2025-09-11", "30d", "2025-10-11"),
    ("2025-12-05", "60d", "2026-02-03"),
    ("2026-01-24", "30d", "2026-02-24", "2026-02-23"),
    ("2026-04-01", "30d", "2026-05-06", "2026-05-01"),
    ("2026-05-10", "20d", "2026-06-01", "2026-05-30"),
    ("2026-08-21", "30d", "2026-09-20"),
    ("2026-12-02", "30d", "2027-01-04", "2027-01-01"),
    ("2027-01-06", "30d", "2027-02-12", "2027-02-05"),
    # Months and years: the corresponding day, or the month's last (31 August + 1 month); 28 February 2026 is a Saturday
    # worked; 25 September 2026 is 中秋, a Friday; 29 February + 1 year is 1 March, in 2025 a Saturday.
    ("2025-08-31", "1m", "2025-09-30"),
    ("2025-12-31", "2m", "2026-02-28"),
    ("2024-11-30", "3m", "2025-02-28"),
    ("2026-07-25", "2m", "2026-09-28", "2026-09-25"),
    ("2026-08-01", "2m", "2026-10-08", "2026-10-01"),
    ("2024-02-29", "1y", "2025-03-03", "2025-03-01"),
    ("2025-05-01", "1y", "2026-05-06", "2026-05-01"),
    ("2025-02-08", "2y", "2027-02-12", "2027-02-08"),
]

BACKWARD = [
    # Months before an expiry: clamped to the month's end; a day off moves to the day of work before it.
    ("2026-12-31", "-6m", "2026-06-30"),
    ("2026-12-31", "-3m", "2026-09-30"),
    ("2026-12-31", "-1m", "2026-11-30"),
    ("2025-03-31", "-1m", "2025-02-28"),
    ("2024-05-31", "-3m", "2024-02-29"),
    ("2027-04-03", "-6m", "2026-09-30", "2026-10-03"),
    ("2026-08-21", "-6m", "2026-02-14", "2026-02-21"),
    ("2025-11-05", "-1m", "2025-09-30", "2025-10-05"),
    ("2027-11-06", "-1m", "2027-09-30", "2027-10-06"),
    ("2024-02-29", "-1y", "2023-03-01"),
    ("2026-02-18", "-1y", "2025-02-18"),
    # Working days before a meeting: 2024-02-20 ← 19, 18 | 9, 8, 7, 6, 5. 2025-10-14 ← 13, 11, 10, 9 | 30, 29, 28 (a Sunday).
    # 2026-03-03 ← 2, 28 (a Saturday), 27, 26, 25, 24 | 14 (a Saturday). 2027-02-16 ← 15, 13, 12 | 4, 3, 2, 1.
    ("2024-02-20", "-7w", "2024-02-05"),
    ("2025-10-14", "-7w", "2025-09-28"),
    ("2026-03-03", "-7w", "2026-02-14"),
    ("2026-01-06", "-5w", "2025-12-29"),
    ("2027-02-16", "-7w", "2027-02-01"),
    # Natural days before: 2 October 2026 and 14 February 2024 are days off.
    ("2026-10-12", "-10d", "2026-09-30", "2026-10-02"),
    ("2024-03-15", "-30d", "2024-02-09", "2024-02-14"),
]


def articles(told: Limit, moved_later: bool) -> str:
    named = ["第二百零一条"]
    named += ["第二百零二条"] if told.unit in (LimitUnit.MONTHS, LimitUnit.YEARS) else []
    named += ["第二百零三条"] if moved_later else []
    return f"《中华人民共和国民法典》{'、'.join(named)}"


@pytest.mark.parametrize("row", FORWARD, ids=" ".join)
def test_a_limit_runs_forward(row: tuple[str, ...]) -> None:
    start, count, due, *off = row
    found = reckoned(start, count)
    assert found.due == day(due)
    end = f"最后一日{chinese(day(off[0]))}不是工作日，顺延至" if off else ""
    told = f"{end}{chinese(day(due))}" + ("" if off else "届满")
    assert found.basis.text == f"自{chinese(day(start))}的次日起算{limit(count)}；{told}"
    assert found.basis.source == articles(limit(count), bool(off))
    assert not found.assumed


@pytest.mark.parametrize("row", BACKWARD, ids=" ".join)
def test_a_limit_runs_backward(row: tuple[str, ...]) -> None:
    start, count, due, *off = row
    found = reckoned(start, count)
    assert found.due == day(due)
    told = f"最后一日{chinese(day(off[0]))}不是工作日，提前至" if off else "最迟为"
    assert found.basis.text == f"自{chinese(day(start))}的前一日起向前推算{limit(count)}；{told}{chinese(day(due))}"
    assert found.basis.source == articles(limit(count), moved_later=False)
    assert not found.assumed


WITH_PAUSES = [
    # From Monday 2026-03-02: 3–6 are 1–4; 9–13 stand; 16–20 are 5–9, 23–27 are 10–14, Monday 30 is 15.
    (
        reckoned("2026-03-02", "15w", pause("2026-03-09", "2026-03-16")),
        "2026-03-30",
        "补正暂停5个工作日（2026年3月9日至2026年3月15日）；2026年3月30日届满",
    ),
    # Only the holiday 1–5 May is paused: nothing is lost. 28–30 are 1–3, 6–8 are 4–6, Sat 9 is 7, 11–13 are 8–10.
    (reckoned("2026-04-27", "10w", pause("2026-05-01", "2026-05-06")), "2026-05-13", "2026年5月13日届满"),
    # 9–12 are 1–4; 15–19 stand; 22–26 are 5–9, Sun 28 is 10; 29 and 30 stand, 1–8 are off; 9, 10, Sat 11 are 11–13, 13, 14.
    (
        reckoned(
            "2025-09-08",
            "15w",
            pause("2025-09-15", "2025-09-22", CONSULTATION),
            pause("2025-09-29", "2025-10-09", ARGUMENTATION),
        ),
        "2025-10-14",
        (
            "征求意见暂停5个工作日（2025年9月15日至2025年9月21日）；"
            "论证暂停2个工作日（2025年9月29日至2025年10月8日）；2025年10月14日届满"
        ),
    ),
    # Two that overlap stand 15–23 together, no day twice: 9–12 are 1–4, 24–26 are 5–7, Sun 28 is 8, 29, 30.
    (
        reckoned(
            "2025-09-08",
            "10w",
            pause("2025-09-15", "2025-09-22"),
            pause("2025-09-18", "2025-09-24", CONSULTATION),
        ),
        "2025-09-30",
        (
            "补正暂停5个工作日（2025年9月15日至2025年9月21日）；"
            "征求意见暂停4个工作日（2025年9月18日至2025年9月23日）；2025年9月30日届满"
        ),
    ),
    # 10 June and the twelve days 20–31 May.
    (
        reckoned("2026-05-11", "30d", pause("2026-05-20", "2026-06-01")),
        "2026-06-22",
        "补正暂停12天（2026年5月20日至2026年5月31日）；2026年6月22日届满",
    ),
    # 10 June and nine days: 19 June, 端午, moves past the weekend.
    (
        reckoned("2026-05-11", "30d", pause("2026-05-20", "2026-05-29")),
        "2026-06-22",
        ("补正暂停9天（2026年5月20日至2026年5月28日）；最后一日2026年6月19日不是工作日，顺延至2026年6月22日"),
    ),
    # 1 September and ten days.
    (
        reckoned("2026-07-01", "2m", pause("2026-08-03", "2026-08-13", ARGUMENTATION)),
        "2026-09-11",
        "论证暂停10天（2026年8月3日至2026年8月12日）；2026年9月11日届满",
    ),
    # The limit had run out on 16 March: what comes later takes nothing.
    (reckoned("2026-03-02", "10w", pause("2026-03-20", "2026-03-25")), "2026-03-16", "2026年3月16日届满"),
    (reckoned("2026-03-02", "10w", pause("2026-03-20", None)), "2026-03-16", "2026年3月16日届满"),
    # The tenth day itself stands, and the next.
    (
        reckoned("2026-03-02", "10w", pause("2026-03-16", "2026-03-18")),
        "2026-03-18",
        "补正暂停2个工作日（2026年3月16日至2026年3月17日）；2026年3月18日届满",
    ),
    # The starting day never counted; 3 and 4 March do not either.
    (
        reckoned("2026-03-02", "10w", pause("2026-03-02", "2026-03-05")),
        "2026-03-18",
        "补正暂停2个工作日（2026年3月2日至2026年3月4日）；2026年3月18日届满",
    ),
    # Stopped and started on one day: nothing is lost.
    (reckoned("2026-03-02", "10w", pause("2026-03-10", "2026-03-10")), "2026-03-16", "2026年3月16日届满"),
    # 23 May is a Saturday, and on Monday 25 the clock stands: the last day is the one it goes on.
    (
        reckoned("2026-05-13", "10d", pause("2026-05-25", "2026-05-27")),
        "2026-05-27",
        ("补正暂停2天（2026年5月25日至2026年5月26日）；最后一日2026年5月23日不是工作日，顺延至2026年5月27日"),
    ),
    # 18 working days end on 14 October 2024 (above), 15 and 16 are two more.
    (
        reckoned("2024-09-12", "10w", more=(extension(10, "2024-09-25"),)),
        "2024-10-16",
        "延长10个工作日（2024年9月25日王局长批准）；2024年10月16日届满",
    ),
    # 50 days from 20 August: 9 October, the first day of work after the holiday.
    (
        reckoned("2025-08-20", "30d", more=(extension(20, "2025-09-15"),)),
        "2025-10-09",
        "延长20日（2025年9月15日王局长批准）；2025年10月9日届满",
    ),
    # Six months from 31 October: 30 April.
    (
        reckoned("2025-10-31", "3m", more=(extension(3, "2026-01-20"),)),
        "2026-04-30",
        "延长3个月（2026年1月20日王局长批准）；2026年4月30日届满",
    ),
    # The first case and five days: 31, 1, 2, 3 April | 4–6 清明 | 7.
    (
        reckoned("2026-03-02", "15w", pause("2026-03-09", "2026-03-16"), more=(extension(5, "2026-03-20"),)),
        "2026-04-07",
        (
            "延长5个工作日（2026年3月20日王局长批准）；补正暂停5个工作日（2026年3月9日至2026年3月15日）；"
            "2026年4月7日届满"
        ),
    ),
]


@pytest.mark.parametrize(("found", "due", "told"), WITH_PAUSES, ids=[due for _, due, _ in WITH_PAUSES])
def test_pauses_and_extensions_move_the_last_day(found: Deadline, due: str, told: str) -> None:
    assert found.due == day(due)
    assert found.basis.text == f"自{chinese(found.start)}的次日起算{found.limit}；{told}"
    assert found.standing is None


@pytest.mark.parametrize(
    ("found", "left", "told", "words"),
    [
        # 3–6 March were four of fifteen.
        (
            reckoned("2026-03-02", "15w", pause("2026-03-09", None)),
            11,
            "2026年3月9日起补正；暂停计时，恢复后还剩11个工作日",
            "补正期间暂停计时，还剩11个工作日",
        ),
        # 12–19 May were eight of thirty.
        (
            reckoned("2026-05-11", "30d", pause("2026-05-20", None, CONSULTATION)),
            22,
            "2026年5月20日起征求意见；暂停计时，恢复后还剩22天",
            "征求意见期间暂停计时，还剩22天",
        ),
        # 2 July to 1 September are 62 days, 2 July to 2 August 32 of them.
        (
            reckoned("2026-07-01", "2m", pause("2026-08-03", None, ARGUMENTATION)),
            30,
            "2026年8月3日起论证；暂停计时，恢复后还剩30天",
            "论证期间暂停计时，还剩30天",
        ),
        # An earlier pause took five days; 16–19 March were 5–8.
        (
            reckoned("2026-03-02", "15w", pause("2026-03-09", "2026-03-16"), pause("2026-03-20", None)),
            7,
            ("补正暂停5个工作日（2026年3月9日至2026年3月15日）；2026年3月20日起补正；暂停计时，恢复后还剩7个工作日"),
            "补正期间暂停计时，还剩7个工作日",
        ),
        # Saturday 23 May had moved to Monday 25, on which the clock stands: that day is still to come.
        (
            reckoned("2026-05-13", "10d", pause("2026-05-25", None)),
            1,
            "2026年5月25日起补正；暂停计时，恢复后还剩1天",
            "补正期间暂停计时，还剩1天",
        ),
    ],
)
def test_a_standing_clock_has_no_last_day_but_days_left(found: Deadline, left: int, told: str, words: str) -> None:
    assert (found.due, found.left_standing) == (None, left)
    assert found.standing is not None
    assert found.standing.end is None
    assert found.basis.text == f"自{chinese(found.start)}的次日起算{found.limit}；{told}"
    assert found.words(day("2026-06-30")) == words
    assert (found.days_left(day("2026-06-30")), found.working_left(day("2026-06-30"))) == (None, None)
    assert not found.overdue(day("2030-01-01"))


def test_going_on_after_a_pause_leaves_what_was_told() -> None:
    standing = reckoned("2026-03-02", "15w", pause("2026-03-09", None))
    ended = reckoned("2026-03-02", "15w", pause("2026-03-09", "2026-04-13"))
    assert ended.working_left(day("2026-04-12")) == standing.left_standing


@pytest.mark.parametrize(
    ("start", "count", "due", "assumed"),
    [
        # Nobody knows 2028 yet: 29–31 December, then Mon 3 and Tue 4 January; 1 January is a Saturday in any case.
        ("2027-12-28", "5w", "2028-01-04", "2028年的节假日安排尚未录入，暂按周一至周五计算"),
        ("2027-12-27", "5d", "2028-01-03", "2028年的节假日安排尚未录入，暂按周一至周五计算"),
        ("2027-12-28", "3w", "2027-12-31", ""),
        ("2027-12-31", "270w", "2029-01-12", "2028、2029年的节假日安排尚未录入，暂按周一至周五计算"),
        # The event's own year is not counted in, nor are the years between for natural days.
        ("2003-12-31", "1w", "2004-01-02", ""),
        ("2003-12-01", "2y", "2005-12-01", ""),
        ("2003-11-28", "1w", "2003-12-01", "2003年的节假日安排尚未录入，暂按周一至周五计算"),
        ("2028-03-15", "-3w", "2028-03-10", "2028年的节假日安排尚未录入，暂按周一至周五计算"),
        ("2028-06-15", "-6m", "2027-12-15", ""),
    ],
)
def test_a_year_without_holidays_is_said(start: str, count: str, due: str, assumed: str) -> None:
    found = reckoned(start, count)
    assert (found.due, found.assumed) == (day(due), bool(assumed))
    assert found.basis.text.rpartition("；")[2] == assumed or not assumed
    assert ("暂按" in found.basis.text) == bool(assumed)


def test_how_it_stands_is_said_in_the_unit_of_the_limit() -> None:
    by_working_days = reckoned("2026-09-21", "10w")  # 22–24, 28–30 September, 8, 9, 10 (Sat), 12 October
    assert by_working_days.due == day("2026-10-12")
    assert by_working_days.words(day("2026-09-30")) == "还有4个工作日"
    assert by_working_days.words(day("2026-10-11")) == "还有1个工作日"
    assert by_working_days.words(day("2026-10-12")) == "今天到期"
    assert by_working_days.words(day("2026-10-14")) == "逾期2天"
    assert (by_working_days.days_left(day("2026-09-30")), by_working_days.working_left(day("2026-09-30"))) == (12, 4)
    assert by_working_days.working_left(day("2026-10-14")) == -2
    by_days = reckoned("2026-09-21", "30d")
    assert by_days.words(day("2026-10-11")) == "还有10天"
    assert not by_days.overdue(day("2026-10-21"))
    assert by_days.overdue(day("2026-10-22"))


def test_a_place_may_let_the_last_day_stand() -> None:
    fixed = deadline(day("2025-09-01"), Limit(30, LimitUnit.DAYS, moves=False), workdays_to_2027())
    assert fixed.due == day("2025-10-01")
    back = deadline(day("2025-11-05"), Limit(1, LimitUnit.MONTHS, backward=True, moves=False), workdays_to_2027())
    assert back.due == day("2025-10-05")


START = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("told", "pauses", "extensions", "field", "message"),
    [
        ("0w", (), (), "limit", "应大于 0"),
        ("-0d", (), (), "limit", "应大于 0"),
        ("36501d", (), (), "limit", "超过一百年"),
        ("-7w", (pause("2026-03-03", "2026-03-04"),), (), "limit", "不能暂停或延长"),
        ("-7w", (), (extension(1, "2026-03-03"),), "limit", "不能暂停或延长"),
        ("7w", (pause("2026-03-05", "2026-03-04"),), (), "pauses", "恢复日期（2026年3月4日）早于暂停日期"),
        (
            "7w",
            (pause("2026-03-03", None), pause("2026-03-05", "2026-03-06")),
            (),
            "pauses",
            "请先填写前一次的恢复日期",
        ),
        ("7w", (pause("2026-03-03", None), pause("2026-03-03", None)), (), "pauses", "请先填写前一次的恢复日期"),
        ("7w", (), (extension(0, "2026-03-03"),), "extensions", "延长0个工作日，应大于 0"),
        ("7w", (), (Extension(3, " ", START),), "extensions", "没有写明批准人"),
        ("7w", (), (extension(3, "2026-03-01"),), "extensions", "早于起算日（2026年3月2日）"),
    ],
)
def test_what_cannot_be_reckoned_is_refused(
    told: str, pauses: tuple[Pause, ...], extensions: tuple[Extension, ...], field: str, message: str
) -> None:
    found = list(problems_of_deadline(START, limit(told), pauses, extensions))
    assert any(problem.field == field and message in problem.message for problem in found)
    with pytest.raises(Refused, match=message):
        deadline(START, limit(told), workdays_to_2027(), pauses, extensions)


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(Refused, match="期限为-5个工作日，应大于 0"):
        deadline(START, Limit(-5, LimitUnit.WORKING_DAYS), workdays_to_2027())


def test_an_extension_after_the_end_is_pointed_out() -> None:
    """Ten working days from 2 March end on 16 March; the first five more on 23 March."""
    given = (extension(5, "2026-03-16"), extension(5, "2026-03-24"))
    found = list(late_extensions(START, limit("10w"), workdays_to_2027(), (), given))
    assert [problem.severity for problem in found] == [Severity.WARNING]
    assert found[0].message == "2026年3月24日批准延长时，期限已于2026年3月23日届满，请核对批准日期"


# --- for any calendar -----------------------------------------------------------------------------------------------

DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
WORKDAYS = st.dictionaries(DAYS, st.booleans(), max_size=60).map(
    lambda days: Workdays(days, frozenset(range(2024, 2028)))
)
LIMITS = st.builds(Limit, st.integers(1, 60), st.sampled_from(LimitUnit), st.booleans(), st.booleans())
FORWARD_LIMITS = LIMITS.filter(lambda each: not each.backward)


@st.composite
def pauses_ended(draw: st.DrawFn) -> Pause:
    start = draw(DAYS)
    return Pause(start, start + timedelta(days=draw(st.integers(0, 40))), draw(st.sampled_from(PauseKind)))


PAUSES = st.lists(pauses_ended(), max_size=4)


@given(DAYS, LIMITS, WORKDAYS)
def test_the_last_day_is_on_the_right_side_and_worked(start: date, told: Limit, workdays: Workdays) -> None:
    due = deadline(start, told, workdays).due
    assert due is not None
    assert due < start if told.backward else due > start
    if told.moves or told.unit is LimitUnit.WORKING_DAYS:
        assert workdays.is_working(due)


@given(DAYS, FORWARD_LIMITS, WORKDAYS, PAUSES, pauses_ended())
def test_a_pause_never_makes_it_earlier_and_holds_no_last_day(
    start: date, told: Limit, workdays: Workdays, pauses: list[Pause], more: Pause
) -> None:
    before = deadline(start, told, workdays, pauses).due
    after = deadline(start, told, workdays, [*pauses, more]).due
    assert before is not None
    assert after is not None
    assert after >= before
    assert after > start
    for each in (*pauses, more):
        assert each.end is not None
        assert not each.start <= after < each.end
    if told.moves:
        assert workdays.is_working(after)


@given(DAYS, LIMITS, WORKDAYS, st.integers(1, 20), PAUSES)
def test_more_is_never_nearer(start: date, told: Limit, workdays: Workdays, more: int, pauses: list[Pause]) -> None:
    given_pauses = [] if told.backward else pauses
    near = deadline(start, told, workdays, given_pauses).due
    further = Limit(told.count + more, told.unit, told.backward, told.moves)
    far = deadline(start, further, workdays, given_pauses).due
    assert near is not None
    assert far is not None
    assert far <= near if told.backward else far >= near


@given(DAYS, FORWARD_LIMITS, WORKDAYS, st.integers(1, 20), PAUSES)
def test_an_extension_is_as_good_as_a_longer_limit(
    start: date, told: Limit, workdays: Workdays, more: int, pauses: list[Pause]
) -> None:
    extended = deadline(start, told, workdays, pauses, [Extension(more, "局长", start)])
    longer = deadline(start, Limit(told.count + more, told.unit, moves=told.moves), workdays, pauses)
    assert extended.due == longer.due


@given(DAYS, st.integers(1, 60), WORKDAYS, PAUSES)
def test_working_days_are_those_worked_outside_pauses(
    start: date, count: int, workdays: Workdays, pauses: list[Pause]
) -> None:
    """Counted day by day, as a clerk does on a wall calendar."""
    left, at = count, start
    while left:
        at += timedelta(days=1)
        stands = any(each.start <= at < each.end for each in pauses if each.end)
        left -= workdays.is_working(at) and not stands
    assert deadline(start, Limit(count, LimitUnit.WORKING_DAYS), workdays, pauses).due == at


@given(DAYS, FORWARD_LIMITS, WORKDAYS, DAYS, st.integers(1, 30))
def test_a_standing_clock_goes_on_with_what_was_left(
    start: date, told: Limit, workdays: Workdays, since: date, days: int
) -> None:
    standing = deadline(start, told, workdays, [Pause(since, None, CORRECTION)])
    ended = deadline(start, told, workdays, [Pause(since, since + timedelta(days=days), CORRECTION)])
    if standing.due is not None:
        assert ended.due == standing.due
        return
    assert standing.left_standing is not None
    assert standing.left_standing >= 1
    resumed = max(since + timedelta(days=days), start + timedelta(days=1)) - timedelta(days=1)
    if told.unit is LimitUnit.WORKING_DAYS:
        assert ended.due == workdays.add_working(resumed, standing.left_standing)
    else:
        nominal = resumed + timedelta(days=standing.left_standing)
        assert ended.due == (workdays.next_working(nominal) if told.moves else nominal)
