"""The annual report as a 公文: texts with their figures, one chart, tables as appendices. Knows no file format."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.domain.figures.figure import FigureValue
from app.domain.reports import Block, Skeleton, TablePlan, resolve, subhead_level

if TYPE_CHECKING:
    from app.exporters.official import Appendix, Chart, Heading, Official, Paragraph, Table
    from app.services.reports.service import ReportView


def paper_of(view: "ReportView", skeleton: Skeleton, on: date) -> "Official":
    """The report on paper, dated `on`."""
    from app.exporters.official import Official

    values = _by_key(view.figures)
    return Official(
        title=resolve(view.facts.title, view.known),
        office=view.setting.office,
        on=on,
        body=tuple(_body(view.facts.blocks, view.known)),
        appendices=tuple(_appendices(view, skeleton, values)),
    )


def chart_of(view: "ReportView", skeleton: Skeleton) -> "Chart":
    """This year's main figures beside last year's."""
    from app.exporters.official import Chart, Series

    values = _by_key(view.figures)
    shown = [values[key] for key in skeleton.chart]
    return Chart(
        title=resolve(skeleton.chart_title, view.known),
        groups=tuple(f"{value.figure.title}（{value.figure.unit}）" for value in shown),
        series=(
            Series(f"{view.setting.year - 1}年", tuple(value.before for value in shown)),
            Series(f"{view.setting.year}年", tuple(value.value for value in shown)),
        ),
    )


def _by_key(figures: Iterable[FigureValue]) -> dict[str, FigureValue]:
    return {value.figure.key: value for value in figures}


def _body(blocks: Iterable[Block], known: Mapping[str, str]) -> Iterator["Heading | Paragraph"]:
    from app.exporters.official import Heading

    for block in blocks:
        if block.level and block.heading.strip():
            yield Heading(block.heading.strip(), block.level)
        yield from paragraphs(resolve(block.text, known))


def paragraphs(text: str) -> Iterator["Heading | Paragraph"]:
    """The lines of a text; a line of its own like （一）… stands as a heading."""
    from app.exporters.official import Heading, Paragraph

    for line in text.splitlines():
        if not line.strip():
            continue
        level = subhead_level(line)
        yield Heading(line.strip(), level) if level else Paragraph(line.strip())


def _appendices(view: "ReportView", skeleton: Skeleton, values: Mapping[str, FigureValue]) -> Iterator["Appendix"]:
    from app.exporters.official import Appendix

    year = view.setting.year
    chart = chart_of(view, skeleton)
    yield Appendix(f"{year}年法治政府建设主要数据", (chart, *(_table(plan, values, year) for plan in skeleton.tables)))


def _table(plan: TablePlan, values: Mapping[str, FigureValue], year: int) -> "Table":
    return figures_table(plan.title, [values[key] for key in plan.figures], year)


def figures_table(title: str, values: Iterable[FigureValue], year: int) -> "Table":
    """Figures of a year beside those of the year before, each with how it is counted."""
    from app.exporters.official import Align, Column, Table

    columns = (
        Column("指标", 3.0, Align.LEFT),
        Column("单位", 1.4),
        Column(f"{year}年", 2.2, Align.RIGHT),
        Column(f"{year - 1}年", 2.2, Align.RIGHT),
        Column("增减", 1.9, Align.RIGHT),
        Column("口径", 5.6, Align.LEFT),
    )
    return Table(columns, tuple(_row(value) for value in values), title=title)


def _row(value: FigureValue) -> tuple[str, ...]:
    figure, change = value.figure, value.change
    sign = "+" if change is not None and change > 0 else ""
    return (
        figure.title,
        figure.unit,
        figure.plain(value.value),
        figure.plain(value.before),
        f"{sign}{figure.plain(change)}" if change is not None else "",
        figure.definition,
    )
