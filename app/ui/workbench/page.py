"""工作台: due, under way, missing, the year so far; Enter goes to where the work is done. Knows the overview, not its SQL."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.due.items import DueItem
from app.services.workbench import Overview, Tally, YearFigure, YearFigures
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs import FileKind
from app.ui.keys import Act
from app.ui.office_paper import OfficePaper, preview
from app.ui.page import Page
from app.ui.workbench.beginning import BeginningSteps, steps_of
from app.ui.workbench.entries import Entry, due_items, filters_of, gap_items, urgent, waiting_items
from app.ui.workbench.marking import known_sheet, later_sheet
from app.ui.workbench.narrowing import Narrowing
from app.ui.workbench.side import Side
from app.ui.workbench.tallies import Tallies
from app.ui.workbench.work_list import WorkList
from app.ui.workbench.year_board import YearBoard

KEYS = "Enter 去办理　空格 依据　F8 已知晓　F9 稍后提醒"
CALENDAR = FileKind("日历文件", ("ics",))


class WorkbenchPage(Page):
    """The first page; loaded in the background, again whenever something it shows was changed or a new day began."""

    tables = frozenset(
        {
            "document", "document_issuer", "document_step", "document_carrier", "number", "unit", "numbering_scheme",
            "import_batch", "setting", "submission", "review_round", "review_opinion", "plan_item", "letter", "holiday",
            "due_mark", "staff", "engagement", "engagement_adviser", "payment", "matter", "conflict",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.overview: Overview | None = None
        self.figures: YearFigures | None = None
        self._day: date | None = None
        self.tallies = Tallies()
        self.narrowing = Narrowing(desk.settings)
        self.due = WorkList("到期")
        self.waiting = WorkList("办理中")
        self.board = YearBoard()
        self.beginning = BeginningSteps()
        self._lay_out()
        self.tallies.opened.connect(self._open_tally)
        self.board.opened.connect(self._open_figure)
        self.narrowing.changed.connect(self._list)
        self.beginning.asked.connect(lambda page: desk.open_page(page, ()))
        for work in (self.due, self.waiting):
            work.opened.connect(self._open)
            work.known_asked.connect(lambda entry, work=work: self._know(work, entry))
            work.later_asked.connect(lambda entry, work=work: self._put_off(work, entry))
        self.acts |= {Act.PRINT: self.print_week, Act.EXPORT: self.export_calendar}

    def reload(self) -> None:
        day, workbench = self.desk.office.today(), self.desk.office.workbench
        self.desk.work.read("workbench", lambda: workbench.overview(day), lambda found: self._show(found, day))
        self.desk.work.read("workbench:figures", lambda: workbench.figures(day), self._show_figures)

    def shown(self) -> None:
        # A window left open over night must not count from yesterday.
        self._stale = self._stale or self._day != self.desk.office.today()
        super().shown()

    def print_week(self) -> None:
        """Ctrl+P: 一周待办 of the people shown, as the PDF that is saved, for printing."""
        if self.overview is None or self.overview.empty:
            return
        day, person, due = self.desk.office.today(), self._person, self.desk.office.due
        preview(self.desk, OfficePaper("一周待办", lambda target: due.export_week(day, target, person)))

    def export_calendar(self) -> None:
        """Ctrl+E: every last day of the people shown as a calendar file with alarms."""
        if self.overview is None or self.overview.empty:
            return
        folder = Path(str(self.desk.settings.get("papers", "folder", str(Path.home()))))
        day, person, due = self.desk.office.today(), self._person, self.desk.office.due
        whose = f"（{person}）" if person else ""
        target = self.desk.dialogs.save_name("导出日历", folder / f"待办{whose}{day:%Y%m%d}.ics", (CALENDAR,))
        if target is None:
            return
        self.desk.settings.set("papers", "folder", str(target.parent))
        self.desk.work.paper(
            lambda _: due.export_calendar(day, target, person),
            lambda report: self.tell(f"已把 {report.lines} 项写到 {target}，可以导入手机或电脑的日历"),
        )

    @property
    def _person(self) -> str | None:
        return self.narrowing.person_of(self.desk.actor().name)

    def _show(self, overview: Overview, day: date) -> None:
        self.overview, self._day = overview, day
        self.tallies.show_tallies(overview.tallies)
        self.narrowing.show_names(
            sorted({item.handler for item in overview.due} | {t.handler for t in overview.waiting})
        )
        self.beginning.show_steps(steps_of(overview.beginning))
        self.views.setCurrentIndex(1 if overview.empty else 0)
        self._list()

    def _show_figures(self, figures: YearFigures) -> None:
        self.figures = figures
        self.board.show_figures(figures)

    def _list(self) -> None:
        """Show what the choices let through."""
        overview, me = self.overview, self.desk.actor().name
        if overview is None:
            return
        due = [item for item in overview.due if self.narrowing.lets_through(item, me)]
        person = self._person
        whole = not self.narrowing.active
        tasks = [task for task in overview.waiting if whole or (person is not None and task.handler == person)]
        listed = due_items(due)
        waiting = [*waiting_items(due, tasks), *(gap_items(overview.gaps) if whole else ())]
        self.due.show_items(listed)
        self.waiting.show_items(waiting)
        self.due_pages.setCurrentIndex(0 if listed else 1)
        self.waiting_pages.setCurrentIndex(0 if waiting else 1)
        self._focus(self.due if listed else self.waiting)
        mine = [item for item in overview.due if person is None or item.handler == person]
        count = urgent(mine)
        self.tell(f"{count} 件需要马上办理" if count else "没有需要马上办理的")
        self.urgent_counted.emit(count)

    def _focus(self, work: WorkList) -> None:
        """The list is where one begins, and stays unless one has gone elsewhere on the page."""
        first = self.focusProxy() is None
        self.setFocusProxy(work)
        if not self.isVisible():
            return
        focus = self.window().focusWidget()
        if focus in (None, self, self.due, self.waiting) or (first and self.isAncestorOf(focus)):
            (focus if focus in (self.due, self.waiting) else self).setFocus()

    def _open(self, entry: Entry) -> None:
        if entry.record_id is not None:
            self.desk.open_task(entry.page, entry.record_id)
        else:
            self.desk.open_page(entry.page, entry.filters)

    def _know(self, work: WorkList, entry: Entry) -> None:
        """已知晓, or off with the mark of what is marked."""
        if (item := self._markable(entry)) is None:
            return
        due, actor, write = self.desk.office.due, self.desk.actor(), self.desk.work.write
        if item.silenced:
            write(lambda: due.unmark(item.key, actor))
        else:
            known_sheet(work.anchor(), item, lambda note: write(lambda: due.mark_known(item.key, note, actor)))

    def _put_off(self, work: WorkList, entry: Entry) -> None:
        if (item := self._markable(entry)) is None:
            return
        due, actor, write = self.desk.office.due, self.desk.actor(), self.desk.work.write

        def later(until: date, note: str) -> None:
            write(lambda: due.snooze(item.key, until, note, actor))

        later_sheet(work.anchor(), item, item.on, later)

    def _markable(self, entry: Entry) -> DueItem | None:
        """The item of an entry, unless nothing can be written now, which is said."""
        if reason := self.desk.office.read_only:
            self.tell(reason)
            return None
        return entry.item

    def _open_tally(self, tally: Tally) -> None:
        self.desk.open_page(tally.ledger, filters_of(tally))

    def _open_figure(self, figure: YearFigure) -> None:
        self.desk.open_page(figure.ledger, figure.filters)

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(side, 0, side, 0)
        column.setSpacing(theme.em(self, 0.8))
        column.addWidget(self.tallies)
        column.addWidget(self.narrowing)
        self.week_button = self.narrowing.add_button(f"打印一周待办  {Act.PRINT.key}", "printer")
        self.week_button.clicked.connect(self.print_week)
        self.calendar_button = self.narrowing.add_button(f"导出日历  {Act.EXPORT.key}", "calendar-clock")
        self.calendar_button.clicked.connect(self.export_calendar)
        across = QHBoxLayout()
        across.setSpacing(side)
        left, _, self.due_pages = _part("到期和时限", KEYS, self.due, "没有到期的事项")
        right, head, self.waiting_pages = _part("办理中", "", self.waiting, "没有正在办理的，也没有断号")
        self.side = Side(self.board, "本年数据", right, "办理中")
        for titled in (head.setVisible, self.board.show_title):
            self.side.turned.connect(lambda titled=titled: titled(self.side.both))  # else the tab says it
        across.addWidget(left, 11)
        across.addWidget(self.side, 9)
        column.addLayout(across, 1)
        self.views = QStackedWidget()
        self.views.addWidget(work)
        self.views.addWidget(self.beginning)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)


def _part(title: str, hint: str, work: WorkList, nothing: str) -> tuple[QWidget, QLabel, QStackedWidget]:
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
    # The keys give way where there is no room: the menu of a line names them too.
    keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    head.addWidget(name)
    head.addWidget(keys, 1)
    if not hint:
        keys.hide()  # or its empty line would stay where the title is hidden
    column.addLayout(head)
    pages = QStackedWidget()
    empty = QLabel(nothing)
    empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    empty.setContentsMargins(0, theme.em(part, 0.8), 0, 0)
    theme.role(empty, "muted")
    pages.addWidget(work)
    pages.addWidget(empty)
    column.addWidget(pages, 1)
    return part, name, pages
