"""Choosing things by characters or pinyin initials: a record, a unit, several units in order. Knows options, not where they come from."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.ui import theme
from app.ui.forms.field import Field, clear, small_button
from app.ui.forms.suggest import Option, Suggestions, matching
from app.ui.forms.texts import Line

Options = Callable[[], Sequence[Option]]


class PickField(Field):
    """One thing by id, or None: typed in part, chosen from what fits."""

    def __init__(
        self, find: Callable[[str], Sequence[Option]], name_of: Callable[[int], str], placeholder: str
    ) -> None:
        super().__init__()
        self._find, self._name_of = find, name_of
        self._value: int | None = None
        self.line = Line(placeholder)
        self.suggestions = Suggestions(self.line)
        self.suggestions.chosen.connect(self._chosen)
        self.line.textEdited.connect(self._edited)
        self.line.on_left = self._left
        self.put(self.line)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        self.line.setText(self._name_of(value) if value is not None else "")
        self.line.setCursorPosition(0)

    def state(self) -> list[int | str | None]:
        return [self._value, self.line.text()]

    def restore(self, state: list[int | str | None]) -> None:
        value, text = state
        PickField.set_value(self, value if isinstance(value, int) else None)
        if self._value is None or not self.line.text():
            self._value = None
            self.line.setText(str(text or ""))

    def tab_stops(self) -> list[QWidget]:
        return [self.line]

    def offer(self, typed: str) -> None:
        """Show what the text fits."""
        self.suggestions.offer(self._find(typed))

    def _edited(self, typed: str) -> None:
        wanted = typed.strip()
        # An emptied line offers nothing: the user wants none.
        options = self._find(wanted) if wanted else ()
        exact = [option for option in options if option.label == wanted]
        self._value = exact[0].value if len(exact) == 1 and not exact[0].refused else None
        self.suggestions.offer(options)
        self.changed.emit()

    def _chosen(self, option: Option) -> None:
        if option.refused:
            self.show_problem(option.refused)
            return
        self._value = option.value
        self.line.setText(option.label)
        self.line.setCursorPosition(0)
        self.changed.emit()
        self.left.emit()

    def _left(self) -> None:
        self.left.emit()


class ChosenField(PickField):
    """A thing that must be chosen from what is offered: text alone is not enough."""

    def own_problems(self) -> tuple[Problem, ...]:
        typed = self.line.text().strip()
        return (Problem("", f"没有找到“{typed}”，请从列表中选择"),) if typed and self.value() is None else ()


class UnitField(PickField):
    """One unit."""

    def __init__(self, options: Options, placeholder: str = "输入名称或拼音首字母") -> None:
        super().__init__(lambda typed: matching(options(), typed), self._label, placeholder)
        self._options = options

    def own_problems(self) -> tuple[Problem, ...]:
        typed = self.line.text().strip()
        if self._value is not None or not typed:
            return ()
        return (Problem("", f"没有名为“{typed}”的单位，请从列表中选择，或先在“单位”页登记"),)

    def _label(self, value: int) -> str:
        return next((option.label for option in self._options() if option.value == value), "")

    def _left(self) -> None:
        only = self._find(self.line.text()) if self.line.text().strip() and self._value is None else []
        if len(only) == 1 and not only[0].refused:
            self._chosen(only[0])
        super()._left()


class SeveralPicksField(Field):
    """Several things in order, chosen one by one; the first leads."""

    def __init__(self, adder: PickField, name_of: Callable[[int], str], lead: str = "主办") -> None:
        """`adder` is the line below the things chosen; it offers those that are chosen already as well."""
        super().__init__()
        self._name_of = name_of
        self._lead = lead
        self._values: list[int] = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.2))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.adder = adder
        self.adder.changed.connect(self._added)
        self.adder.left.connect(self.left)
        column.addWidget(self.adder)
        self.put(body)
        self.setFocusProxy(self.adder.line)

    def value(self) -> tuple[int, ...]:
        return tuple(self._values)

    def set_value(self, value: Sequence[int] | None) -> None:
        self._values = list(value or ())
        self._lay_rows()

    def state(self) -> list[int]:
        return list(self._values)

    def own_problems(self) -> tuple[Problem, ...]:
        return self.adder.own_problems()

    def tab_stops(self) -> list[QWidget]:
        rows = [self._rows.itemAt(at).widget() for at in range(self._rows.count())]
        return [*(button for row in rows for button in row.findChildren(QToolButton)), self.adder.line]

    def _added(self) -> None:
        if (value := self.adder.value()) is None:
            return
        if value not in self._values:
            self._values.append(value)
        # The line is still telling of its own change: empty it afterwards.
        QTimer.singleShot(0, self, lambda: self.adder.set_value(None))
        self._changed_rows()

    def _move(self, at: int, by: int) -> None:
        self._values.insert(at + by, self._values.pop(at))
        self._changed_rows()

    def _remove(self, at: int) -> None:
        self._values.pop(at)
        self._changed_rows()
        self.adder.line.setFocus()

    def _changed_rows(self) -> None:
        self._lay_rows()
        self.changed.emit()
        self.left.emit()

    def _lay_rows(self) -> None:
        clear(self._rows)
        several = len(self._values) > 1
        for at, value in enumerate(self._values):
            row = self._row(at, self._name_of(value), several)
            self._rows.addWidget(row)
            row.show()  # a layout shows it only later, and Tab passes over what is not shown
        self.shape_changed.emit()

    def _row(self, at: int, label: str, several: bool) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.em(row, 0.2))
        lead = f"（{self._lead}）" if self._lead and at == 0 else ""
        text = QLabel(f"{at + 1}. {label}{lead}" if several else label)
        text.setTextFormat(Qt.TextFormat.PlainText)
        across.addWidget(text, 1)
        if several:
            across.addWidget(small_button("arrow-up", f"上移{label}", lambda: self._move(at, -1), at > 0))
            last = at == len(self._values) - 1
            across.addWidget(small_button("arrow-down", f"下移{label}", lambda: self._move(at, 1), not last))
        across.addWidget(small_button("x", f"移除{label}", lambda: self._remove(at), True))
        return row


class MultiUnitField(SeveralPicksField):
    """Several units in order; the first leads."""

    def __init__(self, options: Options, lead: str = "主办") -> None:
        self._options = options
        super().__init__(UnitField(self._free, "输入名称或拼音首字母，回车添加"), self._label, lead)

    def _free(self) -> Sequence[Option]:
        return [option for option in self._options() if option.value not in self.value()]

    def _label(self, value: int) -> str:
        return next((option.label for option in self._options() if option.value == value), f"单位 {value}")
