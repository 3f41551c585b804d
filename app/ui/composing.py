"""Keeps keys quiet while an input method is composing: no Enter, Tab or shortcut acts on half a word. Knows no field."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget


class Composition(QObject):
    """Watches one editable widget; swallows keys between the first preedit and its commit."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._composing = False
        widget.installEventFilter(self)

    @property
    def active(self) -> bool:
        return self._composing

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.InputMethod if isinstance(event, QInputMethodEvent):
                self._composing = bool(event.preeditString())
            case QEvent.Type.FocusOut:
                self._composing = False
            case QEvent.Type.ShortcutOverride if self._composing:
                # An accepted override turns a shortcut into a plain key press, which ends below.
                event.accept()
                return True
            case QEvent.Type.KeyPress if self._composing:
                return True
        return False
