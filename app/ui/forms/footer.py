"""The foot of a form: its buttons with their keys, and what is still wrong. Knows no form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import theme


class Footer(QWidget):
    """The buttons are connected by the form."""

    def __init__(self, margin: int) -> None:
        super().__init__()
        theme.role(self, "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, theme.em(self, 0.55), margin, theme.em(self, 0.55))
        self.save = QPushButton("保存  Ctrl+S")
        theme.role(self.save, "primary")
        self.save_next = QPushButton("保存并录入下一件  Ctrl+Enter")
        self.cancel = QPushButton("取消  Esc")
        self.summary = QLabel()
        theme.role(self.summary, "small")
        for button in (self.save, self.save_next, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.summary)

    def tell(self, text: str) -> None:
        """One short sentence at the right."""
        self.summary.setText(text)
        theme.role(self.summary, "small")

    def count(self, wrong: int, warned: int) -> None:
        """How many places are to be corrected or looked at."""
        parts = [f"{wrong}处需要改正" if wrong else "", f"{warned}处提醒" if warned else ""]
        self.summary.setText("，".join(part for part in parts if part))
        theme.role(self.summary, "error" if wrong else "warning" if warned else "small")
