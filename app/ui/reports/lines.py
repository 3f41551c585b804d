"""The records behind a figure, as a ledger of exactly these. Knows ledgers and figures, not how they are counted."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.figures.figure import FigureValue
from app.domain.figures.stock import Subject
from app.domain.ledgers import Cells, Filter, Query
from app.services.figures.service import lines_of
from app.services.ledgers import LEDGERS
from app.ui import theme
from app.ui.desk import Desk
from app.ui.icons import icon
from app.ui.keys import shortcut
from app.ui.numbering.book import NumberBook
from app.ui.popover import text_label
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout, LedgerTable, Source

SHOWN = {
    Subject.DOCUMENTS: ("unified_number", "title", "document_number", "published_on", "expires_on", "force_status"),
    Subject.NUMBERS: ("number", "state", "title", "document_number", "allotted_on", "note"),
    Subject.SUBMISSIONS: ("number", "received_on", "kind", "title", "sender", "concluded_on", "state"),
    Subject.OPINIONS: ("number", "title", "sender", "clause", "text", "adoption"),
    Subject.LETTERS: ("number", "on", "kind", "title", "addressee", "state"),
    Subject.PLANS: ("title", "drafter", "submit_by", "state", "document"),
    Subject.ADVISERS: ("name", "kind", "firm", "units", "chief_of", "state"),
    Subject.ENGAGEMENTS: ("unit", "name", "firm", "advisers", "ends_on", "state", "amount", "paid"),
    Subject.PAYMENTS: ("contract", "unit", "instalment", "paid_on", "paid", "state"),
    Subject.MATTERS: ("asked_on", "title", "unit", "adviser", "done_on", "adoption", "state"),
    Subject.ASSESSMENTS: ("year", "adviser", "unit", "total", "grade", "conclusion", "assessed_on"),
    Subject.CONFLICTS: ("declared_on", "adviser", "firm", "counterparty", "open", "decision"),
}
STATES = {
    Subject.DOCUMENTS: "force_status", Subject.OPINIONS: "adoption", Subject.ASSESSMENTS: "grade", Subject.CONFLICTS: "",
}  # fmt: skip
"""Column drawn as a pill, where it is not "state"."""


class OnlyThese:
    """A source of lines narrowed by conditions of its own."""

    def __init__(self, source: Source, name: str, filters: Sequence[Filter]) -> None:
        self._source, self._name, self._filters = source, name, tuple(filters)

    def ids(self, name: str, query: Query, limit: int | None = None) -> "array[int]":
        """Ids of the lines that are also among these."""
        return self._source.ids(self._name, self.narrowed(query), limit)

    def page(self, name: str, ids: Sequence[int], query: Query) -> list[Cells]:
        """The lines of some ids."""
        return self._source.page(self._name, ids, query)

    def narrowed(self, query: Query) -> Query:
        """A query with these conditions too."""
        return replace(query, filters=(*query.filters, *self._filters))


class FigureLines(QWidget):
    """Takes the place of the report until it is closed."""

    closed = Signal()
    opened = Signal(object, int)
    """Subject and id of the record that is wanted."""

    def __init__(self, desk: Desk, value: FigureValue, on: date, export: Callable[[], None]) -> None:
        """`on` is the day states are shown for."""
        super().__init__()
        theme.role(self, "page")
        figure = value.figure
        self.subject = figure.subject
        self.name = f"{value.year}年{figure.title}"
        ledger = LEDGERS[figure.subject.value]
        source: Source = NumberBook(desk.office) if self.subject is Subject.NUMBERS else desk.office.ledgers
        self.source = OnlyThese(source, ledger.name, lines_of(value))
        # A name of its own: widths are remembered apart from those of the ledger's page.
        shown = replace(ledger, name=f"figures.{ledger.name}", as_of=False)
        layout = Layout(
            SHOWN[self.subject], look=Look(status=STATES.get(self.subject, "state")), nothing="没有对应的记录"
        )
        self.table = LedgerTable(shown, layout, self.source, desk.work, desk.settings, lambda: on)
        self.table.line_opened.connect(lambda key: self.opened.emit(self.subject, key))
        self._lay_out(value, export)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut(self, "Esc", self.closed.emit, within)
        self.setFocusProxy(self.table.grid)
        self.table.reload()

    def _lay_out(self, value: FigureValue, export: Callable[[], None]) -> None:
        figure = value.figure
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.4))
        side = theme.em(self, 1.2)
        row = QHBoxLayout()
        row.setContentsMargins(side, theme.em(self, 0.6), side, 0)
        row.setSpacing(theme.em(self, 0.5))
        title = text_label(f"{self.name}：{figure.text(value.value)}", "heading")
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        take_out = QPushButton(icon("download"), "导出清单  Ctrl+E")
        take_out.clicked.connect(export)
        back = QPushButton("返回  Esc")
        back.clicked.connect(self.closed.emit)
        row.addWidget(title, 1)
        row.addWidget(take_out)
        row.addWidget(back)
        column.addLayout(row)
        definition = text_label(f"口径：{figure.definition}。", "muted")
        definition.setContentsMargins(side, 0, side, 0)
        column.addWidget(definition)
        column.addWidget(self.table, 1)
