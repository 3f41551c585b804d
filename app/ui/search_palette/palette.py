"""The hits under the search box: asked as one types, moved through by arrows, opened by Enter. Knows no ledger."""

from collections.abc import Mapping, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.desk import Desk
from app.ui.search_box import SearchBox
from app.ui.search_palette.asking import MOST, Hit, hits_for
from app.ui.search_palette.hits import HitList

ROWS = 9
"""Hits visible at once, where the window is high enough."""
KEYS = "↑ ↓ 选择　Enter 打开　Esc 关闭"


class SearchPalette(QFrame):
    """Part of the window, not a window of its own: that would end the composition of some input methods."""

    def __init__(self, desk: Desk, box: SearchBox, pages: Mapping[str, str], parent: QWidget) -> None:
        """`pages`: by ledger the title of its page; hits of ledgers without a page are left out."""
        super().__init__(parent)
        self._desk, self._box, self._pages, self._window = desk, box, pages, parent
        self._shown_for = ""
        """The text the hits belong to."""
        self._came_from: QWidget | None = None
        theme.role(self, "popover")
        self.list = HitList(pages)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.hide()
        box.searched.connect(self._search)
        box.installEventFilter(self)
        parent.installEventFilter(self)
        self.list.clicked.connect(self._clicked)

    def come_from(self, widget: QWidget | None) -> None:
        """Where Esc leads back to."""
        if widget is not self._box:
            self._came_from = widget

    def close_palette(self) -> None:
        """Esc: forget the words and go back to where one was."""
        self._forget()
        back = self._came_from
        if back is not None and _lives(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._box:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return not self._box.composition.active and self._key(event)
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                # Esc closes the list before any form beneath hears of it.
                event.accept()
                return True
            case QEvent.Type.FocusIn:
                if self._box.text().strip():
                    self._search(self._box.text().strip())
            case QEvent.Type.FocusOut:
                self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
            return True
        if not self.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self.list.move_by(1)
            case Qt.Key.Key_Up:
                self.list.move_by(-1)
            case Qt.Key.Key_PageDown:
                self.list.move_by(ROWS - 1)
            case Qt.Key.Key_PageUp:
                self.list.move_by(1 - ROWS)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._shown_for == self._box.text().strip():
                self._open()
            case _:
                return False
        return True

    def _search(self, text: str) -> None:
        if not text:
            self._shown_for = ""
            self.hide()
            return
        self._desk.work.read(
            "search everything",
            lambda: hits_for(self._desk.office, text, self._pages),
            lambda hits: self._show(text, hits),
        )

    def _show(self, text: str, hits: Sequence[Hit]) -> None:
        if not self._box.hasFocus() or self._box.text().strip() != text:
            return
        self._shown_for = text
        self.list.show_hits(hits)
        self.list.setVisible(bool(hits))
        self.keys.setVisible(bool(hits))
        self.count.setText(_count_text(text, len(hits)))
        self._place()
        self.show()
        self.raise_()

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._open()

    def _open(self) -> None:
        hit = self.list.current()
        if hit is not None:
            self._forget()
            self._desk.open_record(hit.found.ledger, hit.found.id)

    def _forget(self) -> None:
        self._box.set_text("")
        self._shown_for = ""
        self.hide()

    def _place(self) -> None:
        """Under the box, as wide as two lines need, within the window."""
        window = self._window
        below = self._box.mapTo(window, QPoint(self._box.width(), self._box.height()))
        width = min(max(self._box.width(), theme.em(self, 50)), window.width() - theme.em(self, 2))
        right = max(below.x(), width + theme.em(self, 1))
        rows = min(len(self.list.hits_model.hits), ROWS)
        self.list.setFixedHeight(rows * self.list.row_height() + 2)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(min(right, window.width()) - width, below.y() + theme.em(self, 0.2))
        free = window.height() - self.y() - theme.em(self, 1)
        if self.height() > free:
            self.list.setFixedHeight(max(self.list.height() - (self.height() - free), self.list.row_height()))
            self.adjustSize()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        foot = QHBoxLayout()
        side = theme.em(self, 0.7)
        foot.setContentsMargins(side, theme.em(self, 0.4), side, theme.em(self, 0.4))
        self.keys = QLabel(KEYS)
        for label in (self.count, self.keys):
            theme.role(label, "small")
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.keys)
        column.addLayout(foot)


def _count_text(text: str, count: int) -> str:
    if not count:
        return f"没有找到“{text}”。可以换一个字、文号、编号或拼音首字母"
    return f"先列出 {MOST} 条，再输入几个字可以缩小范围" if count >= MOST else f"找到 {count} 条"


def _lives(widget: QWidget) -> bool:
    """Whether a widget is still there to go back to."""
    return shiboken6.isValid(widget) and widget.isVisible()
