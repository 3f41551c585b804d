"""Figures in rows, this year's beside earlier ones; a row's name opens what stands behind it. Knows no figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.ui import theme
from app.ui.forms.field import clear


@dataclass(frozen=True)
class Row:
    """One figure in words."""

    label: str
    cells: tuple[str, ...]
    """This year's first: it stands out."""
    spoken: str
    """The whole row for who cannot see it."""
    hint: str
    """口径."""
    opens: Any = None
    """What is asked for when the name is pressed; None where nothing stands behind it."""


class FigureGrid(QWidget):
    """A head line and the rows."""

    opened = Signal(object)
    """A row's `opens`."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(self, 1.2))
        self._grid.setVerticalSpacing(theme.em(self, 0.15))
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, title: QLabel, heads: Sequence[str], rows: Sequence[Row]) -> None:
        """Replace all of it; the focus stays on the row it was on."""
        focused = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), None)
        clear(self._grid)
        self.buttons = []
        self._grid.addWidget(title, 0, 0)
        for at, head in enumerate(heads, 1):
            self._grid.addWidget(_number(head, "small"), 0, at)
        for line, row in enumerate(rows, 1):
            self._grid.addWidget(self._button(row), line, 0)
            for at, cell in enumerate(row.cells, 1):
                self._grid.addWidget(_number(cell, "section" if at == 1 else "muted"), line, at)
        if focused is not None and focused < len(self.buttons):
            self.buttons[focused].setFocus()

    def _button(self, row: Row) -> QPushButton:
        button = QPushButton(row.label)
        theme.role(button, "link")
        button.setEnabled(row.opens is not None)
        button.setAccessibleName(row.spoken)
        button.setToolTip(row.hint)
        button.clicked.connect(lambda _=False: self.opened.emit(row.opens))
        self.buttons.append(button)
        return button


def _number(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    theme.role(label, role)
    return label
