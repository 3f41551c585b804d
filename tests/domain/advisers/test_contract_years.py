"""The years of a contract and whose work a matter is."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advisers.contract_years import contract_years, serves, work_of, works_under
from app.domain.advisers.engagements import Engaged
from app.domain.advisers.terms import Span
from tests.advisers import asked, contract

D = date


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (D(2024, 12, 31), [D(2024, 12, 31)]),
        (D(2025, 1, 1), [D(2025, 1, 1)]),
        (D(2025, 1, 30), [D(2025, 1, 30)]),
        (D(2025, 1, 31), [D(2024, 12, 31), D(2025, 1, 31)]),
        (D(2024, 1, 10), [D(2024, 1, 10)]),
        (D(2026, 1, 5), [D(2024, 12, 31), D(2026, 1, 5)]),
    ],
)
def test_a_rest_shorter_than_a_month_is_no_year_of_its_own(last: date, ends: list[date]) -> None:
    assert [year.ends_on for year, _ in contract_years(Span(D(2024, 1, 1), last))] == ends


@given(st.dates(D(2020, 1, 1), D(2024, 12, 31)), st.integers(0, 1500))
def test_years_cover_the_term_without_gap_or_overlap(first: date, days: int) -> None:
    last = first + timedelta(days)
    years = list(contract_years(Span(first, last)))
    assert [number for _, number in years] == list(range(1, len(years) + 1))
    assert (years[0][0].starts_on, years[-1][0].ends_on) == (first, last)
    for (one, _), (other, _) in pairwise(years):
        assert one.ends_on is not None
        assert other.starts_on == one.ends_on + timedelta(1)


@pytest.mark.parametrize(
    ("given", "unit", "adviser", "firm", "expected"),
    [
        ({}, 1, 1, 1, True),
        ({}, 2, 1, 1, False),
        ({}, 1, 2, 1, False),
        ({"served": (2, 3)}, 2, 1, 1, True),
        ({"advisers": ()}, 1, 2, 1, True),
        ({"advisers": ()}, 1, 2, 2, False),
        ({"advisers": (), "firm_id": None}, 1, 2, None, False),
        ({"advisers": (), "served": (2,)}, 2, 7, 1, True),
        ({"advisers": (Engaged(1), Engaged(2))}, 1, 2, None, True),
        ({}, None, 1, 1, False),
        ({"advisers": ()}, 1, None, 1, False),
    ],
)
def test_who_serves_whom_under_a_contract(
    given: dict[str, Any], unit: int | None, adviser: int | None, firm: int | None, expected: bool
) -> None:
    facts = contract(**given)
    assert serves(facts, unit, adviser, firm) is expected
    loose = asked(unit_id=unit, adviser_id=adviser)
    under = replace(loose, engagement_id=9)
    assert works_under(loose, 5, facts, firm) is expected
    assert works_under(under, 9, facts, firm)
    assert not works_under(under, 5, facts, firm)
    firms = {adviser: firm} if adviser is not None else {}
    assert work_of({5: facts, 9: contract(unit_id=99)}, [loose, under], firms) == {
        5: [loose] if expected else [], 9: [under],
    }  # fmt: skip
