"""单位: the ledger of units with the record panel, the form, confirming and deleting. Knows the services, not their SQL."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.advisers.advice import matter_of_submission
from app.domain.problems import Problem
from app.domain.submissions.facts import SubmissionFacts
from app.domain.units import LEDGER, MAY_NOT_ISSUE, NO_POWER, FormerName, IssuerMark, UnitFacts
from app.services.audit import HistoryEntry
from app.ui.desk import Desk
from app.ui.history import HistoryList
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.panel import FactList, Notice, NoticeBox, column_of, record_head
from app.ui.table.ledger_table import Layout
from app.ui.tokens import Tone
from app.ui.units.adviser_sheet import Sheet, adviser_sheet
from app.ui.units.editing import open_editor

SHOWN = ("code", "name", "short_name", "category", "marks", "may_issue", "documents", "confirmed")
FILTERS = ("category", "may_issue", "confirmed")
TABS = ("概要", "顾问检查", "修改记录")
_MOST_NAMES = 6
"""Names of units beneath that are written out."""
NOTHING = "还没有单位。按 Ctrl+N 新增，或导入单位名录。"


@dataclass(frozen=True)
class Record:
    """What the panel shows of the current unit, read in one go."""

    facts: UnitFacts
    units: Mapping[int, UnitFacts]
    documents: int
    """Documents it issued, alone or jointly."""
    problems: tuple[Problem, ...]
    history: tuple[HistoryEntry, ...]
    sheet: Sheet
    """合规检查表 of its legal advisers."""


class UnitsPage(LedgerPage):
    """Who may issue, what they are called and were called."""

    tables = frozenset({
        "unit", "unit_name", "unit_mark", "document_issuer", "setting", "engagement", "appointment", "payment", "matter", "assessment",
        "conflict", "adviser", "engagement_adviser", "submission", "document",
    })  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LEDGER, Layout(SHOWN, FILTERS, nothing=NOTHING), TABS)
        self.record: Record | None = None
        self.acts |= {Act.NEW: self.new}
        self.table.line_opened.connect(lambda _: self.edit())
        self.bar.add("new", "新增", "plus", self.new, "Ctrl+N", primary=True)
        self.bar.add("edit", "修改", "pencil", self.edit, "Enter")
        self.bar.add("confirm", "核实", "circle-check", self.confirm)
        self.bar.add("delete", "删除", "trash-2", self.delete)
        LedgerPapers(self)
        self._allow()

    def new(self) -> None:
        """Ctrl+N."""
        if not self.desk.office.read_only and self.may_leave():
            open_editor(self, UnitFacts(""))

    def edit(self) -> None:
        """Change the current unit."""
        if self.record is not None and not self.desk.office.read_only and self.may_leave():
            open_editor(self, self.record.facts)

    def confirm(self) -> None:
        """核实: look at a unit that an import proposed, with the tick set; saving confirms it."""
        if self.record is not None and not self.record.facts.confirmed and self.may_leave():
            open_editor(self, self.record.facts, confirming=True)

    def delete(self) -> None:
        """Take the current unit out, if nothing refers to it."""
        record = self.record
        if record is None or record.facts.id is None or not self.may_leave():
            return
        unit_id, actor, name = record.facts.id, self.desk.actor(), record.facts.name
        if self.desk.dialogs.ask("删除单位", f"要删除单位“{name}”吗？删除记在修改记录里。", "删除"):
            self.desk.work.write(
                lambda: self.desk.office.units.delete(unit_id, actor), lambda _: self.say(f"已删除单位“{name}”")
            )

    def ask_adviser(self, submission_id: int) -> None:
        """交办法律顾问 about a submission of the current unit on which nobody was heard."""
        office = self.desk.office
        self.desk.work.read("units:ask", lambda: office.submissions.get(submission_id), self._ask_adviser)

    def _ask_adviser(self, facts: SubmissionFacts) -> None:
        if self.may_act():
            self.desk.begin_with("matters", matter_of_submission(facts, self.desk.office.today()))

    def _read(self, record_id: int) -> Record | None:
        office = self.desk.office
        units = office.units.all()
        if record_id not in units:
            return None
        facts = units[record_id]
        (cells,) = office.ledgers.page(LEDGER.name, [record_id], self.table.query)
        count = cells[LEDGER.index("documents")]
        return Record(
            facts,
            units,
            count if isinstance(count, int) else 0,
            tuple(office.units.check(facts)),
            tuple(office.audit.history("units", record_id)),
            office.advisers.checks.sheet(record_id, office.today()),
        )

    def _show(self, record: Record | None) -> None:
        if record is None or record.facts.id != self.current_id:
            return
        self.record = record
        found = sum(len(each) for _, each in record.sheet)
        makers = (
            lambda: _overview(record),
            lambda: adviser_sheet(record.sheet, self.desk.open_record, None if self.look_only else self.ask_adviser),
            lambda: HistoryList(record.history),
        )
        self.panel.show_tabs(makers, (None, found, None))
        self._allow()

    def _allow(self) -> None:
        read_only = self.desk.office.read_only
        none = "" if self.record else "请先选择一个单位"
        done = "该单位已经核实" if self.record and self.record.facts.confirmed else ""
        self.bar.allow("new", read_only)
        self.bar.allow("edit", read_only or none)
        self.bar.allow("delete", read_only or none)
        self.bar.allow("confirm", read_only or none or done)


def _overview(record: Record) -> QWidget:
    facts = record.facts
    below = "　".join(text for text in (facts.category.label, f"编码 {facts.code}" if facts.code else "") if text)
    return column_of(
        record_head(facts.name, below),
        *(NoticeBox(notice) for notice in notices_of(record)),
        FactList(fact_rows(record)),
    )


def notices_of(record: Record) -> list[Notice]:
    """What has to be looked at: an unconfirmed unit, what the rules say, that it may not issue."""
    facts = record.facts
    found = []
    if not facts.confirmed:
        lines = ("导入旧台账时按原文新建。", "下一步：核对名称、类别、编码和制定主体，点“核实”。")
        found.append(Notice(Tone.DUE, "待核实", lines))
    found += [Notice(Tone.BAD, problem.message, (), problem.basis) for problem in record.problems]
    if not facts.may_issue:
        basis = NO_POWER if facts.category in MAY_NOT_ISSUE else None
        found.append(Notice(Tone.ENDED, "不得制定规范性文件", (), basis))
    return found


def fact_rows(record: Record) -> list[tuple[str, str]]:
    """Names and values in reading order; empty ones are left out by the widget."""
    facts = record.facts
    parent = record.units.get(facts.parent_id or 0)
    below = [unit.name for unit in record.units.values() if unit.parent_id == facts.id]
    return [
        ("简称", facts.short_name),
        ("上级单位", parent.name if parent else ""),
        ("机关代字", "\n".join(span_text(mark.mark, mark) for mark in facts.marks)),
        ("曾用名", "\n".join(span_text(name.name, name) for name in facts.former_names)),
        ("制定文件", f"{record.documents} 件" if record.documents else "没有"),
        ("下级单位", f"{'、'.join(below[:_MOST_NAMES])}{f'等 {len(below)} 个' if len(below) > _MOST_NAMES else ''}"),
        ("备注", facts.remark),
    ]


def span_text(text: str, span: FormerName | IssuerMark) -> str:
    """海府规（2021-01-01起）; only the days that are known."""
    match span.valid_from, span.valid_to:
        case None, None:
            return text
        case start, None:
            return f"{text}（{start}起）"
        case None, end:
            return f"{text}（{end}止）"
        case start, end:
            return f"{text}（{start} 至 {end}）"
