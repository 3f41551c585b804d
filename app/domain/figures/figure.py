"""What a figure is: a predicate over records, and how the records it holds for become a value. Knows no particular figure.

The value is made of the very list that stands behind it, so the two cannot differ.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from app.domain.figures.stock import Period, Subject
from app.domain.money import FEN

Value = int | float | None
"""A count or sum is whole; a share (in percent) or mean has one decimal, None where there is nothing to count from; money is 元 to the 分."""


class Measure(StrEnum):
    """How the records become a value."""

    COUNT = "count"
    SUM = "sum"
    MONEY = "money"
    """Sum of weights in 分, as 元."""
    RATE = "rate"
    """Share, in percent, of those with a weight other than 0."""
    MEAN = "mean"


@dataclass(frozen=True)
class Figure:
    """One figure of a year. `holds` says which records stand behind it, `weight` what each of them adds."""

    key: str
    title: str
    unit: str
    definition: str
    """口径: how it is counted, printed with it."""
    subject: Subject
    holds: Callable[[Any, Period], bool]
    measure: Measure = Measure.COUNT
    weight: Callable[[Any, Period], int] = lambda _record, _period: 1

    def lines(self, period: Period) -> tuple[Any, ...]:
        """The records behind the figure."""
        return tuple(record for record in period.stock.of(self.subject) if self.holds(record, period))

    def value(self, lines: Iterable[Any], period: Period) -> Value:
        """What the records come to."""
        weights = [self.weight(record, period) for record in lines]
        match self.measure:
            case Measure.COUNT:
                return len(weights)
            case Measure.SUM:
                return sum(weights)
            case Measure.MONEY:
                return _number(Decimal(sum(weights)) / FEN)
            case Measure.RATE:
                return ratio(100 * sum(weight != 0 for weight in weights), len(weights))
            case Measure.MEAN:
                return ratio(sum(weights), len(weights))

    def text(self, value: Value) -> str:
        """A value with its unit: 75件, 92.3%, 80,000元; — where there is none."""
        return f"{self.plain(value)}{self.unit}" if value is not None else plain(value)

    def plain(self, value: Value) -> str:
        """A value without its unit; money with its thousands apart."""
        if self.measure is not Measure.MONEY or value is None:
            return plain(value)
        return f"{value:,}" if value == int(value) else f"{value:,.2f}"


@dataclass(frozen=True)
class FigureValue:
    """A figure of a year beside that of the year before."""

    figure: Figure
    year: int
    value: Value
    before: Value
    """Of the whole year before."""
    ids: tuple[int, ...]
    """Records behind the value, in the ledger of the figure's subject; gaps in the number book have none."""
    count: int
    """How many records or gaps stand behind it."""
    target: int | None = None
    """What the office means to reach this year."""

    @property
    def change(self) -> Value:
        """Value less that of the year before; percentage points for a share."""
        if self.value is None or self.before is None:
            return None
        return _number(Decimal(str(self.value)) - Decimal(str(self.before)))

    @property
    def percent(self) -> float | None:
        """Growth over the year before in percent; None for shares and where there is no year before to grow from."""
        if self.value is None or not self.before or self.figure.measure is Measure.RATE:
            return None
        return ratio(100 * (Decimal(str(self.value)) - Decimal(str(self.before))), Decimal(str(self.before)))

    @property
    def change_text(self) -> str:
        """增加3件（4.2%）, 减少1.5个百分点, 持平; — where there is nothing to compare."""
        change, percent = self.change, self.percent
        if change is None:
            return plain(None)
        if not change:
            return "持平"
        unit = "个百分点" if self.figure.measure is Measure.RATE else self.figure.unit
        share = f"（{plain(abs(percent))}%）" if percent is not None else ""
        return f"{'增加' if change > 0 else '减少'}{self.figure.plain(abs(change))}{unit}{share}"


def ratio(part: int | Decimal, whole: int | Decimal) -> float | None:
    """A quotient to one decimal, halves away from zero as taught at school; None for nothing by nothing."""
    if not whole:
        return None
    return float((Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _number(value: Decimal) -> int | float:
    """A whole number where it is one."""
    return int(value) if value == int(value) else float(value)


def plain(value: Value) -> str:
    """A value without unit: whole numbers without a decimal, — for none."""
    if value is None:
        return "—"
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def counted(
    figures: Iterable[Figure], this: Period, last: Period, targets: Mapping[str, int] | None = None
) -> list[FigureValue]:
    """Every figure of a period beside that of the period before."""
    found = []
    for figure in figures:
        lines = figure.lines(this)
        ids = tuple(record.id for record in lines if record.id is not None)
        found.append(
            FigureValue(
                figure, this.year, figure.value(lines, this), figure.value(figure.lines(last), last), ids, len(lines),
                (targets or {}).get(figure.key),
            )
        )  # fmt: skip
    return found
