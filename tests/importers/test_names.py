"""Several names in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.names import split_issuers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        (" \n", []),
        ("海珠区人民政府", ["海珠区人民政府"]),
        ("广州开发区管委会\n广州市黄埔区人民政府", ["广州开发区管委会", "广州市黄埔区人民政府"]),
        ("区司法局、区财政局", ["区司法局", "区财政局"]),
        (
            "区司法局，区财政局；区教育局,区民政局;区审计局",
            ["区司法局", "区财政局", "区教育局", "区民政局", "区审计局"],
        ),
        ("区司法局/区财政局／区教育局", ["区司法局", "区财政局", "区教育局"]),
        ("广州开发区管委会 广州市黄埔区人民政府", ["广州开发区管委会", "广州市黄埔区人民政府"]),
        ("区司法局\u3000区财政局", ["区司法局", "区财政局"]),
        ("海珠区 人民政府", ["海珠区人民政府"]),
        ("广州市黄埔区\n人民政府", ["广州市黄埔区人民政府"]),
        ("海珠区人民政府\r\n办公室", ["海珠区人民政府办公室"]),
        ("区住房和城乡建设局（区人防办、区房管局）", ["区住房和城乡建设局（区人防办、区房管局）"]),
        ("区建设局(人防办,房管局)、区财政局", ["区建设局(人防办,房管局)", "区财政局"]),
        ("区科技、工业和信息化局", ["区科技、工业和信息化局"]),
        ("区财政局、区科技、工业和信息化局", ["区财政局", "区科技、工业和信息化局"]),
        ("区财政局、区住房和城乡建设局", ["区财政局", "区住房和城乡建设局"]),
        ("广州开发区、黄埔区人民政府", ["广州开发区", "黄埔区人民政府"]),
        ("海府、海府办", ["海府", "海府办"]),
        ("区司法局、\n区财政局", ["区司法局", "区财政局"]),
        ("、区司法局、、区司法局、", ["区司法局"]),
        ("区法制办（2019年前", ["区法制办（2019年前"]),
    ],
)
def test_names_of_a_cell(text: str, names: list[str]) -> None:
    assert list(split_issuers(text)) == names


PIECES = [
    "区司法局",
    "区财政局",
    "海府",
    "人民政府",
    "办公室",
    "区科技",
    "工业和信息化局",
    "（甲、乙）",
    "、",
    "\n",
    " ",
    "，",
    "区",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=30))
def test_split_and_joined_again_they_stay(text: str) -> None:
    names = split_issuers(text)
    assert split_issuers("、".join(names)) == names


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_nothing_but_separators_is_lost(text: str) -> None:
    kept = "".join(split_issuers(text))
    assert {character for character in text if not character.isspace() and character not in "、，"} <= set(kept)
