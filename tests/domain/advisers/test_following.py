"""Renewals: as long as the term before, from the day after; the chain in order, whatever the links say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advisers.following import chain_of, next_term
from app.domain.advisers.terms import Span, term_end
from tests.advisers import appointed

D = date
USUAL = 12


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (D(2025, 1, 1), D(2025, 12, 31), (D(2026, 1, 1), D(2026, 12, 31))),
        (D(2024, 1, 1), D(2026, 12, 31), (D(2027, 1, 1), D(2029, 12, 31))),
        (D(2025, 1, 1), D(2025, 6, 30), (D(2025, 7, 1), D(2025, 12, 31))),
        (D(2025, 3, 1), D(2025, 3, 10), (D(2025, 3, 11), D(2025, 3, 20))),
        (D(2024, 2, 29), D(2025, 2, 28), (D(2025, 3, 1), D(2026, 2, 28))),
        (D(2023, 3, 1), D(2024, 2, 29), (D(2024, 3, 1), D(2025, 2, 28))),
        (None, D(2025, 12, 31), (D(2026, 1, 1), D(2026, 12, 31))),
        (D(2025, 1, 1), None, (None, None)),
    ],
)
def test_as_long_as_the_one_before(
    starts_on: date | None, ends_on: date | None, expected: tuple[date | None, date | None]
) -> None:
    assert next_term(Span(starts_on, ends_on), USUAL) == expected


def test_one_that_ended_early_is_followed_for_as_long_as_it_was_to_last() -> None:
    span = Span(D(2025, 1, 1), D(2025, 12, 31), ended_on=D(2025, 6, 1))
    assert next_term(span, USUAL) == (D(2025, 6, 1), D(2026, 5, 31))


@given(st.dates(D(2000, 1, 1), D(2090, 12, 31)), st.integers(1, 60))
def test_whole_months_are_followed_by_as_many(starts_on: date, months: int) -> None:
    start, end = next_term(Span(starts_on, term_end(starts_on, months)), USUAL)
    assert start is not None
    assert end == term_end(start, months)


@given(st.lists(st.integers(1, 6) | st.none(), min_size=6, max_size=6), st.integers(0, 5))
def test_no_link_keeps_a_chain_from_coming_to_its_end(links: list[int | None], at: int) -> None:
    found = [replace(appointed(), id=key, previous_id=link) for key, link in enumerate(links, 1)]
    chain = [each.id for each in chain_of(found[at], found)]
    assert at + 1 in chain
    assert len(set(chain)) == len(chain)


def test_the_earliest_comes_first() -> None:
    found = [replace(appointed(), id=key, previous_id=link) for key, link in ((3, 2), (1, None), (2, 1), (4, None))]
    assert [[each.id for each in chain_of(found[at], found)] for at in (0, 1, 3)] == [[1, 2, 3], [1, 2, 3], [4]]
