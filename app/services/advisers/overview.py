"""顾问概览: who serves whom, what it costs and what it brings, for the district and each of its parts. Knows no window."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.advisers.matters import MatterKind
from app.domain.figures.adviser_stock import AdviserStock
from app.domain.figures.advisers import CONTRACTS, PEOPLE, STANDING, WORK
from app.domain.figures.figure import FigureValue, counted
from app.domain.figures.overview import Grouping, Part, parts, ties
from app.domain.figures.stock import Stock, period_of
from app.models.advisers import AdviserRecord, FirmRecord
from app.models.database import Database
from app.models.units import UnitRecord
from app.services.figures.adviser_stock import advisers_in
from app.services.figures.service import refuse_unless_begun

if TYPE_CHECKING:
    from app.exporters.official import Chart

DISTRICT = 0
"""The line of the whole district; no record has this id."""
MOST_BARS = 6
"""Parts in the chart of money: more names cannot be read below it."""
_WAN = 10_000
_CHART = (430.0, 90.0)
"""Width of a chart on screen and height of its tallest bar; the window scales it."""

Named = type[UnitRecord] | type[AdviserRecord] | type[FirmRecord]
_OTHERS: dict[Grouping, Named] = {
    Grouping.UNITS: AdviserRecord,
    Grouping.ADVISERS: UnitRecord,
    Grouping.FIRMS: UnitRecord,
}
"""Who stands on the other side of each grouping."""
_OWN: dict[Grouping, Named] = {Grouping.UNITS: UnitRecord, Grouping.ADVISERS: AdviserRecord, Grouping.FIRMS: FirmRecord}


@dataclass(frozen=True)
class OverviewLine:
    """One unit, adviser or firm, or the whole district."""

    id: int
    name: str
    others: tuple[str, ...]
    """Who serves it, or whom it serves, on the last day counted."""
    figures: tuple[FigureValue, ...]

    def figure(self, key: str) -> FigureValue:
        """One of its figures. Raises StopIteration for a key there is none of."""
        return next(value for value in self.figures if value.figure.key == key)

    @property
    def idle(self) -> int:
        """Contracts under which nothing was asked in their contract year: 聘而不用."""
        return self.figure("engagements_idle").count


@dataclass(frozen=True)
class Overview:
    """A year of legal advisers; the first line is the district."""

    year: int
    by: Grouping
    lines: tuple[OverviewLine, ...]

    @property
    def district(self) -> OverviewLine:
        return self.lines[0]


class OverviewService:
    """Reads only; each call sees one consistent view."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def view(self, year: int, by: Grouping, today: date) -> Overview:
        """The district and its parts, idle contracts first, then the busiest. Raises Refused for a year that has not begun."""
        with self._database.read() as session:
            return overview_in(session, year, by, today)


def overview_in(session: Session, year: int, by: Grouping, today: date) -> Overview:
    """The overview within a transaction."""
    refuse_unless_begun(year, today)
    return overview_of(session, advisers_in(session), year, by, today)


def overview_of(session: Session, stock: AdviserStock, year: int, by: Grouping, today: date) -> Overview:
    """The overview over what has been read; only names are still asked for."""
    own = _names(session, _OWN[by])
    others = _names(session, _OTHERS[by])
    lines = [_line(part, own, others) for part in parts(stock, by, year, today, (*CONTRACTS, *WORK, *STANDING))]
    lines.sort(key=lambda line: (-line.idle, -(line.figure("matters_asked").value or 0), line.name))
    return Overview(year, by, (_district(stock, year, today), *lines))


def _district(stock: AdviserStock, year: int, today: date) -> OverviewLine:
    whole = Stock(advising=stock)
    this, last = period_of(year, today, whole), period_of(year - 1, today, whole)
    served = {tie.unit for tie in ties(stock, this.until)}
    figures = counted((*PEOPLE, *CONTRACTS, *WORK, *STANDING), this, last)
    return OverviewLine(DISTRICT, "全区", (f"{len(served)}个单位有法律顾问",) if served else (), tuple(figures))


def _line(part: Part, own: dict[int, str], others: dict[int, str]) -> OverviewLine:
    return OverviewLine(part.id, own[part.id], tuple(others[key] for key in part.others), part.figures)


def _names(session: Session, record: Named) -> dict[int, str]:
    """Units by their short names, as people call them."""
    name: ColumnElement[str] = func.coalesce(record.name, "")
    if record is UnitRecord:
        name = func.coalesce(func.nullif(UnitRecord.short_name, ""), UnitRecord.name)
    return {row.id: row.name for row in session.execute(select(record.id, name.label("name")))}


def kinds_chart(line: OverviewLine, year: int) -> "Chart | None":
    """What was finished by kind, last year and this one; None where nothing was."""
    from app.exporters.official import Chart, Series

    values = [line.figure(f"matters_{kind.value}") for kind in MatterKind]
    shown = [value for value in values if value.value or value.before]
    if not shown:
        return None
    return Chart(
        "办结的法律顾问事项",
        tuple(value.figure.title.partition("·")[2] for value in shown),
        (
            Series(f"{year - 1}年", tuple(value.before for value in shown)),
            Series(f"{year}年", tuple(value.value for value in shown)),
        ),
        "件",
    )


def money_chart(lines: Iterable[OverviewLine]) -> "Chart | None":
    """Contract money beside what was paid, of those with the largest contracts; None where there is no money."""
    from app.exporters.official import Chart, Series

    paid = [line for line in lines if line.id != DISTRICT and line.figure("engagement_money").value]
    shown = sorted(paid, key=lambda line: -(line.figure("engagement_money").value or 0))[:MOST_BARS]
    if not shown:
        return None
    return Chart(
        "合同金额和已付金额",
        tuple(line.name for line in shown),
        tuple(
            Series(name, tuple(round((line.figure(key).value or 0) / _WAN, 2) for line in shown))
            for name, key in (("合同金额", "engagement_money"), ("已付金额", "engagement_paid"))
        ),
        "万元",
    )


def drawn(chart: "Chart") -> str:
    """A chart as SVG for the screen."""
    from app.exporters.official.svg import svg

    return svg(chart, *_CHART)
