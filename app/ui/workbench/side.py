"""The right half of the first page: the year's figures over what is under way, or one of them where there is no room. Knows neither."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.ui import theme

ROOM = 36
"""Font heights from which both have room, one above the other."""


class Side(QWidget):
    """Two parts: both at once in a high window, else the one chosen."""

    turned = Signal()

    def __init__(self, above: QWidget, above_title: str, below: QWidget, below_title: str) -> None:
        super().__init__()
        self.above, self.below = above, below
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for title in (below_title, above_title):
            self.tabs.addTab(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.8))
        column.addWidget(self.tabs)
        column.addWidget(above)
        column.addWidget(below, 1)
        self._filler = QWidget()
        column.addWidget(self._filler, 1)
        self.tabs.currentChanged.connect(self._lay)
        self._lay()

    @property
    def both(self) -> bool:
        """Whether there is room for both."""
        return self.height() >= theme.em(self, ROOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        both, chosen = self.both, self.tabs.currentIndex() == 1
        shown = {
            self.tabs: not both,
            self.above: both or chosen,
            self.below: both or not chosen,
            self._filler: not both and chosen,
        }
        # What goes goes first: for a moment both would make a low window grow.
        for part in sorted(shown, key=lambda part: shown[part]):
            part.setVisible(shown[part])
        self.turned.emit()
