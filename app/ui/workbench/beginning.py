"""The three steps of an empty office; done ones are ticked. Knows what is done, not how it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.workbench import Beginning
from app.ui import theme, tokens
from app.ui.forms.field import clear
from app.ui.icons import pixmap
from app.ui.popover import text_label
from app.ui.tokens import Tone


@dataclass(frozen=True)
class Step:
    """One step: where it is done and why."""

    title: str
    text: str
    button: str
    page: str
    done: bool


def steps_of(beginning: Beginning) -> tuple[Step, ...]:
    """The steps in the order in which they are done."""
    return (
        Step("单位", "登记本区的制定机关、工作部门和镇街，文件的制定机关从这里选。", "打开单位", "units", beginning.units),
        Step("编号规则", "选定统一编号的格式，新文件按它登记编号。", "打开设置", "settings", beginning.scheme),
        Step("导入旧台账", "把原来的 Excel 台账导入，缺少的、有疑问的逐行指出。", "导入旧台账", "imports", beginning.imported),
    )  # fmt: skip


class BeginningSteps(QWidget):
    """`asked` tells the page of the step to be done."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        margin = theme.em(self, 1.2)
        column.setContentsMargins(margin, theme.em(self, 1), margin, margin)
        column.addWidget(text_label("还没有规范性文件。开始使用只要三步：", "heading"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, theme.em(self, 1), 0, 0)
        self._grid.setHorizontalSpacing(theme.em(self, 1))
        self._grid.setVerticalSpacing(theme.em(self, 1.4))
        self._grid.setColumnStretch(3, 1)
        column.addLayout(self._grid)
        foot = text_label("不导入旧台账也可以：到“规范性文件”页按 Ctrl+N 登记第一件文件。", "muted")
        foot.setContentsMargins(0, theme.em(self, 1.4), 0, 0)
        column.addWidget(foot)
        column.addStretch(1)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps; the first that is not done yet stands out."""
        clear(self._grid)
        self.buttons = []
        nearest = next((step for step in steps if not step.done), None)
        for row, step in enumerate(steps):
            mark = QLabel()
            if step.done:
                mark.setPixmap(pixmap("circle-check", Tone.GOOD.value.ink, theme.em(self, 2)))
            else:
                mark.setPixmap(pixmap("circle", tokens.MUTED, theme.em(self, 2)))
            mark.setAccessibleName("已完成" if step.done else "未完成")
            words = QWidget()
            column = QVBoxLayout(words)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.em(self, 0.2))
            column.addWidget(text_label(f"{row + 1}　{step.title}{'　已完成' if step.done else ''}", "section"))
            column.addWidget(text_label(step.text, "muted"))
            words.setMinimumWidth(theme.em(self, 34))
            button = QPushButton(step.button)
            theme.role(button, "primary" if step is nearest else "")
            button.clicked.connect(lambda _=False, page=step.page: self.asked.emit(page))
            self.buttons.append(button)
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            self._grid.addWidget(button, row, 2, Qt.AlignmentFlag.AlignVCenter)
