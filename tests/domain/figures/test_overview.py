"""顾问概览: parts counted over their own records, who serves whom, and shares that equal what stands behind them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advisers.matters import ADOPTED, DECIDED
from app.domain.figures.adviser_stock import AdviserStock, MatterLine
from app.domain.figures.advisers import CONTRACTS, WORK
from app.domain.figures.catalogue import BY_KEY
from app.domain.figures.figure import Figure, ratio
from app.domain.figures.overview import Grouping, Tie, parts, ties
from app.domain.figures.stock import Stock, period_of
from app.domain.submissions.facts import Adoption
from tests.advisers import asked
from tests.domain.figures.advising import STOCK, contracted, d

FIGURES = (*CONTRACTS, *WORK)
TODAY = date(2025, 3, 3)


def test_who_serves_whom_by_terms_and_by_contracts() -> None:
    """Terms: 1 for unit 1, 3 for unit 1, 5 for unit 2; contracts 1 and 2 name adviser 1, contract 2 for unit 2 of firm 2."""
    assert ties(STOCK, d(12, 31)) == {Tie(1, 1, 1), Tie(3, 1, None), Tie(5, 2, 2), Tie(1, 2, 2)}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Grouping.UNITS, {1: ((1, 3), 80_000, 5), 2: ((1, 5), 20_000.5, 1)}),
        (
            Grouping.ADVISERS,
            {1: ((1, 2), 100_000.5, 6), 2: ((), 0, 0), 3: ((1,), 0, 0), 4: ((), 0, 0), 5: ((2,), 0, 0)},
        ),
        (Grouping.FIRMS, {1: ((1,), 80_000, 2), 2: ((2,), 20_000.5, 0)}),
    ],
)
def test_each_part_has_its_own_figures(by: Grouping, expected: dict[int, tuple[tuple[int, ...], float, int]]) -> None:
    found = {part.id: part for part in parts(STOCK, by, 2024, TODAY, FIGURES)}
    assert {
        key: (part.others, part.figure("engagement_money").value, part.figure("matters_asked").value)
        for key, part in found.items()
    } == expected


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_the_units_together_are_the_district(figure: Figure) -> None:
    whole = figure.lines(period_of(2024, TODAY, Stock(advising=STOCK)))
    units = parts(STOCK, Grouping.UNITS, 2024, TODAY, FIGURES)
    assert sorted(key for part in units for key in part.figure(figure.key).ids) == sorted(line.id for line in whole)


@given(st.lists(st.sampled_from([None, *Adoption])))
def test_the_adoption_rate_equals_its_drill_down(adoptions: list[Adoption | None]) -> None:
    matters = [
        MatterLine(key, asked(id=key, done_on=d(3, 3), asked_on=d(3, 1), adoption=adoption, adoption_reason="因故"))
        for key, adoption in enumerate(adoptions, 1)
    ]
    period = period_of(2024, TODAY, Stock(advising=AdviserStock(matters=tuple(matters))))
    figure = BY_KEY["adviser_adoption"]
    lines = figure.lines(period)
    assert [line.id for line in lines] == [line.id for line in matters if line.facts.adoption in DECIDED]
    adopted = [line for line in lines if line.facts.adoption in ADOPTED]
    assert figure.value(lines, period) == ratio(100 * len(adopted), len(lines))


@pytest.mark.parametrize(
    ("first", "last", "asked", "today", "unused"),
    [
        (d(1, 1), d(12, 31), (), d(12, 31), [(d(1, 1), d(12, 31))]),
        (d(1, 1), d(12, 31), (d(12, 31),), d(12, 31), []),
        (d(7, 1, 2023), d(6, 30), (d(7, 1),), d(12, 31), [(d(7, 1, 2023), d(6, 30))]),
        (d(7, 1, 2023), d(6, 30), (d(7, 1, 2023),), d(12, 31), []),
        (d(11, 1), d(10, 31, 2025), (), d(12, 30), []),
        (d(11, 1), d(10, 31, 2025), (), d(12, 31), [(d(11, 1), d(10, 31, 2025))]),
        (d(7, 1, 2022), d(6, 30, 2025), (d(3, 1),), d(12, 31), [(d(7, 1), d(6, 30, 2025))]),
        (d(7, 1, 2022), d(6, 30, 2025), (), d(8, 1), [(d(7, 1, 2023), d(6, 30))]),
        (d(2, 29), d(2, 28, 2025), (), d(4, 28), []),
        (d(2, 29), d(2, 28, 2025), (), d(4, 29), [(d(2, 29), d(2, 28, 2025))]),
    ],
    ids=[
        "a whole year", "asked on the last day", "over in the year, asked after it", "asked before the year", "just begun", "60 days gone",
        "the second year asked, the third not", "one over, the next just begun", "a leap day, 59 days", "a leap day, 60 days",
    ],
)  # fmt: skip
def test_a_contract_year_without_work_is_unused_once_it_is_over_or_has_gone_on(
    first: date, last: date, asked: tuple[date, ...], today: date, unused: list[tuple[date, date]]
) -> None:
    line = contracted(1, first, last, *asked, signed_on=first)
    assert [(year.starts_on, year.ends_on) for year in line.unused(d(1, 1), today)] == unused


def test_without_an_end_the_calendar_year_counts() -> None:
    line = contracted(1, d(1, 1, 2020), d(1, 1, 2020), d(1, 1, 2023), signed_on=d(1, 1, 2020))
    endless = replace(line, facts=replace(line.facts, ends_on=None, open_ended=True))
    assert [(year.starts_on, year.ends_on) for year in endless.unused(d(1, 1), d(3, 3))] == [(d(1, 1), d(3, 3))]
    assert list(endless.unused(d(1, 1, 2023), d(12, 31, 2023))) == []
