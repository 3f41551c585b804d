"""Words are marked where the search found them, in any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import words
from app.ui.search_palette.marks import marks


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, words(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "parts"),
    [
        ("海珠区农村集体资产交易管理办法", "资产", ["资产"]),
        ("海珠區農村集體資產交易管理辦法", "资产", ["資產"]),
        ("海珠区农村集体资产交易管理办法", "資產 办法", ["资产", "办法"]),
        ("海府规〔2021〕18号", "[2021]", ["〔2021〕"]),
        ("海府规〔2021〕18号", "（2021）18", ["〔2021〕18"]),
        ("HZ0120240007", "hz01", ["HZ01"]),
        ("农村集体资产", "ncjtzc", ["农村集体资产"]),
        ("农村集体资产", "jtzc", ["集体资产"]),
        ("办法办法", "办法", ["办法办法"]),
        ("办法与办法", "办法", ["办法", "办法"]),
        ("海珠区办法", "没有的字", []),
        ("", "字", []),
    ],
)
def test_the_words_are_marked_as_they_are_written(text: str, typed: str, parts: list[str]) -> None:
    assert marked(text, typed) == parts


@given(st.text(alphabet="海珠區区办法〔〕[]12 ａA", max_size=12), st.text(alphabet="海珠区办法〔12aA ", max_size=6))
def test_marks_lie_within_the_text_in_order_and_apart(text: str, typed: str) -> None:
    spans = marks(text, words(typed))
    flat = [place for span in spans for place in span]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(text) for place in flat)
