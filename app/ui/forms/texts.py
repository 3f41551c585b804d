"""Fields for words and whole numbers. Length and digits are judged when they are entered, never while composing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.problems import Problem
from app.ui import theme
from app.ui.composing import Composition
from app.ui.forms.field import Field


class Line(QLineEdit):
    """A line that keeps quiet while an input method composes and tells when it is left."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.composition = Composition(self)
        self.on_left: Callable[[], None] = _nothing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.on_left()


class TextField(Field):
    """One line of text, without the blanks around it."""

    def __init__(self, placeholder: str = "", most: int = 0, line: Line | None = None) -> None:
        super().__init__()
        self._most = most
        self.line = line or Line(placeholder)
        self.line.textEdited.connect(self._edited)
        self.line.on_left = self.left.emit
        self.put(self.line)

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: str | None) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def own_problems(self) -> tuple[Problem, ...]:
        over = len(self.value()) - self._most if self._most else 0
        return (Problem("", f"最多{self._most}个字，超出{over}个字，请删减"),) if over > 0 else ()

    def tab_stops(self) -> list[QWidget]:
        return [self.line]

    def _edited(self) -> None:
        self.changed.emit()


class Paragraphs(QPlainTextEdit):
    """A few lines of text; Tab leaves it, Enter is a new line."""

    def __init__(self, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.composition = Composition(self)
        self.on_left: Callable[[], None] = _nothing
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines) + theme.em(self, 1.1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.on_left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # Ctrl+Enter belongs to the form
            return
        super().keyPressEvent(event)


class LongTextField(Field):
    """Text of several lines."""

    def __init__(self, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self._setting = False
        self.edit = Paragraphs(placeholder, lines)
        self.edit.textChanged.connect(self._edited)
        self.edit.on_left = self.left.emit
        self.put(self.edit)

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        self._setting = True
        self.edit.setPlainText(value or "")
        self._setting = False

    def tab_stops(self) -> list[QWidget]:
        return [self.edit]

    def _edited(self) -> None:
        if not self._setting and not self.edit.composition.active:
            self.changed.emit()


class IntField(TextField):
    """A whole number between two bounds, with its unit in the placeholder."""

    def __init__(self, least: int = 0, most: int = 9999, unit: str = "") -> None:
        super().__init__(f"{least}—{most}{unit}")
        self._least, self._greatest, self._unit = least, most, unit

    def value(self) -> int | None:  # type: ignore[override]
        return None if self.own_problems() or not self._digits() else int(self._digits())

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        self.line.setText("" if value is None else str(value))

    def state(self) -> str:
        return self.line.text()

    def restore(self, state: str) -> None:
        self.line.setText(state)

    def own_problems(self) -> tuple[Problem, ...]:
        digits = self._digits()
        if not digits or (digits.isdecimal() and self._least <= int(digits) <= self._greatest):
            return ()
        return (Problem("", f"请填{self._least}至{self._greatest}之间的整数"),)

    def _digits(self) -> str:
        """Digits as typed, full-width ones too."""
        typed = self.line.text().strip().removesuffix(self._unit or "\0").strip()
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed)


def _nothing() -> None:
    """Until a field listens."""
