"""规范性文件: the ledger of documents with the record panel and its acts. Knows the services, not their SQL."""

from collections.abc import Callable, Sequence

from app.domain.actors import Actor
from app.domain.advisers.advice import matter_of_document
from app.domain.documents.columns import LEDGER
from app.domain.documents.facts import DocumentFacts, Doubt, Nature, StepKind
from app.domain.documents.succession import successor
from app.domain.documents.timeline import next_act
from app.domain.ledgers import Filter
from app.domain.problems import Problem
from app.services.office import Office
from app.ui.deed import Deed, DeedMenu
from app.ui.desk import Desk
from app.ui.documents import asks
from app.ui.documents import menu as allowed
from app.ui.documents.concerns import Deeds
from app.ui.documents.deeds import (
    end_deed,
    number_deed,
    publish_deed,
    renew_deed,
    reserved_deed,
    sign_deed,
    step_deed,
)
from app.ui.documents.editing import open_editor
from app.ui.documents.importing import Importing
from app.ui.documents.letters import add_letters
from app.ui.documents.panel import TABS, Record, fill, read_record
from app.ui.documents.papers import print_notice, print_registration
from app.ui.documents.reviews import asked_of_us, go_to_review
from app.ui.doubts import Settling
from app.ui.draft_offer import DraftOffer
from app.ui.forms.drafts import Draft
from app.ui.forms.page import FormPage
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout

SHOWN = ("unified_number", "title", "force_status", "document_number", "issuer", "published_on", "expires_on")
"""The state stands beside the title: on a small screen at 150 % what comes after is beyond the right edge."""
FILTERS = ("force_status", "issuer", "published_on", "completeness")
FORM = "documents"
"""Name of the main form in the drafts; acts are named documents.step and so on."""
DEEDS: dict[str, Callable[[Office, DocumentFacts, Actor], Deed]] = {
    "step": step_deed, "sign": sign_deed, "number": number_deed, "publish": publish_deed, "end": end_deed, "renew": renew_deed,
    "reserved": reserved_deed,
}  # fmt: skip
EMPTY = (("unified_number", "—"), ("document_number", "—"))


class DocumentsPage(LedgerPage):
    """Everything a clerk does with documents starts here."""

    tables = frozenset(
        {
            *("document", "document_issuer", "document_step", "document_carrier", "document_attachment"),
            *(
                "number",
                "unit",
                "setting",
                "submission",
                "review_round",
                "letter",
                "holiday",
                "due_mark",
                "matter",
                "adviser",
            ),
        }
    )

    def __init__(self, desk: Desk) -> None:
        look = Look(status="force_status", due="expires_on", empty=EMPTY)
        nothing = "还没有规范性文件。按 Ctrl+N 新增，或导入旧台账。"
        super().__init__(desk, LEDGER, Layout(SHOWN, FILTERS, look, nothing, {"issuer": self._issuers}), TABS)
        self.record: Record | None = None
        self.importing = Importing(self)
        self.acts |= {Act.NEW: self.new}
        self.table.line_opened.connect(lambda _: self.edit())
        self.deeds = Deeds(self.next_step, self.accept, Settling(self.settle, self.edit), self.edit, self.ask_adviser)
        self._add_actions()
        self._allow()
        self.offer = DraftOffer(desk.drafts, self.resume)
        self.add_above(self.offer)
        self.offer.offer((FORM, *(f"{FORM}.{name}" for name in DEEDS)))

    def resume(self, draft: Draft) -> None:
        """Go on with what was being typed when the program ended."""
        if not self.may_leave():
            return
        self.table.bar.back_to_today()
        if draft.record is None:
            open_editor(self, DocumentFacts(""), draft=draft)
            return
        record_id, office = draft.record, self.desk.office
        self.desk.work.read(
            "draft:documents", lambda: office.documents.get(record_id), lambda facts: self._resume(draft, facts)
        )

    def _resume(self, draft: Draft, facts: DocumentFacts) -> None:
        make = DEEDS.get(draft.form.removeprefix(f"{FORM}."))
        if make is not None:
            self._open_deed(make(self.desk.office, facts, self.desk.actor()), facts).take_up(draft.key, draft.values)
            return
        open_editor(self, facts, draft=draft)

    def _read(self, record_id: int) -> Record:
        return read_record(self.desk.office, record_id)

    def do_task(self) -> None:
        """The form of what the procedure asks for; before its expiry a document has none, and its panel says what is due."""
        if self.record is None:
            return
        act = next_act(self.record.facts, self.desk.office.today(), self.record.profile)
        if act is not None and act.kind is not None:
            self.next_step()

    def new(self) -> None:
        """Ctrl+N."""
        if self.may_act():
            open_editor(self, DocumentFacts("", handler=self.desk.actor().name))

    def backfill(self) -> None:
        """补录: enter a document issued before the program was in use."""
        if self.may_act():
            open_editor(self, DocumentFacts("", backfill=True))

    def succeed(self) -> None:
        """重新公布: the form of a new document that takes the place of the current one."""
        if self.record is not None and self.may_act():
            open_editor(self, successor(self.record.facts, self.desk.actor().name))

    def edit(self, at: str = "title") -> None:
        """Change the current document, beginning with a field."""
        if self.record is not None and self.may_act():
            open_editor(self, self.record.facts, at)

    def edit_whole(self) -> None:
        """修改, from the top."""
        self.edit()

    def open_record(self, record_id: int) -> None:
        if self.importing.leave():
            super().open_record(record_id)

    def show_lines(self, filters: Sequence[Filter]) -> None:
        if self.importing.leave():
            super().show_lines(filters)

    def do(self, make: Callable[..., Deed], *more: object) -> None:
        """Open the small form of an act beside the ledger."""
        if self.record is None or not self.may_act():
            return
        desk = self.desk
        self._open_deed(make(desk.office, self.record.facts, desk.actor(), *more), self.record.facts)

    def _open_deed(self, deed: Deed, facts: DocumentFacts) -> FormPage:
        form = self.open_deed(FORM, deed, f"{deed.title}　{facts.named}", facts.id, facts.revision)
        form.saved.connect(lambda *_: self.close_form())
        form.body.show_all_problems()  # unmet gates are known before anything is typed
        return form

    def accept(self, problem: Problem) -> None:
        """Give the reason for which a soft rule's warning is accepted."""
        if self.record is not None:
            asks.accept(self.desk, self.record.facts, problem)

    def settle(self, doubt: Doubt) -> None:
        """核实."""
        if self.record is not None:
            asks.settle(self.desk, self.record.facts, doubt, self.edit)

    def void(self) -> None:
        """作废编号."""
        if self.record is not None and self.may_act():
            asks.void(self.desk, self.record.facts)

    def withdraw(self) -> None:
        """撤回编号."""
        if self.record is not None and self.may_act():
            asks.withdraw(self.desk, self.record.facts, self.say)

    def bin(self) -> None:
        """Put the current draft into the bin."""
        if self.record is not None and self.may_act():
            asks.bin_draft(self.desk, self.record.facts)

    def _show(self, record: Record) -> None:
        if record.facts.id != self.current_id:
            return
        self.record = record
        remark = "下面是这件文件今天的情况" if self.table.bar.day else ""
        fill(self.panel, self.desk, record, None if self.look_only else self.deeds, self.open_record, remark)
        self._allow()
        self.record_shown(record.facts.id)

    def next_step(self) -> None:
        """The form of whatever the procedure asks for next."""
        if self.record is None:
            return
        act = next_act(self.record.facts, self.desk.office.today(), self.record.profile)
        if asked_of_us(self.record.facts, act):
            self.review()
            return
        match act.kind if act else None:
            case StepKind.SIGNATURE:
                self.do(sign_deed)
            case StepKind.NUMBERING:
                self.do(number_deed)
            case StepKind.PUBLICATION:
                self.do(publish_deed)
            case kind:
                self.do(step_deed, kind)

    def review(self) -> None:
        """送区司法局审核: in the book of submissions."""
        if self.record is not None and self.may_act():
            go_to_review(self.desk, self.record.facts, self.record.submissions)

    def ask_adviser(self) -> None:
        """交办法律顾问: a matter about the current document."""
        if self.record is not None and self.may_act():
            self.desk.begin_with("matters", matter_of_document(self.record.facts, self.desk.office.today()))

    def _print(self, make: Callable[[Desk, DocumentFacts], None]) -> None:
        if self.record is not None:
            make(self.desk, self.record.facts)

    def _issuers(self) -> list[tuple[str, str]]:
        names = self.desk.office.ledgers.values("documents", "issuer", self.table.query)
        return [(name, name) for name in names]

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("new", "新增", "plus", self.new, "Ctrl+N", primary=True)
        bar.add("edit", "修改", "pencil", self.edit_whole, "Enter")
        bar.add("step", "登记过程", "list-checks", self.next_step)
        bar.add("number", "登记编号", "hash", lambda: self.do(number_deed))
        bar.add("publish", "公布", "megaphone", lambda: self.do(publish_deed))
        bar.add("import", "导入", "upload", self.importing.begin)
        LedgerPapers(self)
        more = bar.add_menu("more", "更多", "ellipsis")
        self.menu = menu = DeedMenu[allowed.Standing](more, "请先选择一件文件")
        menu.add("补录旧文件…", self.backfill, None)
        menu.separate()
        menu.add("打印登记表", lambda: self._print(print_registration), allowed.nothing)
        menu.add("打印统一编号通知单…", lambda: self._print(print_notice), allowed.no_number)
        add_letters(self, menu)
        menu.separate()
        menu.add("送区司法局审核…", self.review, allowed.not_to_review)
        menu.add("登记签署…", lambda: self.do(sign_deed), allowed.signed)
        menu.add("使用预留编号…", lambda: self.do(reserved_deed), allowed.no_reserved)
        menu.add("撤回编号…", self.withdraw, allowed.not_released)
        menu.add("作废编号…", self.void, allowed.not_released)
        menu.separate()
        menu.add("延期…", lambda: self.do(renew_deed), allowed.not_extended)
        menu.add("重新公布…", self.succeed, allowed.not_succeeded)
        menu.add("废止、宣布失效、撤销…", lambda: self.do(end_deed), allowed.not_alive)
        menu.separate()
        menu.add("删除草稿…", self.bin, allowed.no_draft)

    def _allow(self) -> None:
        read_only = self.look_only
        record = self.record
        facts = record.facts if record else None
        none = "" if facts else "请先选择一件文件"
        for name in ("new", "import"):
            self.bar.allow(name, read_only)
        for name in ("edit", "step"):
            self.bar.allow(name, read_only or none)
        self.bar.allow("number", read_only or none or _why_no_number(facts))
        self.bar.allow("publish", read_only or none or _why_not_published(facts))
        standing = allowed.Standing(record.facts, record.profile, record.reserved) if record else None
        self.menu.allow(standing, read_only)
        self.bar.allow("more", read_only if self.table.bar.day else "")  # one tip instead of a reason in every entry


def _why_no_number(facts: DocumentFacts | None) -> str:
    if facts is None or (not facts.unified_number and facts.nature is Nature.NORMATIVE):
        return ""
    return f"已有统一编号 {facts.unified_number}" if facts.unified_number else "不是行政规范性文件，不编号"


def _why_not_published(facts: DocumentFacts | None) -> str:
    if facts is None or (not facts.published_on and facts.nature is Nature.NORMATIVE):
        return ""
    return f"已于 {facts.published_on} 公布" if facts.published_on else "不是行政规范性文件，不作为规范性文件公布"
