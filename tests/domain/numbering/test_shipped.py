"""The shipped schemes: each reads its example, writes it again, and is without problems."""

import re

import pytest

from app.domain.document_number import parse
from app.domain.numbering.schemes import next_serial, problems_of_scheme, scope_key
from app.domain.numbering.shipped import COUNTY_LEVEL, SAMPLE, SHIPPED, ShippedScheme
from app.domain.numbering.tokens import NAMES, Values

EXAMPLES: dict[str, tuple[str, Values]] = {
    "guangzhou_category": ("HP0120210019", {"region": "HP", "cat": "01", "year": 2021, "seq": 19}),
    "guangzhou_issuer": ("ZC0220200006", {"region": "ZC", "org": "02", "year": 2020, "seq": 6}),
    "huizhou": ("HFGS-2022-7", {"year": 2022, "seq": 7}),
    "huizhou_2017": ("HFGS—2017—9", {"year": 2017, "seq": 9}),
    "hunan": ("HHCR-2023-01005", {"region": "HH", "level": "C", "year": 2023, "org": "01", "seq": 5}),
    "shandong": ("SDPR-2021-0200003", {"region": "SD", "level": "P", "year": 2021, "org": "020", "seq": 3}),
    "zhejiang": ("ZJSP01-2020-0001", {"org": "01", "year": 2020, "seq": 1}),
    "yangling": ("杨管规〔2012〕001-规划局001", {"year": 2012, "seq": 1, "orgname": "规划局", "seq2": 1}),
    "chongqing": ("渝文审〔2018〕25号", {"year": 2018, "seq": 25}),
    "mark_gui": ("穗府办规〔2021〕12号", {"orgabbr": "穗府办", "year": 2021, "seq": 12}),
    "filing": ("海备〔2024〕3号", {"region": "海", "year": 2024, "seq": 3}),
}

by_key = pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.key)


def test_every_scheme_is_in_the_table() -> None:
    assert [shipped.key for shipped in SHIPPED] == list(EXAMPLES)
    assert len({shipped.scheme.name for shipped in SHIPPED}) == len(SHIPPED)


@by_key
def test_example_is_read_and_written_again(shipped: ShippedScheme) -> None:
    example, values = EXAMPLES[shipped.key]
    assert shipped.example == example
    read = shipped.scheme.parsed.read(example)
    assert read == values
    seq2 = values.get("seq2")
    assert shipped.scheme.number(read, int(values["seq"]), None if seq2 is None else int(seq2)) == example


@by_key
def test_shipped_schemes_are_sound(shipped: ShippedScheme) -> None:
    assert problems_of_scheme(shipped.scheme) == []
    assert shipped.label
    assert shipped.source
    assert shipped.constructed == (shipped.key in ("yangling", "filing"))
    number = shipped.scheme.number(SAMPLE, 7, 2)
    assert shipped.scheme.parsed.read(number) is not None


@pytest.mark.parametrize(
    ("key", "number", "seq"),
    [
        ("guangzhou_category", "HP0120250003", 3),
        ("guangzhou_issuer", "HP0120210019", 19),
        ("huizhou", "HFGS—2017—9", 9),
        ("huizhou_2017", "HFGS-2022-7", 7),
        ("shandong", "QDCR-2020-0010003", 3),
        ("mark_gui", "穗埔府规[2021]18號", 18),
        ("mark_gui", "穗府规（2017）6号", 6),
    ],
)
def test_other_real_numbers_of_the_same_form(key: str, number: str, seq: int) -> None:
    scheme = next(shipped.scheme for shipped in SHIPPED if shipped.key == key)
    read = scheme.parsed.read(number)
    assert read is not None
    assert read["seq"] == seq


def test_counter_goes_on_from_imported_numbers_of_any_spelling() -> None:
    scheme = SHIPPED[0].scheme
    legacy = ["HP0120210019", "hp0120210003", "HP 0220210044", "ＨＰ０１２０２１００２０", "HP0120220001", "不详"]
    read = [values for text in legacy if (values := scheme.parsed.read(text))]
    here = scope_key(scheme, {"region": "HP", "cat": "01"})
    used = [int(values["seq"]) for values in read if values["year"] == 2021 and scope_key(scheme, values) == here]
    assert sorted(used) == [3, 19, 20]
    assert next_serial(used, scheme.start) == 21


def test_numbers_that_are_document_numbers_too_parse_as_such() -> None:
    number = parse(EXAMPLES["mark_gui"][0])
    assert number is not None
    assert (number.mark, number.year, number.serial) == ("穗府办规", 2021, 12)


def test_sample_has_a_value_for_every_token_but_the_counters() -> None:
    assert set(SAMPLE) == set(NAMES) - {"seq", "seq2", "yy"}
    assert SAMPLE["level"] == COUNTY_LEVEL


@by_key
def test_words_for_the_user_are_chinese(shipped: ShippedScheme) -> None:
    for text in (shipped.scheme.name, shipped.label, shipped.source):
        assert re.search("[\u4e00-\u9fff]", text)
        assert not re.search("[A-Za-z]{2,}", text.replace("HFGS", ""))
