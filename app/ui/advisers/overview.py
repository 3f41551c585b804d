"""顾问概览: a year of legal advisers by unit, adviser or firm; every figure opens its records. Knows services, no SQL."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.domain.figures.figure import FigureValue, Measure
from app.domain.figures.overview import Grouping
from app.services.advisers.overview import DISTRICT, Overview, OverviewLine, drawn, kinds_chart, money_chart
from app.services.advisers.overview_sheet import NAME, OTHERS
from app.services.figures.service import lines_of
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.chart import Chart
from app.ui.desk import Desk
from app.ui.figure_grid import FigureGrid, Row
from app.ui.forms.picks import Combo
from app.ui.keys import Act
from app.ui.ledger_papers import KINDS
from app.ui.office_paper import OfficePaper, preview, save_as
from app.ui.page import Page
from app.ui.panel import Notice, NoticeBox, RecordPanel, column_of, record_head
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.switch import ADVISERS, BookSwitch
from app.ui.tokens import Tone

YEARS = 10
"""How many years back can be chosen."""
COLUMNS = (
    ("engagements_running", "合同"),
    ("engagement_money", "金额（元）"),
    ("engagement_paid", "已付（元）"),
    ("matters_asked", "交办"),
    ("adviser_adoption", "采纳率"),
    ("adviser_days", "平均用时"),
    ("adviser_late", "逾期"),
)
"""Figures of the table: key and a short title."""
IDLE = "未交办"
NOTHING = "还没有法律顾问的记录。先在“服务合同”登记合同，或导入原来的聘任台账。"


class AdviserOverviewPage(Page):
    """The table of parts, the district first; beside it the current part with its figures and charts."""

    tables = frozenset(
        {"adviser", "firm", "appointment", "engagement", "engagement_adviser", "engagement_unit", "payment", "matter"}
        | {"assessment", "conflict", "unit"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.overview: Overview | None = None
        self.years, self.groupings = Combo(), Combo()
        self.table = PlainTable("法律顾问概览")
        self.panel = RecordPanel(("数据", "图表"))
        self.bar = ActionBar()
        self._fill()
        self._lay_out()
        self.years.currentIndexChanged.connect(lambda _: self.reload())
        self.groupings.currentIndexChanged.connect(lambda _: self.reload())
        self.table.line_changed.connect(lambda _: self._show_line())
        self.table.line_opened.connect(lambda _: self.open_contracts())
        self.bar.add("contracts", "查看合同", "scale", self.open_contracts, "Enter", primary=True)
        self.bar.add("work", "查看交办事项", "list-checks", self.open_work)
        self.bar.add("export", "导出年度工作报告", "download", self.export, Act.EXPORT.key)
        self.bar.add("print", "打印年度工作报告", "printer", self.preview, Act.PRINT.key)
        self.bar.add("sheet", "导出概览表", "table", self.export_sheet)
        self.acts |= {Act.EXPORT: self.export, Act.PRINT: self.preview}
        self.setFocusProxy(self.table)

    @property
    def line(self) -> OverviewLine | None:
        """The current unit, adviser, firm, or the district."""
        key = self.table.current_key()
        lines = self.overview.lines if self.overview is not None else ()
        return next((line for line in lines if line.id == key), None)

    def reload(self) -> None:
        office, year = self.desk.office, int(self.years.currentData())
        by = Grouping.of(self.groupings.currentData())  # a combo box gives the plain text back
        assert by is not None
        self.desk.work.read("advising", lambda: office.advisers.overview.view(year, by, office.today()), self._show)

    def open_figure(self, value: FigureValue) -> None:
        """The records behind a figure, in their ledger."""
        self.desk.open_page(value.figure.subject.value, lines_of(value))

    def open_contracts(self) -> None:
        """The contracts that ran in the year; of who has none, what was asked."""
        if (line := self.line) is not None:
            contracts = line.figure("engagements_running")
            self.open_figure(contracts if contracts.count else line.figure("matters_asked"))

    def open_work(self) -> None:
        """What was asked in the year."""
        if self.line is not None:
            self.open_figure(self.line.figure("matters_asked"))

    def preview(self) -> None:
        """Ctrl+P: the year's report of the current unit, or of the district, shown before printing."""
        if (paper := self._report()) is not None:
            preview(self.desk, paper, self.tell)

    def export(self) -> None:
        """Ctrl+E: the same as a Word or PDF file."""
        if (paper := self._report()) is not None:
            save_as(self.desk, paper, self.tell)

    def export_sheet(self) -> None:
        """The table of the year with all its columns, as a workbook, PDF or CSV file."""
        overview, office = self.overview, self.desk.office
        if overview is None:
            return
        year, by, papers, today = overview.year, overview.by, office.advisers.papers, office.today()
        title = f"{year}年法律顾问情况（{by.label}）"
        paper = OfficePaper(title, lambda target: papers.overview(year, by, target, today))
        save_as(self.desk, paper, self.tell, KINDS)

    def _report(self) -> OfficePaper | None:
        line, overview, office = self.line, self.overview, self.desk.office
        if line is None or overview is None or self._not_reported(overview, line):
            return None
        unit = None if line.id == DISTRICT else line.id
        year, papers, today = overview.year, office.advisers.papers, office.today()
        return OfficePaper(
            f"{line.name}{year}年度法律顾问工作报告", lambda target: papers.yearly_report(year, unit, target, today)
        )

    @staticmethod
    def _not_reported(overview: Overview, line: OverviewLine) -> str:
        """Why there is no report of a line; empty where there is one."""
        reported = line.id == DISTRICT or overview.by is Grouping.UNITS
        return "" if reported else "年度工作报告按单位或全区出具，请选择“全区”，或改为“按单位”"

    def _show(self, overview: Overview) -> None:
        self.overview = overview
        by = overview.by
        figures = (Head(title, number=True) for _, title in COLUMNS)
        heads = (Head(NAME[by], 3), Head(IDLE, number=True), Head(OTHERS[by], 3), *figures)
        self.table.show_lines(heads, [_line(line) for line in overview.lines])
        some = len(overview.lines) > 1
        idle = overview.district.idle
        self.nothing.setVisible(not some)
        said = f"，{idle} 份合同在合同年内没有交办过事项" if idle else ""
        self.tell(f"共 {len(overview.lines) - 1} 个{NAME[by]}{said}" if some else "")

    def _show_line(self) -> None:
        line, overview = self.line, self.overview
        if line is None or overview is None:
            self.panel.show_nothing()
            return
        self.panel.show_tabs((lambda: self._figures(overview, line), lambda: self._charts(overview, line)))
        asked = line.figure("matters_asked").count
        none = "" if line.figure("engagements_running").count or asked else "没有合同，也没有交办过事项"
        self.bar.allow("contracts", none)
        self.bar.allow("work", "" if asked else "这一年没有交办过事项")
        for name in ("export", "print"):
            self.bar.allow(name, self._not_reported(overview, line))

    def _figures(self, overview: Overview, line: OverviewLine) -> QWidget:
        grid = FigureGrid()
        grid.opened.connect(self.open_figure)
        title = QLabel(f"{overview.year}年数据")
        theme.role(title, "section")
        rows = [_row(value) for value in line.figures if value.count or value.before or value.figure.key in _ALWAYS]
        grid.show_rows(title, (f"{overview.year}年", f"{overview.year - 1}年"), rows)
        parts: list[QWidget] = [record_head(line.name, f"{overview.year}年")]
        if line.idle:
            text = f"{line.idle}份合同在合同年内没有交办过事项"
            parts.append(NoticeBox(Notice(Tone.BAD, "聘而不用", (text, "请核实是否需要继续聘用，或交办工作。"))))
        if line.others:
            parts.append(text_label(f"{_side(overview.by, line)}：{'、'.join(line.others)}", "muted"))
        return column_of(*parts, grid)

    def _charts(self, overview: Overview, line: OverviewLine) -> QWidget:
        found = [kinds_chart(line, overview.year)]
        if line.id == DISTRICT:
            found.append(money_chart(overview.lines))
        shown = [chart for chart in found if chart is not None]
        if not shown:
            return text_label("这一年没有可以画图的数据", "muted")
        parts: list[QWidget] = []
        for chart in shown:
            parts.append(text_label(f"{chart.title}（{chart.unit}）", "section"))
            drawing = Chart()
            drawing.show_drawing(drawn(chart), f"图：{chart.title}")
            parts.append(drawing)
        return column_of(*parts)

    def _fill(self) -> None:
        today = self.desk.office.today()
        for year in range(today.year, today.year - YEARS, -1):
            self.years.addItem(f"{year}年", year)
        for by in Grouping:
            self.groupings.addItem(by.label, by)
        self.years.setAccessibleName("年度")
        self.groupings.setAccessibleName("分组")

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        row = QHBoxLayout()
        row.setContentsMargins(side, 0, side, theme.em(self, 0.5))
        row.setSpacing(theme.em(self, 0.6))
        row.addWidget(self.years)
        row.addWidget(self.groupings)
        row.addStretch(1)
        self.nothing = text_label(NOTHING, "muted")
        self.nothing.setContentsMargins(side, side, side, side)
        self.nothing.hide()
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.nothing)
        inner.addWidget(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([theme.em(self, 57), theme.em(self, 31)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(BookSwitch(self.desk, ADVISERS, "advising"))
        column.addLayout(row)
        column.addWidget(splitter, 1)
        column.addWidget(self.bar)


_ALWAYS = frozenset({key for key, _ in COLUMNS})
"""Figures that are shown even where there is nothing behind them."""


def _side(by: Grouping, line: OverviewLine) -> str:
    return "聘用情况" if line.id == DISTRICT else OTHERS[by]


def _line(line: OverviewLine) -> Line:
    shown = [line.figure(key) for key, _ in COLUMNS]
    idle = f"{line.idle}份" if line.idle else ""
    cells = (line.name, idle, "、".join(line.others), *(_cell(line, value) for value in shown))
    nothing = not any(value.count for value in shown)
    return Line(cells, line.id, Tone.BAD if line.idle else None, 1, quiet=nothing)


def _cell(line: OverviewLine, value: FigureValue) -> str:
    """A number with its unit where the title does not say it; blank for none. Contracts without a total say so."""
    if value.value is None:
        return ""
    if value.figure.key == "engagement_money" and not value.count and line.figure("engagements_running").count:
        return "没有总额" if line.figure("engagements_untotalled").count else "无偿"
    return value.figure.text(value.value) if value.figure.unit in ("%", "天") else value.figure.plain(value.value)


def _row(value: FigureValue) -> Row:
    figure = value.figure
    money = figure.measure is Measure.MONEY
    show = figure.plain if money else figure.text
    cells = (show(value.value), show(value.before))
    look = f"\n查看这 {value.count} 项" if value.count else ""
    return Row(
        f"{figure.title}（{figure.unit}）" if money else figure.title,
        cells,
        f"{figure.title}，{value.year}年{cells[0]}，上年{cells[1]}",
        f"口径：{figure.definition}{look}",
        value if value.count else None,
    )
