"""A page over one ledger: table, record panel, actions, and the form that takes its place. Knows no subject."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.ledgers import Filter, Ledger, as_of_words
from app.domain.problems import Problem
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.deed import Deed
from app.ui.desk import Desk
from app.ui.forms.field import GIVE_REASON, answer_of
from app.ui.forms.page import FormContract, FormPage
from app.ui.keys import Act
from app.ui.page import Page
from app.ui.panel import RecordPanel
from app.ui.table.ledger_table import Layout, LedgerTable, Source

SAID_FOR = 20_000
"""Milliseconds that the outcome of an act stands in the status bar."""


class LedgerPage(Page):
    """Subjects give the ledger, its layout and tabs, and fill the panel for the current line."""

    record: Any
    """What was read of the current line, each subject's own; None when there is no line."""

    def __init__(
        self, desk: Desk, ledger: Ledger, layout: Layout, tabs: Sequence[str], source: Source | None = None
    ) -> None:
        """Lines come from the ledger service unless the page has a source of its own."""
        super().__init__(desk)
        self.ledger = ledger
        self.current_id: int | None = None
        self._wanted_id: int | None = None
        self._task: int | None = None
        """The record whose next act is to be opened as soon as it is shown."""
        self.table = LedgerTable(
            ledger, layout, source or desk.office.ledgers, desk.work, desk.settings, desk.office.today
        )
        self.panel = RecordPanel(tabs)
        self.side = QStackedWidget()
        self.side.addWidget(self.panel)
        self.bar = ActionBar()
        self.views = QStackedWidget()
        self._lay_out()
        self.table.line_changed.connect(self._line_changed)
        self.table.counted.connect(self._counted)
        self.table.as_of_changed.connect(lambda: self.show_record(self.current_id))
        self.acts |= {Act.FILTER: self._filter}
        if ledger.as_of:
            self.acts |= {Act.AS_OF: self._choose_day}
        self._said = ""
        self._said_timer = QTimer(self)
        self._said_timer.setSingleShot(True)
        self._said_timer.setInterval(SAID_FOR)
        self._said_timer.timeout.connect(lambda: self._keep_saying(""))

    def reload(self) -> None:
        self.table.reload()
        self.show_record(self.current_id)

    def show_record(self, record_id: int | None) -> None:
        """Fill the panel for the current line; None when there is no line."""
        if record_id is None:
            self.record = None
            self.panel.show_nothing()
            self._allow()
            return
        self.desk.work.read(
            f"panel:{self.ledger.name}",
            lambda: self._read(record_id),
            self._show,
            lambda error: self._not_read(record_id, error),
        )

    def _not_read(self, record_id: int, error: Exception) -> None:
        """A record taken off the books has left the table by now: nothing is to be said of it."""
        if record_id == self.current_id:
            self.desk.failures.show(error)

    def _read(self, record_id: int) -> Any:
        """All that the panel shows of a record. In the reader thread. Raises Refused when it is gone."""
        raise NotImplementedError

    def _show(self, record: Any) -> None:
        """Show what was read, if its line is still the current one."""
        raise NotImplementedError

    def _allow(self) -> None:
        """Say which acts the current record allows, and why not the others."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        form = self.open_form
        if form is None:
            return True
        if form.may_close():
            self.close_form()
            return True
        return False

    def open_record(self, record_id: int) -> None:
        """Stand on a record's line, with the filters and another day than today taken off when they hide it."""
        if not self.may_leave():
            return
        self._wanted_id = None if self.table.go_to(record_id) else record_id
        if self._wanted_id is not None:
            self.table.show_only(())

    def open_task(self, record_id: int) -> None:
        """The record with the form of what has to be done next, once it is read anew."""
        if not self.may_leave():
            return
        self._task = record_id
        self.table.bar.back_to_today()
        self.open_record(record_id)
        if self.current_id == record_id:
            self.show_record(record_id)  # what the panel holds may be of before

    def next_step(self) -> None:
        """The form of what has to be done next with the current record; not every ledger has such acts."""

    def record_shown(self, record_id: int | None) -> None:
        """To be told by the page once its panel shows a record as it is now."""
        if self._task is not None and self._task == record_id:
            self._task = None
            self.do_task()

    def do_task(self) -> None:
        """What follows where a task brought the user to the current record."""
        self.next_step()

    def show_lines(self, filters: Sequence[Filter]) -> None:
        if self.may_leave():
            self.table.show_only(filters)

    @property
    def look_only(self) -> str:
        """Why nothing can be changed here; empty when it can. A ledger of another day must not be taken for today's."""
        day = self.table.bar.day
        another = f"正在查看{as_of_words(day, self.desk.office.today())}的台账，请先按 Esc 回到今天" if day else ""
        return another or self.desk.office.read_only

    def may_act(self) -> bool:
        """Whether something may be changed, once an open form is left; says why not."""
        if self.look_only:
            self.say(self.look_only)
            return False
        return self.may_leave()

    @property
    def open_form(self) -> FormPage | None:
        """The form being filled in, if any: in place of the ledger or of the panel."""
        for stack in (self.views, self.side):
            form = stack.currentWidget()
            if isinstance(form, FormPage):
                return form
        return None

    def show_form(self, form: FormPage, *, beside: bool = False) -> None:
        """Show a form in place of the ledger, or `beside` it, in place of the panel."""
        stack = self.side if beside else self.views
        stack.addWidget(form)
        stack.setCurrentWidget(form)
        form.closed.connect(self.close_form)
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_deed(self, name: str, deed: Deed, title: str, record: int | None = None, revision: int = 0) -> FormPage:
        """Show the form of an act; `name` is the page's part of its drafts' name."""
        desk = self.desk
        contract = FormContract(
            f"{name}.{deed.name}", deed.title, deed.kept, deed.found, now=desk.now, save_word=deed.word, next_word=""
        )
        form = FormPage(deed.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.show_form(form, beside=deed.beside)
        form.open(title, deed.values, record, revision)
        form.body.move_to_first()
        form.body.asked.connect(lambda problem: self._accept(form, deed, problem))
        return form

    def _accept(self, form: FormPage, deed: Deed, problem: Problem) -> None:
        """说明理由 in the form of an act."""
        if deed.accept is None or answer_of(problem) != GIVE_REASON:
            return
        reason = self.desk.dialogs.text("说明理由", problem.message)
        if reason:
            deed.accept(problem, reason)
            form.check()

    def close_form(self) -> None:
        """Back to the ledger and the panel."""
        for stack in (self.views, self.side):
            form = stack.currentWidget()
            if isinstance(form, FormPage):
                stack.setCurrentIndex(0)
                stack.removeWidget(form)
                form.deleteLater()
        self.table.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> int | None:
        """Go to the line before or after the current one; its id, or None at the end."""
        row = self.table.model.row_of(self.current_id) if self.current_id is not None else None
        if row is None or not 0 <= row + by < len(self.table.model.ids):
            return None
        self.table.grid.go_to_row(row + by)
        return self.current_id

    def count_text(self, shown: int) -> str:
        """How many lines are shown, in words."""
        return f"共 {shown} {self.ledger.noun}"

    def say(self, text: str) -> None:
        """Say in the status bar what has come of an act; it stands before the count for a while."""
        self._said_timer.start()
        self._keep_saying(text)

    def add_above(self, widget: QWidget) -> None:
        """Place something above the table."""
        self._column.insertWidget(0, widget)

    def recount(self) -> None:
        """Say again in the status bar how many lines are shown."""
        self._counted(len(self.table.model.ids), self.table.grid.selected_count())

    def _keep_saying(self, text: str) -> None:
        self._said = text
        self.recount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen = self.views.currentIndex() == 0 and self.open_form is None
        if event.key() == Qt.Key.Key_Escape and seen and self.table.bar.day is not None:
            self.table.back_to_today()
            return
        super().keyPressEvent(event)

    def _choose_day(self) -> None:
        if self.open_form is None and (chip := self.table.bar.as_of) is not None:
            chip.open()

    def _filter(self) -> None:
        if self.open_form is None:
            self.table.focus_search()

    def _line_changed(self, line_id: int | None) -> None:
        if line_id != self.current_id:
            self.current_id = line_id
            self.show_record(line_id)

    def _counted(self, shown: int, selected: int) -> None:
        chosen = f"，已选 {selected} {self.ledger.noun}" if selected > 1 else ""
        said = f"{self._said}　" if self._said else ""
        self.tell(f"{said}{self.count_text(shown)}{chosen}")
        wanted, self._wanted_id = self._wanted_id, None  # going there tells the count again
        if wanted is not None and not self.table.go_to(wanted):
            # Kept until it is there: the count is also told before the lines asked for have come.
            self._wanted_id = wanted

    def _lay_out(self) -> None:
        ledger_view = QWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.side.setMinimumWidth(theme.em(self, 17))
        self.splitter.setSizes([theme.em(self, 66), theme.em(self, 21)])
        column = QVBoxLayout(ledger_view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.bar)
        self._column = column
        self.views.addWidget(ledger_view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.table.grid)
