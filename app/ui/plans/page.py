"""制定计划: the ledger of planned documents with the record panel and its acts. Knows the services, not their SQL."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.actors import Actor
from app.domain.ledgers import Cell, Filter, Query
from app.domain.plans import LEDGER, UNDER_WAY, UNSENT, PlanItem, PlanState
from app.domain.problems import Problem, Severity
from app.domain.submissions.facts import SubmissionFacts
from app.services.audit import HistoryEntry
from app.services.plans.lookup import Standing
from app.services.plans.service import Candidate
from app.ui.deed import Deed
from app.ui.desk import Desk
from app.ui.documents.importing import Importing
from app.ui.history import HistoryList
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.panel import FactList, Notice, NoticeBox, column_of, link, record_head
from app.ui.plans.deeds import link_deed, submit_deed
from app.ui.plans.editing import open_editor
from app.ui.plans.summary import fact_rows, notice_of
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout
from app.ui.tokens import Tone

SHOWN = ("title", "drafter", "submit_by", "state", "handler", "year", "document")
FILTERS = ("year", "state", "drafter", "submit_by")
TABS = ("概要", "修改记录")
EMPTY = (("submit_by", "未定"), ("document", "—"))
NOTHING = "还没有制定计划。按 Ctrl+N 新增，或导入已印发的计划。"
DROP_REASONS = ("上位法修订，暂缓制定", "改为其他文种", "与其他文件合并制定", "不再需要制定")
LATE = (Filter("state", (PlanState.LATE.value,)),)


@dataclass(frozen=True)
class Record:
    """What the panel shows of the current item, read in one go."""

    standing: Standing
    drafter: str
    candidates: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    history: tuple[HistoryEntry, ...]

    @property
    def facts(self) -> PlanItem:
        return self.standing.facts


class PlansPage(LedgerPage):
    """The plan of a year; opened at this year's."""

    tables = frozenset({"plan_item", "document", "submission", "unit", "office_year"})

    def __init__(self, desk: Desk) -> None:
        look = Look(status="state", due="submit_by", empty=EMPTY, due_tones=(Tone.BAD,))
        values = {"year": self._years, "drafter": self._drafters}
        super().__init__(desk, LEDGER, Layout(SHOWN, FILTERS, look, NOTHING, values), TABS)
        self.record: Record | None = None
        self.importing = Importing(self)
        self.acts |= {Act.NEW: self.new}
        self.table.line_opened.connect(lambda _: self.edit())
        self._add_actions()
        self._allow()
        if not self.table.bar.active:
            self.table.bar.chips["year"].set_filter(Filter("year", (desk.office.today().year,)))

    def reload(self) -> None:
        super().reload()
        office = self.desk.office
        query = Query(office.today(), LATE)
        self.desk.work.read("plans:late", lambda: office.ledgers.count(LEDGER.name, query), self.urgent_counted.emit)

    def new(self) -> None:
        """Ctrl+N."""
        if not self.desk.office.read_only and self.may_leave():
            open_editor(self, PlanItem(self.desk.office.today().year, "", handler=self.desk.actor().name))

    def edit(self) -> None:
        """Change the current item."""
        if self.record is not None and not self.desk.office.read_only and self.may_leave():
            open_editor(self, self.record.facts)

    def submit(self) -> None:
        """登记送审."""
        self._do(submit_deed, _received)

    def link(self) -> None:
        """关联文件."""
        self._do(link_deed, lambda _: "已更新关联的文件")

    def link_to(self, candidate: Candidate) -> None:
        """Take the document that bears the title of the planned one."""
        record = self.record
        if record is None or record.facts.id is None:
            return
        plan_id, actor, plans = record.facts.id, self.desk.actor(), self.desk.office.plans
        self.desk.work.write(
            lambda: plans.link(plan_id, candidate.id, actor), lambda _: self.say(f"已关联《{candidate.title}》")
        )

    def drop(self) -> None:
        """取消…: with a reason."""
        record = self.record
        if record is None or record.facts.id is None or not self.may_leave():
            return
        reason = self.desk.dialogs.text("取消计划项目", f"取消{record.facts.named}的原因：", choices=DROP_REASONS)
        if reason is None:
            return
        plan_id, actor, today, plans = (
            record.facts.id,
            self.desk.actor(),
            self.desk.office.today(),
            self.desk.office.plans,
        )
        self.desk.work.write(
            lambda: plans.drop([plan_id], reason, today, actor), lambda _: self.say(f"已取消{record.facts.named}")
        )

    def revive(self) -> None:
        """Put a dropped item back on the plan."""
        record = self.record
        if record is None or record.facts.id is None:
            return
        plan_id, actor, plans = record.facts.id, self.desk.actor(), self.desk.office.plans
        self.desk.work.write(lambda: plans.revive(plan_id, actor), lambda _: self.say(f"已恢复{record.facts.named}"))

    def open_document(self) -> None:
        """Show the document that the planned one became."""
        if self.record is not None and self.record.facts.document_id is not None:
            self.desk.open_record("documents", self.record.facts.document_id)

    def _do(self, make: Callable[[Desk, Standing, Actor], Deed], said: Callable[[object], str]) -> None:
        """Open the small form of an act beside the ledger."""
        record = self.record
        if record is None or self.desk.office.read_only or not self.may_leave():
            return
        deed = make(self.desk, record.standing, self.desk.actor())
        title = f"{deed.title}　{record.facts.named}"
        form = self.open_deed(LEDGER.name, deed, title, record.facts.id, record.facts.revision)

        def saved(stored: object, _: bool) -> None:
            self.close_form()
            self.say(said(stored))

        form.saved.connect(saved)

    def _read(self, record_id: int) -> Record:
        office = self.desk.office
        today = office.today()
        standing = office.plans.standing(record_id, today)
        (cells,) = office.ledgers.page(LEDGER.name, [record_id], Query(today))
        problems = office.plans.check(standing.facts)
        return Record(
            standing,
            str(cells[LEDGER.index("drafter")] or ""),
            tuple(office.plans.candidates(record_id)),
            tuple(problem for problem in problems if problem.severity is not Severity.NOTE),
            tuple(office.audit.history("plans", record_id)),
        )

    def _show(self, record: Record) -> None:
        if record.facts.id != self.current_id:
            return
        self.record = record
        self.panel.show_tabs((lambda: self._overview(record), lambda: HistoryList(record.history)))
        self._allow()

    def _overview(self, record: Record) -> QWidget:
        facts = record.facts
        below = "　".join(part for part in (f"{facts.year}年计划", facts.handler) if part)
        return column_of(
            record_head(facts.title, below),
            NoticeBox(notice_of(record.standing, self.desk.office.today())),
            *(NoticeBox(Notice(Tone.DUE, problem.message)) for problem in record.problems),
            *self._offers(record),
            FactList(list(fact_rows(record.standing, record.drafter))),
            *([link("打开对应文件", self.open_document)] if facts.document_id is not None else []),
        )

    def _offers(self, record: Record) -> Iterator[QWidget]:
        """What can be done with one click: link a document of the same title, put a dropped item back."""
        if self.desk.office.read_only:
            return
        for candidate in record.candidates:
            yield NoticeBox(Notice(Tone.DUE, "已有同名文件", (f"《{candidate.title}》还没有关联计划项目。",)))
            yield link("关联这件文件", partial(self.link_to, candidate))
        if record.standing.state is PlanState.DROPPED:
            yield link("恢复这个项目", self.revive)

    def _years(self) -> list[tuple[Cell, str]]:
        query = Query(self.desk.office.today())
        years = self.desk.office.ledgers.values(LEDGER.name, "year", query)
        return [(year, f"{year}年") for year in sorted({*years, query.on.year}, reverse=True)]

    def _drafters(self) -> list[tuple[Cell, str]]:
        names = self.desk.office.ledgers.values(LEDGER.name, "drafter", self.table.query)
        return [(name, name) for name in names]

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("new", "新增", "plus", self.new, "Ctrl+N", primary=True)
        bar.add("edit", "修改", "pencil", self.edit, "Enter")
        bar.add("submit", "登记送审", "inbox", self.submit)
        bar.add("open", "打开文件", "file-text", self.open_document)
        bar.add("link", "关联文件", "link", self.link)
        bar.add("drop", "取消…", "circle-slash", self.drop)
        bar.add("import", "导入", "upload", self.importing.begin)
        LedgerPapers(self)

    def _allow(self) -> None:
        read_only = self.desk.office.read_only
        record = self.record
        none = "" if record else "请先选择一个计划项目"
        state = record.standing.state if record else None
        now = f"现为“{state.label}”" if state else ""
        self.bar.allow("new", read_only)
        self.bar.allow("import", read_only)
        self.bar.allow("edit", read_only or none)
        self.bar.allow("submit", read_only or none or ("" if state in UNSENT else f"{now}，不能再登记送审"))
        self.bar.allow("drop", read_only or none or ("" if state in UNDER_WAY else f"{now}，不能取消"))
        gone = state in (PlanState.DROPPED, PlanState.CARRIED)
        self.bar.allow("link", read_only or none or (f"{now}，不能关联文件" if gone else ""))
        linked = record is not None and record.facts.document_id is not None
        self.bar.allow("open", none or ("" if linked else "这个项目还没有对应的文件"))


def _received(stored: object) -> str:
    assert isinstance(stored, SubmissionFacts)
    return f"已登记送审，收件号 {stored.number}"
