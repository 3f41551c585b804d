"""What the window shows while the data is being opened: its own frame, empty. Knows names, no service."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.shell.navigation import Navigation
from app.ui.shell.statusbar import StatusBar, folder_text


class Opening(QWidget):
    """The frame stands where the window's own will stand, so that nothing jumps."""

    def __init__(self, pages: Sequence[tuple[str, str, str]], current: str, folder: str) -> None:
        super().__init__()
        navigation = Navigation(pages)
        navigation.show_current(current)
        navigation.setEnabled(False)
        self.title = QLabel(next(title for name, title, _ in pages if name == current))
        theme.role(self.title, "title")
        side = theme.em(self, 1.2)
        self.title.setContentsMargins(side, theme.em(self, 0.9), side, 0)
        self.said = QLabel("正在打开数据…")
        theme.role(self.said, "muted")
        self.said.setContentsMargins(side, theme.em(self, 0.6), side, 0)
        right = QWidget()
        theme.role(right, "page")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.title)
        inner.addWidget(self.said)
        inner.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(navigation)
        across.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(StatusBar(folder_text(folder)))
