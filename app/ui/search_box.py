"""A search line: speaks 200 ms after the last committed key, at once on Enter, never about half a composed word."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.ui import tokens
from app.ui.forms.texts import Line
from app.ui.icons import icon

DEBOUNCE = 200
"""Milliseconds without a key before the search starts."""


class SearchBox(Line):
    """`searched` tells each new text once."""

    searched = Signal(str)
    left_downwards = Signal()
    """Arrow down or Enter on the same text: the user wants into the list."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder)
        self._told = ""
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", tokens.MUTED), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._timer.start)

    def set_text(self, text: str) -> None:
        """Show a text without searching for it."""
        self.setText(text)
        self._timer.stop()
        self._told = text.strip()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        icons = 4 * self.fontMetrics().height()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self.placeholderText()) + icons)
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.text().strip() == self._told:
                    self.left_downwards.emit()
                self._tell()
            case Qt.Key.Key_Down if not event.modifiers():
                self.left_downwards.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self._tell()
            case _:
                super().keyPressEvent(event)

    def _tell(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
