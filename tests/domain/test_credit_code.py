"""Credit codes and identity numbers: check digits, and what is shown of a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.credit_code import ALPHABET, check_character, fault_of_code, normal_code
from app.domain.id_number import fault_of_id, is_masked, masked_id, normal_id


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91110000802100433B", "９1350100m000100y43", "91350100 M000100Y43"]
)
def test_published_codes_hold(code: str) -> None:
    """The first is the example of GB 32100-2015, the second a listed company's."""
    assert fault_of_code(code) == ""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("91350100M000100Y4", "17位"),
        ("", "0位"),
        ("91350100M000100Y44", "校验位"),
        ("91350100I000100Y43", "“I”"),
        ("9135A100M000100Y43", "第3至8位"),
    ],
)
def test_a_wrong_code_is_named(code: str, said: str) -> None:
    assert said in fault_of_code(code)


@given(
    st.text(ALPHABET, min_size=2, max_size=2),
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.text(ALPHABET, min_size=9, max_size=9),
)
def test_any_one_character_misread_is_noticed(head: str, region: str, body: str) -> None:
    code = head + region + body
    code += check_character(code)
    assert fault_of_code(code) == ""
    for place in (0, 9, 16):
        other = ALPHABET[(ALPHABET.index(code[place]) + 1) % 31]
        assert fault_of_code(code[:place] + other + code[place + 1 :]) != ""


def test_a_code_is_stored_in_one_form() -> None:
    assert normal_code(" ９1350100-m000100y43 ") == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("440105199001011234", "440105********1234"),
        ("E12345678", "*********"),
        ("440105900101123", "440105*****1123"),
        ("", ""),
    ],
)
def test_what_is_shown_of_a_number(number: str, shown: str) -> None:
    assert masked_id(number) == shown
    assert is_masked(shown) == bool(number)
    assert masked_id(shown) == shown


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("11010519491231002X", ""),
        ("440105199001011234", "校验位"),
        ("110105194913310020", "日历"),
        ("0101051949123100AX", "前17位"),
        ("E12345678", ""),
    ],
)
def test_an_identity_number_is_proven_by_its_last_digit(number: str, said: str) -> None:
    assert said in fault_of_id(normal_id(number))
    assert bool(fault_of_id(number)) == bool(said)
