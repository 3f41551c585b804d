"""What was being typed when the program ended without saving, offered again above the ledger. Knows drafts, not forms."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.ui import theme
from app.ui.forms.drafts import Draft, Drafts
from app.ui.forms.field import clear
from app.ui.popover import text_label


class DraftOffer(QFrame):
    """One line per draft; hidden when there is none."""

    def __init__(self, drafts: Drafts, go_on: Callable[[Draft], None]) -> None:
        super().__init__()
        self._drafts, self._go_on = drafts, go_on
        theme.role(self, "notice-due")
        self._column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        self._column.setContentsMargins(side, theme.em(self, 0.3), side, theme.em(self, 0.3))
        self._column.setSpacing(0)
        self.hide()

    def offer(self, forms: tuple[str, ...]) -> None:
        """Look for drafts of these forms. To be asked before any of them is open."""
        clear(self._column)
        found = [draft for draft in self._drafts.left_over() if draft.form in forms]
        for draft in found:
            self._column.addWidget(self._line(draft))
        self.setVisible(bool(found))

    def _line(self, draft: Draft) -> QFrame:
        line = QFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text_label(f"上次没有保存：{draft.title}（{draft.saved_at}）"), 1)
        for text, act in (("继续填写", self._take), ("放弃", self._drop)):
            button = QPushButton(text)
            theme.role(button, "link")
            button.setAccessibleName(f"{text}{draft.title}")
            button.clicked.connect(partial(self._answer, line, draft, act))
            row.addWidget(button)
        return line

    def _answer(self, line: QFrame, draft: Draft, act: Callable[[Draft], None], _clicked: bool = False) -> None:
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setVisible(self._column.count() > 0)
        act(draft)

    def _take(self, draft: Draft) -> None:
        self._go_on(draft)

    def _drop(self, draft: Draft) -> None:
        self._drafts.drop(draft.key)
