"""The foot of a form: its buttons with their keys, and what is still wrong. Knows no form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class Footer(QWidget):
    """The buttons are connected by the form."""

    def __init__(self, margin: int, save_word: str, next_word: str) -> None:
        super().__init__()
        theme.role(self, "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, theme.em(self, 0.55), margin, theme.em(self, 0.55))
        row = QHBoxLayout()
        self.save = QPushButton(f"{save_word}  Ctrl+S")
        theme.role(self.save, "primary")
        self.save_next = QPushButton(f"{next_word}  Ctrl+Enter")
        self.cancel = QPushButton("取消  Esc")
        self.summary = QLabel()
        theme.role(self.summary, "small")
        self.summary.hide()
        for button in (self.save, self.save_next, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        if next_word:
            row.addWidget(self.summary)
        else:
            column.addWidget(self.summary)  # beside the ledger there is no room behind the buttons
        column.addLayout(row)

    def tell(self, text: str) -> None:
        """One short sentence at the right."""
        self._show(text, "small")

    def count(self, wrong: int, warned: int) -> None:
        """How many places are to be corrected or looked at."""
        parts = [f"{wrong}处需要改正" if wrong else "", f"{warned}处提醒" if warned else ""]
        self._show("，".join(part for part in parts if part), "error" if wrong else "warning" if warned else "small")

    def _show(self, text: str, role: str) -> None:
        self.summary.setText(text)
        self.summary.setVisible(bool(text))
        theme.role(self.summary, role)
