"""Dates: every spelling offices use, every way to get one wrong, and the calendar steps."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import (
    MAX_YEAR,
    MIN_YEAR,
    DateReading,
    DateState,
    add_months,
    add_years,
    chinese,
    read_date,
    read_years,
)

NEW_YEAR = date(2025, 1, 1)
DAYS = st.dates(date(MIN_YEAR, 1, 1), date(MAX_YEAR, 12, 31))

EXACT: list[tuple[object, date]] = [
    ("2025年1月1日", NEW_YEAR),
    ("2025年01月01日", NEW_YEAR),
    ("2025 年 1 月 1 日", NEW_YEAR),
    ("2016年 6月 17日", date(2016, 6, 17)),
    ("２０２５年１月１日", NEW_YEAR),
    ("2025\u3000年1月\u30001日", NEW_YEAR),
    ("\xa02025年1月1日\xa0", NEW_YEAR),
    ("2025年\u200b1月1日\ufeff", NEW_YEAR),
    ("2025年1月1日\n", NEW_YEAR),
    ("2025年\r\n1月1日", NEW_YEAR),
    ("2025年1月1号", NEW_YEAR),
    ("2025年1月1號", NEW_YEAR),
    ("2025年1月1", NEW_YEAR),
    ("2025年元月1日", NEW_YEAR),
    ("2025.1.1", NEW_YEAR),
    ("2025.01.01", NEW_YEAR),
    ("2025.1.1.", NEW_YEAR),
    ("2025．1．1", NEW_YEAR),
    ("2025。1。1", NEW_YEAR),
    ("2025、1、1", NEW_YEAR),
    ("2025·1·1", NEW_YEAR),
    ("2025-01-01", NEW_YEAR),
    ("2025-1-1", NEW_YEAR),
    ("2025－01－01", NEW_YEAR),
    ("2025—1—1", NEW_YEAR),
    ("2025–1–1", NEW_YEAR),
    ("2025/1/1", NEW_YEAR),
    ("2025／1／1", NEW_YEAR),
    ("2025 1 1", NEW_YEAR),
    ("2025年1.1", NEW_YEAR),
    ("20250101", NEW_YEAR),
    ("２０２５０１０１", NEW_YEAR),
    ("20261231", date(2026, 12, 31)),
    (20250101, NEW_YEAR),
    (20250101.0, NEW_YEAR),
    ("二〇二五年一月一日", NEW_YEAR),
    ("二零二五年一月一日", NEW_YEAR),
    ("二○二五年一月一日", NEW_YEAR),
    ("二Ｏ二五年一月一日", NEW_YEAR),
    ("二O一六年六月十七日", date(2016, 6, 17)),
    ("二 〇 二 五 年 一 月 一 日", NEW_YEAR),
    ("二零二五年十二月三十一日", date(2025, 12, 31)),
    ("二〇二五年十月十日", date(2025, 10, 10)),
    ("二〇二五年十一月二十日", date(2025, 11, 20)),
    ("二〇二五年三月廿五日", date(2025, 3, 25)),
    ("二〇二五年三月廿日", date(2025, 3, 20)),
    ("二〇二五年三月卅日", date(2025, 3, 30)),
    ("二〇二五年三月卅一日", date(2025, 3, 31)),
    ("一九九九年九月九日", date(1999, 9, 9)),
    ("2025年十二月31日", date(2025, 12, 31)),
    ("2017-4-6 00:00:00", date(2017, 4, 6)),
    ("2024-12-17 15:16", date(2024, 12, 17)),
    ("2024-12-17T15:16:00", date(2024, 12, 17)),
    ("2024-12-17T00:00:00.000Z", date(2024, 12, 17)),
    ("2024年12月17日 15时16分", date(2024, 12, 17)),
    ("2024年12月17日15:16", date(2024, 12, 17)),
    ("2024/12/17 上午 9:30", date(2024, 12, 17)),
    ("20241217 15:16", date(2024, 12, 17)),
    ("2025年1月1日（星期三）", NEW_YEAR),
    ("2025-01-01 星期三", NEW_YEAR),
    ("2025年1月1日印发", NEW_YEAR),
    ("2025年1月1日起", NEW_YEAR),
    ("2025年1月1日起施行", NEW_YEAR),
    ("自2025年1月1日起施行。", NEW_YEAR),
    ("2025.1.1起实施", NEW_YEAR),
    ("2025年1月1日 公布", NEW_YEAR),
    ("2025年1月1日發佈", NEW_YEAR),
    ("有效期至2026年12月31日", date(2026, 12, 31)),
    ("至2026年12月31日止", date(2026, 12, 31)),
    ("（2025年1月1日）", NEW_YEAR),
    ("'2025-01-01", NEW_YEAR),
    ("' 2025-01-01", NEW_YEAR),
    ("2024-02-29", date(2024, 2, 29)),
    ("1949-01-01", date(1949, 1, 1)),
    ("2100-12-31", date(2100, 12, 31)),
    ("45658", NEW_YEAR),
    ("45658.0", NEW_YEAR),
    ("42094", date(2015, 3, 31)),
    (45658, NEW_YEAR),
    (45658.0, NEW_YEAR),
    (45658.75, NEW_YEAR),
    (42094.0, date(2015, 3, 31)),
    (39121.0, date(2007, 2, 8)),
    (40919.0, date(2012, 1, 11)),
    (date(2009, 1, 12), date(2009, 1, 12)),
    (datetime.combine(date(2009, 1, 12), time(23, 59)), date(2009, 1, 12)),
]

NO_DAY: list[tuple[object, DateState]] = [
    (None, DateState.EMPTY),
    ("", DateState.EMPTY),
    (" \xa0\u3000\n", DateState.EMPTY),
    ("—", DateState.EMPTY),
    ("/", DateState.EMPTY),
    ("－－", DateState.EMPTY),
    ("2025年1月", DateState.MONTH_ONLY),
    ("2025年1月份", DateState.MONTH_ONLY),
    ("2025年12月底", DateState.MONTH_ONLY),
    ("2025年3月上旬", DateState.MONTH_ONLY),
    ("2025.1", DateState.MONTH_ONLY),
    ("2025-01", DateState.MONTH_ONLY),
    ("2025/10", DateState.MONTH_ONLY),
    ("202501", DateState.MONTH_ONLY),
    ("二〇二五年一月", DateState.MONTH_ONLY),
    ("25年1月", DateState.MONTH_ONLY),
    ("自2025年1月起施行", DateState.MONTH_ONLY),
    (2025.1, DateState.MONTH_ONLY),
    (202501, DateState.MONTH_ONLY),
    ("2025年", DateState.YEAR_ONLY),
    ("2025", DateState.YEAR_ONLY),
    ("2025年度", DateState.YEAR_ONLY),
    ("2025年底", DateState.YEAR_ONLY),
    ("2025年第一季度", DateState.YEAR_ONLY),
    ("二〇二五年", DateState.YEAR_ONLY),
    (2016, DateState.YEAR_ONLY),
    (2016.0, DateState.YEAR_ONLY),
    ("长期", DateState.OPEN_ENDED),
    ("长期有效", DateState.OPEN_ENDED),
    ("長期有效", DateState.OPEN_ENDED),
    ("长 期", DateState.OPEN_ENDED),
    ("永久", DateState.OPEN_ENDED),
    ("永久有效。", DateState.OPEN_ENDED),
    ("至今", DateState.OPEN_ENDED),
    ("（长期）", DateState.OPEN_ENDED),
    ("无固定期限", DateState.OPEN_ENDED),
    ("1948-12-31", DateState.OUT_OF_RANGE),
    ("2101-01-01", DateState.OUT_OF_RANGE),
    ("0025-01-01", DateState.OUT_OF_RANGE),
    ("19480101", DateState.OUT_OF_RANGE),
    ("1900年1月", DateState.OUT_OF_RANGE),
    ("2205年", DateState.OUT_OF_RANGE),
    (17898, DateState.OUT_OF_RANGE),
    (73416, DateState.OUT_OF_RANGE),
    (date(1911, 10, 10), DateState.OUT_OF_RANGE),
    (datetime.combine(date(9999, 12, 31), time()), DateState.OUT_OF_RANGE),
    ("2025-02-30", DateState.IMPOSSIBLE),
    ("2025-02-29", DateState.IMPOSSIBLE),
    ("2025年13月1日", DateState.IMPOSSIBLE),
    ("2025年4月31日", DateState.IMPOSSIBLE),
    ("2025年0月1日", DateState.IMPOSSIBLE),
    ("20250230", DateState.IMPOSSIBLE),
    ("二〇二五年二月三十日", DateState.IMPOSSIBLE),
    ("25.2.30", DateState.IMPOSSIBLE),
    ("2025年13月", DateState.IMPOSSIBLE),
    ("0000-00-00", DateState.IMPOSSIBLE),
    ("3/4/2025", DateState.UNREADABLE),
    ("13.04.2025", DateState.UNREADABLE),
    ("不详", DateState.UNREADABLE),
    ("待定", DateState.UNREADABLE),
    ("5年", DateState.UNREADABLE),
    ("2025年1月1日前", DateState.UNREADABLE),
    ("2023.1.1-2025.12.31", DateState.UNREADABLE),
    ("2025年5-6月", DateState.UNREADABLE),
    ("2025-1-12:30", DateState.UNREADABLE),
    ("25.1", DateState.UNREADABLE),
    ("99999", DateState.UNREADABLE),
    ("12345", DateState.UNREADABLE),
    ("12345678", DateState.UNREADABLE),
    ("2025011", DateState.UNREADABLE),
    ("999999", DateState.UNREADABLE),
    ("#REF!", DateState.UNREADABLE),
    ("海府〔2024〕3号", DateState.UNREADABLE),
    (0, DateState.UNREADABLE),
    (-45658, DateState.UNREADABLE),
    (5.0, DateState.UNREADABLE),
    (10**5000, DateState.UNREADABLE),
    (float("nan"), DateState.UNREADABLE),
    (float("inf"), DateState.UNREADABLE),
    (True, DateState.UNREADABLE),
    (time(9, 30), DateState.UNREADABLE),
    ("一" * 40000, DateState.UNREADABLE),
]


def _id(value: object) -> str:
    return "huge" if isinstance(value, int) and value > 10**20 else ascii(value)[:40]


@pytest.mark.parametrize(("raw", "day"), EXACT, ids=_id)
def test_spelling_is_read_exactly(raw: object, day: date) -> None:
    assert read_date(raw) == DateReading(day, DateState.EXACT, "")


@pytest.mark.parametrize(("raw", "state"), NO_DAY, ids=_id)
def test_what_is_no_day_says_why(raw: object, state: DateState) -> None:
    reading = read_date(raw)
    assert (reading.day, reading.state) == (None, state)
    assert bool(reading.note) == (state is not DateState.EMPTY)
    assert len(reading.note) < 90


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("25.1.1", NEW_YEAR),
        ("25年1月1日", NEW_YEAR),
        ("25-01-01", NEW_YEAR),
        ("二五年一月一日", NEW_YEAR),
        ("98.12.31", date(1998, 12, 31)),
        ("49/1/1", date(1949, 1, 1)),
        ("48/1/1", date(2048, 1, 1)),
        ("990101", date(1999, 1, 1)),
        (250101, NEW_YEAR),
    ],
)
def test_two_digit_year_is_understood_but_to_be_asked(raw: object, day: date) -> None:
    reading = read_date(raw)
    assert (reading.day, reading.state) == (day, DateState.TWO_DIGIT_YEAR)
    assert chinese(day) in reading.note


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2025-02-30", "没有2025年2月30日"),
        ("3/4/2025", "哪个是月"),
        ("2023.1.1-2025.12.31", "两个日期"),
        ("三年", "是年限"),
        ("2025年1月", "缺少日"),
        ("2205-01-01", "年份2205不在1949至2100年之间"),
    ],
)
def test_note_names_the_fault(raw: str, words: str) -> None:
    assert words in read_date(raw).note


def test_serials_follow_the_workbooks_date_system() -> None:
    assert read_date(44196, epoch_1904=True).day == NEW_YEAR
    assert read_date("44196", epoch_1904=True).day == NEW_YEAR
    assert read_date(44196).day == date(2020, 12, 31)


@given(DAYS)
def test_every_spelling_of_a_day_reads_back(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    spellings = [
        chinese(day),
        day.isoformat(),
        f"{y}.{m}.{d}",
        f"{y}/{m:02}/{d:02}",
        f"{y}{m:02}{d:02}",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}-{m}-{d} 00:00:00",
        _chinese_numerals(day),
    ]
    serial = (day - date(1899, 12, 30)).days
    for raw in (
        *spellings,
        day,
        datetime.combine(day, time(8)),
        serial,
        float(serial),
        str(serial),
        y * 10000 + m * 100 + d,
    ):
        assert read_date(raw) == DateReading(day, DateState.EXACT, ""), raw
    assert read_date(serial - 1462, epoch_1904=True).day == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.text("0123456789年月日.-/ 〇一二十廿"), st.binary()))
def test_nothing_raises_and_a_day_is_always_within_the_years(raw: object) -> None:
    reading = read_date(raw)
    assert (reading.day is not None) == (reading.state in (DateState.EXACT, DateState.TWO_DIGIT_YEAR))
    if reading.day is not None:
        assert MIN_YEAR <= reading.day.year <= MAX_YEAR


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2020, 6, 5), 3, date(2023, 6, 5)),
        (date(2022, 1, 1), 5, date(2027, 1, 1)),
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2096, 2, 29), 4, date(2100, 3, 1)),
        (date(2024, 2, 29), -1, date(2023, 3, 1)),
        (date(2024, 2, 28), 1, date(2025, 2, 28)),
    ],
)
def test_add_years(day: date, years: int, expected: date) -> None:
    assert add_years(day, years) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 12, 31), -1, date(2025, 11, 30)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 8, 31), -6, date(2025, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
        (date(2025, 3, 15), 0, date(2025, 3, 15)),
        (date(2025, 3, 15), 24, date(2027, 3, 15)),
    ],
)
def test_add_months(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_steps_beyond_the_calendar_raise_value_error() -> None:
    with pytest.raises(ValueError, match="year"):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueError, match="year"):
        add_months(date(1, 1, 1), -1)
    with pytest.raises(ValueError, match="year"):
        add_years(date(9999, 1, 1), 1)


@given(DAYS, st.integers(-600, 600))
def test_twelve_months_are_a_year_but_for_the_leap_day(day: date, years: int) -> None:
    if (day.month, day.day) != (2, 29):
        assert add_months(day, 12 * years) == add_years(day, years)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("5年", 5),
        ("五年", 5),
        ("三年", 3),
        ("两年", 2),
        ("十年", 10),
        ("二十年", 20),
        ("五 年", 5),
        ("５年", 5),
        ("5", 5),
        ("5.0", 5),
        ("有效期5年", 5),
        ("有效期为五年", 5),
        ("有效期：3年", 3),
        ("有效期限5年。", 5),
        ("自施行之日起5年", 5),
        ("自印发之日起施行，有效期5年", 5),
        ("自2020年6月5日起施行，有效期3年", 3),
        ("自发布之日起5年内有效", 5),
        ("5年（试行）", 5),
        ("3周年", 3),
        ("36个月", 3),
        ("36月", 3),
        ("三十六个月", 3),
        ("十二个月", 1),
        ("18个月", None),
        ("0个月", None),
        ("2年6个月", None),
        ("半年", None),
        ("0年", None),
        ("2025年", None),
        ("3-5年", None),
        ("长期", None),
        ("", None),
        ("2025-12-31", None),
    ],
)
def test_read_years(text: str, years: int | None) -> None:
    assert read_years(text) == years


@given(st.text())
def test_read_years_never_raises(text: str) -> None:
    years = read_years(text)
    assert years is None or 1 <= years <= 99


def _chinese_numerals(day: date) -> str:
    digits = "〇一二三四五六七八九"

    def small(number: int) -> str:
        tens, units = divmod(number, 10)
        return ("", "十", "二十", "三十")[tens] + (digits[units] if units else "")

    return f"{''.join(digits[int(c)] for c in str(day.year))}年{small(day.month)}月{small(day.day)}日"
