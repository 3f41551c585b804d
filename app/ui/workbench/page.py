"""工作台: due, waiting, missing, on one page; Enter goes to where the work is done. Knows the overview, not its SQL."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.services.workbench import Overview, Tally
from app.ui import theme
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.workbench.beginning import BeginningSteps, steps_of
from app.ui.workbench.entries import (
    GAPS_ONLY,
    Entry,
    due_items,
    filters_of,
    gap_items,
    urgent,
    waiting_items,
)
from app.ui.workbench.tallies import Tallies
from app.ui.workbench.work_list import WorkList

KEYS = "Enter 去办理　空格 看依据"


class WorkbenchPage(Page):
    """The first page; loaded in the background, again whenever something it shows was changed or a new day began."""

    tables = frozenset(
        {
            "document", "document_issuer", "document_step", "document_carrier", "number", "unit",
            "numbering_scheme", "import_batch", "setting",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.overview: Overview | None = None
        self._day: date | None = None
        self.tallies = Tallies()
        self.due = WorkList("到期")
        self.waiting = WorkList("办理中")
        self.beginning = BeginningSteps()
        self._lay_out()
        self.tallies.opened.connect(self._open_tally)
        self.beginning.asked.connect(lambda page: desk.open_page(page, ()))
        for work in (self.due, self.waiting):
            work.opened.connect(self._open)

    def reload(self) -> None:
        day = self.desk.office.today()
        self.desk.work.read(
            "workbench", lambda: self.desk.office.workbench.overview(day), lambda found: self._show(found, day)
        )

    def shown(self) -> None:
        # A window left open over night must not count from yesterday.
        self._stale = self._stale or self._day != self.desk.office.today()
        super().shown()

    def _show(self, overview: Overview, day: date) -> None:
        self.overview, self._day = overview, day
        self.tallies.show_tallies(overview.tallies)
        self.due.show_items(due := due_items(overview.expiring, day))
        self.waiting.show_items(waiting := [*waiting_items(overview.waiting), *gap_items(overview.gaps)])
        self.due_pages.setCurrentIndex(0 if due else 1)
        self.waiting_pages.setCurrentIndex(0 if waiting else 1)
        self.beginning.show_steps(steps_of(overview.beginning))
        self.views.setCurrentIndex(1 if overview.empty else 0)
        self.setFocusProxy(self.due if due else self.waiting)
        if self.isVisible() and (focus := self.window().focusWidget()) in (None, self, self.due, self.waiting):
            (focus if focus in (self.due, self.waiting) else self).setFocus()
        count = urgent(overview, day)
        self.tell(f"{count} 件需要马上办理" if count else "没有需要马上办理的")
        self.urgent_counted.emit(count)

    def _open(self, entry: Entry) -> None:
        if entry.document_id is not None:
            self.desk.open_task("documents", entry.document_id)
        else:
            self.desk.open_page("numbering", GAPS_ONLY)

    def _open_tally(self, tally: Tally) -> None:
        self.desk.open_page(tally.ledger, filters_of(tally))

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(side, 0, side, 0)
        column.setSpacing(theme.em(self, 0.8))
        column.addWidget(self.tallies)
        across = QHBoxLayout()
        across.setSpacing(side)
        left, self.due_pages = _part("到期和时限", KEYS, self.due, "没有即将到期的文件")
        right, self.waiting_pages = _part("办理中", "", self.waiting, "没有正在办理的文件，也没有断号")
        across.addWidget(left, 11)
        across.addWidget(right, 9)
        column.addLayout(across, 1)
        self.views = QStackedWidget()
        self.views.addWidget(work)
        self.views.addWidget(self.beginning)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)


def _part(title: str, hint: str, work: WorkList, nothing: str) -> tuple[QWidget, QStackedWidget]:
    """A list under its title; a quiet sentence stands in its place when it is empty."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QHBoxLayout()
    name = QLabel(title)
    theme.role(name, "heading")
    keys = QLabel(hint)
    theme.role(keys, "small")
    head.addWidget(name)
    head.addStretch(1)
    head.addWidget(keys)
    column.addLayout(head)
    pages = QStackedWidget()
    empty = QLabel(nothing)
    empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    empty.setContentsMargins(0, theme.em(part, 0.8), 0, 0)
    theme.role(empty, "muted")
    pages.addWidget(work)
    pages.addWidget(empty)
    column.addWidget(pages, 1)
    return part, pages
