"""顾问概览: the figures of legal advisers for each unit, adviser or firm, and who serves whom. Knows no store and no window.

Every part is counted by the same figures as the whole, over its own records only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.choices import Choice
from app.domain.figures.adviser_stock import (
    AdviserStock,
    AssessmentLine,
    EngagementLine,
    MatterLine,
    PaymentLine,
)
from app.domain.figures.figure import Figure, FigureValue, counted
from app.domain.figures.stock import Stock, period_of


class Grouping(Choice):
    """By what the overview is divided."""

    UNITS = "units", "按单位"
    ADVISERS = "advisers", "按顾问"
    FIRMS = "firms", "按律所"


@dataclass(frozen=True)
class Tie:
    """One adviser serves one unit, from a firm or none."""

    adviser: int
    unit: int
    firm: int | None


@dataclass(frozen=True)
class Part:
    """One unit, adviser or firm with its figures; `others` are those it is served by, or serves, on the last day."""

    id: int
    others: tuple[int, ...]
    figures: tuple[FigureValue, ...]

    def figure(self, key: str) -> FigureValue:
        """One of its figures."""
        return next(value for value in self.figures if value.figure.key == key)


def ties(stock: AdviserStock, on: date) -> frozenset[Tie]:
    """Who serves whom on a day: by a term that runs, or under a contract that runs, also for the units served besides."""
    firms = {line.id: line.facts.firm_id for line in stock.people}
    found = {Tie(line.id, term.unit_id, firms[line.id]) for line in stock.people for term in line.serving(on)}
    for line in stock.contracts:
        if line.runs(on):
            units = (line.facts.unit_id, *line.facts.served)
            found |= {
                Tie(engaged.adviser_id, unit, line.facts.firm_id) for engaged in line.facts.advisers for unit in units
            }
    return frozenset(found)


def parts(stock: AdviserStock, by: Grouping, year: int, today: date, figures: Iterable[Figure]) -> list[Part]:
    """The figures of a year for each unit, adviser or firm that has any record or any tie; unordered."""
    figures = tuple(figures)
    this, last = period_of(year, today, Stock()), period_of(year - 1, today, Stock())
    others = _others(ties(stock, this.until), by)
    own = _divided(stock, by)
    found = []
    for key in own.keys() | others.keys():
        part = Stock(advising=own.get(key, AdviserStock()))
        values = counted(figures, replace(this, stock=part), replace(last, stock=part))
        found.append(Part(key, tuple(sorted(others.get(key, ()))), tuple(values)))
    return found


def _others(found: Iterable[Tie], by: Grouping) -> dict[int, set[int]]:
    """Units are served by advisers; advisers and firms serve units."""
    sides: dict[int, set[int]] = defaultdict(set)
    for tie in found:
        own, other = {
            Grouping.UNITS: (tie.unit, tie.adviser),
            Grouping.ADVISERS: (tie.adviser, tie.unit),
            Grouping.FIRMS: (tie.firm, tie.unit),
        }[by]
        if own is not None:
            sides[own].add(other)
    return sides


_FIELD = {Grouping.UNITS: "unit_id", Grouping.ADVISERS: "adviser_id", Grouping.FIRMS: "firm_id"}
Line = EngagementLine | PaymentLine | MatterLine | AssessmentLine


def _belongs(line: Line, by: Grouping) -> Iterable[int | None]:
    """The units, advisers or firms that a record counts for; an assessment counts for no firm."""
    facts: Any = line.facts
    match line:
        case PaymentLine():
            return _belongs(line.contract, by)
        case EngagementLine() if by is Grouping.ADVISERS:
            return {engaged.adviser_id for engaged in line.facts.advisers}
        case MatterLine() if by is Grouping.FIRMS:
            return (line.firm_id,)
        case AssessmentLine() if by is Grouping.FIRMS:
            return ()
    return (getattr(facts, _FIELD[by]),)


def _divided(stock: AdviserStock, by: Grouping) -> dict[int, AdviserStock]:
    """Contracts, payments, matters and assessments of each part."""
    found: dict[int, tuple[list[Any], ...]] = defaultdict(lambda: ([], [], [], []))
    subjects: tuple[tuple[Line, ...], ...] = (stock.contracts, stock.payments, stock.matters, stock.assessments)
    for at, lines in enumerate(subjects):
        for line in lines:
            for key in _belongs(line, by):
                if key is not None:
                    found[key][at].append(line)
    return {
        key: AdviserStock((), tuple(contracts), tuple(payments), tuple(matters), tuple(assessments))
        for key, (contracts, payments, matters, assessments) in found.items()
    }
