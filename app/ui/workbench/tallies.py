"""The counts at the head of the first page; each opens the lines it counts. Knows tallies, no ledger."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.services.workbench import Tally
from app.ui import theme, tokens
from app.ui.flow import FlowLayout
from app.ui.forms.field import clear
from app.ui.workbench.entries import tone_of


class TallyButton(QAbstractButton):
    """A number over its name; none is quiet and cannot be opened."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally
        self.setText(tally.label)
        self.setEnabled(tally.count > 0)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tally.count else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{tally.label} {tally.count}")
        if tally.count:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(f"查看这 {tally.count} 项")

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._font(0.92)).horizontalAdvance(self.text())
        number = QFontMetrics(self._font(1.5)).horizontalAdvance(str(self.tally.count))
        return QSize(max(words, number) + theme.em(self, 1.3), theme.em(self, 3.9))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone = tone_of(self.tally)
        lit = self.isEnabled() and (self.underMouse() or self.hasFocus())
        ground = tokens.SELECTED if lit else tone.value.ground if tone else tokens.PANEL
        painter.fillRect(self.rect(), QColor(ground))
        if self.hasFocus():
            painter.setPen(QColor(tokens.ACCENT))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        side, half = theme.em(self, 0.65), round(self.height() * 0.56)
        ink = tone.value.ink if tone else tokens.TEXT if self.tally.count else tokens.MUTED
        painter.setPen(QColor(ink))
        painter.setFont(self._font(1.5))
        left = Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(side, 0, self.width(), half), left | Qt.AlignmentFlag.AlignBottom, str(self.tally.count))
        painter.setFont(self._font(0.92))
        painter.setPen(QColor(ink if tone else tokens.MUTED))
        below = QRect(side, half, self.width(), self.height() - half)
        painter.drawText(below, left | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _font(self, factor: float) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * factor)
        return font


class Tallies(QWidget):
    """All counts in a row that breaks where it must."""

    opened = Signal(object)
    """The Tally that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[TallyButton] = []
        self._gap = theme.em(self, 0.45)
        self._row = FlowLayout(self, self._gap)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_tallies(self, tallies: Sequence[Tally]) -> None:
        """Replace the counts; the focus stays on the one it was on."""
        focused = next((button.tally.label for button in self.buttons if button.hasFocus()), "")
        clear(self._row)
        self.buttons = [TallyButton(tally) for tally in tallies]
        for button in self.buttons:
            button.clicked.connect(lambda _=False, tally=button.tally: self.opened.emit(tally))
            self._row.addWidget(button)
            button.show()
            if button.tally.label == focused:
                button.setFocus()
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Where all fit in one row, they fill it."""
        if not self.buttons:
            return
        widths = [button.sizeHint().width() for button in self.buttons]
        spare = self.width() - sum(widths) - self._gap * (len(widths) - 1)
        for button, width in zip(self.buttons, widths, strict=True):
            button.setMinimumWidth(width + max(spare, 0) // len(widths))
