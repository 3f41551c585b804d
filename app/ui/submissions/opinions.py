"""审核意见: every opinion the office gave, with what became of it. Knows the services, not their SQL."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.dates import chinese
from app.domain.submissions.columns import OPINIONS
from app.domain.submissions.facts import SubmissionFacts
from app.ui.desk import Desk
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.panel import FactList, Notice, NoticeBox, WordyLink, column_of, heading, record_head
from app.ui.popover import text_label
from app.ui.submissions.deeds import reply_deed
from app.ui.submissions.page import FORM
from app.ui.submissions.summary import head_line, sender_of
from app.ui.switch import REVIEWS, BookSwitch
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout
from app.ui.table.tones import TONES

SHOWN = ("number", "title", "clause", "text", "adoption", "reason", "concluded_on")
FILTERS = ("adoption", "concluded_on", "handler")
NOTHING = "还没有审核意见。在送审件上按“提意见”登记。"


@dataclass(frozen=True)
class Record:
    """The opinion of the current line within its submission."""

    id: int
    facts: SubmissionFacts
    position: int
    """From 0."""


class OpinionsPage(LedgerPage):
    """What was said and whether it was taken up, over all submissions."""

    tables = frozenset({"submission", "review_round", "review_opinion", "unit"})

    def __init__(self, desk: Desk) -> None:
        layout = Layout(SHOWN, FILTERS, Look(), NOTHING, {"handler": self._handlers})
        super().__init__(desk, OPINIONS, layout, ("概要",))
        self.record: Record | None = None
        self.table.line_opened.connect(lambda _: self.open_submission())
        self.bar.add("open", "打开送审件", "inbox", self.open_submission, "Enter")
        self.bar.add("reply", "登记采纳情况", "check", self.reply)
        LedgerPapers(self)
        self.add_above(BookSwitch(desk, REVIEWS, OPINIONS.name))
        self._allow()

    def _read(self, record_id: int) -> Record:
        return Record(record_id, *self.desk.office.submissions.of_opinion(record_id))

    def open_submission(self) -> None:
        """Enter: the submission it was given in."""
        if self.record is not None and self.record.facts.id is not None:
            self.desk.open_record("submissions", self.record.facts.id)

    def reply(self) -> None:
        """登记采纳情况: the form beside the ledger."""
        record = self.record
        if record is None or not self.may_act():
            return
        facts = record.facts
        deed = reply_deed(self.desk.office, facts, self.desk.actor(), record.position)
        form = self.open_deed(FORM, deed, f"{deed.title}　{facts.named}", facts.id, facts.revision)
        form.saved.connect(lambda *_: self.close_form())

    def _show(self, record: Record) -> None:
        if record.id != self.current_id:
            return
        self.record = record
        self.panel.show_tabs((lambda: self._overview(record),))
        self._allow()

    def _overview(self, record: Record) -> QWidget:
        facts, names = record.facts, self.desk.units.names
        opinion = facts.opinions[record.position]
        lines = (f"理由：{opinion.reason}",) if opinion.reason else ()
        head = "　".join(text for text in (f"第{record.position + 1}条意见", opinion.clause) if text)
        return column_of(
            record_head(head, head_line(facts, names)),
            NoticeBox(Notice(TONES[type(opinion.adoption)][opinion.adoption], opinion.adoption.label, lines)),
            text_label(opinion.text),
            FactList([
                ("轮次", f"第{opinion.round}轮" if len(facts.rounds) > 1 else ""),
                ("反馈日期", chinese(opinion.replied_on) if opinion.replied_on else ""),
                ("送审单位", sender_of(facts, names)),
                ("承办人", facts.handler),
            ]),
            heading("送审件"),
            WordyLink(facts.title, self.open_submission),
        )  # fmt: skip

    def _handlers(self) -> list[tuple[str, str]]:
        return [(name, name) for name in self.desk.office.ledgers.values(OPINIONS.name, "handler", self.table.query)]

    def _allow(self) -> None:
        none = "" if self.record else "请先选择一条意见"
        self.bar.allow("open", none)
        self.bar.allow("reply", self.look_only or none)
