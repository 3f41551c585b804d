"""送审材料: the papers ticked off one by one or all at once, wanted or not, more of them added. Knows no kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain.submissions.facts import Paper
from app.ui import theme
from app.ui.forms.field import Field, clear, small_button
from app.ui.forms.texts import Line
from app.ui.keys import ALL_PAPERS, shortcut


class _Words(QLabel):
    """The name of a paper beside its box; a click on it is a click on the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self._box = box
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._box.isEnabled() and event.button() is Qt.MouseButton.LeftButton:
            self._box.click()


class _Adder(Line):
    """Enter adds what is typed and stays; on an empty line it goes on as everywhere."""

    def __init__(self, add: Callable[[], None]) -> None:
        super().__init__("其他材料，输入名称后回车添加")
        self._add = add

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.text().strip():
            self._add()
            return
        super().keyPressEvent(event)


class PapersField(Field):
    """Its value is a tuple of Paper."""

    def __init__(self, across: int = 1) -> None:
        """`across`: papers beside each other; where there is room for one only, the list itself is not shortened."""
        super().__init__()
        self._across = across
        self._papers: list[Paper] = []
        self._boxes: list[QCheckBox] = []
        self._tools: list[list[QToolButton]] = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.25))
        self.all_box = QCheckBox(f"全部收齐（{ALL_PAPERS}）")
        self.all_box.setMinimumHeight(theme.em(self, 2.1))
        self.all_box.clicked.connect(lambda on: self._tick_all(on=on))
        column.addWidget(self.all_box)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme.em(self, 1.2))
        self._rows.setVerticalSpacing(theme.em(self, 0.1))
        for at in range(across):
            self._rows.setColumnStretch(at, 1)
        column.addLayout(self._rows)
        self.adder = _Adder(self._add)
        self.adder.on_left = self.left.emit
        column.addWidget(self.adder)
        self.put(body)
        self.setFocusProxy(self.all_box)
        shortcut(self, ALL_PAPERS, self.tick_all)

    def value(self) -> tuple[Paper, ...]:
        return tuple(self._papers)

    def set_value(self, value: Sequence[Paper] | None) -> None:
        self._papers = list(value or ())
        self._lay_rows()

    def state(self) -> list[list[object]]:
        return [[paper.name, paper.present, paper.required] for paper in self._papers]

    def restore(self, state: Sequence[Sequence[object]]) -> None:
        self.set_value([Paper(str(name), bool(present), bool(required)) for name, present, required in state])

    def tab_stops(self) -> list[QWidget]:
        rows = (stop for box, tools in zip(self._boxes, self._tools, strict=True) for stop in (box, *tools))
        return [*([self.all_box] if self._papers else []), *rows, self.adder]

    def set_name(self, name: str) -> None:
        self.adder.setAccessibleName(f"添加{name}")

    def tick_all(self) -> None:
        """Every paper that has to be there is there."""
        if self.all_box.isEnabled():
            self._tick_all(on=True)

    def _tick_all(self, *, on: bool) -> None:
        self._papers = [replace(paper, present=on or (paper.present and not paper.required)) for paper in self._papers]
        self._show_ticks()
        self._told()

    def _tick(self, at: int) -> None:
        self._papers[at] = replace(self._papers[at], present=self._boxes[at].isChecked())
        self._show_ticks()
        self._told()

    def _want(self, at: int) -> None:
        paper = self._papers[at]
        self._papers[at] = replace(paper, required=not paper.required)
        _show_required(self._tools[at][0], self._papers[at])
        self._show_ticks()
        self._told()

    def _remove(self, at: int) -> None:
        self._papers.pop(at)
        self._lay_rows()
        self.adder.setFocus()
        self._told()

    def _add(self) -> None:
        name = self.adder.text().strip()
        self.adder.clear()
        self._papers.append(Paper(name, present=True, required=False))
        self._lay_rows()
        self._told()

    def _told(self) -> None:
        self.changed.emit()
        self.left.emit()

    def _show_ticks(self) -> None:
        for box, paper in zip(self._boxes, self._papers, strict=True):
            box.setChecked(paper.present)
        required = [paper for paper in self._papers if paper.required]
        self.all_box.setChecked(bool(required) and all(paper.present for paper in required))

    def _lay_rows(self) -> None:
        clear(self._rows)
        self._boxes, self._tools = [], []
        for at, paper in enumerate(self._papers):
            row = self._row(at, paper)
            self._rows.addWidget(row, at // self._across, at % self._across)
            row.show()  # a layout shows it only later, and Tab passes over what is not shown
        self.all_box.setVisible(bool(self._papers))
        self._show_ticks()
        self.shape_changed.emit()

    def _row(self, at: int, paper: Paper) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.em(row, 0.3))
        box = QCheckBox()
        box.setAccessibleName(paper.name)
        box.clicked.connect(lambda: self._tick(at))
        across.addWidget(box)
        across.addWidget(_Words(paper.name, box), 1)
        wanted = QToolButton()
        theme.role(wanted, "plain")
        wanted.clicked.connect(lambda: self._want(at))
        _show_required(wanted, paper)
        tools = [wanted]
        if self._across > 1:
            tools.append(small_button("x", f"从清单中移除{paper.name}", lambda: self._remove(at)))
        for tool in tools:
            across.addWidget(tool)
        self._boxes.append(box)
        self._tools.append(tools)
        return row


def _show_required(button: QToolButton, paper: Paper) -> None:
    button.setText("必需" if paper.required else "可缺")
    button.setToolTip("缺少时不能登记材料齐备；点击改为可缺" if paper.required else "缺少也可以；点击改为必需")
    button.setAccessibleName(f"{paper.name}：{button.text()}")
