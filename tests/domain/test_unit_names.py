"""Spellings of one unit come to one core; units that differ never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.unit_names import core_of

SAME = (
    ("海珠区", ("海珠区住房和建设局", "区住房和建设局", "广州市海珠区住房和建设局", "住房和建设局")),
    ("海珠区", ("海珠区人民政府", "区人民政府", "广州市海珠区人民政府")),
    (
        "海珠区",
        (
            "海珠区人民政府凤阳街道办事处",
            "凤阳街道办事处",
            "凤阳街道办",
            "凤阳街道",
            "凤阳街",
            "凤阳街办",
            "海珠区凤阳街道办公室",
        ),
    ),
    ("清远市", ("清远市财政局", "市财政局", "财政局")),
    ("嘉禾县", ("嘉禾县教育局", "县教育局")),
    ("", ("凤阳街道办", "凤阳街道办事处")),
)
DIFFERENT = (
    ("海珠区", "市教育局", "区教育局"),
    ("海珠区", "广州市黄埔区人民政府", "区人民政府"),
    ("海珠区", "凤阳街道办", "瑞宝街道办"),
    ("海珠区", "区域协作办公室", "协作办公室"),
    ("清远市", "市场监督管理局", "场监督管理局"),
    ("清远市", "市政和园林局", "政和园林局"),
    ("", "区财政局", "财政局"),
)


@pytest.mark.parametrize(("place", "names"), SAME)
def test_spellings_of_one_unit(place: str, names: tuple[str, ...]) -> None:
    assert len({core_of(name, place) for name in names}) == 1


@pytest.mark.parametrize(("place", "one", "other"), DIFFERENT)
def test_units_that_are_two(place: str, one: str, other: str) -> None:
    assert core_of(one, place) != core_of(other, place)


@given(st.text("区市县海珠街道办事处人民政府财局", max_size=12), st.sampled_from(["海珠区", "清远市", "嘉禾县", ""]))
def test_a_name_always_leaves_something_and_its_core_is_its_own(name: str, place: str) -> None:
    core = core_of(name, place)
    assert bool(core) == bool(name)
