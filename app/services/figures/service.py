"""What a user can ask of figures: a year beside the one before, and the lines behind each. Knows no report and no window."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.figures.catalogue import BY_KEY, BY_TITLE, CATALOGUE
from app.domain.figures.figure import Figure, FigureValue, counted
from app.domain.figures.stock import Subject, period_of
from app.domain.ledgers import ID, Filter
from app.domain.number_book import NumberState
from app.domain.problems import Refused
from app.models.database import Database
from app.models.desk import TargetRecord
from app.models.submissions import OpinionRecord
from app.services.figures.stock import stock_in

NOBODY = 0
"""No record has this id: a condition without values would let every line through."""


class FigureService:
    """Figures of a year. Reads only; each call sees one consistent view."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def year(self, year: int, today: date) -> list[FigureValue]:
        """Every figure of a year, in the order of the catalogue. Raises Refused for a year that has not begun."""
        with self._database.read() as session:
            return figures_in(session, year, today)

    def one(self, name: str, year: int, today: date) -> FigureValue:
        """One figure by key or title. Raises Refused for a name there is none of."""
        figure = figure_named(name)
        with self._database.read() as session:
            (found,) = figures_in(session, year, today, [figure])
        return found

    def submission_of(self, opinion_id: int) -> int:
        """The submission that an opinion was given on. Raises Refused when there is no such opinion."""
        with self._database.read() as session:
            record = session.get(OpinionRecord, opinion_id)
            if record is None:
                raise Refused("这条意见已被删除，请刷新")
            return record.submission_id


def figures_in(session: Session, year: int, today: date, figures: Iterable[Figure] = CATALOGUE) -> list[FigureValue]:
    """Figures of a year, within a transaction; only what they count is read. Raises Refused as `year` does."""
    refuse_unless_begun(year, today)
    figures = tuple(figures)
    stock = stock_in(session, {figure.subject for figure in figures})
    meant = session.execute(select(TargetRecord.figure, TargetRecord.value).where(TargetRecord.year == year))
    targets = {row.figure: row.value for row in meant}
    return counted(figures, period_of(year, today, stock), period_of(year - 1, today, stock), targets)


def refuse_unless_begun(year: int, today: date) -> None:
    """Raise Refused for a year of which nothing can be counted yet, or that no record can lie in."""
    if not MIN_YEAR < year <= min(MAX_YEAR, today.year):
        raise Refused(f"{year} 年没有数据可统计，请选择 {MIN_YEAR + 1} 至 {today.year} 年")


def figure_named(name: str) -> Figure:
    """A figure by key or title. Raises Refused."""
    found = BY_KEY.get(name) or BY_TITLE.get(name)
    if found is None:
        raise Refused(f"没有名为“{name}”的数据，用 figures 命令可列出全部")
    return found


def lines_of(value: FigureValue) -> tuple[Filter, ...]:
    """The conditions under which its ledger shows exactly the lines behind a figure; gaps are told by state and year."""
    figure = value.figure
    if figure.subject is Subject.NUMBERS and not value.ids and value.count:
        return (Filter("state", (NumberState.GAP.value,)), Filter("year", (value.year,)))
    return (Filter(ID.key, value.ids or (NOBODY,)),)
