"""The one signal that says which tables a commit changed. Knows no page; called in the writer's thread."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QObject, Signal


class Touched(QObject):
    """Registered with the office; pages listen to `tables` and reload what is theirs."""

    tables = Signal(object)
    """frozenset[str]: names of the tables that a commit changed; delivered in the window's thread."""

    def __call__(self, names: AbstractSet[str]) -> None:
        self.tables.emit(frozenset(names))
