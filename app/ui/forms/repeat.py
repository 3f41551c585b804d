"""A little table inside a form: carriers, bases, relations, steps. Knows its parts as fields, not what they mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.ui import theme, tokens
from app.ui.forms.field import Field, clear, small_button
from app.ui.icons import icon

_LEAST_SHARE = 1.7
"""Ems for each unit of stretch: with less, days and pick lists would be cut off, and rows fold into two lines."""


@dataclass(frozen=True)
class Part:
    """One column of the little table."""

    key: str
    title: str
    make: Callable[[], Field]
    stretch: int = 1
    required: bool = False
    """A row without it is no row, so it must be there when anything else is."""


class _Line(QWidget):
    """The cells of one row beside each other, or in two lines where there is no room for that."""

    def __init__(self, cells: Sequence[tuple[QWidget, int]], last: QWidget, gap: int) -> None:
        super().__init__()
        self._cells, self._last, self._gap = tuple(cells), last, gap
        self._lines = (QHBoxLayout(), QHBoxLayout())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for line in self._lines:
            line.setSpacing(gap)
            column.addLayout(line)

    def fold(self, folded: bool) -> None:
        """Lay the cells in two lines, or in one."""
        for line in self._lines:
            while line.takeAt(0) is not None:
                pass
        upper, lower = self._lines
        total, before = sum(stretch for _, stretch in self._cells), 0
        for cell, stretch in self._cells:
            (lower if folded and 2 * before >= total else upper).addWidget(cell, stretch, Qt.AlignmentFlag.AlignTop)
            before += stretch
        upper.addWidget(self._last, 0, Qt.AlignmentFlag.AlignTop)
        if folded:
            lower.addSpacing(self._last.sizeHint().width() + self._gap)


@dataclass(eq=False)
class _Row:
    widget: _Line
    fields: dict[str, Field]
    remove: QWidget


class RepeatField(Field):
    """Rows of fields; its value is a tuple of mappings, rows left blank not counted."""

    def __init__(self, parts: Sequence[Part], noun: str) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._noun = noun
        self._rows: list[_Row] = []
        self._folded = False
        body = QWidget()
        self._column_of_rows = QVBoxLayout()
        self._column_of_rows.setSpacing(theme.em(self, 0.25))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.2))
        self._head = self._make_head()
        column.addWidget(self._head)
        column.addLayout(self._column_of_rows)
        self.add_button = QPushButton(icon("plus", tokens.ACCENT), f"添加{noun}")
        theme.role(self.add_button, "link")
        self.add_button.clicked.connect(self._add_and_enter)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.put(body)
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self._head.hide()

    def value(self) -> tuple[dict[str, Any], ...]:
        rows = ({key: field.value() for key, field in row.fields.items()} for row in self._rows)
        return tuple(row for row in rows if any(_filled(cell) for cell in row.values()))

    def set_value(self, value: Sequence[Mapping[str, Any]] | None) -> None:
        self._rebuild(len(value or ()))
        for row, cells in zip(self._rows, value or (), strict=True):
            for key, field in row.fields.items():
                field.set_value(cells.get(key))

    def state(self) -> list[dict[str, Any]]:
        return [{key: field.state() for key, field in row.fields.items()} for row in self._rows]

    def restore(self, state: Sequence[Mapping[str, Any]]) -> None:
        self._rebuild(len(state))
        for row, cells in zip(self._rows, state, strict=True):
            for key, field in row.fields.items():
                if key in cells:
                    field.restore(cells[key])

    def own_problems(self) -> tuple[Problem, ...]:
        return tuple(
            Problem("", f"第{number}行{part.title}：{problem.message}", problem.severity)
            for number, row in enumerate(self._rows, 1)
            for part in self._parts
            for problem in (*row.fields[part.key].own_problems(), *self._lacking(part, row))
        )

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for row in self._rows:
            for field in row.fields.values():
                stops += field.tab_stops()
            stops.append(row.remove)
        return [*stops, self.add_button]

    @staticmethod
    def _lacking(part: Part, row: _Row) -> tuple[Problem, ...]:
        empty = {key for key, field in row.fields.items() if not _filled(field.value())}
        lacks = part.required and part.key in empty and len(empty) < len(row.fields)
        return (Problem("", "没有填写，请补上或移除这一行"),) if lacks else ()

    def add_row(self) -> dict[str, Field]:
        """A blank row at the end; its fields by key."""
        fields: dict[str, Field] = {}
        for part in self._parts:
            field = part.make()
            # Only the stretch decides the width, so that all rows stand under the same heads.
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            field.set_name(f"{self._noun}第{len(self._rows) + 1}行{part.title}")
            field.changed.connect(self.changed)
            field.left.connect(self.left)
            fields[part.key] = field
        remove = small_button("x", f"移除这一行{self._noun}", lambda: self._remove(made))
        widget = self._line([fields[part.key] for part in self._parts], remove)
        made = _Row(widget, fields, remove)
        self._rows.append(made)
        self._column_of_rows.addWidget(widget)
        widget.show()  # a layout shows it only later, and Tab passes over what is not shown
        self._head.show()
        self.shape_changed.emit()
        return fields

    def _add_and_enter(self) -> None:
        first = next(iter(self.add_row().values()))
        first.tab_stops()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column_of_rows.removeWidget(row.widget)
        row.widget.hide()
        row.widget.deleteLater()
        self._head.setVisible(bool(self._rows))
        self.add_button.setFocus()
        self.shape_changed.emit()
        self.changed.emit()

    def _rebuild(self, count: int) -> None:
        self._rows.clear()
        clear(self._column_of_rows)
        self._head.setVisible(count > 0)
        for _ in range(count):
            self.add_row()
        self.shape_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < theme.em(self, _LEAST_SHARE * sum(part.stretch for part in self._parts))
        if folded != self._folded:
            self._folded = folded
            self._column_of_rows.setSpacing(theme.em(self, 0.9 if folded else 0.25))
            for line in (self._head, *(row.widget for row in self._rows)):
                line.fold(folded)
            self.shape_changed.emit()

    def _line(self, cells: Sequence[QWidget], last: QWidget) -> _Line:
        stretches = (part.stretch for part in self._parts)
        line = _Line(list(zip(cells, stretches, strict=True)), last, theme.em(self, 0.4))
        line.fold(self._folded)
        return line

    def _make_head(self) -> _Line:
        titles = []
        for part in self._parts:
            title = QLabel(part.title)
            title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            theme.role(title, "small")
            titles.append(title)
        room = small_button("x", "", lambda: None, False)
        policy = room.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        room.setSizePolicy(policy)
        room.hide()
        return self._line(titles, room)


def _filled(cell: Any) -> bool:
    return cell is not None and cell is not False and cell not in ("", ())
