"""A file that was not taken in: how much is wrong with it, line by line, and the way back. Knows problems, not their file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.ui import theme
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label

HEADS = (Head("要改正的地方", 1),)


class RefusedFile(QWidget):
    """As long as it must be: a message box could not hold a few hundred lines."""

    left = Signal()
    """The user has read it."""

    def __init__(self) -> None:
        super().__init__()
        self.said = text_label("", "section")
        self.table = PlainTable("要改正的地方")
        self.back = QPushButton("返回")
        self.back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 0.8), side, theme.em(self, 0.6))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.table)

    def show_problems(self, name: str, problems: Sequence[Problem]) -> None:
        """Everything that is wrong with the file of that name."""
        self.said.setText(f"“{name}”没有导入，有 {len(problems)} 处要改正；数据没有改动，改好后请重新导入")
        self.table.show_lines(HEADS, [Line((problem.message,), at) for at, problem in enumerate(problems)])
