"""Line breaking: no line begins or ends with the wrong sign, nothing is lost, nothing that belongs together is cut."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.lines import NO_END, NO_START, TIGHT, Line, break_lines
from tests.exporters.sample import DATA

CORPUS = [
    paragraph
    for file in sorted((DATA / "typesetting").glob("*.txt"))
    for paragraph in file.read_text(encoding="utf-8").splitlines()
]

WIDTHS = (6, 11, 17.5, 28)
"""Ems: a narrow cell, a usual one, a wide one, a page of 公文."""


def measure(sign: str) -> float:
    """Widths as in the 宋体: half an em for ASCII, one em for the rest."""
    return 0.5 if sign < "\u0250" else 1.0


def texts(text: str, width: float, indent: float = 0.0) -> list[str]:
    return [line.text for line in break_lines(text, width, measure, indent)]


def faults(lines: list[Line]) -> list[str]:
    """Lines of one paragraph that begin or end with a sign they must not."""
    begins = [line.text for line in lines[1:] if line.text.strip()[:1] in set(NO_START)]
    ends = [line.text for line in lines[:-1] if line.text.strip()[-1:] in set(NO_END)]
    return begins + ends


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_real_plans_is_at_fault(width: float) -> None:
    """M46, over more than 2,000 lines at each width."""
    broken = [break_lines(paragraph, width, measure) for paragraph in CORPUS]
    assert sum(map(len, broken)) > 2000
    assert [fault for lines in broken for fault in faults(lines)] == []
    for paragraph, lines in zip(CORPUS, broken, strict=True):
        assert "".join(line.text for line in lines) == paragraph
        assert max(line.width for line in lines) <= width + 1e-6


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_no_number_or_word_of_real_plans_is_cut(width: float) -> None:
    for paragraph in CORPUS:
        lines = break_lines(paragraph, width, measure)
        for line, after in pairwise(lines):
            assert not (re.search(r"[0-9A-Za-z]$", line.text) and re.match(r"[0-9A-Za-z]", after.text)), line.text


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("今天到此为止。", 6, ["今天到此", "为止。"]),  # 。 takes the character before it along
        ("今天到此为。", 5.5, ["今天到此为。"]),  # its blank half may hang over the edge
        ("他说“好”就走了", 3, ["他说", "“好”", "就走了"]),
        ("总额12,345.67元整", 6, ["总额", "12,345.67元", "整"]),
        ("截至2024年12月31日", 5, ["截至2024年", "12月31日"]),
        ("穗埔府规〔2021〕18号", 9, ["穗埔府规", "〔2021〕18号"]),
        ("穗埔府规〔2021〕18号", 5, ["穗埔府规", "〔2021〕", "18号"]),  # too narrow for it whole
        ("依法行政——法治政府", 5, ["依法行政", "——法治", "政府"]),
        ("等等……", 3, ["等", "等……"]),
        ("见HFGS—2017—9号", 7, ["见", "HFGS—2017—9", "号"]),
        ("发布于www.gov.cn网站", 6, ["发布于", "www.gov.cn网", "站"]),
        ("广州市增城区人民政府办公室", 12, ["广州市增城区人民政府办", "公室"]),  # 室 is not left alone
        ("Hello World 你好", 3, ["Hello ", "World ", "你好"]),  # spaces hang over the edge
        ("第一行\n第二行更长一些", 4, ["第一行", "第二行更", "长一些"]),
        ("国(一)款,共2项.完", 3.5, ["国(一)", "款,共", "2项.完"]),  # ASCII signs are signs too
        ("甲\ufe00乙", 1, ["甲\ufe00", "乙"]),  # a variation selector stays with its character
        ("", 3, [""]),
        ("甲", 0.5, ["甲"]),
    ],
)
def test_where_lines_break(text: str, width: float, expected: list[str]) -> None:
    assert texts(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abcdefghijkl", 3, ["abcdef", "ghijkl"]),
        ("（（（甲", 2, ["（（", "（甲"]),
        ("甲。。。。。。", 2, ["甲。", "。。", "。。", "。"]),
        ("91440101MA5CABCD2X（统一）", 4, ["91440101", "MA5CABCD", "2X（统", "一）"]),
    ],
)
def test_a_run_that_no_line_holds_is_cut_as_a_last_resort(text: str, width: float, expected: list[str]) -> None:
    assert texts(text, width) == expected


def test_first_line_is_shorter_by_the_indent() -> None:
    assert texts("一二三四五六七八九十", 5, indent=2) == ["一二三", "四五六七八", "九十"]
    assert texts("一二三四\n五六七八", 5, indent=2) == ["一二", "三四", "五六", "七八"]


signs = st.text(alphabet=st.sampled_from("国家机关，。、；：？！…—·（）《》“”〔〕12.,%abcXY -/\n　𠮷〇"), max_size=60)
widths = st.sampled_from((0.5, 1.0, 2.0, 3.5, 6.0, 11.0))


@given(signs, widths, st.sampled_from((0.0, 2.0)))
def test_lines_joined_are_the_text(text: str, width: float, indent: float) -> None:
    lines = break_lines(text, width, measure, indent)
    assert "".join(line.text + ("\n" if line.ends else "") for line in lines) == text + "\n"


@given(signs, widths)
def test_lines_fit(text: str, width: float) -> None:
    for line in break_lines(text, width, measure):
        assert line.width <= max(width, 1.0) + 1e-6
        assert line.width <= sum(map(measure, line.text))


@given(
    st.lists(st.sampled_from(["国", "家", "，", "。", "（文", "件）", "“法", "治”", "2024年", "——", "……"]), max_size=40)
)
def test_no_fault_where_every_run_fits(parts: list[str]) -> None:
    text = "国" + "".join(parts)
    if re.search(r"[，。）”…]{4}", text):
        return  # more closing signs in a row than a line holds
    assert faults(break_lines(text, 8, measure)) == []


def test_spread_fills_the_line() -> None:
    line, last = break_lines("一二三四五，六七。", 5.6, measure)
    assert line.text == "一二三四五，"
    assert line.spread(6.0, most=1.0) == pytest.approx((6.0 - 5.5) / 5)
    assert last.spread(6.0, most=1.0) == 0.0


def test_spread_leaves_numbers_as_they_are() -> None:
    line = Line("共2024件", 4.0, ends=False)
    assert len(TIGHT.findall(line.text)) == 3
    assert line.spread(4.6, most=1.0) == pytest.approx(0.6 / 2)


def test_spread_does_not_tear_a_line_apart() -> None:
    assert Line("甲乙", 2.0, ends=False).spread(9.0, most=0.25) == 0.0


def natural(text: str) -> float:
    return sum(map(measure, text.rstrip()))


def on_grid_width(line: Line, width: float, evenly: float) -> tuple[float, float]:
    """Where the last character ends, and how far characters have moved from their places."""
    gap, pause = line.on_grid(width, natural(line.text), evenly)
    moves = gap * (len(line.text.rstrip()) - len(TIGHT.findall(line.text.rstrip())) - 1)
    return natural(line.text) + moves + pause * (len(line.parts()) - 1), gap


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_characters_on_a_grid_hardly_move(width: float) -> None:
    """Of real plans every line ends within the column; nearly all full ones fill it, none by pulling its characters apart."""
    filled = full = 0
    for paragraph in CORPUS:
        for line in break_lines(paragraph, width, measure):
            end, gap = on_grid_width(line, width, 0.039)
            assert end <= width + 1e-6, line.text
            assert -0.08 <= gap <= 0.039 + 1e-9, line.text
            if not line.ends:
                full += 1
                filled += end > width - 1e-6
    assert filled > {11: 0.7, 17.5: 0.85, 28: 0.98}[width] * full


def test_what_a_line_lacks_beyond_goes_to_its_pauses() -> None:
    line = Line("依法行政，依法（试行）决策", 13.0, ends=False)
    assert line.parts() == ["依法行政，", "依法", "（试行）", "决策"]
    gap, pause = line.on_grid(15.0, 13.0, 0.04)
    assert gap == 0.04
    assert 3 * pause == pytest.approx(2.0 - 12 * 0.04)
    assert Line("依法行政依法决策", 8.0, ends=False).on_grid(10.0, 8.0, 0.04) == (0.0, 0.0)
    assert Line("依法行政，依法", 7.0, ends=True).on_grid(10.0, 7.0, 0.04) == (0.0, 0.0)


def test_a_sign_that_would_hang_over_is_drawn_in() -> None:
    line = Line("依法行政1。", 5.0, ends=True)
    gap, pause = line.on_grid(5.0, 5.5, 0.04)
    assert gap == pytest.approx(-0.5 / 5)
    assert pause == 0.0
