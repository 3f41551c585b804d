"""The template language: what it writes, what it reads back, and how it says what is wrong."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering.template import Template
from app.domain.numbering.tokens import NAMES, TemplateError, Values
from app.domain.problems import Refused

GUANGZHOU = "{region}{cat:2}{year}{seq:4}"
YANGLING = "杨管规〔{year}〕{seq:3}-{orgname}{seq2:3}"


@pytest.mark.parametrize(
    ("text", "values", "seq", "seq2", "number"),
    [
        (GUANGZHOU, {"region": "HP", "cat": "01", "year": 2021}, 19, None, "HP0120210019"),
        (GUANGZHOU, {"region": "HP", "cat": 1, "year": "2021"}, 19, None, "HP0120210019"),
        (GUANGZHOU, {"region": "HP", "cat": "01", "year": 2021}, 10000, None, "HP01202110000"),
        ("HFGS—{year}—{seq}", {"year": 2017}, 9, None, "HFGS—2017—9"),
        (YANGLING, {"year": 2012, "orgname": "规划局"}, 1, 7, "杨管规〔2012〕001-规划局007"),
        ("{orgabbr}规〔{year}〕{seq}号", {"orgabbr": "穗府办", "year": 2021}, 12, None, "穗府办规〔2021〕12号"),
        ("{region|lower}{yy}{month:2}{seq:3}", {"region": "HP", "year": 2024, "month": 3}, 5, None, "hp2403005"),
        ("{region|upper}{yy}{month}-{seq}", {"region": "hp", "year": 2024, "month": "12"}, 5, None, "HP2412-5"),
        ("{org}-{seq}", {"org": "A1"}, 5, None, "A1-5"),
        (
            "{orgabbr}[（{temp}）]〔{year}〕{seq}号",
            {"orgabbr": "海府", "temp": "试", "year": 2024},
            3,
            None,
            "海府（试）〔2024〕3号",
        ),
        (
            "{orgabbr}[（{temp}）]〔{year}〕{seq}号",
            {"orgabbr": "海府", "temp": "", "year": 2024},
            3,
            None,
            "海府〔2024〕3号",
        ),
        ("{orgabbr}[（{temp}）]〔{year}〕{seq}号", {"orgabbr": "海府", "year": 2024}, 3, None, "海府〔2024〕3号"),
        ("{year}-{seq}[-{orgname}{seq2}]", {"year": 2024, "orgname": "司法局"}, 3, None, "2024-3"),
        ("{year}-{seq}[-{orgname}{seq2}]", {"year": 2024, "orgname": "司法局"}, 3, 4, "2024-3-司法局4"),
        (r"海府\[{year}\]{seq}号", {"year": 2024}, 3, None, "海府[2024]3号"),
        (r"\{{year}\}\\{seq}", {"year": 2024}, 3, None, "{2024}\\3"),
        ("{ year }-{ seq : 2 }", {"year": 2024}, 3, None, "2024-03"),
    ],
)
def test_render_and_read_back(text: str, values: Values, seq: int, seq2: int | None, number: str) -> None:
    template = Template.parse(text)
    assert template.render(values, seq, seq2) == number
    read = template.read(number)
    assert read is not None
    assert (read["seq"], read.get("seq2")) == (seq, seq2 if "seq2" in read else None)
    assert template.render(read, int(read["seq"]), seq2) == number


@pytest.mark.parametrize(
    ("text", "number", "values"),
    [
        (GUANGZHOU, "HP0120210019", {"region": "HP", "cat": "01", "year": 2021, "seq": 19}),
        (GUANGZHOU, "ＨＰ０１２０２１００１９", {"region": "HP", "cat": "01", "year": 2021, "seq": 19}),
        (GUANGZHOU, "HP 01 2021 0019", {"region": "HP", "cat": "01", "year": 2021, "seq": 19}),
        (GUANGZHOU, "HP01202112345", {"region": "HP", "cat": "01", "year": 2021, "seq": 12345}),
        (GUANGZHOU, "海珠0120210019", {"region": "海珠", "cat": "01", "year": 2021, "seq": 19}),
        ("HFGS—{year}—{seq}", "HFGS-2017-9", {"year": 2017, "seq": 9}),
        ("HFGS-{year}-{seq}", "HFGS——2017—9", {"year": 2017, "seq": 9}),
        ("HFGS-{year}-{seq}", "hfgs－2017–009", {"year": 2017, "seq": 9}),
        ("渝文审〔{year}〕{seq}号", "渝文審[2018]25號", {"year": 2018, "seq": 25}),
        ("渝文审〔{year}〕{seq}号", "渝文审（ 2018 ）25 号", {"year": 2018, "seq": 25}),
        (r"海府\[{year}\]{seq}号", "海府〔2024〕3号", {"year": 2024, "seq": 3}),
        ("{region}{yy}-{seq}", "HP21-3", {"region": "HP", "yy": 21, "year": 2021, "seq": 3}),
        ("{region}{yy}-{seq}", "HP98-3", {"region": "HP", "yy": 98, "year": 1998, "seq": 3}),
        (YANGLING, "杨管规〔2012〕001—规划局012", {"year": 2012, "seq": 1, "orgname": "规划局", "seq2": 12}),
    ],
)
def test_read_takes_any_spelling(text: str, number: str, values: Values) -> None:
    assert Template.parse(text).read(number) == values


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (GUANGZHOU, "HP012021019"),
        (GUANGZHOU, "HP0120210000"),
        (GUANGZHOU, "HP0118210019"),
        (GUANGZHOU, "HP0120210019号"),
        (GUANGZHOU, "HP01202112345678"),
        (GUANGZHOU, ""),
        ("HFGS-{year}-{seq}", "HFGS-2022-"),
        ("HFGS-{year}-{seq}", "HFGS-2022-0"),
        ("HFGS-{year}-{seq}", "惠府〔2022〕32号"),
        ("{yy}{month:2}-{seq}", "2413-1"),
        ("{year}{yy}-{seq}", "202125-1"),
    ],
)
def test_read_leaves_other_numbers_alone(text: str, number: str) -> None:
    assert Template.parse(text).read(number) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "请填写"),
        ("   ", "请填写"),
        (" {seq}", "前后不能有空格"),
        ("{year}\n{seq}", "不能有换行"),
        ("HP{year}", "没有顺序号"),
        ("HP{seq2}", "没有顺序号"),
        ("HP{foo}{seq}", "第3个字的“{foo}”不认识；可以用：{region} 行政区代码"),
        ("HP{}{seq}", "第3个字的“{}”不认识"),
        ("HP{SEQ}", "不认识"),
        ("HP{year", "第3个字的“{”没有配对的“}”"),
        ("HP{year{seq}}", "第3个字的“{”没有配对的“}”"),
        ("HP}{seq}", "第3个字的“}”多余"),
        ("HP]{seq}", "第3个字的“]”多余"),
        ("HP[{temp}{seq}", "第3个字的“[”没有配对的“]”"),
        ("HP[{temp}", "第3个字的“[”没有配对的“]”"),
        ("HP[{temp}[{cat}]]{seq}", "第10个字：方括号里不能再套方括号"),
        ("HP[{temp}}]{seq}", "第10个字的“}”多余"),
        ("HP[2024]{seq}", "没有会空着的内容，不能省略；要印出方括号请写成“\\[2024\\]”"),
        ("HP[{year}]{seq}", "要印出方括号请写成“\\[{year}\\]”"),
        ("HP[{seq}]", "没有会空着的内容"),
        ("HP[{temp}{seq}]", "不能放在可省略的方括号里"),
        ("HP{seq:0}", "位数应为1至9"),
        ("HP{seq:12}", "位数应为1至9"),
        ("HP{seq:}", "位数应为1至9"),
        ("HP{seq:x}", "位数应为1至9"),
        ("HP{year:2}{seq}", "两位年份写 {yy}"),
        ("HP{month:3}{seq}", "月份写 {month}"),
        ("HP{region|title}{seq}", "只能是 upper（大写）或 lower（小写）"),
        ("HP{seq}-{seq}", "“{seq}”只能出现一次"),
        ("HP{year}{year}{seq}", "“{year}”只能出现一次"),
        ("HP\\n{seq}", "第3个字的“\\”后面只能是"),
        ("{seq}\\", "第6个字的“\\”后面只能是"),
    ],
)
def test_what_is_wrong_with_a_template_is_said(text: str, words: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(words)):
        Template.parse(text)


@pytest.mark.parametrize(
    ("text", "values", "seq", "field", "words"),
    [
        (GUANGZHOU, {"cat": "01", "year": 2021}, 1, "region", "要有行政区代码，但没有填写"),
        (GUANGZHOU, {"region": "HP", "cat": "100", "year": 2021}, 1, "cat", "类别代码“100”超过2位"),
        (GUANGZHOU, {"region": "HP", "cat": "A1", "year": 2021}, 1, "cat", "不是数字，不能补零"),
        (GUANGZHOU, {"region": "H1", "cat": "01", "year": 2021}, 1, "region", "只能是汉字或字母"),
        (GUANGZHOU, {"region": "HP", "cat": "01", "year": 1900}, 1, "year", "年份“1900”不在1949至2100年之间"),
        (GUANGZHOU, {"region": "HP", "cat": "01", "year": 2021}, 0, "seq", "从1开始"),
        (GUANGZHOU, {"region": "HP", "cat": "01", "year": 2021}, -3, "seq", "不是数字"),
        ("{level:1}R-{seq}", {"level": "CD"}, 1, "level", "应为1个字"),
        ("{month}-{seq}", {"month": 13}, 1, "month", "不是1至12"),
        (YANGLING, {"year": 2012, "orgname": "规划局"}, 1, "seq2", "要有第二顺序号"),
        (YANGLING, {"year": 2012, "orgname": "规划局（筹）"}, 1, "orgname", "不能编进编号"),
    ],
)
def test_unfit_values_are_refused_at_their_field(text: str, values: Values, seq: int, field: str, words: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(words)) as caught:
        Template.parse(text).render(values, seq)
    assert caught.value.problems[0].field == field
    assert isinstance(caught.value, Refused)


def test_counters_are_told_with_their_widths() -> None:
    assert [(token.name, token.width) for token in Template.parse(YANGLING).counters] == [("seq", 3), ("seq2", 3)]
    assert [(token.name, token.width) for token in Template.parse("A{seq}").counters] == [("seq", 0)]
    assert Template.parse(YANGLING).names == {"year", "seq", "orgname", "seq2"}


LITERALS = st.text("AZ规〔〕[]{}()（）—-\\号第 x", max_size=4)


@given(LITERALS, LITERALS, st.integers(1949, 2100), st.integers(1, 999_999))
def test_escaped_literals_are_printed_as_they_are_and_read_back(left: str, right: str, year: int, seq: int) -> None:
    def escaped(text: str) -> str:
        return re.sub(r"[\[\]{}\\]", r"\\\g<0>", " ".join(text.split()))

    text = f"{escaped(left)}{{year}}号{{seq}}{escaped(right)}"
    template = Template.parse(text.strip())
    number = template.render({"year": year}, seq)
    assert number == f"{' '.join(left.split())}{year}号{seq}{' '.join(right.split())}"
    assert template.read(number) == {"year": year, "seq": seq}


@given(st.text("{}[]\\:|〔〕-号 AB0123seqyarorgtmp", max_size=24))
def test_any_text_parses_or_is_refused_in_chinese(text: str) -> None:
    message = ""
    try:
        assert {"seq"} <= Template.parse(text).names <= set(NAMES)
    except TemplateError as error:
        message = str(error)
    assert not message or re.search("[\u4e00-\u9fff]", message)
