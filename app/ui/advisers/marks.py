"""The marks of three hands beside each item of an assessment form, with what comes out. Knows the form, not the adviser."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.advisers.assessments import AssessmentFacts, Hand, Mark, result_of
from app.domain.advisers.templates import Template
from app.domain.ledgers import hundredths
from app.domain.problems import Problem
from app.ui import theme
from app.ui.forms.amounts import DecimalField
from app.ui.forms.field import Field
from app.ui.popover import text_label


class MarksField(Field):
    """Its value is a tuple of Mark; blank cells give none."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self._template = template
        self.cells: dict[tuple[str, Hand], DecimalField] = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, theme.em(self, 0.3), 0, 0)
        grid.setHorizontalSpacing(theme.em(self, 0.8))
        grid.setColumnStretch(0, 2)
        top = Qt.AlignmentFlag.AlignTop
        for at, hand in enumerate(Hand, 1):
            grid.addWidget(text_label(hand.label, "muted"), 0, at)
            grid.setColumnStretch(at, 1)
        for row, item in enumerate(template.items, 1):
            most = f"（{hundredths(item.maximum)}分）" if item.maximum is not None else ""
            words = text_label(f"{item.title}{most}")
            words.setToolTip(item.help)
            words.setContentsMargins(0, theme.em(self, 0.32), 0, 0)  # level with the text in the cells
            grid.addWidget(words, row, 0, top)
            for at, hand in enumerate(Hand, 1):
                cell = DecimalField()
                cell.set_name(f"{item.title}{hand.label}")
                cell.changed.connect(self.changed)
                cell.left.connect(self.left)
                self.cells[item.key, hand] = cell
                grid.addWidget(cell, row, at, top)
        self.result = text_label("", "lead")
        grid.addWidget(self.result, len(template.items) + 1, 0, 1, 4)
        self.put(body)
        self.setFocusProxy(next(iter(self.cells.values())).line)

    def value(self) -> tuple[Mark, ...]:
        given = ((item, hand, cell.value()) for (item, hand), cell in self.cells.items())
        return tuple(Mark(item, hand, points) for item, hand, points in given if points is not None)

    def set_value(self, value: Sequence[Mark] | None) -> None:
        known = {(mark.item, mark.hand): mark.points for mark in value or ()}
        for key, cell in self.cells.items():
            cell.set_value(known.get(key))

    def state(self) -> dict[str, str]:
        return {f"{item}.{hand.value}": cell.state() for (item, hand), cell in self.cells.items()}

    def restore(self, state: Mapping[str, str]) -> None:
        for (item, hand), cell in self.cells.items():
            cell.restore(state.get(f"{item}.{hand.value}", ""))

    def own_problems(self) -> tuple[Problem, ...]:
        return tuple(problem for cell in self.cells.values() for problem in cell.own_problems())

    def tab_stops(self) -> list[QWidget]:
        return [cell.line for cell in self.cells.values()]

    def set_name(self, name: str) -> None:
        """Each cell has a name of its own."""

    def show_result(self, facts: AssessmentFacts) -> None:
        """Say what comes out of the marks, deductions, bonus and vetoes."""
        found = result_of(facts, self._template)
        total = f"总分 {hundredths(found.total)}" if found.total is not None else "评分未齐"
        self.result.setText(f"{total}　等次：{found.grade.label}" if found.grade else total)
