"""Somebody else changed the record too: field by field 原来, 我的, 现有, and which is to hold. Knows texts, saves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.popover import text_label

NOTHING = "（空）"


@dataclass(frozen=True)
class Contest:
    """One field that both changed, in words."""

    key: str
    title: str
    original: str
    """Empty text is shown as 空; what nobody knows any more says so."""
    mine: str
    theirs: str


class ConflictDialog(QDialog):
    """Nothing is chosen beforehand: saving is open once every field has an answer."""

    def __init__(self, parent: QWidget, title: str, contests: Sequence[Contest], kept: str = "") -> None:
        """`kept` says which other changes of the other person stay as they are."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._groups: dict[str, QButtonGroup] = {}
        column = QVBoxLayout(self)
        margin = theme.em(self, 1)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.em(self, 0.6))
        column.addWidget(
            text_label(
                f"您填写期间，他人也修改并保存了这条记录。下面{len(contests)}项两人都改过，请逐项选择保存哪一个。"
            )
        )
        column.addWidget(self._area(contests), 1)
        if kept:
            column.addWidget(text_label(kept, "muted"))
        column.addLayout(self._buttons())
        self._refresh()
        free = parent.window().size()
        wanted = theme.em(self, 46)
        self.resize(min(wanted, free.width() * 9 // 10), min(theme.em(self, 30), free.height() * 9 // 10))
        next(iter(self._groups.values())).buttons()[0].setFocus()

    def theirs(self) -> tuple[str, ...]:
        """The fields for which the present value is to hold."""
        return tuple(key for key, group in self._groups.items() if group.checkedId() == 1)

    def choose_all(self, answer: int) -> None:
        """0: mine in every field; 1: the present ones."""
        for group in self._groups.values():
            group.button(answer).setChecked(True)
        self.save.setFocus()

    def _area(self, contests: Sequence[Contest]) -> QScrollArea:
        body = QWidget()
        theme.role(body, "page")
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, theme.em(self, 0.5), 0)
        grid.setHorizontalSpacing(theme.em(self, 1))
        grid.setVerticalSpacing(theme.em(self, 0.7))
        for at, head in enumerate(("", "原来", "我的", "现有")):
            grid.addWidget(text_label(head, "section"), 0, at)
            grid.setColumnStretch(at, 2 if at else 0)
        top = Qt.AlignmentFlag.AlignTop
        for row, contest in enumerate(contests, 1):
            name = text_label(contest.title, "muted")
            name.setWordWrap(False)
            grid.addWidget(name, row, 0, top)
            grid.addWidget(text_label(contest.original or NOTHING), row, 1, top)
            group = QButtonGroup(self)
            for answer, (whose, value) in enumerate((("我的", contest.mine), ("现有", contest.theirs))):
                grid.addWidget(
                    self._choice(group, answer, contest.title, whose, value or NOTHING), row, 2 + answer, top
                )
            group.idClicked.connect(self._refresh)
            group.idToggled.connect(self._refresh)
            self._groups[contest.key] = group
        grid.setRowStretch(len(contests) + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def _choice(self, group: QButtonGroup, answer: int, title: str, whose: str, value: str) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(self, 0.4))
        radio = QRadioButton()
        radio.setAccessibleName(f"{title}用{whose}：{value}")
        group.addButton(radio, answer)
        row.addWidget(radio, 0, Qt.AlignmentFlag.AlignTop)
        words = text_label(value)
        words.mousePressEvent = lambda _: radio.click()  # type: ignore[method-assign]  # the words belong to the button
        row.addWidget(words, 1)
        return cell

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.save = QPushButton("按所选保存")
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        row.addWidget(self.save)
        for answer, text in enumerate(("全部用我的", "全部用现有的")):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, answer=answer: self.choose_all(answer))
            row.addWidget(button)
        back = QPushButton("回到表单  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(back)
        return row

    def _refresh(self, *_: object) -> None:
        self.save.setEnabled(all(group.checkedId() >= 0 for group in self._groups.values()))
