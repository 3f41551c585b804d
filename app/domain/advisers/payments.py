"""付款: what falls due under a contract and what was paid. Knows no store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.advisers.contract_rules import TOTAL
from app.domain.advisers.engagements import EngagementFacts
from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.money import yuan
from app.domain.problems import Problem, Severity

PAYMENT_RULE = "ADV-07"


class PaymentState(Choice):
    """Where an instalment stands on a day."""

    WAITING = "waiting", "待付"
    OVERDUE = "overdue", "逾期未付"
    PARTLY = "partly", "部分支付"
    PAID = "paid", "已付"


@dataclass(frozen=True)
class PaymentFacts:
    """One instalment: planned, paid, or both. Amounts in 分; `due_on` is the last day to pay, inclusive."""

    engagement_id: int
    instalment: int = 1
    """期次, from 1."""
    due_on: date | None = None
    condition: str = ""
    """What must have happened first: 签订后, 考核合格后."""
    due: int | None = None
    paid_on: date | None = None
    paid: int | None = None
    invoice: str = ""
    handler: str = ""
    override: str = ""
    """Why more is paid than the contract says; only then may it be."""
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None


def payment_state(facts: PaymentFacts, on: date) -> PaymentState:
    """The state on a day; one SQL case says the same."""
    if facts.paid is not None and facts.paid_on is not None and facts.paid_on <= on:
        return PaymentState.PARTLY if facts.due is not None and facts.paid < facts.due else PaymentState.PAID
    return PaymentState.OVERDUE if facts.due_on is not None and facts.due_on < on else PaymentState.WAITING


def total_paid(payments: Iterable[PaymentFacts]) -> int:
    """What was paid, in 分."""
    return sum(payment.paid or 0 for payment in payments)


def total_due(payments: Iterable[PaymentFacts]) -> int:
    """What is planned, in 分."""
    return sum(payment.due or 0 for payment in payments)


def problems_of_payment(
    facts: PaymentFacts, contract: EngagementFacts, others: Iterable[PaymentFacts]
) -> list[Problem]:
    """All that is wrong with a payment beside the contract's other ones. Over the contract's limit it needs a reason of its own."""
    others = [other for other in others if other.id is None or other.id != facts.id]
    return [*_problems_of_amounts(facts), *_problems_of_sums(facts, contract, others)]


def _problems_of_amounts(facts: PaymentFacts) -> Iterator[Problem]:
    for name, title in (("due", "应付金额"), ("paid", "实付金额")):
        if (getattr(facts, name) or 0) < 0:
            yield Problem(name, f"{title}不能是负数，请更正")
    if facts.due is None and facts.paid is None:
        yield Problem("due", "请填写应付金额或实付金额")
    if facts.paid is not None and facts.paid_on is None:
        yield Problem("paid_on", "请填写实付日期")
    if facts.paid_on is not None and facts.paid is None:
        yield Problem("paid", "请填写实付金额")
    if facts.instalment < 1:
        yield Problem("instalment", "期次应为从1开始的整数，请更正")


def _problems_of_sums(facts: PaymentFacts, contract: EngagementFacts, others: list[PaymentFacts]) -> Iterator[Problem]:
    limit = contract.limit
    if any(other.instalment == facts.instalment for other in others):
        yield Problem("instalment", f"第{facts.instalment}期已经登记，请直接修改该期或改用其他期次")
    if limit is None:
        return
    paid = total_paid((*others, facts))
    if paid > limit and facts.paid:
        word = "合同金额" if contract.amount is not None else "封顶金额"
        message = f"实付合计{yuan(paid)}元，超过{word}{yuan(limit)}元（多{yuan(paid - limit)}元）"
        if facts.override.strip():
            yield Problem("paid", f"{message}（已说明：{facts.override.strip()}）", Severity.NOTE, TOTAL, PAYMENT_RULE)
        else:
            yield Problem("paid", f"{message}，请更正，或先登记补充协议，或在“超付理由”中写明依据", basis=TOTAL)
    planned = total_due((*others, facts))
    if planned > limit:
        message = f"应付合计{yuan(planned)}元，超过合同金额{yuan(limit)}元，请核对付款计划"
        yield Problem("due", message, Severity.WARNING, TOTAL, PAYMENT_RULE)
    if facts.paid_on and contract.signed_on and facts.paid_on < contract.signed_on:
        message = f"实付日期（{chinese(facts.paid_on)}）早于合同签订日期（{chinese(contract.signed_on)}），请核对"
        yield Problem("paid_on", message, Severity.WARNING)
