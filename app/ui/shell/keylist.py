"""The key list of F1. Knows the declaration of keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.keys import KEY_LIST, KeyGroup
from app.ui.popover import text_label


class KeyList(QDialog):
    """Not modal: one may read it while working."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("按键一览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        margin = theme.em(self, 1.2)
        column.setContentsMargins(margin, margin, margin, margin)
        sides = QHBoxLayout()
        sides.setSpacing(theme.em(self, 2.5))
        # In two columns: one would be higher than a small screen at 150 %.
        half = (len(KEY_LIST) + 1) // 2
        for groups in (KEY_LIST[:half], KEY_LIST[half:]):
            sides.addLayout(self._groups(groups))
        content = QWidget()
        theme.role(content, "page")
        content.setLayout(sides)
        sides.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        # As high as all keys need, but never higher than the window: a small screen at 150 % scrolls.
        bar = area.verticalScrollBar().sizeHint().width()
        wanted = content.sizeHint()
        area.setFixedWidth(wanted.width() + bar)
        area.setFixedHeight(min(wanted.height(), parent.window().height() - theme.em(self, 8)))
        column.addWidget(area)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        column.addSpacing(theme.em(self, 0.8))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _groups(self, groups: Sequence[KeyGroup]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(self, 1.5))
        grid.setVerticalSpacing(theme.em(self, 0.3))
        row = 0
        for title, keys in groups:
            head = text_label(title, "section")
            head.setContentsMargins(0, theme.em(self, 0.6) if row else 0, 0, theme.em(self, 0.2))
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            for key, meaning in keys:
                for at, text in enumerate((key, meaning)):
                    label = text_label(text, "" if at else "muted")
                    label.setWordWrap(False)
                    grid.addWidget(label, row, at)
                row += 1
        grid.setRowStretch(row, 1)
        return grid
