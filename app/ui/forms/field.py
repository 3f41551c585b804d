"""What every field of a form can do, and the lines of problems under it. Knows no rule."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.problems import Basis, Problem, Severity
from app.ui import theme, tokens
from app.ui.icons import icon
from app.ui.popover import basis_button, text_label


class Field(QWidget):
    """One value of a form. `changed` is for what the user did, never for set_value."""

    changed = Signal()
    left = Signal()
    """The user has finished with the field: from now on its problems are shown."""
    shape_changed = Signal()
    """Parts came or went: the tab order has to be laid anew."""
    asked = Signal(object)
    """The user wants something done about this Problem: see the other record, or give a reason."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.em(self, 0.15))
        self._problems = ProblemLines()
        self._problems.asked.connect(self.asked)
        self._column.addWidget(self._problems)

    def value(self) -> Any:
        """What is entered, None or empty when nothing is."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; tells nobody."""
        raise NotImplementedError

    def state(self) -> Any:
        """What is typed, readable or not, as JSON can hold it: for drafts."""
        return self.value()

    def restore(self, state: Any) -> None:
        """Show again what `state` gave."""
        self.set_value(state)

    def own_problems(self) -> tuple[Problem, ...]:
        """What is typed but cannot be understood."""
        return ()

    def tab_stops(self) -> list[QWidget]:
        """The parts that take the focus, in visual order."""
        raise NotImplementedError

    def basis_stops(self) -> list[QWidget]:
        """The buttons of the problems under the field: 依据 and what can be done about them."""
        return list(self._problems.buttons)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these under the field, the gravest as its frame."""
        if self._problems.show_problems(problems):
            self.shape_changed.emit()
        gravest = "error" if any(p.severity is Severity.ERROR for p in problems) else ""
        gravest = gravest or ("warning" if any(p.severity is Severity.WARNING for p in problems) else "")
        for stop in self.tab_stops():
            if stop.property("wrong") != gravest:
                stop.setProperty("wrong", gravest)
                stop.style().unpolish(stop)
                stop.style().polish(stop)

    def show_problem(self, text: str, severity: Severity = Severity.ERROR, basis: Basis | None = None) -> None:
        """Show one; an empty text clears."""
        self.show_problems((Problem("", text, severity, basis),) if text else ())

    def set_name(self, name: str) -> None:
        """The name a screen reader tells."""
        for stop in self.tab_stops():
            if not stop.accessibleName():
                stop.setAccessibleName(name)

    def set_editable(self, editable: bool) -> None:
        """Show only, or let the user change."""
        for stop in self.tab_stops():
            stop.setEnabled(editable)

    def put(self, body: QWidget) -> None:
        """Lay the field's own widget above its problems."""
        self._column.insertWidget(0, body)
        self.setFocusProxy(body)

    @property
    def problem_texts(self) -> list[str]:
        return self._problems.texts


SEE_OTHER = "查看该记录"
GIVE_REASON = "说明理由"


def answer_of(problem: Problem) -> str:
    """What can be done about a problem on the spot; empty for what has to be corrected."""
    if problem.record is not None:
        return SEE_OTHER
    return GIVE_REASON if problem.rule and problem.severity is not Severity.NOTE else ""


def without_reasons(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a form says them that has no place for a reason: nothing is offered that would do nothing."""
    return [replace(problem, rule="") if answer_of(problem) == GIVE_REASON else problem for problem in problems]


class ProblemLines(QWidget):
    """Problems one under the other, each with its 依据 and what can be done about it."""

    asked = Signal(object)
    """The Problem whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.buttons: list[QPushButton] = []
        self._shown: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> bool:
        """Replace what is shown; whether a 依据 came or went. Equal problems stay: rebuilding while one types would flicker."""
        if tuple(problems) == self._shown:
            return False
        before = len(self.buttons)
        self._shown = tuple(problems)
        self.texts = [problem.message for problem in problems]
        self.buttons = []
        clear(self._column)
        for problem in problems:
            self._column.addWidget(self._line(problem))
        self.setVisible(bool(problems))
        return bool(before or self.buttons)

    def _line(self, problem: Problem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(line, 0.3))
        label = text_label(problem.message, problem.severity.value)
        label.ensurePolished()
        # No wider than its text, so that the 依据 follows the last word; it still wraps when there is less room.
        label.setMaximumWidth(label.fontMetrics().horizontalAdvance(problem.message) + theme.em(line, 0.4))
        row.addWidget(label, 1)
        if answer := answer_of(problem):
            act = QPushButton(answer)
            theme.role(act, "answer")
            act.setAccessibleName(f"{answer}：{problem.message}")
            act.clicked.connect(lambda: self.asked.emit(problem))
            self._put(row, act)
        if problem.basis:
            self._put(row, basis_button(problem.basis))
        row.addStretch(0)
        return line

    def _put(self, row: QHBoxLayout, button: QPushButton) -> None:
        self.buttons.append(button)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def clear(layout: QLayout) -> None:
    """Remove and delete all widgets of a layout."""
    while layout.count():
        widget = layout.takeAt(0).widget()
        widget.hide()
        widget.deleteLater()


def small_button(name: str, tip: str, act: Callable[[], None], enabled: bool = True) -> QToolButton:
    """A bare icon button beside a row, named for screen readers by its tip."""
    button = QToolButton()
    button.setIcon(icon(name, tokens.MUTED))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setEnabled(enabled)
    theme.role(button, "plain")
    button.clicked.connect(act)
    return button
