"""付款: what falls due under a contract and what was paid. Knows no store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.advisers.contract_rules import TOTAL
from app.domain.advisers.engagements import EngagementFacts, Pricing
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


def outstanding(facts: PaymentFacts) -> int:
    """What is still to be paid of an instalment, in 分; 0 where no sum is planned."""
    return max((facts.due or 0) - (facts.paid or 0), 0)


def settled(facts: PaymentFacts) -> bool:
    """Whether it was paid and nothing of it is left."""
    return facts.paid is not None and not outstanding(facts)


def parted(facts: PaymentFacts, instalment: int) -> tuple[PaymentFacts, PaymentFacts]:
    """An instalment paid in part as one that is paid, and what is left of it as an instalment of its own; the sum stays."""
    rest = PaymentFacts(
        facts.engagement_id, instalment, facts.due_on, f"第{facts.instalment}期余款", due=outstanding(facts)
    )
    return replace(facts, due=facts.paid), rest


def owed(facts: PaymentFacts, contract: EngagementFacts) -> bool:
    """Whether anything is to be paid: not under a draft, nor what falls due once the contract has ended early."""
    if settled(facts) or contract.draft:
        return False
    return contract.ended_on is None or facts.due_on is None or facts.due_on < contract.ended_on


def problems_of_payment(
    facts: PaymentFacts, contract: EngagementFacts, others: Iterable[PaymentFacts], today: date | None = None
) -> list[Problem]:
    """All that is wrong with a payment beside the contract's other ones. What raises the sum over the contract's limit needs a
    reason of its own; what leaves or lowers it does not.

    `others` may hold the payment as it stands on record.
    """
    listed = list(others)
    before = next((each for each in listed if each.id is not None and each.id == facts.id), None)
    rest = [each for each in listed if each is not before]
    return [
        *_problems_of_amounts(facts),
        *_problems_of_number(facts, rest),
        *_problems_of_day(facts, contract, today),
        *_problems_of_paid(facts, before, contract, rest),
        *_problems_of_plan(facts, contract, rest),
    ]


def _problems_of_day(facts: PaymentFacts, contract: EngagementFacts, today: date | None) -> Iterator[Problem]:
    if facts.paid_on is None:
        return
    if today is not None and facts.paid_on > today:
        yield Problem("paid_on", f"实付日期（{chinese(facts.paid_on)}）晚于今天，请付款后再登记")
    if contract.draft:
        yield Problem("paid_on", "合同还没有登记签订，请先登记签订日期", Severity.WARNING)
    if contract.signed_on and facts.paid_on < contract.signed_on:
        message = f"实付日期（{chinese(facts.paid_on)}）早于合同签订日期（{chinese(contract.signed_on)}），请核对"
        yield Problem("paid_on", message, Severity.WARNING)


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


def _problems_of_number(facts: PaymentFacts, others: list[PaymentFacts]) -> Iterator[Problem]:
    if any(other.instalment == facts.instalment for other in others):
        yield Problem("instalment", f"第{facts.instalment}期已经登记，请直接修改该期或改用其他期次")


def _problems_of_paid(
    facts: PaymentFacts, before: PaymentFacts | None, contract: EngagementFacts, others: list[PaymentFacts]
) -> Iterator[Problem]:
    paid, limit = total_paid((*others, facts)), contract.limit
    if limit is None or paid <= limit or not facts.paid:
        return
    message = f"实付合计{yuan(paid)}元，超过{_limit_word(contract)}{yuan(limit)}元（多{yuan(paid - limit)}元）"
    reason = facts.override.strip() or next((each.override.strip() for each in others if each.override.strip()), "")
    raised = before is None or before.paid is None or facts.paid > before.paid
    withdrawn = before is not None and bool(before.override.strip())
    if facts.override.strip() or (reason and not raised):
        yield Problem("paid", f"{message}（已说明：{reason}）", Severity.NOTE, TOTAL, PAYMENT_RULE)
    elif raised or withdrawn:
        yield Problem("paid", f"{message}，请更正，或先登记补充协议，或在“超付理由”中写明依据", basis=TOTAL)
    else:
        words = f"{message}，请核对，或在“超付理由”中写明依据"
        yield Problem("paid", words, Severity.WARNING, TOTAL, PAYMENT_RULE)


def _problems_of_plan(facts: PaymentFacts, contract: EngagementFacts, others: list[PaymentFacts]) -> Iterator[Problem]:
    planned, limit = total_due((*others, facts)), contract.limit
    if contract.pricing is Pricing.UNPAID and (facts.due or facts.paid):
        field = "due" if facts.due else "paid"
        yield Problem(field, "合同约定无偿服务，没有应付的费用，请核对", Severity.WARNING, TOTAL)
    if limit is None or not facts.due:
        return
    if planned > limit:
        message = f"应付合计{yuan(planned)}元，超过{_limit_word(contract)}{yuan(limit)}元，请核对付款计划"
        yield Problem("due", message, Severity.WARNING, TOTAL)
    elif contract.amount is not None and planned < limit:
        message = f"应付合计{yuan(planned)}元，合同金额{yuan(limit)}元，还有{yuan(limit - planned)}元没有列入付款计划"
        yield Problem("due", message, Severity.NOTE, TOTAL)


def _limit_word(contract: EngagementFacts) -> str:
    return "合同金额" if contract.amount is not None else "封顶金额"
