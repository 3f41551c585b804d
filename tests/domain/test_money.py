"""Amounts in every spelling, to the 分, and the 大写."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import MOST, MoneyState, MoneyUnit, capitals, read_money, short, yuan

W, Y = MoneyUnit.WAN_YUAN, MoneyUnit.YUAN


@pytest.mark.parametrize(
    ("raw", "unit", "fen"),
    [
        (8, W, 8_000_000), (8.5, W, 8_500_000), ("8", W, 8_000_000), ("8.5", W, 8_500_000), ("８．５", W, 8_500_000),
        ("8万元", W, 8_000_000), ("8万元", None, 8_000_000), ("8万", Y, 8_000_000), ("8.5 万元", None, 8_500_000),
        ("捌万元整", W, 8_000_000), ("捌万元整", None, 8_000_000), ("捌萬圓整", None, 8_000_000), ("捌万圆正", Y, 8_000_000),
        ("人民币捌万元整", None, 8_000_000), ("伍万叁仟元", None, 5_300_000), ("五万三千元整", None, 5_300_000),
        ("伍万零叁佰元", None, 5_030_000), ("拾贰万元整", None, 12_000_000), ("壹拾贰万元整", None, 12_000_000),
        ("壹亿贰仟万元整", None, 12_000_000_000), ("捌万元叁角伍分", None, 8_000_035), ("壹佰元零伍分", None, 10_005), ("伍角", None, 50),
        ("￥80,000元", W, 8_000_000), ("￥80,000元", None, 8_000_000), ("¥80000", Y, 8_000_000), ("RMB 80,000.00", Y, 8_000_000),
        ("80000元", W, 8_000_000), ("80000元整", None, 8_000_000), ("50,000", Y, 5_000_000), ("５０，０００", Y, 5_000_000),
        ("50,000.5", Y, 5_000_050), ("1,234,567.89元", None, 123_456_789), ("80000.", Y, 8_000_000), ("5万3千元", None, 5_300_000),
        ("1.2亿元", None, 12_000_000_000), ("3千元", None, 300_000), ("8元5角", None, 850), ("80000(元)", W, 8_000_000),
        ("8(万元)", None, 8_000_000), ("8万元（含税）", None, 8_000_000), (79999.99999999999, Y, 8_000_000), (0, Y, 0), ("0元", None, 0),
        (8.123456, W, 8_123_456), ("8.1234万元", None, 8_123_400), ("十万元", None, 10_000_000), ("两万元", None, 2_000_000),
    ],
)  # fmt: skip
def test_what_is_read_to_the_fen(raw: object, unit: MoneyUnit | None, fen: int) -> None:
    assert read_money(raw, unit) == (fen, MoneyState.EXACT, "")


@pytest.mark.parametrize("raw", [None, "", "  ", "—", "/", "-"])
def test_nothing_is_nothing(raw: object) -> None:
    assert read_money(raw).state is MoneyState.EMPTY


@pytest.mark.parametrize(
    ("raw", "unit", "fen", "said"),
    [
        ("8", None, 800, "没有写明是元还是万元"),
        (8.5, None, 850, "没有写明是元还是万元"),
        ("80000", W, 80_000_000_000, "数额过大"),
        ("50,000", W, 50_000_000_000, "数额过大"),
        ("约8万元", None, 8_000_000, "约数"),
        ("不超过8万元", None, 8_000_000, "约数"),
        ("8万元/年", None, 8_000_000, "每期"),
        ("每年8万元", None, 8_000_000, "每期"),
        ("8万元（暂定）", None, 8_000_000, "附有条件"),
    ],
)
def test_what_is_understood_but_asked_about(raw: object, unit: MoneyUnit | None, fen: int, said: str) -> None:
    reading = read_money(raw, unit)
    assert (reading.fen, reading.state) == (fen, MoneyState.DOUBTFUL)
    assert said in reading.note


@pytest.mark.parametrize(
    "raw", ["按件计费", "按件", "计时收费", "无偿", "免费", "框架协议", "基本费2万元，诉讼另计", "据实结算"]
)
def test_words_without_a_total(raw: str) -> None:
    reading = read_money(raw, W)
    assert (reading.fen, reading.state) == (None, MoneyState.NO_TOTAL)
    assert raw in reading.note


@pytest.mark.parametrize(
    ("raw", "unit", "state", "said"),
    [
        ("80000.125", Y, MoneyState.TOO_FINE, "两位小数"),
        ("80000.125元", None, MoneyState.TOO_FINE, "两位小数"),
        (0.125, Y, MoneyState.TOO_FINE, "0.125"),
        ("8.1234567万元", None, MoneyState.TOO_FINE, "两位小数"),
        ("-5000元", None, MoneyState.NEGATIVE, "负数"),
        (-1, Y, MoneyState.NEGATIVE, "负数"),
        (10**12, W, MoneyState.OUT_OF_RANGE, "过大"),
        ("5,0000", Y, MoneyState.UNREADABLE, "看不出"),
        ("八万五", None, MoneyState.UNREADABLE, "八万五"),
        ("3千5万", None, MoneyState.UNREADABLE, "看不出"),
        ("5万3", None, MoneyState.UNREADABLE, "看不出"),
        ("8至10万元", None, MoneyState.UNREADABLE, "看不出"),
        ("捌拾万拾元佰", None, MoneyState.UNREADABLE, "看不出"),
        ("另附", W, MoneyState.UNREADABLE, "另附"),
        (True, W, MoneyState.UNREADABLE, "看不出"),
        (float("nan"), Y, MoneyState.UNREADABLE, "看不出"),
    ],
)
def test_what_is_refused_by_name(raw: object, unit: MoneyUnit | None, state: MoneyState, said: str) -> None:
    reading = read_money(raw, unit)
    assert (reading.fen, reading.state) == (None, state)
    assert said in reading.note


@pytest.mark.parametrize(
    ("fen", "comma", "spoken", "capital"),
    [
        (0, "0.00", "0元", "零元整"),
        (8_000_000, "80,000.00", "8万元", "捌万元整"),
        (8_500_000, "85,000.00", "8.5万元", "捌万伍仟元整"),
        (5_300_050, "53,000.50", "53,000.50元", "伍万叁仟元伍角"),
        (10_005, "100.05", "100.05元", "壹佰元零伍分"),
        (35, "0.35", "0.35元", "叁角伍分"),
        (50, "0.50", "0.50元", "伍角整"),
        (1_000_100, "10,001.00", "10,001元", "壹万零壹元整"),
        (10_000_000_000, "100,000,000.00", "10000万元", "壹亿元整"),
        (10_000_500_000, "100,005,000.00", "10000.5万元", "壹亿零伍仟元整"),
        (1_010_000, "10,100.00", "1.01万元", "壹万零壹佰元整"),
        (11_000_000, "110,000.00", "11万元", "壹拾壹万元整"),
    ],
)
def test_how_an_amount_is_written(fen: int, comma: str, spoken: str, capital: str) -> None:
    assert (yuan(fen), short(fen), capitals(fen)) == (comma, spoken, capital)


@given(st.integers(0, MOST - 1))
def test_every_spelling_reads_back(fen: int) -> None:
    assert read_money(yuan(fen), MoneyUnit.YUAN).fen == fen
    assert read_money(short(fen)).fen == fen
    assert read_money(capitals(fen)).fen == fen


@given(st.text(max_size=20))
def test_never_raises(text: str) -> None:
    assert read_money(text).note == "" or read_money(text).state is not MoneyState.EXACT


def test_a_negative_amount_has_no_capitals() -> None:
    with pytest.raises(ValueError, match="大写"):
        capitals(-1)
