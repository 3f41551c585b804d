"""A table of texts: import lines, problems, schemes, backups. Knows lines and their keys, not what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui import theme, tokens
from app.ui.table.delegate import padding, paint_ground, row_height
from app.ui.table.grid import shares
from app.ui.tokens import Tone

Index = QModelIndex | QPersistentModelIndex

MEASURED = 300
"""Lines looked at to find how wide a column must be."""


@dataclass(frozen=True)
class Head:
    """One column: its title, and its share of the room left over; 0 = as wide as its longest text."""

    title: str
    share: int = 0
    number: bool = False
    """Numbers stand at the right, one under the other."""


@dataclass(frozen=True)
class Line:
    """One line of texts; `tone` colours its `toned` column, quiet lines are grey."""

    cells: tuple[str, ...]
    key: Any = None
    tone: Tone | None = None
    toned: int = 1
    quiet: bool = False


def _side(head: Head) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if head.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class PlainModel(QAbstractTableModel):
    """Lines under heads."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[Head, ...] = ()
        self.lines: Sequence[Line] = ()

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.heads, self.lines = tuple(heads), lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        text = line.cells[column] if column < len(line.cells) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split())
            case Qt.ItemDataRole.ToolTipRole:
                return text or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.heads[column].title}：{text or '空'}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(self.heads[column])
            case Qt.ItemDataRole.ForegroundRole:
                if line.tone is not None and column == line.toned:
                    return QColor(line.tone.value.ink)
                return QColor(tokens.MUTED if line.quiet else tokens.TEXT)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.heads[section])
        return self.heads[section].title if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    """Draws as the ledger does: the line is what is selected, texts are cut by …"""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = option  # the stubs do not know its fields
        gap = padding(drawn.fontMetrics)
        area = drawn.rect.adjusted(gap, 0, -gap, -1)
        text = drawn.fontMetrics.elidedText(index.data() or "", Qt.TextElideMode.ElideRight, area.width())
        painter.save()
        paint_ground(painter, drawn, index.column() == 0)
        painter.setFont(drawn.font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()


class PlainTable(QTableView):
    """Lines are chosen whole, opened by Enter or double click."""

    line_changed = Signal(object)
    """Key of the current line, None when there is none."""
    line_opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines_model = PlainModel()
        self.setModel(self.lines_model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        # Two lines at least; on a screen at 200 % every page must still fit.
        self.setMinimumHeight(theme.em(self, 3.5))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(self.fontMetrics().height())
        self.horizontalHeader().setSectionsClickable(False)
        self.doubleClicked.connect(lambda index: self.line_opened.emit(self._key(index.row())))

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show these; the line with the key that was current stays current, else the first."""
        before = self.current_key()
        self.lines_model.show_lines(heads, lines)
        self.lay_out()
        wanted = next((row for row, line in enumerate(lines) if before is not None and line.key == before), 0)
        if lines:
            self.go_to_row(wanted)
        else:
            self.line_changed.emit(None)

    def go_to_row(self, row: int) -> None:
        """Make a row the current one."""
        index = self.lines_model.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def current_key(self) -> Any:
        return self._key(self.currentIndex().row())

    def lay_out(self) -> None:
        """Give columns their widths: whole ones what they need, the others their share of the rest."""
        metrics, model = self.fontMetrics(), self.lines_model
        if not model.heads:
            return
        self.verticalHeader().setDefaultSectionSize(row_height(metrics))
        room, gap = self.viewport().width(), 3 * padding(metrics)
        texts: dict[str, tuple[int, int, int]] = {}
        widths: dict[str, int] = {}
        for at, head in enumerate(model.heads):
            title = metrics.horizontalAdvance(head.title) + gap
            if head.share:
                texts[str(at)] = (head.share, max(title, theme.em(self, 7)), room)
            else:
                # By what is drawn, not by signs: a Chinese one is as wide as two digits.
                cells = (line.cells[at] for line in model.lines[:MEASURED] if at < len(line.cells))
                longest = max(map(metrics.horizontalAdvance, cells), default=0)
                widths[str(at)] = max(title, min(longest + gap, theme.em(self, 26)))
        widths |= shares(max(room - sum(widths.values()), 0), texts)
        for at in range(len(model.heads)):
            self.setColumnWidth(at, widths[str(at)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.lay_out)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.line_opened.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters does nothing: half a word of an input method is no search."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.line_changed.emit(self._key(current.row()))

    def _key(self, row: int) -> Any:
        return self.lines_model.lines[row].key if 0 <= row < len(self.lines_model.lines) else None
