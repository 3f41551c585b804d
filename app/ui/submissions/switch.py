"""送审件 | 审核意见: the two books of one subject, a step apart. Knows their names only."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from app.ui import theme
from app.ui.desk import Desk

BOOKS = (("submissions", "送审件"), ("review-opinions", "审核意见"))


class BookSwitch(QWidget):
    """Stands above the ledger of one book and opens the other."""

    def __init__(self, desk: Desk, own: str) -> None:
        super().__init__()
        self._desk = desk
        self._own = [name for name, _ in BOOKS].index(own)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("登记簿")
        for _, title in BOOKS:
            self.tabs.addTab(title)
        self.tabs.setCurrentIndex(self._own)
        self.tabs.currentChanged.connect(self._turn)
        row = QHBoxLayout(self)
        side = theme.em(self, 0.6)
        row.setContentsMargins(side, 0, side, theme.em(self, 0.5))
        row.addWidget(self.tabs)
        row.addStretch(1)

    def _turn(self, at: int) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(self._own)  # this one belongs to its own book for ever
        if at != self._own:
            self._desk.open_page(BOOKS[at][0], ())
