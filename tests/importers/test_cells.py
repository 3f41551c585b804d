"""Cells read by the kind of their column."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import Choice
from app.domain.dates import DateState
from app.domain.ledgers import Column, Kind
from app.domain.problems import Severity
from app.importers.cells import NOTHING, Understood, raw_text, reader


class Colour(Choice):
    RED = "red", "红色", "红", "朱红"
    GREEN = "green", "绿色（浅）"


AFTERNOON = datetime.fromisoformat("2024-12-17 15:16")
COLUMNS = {kind: Column("x", "列", kind, choices=Colour if kind is Kind.CHOICE else None) for kind in Kind}
SEVERAL = Column("x", "列", several=True)


def understood(kind: Kind, cell: Any, epoch_1904: bool = False) -> Understood:
    return reader(COLUMNS[kind], epoch_1904)(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("　原样 ", "　原样 "),
        (8.5, "8.5"),
        (0.1 + 0.2, "0.3"),
        (4.40105e17, "4.40105e+17"),
        (12, "12"),
        (True, "是"),
        (date(2024, 5, 1), "2024-05-01"),
        (AFTERNOON, "2024-12-17 15:16"),
        (time(9, 30), "09:30:00"),
    ],
)
def test_original_text(cell: Any, text: str) -> None:
    assert raw_text(cell) == text


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("cell", ["—", "－", "/", "——", "\u200b", "\x07"])
def test_placeholders_are_empty(kind: Kind, cell: str) -> None:
    assert understood(kind, cell) is NOTHING


@pytest.mark.parametrize("kind", list(Kind))
def test_the_word_that_clears(kind: Kind) -> None:
    assert understood(kind, " 清空 ").clear
    assert understood(kind, " 清空 ").value is None


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, "　甲\xa0乙\u200b ", "甲 乙"),
        (Kind.TEXT, "关于\n办法", "关于办法"),
        (Kind.TEXT, 2024, "2024"),
        (Kind.TEXT, 8.5, "8.5"),
        (Kind.TEXT, "=1+1", "=1+1"),
        (Kind.TEXT, "無", "無"),
        (Kind.LONG_TEXT, "甲\r\n乙 ", "甲\n乙"),
        (Kind.CODE, "000123", "000123"),
        (Kind.CODE, 20240001, "20240001"),
        (Kind.CODE, "440105199001011234", "440105199001011234"),
        (Kind.CODE, " 海府〔2024〕1号 ", "海府〔2024〕1号"),
        (Kind.INTEGER, 5, 5),
        (Kind.INTEGER, "５", 5),
        (Kind.INTEGER, "1,234", 1234),
        (Kind.INTEGER, "12 份", 12),
        (Kind.INTEGER, "3.0", 3),
        (Kind.DECIMAL, 1.5, 150),
        (Kind.DECIMAL, "２.25 小时", 225),
        (Kind.DECIMAL, 3, 300),
        (Kind.MONEY, "8万元", 8_000_000),
        (Kind.MONEY, "捌万元整", 8_000_000),
        (Kind.MONEY, 80000, 8_000_000),
        (Kind.FLAG, True, True),
        (Kind.FLAG, "√", True),
        (Kind.FLAG, "Ｙ", True),
        (Kind.FLAG, "否", False),
        (Kind.FLAG, "無", False),
        (Kind.FLAG, 0, False),
        (Kind.CHOICE, "红色", "red"),
        (Kind.CHOICE, " 紅 ", "red"),
        (Kind.CHOICE, "RED", "red"),
        (Kind.CHOICE, "朱红(来源标注)", "red"),
        (Kind.CHOICE, "2024清理：红", "red"),
        (Kind.CHOICE, "绿色(浅)", "green"),
        (Kind.DATE, "2024年5月1日", date(2024, 5, 1)),
        (Kind.DATE, AFTERNOON, date(2024, 12, 17)),
        (Kind.DATE, 45413, date(2024, 5, 1)),
        (Kind.DATE, 20240501, date(2024, 5, 1)),
    ],
)
def test_values(kind: Kind, cell: Any, value: object) -> None:
    found = understood(kind, cell)
    assert found.value == value
    assert type(found.value) in (type(value), str)
    assert found.doubt is None


def test_serial_numbers_count_from_the_files_own_epoch() -> None:
    assert understood(Kind.DATE, 43951, epoch_1904=True).value == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("kind", "cell", "message"),
    [
        (Kind.INTEGER, "若干", "“若干”不是整数"),
        (Kind.INTEGER, 2.5, "“2.5”不是整数"),
        (Kind.INTEGER, True, "“是”不是整数"),
        (Kind.DECIMAL, 1.234, "“1.234”不是最多两位小数的数字"),
        (Kind.DECIMAL, "若干", "“若干”不是最多两位小数的数字"),
        (Kind.MONEY, 0.125, "精确到分以下"),
        (Kind.MONEY, "另附", "“另附”看不出是多少钱"),
        (Kind.FLAG, "也许", "“也许”看不出是“是”还是“否”"),
        (Kind.CHOICE, "蓝", "“蓝”不在可选的项目中"),
        (Kind.DATE, "2024-2-30", "日历上没有2024年2月30日这一天"),
        (Kind.DATE, "不详", "看不懂是哪一天"),
        (Kind.DATE, "1900-1-1", "年份1900不在1949至2100年之间"),
        (Kind.DATE, "03/04/2024", "看不出哪个是月、哪个是日"),
        (Kind.DATE, "2024年5月", "缺少日"),
        (Kind.DATE, time(9, 30), "看不懂"),
        (Kind.CODE, date(2024, 1, 2), "编号被表格软件变成了日期或时间"),
    ],
)
def test_what_cannot_be_read_is_doubted_not_guessed(kind: Kind, cell: Any, message: str) -> None:
    found = understood(kind, cell)
    assert found.value is None
    assert found.doubt is not None
    assert message in found.doubt.message
    assert found.doubt.severity is Severity.WARNING
    assert found.doubt.expected
    assert found.doubt.suggestion


@pytest.mark.parametrize("cell", [4.4010519900101126e17, 1e15, -1e16, "4.40105E+17", "4.4E17"])
def test_damaged_numbers_are_an_error(cell: Any) -> None:
    """M40: the last digits are gone in the file itself; nothing may be guessed."""
    found = understood(Kind.CODE, cell)
    assert found.value is None
    assert found.doubt is not None
    assert found.doubt.message.startswith("精度已丢失")
    assert found.doubt.severity is Severity.ERROR


def test_damaged_number_in_a_text_is_kept_and_doubted() -> None:
    found = understood(Kind.TEXT, 4.4010519900101126e17)
    assert found.value == "4.40105199001011e+17"
    assert found.doubt is not None
    assert found.doubt.severity is Severity.WARNING


def test_two_digit_year_is_read_and_asked() -> None:
    found = understood(Kind.DATE, "24.5.1")
    assert (found.value, found.state) == (date(2024, 5, 1), DateState.TWO_DIGIT_YEAR)
    assert found.doubt is not None
    assert (found.doubt.severity, found.doubt.suggestion) == (Severity.WARNING, "请核对是否为 2024-05-01")


def test_open_ended_is_understood_and_whether_it_fits_is_asked_elsewhere() -> None:
    found = understood(Kind.DATE, "长期有效")
    assert (found.value, found.state, found.doubt) == (None, DateState.OPEN_ENDED, None)


def test_control_characters_are_counted() -> None:
    found = understood(Kind.TEXT, "甲\x07乙\x0b丙")
    assert (found.value, found.replaced) == ("甲乙丙", 2)


def test_several_values_are_written_one_way() -> None:
    read = reader(SEVERAL, epoch_1904=False)
    assert read("区司法局\n区 财政局；区教育局").value == "区司法局、区财政局、区教育局"
    assert read("区住房局（人防办，房管局）").value == "区住房局（人防办，房管局）"
    assert read("—") is NOTHING


ANYTHING = (
    st.text(max_size=30)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text("0123456789.-/年月日 ", max_size=14)
)


@given(ANYTHING, st.sampled_from([*COLUMNS.values(), SEVERAL]), st.booleans())
def test_no_cell_raises(cell: Any, column: Column, epoch_1904: bool) -> None:
    found = reader(column, epoch_1904)(cell)
    if found.doubt is None and found.value is None:
        assert found is NOTHING or found.clear
    assert isinstance(column.show(found.value), str)
