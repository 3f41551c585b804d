"""顾问概览 as a sheet for Excel and paper: the district's line last, as its total. Knows no file format."""

from datetime import date

from app.domain.figures.figure import FigureValue, Measure
from app.domain.figures.overview import Grouping
from app.domain.ledgers import Cell, Cells, Column, Kind, Ledger, Sheet
from app.services.advisers.overview import Overview, OverviewLine

NAME = {Grouping.UNITS: "单位", Grouping.ADVISERS: "顾问", Grouping.FIRMS: "律师事务所"}
"""What a line is."""
OTHERS = {Grouping.UNITS: "法律顾问", Grouping.ADVISERS: "服务单位", Grouping.FIRMS: "服务单位"}
"""Who serves it, or whom it serves."""

_FIGURES = (
    Column("engagements_running", "合同（份）", Kind.INTEGER, 16),
    Column("engagement_money", "合同金额（元）", Kind.MONEY, 27),
    Column("engagements_untotalled", "没有总额（份）", Kind.INTEGER, 18),
    Column("engagement_paid", "已付金额（元）", Kind.MONEY, 27),
    Column("engagements_idle", "未交办（份）", Kind.INTEGER, 18),
    Column("engagements_expiring", "将到期（份）", Kind.INTEGER, 18),
    Column("matters_asked", "交办（件）", Kind.INTEGER, 16),
    Column("matters_done", "办结（件）", Kind.INTEGER, 16),
    Column("adviser_opinions", "书面意见（份）", Kind.INTEGER, 18),
    Column("adviser_adoption", "采纳率（%）", Kind.DECIMAL, 18),
    Column("adviser_refused", "未采纳（件）", Kind.INTEGER, 18),
    Column("adviser_days", "平均用时（天）", Kind.DECIMAL, 18),
    Column("adviser_late", "逾期（件）", Kind.INTEGER, 16),
)
"""One column for each of these figures."""


def overview_sheet(overview: Overview, office: str, today: date, footnote: str) -> Sheet:
    """Every unit, adviser or firm of the year, in the order of the screen."""
    by = overview.by
    columns = (
        Column("name", NAME[by], Kind.TEXT, 44, required=True),
        Column("others", OTHERS[by], Kind.TEXT, 52),
        *_FIGURES,
    )
    title = f"{overview.year}年法律顾问情况（{by.label}）"
    lines = [_cells(line) for line in (*overview.lines[1:], overview.district)]
    return Sheet(Ledger("advising", title, columns, noun="行"), title, office, today, lines, footnote)


def _cells(line: OverviewLine) -> Cells:
    return (line.name, "、".join(line.others), *(_cell(line.figure(column.key)) for column in _FIGURES))


def _cell(value: FigureValue) -> Cell:
    """Counts as they are, money in 分, shares and means in hundredths."""
    if value.value is None or value.figure.measure in (Measure.COUNT, Measure.SUM):
        return None if value.value is None else int(value.value)
    return round(value.value * 100)
