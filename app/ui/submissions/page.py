"""送审件: the book of what came in for review, with the record panel and its acts. Knows the services, not their SQL."""

from dataclasses import replace

from app.domain.advisers.advice import matter_of_submission
from app.domain.submissions.columns import LEDGER
from app.domain.submissions.facts import SubmissionFacts
from app.ui.deed import Deed, DeedMenu
from app.ui.desk import Desk
from app.ui.draft_offer import DraftOffer
from app.ui.forms.drafts import Draft
from app.ui.forms.page import FormPage
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.submissions import deeds as acts
from app.ui.submissions import menu as allowed
from app.ui.submissions.editing import open_editor
from app.ui.submissions.letters import add_letters
from app.ui.submissions.panel import TABS, Deeds, Record, fill, read_record
from app.ui.switch import REVIEWS, BookSwitch
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout

SHOWN = ("number", "received_on", "title", "state", "kind", "sender", "handler")
FILTERS = ("state", "kind", "handler", "received_on")
FORM = "submissions"
"""Name of the main form in the drafts; acts are named submissions.complete and so on."""
NOTHING = "还没有送审件。按 Ctrl+N 登记收到的第一件。"


class SubmissionsPage(LedgerPage):
    """From the receipt to the answer."""

    tables = frozenset(
        {"submission", "review_round", "review_opinion", "unit", "document", "setting", "holiday", "matter", "adviser"}
    )

    def __init__(self, desk: Desk) -> None:
        look = Look(status="state", empty=(("number", "—"),))
        super().__init__(desk, LEDGER, Layout(SHOWN, FILTERS, look, NOTHING, {"handler": self._handlers}), TABS)
        self.record: Record | None = None
        self.acts |= {Act.NEW: self.new}
        self.table.line_opened.connect(lambda _: self.edit())
        self.deeds = Deeds(self.next_step, self.give_opinions, self.reply, self.ask_adviser)
        self._add_actions()
        self._allow()
        self.offer = DraftOffer(desk.drafts, self.resume)
        self.add_above(self.offer)
        self.offer.offer((FORM, *(f"{FORM}.{name}" for name in acts.DEEDS)))
        self.add_above(BookSwitch(desk, REVIEWS, LEDGER.name))

    def resume(self, draft: Draft) -> None:
        """Go on with what was being typed when the program ended."""
        if not self.may_leave():
            return
        self.table.bar.back_to_today()
        if draft.record is None:
            open_editor(self, self._fresh(), draft=draft)
            return
        record_id, service = draft.record, self.desk.office.submissions
        self.desk.work.read(
            "draft:submissions", lambda: service.get(record_id), lambda facts: self._resume(draft, facts)
        )

    def _resume(self, draft: Draft, facts: SubmissionFacts) -> None:
        make = acts.DEEDS.get(draft.form.removeprefix(f"{FORM}."))
        if make is not None:
            self._open_deed(make(self.desk.office, facts, self.desk.actor()), facts).take_up(draft.key, draft.values)
            return
        open_editor(self, facts, draft=draft)

    def _read(self, record_id: int) -> Record:
        return read_record(self.desk.office, record_id)

    def new(self) -> None:
        """Ctrl+N: what has just come in."""
        if self.may_act():
            open_editor(self, self._fresh())

    def begin_with(self, facts: object) -> None:
        """A new submission with facts to start from: of a document, say."""
        assert isinstance(facts, SubmissionFacts)
        if self.may_act():
            fresh = self._fresh()
            begun = replace(facts, received_on=fresh.received_on, handler=facts.handler or fresh.handler)
            open_editor(self, begun, kind_given=True)

    def edit(self) -> None:
        """Change the current submission."""
        if self.record is not None and self.may_act():
            open_editor(self, self.record.facts)

    def do(self, make: acts.Make) -> None:
        """Open the small form of an act beside the ledger."""
        if self.record is not None and self.may_act():
            facts = self.record.facts
            self._open_deed(make(self.desk.office, facts, self.desk.actor()), facts)

    def next_step(self) -> None:
        """The form of what has to be done next; once all is done here, that of the document."""
        record = self.record
        if record is None:
            return
        if record.act is not None:
            self.do(acts.NEXT[record.act.kind])
        elif record.document_act is not None and record.facts.document_id is not None and self.may_act():
            self.desk.open_task("documents", record.facts.document_id)

    def give_opinions(self) -> None:
        """提意见."""
        self.do(acts.opinions_deed)

    def reply(self, position: int) -> None:
        """登记采纳情况 of one opinion."""
        self.do(lambda office, facts, actor: acts.reply_deed(office, facts, actor, position))

    def ask_adviser(self) -> None:
        """交办法律顾问: a matter about the current submission."""
        if self.record is not None and self.may_act():
            self.desk.begin_with("matters", matter_of_submission(self.record.facts, self.desk.office.today()))

    def open_document(self) -> None:
        """Show the document under review."""
        if self.record is not None and self.record.facts.document_id is not None:
            self.desk.open_record("documents", self.record.facts.document_id)

    def _open_deed(self, deed: Deed, facts: SubmissionFacts) -> FormPage:
        form = self.open_deed(FORM, deed, f"{deed.title}　{facts.named}", facts.id, facts.revision)
        form.saved.connect(lambda *_: self.close_form())
        form.body.show_all_problems()  # unmet gates are known before anything is typed
        return form

    def _fresh(self) -> SubmissionFacts:
        return SubmissionFacts("", handler=self.desk.actor().name, received_on=self.desk.office.today())

    def _handlers(self) -> list[tuple[str, str]]:
        return [(name, name) for name in self.desk.office.ledgers.values(LEDGER.name, "handler", self.table.query)]

    def _show(self, record: Record) -> None:
        if record.facts.id != self.current_id:
            return
        self.record = record
        remark = "下面是这一件今天的情况" if self.table.bar.day else ""
        fill(self.panel, self.desk, record, None if self.look_only else self.deeds, self.open_record, remark)
        self._allow()
        self.record_shown(record.facts.id)

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("new", "收件登记", "plus", self.new, "Ctrl+N", primary=True)
        bar.add("edit", "修改", "pencil", self.edit, "Enter")
        bar.add("step", "下一步", "list-checks", self.next_step)
        bar.add("opinions", "提意见", "message-square-warning", self.give_opinions)
        bar.add("conclude", "作出结论", "gavel", lambda: self.do(acts.conclude_deed))
        LedgerPapers(self)
        self.letters = add_letters(self)
        more = bar.add_menu("more", "更多", "ellipsis")
        self.menu = menu = DeedMenu[SubmissionFacts](more, "请先选择一件送审件")
        menu.add("登记材料齐备…", lambda: self.do(acts.complete_deed), allowed.papers_there)
        menu.add("补正、征求意见、论证（暂停计时）…", lambda: self.do(acts.pause_deed), allowed.not_in_review)
        menu.add("恢复计时…", lambda: self.do(acts.resume_deed), allowed.not_paused)
        menu.add("延长办理期限…", lambda: self.do(acts.extend_deed), allowed.no_clock)
        menu.separate()
        menu.add("登记采纳情况…", lambda: self.do(acts.reply_deed), allowed.no_opinions)
        menu.add("登记重新送审…", lambda: self.do(acts.resubmit_deed), allowed.not_awaiting_changes)
        menu.add("登记答复…", lambda: self.do(acts.answer_deed), allowed.not_concluded)
        menu.separate()
        menu.add("打开对应文件", self.open_document, allowed.no_document)
        menu.separate()
        menu.add("撤回…", lambda: self.do(acts.withdraw_deed), allowed.not_open)

    def _allow(self) -> None:
        read_only, record = self.look_only, self.record
        none = "" if record else "请先选择一件送审件"
        facts = record.facts if record else None
        closed = allowed.not_open(facts) if facts else ""
        waiting = allowed.no_conclusion(facts) if facts else ""
        done = "" if record and (record.act or record.document_act) else "没有要办的事"
        self.bar.allow("new", read_only)
        self.bar.allow("edit", read_only or none)
        self.bar.allow("step", read_only or none or done)
        self.bar.allow("opinions", read_only or none or closed)
        self.bar.allow("conclude", read_only or none or waiting)
        self.letters.allow(facts, read_only)
        self.menu.allow(facts, read_only)
        self.bar.allow("more", read_only if self.table.bar.day else "")  # one tip instead of a reason in every entry
