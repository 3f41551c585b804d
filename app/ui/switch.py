"""The ledgers of one subject as tabs above the table, a step apart: 送审件 | 审核意见. Knows their names only."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from app.ui import theme
from app.ui.desk import Desk

Books = Sequence[tuple[str, str]]
"""Page and title of each."""

REVIEWS: Books = (("submissions", "送审件"), ("review-opinions", "审核意见"))
ADVISERS: Books = (
    ("advising", "概览"),
    ("engagements", "服务合同"),
    ("appointments", "聘任"),
    ("matters", "顾问工作"),
    ("payments", "付款"),
    ("assessments", "考核"),
    ("conflicts", "利益冲突"),
    ("advisers", "顾问"),
    ("firms", "律师事务所"),
)


class BookSwitch(QWidget):
    """Stands above the ledger of one book and opens the others."""

    def __init__(self, desk: Desk, books: Books, own: str) -> None:
        super().__init__()
        self._desk, self._books = desk, books
        self._own = [name for name, _ in books].index(own)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("登记簿")
        for _, title in books:
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
            self._desk.open_page(self._books[at][0], ())
