"""付款: the ledger of instalments over all contracts. Knows services, no SQL."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.advisers.columns import PAYMENTS
from app.domain.advisers.payments import PaymentFacts, outstanding, settled
from app.domain.advisers.withdrawal import instalment_stays
from app.domain.problems import Problem, Refused
from app.ui.advisers.book import BookPage
from app.ui.advisers.editing import MainForm
from app.ui.advisers.engagement_deeds import id_of
from app.ui.advisers.picks import name_of, pick
from app.ui.advisers.subject import Book, DeedEntry, Record
from app.ui.advisers.withdrawing import withdrawal
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.amounts import MoneyField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.panel import WordyLink

Rec = Record[PaymentFacts]


def _form(desk: Desk) -> MainForm[PaymentFacts]:
    service = desk.office.advisers.payments
    return MainForm(
        noun="笔付款",
        new_title="登记付款",
        body=lambda _: _body(desk),
        named=lambda facts: f"{name_of(desk, 'engagements', facts.engagement_id or None)}　第{facts.instalment}期",
        get=service.get,
        check=lambda facts: service.check(facts, desk.office.today()),
        save=service.save,
        blank=lambda: PaymentFacts(0),
        asked=(("engagement_id", "请选择合同"), ("instalment", "请填写期次")),
        shown=lambda facts: {"engagement_id": facts.engagement_id or None},
        repeating=("engagement_id",),
        next_word="保存并登记下一笔",
    )


def _body(desk: Desk) -> FormBody:
    body = FormBody()
    body.section("应付")
    body.add("engagement_id", "合同", pick(desk, "engagements"), required=True, wide=True)
    body.add("instalment", "期次", IntField(1, 999), required=True)
    body.add("due", "应付金额", MoneyField())
    body.add("due_on", "约定付款日", DateField(), help="最后一日，过了这一天即为逾期")
    body.add("condition", "付款条件", TextField("如 考核合格后"))
    body.section("实付")
    body.add("paid_on", "实付日期", DateField())
    body.add("paid", "实付金额", MoneyField())
    body.add("invoice", "发票号", TextField())
    body.add("handler", "经办人", TextField())
    body.add("override", "超付理由", LongTextField(lines=2), wide=True, help="实付合计超过合同金额的，写明依据")
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    return body


def pay_deed(desk: Desk, record: Rec) -> Deed:
    """登记付款 of this instalment."""
    facts, service = record.facts, desk.office.advisers.payments
    body = FormBody(columns=1)
    body.add("paid_on", "实付日期", DateField(), required=True)
    body.add("paid", "实付金额", MoneyField(), required=True)
    body.add("invoice", "发票号", TextField())
    body.add("handler", "经办人", TextField())
    body.add("override", "超付理由", LongTextField(), help="实付合计超过合同金额的，写明依据；不超过的不填")
    begin: Values = {
        "paid_on": desk.office.today(), "paid": outstanding(facts) or facts.due, "invoice": "", "handler": desk.actor().name, "override": "",
    }  # fmt: skip

    def save(values: Values) -> PaymentFacts:
        on = day_of(values, "paid_on", "实付日期")
        if values["paid"] is None:
            raise Refused([Problem("paid", "请填写实付金额")])
        return service.pay(
            id_of(facts), on, values["paid"], desk.actor(), invoice=values["invoice"], handler=values["handler"],
            override=values["override"],
        )  # fmt: skip

    return Deed("pay", "登记付款", body, begin, save)


BOOK = Book[PaymentFacts](
    ledger=PAYMENTS,
    tables=frozenset({"payment", "engagement", "unit", "firm", "office_year"}),
    shown=("contract", "instalment", "state", "due_on", "due", "paid_on", "paid", "unit"),
    filters=("state", "unit", "due_on", "paid_on"),
    nothing="还没有付款记录。在合同上登记付款计划，或按 Ctrl+N 登记。",
    new_word="登记付款",
    none="请先选择一笔付款",
    form=_form,
    deeds=(
        DeedEntry("pay", "付款", pay_deed, lambda record: "已付款" if settled(record.facts) else "", "check"),
        withdrawal("删除", "删除付款记录", instalment_stays, lambda desk: desk.office.advisers.withdrawals.instalment),
    ),
    due="due_on",
    left_out=frozenset({"contract"}),
)


class PaymentsPage(BookPage[PaymentFacts]):
    """What falls due and what was paid."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def next_step(self) -> None:
        """Paying."""
        if self.record is not None and not settled(self.record.facts):
            self.do("pay")

    def below(self, record: Rec) -> str:
        return record.said("unit")

    def after(self, record: Rec) -> Sequence[QWidget]:
        words = f"打开合同　{record.said('contract')}"
        return [WordyLink(words, lambda: self.desk.open_record("engagements", record.facts.engagement_id))]
