"""The table itself: rows as units, codes never cut, keys of a ledger. Knows the model, not where lines come from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.ledgers import NUMBERS, Cells, Column, Kind
from app.ui.table.delegate import CellDelegate, Look, cell_width, padding, row_height
from app.ui.table.model import Index, LedgerModel

_WHOLE = frozenset({Kind.CODE, Kind.DATE, Kind.CHOICE, Kind.FLAG}) | NUMBERS
"""Kinds whose columns are as wide as their content; texts share the rest."""

_LEAST_TEXT = "海珠区人民政府"
"""A text column keeps room for so much, then the table scrolls sideways."""

_LEAST_NAME = "海珠区农村集体资产交易办法"
"""What a line is called by keeps more: titles of one office begin alike."""

_MOST_KEPT = 2000
"""Larger selections, unless of all lines, are given up at a reload: Qt asks every row of them ten times."""


class Grid(QTableView):
    """Shows a LedgerModel."""

    sort_asked = Signal(str, bool)
    """Column key and whether descending."""
    line_opened = Signal(int)
    """Id of the line opened by Enter or double click."""
    line_changed = Signal(object)
    """Id of the current line, None when there is none."""
    selection_changed = Signal()
    widths_changed = Signal()

    def __init__(
        self, model: LedgerModel, all_columns: tuple[Column, ...], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ledger = model
        self.user_widths: dict[str, int] = {}
        """Columns the user has drawn to a width, in pixels: they stay."""
        self._content: dict[str, int] = {}
        self._laying_out = False
        self._sort: tuple[str, bool] | None = None
        delegate = CellDelegate(look, self)
        delegate.bind(all_columns)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self._dress()
        model.page_shown.connect(self._measure)
        self.horizontalHeader().sectionClicked.connect(self._header_clicked)
        self.horizontalHeader().sectionResized.connect(self._section_resized)
        self.doubleClicked.connect(self._open)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        # A head asks every row whether its column is selected: seconds, when 100,000 are. It gets a selection of its own.
        header.setSelectionModel(QItemSelectionModel(self._ledger, header))
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(self.fontMetrics().height() * 2)

    def set_ids(self, model_change: Callable[[], None]) -> None:
        """Let the model change its lines and stand on the same line afterwards, or where it was."""
        current, row = self.current_id(), self.currentIndex().row()
        count = self.selected_count()
        all_of_them = 1 < count == len(self._ledger.ids)
        many = self.selected_ids() if 1 < count <= _MOST_KEPT else []
        model_change()
        if not len(self._ledger.ids):
            self.line_changed.emit(None)
            return
        wanted = self._ledger.row_of(current) if current is not None else None
        target = wanted if wanted is not None else min(max(row, 0), len(self._ledger.ids) - 1)
        self.go_to_row(target)
        if all_of_them:
            self.selectAll()
        elif many:
            self._select_ids(many)

    def go_to_row(self, row: int) -> None:
        """Make a row the current and only selected one."""
        index = self._ledger.index(row, max(self.currentIndex().column(), 0))
        # Said outright: setCurrentIndex would add the row to those selected while Ctrl is held.
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def current_id(self) -> int | None:
        row = self.currentIndex().row()
        return self._ledger.ids[row] if 0 <= row < len(self._ledger.ids) else None

    def selected_count(self) -> int:
        """How many rows are selected."""
        selection = self.selectionModel().selection()
        return sum(selection.at(at).height() for at in range(selection.count()))

    def selected_rows(self) -> list[int]:
        """Rows from top to bottom. Works on ranges: 100,000 selected rows must not become 100,000 indexes."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for at in range(selection.count()):
            part = selection.at(at)
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def selected_ids(self) -> list[int]:
        return [self._ledger.ids[row] for row in self.selected_rows()]

    def copy(self) -> None:
        """Selected lines as tab-separated text with their heads, as Excel takes it."""
        rows = self.selected_rows()
        if not rows:
            return
        shown = range(len(self._ledger.columns))
        lines = ["\t".join(column.title for column in self._ledger.columns)]
        lines += ["\t".join(" ".join(self._ledger.text(row, at).split()) for at in shown) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def show_sort(self, sort: tuple[str, bool] | None) -> None:
        """Mark the column lines are sorted by."""
        self._sort = sort
        self._ledger.show_sort(sort)

    def lay_out(self) -> None:
        """Give columns their widths: what must be whole first, texts by their share of the rest, long ones favoured."""
        metrics, columns = self.fontMetrics(), self._ledger.columns
        if not columns:
            return
        self.verticalHeader().setDefaultSectionSize(row_height(metrics))
        widths = {column.key: self._own_width(column) for column in columns}
        texts = [column for column in columns if column.key not in self.user_widths and column.kind not in _WHOLE]
        left = self.viewport().width() - sum(widths[column.key] for column in columns if column not in texts)
        wanted = {column.key: max(widths[column.key], self._content.get(column.key, 0)) for column in texts}
        widths |= shares(left, {c.key: (c.width_mm**2, widths[c.key], wanted[c.key]) for c in texts})
        self._laying_out = True
        for at, column in enumerate(columns):
            self.setColumnWidth(at, widths[column.key])
        self._laying_out = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.go_to_row(0 if event.key() == Qt.Key.Key_Home else len(self._ledger.ids) - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters does nothing: the search box is one key away, and half a word of an input method is no search."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.line_changed.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def _select_ids(self, ids: Sequence[int]) -> None:
        """Select the lines again, neighbours as one range."""
        rows = sorted(row for line_id in ids if (row := self._ledger.row_of(line_id)) is not None)
        starts = [row for before, row in zip([-2, *rows], rows, strict=False) if row != before + 1]
        ends = [row for row, after in zip(rows, [*rows[1:], -2], strict=True) if after != row + 1]
        selection = QItemSelection()
        last = len(self._ledger.columns) - 1
        for start, end in zip(starts, ends, strict=True):
            selection.select(self._ledger.index(start, 0), self._ledger.index(end, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.line_opened.emit(self._ledger.ids[index.row()])

    def _header_clicked(self, section: int) -> None:
        key = self._ledger.columns[section].key
        descending = self._sort is not None and self._sort == (key, False)
        self.sort_asked.emit(key, descending)

    def _section_resized(self, section: int, _old: int, new: int) -> None:
        if not self._laying_out and section < len(self._ledger.columns):
            self.user_widths[self._ledger.columns[section].key] = new
            self.widths_changed.emit()

    def _own_width(self, column: Column) -> int:
        metrics = self.fontMetrics()
        if column.key in self.user_widths:
            return self.user_widths[column.key]
        head = metrics.horizontalAdvance(f"{column.title} ↓") + 3 * padding(metrics)
        if column.kind in _WHOLE:
            return max(head, self._content.get(column.key, 0))
        least = metrics.horizontalAdvance(_LEAST_NAME if column.required else _LEAST_TEXT) + 2 * padding(metrics)
        return max(head, min(least, self._content.get(column.key, least)))

    def _measure(self, cells: list[Cells]) -> None:
        """Columns grow with what a new page brings; they never shrink while one looks."""
        metrics, grown = self.fontMetrics(), False
        for column, at in self._ledger.shown():
            longest = max((column.show(line[at]) for line in cells), key=len, default="")
            width = cell_width(column, longest, metrics)
            if width > self._content.get(column.key, 0):
                self._content[column.key] = width
                grown = True
        if grown:
            # Sizes may not change while a paint asks for cells.
            QTimer.singleShot(0, self, self.lay_out)


def shares(room: int, columns: dict[str, tuple[int, int, int]]) -> dict[str, int]:
    """Divide the room by (weight, least, most): nobody gets less than his least, nor more than his most while others lack.

    What is left when all have their most goes to the heaviest.
    """
    given = {key: least for key, (_, least, _) in columns.items()}
    left = room - sum(given.values())
    hungry = {key: weight for key, (weight, least, most) in columns.items() if most > least}
    while left > 0 and hungry:
        weights, before = sum(hungry.values()), left
        for key, weight in list(hungry.items()):
            more = min(before * weight // weights, columns[key][2] - given[key], left)
            given[key] += more
            left -= more
            if given[key] >= columns[key][2]:
                del hungry[key]
        if left == before:
            break
    if left > 0 and columns:
        given[max(columns, key=lambda key: columns[key][0])] += left
    return given
