"""What stands beside a report's text: the figures, the section as it will read, last year's. Knows values, saves nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.figures.catalogue import GROUPS
from app.domain.figures.figure import Figure, FigureValue, Measure, Value
from app.domain.reports import BEFORE, CHANGE
from app.ui import theme
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.search_box import SearchBox

FIGURES, READS, LAST = range(3)
TABS = ("数据", "成文", "上年")
GROUP_OF = {figure.key: heading for heading, figures in GROUPS for figure in figures}


class FigureList(QWidget):
    """The figures of the year beside last year's, each with its 口径; Enter shows the records behind one."""

    opened = Signal(object)
    """The FigureValue whose records are wanted."""
    insert = Signal(str)
    """A citation to be put into the text."""

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, FigureValue] = {}
        self.search = SearchBox("查找数据  Ctrl+F")
        self.table = PlainTable("本年度数据")
        self.definition = text_label("", "muted")
        self.definition.setMinimumHeight(2 * self.definition.fontMetrics().lineSpacing())
        self.value_button = _button("插入数据  Ctrl+I", "把所在行的数据插入正文")
        self.before_button = _button("插入上年", "把所在行上年的数据插入正文")
        self.change_button = _button("插入增减", "把所在行与上年相比的增减插入正文")
        self.lines_button = _button("看记录  Enter", "看所在行数据背后的记录")
        self._lay_out()
        self.search.searched.connect(self._narrow)
        self.search.left_downwards.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.line_changed.connect(self._tell)
        self.table.line_opened.connect(lambda _: self._open())
        self.lines_button.clicked.connect(self._open)
        for button, part in ((self.value_button, ""), (self.before_button, BEFORE), (self.change_button, CHANGE)):
            button.clicked.connect(lambda _=False, part=part: self.cite(part))

    def show_values(self, values: Sequence[FigureValue]) -> None:
        """Replace the figures; the current line stays."""
        self._values = {value.figure.key: value for value in values}
        self._narrow(self.search.text().strip())

    def allow(self, editable: bool) -> None:
        """Whether a text can be inserted into."""
        for button in (self.value_button, self.before_button, self.change_button):
            button.setEnabled(editable)

    @property
    def current(self) -> FigureValue | None:
        """The figure of the current line."""
        return self._values.get(self.table.current_key() or "")

    def cite(self, part: str = "") -> None:
        """Ask for a citation of the current figure: its value, last year's, or the change."""
        if (value := self.current) is not None:
            self.insert.emit(f"{{{value.figure.title}{f'·{part}' if part else ''}}}")

    def _open(self) -> None:
        if (value := self.current) is not None:
            self.opened.emit(value)

    def _narrow(self, text: str) -> None:
        found = [
            value
            for key, value in self._values.items()
            if all(word in f"{value.figure.title} {GROUP_OF[key]} {value.figure.definition}" for word in text.split())
        ]
        year = found[0].year if found else 0
        titles = (f"{year}年", f"{year - 1}年", "增减")
        heads = (Head("数据", 1), *(Head(title, number=True) for title in titles)) if found else ()
        self.table.show_lines(heads, [_line(value) for value in found])

    def _tell(self, _key: object) -> None:
        value = self.current
        self.definition.setText(_definition(value.figure) if value else "没有这样的数据。")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        side = theme.em(self, 0.8)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.em(self, 0.5))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.definition)
        for buttons in ((self.value_button, self.lines_button), (self.before_button, self.change_button)):
            row = QHBoxLayout()
            row.setSpacing(theme.em(self, 0.5))
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)


def _line(value: FigureValue) -> Line:
    figure, change = value.figure, value.change
    sign = "+" if change is not None and change > 0 else ""
    changed = f"{sign}{figure.plain(change)}" if change is not None else ""
    cells = (figure.title, _value(figure, value.value), _value(figure, value.before), changed)
    return Line(cells, figure.key, quiet=not value.count)


def _value(figure: Figure, value: Value) -> str:
    """A share says that it is one; the unit of a count stands with its definition."""
    return figure.text(value) if figure.measure is Measure.RATE else figure.plain(value)


def _definition(figure: Figure) -> str:
    return f"单位：{figure.unit}。口径：{figure.definition}。"


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


class Beside(QWidget):
    """Three tabs: 数据, 成文, 上年."""

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.figures = FigureList()
        self.reads, self.last = text_label(""), text_label("")
        self.hint = text_label("", "muted")
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = QStackedWidget()
        for title, content in zip(
            TABS, (self.figures, _scrolled(self, self.hint, self.reads), _scrolled(self, self.last)), strict=True
        ):
            self.tabs.addTab(title)
            self.stack.addWidget(content)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(theme.em(self, 0.6), theme.em(self, 0.5), theme.em(self, 0.6), 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def show_section(self, reads: str, hint: str, key: str, last: Mapping[str, str]) -> None:
        """A section as it reads with its figures, what belongs there, and what it said last year."""
        self.hint.setText(f"写什么：{hint}" if hint else "")
        self.hint.setVisible(bool(hint))
        self.reads.setText(reads or "（还没有内容）")
        nothing = "上年的这一节没有内容。" if last else "上年的年度报告没有在本程序中起草。"
        self.last.setText(last.get(key) or nothing)

    def find_figure(self) -> None:
        """Ctrl+F: to the figures."""
        self.tabs.setCurrentIndex(FIGURES)
        self.figures.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.figures.search.selectAll()


def _scrolled(owner: QWidget, *labels: QLabel) -> QScrollArea:
    area, holder = QScrollArea(), QWidget()
    theme.role(holder, "panel-content")
    column = QVBoxLayout(holder)
    side = theme.em(owner, 0.9)
    column.setContentsMargins(side, side, side, side)
    for label in labels:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
    column.addStretch(1)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    return area
