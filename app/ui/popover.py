"""A small sheet that opens beside what was clicked: the clause behind a 依据, a filter's values. Knows no content."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.problems import Basis
from app.ui import theme


class Popover(QFrame):
    """Closes on Esc and on a click elsewhere; deletes itself then."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window(), Qt.WindowType.Popup)
        self._anchor = anchor
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.role(self, "popover")
        self.body = QVBoxLayout(self)
        margin = theme.em(self, 0.8)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(theme.em(self, 0.4))

    def open(self) -> None:
        """Show below the anchor, moved so that all of it is on the screen."""
        self.adjustSize()
        if self.body.hasHeightForWidth():
            # adjustSize asks wrapped texts for their height at their own width, not at the sheet's.
            self.resize(self.width(), self.body.totalHeightForWidth(self.width()))
        at = self._anchor.mapToGlobal(QPoint(0, self._anchor.height()))
        free = self._anchor.screen().availableGeometry()
        x = max(free.left(), min(at.x(), free.right() - self.width()))
        y = at.y() if at.y() + self.height() <= free.bottom() else at.y() - self._anchor.height() - self.height()
        self.move(x, max(free.top(), y))
        self.show()


def basis_popover(anchor: QWidget, basis: Basis) -> Popover:
    """The rule's source and what it says; its text can be marked and copied."""
    sheet = Popover(anchor)
    source = text_label(basis.source, "section")
    source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    sheet.body.addWidget(source)
    if basis.text:
        clause = text_label(basis.text)
        clause.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sheet.body.addWidget(clause)
    sheet.setFixedWidth(theme.em(anchor, 24))
    return sheet


def basis_button(basis: Basis) -> QPushButton:
    """The small grey 依据 that opens the clause."""
    button = QPushButton("依据")
    button.setAccessibleName(f"依据：{basis}")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    theme.role(button, "basis")
    button.clicked.connect(lambda: basis_popover(button, basis).open())
    return button


def text_label(text: str, role: str = "") -> QLabel:
    """A label that wraps and never reads its text as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        theme.role(label, role)
    return label
