"""Schemes: what is wrong with one, how serials go on, and that a scheme without problems never gives a number twice."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.numbering.schemes import (
    NumberingScheme,
    Reset,
    YearFrom,
    counter_year,
    gaps,
    next_serial,
    problems_of_scheme,
    scope2_key,
    scope_key,
    year_of,
    years_in_doubt,
)
from app.domain.numbering.template import Template
from app.domain.numbering.tokens import Overflow, TemplateError, Values

GUANGZHOU = NumberingScheme("广州式", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat"))
YANGLING = NumberingScheme("杨凌式", "杨管规〔{year}〕{seq:3}-{orgname}{seq2:3}", scope2=("orgname", "year"))
HP = {"region": "HP", "cat": "01", "year": 2021}


def test_good_schemes_have_no_problems() -> None:
    assert problems_of_scheme(GUANGZHOU) == []
    assert problems_of_scheme(YANGLING) == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " "}, "name", "名称"),
        ({"template": "HP"}, "template", "没有顺序号"),
        ({"applies_to": ()}, "applies_to", "至少选择一种"),
        ({"applies_to": ("district",)}, "applies_to", "没有“district”"),
        ({"template": "{region}{cat:2}{seq:4}"}, "reset", "要有年份"),
        ({"template": "{region}{year}{seq:4}"}, "scope", "编号里就要有类别代码"),
        ({"scope": ("region", "foo")}, "scope", "不能按“foo”分别计数"),
        ({"scope": ("seq",)}, "scope", "不能按“seq”分别计数"),
        ({"scope2": ("region",)}, "scope2", "没有第二顺序号"),
        ({"start": 0}, "start", "起始号"),
        ({"start": 10000, "overflow": Overflow.REFUSE}, "start", "超过顺序号的4位"),
        ({"valid_from": date(2025, 1, 1), "valid_to": date(2024, 12, 31)}, "valid_to", "早于"),
        ({"template": "{region}{cat}-{year}-{seq}"}, "template", "“{region}”和“{cat}”之间"),
        ({"template": "{region}{cat:2}[{temp}]{year}{seq:4}"}, "template", "要各有自己的符号"),
    ],
)
def test_problems_of_scheme(changes: dict[str, object], field: str, words: str) -> None:
    problems = problems_of_scheme(replace(GUANGZHOU, **changes))  # type: ignore[arg-type]
    assert [problem.field for problem in problems] == [field]
    assert words in problems[0].message


@pytest.mark.parametrize(
    "template",
    [
        "{seq}{year}-{seq2}",
        "{region}R{orgname}-{year}-{seq}",
        "{year}{seq}{seq2}",
        "{year}-{org}{seq}",
        "{year}-{seq}[-{cat}][-{temp}]",
        "{year}{seq:3}0{seq2:3}",
        "{year}-{seq}{month}",
    ],
)
def test_numbers_that_could_be_written_alike_are_found(template: str) -> None:
    scheme = NumberingScheme("试", template)
    found = [problem.message for problem in problems_of_scheme(scheme) if problem.field == "template"]
    if template == "{seq}{year}-{seq2}":
        assert found == []
    else:
        assert found


def test_refusing_overflow_makes_neighbouring_serials_distinct() -> None:
    scheme = NumberingScheme("试", "{year}{seq:3}{seq2:3}", overflow=Overflow.REFUSE)
    assert problems_of_scheme(scheme) == []
    assert scheme.number({"year": 2024}, 999, 1) == "2024999001"
    with pytest.raises(TemplateError, match="超过3位"):
        scheme.number({"year": 2024}, 1000, 1)


def test_serials_widen_or_are_refused() -> None:
    assert GUANGZHOU.number(HP, 10000) == "HP01202110000"
    with pytest.raises(TemplateError, match="顺序号10000超过4位"):
        replace(GUANGZHOU, overflow=Overflow.REFUSE).number(HP, 10000)


def test_scopes_count_by_themselves() -> None:
    assert scope_key(GUANGZHOU, HP) == "cat=01;region=hp"
    assert scope_key(GUANGZHOU, {**HP, "cat": 1, "region": "hp"}) == scope_key(GUANGZHOU, HP)
    assert scope_key(GUANGZHOU, {**HP, "cat": "02"}) != scope_key(GUANGZHOU, HP)
    assert scope_key(YANGLING, {"orgname": "规划局", "year": 2012}) == ""
    assert scope2_key(YANGLING, {"orgname": "规划局", "year": 2012}) == "orgname=规划局;year=2012"
    with pytest.raises(TemplateError, match="但没有填写"):
        scope_key(GUANGZHOU, {"region": "HP"})


def test_scope_of_an_optional_part_may_be_empty() -> None:
    scheme = NumberingScheme("试", "{orgabbr}[（{temp}）]〔{year}〕{seq}号", scope=("orgabbr", "temp"))
    assert problems_of_scheme(scheme) == []
    assert scope_key(scheme, {"orgabbr": "海府"}) == "orgabbr=海府;temp="


def test_counter_year_is_nought_where_the_serial_goes_on_for_ever() -> None:
    assert counter_year(GUANGZHOU, 2024) == 2024
    assert counter_year(replace(GUANGZHOU, reset=Reset.NEVER), 2024) == 0


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2024, 12, 31), True), (date(2025, 1, 1), False)],
)
def test_validity_of_a_scheme_includes_both_days(day: date, holds: bool) -> None:
    scheme = replace(GUANGZHOU, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    assert scheme.holds_on(day) is holds
    assert GUANGZHOU.holds_on(day)


@pytest.mark.parametrize(
    ("used", "start", "serial"),
    [([], 1, 1), ([], 100, 100), ([1, 2, 3], 1, 4), ([7, 3], 1, 8), ([5], 100, 100), ([200], 100, 201)],
)
def test_next_serial(used: list[int], start: int, serial: int) -> None:
    assert next_serial(used, start) == serial


@pytest.mark.parametrize(
    ("serials", "start", "missing"),
    [
        ([], 1, []),
        ([1, 2, 3], 1, []),
        ([1, 2, 5], 1, [3, 4]),
        ([3], 1, [1, 2]),
        ([1, 2, 103], 100, [100, 101, 102]),
        ([4, 2, 2, 4], 1, [1, 3]),
        ([5], 100, []),
    ],
)
def test_gaps(serials: list[int], start: int, missing: list[int]) -> None:
    assert gaps(serials, start) == missing


@given(st.lists(st.integers(1, 200)), st.integers(1, 50))
def test_serials_and_gaps_together_are_without_a_hole(serials: list[int], start: int) -> None:
    upto = next_serial(serials, start)
    assert {s for s in serials if s >= start} | set(gaps(serials, start)) == set(range(start, upto))
    assert upto not in serials


@pytest.mark.parametrize(
    ("on", "signed_on", "years"),
    [
        (date(2025, 1, 5), date(2024, 12, 31), (2024, 2025)),
        (date(2024, 12, 31), date(2024, 12, 30), (2024,)),
        (date(2025, 1, 5), None, (2025,)),
        (date(2024, 12, 31), date(2025, 1, 2), (2024, 2025)),
    ],
)
def test_years_in_doubt(on: date, signed_on: date | None, years: tuple[int, ...]) -> None:
    assert years_in_doubt(GUANGZHOU, on, signed_on) == years


def test_no_doubt_where_the_number_bears_no_year() -> None:
    scheme = NumberingScheme("连续", "海规{seq}号", reset=Reset.NEVER)
    assert problems_of_scheme(scheme) == []
    assert years_in_doubt(scheme, date(2025, 1, 5), date(2024, 12, 31)) == (2025,)


def test_year_follows_the_chosen_date() -> None:
    registered, signed, published = date(2025, 1, 5), date(2024, 12, 31), date(2026, 1, 1)
    assert year_of(GUANGZHOU, registered, signed, published) == 2025
    assert year_of(replace(GUANGZHOU, year_from=YearFrom.SIGN), registered, signed, published) == 2024
    assert year_of(replace(GUANGZHOU, year_from=YearFrom.PUBLISH), registered, signed, published) == 2026
    assert year_of(replace(GUANGZHOU, year_from=YearFrom.PUBLISH), registered, signed) == 2025


# --- properties over schemes made at random -------------------------------------------------------------------------

TOKENS = st.sampled_from(["region", "region:2", "level:1", "org", "org:2", "orgname", "orgabbr", "cat", "cat:2"]).map(
    lambda token: f"{{{token}}}"
) | st.sampled_from(
    ["{year}", "{yy}", "{month}", "{month:2}", "{seq2}", "{seq2:2}", "[-{temp}]", "[（{temp}）]", "[{temp}]"]
)
LITERALS = st.sampled_from(["-", "—", "〔", "〕", "号", "规", "R", "0", "1", "A", "\\[", "\\]", "()"])
TEMPLATES = st.lists(TOKENS | LITERALS, min_size=1, max_size=8).flatmap(
    lambda parts: st.tuples(st.sampled_from(["{seq}", "{seq:2}", "{seq:4}"]), st.integers(0, len(parts))).map(
        lambda seq: "".join([*parts[: seq[1]], seq[0], *parts[seq[1] :]])
    )
)
LETTERS = st.text("AB规R", min_size=1, max_size=3)
CODES = st.text("01A", min_size=1, max_size=3)
VALUES = st.fixed_dictionaries(
    {"region": LETTERS, "level": LETTERS, "orgname": LETTERS, "orgabbr": LETTERS, "org": CODES, "cat": CODES},
    optional={"temp": LETTERS},
)
SERIALS = st.integers(1, 30) | st.integers(1, 12_000)


@st.composite
def schemes(draw: st.DrawFn) -> NumberingScheme:
    text = draw(TEMPLATES)
    try:
        template = Template.parse(text)
    except TemplateError:
        assume(False)
        raise
    scope = tuple(sorted(template.names - {"seq", "seq2"}))
    scheme = NumberingScheme("试", text, scope=scope, overflow=draw(st.sampled_from(Overflow)), reset=Reset.NEVER)
    assume(not problems_of_scheme(scheme))
    return scheme


def _number(scheme: NumberingScheme, values: Values, seq: int, seq2: int) -> str | None:
    try:
        return scheme.number(values, seq, seq2)
    except TemplateError:
        return None


@given(schemes(), st.data())
def test_reading_is_the_inverse_of_writing(scheme: NumberingScheme, data: st.DataObject) -> None:
    values = {**data.draw(VALUES), "year": data.draw(st.integers(1949, 2048)), "month": data.draw(st.integers(1, 12))}
    seq, seq2 = data.draw(SERIALS), data.draw(SERIALS)
    number = _number(scheme, values, seq, seq2)
    if number is None:
        return
    read = scheme.parsed.read(number)
    assert read is not None
    assert read["seq"] == seq
    assert read.get("seq2", seq2) == seq2
    assert scheme_render(scheme, read) == number
    assert scope_key(scheme, read) == scope_key(scheme, {k: v for k, v in values.items() if k in read or k == "year"})
    spelled = number.translate(str.maketrans("〔〕-0123456789", "【】—０１２３４５６７８９"))
    assert scheme.parsed.read(spelled) == read


def scheme_render(scheme: NumberingScheme, read: Values) -> str:
    seq2 = read.get("seq2")
    return scheme.parsed.render(read, int(read["seq"]), None if seq2 is None else int(seq2))


GRID: dict[str, tuple[str | int | None, ...]] = {
    **dict.fromkeys(("region", "orgname", "orgabbr"), ("A", "AA", "规R")),
    **dict.fromkeys(("org", "cat"), (1, 11, "A")),
    "level": ("A", "R"),
    "temp": (None, "A", "RA"),
    "year": (2011, 2012),
    "month": (1, 11),
    "seq": (1, 11, 101, 1101),
    "seq2": (1, 11, 110),
}


@given(schemes())
def test_different_numbers_are_written_differently(scheme: NumberingScheme) -> None:
    names = sorted(scheme.parsed.names - {"yy"} | ({"year"} if "yy" in scheme.parsed.names else set()))
    written: dict[str, tuple[str | int | None, ...]] = {}
    for combination in product(*(GRID[name] for name in names)):
        values = {name: value for name, value in zip(names, combination, strict=True) if value is not None}
        number = _number(scheme, values, int(values.pop("seq")), int(values.pop("seq2", 1)))
        if number is not None:
            assert written.setdefault(number, combination) == combination
