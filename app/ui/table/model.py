"""A ledger as a Qt table model. Knows columns and lines, does not know how they are drawn or queried."""

from array import array
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.ledgers import Cell, Cells, Column, Kind
from app.ui.table.lines import Fetch, Lines

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the model tells besides Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    """The cell as the ledger has it."""
    LINE = Qt.ItemDataRole.UserRole + 2
    """The id of the line."""


class LedgerModel(QAbstractTableModel):
    """Shows `columns`, a selection of `all_columns` in which the cells come."""

    page_shown = Signal(object)
    """list[Cells] of a page that was needed for the first time: columns may have to grow."""

    def __init__(self, all_columns: tuple[Column, ...], shown: tuple[str, ...], fetch: Fetch) -> None:
        super().__init__()
        self._all = all_columns
        self._fetch = fetch
        self._lines = Lines(self._fetched)
        self.columns: tuple[Column, ...] = ()
        self._at: tuple[int, ...] = ()
        self._sort: tuple[str, bool] | None = None
        self.show_columns(shown)

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Choose and order the columns. Keys that do not exist are left out (a remembered one may be gone)."""
        places = {column.key: at for at, column in enumerate(self._all)}
        self.beginResetModel()
        self._at = tuple(places[key] for key in keys if key in places)
        self.columns = tuple(self._all[at] for at in self._at)
        self.endResetModel()

    def set_ids(self, ids: "array[int]") -> None:
        """Show these lines; cells known so far are forgotten."""
        self.beginResetModel()
        self._lines = Lines(self._fetched, ids)
        self.endResetModel()

    def show_sort(self, sort: tuple[str, bool] | None) -> None:
        """Mark the head of the column lines are sorted by: (key, descending)."""
        self._sort = sort
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def shown(self) -> tuple[tuple[Column, int], ...]:
        """The columns shown, each with its place among the cells of a line."""
        return tuple(zip(self.columns, self._at, strict=True))

    @property
    def ids(self) -> "array[int]":
        return self._lines.ids

    def row_of(self, line_id: int) -> int | None:
        """The row that shows an id; None when it is not shown."""
        return self._lines.position(line_id)

    def line(self, row: int) -> Cells:
        """All cells of a row, also of columns not shown; empty when the line is gone."""
        return self._lines[row]

    def cell(self, row: int, column: int) -> Cell:
        cells = self._lines[row]
        return cells[self._at[column]] if cells else None

    def text(self, row: int, column: int) -> str:
        """The cell as it is read on screen."""
        return self.columns[column].show(self.cell(row, column))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.text(row, column) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.columns[column].title}：{self.text(row, column) or '空'}"
            case Role.CELL:
                return self.cell(row, column)
            case Role.LINE:
                return self._lines.ids[row]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                column = self.columns[section]
                if self._sort is None or self._sort[0] != column.key:
                    return column.title
                return f"{column.title} {'↓' if self._sort[1] else '↑'}"
            case Qt.ItemDataRole.TextAlignmentRole:
                number = self.columns[section].kind is Kind.INTEGER
                side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _fetched(self, ids: Any) -> list[Cells]:
        cells = self._fetch(ids)
        self.page_shown.emit(cells)
        return cells
