"""A vertical timeline: what was done, what is next, what hinders. Wraps its text. Knows no procedure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from app.domain.problems import Basis
from app.ui import theme, tokens
from app.ui.forms.field import clear
from app.ui.panel import link
from app.ui.popover import basis_button, text_label
from app.ui.tokens import Tone


class Mark(Enum):
    """How far a step is: the colour of its dot and whether it is filled."""

    DONE = (Tone.GOOD.value.ink, True)
    NEXT = (Tone.DUE.value.ink, False)
    LATER = (tokens.MUTED, False)
    STOPPED = (Tone.BAD.value.ink, True)


@dataclass(frozen=True)
class Moment:
    """One line: the day as text, what, and beneath it in grey how."""

    day: str
    text: str
    mark: Mark = Mark.DONE
    detail: str = ""
    basis: Basis | None = None
    open: Callable[[], object] | None = None
    """Shows the record that the line stands for."""
    link: str = ""
    """What is pressed for that."""


class Timeline(QWidget):
    """Shows moments from the first to the last."""

    def __init__(self, moments: Sequence[Moment] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(self, 0.5))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self.show_moments(moments)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Replace what is shown."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        last = len(moments) - 1
        for row, moment in enumerate(moments):
            self._grid.addWidget(_Dot(moment.mark, row == 0, row == last), row, 0)
            day = text_label(moment.day, "muted")
            day.setWordWrap(False)
            self._grid.addWidget(day, row, 1, top)
            self._grid.addWidget(_words(moment), row, 2)
        self.setAccessibleName("；".join(f"{moment.day}{moment.text}" for moment in moments))


def _words(moment: Moment) -> QWidget:
    words = QWidget()
    grid = QGridLayout(words)
    grid.setContentsMargins(0, 0, 0, theme.em(words, 0.45))
    grid.setSpacing(0)
    grid.addWidget(text_label(moment.text), 0, 0)
    grid.setColumnStretch(0, 1)
    if moment.detail:
        grid.addWidget(text_label(moment.detail, "small"), 1, 0)
    holder = QHBoxLayout()
    if moment.open:
        holder.addWidget(link(moment.link, moment.open))
    if moment.basis:
        holder.addWidget(basis_button(moment.basis))
    if holder.count():
        holder.addStretch(1)
        grid.addLayout(holder, 2, 0)
    return words


class _Dot(QWidget):
    """The dot of a moment and the line to its neighbours."""

    def __init__(self, mark: Mark, first: bool, last: bool) -> None:
        super().__init__()
        self._mark, self._first, self._last = mark, first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        side = theme.em(self, 0.9)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour, filled = self._mark.value
        radius = theme.em(self, 0.3)
        centre = QPointF(self.width() / 2, self.fontMetrics().height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.BORDER), 1.4))
        if not self._first:
            painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), centre.y() - radius - 1))
        if not self._last:
            painter.drawLine(QPointF(centre.x(), centre.y() + radius + 1), QPointF(centre.x(), self.height()))
        painter.setPen(QPen(QColor(colour), 1.6))
        painter.setBrush(QColor(colour) if filled else QColor(tokens.WHITE))
        painter.drawEllipse(centre, radius, radius)
        painter.end()
