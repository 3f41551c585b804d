"""Amounts and hundredths as conditions on the command line."""

import pytest
import typer

from app.cli.values import filters
from app.domain.advisers.columns import ENGAGEMENTS, MATTERS
from app.domain.ledgers import Filter


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("amount=8万元", Filter("amount", (8_000_000,))),
        ("合同金额（元）=80,000.00", Filter("amount", (8_000_000,))),
        ("amount=50000..80000", Filter("amount", low=5_000_000, high=8_000_000)),
        ("amount=..捌万元整", Filter("amount", high=8_000_000)),
    ],
)
def test_amounts(condition: str, wanted: Filter) -> None:
    assert filters(ENGAGEMENTS, [condition]) == (wanted,)


def test_hundredths() -> None:
    assert filters(MATTERS, ["hours=1.5..2"]) == (Filter("hours", low=150, high=200),)


@pytest.mark.parametrize(
    ("ledger", "condition"), [(ENGAGEMENTS, "amount=很多"), (ENGAGEMENTS, "amount=0.125"), (MATTERS, "hours=1.555")]
)
def test_what_is_no_amount(ledger: object, condition: str) -> None:
    with pytest.raises(typer.BadParameter):
        filters(ledger, [condition])  # type: ignore[arg-type]
