"""文号 in every spelling found, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document_number import DocumentNumber, normal_form, parse
from app.domain.text import fold

HAI_FU_GUI = DocumentNumber("海府规", 2024, 3)

REAL = [
    "穗埔府规〔2021〕18号",
    "增府办规〔2020〕6号",
    "穗埔府规〔2025〕3号",
    "惠府〔2017〕46号",
    "惠府〔2022〕32号",
    "怀政办发〔2023〕9号",
    "高政发〔2021〕1号",
    "穗府办规〔2021〕12号",
    "徐府办发〔2012〕14号",
    "周政〔2011〕53号",
    "巴政办发〔2011〕17号",
    "哈政发法字〔2009〕1号",
    "穗府〔2011〕15号",
    "穗府办〔2015〕14号",
    "广安区府办发〔2020〕26号",
    "粤府办〔2023〕5号",
    "惠市环〔2007〕40号",
    "乐政发〔2020〕9号",
    "津建设〔2016〕256号",
    "穗府规〔2017〕6号",
    "穗府办规〔2019〕5号",
    "穗建规字〔2019〕13号",
    "穗府办〔2015〕56号",
    "穗建规字〔2019〕17号",
    "粤府〔2019〕71号",
    "穗府办规〔2019〕4号",
    "广安府办发〔2020〕13号",
    "陕政发〔2017〕34号",
    "湘政办发〔2023〕4号",
    "海府〔2016〕18号",
    "穗府〔2015〕26号",
    "市委发〔2017〕23号",
]


@pytest.mark.parametrize(
    "text",
    [
        "海府规〔2024〕3号",
        "海府规[2024]3号",
        "海府规(2024)3号",
        "海府规（2024）3号",
        "海府规【2024】3号",
        "海府规﹝2024﹞3号",
        "海府规〈2024〉3号",
        "海府规［2024］3号",
        "海府规〔2024]3号",
        "海府规〔２０２４〕３号",
        "海府规 〔 2024 〕 3 号",
        "海府规\u3000〔2024〕\xa03号",
        "海府规〔2024〕\n3号",
        "海府规〔2024〕第3号",
        "海府规第〔2024〕3号",
        "海府规[2024]第 3 号",
        "海府规〔2024年〕3号",
        "海府规〔2024〕3號",
        "海府規〔2024〕3號",
        "海府规〔2024〕003号",
        "海府规〔2024〕3",
        "海府规〔2024〕3号文",
        "（海府规〔2024〕3号）",
        "文号：海府规〔2024〕3号",
    ],
)
def test_every_spelling_is_the_same_number(text: str) -> None:
    assert parse(text) == HAI_FU_GUI
    assert normal_form(text) == "海府规〔2024〕3号"


@pytest.mark.parametrize("text", REAL)
def test_real_numbers_are_their_own_normal_form(text: str) -> None:
    number = parse(text)
    assert number is not None
    assert number.text == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("市委发[2017]第 23 号", DocumentNumber("市委发", 2017, 23)),
        ("〔2019〕第4号", DocumentNumber("", 2019, 4)),
        ("穗府〔2015〕26號", DocumentNumber("穗府", 2015, 26)),
        ("穗GX规〔2020〕1号", DocumentNumber("穗GX规", 2020, 1)),
        ("海珠区通告〔2024〕1号", DocumentNumber("海珠区通告", 2024, 1)),
    ],
)
def test_parts(text: str, number: DocumentNumber) -> None:
    assert parse(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "HFGS-2022-7",
        "HFGS—2017—9",
        "HP0120210019",
        "HHCR-2023-01005",
        "HHCR[2023]01005",
        "杨管规〔2012〕001-司法局002",
        "关于加强管理的通知",
        "关于印发管理办法的通知（2024）3号",
        "广州市番禺区人才公寓管理办法(2024)3号",
        "花垣县行政许可事项清单（2022年版）",
        "规划（2016-2020年）",
        "国务院令第783号",
        "2024年第3号",
        "（2024）",
        "〔2024〕3",
        "(2024)5",
        "海府规〔2024〕",
        "海府规〔2024〕0号",
        "海府规〔2024〕3-1号",
        "海府规〔1900〕3号",
        "海府规〔2024〕3号、海府规〔2024〕4号",
        "海府规2024年3号",
        "〔202026",
        "6号",
    ],
)
def test_what_is_no_document_number_is_left_alone(text: str) -> None:
    assert parse(text) is None
    assert normal_form(text) == fold(text)


MARKS = st.text("海府办规穗埔增惠政发字GX", max_size=8).filter(lambda mark: not mark.isascii())
NUMBERS = st.builds(DocumentNumber, MARKS, st.integers(1949, 2100), st.integers(1, 99999))


@given(
    NUMBERS,
    st.sampled_from(["〔〕", "[]", "（）", "()", "【】", "﹝﹞", "〈〉", "［］"]),
    st.sampled_from(["", "第"]),
    st.booleans(),
)
def test_every_number_reads_back(number: DocumentNumber, brackets: str, ordinal: str, spaced: bool) -> None:
    parts = (number.mark, brackets[0], str(number.year), brackets[1], ordinal, str(number.serial), "號")
    assert parse((" " if spaced else "").join(parts)) == number
    assert parse(number.text) == number


@given(st.text())
def test_normal_form_is_final(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)
