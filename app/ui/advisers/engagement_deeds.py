"""The acts on a service contract as small forms: signing, paying, supplements, filing, ending. Know no table."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.domain.advisers.engagements import EngagementFacts, Pricing, SupplementKind
from app.domain.advisers.payments import PaymentFacts, outstanding, parted, settled, total_paid
from app.domain.money import yuan
from app.domain.problems import Problem, Refused
from app.services.advisers.supplements import SUPPLEMENTED
from app.ui.advisers.endings import ending_body, ending_values
from app.ui.advisers.engagement_form import engaged_of
from app.ui.advisers.picks import pick_several
from app.ui.advisers.subject import Record
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.amounts import MoneyField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField, OptionField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import LongTextField, TextField
from app.ui.forms.units import MultiUnitField

RENEWAL_HELP = "最近一次考核不合格仍要续签的，写明理由；其他情形不填"
FRESH = ""
"""Choice of an instalment: one that is not on the plan."""


def sign_deed(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """签订."""
    facts, service = record.facts, desk.office.advisers.engagements
    body = FormBody(columns=1)
    body.add("signed_on", "签订日期", DateField(), required=True)
    body.add("number", "合同编号", TextField())
    begin: Values = {"signed_on": desk.office.today(), "number": facts.number}
    if facts.previous_id is not None:
        body.add("reason", "续签理由", LongTextField(), help=RENEWAL_HELP)
        begin["reason"] = ""

    def save(values: Values) -> EngagementFacts:
        on = day_of(values, "signed_on", "签订日期")
        return service.sign(id_of(facts), on, desk.actor(), values["number"], values.get("reason", ""))

    return Deed("sign", "签订服务合同", body, begin, save, "签订")


def pay_deed(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """登记付款: an instalment of the plan, or one that is not on it."""
    facts, service = record.facts, desk.office.advisers.payments
    payments: list[PaymentFacts] = record.beside.payments
    waiting = {str(each.instalment): each for each in payments if not settled(each)}
    fresh = PaymentFacts(id_of(facts), max((each.instalment for each in payments), default=0) + 1)
    body = FormBody(columns=1)
    options = [(key, _instalment(each)) for key, each in waiting.items()]
    options.append((FRESH, f"第{fresh.instalment}期（计划以外）" if payments else f"第{fresh.instalment}期"))
    body.add("instalment", "期次", OptionField(options), required=True)
    body.add("paid_on", "实付日期", DateField(), required=True)
    body.add("paid", "实付金额", MoneyField(), required=True)
    body.add("invoice", "发票号", TextField())
    body.add("handler", "经办人", TextField())
    body.add("override", "超付理由", LongTextField(), help="实付合计超过合同金额的，写明依据；不超过的不填")
    left = max(facts.limit - total_paid(payments), 0) if facts.limit is not None else None
    first = next(iter(waiting.values()), replace(fresh, due=left or None))
    begin: Values = {
        "instalment": next(iter(waiting), FRESH), "paid_on": desk.office.today(), "paid": outstanding(first) or first.due, "invoice": "",
        "handler": desk.actor().name, "override": "",
    }  # fmt: skip
    same = ("paid_on", "paid", "invoice", "handler", "override")

    def paid(values: Values) -> PaymentFacts:
        planned = waiting.get(values["instalment"], fresh)
        if planned.paid is not None:
            planned = parted(planned, fresh.instalment)[1]
        return replace(planned, **{key: values[key] for key in same})

    def check(values: Values) -> list[Problem]:
        return _unpaid(values) or service.check(paid(values), desk.office.today())

    def save(values: Values) -> PaymentFacts:
        if lacking := _unpaid(values):
            raise Refused(lacking)
        planned = waiting.get(values["instalment"])
        if planned is None:
            return service.save(paid(values), desk.actor())
        given = {key: values[key] for key in ("invoice", "handler", "override")}
        return service.pay(id_of(planned), values["paid_on"], values["paid"], desk.actor(), **given)

    return Deed("pay", "登记付款", body, begin, save, check=check)


def _unpaid(values: Mapping[str, Any]) -> list[Problem]:
    asked = (("paid_on", "请填写实付日期"), ("paid", "请填写实付金额"))
    return [Problem(key, message) for key, message in asked if values[key] is None]


def _instalment(payment: PaymentFacts) -> str:
    word = "余款" if payment.paid is not None else "应付"
    due = f"　{word}{yuan(outstanding(payment))}元" if payment.due is not None else ""
    return f"第{payment.instalment}期{due}"


def plan_deed(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """付款计划: every instalment still to be paid with its day, its condition and its amount."""
    facts, service = record.facts, desk.office.advisers.payments
    payments: list[PaymentFacts] = record.beside.payments
    waiting = [each for each in payments if each.paid is None]
    done = "、".join(f"第{each.instalment}期" for each in payments if each.paid is not None)
    parts = (
        Part("due_on", "约定付款日", DateField, 5),
        Part("condition", "付款条件", lambda: TextField("如 考核合格后"), 6),
        Part("due", "应付金额", MoneyField, 5, required=True),
    )
    body = FormBody()
    body.add(
        "instalments",
        "付款计划",
        RepeatField(parts, "一期"),
        wide=True,
        help=f"{done}已付，不在此列；其余按顺序编期次" if done else "按顺序为第1期、第2期……",
    )
    begin: list[Values] = [{"due_on": each.due_on, "condition": each.condition, "due": each.due} for each in waiting]
    if not payments:
        begin = [{"due": facts.amount}]

    def save(values: Values) -> list[PaymentFacts]:
        rows = [PaymentFacts(id_of(facts), **row) for row in values["instalments"]]
        return service.plan(id_of(facts), rows, desk.actor(), [id_of(each) for each in waiting])

    return Deed("plan", "登记付款计划", body, {"instalments": begin}, save, beside=False)


def supplement_deed(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """补充协议: its kind decides what may be changed."""
    facts, service = record.facts, desk.office.advisers.engagements
    body = FormBody(columns=1)
    body.add("kind", "变更种类", ChoiceField(SupplementKind, optional=False), required=True)
    body.add("on", "签订日期", DateField(), required=True)
    body.add("amount", "合同金额", MoneyField())
    body.add("cap", "封顶金额", MoneyField("没有总额的，最多支付多少"))
    body.add("pricing", "计费方式", ChoiceField(Pricing))
    body.add("starts_on", "期限起", DateField())
    body.add("ends_on", "期限止", DateField())
    body.add("open_ended", "无终止日期", CheckField("未定终止日期"))
    body.add("notice_on", "通知日期", DateField())
    body.add("advisers", "受聘顾问", pick_several(desk, "advisers"))
    body.add("served", "服务单位", MultiUnitField(desk.units.all, ""))
    body.add("served_text", "服务对象", TextField())
    body.add("duties", "服务内容", LongTextField())
    body.add("payment_terms", "付款方式", LongTextField())
    body.add("remark", "备注", LongTextField())
    body.add("basis", "依据", TextField("如 补充协议编号、审批件"))
    changeable = [key for keys in SUPPLEMENTED.values() for key in keys]
    begin = {key: getattr(facts, key) for key in changeable}
    begin["advisers"] = tuple(engaged.adviser_id for engaged in facts.advisers)

    was_open = [facts.open_ended]
    """Whether it had no end so far: of two answers to when it ends, the later one counts."""

    def follow() -> None:
        kind = body.field("kind").value()
        for key in changeable:
            body.show_row(key, key in SUPPLEMENTED[kind])
        open_ended, ends_on = body.field("open_ended"), body.field("ends_on")
        if open_ended.value() and not was_open[-1]:
            ends_on.set_value(None)
        elif open_ended.value() and ends_on.value() is not None:
            open_ended.set_value(False)
        was_open.append(open_ended.value())

    def save(values: Values) -> EngagementFacts:
        kind: SupplementKind = values["kind"]
        changes = {key: values[key] for key in SUPPLEMENTED[kind] if values[key] != begin[key]}
        if "advisers" in changes:
            changes["advisers"] = engaged_of(changes["advisers"], facts.advisers)
        if not changes:
            raise Refused([Problem("kind", "变更前后的内容相同，请填写变更后的内容")])
        on = day_of(values, "on", "签订日期")
        return service.supplement(id_of(facts), kind, on, changes, desk.actor(), values["basis"])

    body.edited.connect(follow)
    values: Values = {"kind": SupplementKind.AMOUNT, "on": desk.office.today(), "basis": "", **begin}
    body.set_values(values)
    follow()
    return Deed("supplement", "登记补充协议", body, values, save)


def file_deed(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """备案."""
    facts, service = record.facts, desk.office.advisers.engagements
    body = FormBody(columns=1)
    body.add("filed_on", "备案日期", DateField(), required=True)

    def save(values: Values) -> EngagementFacts:
        return service.file(id_of(facts), day_of(values, "filed_on", "备案日期"), desk.actor())

    return Deed("file", "登记合同备案", body, {"filed_on": facts.filed_on or desk.office.today()}, save)


def end_deed(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """提前解除."""
    facts, service = record.facts, desk.office.advisers.engagements
    body = ending_body("合同不再履行的第一日；前一日仍在合同期内")

    def save(values: Values) -> EngagementFacts:
        on = day_of(values, "ended_on", "解除日期")
        return service.end(
            id_of(facts), on, values["end_kind"], values["end_reason"], desk.actor(), values["end_basis"]
        )

    def check(values: Values) -> list[Problem]:
        ended = {key: values[key] for key in ("ended_on", "end_kind", "end_reason", "end_basis")}
        return list(_without_day(values)) or service.check(replace(facts, **ended), desk.office.today())

    return Deed("end", "提前解除合同", body, ending_values(desk), save, "解除", check)


def _without_day(values: Values) -> Iterator[Problem]:
    if values["ended_on"] is None:
        yield Problem("ended_on", "请填写解除日期")


def id_of(facts: Any) -> int:
    """The id of facts that are stored."""
    assert facts.id is not None
    return int(facts.id)
