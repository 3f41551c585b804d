"""A clerk's hands: typing, composing with an input method, waiting for what is seen."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, preedit: str) -> None:
    """The input method shows letters that are no text yet."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def commit(widget: QWidget, text: str) -> None:
    """The input method hands over finished characters."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def write(widget: QWidget, text: str) -> None:
    """Compose and commit Chinese, type the rest."""
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(widget, sign)
        else:
            compose(widget, "a")
            commit(widget, sign)


def focused() -> QWidget:
    """The widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    QTest.keyClick(focused(), key, modifiers)


def tab_to(name: str, most: int = 60) -> QWidget:
    """Press Tab until a widget has the focus whose words, or name for screen readers, begin so."""
    for _ in range(most):
        press(Qt.Key.Key_Tab)
        widget = focused()
        if any(text.startswith(name) for text in (str(widget.property("text") or ""), widget.accessibleName())):
            return widget
    raise AssertionError(f"Tab does not come to {name}")
