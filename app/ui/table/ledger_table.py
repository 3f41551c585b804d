"""A ledger on screen: filters, lines, sorting, remembered state. Knows a source of lines, not the office or its SQL."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.config import PcSettings
from app.domain.ledgers import Cells, Filter, Ledger, Query, as_of_words
from app.ui import theme
from app.ui.table.as_of import AsOfNotice
from app.ui.table.chips import Values
from app.ui.table.delegate import Look
from app.ui.table.filters import FilterBar
from app.ui.table.grid import Grid
from app.ui.table.lines import PAGE
from app.ui.table.model import LedgerModel
from app.ui.work import Work


class Source(Protocol):
    """Where lines come from: the ledger service, or a test's own lines."""

    def ids(self, name: str, query: Query, limit: int | None = None) -> "array[int]":
        """Ids of all lines of a query, in order, or of the first of them. Asked in the reader thread."""

    def page(self, name: str, ids: Sequence[int], query: Query) -> list[Cells]:
        """The lines of some ids, in their order. Asked in the window's thread: about a millisecond."""


@dataclass(frozen=True)
class Layout:
    """How a page wants its ledger shown until the user decides otherwise."""

    shown: tuple[str, ...]
    filters: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)
    nothing: str = "还没有记录"
    """What stands in an empty ledger."""
    values: Mapping[str, Values] = field(default_factory=dict)
    """Values of text columns that can be filtered by."""


class LedgerTable(QWidget):
    """One ledger with its filter bar above the lines, and a notice between them when it is not seen from today."""

    line_opened = Signal(int)
    line_changed = Signal(object)
    """Id of the current line, or None."""
    counted = Signal(int, int)
    """Lines shown, lines selected."""
    as_of_changed = Signal()
    """The lines shown are seen from another day than those before."""

    def __init__(
        self,
        ledger: Ledger,
        layout: Layout,
        source: Source,
        work: Work,
        settings: PcSettings,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.ledger = ledger
        self._layout, self._source, self._work, self._settings, self._today = layout, source, work, settings, today
        self._sort: tuple[str, bool] | None = None
        self._query = Query(on=today())
        columns = tuple(column for column in ledger.columns if not column.hidden)
        chips = [ledger.column(key) for key in layout.filters]
        self.bar = FilterBar(chips, layout.values, today, as_of=ledger.as_of, others=ledger.columns)
        self.notice = AsOfNotice(self.back_to_today)
        self.model = LedgerModel(ledger.columns, layout.shown, self._fetch)
        self.grid = Grid(self.model, columns, layout.look)
        self.grid.setAccessibleName(ledger.title)
        self._lay_out()
        self._recall()
        self.bar.changed.connect(self.reload)
        self.bar.changed.connect(self._remember)
        self.bar.search.left_downwards.connect(self.grid.setFocus)
        self.grid.sort_asked.connect(self._sort_by)
        self.grid.widths_changed.connect(self._remember)
        self.grid.line_opened.connect(self.line_opened)
        self.grid.line_changed.connect(self.line_changed)
        self.grid.selection_changed.connect(self._count)

    @property
    def query(self) -> Query:
        """What is shown: export and print take the same."""
        return self._query

    @property
    def as_of(self) -> date | None:
        """The day the lines shown are seen from; None is today."""
        return self._query.on if self._query.as_of else None

    def reload(self) -> None:
        """Ask for the lines anew; the old ones stay until the answer comes."""
        day = self.bar.day
        query = Query(day or self._today(), self.bar.filters(), self.bar.text, self._sort, as_of=day is not None)
        self._ask(query, PAGE if query.text else None)

    def _ask(self, query: Query, limit: int | None) -> None:
        """Words can be in a hundred thousand lines: the first page comes at once, the rest and the count follow."""

        def show(ids: "array[int]") -> None:
            self._show(query, ids)
            if limit is not None and len(ids) == limit:
                self.grid.viewport().repaint()  # before the rest, which would share the interpreter with the painting
                self._ask(query, None)

        topic = f"ledger:{self.ledger.name}:{id(self)}"
        self._work.read(topic, lambda: self._source.ids(self.ledger.name, query, limit), show)

    def show_only(self, filters: Sequence[Filter], text: str = "") -> None:
        """Show what a figure or a due item stands for: it was counted today."""
        self.bar.set_filters(filters, text)

    def go_to(self, line_id: int) -> bool:
        """Stand on a line; False when the present filter does not show it."""
        row = self.model.row_of(line_id)
        if row is None:
            return False
        self.grid.go_to_row(row)
        return True

    def back_to_today(self) -> None:
        """See the lines from today again; the filters stay."""
        self.bar.back_to_today()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def _show(self, query: Query, ids: "array[int]") -> None:
        before, self._query = self.as_of, query
        self.notice.show_day(self.as_of, self._today())
        self.grid.set_ids(lambda: self.model.set_ids(ids))
        self.pages.setCurrentWidget(self.grid if len(ids) else self.nothing)
        self.nothing_text.setText(self._why_nothing())
        self.nothing_button.setVisible(self.bar.active)
        if self.as_of != before:
            self.as_of_changed.emit()
        self._count()

    def _why_nothing(self) -> str:
        if self.bar.active:
            return "没有符合筛选条件的记录"
        return f"{as_of_words(self.as_of, self._today())}没有记录" if self.as_of else self._layout.nothing

    def _fetch(self, ids: Sequence[int]) -> list[Cells]:
        return self._source.page(self.ledger.name, ids, self._query)

    def _count(self) -> None:
        self.counted.emit(len(self.model.ids), self.grid.selected_count())

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.grid.show_sort(self._sort)
        self._remember()
        self.reload()

    def _remember(self) -> None:
        table = f"ledger.{self.ledger.name}"
        unit = max(1, self.grid.fontMetrics().height())
        # In font heights, so that widths survive another font size or screen.
        widths = [f"{key}={width / unit:.2f}" for key, width in self.grid.user_widths.items()]
        self._settings.set(table, "widths", widths)
        self._settings.set(table, "sort", [self._sort[0], "desc" if self._sort[1] else "asc"] if self._sort else [])
        self._settings.set(table, "filters", self.bar.state())

    def _recall(self) -> None:
        table = f"ledger.{self.ledger.name}"
        unit = max(1, self.grid.fontMetrics().height())
        for entry in _texts(self._settings.get(table, "widths", [])):
            key, _, width = entry.partition("=")
            if key in self.ledger.keys and width.replace(".", "", 1).isdecimal():
                self.grid.user_widths[key] = round(float(width) * unit)
        match _texts(self._settings.get(table, "sort", [])):
            case [key, order] if key in self.ledger.keys:
                self._sort = (key, order == "desc")
        self.grid.show_sort(self._sort)
        self.bar.restore(_texts(self._settings.get(table, "filters", [])))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.7))
        margin = theme.em(self, 1.2)
        self.bar.set_margins(margin)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        self.pages = QStackedWidget()
        self.nothing = QWidget()
        middle = QVBoxLayout(self.nothing)
        self.nothing_text = QLabel(self._layout.nothing)
        theme.role(self.nothing_text, "muted")
        self.nothing_button = QPushButton("清除全部筛选")
        self.nothing_button.clicked.connect(self.bar.clear)
        middle.addStretch(1)
        middle.addWidget(self.nothing_text, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self.nothing_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self.pages.addWidget(self.grid)
        self.pages.addWidget(self.nothing)
        column.addWidget(self.pages, 1)


def _texts(stored: object) -> list[str]:
    return [text for text in stored if isinstance(text, str)] if isinstance(stored, list) else []
