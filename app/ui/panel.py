"""The record at the right of a ledger: head, what is due and why, facts, tabs. Knows texts, not records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import Basis
from app.ui import theme
from app.ui.popover import basis_popover, text_label
from app.ui.tokens import Tone


@dataclass(frozen=True)
class Notice:
    """What is due next: how urgent, what, and why."""

    tone: Tone
    lead: str
    lines: tuple[str, ...] = ()
    basis: Basis | None = None


class NoticeBox(QFrame):
    """A notice on the ground of its tone."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        theme.role(self, f"notice-{notice.tone.name.lower()}")
        column = QVBoxLayout(self)
        margin = theme.em(self, 0.7)
        column.setContentsMargins(margin, margin * 3 // 4, margin, margin * 3 // 4)
        column.setSpacing(theme.em(self, 0.15))
        column.addWidget(text_label(notice.lead, "lead"))
        for line in notice.lines:
            column.addWidget(text_label(line))
        if notice.basis:
            basis = notice.basis
            why = WordyLink(f"依据：{basis.text or basis.source}", lambda: basis_popover(why, basis).open())
            why.setAccessibleName(f"依据：{basis}")
            column.addWidget(why)


class FactList(QWidget):
    """Names at the left, values at the right, both wrap; empty values are left out.

    No name takes more than half a dozen characters' room: numbers of eighteen digits, which cannot wrap, stand beside it.
    """

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        told = [(name, value) for name, value in facts if value]
        metrics, most = self.fontMetrics(), theme.em(self, 6.4)
        room = min(most, max((metrics.horizontalAdvance(name) for name, _ in told), default=0) + 2)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.em(self, 0.8))
        grid.setVerticalSpacing(theme.em(self, 0.35))
        grid.setColumnMinimumWidth(0, theme.em(self, 4.4))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(told):
            label = text_label(name, "muted")
            label.setFixedWidth(room)
            grid.addWidget(label, row, 0, top)
            shown = text_label(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, row, 1, top)


class RecordPanel(QWidget):
    """Head and tabs; a tab's content is made when it is first looked at."""

    tab_changed = Signal(int)

    def __init__(self, tabs: Sequence[str]) -> None:
        super().__init__()
        theme.role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make: list[Callable[[], QWidget] | None] = [None] * len(tabs)
        self._titles = list(tabs)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        for tab in tabs:
            self.tabs.addTab(tab)
        self.remark = text_label("", "remark")
        self.remark.setContentsMargins(
            theme.em(self, 0.9), theme.em(self, 0.3), theme.em(self, 0.9), theme.em(self, 0.3)
        )
        self.stack = QStackedWidget()
        for _ in tabs:
            self.stack.addWidget(_scrolled())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        side = theme.em(self, 0.6)
        row = QHBoxLayout()
        row.setContentsMargins(side, theme.em(self, 0.5), side, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addWidget(self.remark)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.show_nothing()

    def show_tabs(
        self, make: Sequence[Callable[[], QWidget]], counts: Sequence[int | None] = (), remark: str = ""
    ) -> None:
        """Show a record: one maker per tab; `counts` stand behind the tabs' titles, a `remark` above them all."""
        self._say(remark)
        self._make = list(make)
        for at, title in enumerate(self._titles):
            count = counts[at] if at < len(counts) else None
            self.tabs.setTabText(at, f"{title} {count}" if count else title)
            self.tabs.setTabEnabled(at, True)
        for at in range(self.stack.count()):
            self._area(at).takeWidget()
        self._turn(self.tabs.currentIndex())

    def show_nothing(self, text: str = "选择一行查看内容") -> None:
        """No record is chosen."""
        self._say("")
        hint = text_label(text, "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        hint.setContentsMargins(0, theme.em(self, 3), 0, 0)
        self._make = [lambda: hint, *([None] * (len(self._titles) - 1))]
        for at, title in enumerate(self._titles):
            self.tabs.setTabText(at, title)
            self.tabs.setTabEnabled(at, at == 0)
            self._area(at).takeWidget()
        self.tabs.setCurrentIndex(0)
        self._turn(0)

    def open_tab(self, at: int) -> None:
        """Turn to a tab."""
        self.tabs.setCurrentIndex(at)

    def _say(self, remark: str) -> None:
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))

    def _area(self, at: int) -> QScrollArea:
        area = self.stack.widget(at)
        assert isinstance(area, QScrollArea)
        return area

    def _turn(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        area, make = self._area(at), self._make[at]
        if area.widget() is None and make is not None:
            content = make()
            side = theme.em(self, 0.9)
            holder = QWidget()
            theme.role(holder, "panel-content")
            column = QVBoxLayout(holder)
            column.setContentsMargins(side, theme.em(self, 0.8), side, side)
            column.addWidget(content)
            column.addStretch(1)
            area.setWidget(holder)
        self.tab_changed.emit(at)


def column_of(*parts: QWidget) -> QWidget:
    """Parts one under the other, as a tab's content."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.em(whole, 0.7))
    for part in parts:
        column.addWidget(part)
    return whole


def tight(*parts: QWidget) -> QWidget:
    """Parts that belong together, one close under the other."""
    block = column_of(*parts)
    layout = block.layout()
    assert layout is not None
    layout.setSpacing(theme.em(block, 0.2))
    return block


def row_of(*buttons: QWidget) -> QWidget:
    """Buttons beside each other, from the left."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        across.addWidget(button)
    across.addStretch(1)
    return row


def record_head(title: str, below: str) -> QWidget:
    """The record's name and, grey beneath it, its numbers."""
    head = column_of(text_label(title, "heading"), text_label(below, "muted"))
    layout = head.layout()
    assert layout is not None
    layout.setSpacing(theme.em(head, 0.25))
    return head


def heading(text: str) -> QLabel:
    """Title of a part of the panel."""
    return text_label(text, "section")


def link(text: str, act: Callable[[], object]) -> QPushButton:
    """A text that opens something."""
    button = QPushButton(text)
    theme.role(button, "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(act)
    return button


class WordyLink(QPushButton):
    """A link whose words may be more than there is room for: it never widens what it stands in and shows what fits."""

    def __init__(self, text: str, act: Callable[[], object]) -> None:
        super().__init__()
        self._words = text
        theme.role(self, "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(act)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - theme.em(self, 0.5)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")


def _scrolled() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
