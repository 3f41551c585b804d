"""顾问工作: what was asked of advisers, their opinions, what became of them. Knows services, no SQL."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.advisers.columns import MATTERS
from app.domain.advisers.matters import (
    REASON_FOR_REFUSAL,
    Conclusion,
    Form,
    MatterFacts,
    MatterKind,
    MatterState,
    Outcome,
)
from app.domain.advisers.withdrawal import matter_stays
from app.domain.dates import chinese
from app.domain.problems import Problem, Severity
from app.domain.submissions.facts import Adoption
from app.ui.advisers import lists, papers
from app.ui.advisers import matter_deeds as deeds
from app.ui.advisers.book import BookPage
from app.ui.advisers.editing import MainForm
from app.ui.advisers.picks import name_of, pick
from app.ui.advisers.subject import Book, DeedEntry
from app.ui.advisers.withdrawing import withdrawal
from app.ui.desk import Desk
from app.ui.forms.amounts import DecimalField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import UnitField
from app.ui.panel import Notice, WordyLink, link
from app.ui.tokens import Tone

Rec = deeds.Rec


def _form(desk: Desk) -> MainForm[MatterFacts]:
    service = desk.office.advisers.matters
    return MainForm(
        noun="件事项",
        new_title="交办法律顾问事项",
        body=lambda facts: _body(desk, stored=facts.id is not None),
        named=lambda facts: facts.title or "顾问事项",
        get=service.get,
        check=lambda facts: service.check(facts, desk.office.today()),
        save=lambda facts, actor: service.save(facts, actor) if facts.id else service.assign(facts, actor),
        blank=lambda: MatterFacts("", MatterKind.CONTRACT, asked_on=desk.office.today()),
        repeating=("kind", "unit_id", "adviser_id", "engagement_id", "asked_on"),
        next_word="保存并交办下一件",
    )


def _body(desk: Desk, *, stored: bool) -> FormBody:
    body = FormBody()
    body.section("交办")
    body.add("title", "事项名称", TextField("如 某某项目合作协议的审查"), required=True, wide=True)
    body.add("kind", "事项类别", ChoiceField(MatterKind, optional=False), required=True)
    body.add("unit_id", "委托单位", UnitField(desk.units.all), required=True)
    body.add("adviser_id", "承办顾问", pick(desk, "advisers"), required=True)
    body.add("counterparty", "对方当事人", TextField(), help="按对方当事人核对利益冲突")
    body.add("asked_on", "交办日期", DateField(), required=True)
    body.add("due_on", "要求完成日期", DateField())
    body.add(
        "engagement_id", "所属合同", pick(desk, "engagements"), help="不填的，登记时取当日该顾问为该单位服务的合同"
    )
    body.add("contact", "联系人", TextField("姓名、电话"))
    body.add("submission_id", "关联送审件", pick(desk, "submissions"), wide=True)
    body.add("document_id", "关联文件", pick(desk, "documents"), wide=True)
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    if stored:
        body.section("更正意见、采纳和结果", folded=True)
        body.add("done_on", "实际完成日期", DateField())
        body.add("form", "方式", ChoiceField(Form))
        body.add("opinion_number", "意见书编号", TextField())
        body.add("conclusion", "意见结论", ChoiceField(Conclusion))
        body.add("opinion", "意见摘要", LongTextField(lines=3), wide=True)
        body.add("adoption", "采纳情况", ChoiceField(Adoption))
        body.add("adopted_on", "采纳反馈日期", DateField())
        body.add("adoption_reason", "未采纳理由", LongTextField(lines=2), wide=True)
        body.add("outcome", "结果", ChoiceField(Outcome))
        body.add("hours", "工时", DecimalField("小时，如 2.5"))
        body.add("satisfaction", "满意度", IntField(1, 5))
    return body


def _not_done(record: Rec) -> str:
    return "" if record.facts.done_on is not None else "还没有出具意见"


BOOK = Book[MatterFacts](
    ledger=MATTERS,
    tables=frozenset({"matter", "adviser", "firm", "unit", "engagement", "conflict", "submission", "document", "office_year"}),
    shown=("asked_on", "title", "state", "due_on", "adoption", "adviser", "unit", "kind"),
    filters=("state", "unit", "kind", "adoption", "adviser", "asked_on"),
    nothing="还没有交办过事项。按 Ctrl+N 交办第一件。",
    new_word="交办",
    none="请先选择一件事项",
    form=_form,
    deeds=(
        DeedEntry("opinion", "登记意见", deeds.opinion_deed, icon="file-check"),
        DeedEntry("adoption", "采纳情况", deeds.adoption_deed, _not_done, "check"),
        DeedEntry("outcome", "结果和满意度", deeds.outcome_deed),
        withdrawal("撤回交办", "撤回交办事项", matter_stays, lambda desk: desk.office.advisers.withdrawals.matter),
    ),
    papers=(papers.OPINION_COVER,),
    due="due_on",
    left_out=frozenset({"title"}),
)  # fmt: skip


class MattersPage(BookPage[MatterFacts]):
    """From the assignment to the outcome."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def next_step(self) -> None:
        """The opinion that is waited for, or what became of it."""
        if self.record is None:
            return
        if self.record.facts.done_on is None:
            self.do("opinion")
        elif self.record.facts.adoption is Adoption.PENDING:
            self.do("adoption")

    def see(self, problem: Problem) -> None:
        """A declared conflict, or an earlier matter with the same other side."""
        if problem.record is not None and problem.severity is not Severity.NOTE:
            self.desk.open_record("conflicts", problem.record)
        else:
            super().see(problem)

    def below(self, record: Rec) -> str:
        return lists.joined(record.said("unit"), record.said("adviser"))

    def notice(self, record: Rec) -> Notice | None:
        facts, today = record.facts, self.desk.office.today()
        found = super().notice(record)
        assert found is not None
        match MatterState.of(record.said("state")):
            case MatterState.LATE if facts.due_on is not None:
                line = f"要求{chinese(facts.due_on)}前完成，已逾期{(today - facts.due_on).days}天"
                return Notice(Tone.BAD, found.lead, (line, "下一步：向承办顾问催办，收到后登记意见。"))
            case MatterState.OPEN if facts.due_on is not None:
                left = (facts.due_on - today).days
                return Notice(
                    found.tone,
                    found.lead,
                    (f"要求{chinese(facts.due_on)}前完成，{f'还有{left}天' if left else '就是今天'}",),
                )
            case MatterState.AWAITING_REPLY if facts.done_on is not None:
                line = f"意见{chinese(facts.done_on)}出具，已过{(today - facts.done_on).days}天"
                return Notice(
                    found.tone, found.lead, (line, "下一步：向委托单位了解采纳情况并登记。"), REASON_FOR_REFUSAL
                )
        return found

    def parts(self, record: Rec) -> Sequence[QWidget]:
        facts = record.facts
        if self.look_only or (facts.done_on is not None and facts.adoption is not Adoption.PENDING):
            return ()
        return [link("登记意见…" if facts.done_on is None else "登记采纳情况…", self.next_step)]

    def after(self, record: Rec) -> Sequence[QWidget]:
        facts = record.facts
        beside = (
            ("submissions", facts.submission_id),
            ("documents", facts.document_id),
            ("engagements", facts.engagement_id),
            ("advisers", facts.adviser_id),
        )
        return [
            WordyLink(f"打开　{name_of(self.desk, ledger, key)}", partial(self.desk.open_record, ledger, key))
            for ledger, key in beside
            if key is not None
        ]
