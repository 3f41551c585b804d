"""The chips of a filter bar: each opens a popover with the values or days of one column. Knows columns, not queries."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
)

from app.domain.ledgers import Cell, Column, Filter, Kind
from app.ui import theme, tokens
from app.ui.forms.days import DateField
from app.ui.icons import icon
from app.ui.popover import Popover
from app.ui.search_box import SearchBox

Values = Callable[[], Sequence[tuple[Cell, str]]]
"""The values a column can be filtered by, each with its text."""

_SEARCH_FROM = 12
"""A longer list of values gets a search line."""


class Chip(QToolButton):
    """Shows what is chosen as 标题：值 and opens what changes it."""

    changed = Signal()

    def __init__(self, title: str, name: str, plain: str) -> None:
        """`name` is what a screen reader tells before the value; `plain` stands for no choice."""
        super().__init__()
        self._title, self._name, self._plain = title, name, plain
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the text
        self.setIcon(icon("chevron-down", tokens.MUTED))
        theme.role(self, "chip")
        self.clicked.connect(self.open)

    def open(self) -> Popover:
        """Open the popover."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
            return
        super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """The chip's words; an active one is marked."""
        self.setText(f"{self._title}：{text or self._plain}")
        self.setAccessibleName(f"{self._name}，当前：{text or self._plain}")
        if self.property("filtered") != bool(text):
            self.setProperty("filtered", bool(text))
            self.style().unpolish(self)
            self.style().polish(self)


class ColumnChip(Chip):
    """The filter of one column."""

    def __init__(self, column: Column) -> None:
        super().__init__(column.title, f"筛选{column.title}", "全部")
        self.column = column

    def filter(self) -> Filter | None:
        """The condition; None when all lines pass."""
        raise NotImplementedError

    def set_filter(self, condition: Filter | None) -> None:
        """Show a condition; tells nobody."""
        raise NotImplementedError


class ValuesChip(ColumnChip):
    """Any of some values."""

    def __init__(self, column: Column, values: Values) -> None:
        super().__init__(column)
        self._values = values
        self._chosen: list[Cell] = []
        self.show_text("")

    def filter(self) -> Filter | None:
        return Filter(self.column.key, tuple(self._chosen)) if self._chosen else None

    def set_filter(self, condition: Filter | None) -> None:
        self._chosen = list(condition.values) if condition else []
        self._refresh()

    def open(self) -> Popover:
        sheet = Popover(self)
        values = list(self._values())
        listed = _ValueList()
        for value, text in values:
            item = QListWidgetItem(text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in self._chosen else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, value)
            listed.addItem(item)
        if len(values) > _SEARCH_FROM:
            box = SearchBox("查找")
            box.searched.connect(listed.narrow)
            box.left_downwards.connect(listed.setFocus)
            sheet.body.addWidget(box)
        listed.setFixedHeight(listed.height_for(min(len(values), _SEARCH_FROM)))
        listed.setFixedWidth(max(listed.sizeHintForColumn(0), theme.em(self, 10)) + theme.em(self, 3))
        sheet.body.addWidget(listed)
        everything = QPushButton("全部")
        everything.clicked.connect(sheet.close)
        everything.clicked.connect(lambda: self._take([]))
        sheet.body.addWidget(everything)
        listed.itemChanged.connect(lambda _: self._take(listed.checked()))
        sheet.open()
        listed.setCurrentRow(0)
        listed.setFocus()
        return sheet

    def _take(self, chosen: list[Cell]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._refresh()
            self.changed.emit()

    def _refresh(self) -> None:
        texts = dict(self._values()) if self._chosen else {}
        names = [texts.get(value, str(value)) for value in self._chosen]
        self.show_text("、".join(names) if len(names) <= 2 else f"{names[0]}等{len(names)}项")


class _ValueList(QListWidget):
    """Values to tick with the space bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def height_for(self, rows: int) -> int:
        return max(self.sizeHintForRow(0), self.fontMetrics().height()) * max(rows, 1) + 2 * self.frameWidth() + 4

    def checked(self) -> list[Cell]:
        items = (self.item(row) for row in range(self.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def narrow(self, text: str) -> None:
        for row in range(self.count()):
            self.item(row).setHidden(text not in self.item(row).text())


class DatesChip(ColumnChip):
    """A span of days, both inclusive, either open."""

    def __init__(self, column: Column, today: Callable[[], date]) -> None:
        super().__init__(column)
        self._today = today
        self._low: date | None = None
        self._high: date | None = None
        self.show_text("")

    def filter(self) -> Filter | None:
        return Filter(self.column.key, (), self._low, self._high) if self._low or self._high else None

    def set_filter(self, condition: Filter | None) -> None:
        low, high = (condition.low, condition.high) if condition else (None, None)
        self._low = low if isinstance(low, date) else None
        self._high = high if isinstance(high, date) else None
        self.show_text(span_text(self._low, self._high))

    def open(self) -> Popover:
        sheet = Popover(self)
        fields = {"自": DateField(), "至": DateField()}
        for (word, field), day in zip(fields.items(), (self._low, self._high), strict=True):
            row = QHBoxLayout()
            row.addWidget(QLabel(word))
            row.addWidget(field, 1)
            field.set_name(f"{self.column.title}{word}")
            field.set_value(day)
            sheet.body.addLayout(row)
            field.line.returnPressed.connect(sheet.close)
            field.changed.connect(lambda: self._take(fields["自"].value(), fields["至"].value()))
        year = self._today().year
        spans: list[tuple[str, tuple[date | None, date | None]]] = [
            ("今年", (date(year, 1, 1), date(year, 12, 31))),
            ("去年", (date(year - 1, 1, 1), date(year - 1, 12, 31))),
            ("近五年", (date(year - 4, 1, 1), date(year, 12, 31))),
            ("全部", (None, None)),
        ]
        row = QHBoxLayout()
        for text, span in spans:
            button = QPushButton(text)
            button.clicked.connect(sheet.close)
            button.clicked.connect(lambda _=False, span=span: self._take(*span))
            row.addWidget(button)
        sheet.body.addLayout(row)
        sheet.open()
        fields["自"].line.setFocus()
        return sheet

    def _take(self, low: date | None, high: date | None) -> None:
        if (low, high) != (self._low, self._high):
            self._low, self._high = low, high
            self.show_text(span_text(low, high))
            self.changed.emit()


def span_text(low: date | None, high: date | None) -> str:
    """2021—2025 for whole years, days otherwise; 起 and 止 for open ends."""
    whole = (low is None or (low.month, low.day) == (1, 1)) and (high is None or (high.month, high.day) == (12, 31))
    start = "" if low is None else str(low.year) if whole else low.isoformat()
    end = "" if high is None else str(high.year) if whole else high.isoformat()
    match bool(start), bool(end):
        case True, True:
            return start if start == end else f"{start}—{end}" if whole else f"{start} 至 {end}"
        case True, False:
            return f"{start}起"
        case False, True:
            return f"{end}止"
    return ""


def chip_for(column: Column, values: Values | None, today: Callable[[], date]) -> ColumnChip:
    """The chip a column's kind asks for. Raises ValueError for text without values to choose from."""
    if column.kind is Kind.DATE:
        return DatesChip(column, today)
    if column.kind is Kind.FLAG:
        return ValuesChip(column, lambda: ((True, "是"), (False, "否")))
    if values is not None:
        return ValuesChip(column, values)
    if column.choices is None:
        raise ValueError(f"{column.key}: a filter needs values")
    choices: Any = column.choices
    return ValuesChip(column, lambda: [(choice.value, choice.label) for choice in choices])
