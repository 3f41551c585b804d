"""A line of text with usual wordings to take: typing narrows them, Down or F4 shows them all. Knows no wording."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.ui.forms.suggest import Option, Suggestions, matching
from app.ui.forms.texts import Line, TextField


class _UsualLine(Line):
    def __init__(self, placeholder: str, show_all: Callable[[], None]) -> None:
        super().__init__(placeholder)
        self._show_all = show_all

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self._show_all()
            return
        super().keyPressEvent(event)


class UsualTextField(TextField):
    """Any text; the usual ones are offered."""

    def __init__(self, usual: Sequence[str], placeholder: str = "") -> None:
        super().__init__(placeholder, line=_UsualLine(placeholder, self._offer_all))
        self._usual = [Option(at, text) for at, text in enumerate(usual)]
        self.suggestions = Suggestions(self.line)
        self.suggestions.chosen.connect(self._chosen)
        self.line.textEdited.connect(self._offer)

    def _offer_all(self) -> None:
        self.suggestions.offer(self._usual)

    def _offer(self, typed: str) -> None:
        found = matching(self._usual, typed) if typed.strip() else []
        self.suggestions.offer([option for option in found if option.label != typed.strip()])

    def _chosen(self, option: Option) -> None:
        self.line.setText(option.label)
        self.changed.emit()
        self.left.emit()
