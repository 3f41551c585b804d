"""A list of suggestions under a line: what contains the typed text, or whose initials begin so. Knows no units."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from app.ui import theme
from app.ui.forms.texts import Line

SHOWN = 8
"""Rows visible at once."""


@dataclass(frozen=True)
class Option:
    """Something that can be chosen by typing."""

    value: int
    label: str
    keys: tuple[str, ...] = ()
    """Other words it is found by: pinyin initials, former and short names."""
    note: str = ""
    """Shown behind the label: 曾用名, 已撤销."""
    refused: str = ""
    """Why it cannot be chosen; empty when it can."""


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """Options that contain the typed text in their label or a key; those that begin with it first. Empty: all."""
    wanted = "".join(typed.split()).casefold()
    if not wanted:
        return list(options)
    ranked = []
    for option in options:
        words = [word.casefold() for word in (option.label, *option.keys)]
        if any(wanted in word for word in words):
            ranked.append((not any(word.startswith(wanted) for word in words), option))
    return [option for _, option in sorted(ranked, key=lambda pair: pair[0])]


class Suggestions(QListView):
    """Part of the same window, not a window of its own: that would end the composition of some input methods."""

    chosen = Signal(object)
    """The Option taken."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.window())
        self._line = line
        self._options: list[Option] = []
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        theme.role(self, "suggestions")
        self.hide()
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)
        self.clicked.connect(lambda index: self._take(index.row()))

    def offer(self, options: Sequence[Option]) -> None:
        """Show these under the line, the first marked; none hides the list."""
        self._options = list(options)
        self._words.setStringList([f"{o.label}　{o.note}" if o.note else o.label for o in self._options])
        if not self._options:
            self.hide()
            return
        window = self._line.window()
        if self.parent() is not window:
            self.setParent(window)
        self._place()
        self.setCurrentIndex(self._words.index(0))
        self.show()
        self.raise_()

    @property
    def labels(self) -> list[str]:
        return [option.label for option in self._options] if self.isVisible() else []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and self.isVisible():
                return not self._line.composition.active and self._key(event)
            case QEvent.Type.FocusOut | QEvent.Type.Hide:
                self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        row = self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down:
                self.setCurrentIndex(self._words.index(min(row + 1, len(self._options) - 1)))
            case Qt.Key.Key_Up:
                self.setCurrentIndex(self._words.index(max(row - 1, 0)))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(row)
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def _take(self, row: int) -> None:
        option = self._options[row]
        self.hide()
        self.chosen.emit(option)

    def _place(self) -> None:
        window = self._line.window()
        below = self._line.mapTo(window, QPoint(0, self._line.height()))
        rows = min(len(self._options), SHOWN)
        height = rows * max(self.sizeHintForRow(0), self.fontMetrics().height()) + 2 * self.frameWidth() + 2
        top = below.y() if below.y() + height <= window.height() else below.y() - self._line.height() - height
        self.setGeometry(below.x(), max(top, 0), self._line.width(), height)
