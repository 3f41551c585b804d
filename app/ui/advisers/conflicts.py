"""利益冲突: what advisers and firms declared and what was decided. Knows services, no SQL."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.advisers.columns import CONFLICTS
from app.domain.advisers.conflicts import NO_CONFLICT, ConflictDecision, ConflictFacts, ConflictKind
from app.domain.advisers.withdrawal import conflict_stays
from app.domain.problems import Problem
from app.ui.advisers import lists
from app.ui.advisers.book import BookPage
from app.ui.advisers.editing import MainForm
from app.ui.advisers.engagement_deeds import id_of
from app.ui.advisers.picks import pick
from app.ui.advisers.subject import Book, DeedEntry, Record
from app.ui.advisers.withdrawing import withdrawal
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import LongTextField, TextField
from app.ui.panel import Notice
from app.ui.tokens import Tone

Rec = Record[ConflictFacts]


def _form(desk: Desk) -> MainForm[ConflictFacts]:
    service = desk.office.advisers.conflicts
    return MainForm(
        noun="项申报",
        new_title="申报利益冲突",
        body=lambda facts: _body(desk, stored=facts.id is not None),
        named=lambda facts: facts.counterparty or facts.matter_text or "利益冲突申报",
        get=service.get,
        check=service.check,
        save=lambda facts, actor: service.save(facts, actor) if facts.id else service.declare(facts, actor),
        blank=lambda: ConflictFacts(kind=ConflictKind.ACTS_FOR_OTHER_SIDE, declared_on=desk.office.today()),
        next_word="保存并申报下一项",
    )


def _body(desk: Desk, *, stored: bool) -> FormBody:
    body = FormBody()
    body.section("申报")
    body.add("adviser_id", "申报人", pick(desk, "advisers"))
    body.add(
        "firm_id",
        "申报机构（整个律所）",
        pick(desk, "firms"),
        help="冲突属于整个律师事务所的，选择该所；其全部顾问都不能承办",
    )
    body.add("counterparty", "对方当事人", TextField())
    body.add("kind", "冲突类型", ChoiceField(ConflictKind, optional=False), required=True)
    body.add("declared_on", "申报日期", DateField(), required=True)
    body.add("matter_id", "有关事项", pick(desk, "matters"), help="只涉及一件事项的，选择该事项")
    body.add("matter_text", "事项说明", TextField("不在顾问工作台账中的事项"))
    body.add("detail", "具体情形", LongTextField(lines=3), wide=True)
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    if stored:
        body.section("更正处理", folded=True)
        body.add("decision", "处理", ChoiceField(ConflictDecision))
        body.add("decided_on", "处理日期", DateField())
        body.add("decided_by", "批准人", TextField())
        body.add("reason", "同意继续的理由", LongTextField(lines=2), wide=True)
    return body


def decide_deed(desk: Desk, record: Rec) -> Deed:
    """处理: 回避, 同意继续 with its reason, 更换顾问."""
    facts, service = record.facts, desk.office.advisers.conflicts
    body = FormBody(columns=1)
    body.add("decision", "处理", ChoiceField(ConflictDecision, optional=False), required=True)
    body.add("decided_on", "处理日期", DateField(), required=True)
    body.add("decided_by", "批准人", TextField("如 分管局长 王五"), required=True)
    body.add("reason", "理由", LongTextField(), help="同意继续的，写明理由")
    begin: Values = {
        "decision": ConflictDecision.RECUSED, "decided_on": desk.office.today(), "decided_by": "", "reason": "",
    }  # fmt: skip

    def check(values: Values) -> list[Problem]:
        return service.check(replace(facts, **values))

    def save(values: Values) -> ConflictFacts:
        on = day_of(values, "decided_on", "处理日期")
        return service.decide(
            id_of(facts), values["decision"], on, values["decided_by"], desk.actor(), values["reason"]
        )

    return Deed("decide", "处理利益冲突", body, begin, save, "处理", check)


BOOK = Book[ConflictFacts](
    ledger=CONFLICTS,
    tables=frozenset({"conflict", "adviser", "firm", "matter"}),
    shown=("declared_on", "counterparty", "open", "decision", "adviser", "firm", "kind"),
    filters=("open", "kind", "decision", "declared_on"),
    nothing="还没有利益冲突申报。按 Ctrl+N 登记。",
    new_word="申报",
    none="请先选择一项申报",
    form=_form,
    deeds=(
        DeedEntry("decide", "处理", decide_deed, lambda record: "" if record.facts.open else "已经处理", "gavel"),
        withdrawal(
            "撤回申报", "撤回利益冲突申报", conflict_stays, lambda desk: desk.office.advisers.withdrawals.conflict
        ),
    ),
    status="",
    left_out=frozenset({"open"}),
)


class ConflictsPage(BookPage[ConflictFacts]):
    """Declared, decided, and whom it keeps from what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def next_step(self) -> None:
        """The decision that is waited for."""
        if self.record is not None and self.record.facts.open:
            self.do("decide")

    def see(self, problem: Problem) -> None:
        """A matter that the declaration hits."""
        if problem.record is not None:
            self.desk.open_record("matters", problem.record)

    def below(self, record: Rec) -> str:
        return lists.joined(record.said("adviser"), record.said("firm"))

    def after(self, record: Rec) -> Sequence[QWidget]:
        facts, go = record.facts, self.desk.open_record
        matter = lists.one(facts.matter_id, record.said("matter"))
        return [
            *lists.section("有关事项", "matters", matter, go),
            *lists.section("申报人", "advisers", lists.one(facts.adviser_id, record.said("adviser")), go),
            *lists.section("所在机构", "firms", lists.one(facts.firm_id, record.said("firm")), go),
        ]

    def notice(self, record: Rec) -> Notice | None:
        decision = record.facts.decision
        if decision is None:
            lines = ("处理以前，申报人（属于机构的，其全部顾问）不能承办涉及该对方当事人的事项。",)
            return Notice(Tone.DUE, "待处理", lines, NO_CONFLICT)
        allowed = decision is ConflictDecision.ALLOWED
        lines = (record.facts.reason,) if allowed else ("不能承办涉及该对方当事人的事项。",)
        return Notice(Tone.GOOD if allowed else Tone.ENDED, decision.label, lines)
