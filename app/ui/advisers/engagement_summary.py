"""What the panel says about one service contract: how it stands, its money, its work, its chain. Knows facts, no service."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.advisers.checks.contracts import CLAUSES, lacking_clauses
from app.domain.advisers.checks.terms import EXPIRY
from app.domain.advisers.checks.work import IDLE
from app.domain.advisers.contract_rules import TOTAL
from app.domain.advisers.contract_years import contract_year
from app.domain.advisers.engagements import (
    EngagementFacts,
    EngagementState,
    engagement_state,
    reminder_due,
    reminders,
)
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.payments import PaymentFacts, payment_state, total_paid
from app.domain.dates import chinese
from app.domain.money import capitals, yuan
from app.ui.advisers.chain import chain_moments
from app.ui.panel import Notice
from app.ui.table.tones import TONES
from app.ui.timeline import Mark, Moment
from app.ui.tokens import Tone

DRAFTED = "已起草续签合同，签订后请登记签订日期。"


@dataclass(frozen=True)
class Beside:
    """What the panel reads beside a contract."""

    payments: list[PaymentFacts]
    matters: list[MatterFacts]
    chain: list[EngagementFacts]
    """The renewal chain with this contract among them, the earliest first."""

    def follower(self, facts: EngagementFacts) -> EngagementFacts | None:
        """The contract that follows, drafted or signed."""
        return next((each for each in self.chain if each.previous_id == facts.id), None)

    def renewed(self, facts: EngagementFacts) -> bool:
        """Whether another contract has taken over."""
        after = self.follower(facts)
        return after is not None and after.span().came_about


def notice_of(facts: EngagementFacts, beside: Beside, on: date) -> Notice:
    """The state, the days to the end, the reminder that has come, what is to be done."""
    state = engagement_state(facts, on, renewed=beside.renewed(facts))
    tone = TONES[EngagementState][state]
    match state:
        case EngagementState.DRAFT:
            return Notice(tone, state.label, ("合同签订后点“签订”登记签订日期，期限才开始计算。",))
        case EngagementState.ENDED if facts.ended_on is not None:
            return Notice(tone, f"{state.label}（{chinese(facts.ended_on)}起）", (facts.end_reason,))
        case EngagementState.EXPIRED if facts.ends_on is not None:
            line = f"{chinese(facts.ends_on)}届满，已过{(on - facts.ends_on).days}天，没有续签"
            drafted = beside.follower(facts) is not None
            act = "签订已起草的续签合同" if drafted else "办理续签，或结清费用后归档"
            return Notice(tone, state.label, (line, f"下一步：{act}。"), EXPIRY)
        case EngagementState.EXPIRING | EngagementState.RUNNING if facts.ends_on is not None:
            days = (facts.ends_on - on).days
            left = f"还有{days}天到期" if days else "今天到期"
            lines = [f"{chinese(facts.ends_on)}届满，{left}", *_reminding(facts, on)]
            if (after := beside.follower(facts)) is not None:
                if after.span().came_about:
                    return Notice(Tone.GOOD, state.label, (*lines, "续签合同已签订"))
                lines.append(DRAFTED)
            return Notice(tone, state.label, tuple(lines), EXPIRY)
        case EngagementState.UNKNOWN:
            return Notice(tone, state.label, ("请补填合同期限起止，才能提醒到期。",))
    return Notice(tone, state.label)


def _reminding(facts: EngagementFacts, on: date) -> Iterator[str]:
    come = reminder_due(facts, on)
    if come is not None:
        yield f"{come.text}（自{chinese(come.on)}起），请决定是否续签"
    following = next((each for each in reminders(facts) if each.on > on), None)
    if following is not None:
        yield f"下次提醒：{chinese(following.on)}，{following.text}"


def money_rows(facts: EngagementFacts, payments: Sequence[PaymentFacts], on: date) -> Iterator[tuple[str, str]]:
    """Amount, what was paid and what is left, then every instalment."""
    paid, limit = total_paid(payments), facts.limit
    if facts.amount is not None:
        yield "合同金额", f"{yuan(facts.amount)}元（{capitals(facts.amount)}）"
    elif facts.cap is not None:
        yield "封顶金额", f"{yuan(facts.cap)}元（{capitals(facts.cap)}）"
    else:
        yield "合同金额", "没有总额"
    yield "已付", f"{yuan(paid)}元"
    if limit is not None:
        yield ("未付", f"{yuan(limit - paid)}元") if paid <= limit else ("超付", f"{yuan(paid - limit)}元")
    for each in payments:
        yield f"第{each.instalment}期", "，".join(_payment(each, on))


def _payment(payment: PaymentFacts, on: date) -> Iterator[str]:
    yield payment_state(payment, on).label
    if payment.due is not None:
        yield f"应付{yuan(payment.due)}元"
    if payment.due_on is not None:
        yield f"约定{chinese(payment.due_on)}"
    if payment.condition:
        yield payment.condition
    if payment.paid is not None and payment.paid_on is not None:
        yield f"{chinese(payment.paid_on)}付{yuan(payment.paid)}元"


def overpaid(facts: EngagementFacts, payments: Sequence[PaymentFacts]) -> Notice | None:
    """More was paid than the contract says."""
    paid = total_paid(payments)
    if facts.limit is None or paid <= facts.limit:
        return None
    why = next((each.override for each in payments if each.override), "")
    tone = Tone.DUE if why else Tone.BAD
    return Notice(tone, f"超付{yuan(paid - facts.limit)}元", (f"已说明：{why}",) if why else (), TOTAL)


def clauses_notice(facts: EngagementFacts) -> Notice | None:
    """Clauses that nobody has ticked."""
    lacking = "、".join(clause.label for clause in lacking_clauses(facts))
    if not lacking or facts.ended_on is not None:
        return None
    return Notice(Tone.DUE, "没有勾选的必备条款", (lacking, "请核对合同文本，已有的在“修改”中勾选。"), CLAUSES)


def work_notice(facts: EngagementFacts, matters: Sequence[MatterFacts], on: date) -> Notice | None:
    """What was asked in the present contract year; nothing stands out: 聘而不用."""
    found = contract_year(facts.span(), on)
    if found is None or facts.draft or (facts.starts_on and on < facts.starts_on):
        return None
    year, number = found
    asked = [matter for matter in matters if matter.asked_on is not None and year.covers(matter.asked_on)]
    assert year.starts_on is not None
    assert year.ends_on is not None
    span = f"第{number}个合同年（{chinese(year.starts_on)}至{chinese(year.ends_on)}）"
    if not asked:
        over = "没有交办过任何事项，请核实是否“聘而不用”"
        so_far = f"已过{(on - year.starts_on).days}天，还没有交办过事项"
        return Notice(
            Tone.BAD if on > year.ends_on else Tone.DUE, "聘而不用", (span, over if on > year.ends_on else so_far), IDLE
        )
    done = sum(matter.done_on is not None for matter in asked)
    return Notice(Tone.GOOD, f"本合同年交办{len(asked)}件，办结{done}件", (span,))


def moments(facts: EngagementFacts, beside: Beside, on: date) -> list[Moment]:
    """The renewal chain and the supplements of this contract, for the timeline."""
    supplements = [
        Moment(
            one.on.isoformat(),
            f"补充协议：{one.kind.label}",
            Mark.DONE,
            f"{one.before or '（空）'} → {one.after or '（空）'}",
        )
        for one in facts.supplements
    ]
    return chain_moments(beside.chain, facts, lambda each: named(each, beside, on), supplements)


def named(facts: EngagementFacts, beside: Beside, on: date) -> str:
    """A contract of the chain with its number and its state."""
    state = engagement_state(facts, on, renewed=beside.renewed(facts))
    return f"{facts.name}{f'　{facts.number}' if facts.number else ''}（{state.label}）"
