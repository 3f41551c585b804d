"""Number formats with leading zeros."""

import pytest

from app.importers.formats import padding


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("000000", "000123"),
        ('"HP"000000', "HP000123"),
        ('0000"号"', "0123号"),
        ("[红色]00000;-00000", "00123"),
        ("\\N00000", "N00123"),
        ("〔2024〕0000", None),
        ("海府-00000", "海府-00123"),
        ("00", "123"),
    ],
)
def test_zeros_come_back(code: str, shown: str | None) -> None:
    zeros = padding(code)
    assert (zeros.show(123) if zeros else None) == shown


@pytest.mark.parametrize(
    "code",
    ["", "General", "@", "0", "#,##0", "0.00", "00.0", "0%", "00%", "yyyy-mm-dd", "00:00", "0000-00-00", "0E+00"],
)
def test_other_formats_add_none(code: str) -> None:
    assert padding(code) is None


@pytest.mark.parametrize("value", [None, "12", 1.5, -3, True])
def test_only_natural_numbers_are_padded(value: object) -> None:
    zeros = padding("000000")
    assert zeros is not None
    assert zeros.show(value) is value  # type: ignore[arg-type]
