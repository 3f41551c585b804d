"""发文登记簿: the ledger of letters with the record panel; writing, signing, sending out, printing. Knows services, no SQL."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.ledgers import Query
from app.domain.letter_templates import Content
from app.domain.letters import LEDGER, LetterFacts, LetterState
from app.services.audit import HistoryEntry
from app.services.settings import StaffMember
from app.services.sign_off import LETTERS, SignSheet
from app.ui.deed import DeedMenu
from app.ui.desk import Desk
from app.ui.history import HistoryList
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.letters.deeds import issue_deed, new_deed
from app.ui.letters.editing import open_editor
from app.ui.letters.papers import filed, printed
from app.ui.letters.summary import fact_rows, notice_of
from app.ui.office_paper import preview, save_as
from app.ui.panel import FactList, NoticeBox, column_of, heading, link, record_head
from app.ui.popover import text_label
from app.ui.sign_off import moments, open_signing, print_approval
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout
from app.ui.timeline import Timeline

SHOWN = ("number", "on", "title", "state", "matter", "addressee", "signed")
FILTERS = ("kind", "state", "on")
TABS = ("概要", "审签", "修改记录")
NOTHING = "还没有公文。按 Ctrl+N 拟写，或从送审件、规范性文件中出具。"
VOID_REASONS = ("内容有误，重新出具", "事项撤回", "重复编号")


@dataclass(frozen=True)
class Record:
    """What the panel shows of the current letter, read in one go."""

    facts: LetterFacts
    matter: str
    content: Content
    sheet: SignSheet
    history: tuple[HistoryEntry, ...]


class LettersPage(LedgerPage):
    """Every letter of the office: drafts, those that are out, void ones with their numbers."""

    tables = frozenset({"letter", "signature", "submission", "document", "setting", "staff"})

    def __init__(self, desk: Desk) -> None:
        look = Look(status="state", empty=(("number", "—"),))
        super().__init__(desk, LEDGER, Layout(SHOWN, FILTERS, look, NOTHING), TABS)
        self.record: Record | None = None
        self._staff: tuple[str, ...] = ()
        self.acts |= {Act.NEW: self.new}
        self.table.line_opened.connect(lambda _: self.open_line())
        self._add_actions()
        self._allow()

    def reload(self) -> None:
        super().reload()
        self.desk.work.read("letters:staff", self.desk.office.settings.staff, self._take_staff)

    def begin_with(self, facts: object) -> None:
        """Show the form of a draft, fresh or kept; one that is signed already is only shown."""
        assert isinstance(facts, LetterFacts)
        if facts.id is not None:
            self.open_record(facts.id)
        if self.desk.office.read_only or not self.may_leave():
            return
        if facts.id is None:
            open_editor(self, facts, self._staff)
            return
        key, sign_off = facts.id, self.desk.office.sign_off
        self.desk.work.read(
            "letters:go on", lambda: sign_off.sheet(LETTERS, key), lambda sheet: self._go_on(facts, sheet)
        )

    def new(self) -> None:
        """Ctrl+N: what to write, and for which record."""
        if not self.desk.office.read_only and self.may_leave():
            form = self.open_deed(LEDGER.name, deed := new_deed(self.desk.office, self.desk.actor()), deed.title)
            form.saved.connect(lambda made, _: self._begun(made.facts))

    def open_line(self) -> None:
        """Enter: change a draft, look at what is out."""
        if self._why_fixed():
            self.preview()
        else:
            self.edit()

    def edit(self) -> None:
        """Change the current draft."""
        if self.record is not None and not self._why_fixed() and not self.desk.office.read_only and self.may_leave():
            open_editor(self, self.record.facts, self._staff)

    def sign(self) -> None:
        """审签: the next signature, or a return."""
        if self.record is not None and not self.record.sheet.closed:
            open_signing(self, LETTERS, self.record.sheet.record_id, self.say)

    def issue(self) -> None:
        """编号发出."""
        record = self.record
        if record is None or record.facts.state is not LetterState.DRAFT or self.desk.office.read_only:
            return
        if not self.may_leave():
            return
        facts, deed = record.facts, issue_deed(self.desk.office, record.facts, record.sheet, self.desk.actor())
        form = self.open_deed(LEDGER.name, deed, f"{deed.title}　{facts.named}", facts.id, facts.revision)
        form.saved.connect(lambda issued, _: self._issued(issued))
        form.body.show_all_problems()  # what hinders is known before anything is typed

    def preview(self) -> None:
        """The letter on paper."""
        if self.record is not None:
            preview(self.desk, printed(self.desk, self.record.facts), self.say)

    def save_as(self) -> None:
        """导出 Word."""
        if self.record is not None:
            save_as(self.desk, filed(self.desk, self.record.facts), self.say)

    def approval(self) -> None:
        """打印审批表."""
        if self.record is not None:
            print_approval(self.desk, LETTERS, self.record.sheet.record_id, self.record.facts.named)

    def void(self) -> None:
        """作废, with a reason."""
        record = self.record
        if record is None or record.facts.state is LetterState.VOID or not self.may_leave():
            return
        facts, actor, key = record.facts, self.desk.actor(), record.sheet.record_id
        kept = f"发文号 {facts.number} 保留在登记簿中，不再使用。" if facts.number else ""
        reason = self.desk.dialogs.text("作废公文", f"{facts.named}将作废。{kept}请写明原因：", "", VOID_REASONS)
        if reason is not None:
            letters = self.desk.office.letters
            self.desk.work.write(lambda: letters.void(key, reason, actor), lambda _: self.say(f"{facts.named}已作废"))

    def open_matter(self) -> None:
        """Show the record the letter is about."""
        facts = self.record.facts if self.record else None
        if facts is not None and facts.submission_id is not None:
            self.desk.open_record("submissions", facts.submission_id)
        elif facts is not None and facts.document_id is not None:
            self.desk.open_record("documents", facts.document_id)

    def _begun(self, facts: LetterFacts) -> None:
        self.close_form()
        self.begin_with(facts)

    def _go_on(self, facts: LetterFacts, sheet: SignSheet) -> None:
        if sheet.round:
            self.say(f"{facts.named}正在审签")
        elif self.may_leave():
            self.say(f"已有{facts.named}的草稿，继续填写")
            open_editor(self, facts, self._staff)

    def _issued(self, facts: LetterFacts) -> None:
        self.close_form()
        self.say(f"已编号发出：{facts.number}")

    def _take_staff(self, staff: list[StaffMember]) -> None:
        self._staff = tuple(member.name for member in staff if member.active)

    def _read(self, record_id: int) -> Record:
        office = self.desk.office
        facts = office.letters.get(record_id)
        (cells,) = office.ledgers.page(LEDGER.name, [record_id], Query(office.today()))
        return Record(
            facts,
            str(cells[LEDGER.index("matter")] or ""),
            office.letters.content(facts),
            office.sign_off.sheet(LETTERS, record_id),
            tuple(office.audit.history(LEDGER.name, record_id)),
        )

    def _show(self, record: Record) -> None:
        if record.facts.id != self.current_id:
            return
        self.record = record
        makers = (lambda: self._overview(record), lambda: self._signing(record), lambda: HistoryList(record.history))
        self.panel.show_tabs(makers, (None, len(record.sheet.round), None))
        self._allow()

    def _overview(self, record: Record) -> QWidget:
        facts = record.facts
        parts: list[QWidget] = [
            record_head(facts.title, facts.number or "还没有发文号"),
            NoticeBox(notice_of(facts, record.sheet)),
            FactList(fact_rows(facts, record.matter, record.sheet)),
            link("打开对应事项", self.open_matter),
            heading("正文"),
        ]
        body = (text_label(part) if isinstance(part, str) else FactList(part) for part in record.content.body)
        return column_of(*parts, *body)

    def _signing(self, record: Record) -> QWidget:
        parts: list[QWidget] = [record_head(record.facts.title, "经办 → 科长 → 分管局领导")]
        if record.sheet.signatures or not record.sheet.closed:
            parts.append(Timeline(moments(record.sheet)))
        else:
            parts.append(text_label("没有审签记录", "muted"))
        if not record.sheet.closed and not self.desk.office.read_only:
            parts.append(link("退回修改…" if record.sheet.complete else "＋ 审签", self.sign))
        return column_of(*parts)

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("new", "拟写", "plus", self.new, "Ctrl+N", primary=True)
        bar.add("edit", "修改", "pencil", self.edit, "Enter")
        bar.add("sign", "审签", "stamp", self.sign)
        bar.add("issue", "编号发出", "send", self.issue)
        bar.add("preview", "预览打印", "eye", self.preview)
        bar.add("word", "导出 Word…", "file-down", self.save_as)
        LedgerPapers(self, "打印登记簿")
        self.menu = menu = DeedMenu[Record](bar.add_menu("more", "更多", "ellipsis"), "请先选择一件公文")
        menu.add("打印审批表", self.approval, lambda _: "")
        menu.add("打开对应事项", self.open_matter, lambda _: "")
        menu.separate()
        menu.add("作废…", self.void, lambda record: "已作废" if record.facts.state is LetterState.VOID else "")

    def _why_fixed(self) -> str:
        """Why the words of the current letter cannot be changed."""
        record = self.record
        if record is None:
            return "请先选择一件公文"
        if record.facts.state is not LetterState.DRAFT:
            return f"{record.facts.state.label}，不能修改"
        return "正在审签，需要修改的请先退回" if record.sheet.round else ""

    def _allow(self) -> None:
        read_only, record = self.desk.office.read_only, self.record
        none = "" if record else "请先选择一件公文"
        closed = record.sheet.closed if record else ""
        out = f"{record.facts.state.label}" if record and record.facts.state is not LetterState.DRAFT else ""
        self.bar.allow("new", read_only)
        self.bar.allow("edit", read_only or self._why_fixed())
        self.bar.allow("sign", read_only or none or closed)
        self.bar.allow("issue", read_only or none or out)
        for name in ("preview", "word"):
            self.bar.allow(name, none)
        self.menu.allow(record, read_only)
