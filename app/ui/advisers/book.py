"""A page over one ledger of advisers: what all eight do alike. Knows no subject; each says what it is in a Book."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic

from PySide6.QtWidgets import QWidget

from app.domain.documents.facts import Doubt
from app.domain.ledgers import ID, Cell, Kind, Query
from app.domain.problems import Problem, Severity
from app.ui.advisers.editing import Editor, FactsT
from app.ui.advisers.subject import Book, DeedEntry, PaperEntry, Record
from app.ui.deed import Deed, DeedMenu
from app.ui.desk import Desk
from app.ui.documents.importing import Importing
from app.ui.doubts import Settling, ask_about, doubt_list
from app.ui.draft_offer import DraftOffer
from app.ui.forms.drafts import Draft
from app.ui.forms.page import FormPage
from app.ui.history import HistoryList
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.office_paper import OfficePaper, Say, preview, save_as
from app.ui.panel import FactList, Notice, NoticeBox, column_of, record_head
from app.ui.popover import text_label
from app.ui.switch import ADVISERS, BookSwitch
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout
from app.ui.table.tones import TONES
from app.ui.tokens import Tone

HISTORY = "修改记录"
PROBLEMS_SHOWN = (Severity.ERROR, Severity.WARNING)


class BookPage(LedgerPage, Generic[FactsT]):
    """One of the ledgers with its panel, its form and its acts."""

    def __init__(self, desk: Desk, book: Book[FactsT]) -> None:
        self.book = book
        self.tables = book.tables
        ledger = book.ledger
        values = {
            key: self._values_of(key) for key in book.filters if ledger.column(key).kind in (Kind.TEXT, Kind.INTEGER)
        }
        look = Look(status=book.status, due=book.due, due_tones=(Tone.DUE, Tone.BAD))
        layout = Layout(book.shown, book.filters, look, book.nothing, values)
        super().__init__(desk, ledger, layout, ("概要", *book.more_tabs, HISTORY))
        self.record: Record[FactsT] | None = None
        self.main = book.form(desk)
        self.acts |= {Act.NEW: self.new}
        self.table.line_opened.connect(lambda _: self.edit())
        self._add_actions()
        self._allow()
        self.offer = DraftOffer(desk.drafts, self.resume)
        self.add_above(self.offer)
        self.offer.offer((ledger.name, *(f"{ledger.name}.{entry.name}" for entry in book.deeds)))
        self.add_above(BookSwitch(desk, ADVISERS, ledger.name))

    def new(self) -> None:
        """Ctrl+N."""
        if self.may_act():
            self.open_editor(self.main.blank())

    def begin_with(self, facts: object) -> None:
        """A new record with facts to start from."""
        assert isinstance(facts, type(self.main.blank()))
        if self.may_act():
            self.open_editor(facts)

    def edit(self) -> None:
        """Change the current record."""
        if self.record is not None and self.may_act():
            self.open_editor(self.record.facts)

    def edit_at(self, column: str) -> None:
        """Change the current record, beginning with the field of a column."""
        self.edit()
        key = self.book.fields.get(column, column)
        if self.open_form is not None and key in self.open_form.body.values():
            self.open_form.body.go_to(key)

    def open_editor(self, facts: FactsT, draft: Draft | None = None) -> FormPage:
        """Show the form in place of the ledger."""
        editor = Editor(self, self.main, facts, self.see)
        self.show_form(editor.form)
        editor.open()
        if draft is not None:
            editor.take_up(draft)
        return editor.form

    def see(self, problem: Problem) -> None:
        """Show the record that a problem speaks of."""
        if problem.record is not None:
            self.open_record(problem.record)

    def do(self, name: str) -> None:
        """Open the small form of an act beside the ledger."""
        if self.record is not None and self.may_act():
            self._open_deed(self._entry(name), self.record)

    def _press(self, name: str, _checked: bool = False) -> None:
        self.do(name)

    def resume(self, draft: Draft) -> None:
        """Go on with what was being typed when the program ended."""
        if not self.may_leave():
            return
        self.table.bar.back_to_today()
        if draft.record is None:
            self.open_editor(self.main.blank(), draft)
            return
        record_id = draft.record
        self.desk.work.read(
            f"draft:{self.ledger.name}", lambda: self._read(record_id), lambda record: self._resume(draft, record)
        )

    def _resume(self, draft: Draft, record: Record[FactsT]) -> None:
        name = draft.form.removeprefix(f"{self.ledger.name}.")
        if any(entry.name == name for entry in self.book.deeds):
            self._open_deed(self._entry(name), record).take_up(draft.key, draft.values)
            return
        self.open_editor(record.facts, draft)

    def _entry(self, name: str) -> DeedEntry[FactsT]:
        return next(entry for entry in self.book.deeds if entry.name == name)

    def _open_deed(self, entry: DeedEntry[FactsT], record: Record[FactsT]) -> FormPage:
        facts = record.facts
        deed = entry.make(self.desk, record)
        title = f"{deed.title}　{self.main.named(facts)}"
        form = self.open_deed(self.ledger.name, deed, title, facts.id, facts.revision)
        form.body.asked.connect(self.see)
        form.saved.connect(lambda stored, _: self._done(deed, stored))
        return form

    def _done(self, deed: Deed, stored: object) -> None:
        self.close_form()
        self.say(f"已{deed.title}")
        record_id = getattr(stored, "id", None)
        if isinstance(stored, type(self.main.blank())) and isinstance(record_id, int):
            self.open_record(record_id)

    def _read(self, record_id: int) -> Record[FactsT]:
        office, name = self.desk.office, self.ledger.name
        facts = self.main.get(record_id)
        (cells,) = office.ledgers.page(name, [record_id], Query(office.today()))
        return Record(
            facts,
            dict(zip(self.ledger.keys, cells, strict=True)),
            tuple(problem for problem in self.main.check(facts) if problem.severity in PROBLEMS_SHOWN),
            tuple(office.audit.history(name, record_id)),
            self.book.more(office, facts),
        )

    def _show(self, record: Record[FactsT]) -> None:
        if record.facts.id != self.current_id:
            return
        self.record = record
        makers = [lambda: self.overview(record), *self.more_tabs(record), lambda: HistoryList(record.history)]
        self.panel.show_tabs(makers, remark="下面是这一条今天的情况" if self.table.bar.day else "")
        self._allow()
        self.record_shown(record.facts.id)

    def overview(self, record: Record[FactsT]) -> QWidget:
        """The first tab."""
        notice = self.notice(record)
        return column_of(
            self.head(record),
            *([NoticeBox(notice)] if notice else []),
            *(text_label(problem.message, problem.severity.value) for problem in record.problems),
            *self._doubts(record),
            *self.parts(record),
            FactList(self._facts(record)),
            *self.after(record),
        )

    def _doubts(self, record: Record[FactsT]) -> list[QWidget]:
        doubts = getattr(record.facts, "doubts", ())
        if not doubts:
            return []
        titles = {column.key: column.title for column in self.ledger.columns}
        settling = None if self.look_only or self.book.settle is None else Settling(self.settle, self.edit_at)
        return [doubt_list(doubts, titles, settling)]

    def settle(self, doubt: Doubt) -> None:
        """核实."""
        if self.record is None or self.book.settle is None or not self.may_act():
            return
        record_id, actor, settle = self.record.facts.id, self.desk.actor(), self.book.settle(self.desk.office)
        assert record_id is not None
        ask_about(self.desk, doubt, lambda: settle(record_id, (doubt,), actor), self.edit_at)

    def head(self, record: Record[FactsT]) -> QWidget:
        """The record's name and what stands beneath it."""
        return record_head(self.main.named(record.facts), self.below(record))

    def below(self, record: Record[FactsT]) -> str:
        """Grey beneath the name."""
        return ""

    def parts(self, record: Record[FactsT]) -> Sequence[QWidget]:
        """What stands between the notice and the list of facts."""
        return ()

    def after(self, record: Record[FactsT]) -> Sequence[QWidget]:
        """What stands below the list of facts."""
        return ()

    def more_tabs(self, record: Record[FactsT]) -> Sequence[Callable[[], QWidget]]:
        """One maker for each of the book's further tabs."""
        return ()

    def notice(self, record: Record[FactsT]) -> Notice | None:
        """How the record stands: its state in its tone, unless a subject has more to say."""
        if not self.book.status:
            return None
        column, cell = self.ledger.column(self.book.status), record.cells[self.book.status]
        tones = TONES.get(column.choices, {}) if column.choices else {}
        return Notice(tones.get(str(cell), Tone.WAITING), column.show(cell)) if cell else None

    def _facts(self, record: Record[FactsT]) -> list[tuple[str, str]]:
        unseen = {ID.key, self.book.status, "doubts", *self.book.left_out}
        columns = (column for column in self.ledger.columns if not column.hidden and column.key not in unseen)
        return [(column.title, column.show(record.cells[column.key])) for column in columns]

    def _values_of(self, key: str) -> Callable[[], list[tuple[Cell, str]]]:
        column = self.book.ledger.column(key)

        def values() -> list[tuple[Cell, str]]:
            found = self.desk.office.ledgers.values(self.book.ledger.name, key, self.table.query)
            return [(value, column.show(value)) for value in found]

        return values

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("new", self.book.new_word, "plus", self.new, "Ctrl+N", primary=True)
        bar.add("edit", "修改", "pencil", self.edit, "Enter")
        for entry in self.book.deeds:
            if entry.icon:
                bar.add(entry.name, entry.text, entry.icon, partial(self._press, entry.name))
        self.add_actions()
        if self.ledger.importable:
            self.importing = Importing(self)
            bar.add("import", "导入", "upload", self.importing.begin)
        LedgerPapers(self)
        self.menu: DeedMenu[Record[FactsT]] | None = None
        others = [entry for entry in self.book.deeds if not entry.icon]
        if others or self.book.papers:
            self.menu = DeedMenu(bar.add_menu("more", "更多", "ellipsis"), self.book.none)
            for entry in others:
                self.menu.add(f"{entry.text}…", partial(self._press, entry.name), entry.why_not)
            if others and self.book.papers:
                self.menu.separate()
            for paper in self.book.papers:
                self.menu.add(
                    f"打印{paper.text}", partial(self._put_on_paper, paper, preview), paper.why_not, reads=True
                )
                self.menu.add(
                    f"导出{paper.text}…", partial(self._put_on_paper, paper, save_as), paper.why_not, reads=True
                )

    def _put_on_paper(self, paper: PaperEntry[FactsT], way: Callable[[Desk, OfficePaper, Say], None]) -> None:
        if self.record is not None:
            way(self.desk, paper.make(self.desk, self.record), self.say)

    def add_actions(self) -> None:
        """Buttons of the subject's own."""

    def _allow(self) -> None:
        none, record = "" if self.record else self.book.none, self.record
        self.bar.allow("new", self.look_only)
        self.bar.allow("edit", self.look_only or none)
        if "import" in self.bar.buttons:
            self.bar.allow("import", self.look_only)
        for entry in self.book.deeds:
            if entry.icon:
                self.bar.allow(entry.name, self.look_only or none or (entry.why_not(record) if record else ""))
        if self.menu is not None:
            self.menu.allow(record, self.look_only)
