"""What can be wrong with a service contract. The one function that form, service and import call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.advisers.appointments import problems_of_ends, problems_of_follower, problems_of_link
from app.domain.advisers.engagements import PROCURED, Category, EngagementFacts, Filing, Pricing
from app.domain.advisers.people import INTERNAL, AdviserKind
from app.domain.advisers.terms import term_end
from app.domain.dates import chinese
from app.domain.money import yuan
from app.domain.problems import Basis, Problem, Severity
from app.domain.profiles import Profile

NO_CONTRACT = Basis("中办发〔2016〕30号", "政府法制机构人员、公职律师由任命产生，不签订聘任合同")
PROCUREMENT = Basis("政府购买服务管理办法（财政部令第102号）", "属于政府采购的，按照政府采购的规定确定承接主体")
TOTAL = Basis("法律顾问管理规则", "实付金额不得超过合同金额；确有补充约定的，应当先登记补充协议或者写明理由")
TERM_RULE = "engagement_term"
FILED = Basis("法律顾问管理规则", "已备案的，应当登记备案日期，以便核对是否按期")


@dataclass(frozen=True)
class ContractKnown:
    """What the rules need to know beside a contract."""

    kinds: Mapping[int, AdviserKind | None] = field(default_factory=dict)
    """Kinds of the advisers named in it."""
    before: EngagementFacts | None = None
    """The contract it follows."""
    after: EngagementFacts | None = None
    """The contract that follows it."""
    followed: bool = False
    """Whether another contract already follows the same one."""
    paid: int = 0
    """What has been paid on it, in 分."""
    limit: int | None = None
    """The limit on record, in 分: a contract that stands over-paid is not held up, only a limit lowered below what was paid."""
    over_paid_for: str = ""
    """Why more was paid than the contract says, as a payment has it; empty where none gives a reason."""
    same_number: tuple[int, str] | None = None
    """Another contract with the same number: id and name."""


def problems_of_engagement(facts: EngagementFacts, known: ContractKnown, profile: Profile) -> list[Problem]:
    """All that is wrong with a contract."""
    return [
        *_problems_of_parties(facts, known),
        *_problems_of_choice(facts),
        *problems_of_ends(facts),
        *_problems_of_days(facts, profile),
        *_problems_of_amount(facts, known),
        *_problems_of_chain(facts, known),
    ]


def _problems_of_parties(facts: EngagementFacts, known: ContractKnown) -> Iterator[Problem]:
    if not facts.name.strip():
        yield Problem("name", "请填写合同名称")
    if facts.firm_id is None and not facts.advisers:
        yield Problem("advisers", "请填写受聘的律师事务所，或选择受聘的顾问")
    ids = [engaged.adviser_id for engaged in facts.advisers]
    if len(set(ids)) < len(ids):
        yield Problem("advisers", "同一顾问填写了两次，请删去一个")
    if sum(engaged.lead for engaged in facts.advisers) > 1:
        yield Problem("advisers", "主办顾问只能有一名，其余请改为协办")
    for key in ids:
        if (kind := known.kinds.get(key)) in INTERNAL and kind is not None:
            yield Problem("advisers", f"{kind.label}由任命产生，没有服务合同，请从本合同中移除", basis=NO_CONTRACT)
    if facts.category is Category.COMMUNITY and not (facts.served or facts.served_text.strip()):
        yield Problem("served_text", "一社区一法律顾问合同，请写明服务的社区（村居）", Severity.WARNING)
    if known.same_number is not None:
        yield Problem(
            "number", f"合同编号已用于“{known.same_number[1]}”，请核对", Severity.WARNING, record=known.same_number[0]
        )


def _problems_of_choice(facts: EngagementFacts) -> Iterator[Problem]:
    if facts.method is None:
        yield Problem("method", "请选择聘用方式", Severity.WARNING)
    if facts.category is None:
        yield Problem("category", "请选择聘用类别", Severity.WARNING)
    if facts.method in PROCURED and not facts.procurement_number.strip() and not facts.backfill:
        yield Problem("procurement_number", "政府采购项目，请填写采购项目编号", Severity.WARNING, PROCUREMENT)
    names = [paper.name.strip() for paper in facts.papers]
    if not all(names):
        yield Problem("papers", "材料名称不能为空，请填写或删去该行")


def _problems_of_days(facts: EngagementFacts, profile: Profile) -> Iterator[Problem]:
    if facts.signed_on is not None and facts.starts_on is None and not facts.doubts:
        yield Problem("starts_on", "已签订的合同，请填写合同期限起")
    if facts.awarded_on and facts.signed_on and facts.signed_on < facts.awarded_on:
        yield Problem(
            "signed_on",
            f"签订日期（{chinese(facts.signed_on)}）早于成交通知书日期（{chinese(facts.awarded_on)}），请更正",
        )
    if facts.notice_on and facts.ends_on and facts.notice_on > facts.ends_on:
        yield Problem(
            "notice_on", f"通知日期（{chinese(facts.notice_on)}）晚于合同期限止（{chinese(facts.ends_on)}），请更正"
        )
    if any(days <= 0 for days in facts.lead_days):
        yield Problem("lead_days", "提前提醒的天数应为正整数，请更正")
    if facts.filed_on is not None and facts.filing is Filing.NOT_FILED:
        yield Problem("filing", "已填写备案日期，备案情况不能为“未备案”")
    if facts.filing is Filing.FILED and facts.filed_on is None and not facts.backfill:
        yield Problem("filed_on", "已备案的合同，请填写备案日期", Severity.WARNING, FILED)
    if facts.filed_on and facts.signed_on and facts.filed_on < facts.signed_on:
        yield Problem(
            "filed_on", f"备案日期（{chinese(facts.filed_on)}）早于签订日期（{chinese(facts.signed_on)}），请更正"
        )
    most = profile.number("engagement_max_months")
    if most and facts.starts_on and facts.ends_on and facts.ends_on > term_end(facts.starts_on, most):
        message = f"服务合同期限超过{most}个月，请缩短，或分为多个合同"
        yield Problem("ends_on", message, Severity.WARNING, profile.basis("engagement_max_months"), TERM_RULE)


def _problems_of_amount(facts: EngagementFacts, known: ContractKnown) -> Iterator[Problem]:
    for name, title in (("amount", "合同金额"), ("cap", "封顶金额")):
        value = getattr(facts, name)
        if value is not None and value < 0:
            yield Problem(name, f"{title}不能是负数，请更正")
    if facts.pricing is Pricing.UNPAID and facts.limit:
        yield Problem("amount", "无偿服务的合同没有金额，请清空金额或改选计费方式")
    if facts.pricing is Pricing.LUMP_SUM and facts.amount is None:
        yield Problem("amount", "包干计费的合同，请填写合同金额", Severity.WARNING)
    if facts.amount is not None and facts.cap is not None and facts.cap < facts.amount:
        yield Problem("cap", f"封顶金额（{yuan(facts.cap)}元）小于合同金额（{yuan(facts.amount)}元），请更正")
    yield from _problems_of_paid(facts, known)


def _problems_of_paid(facts: EngagementFacts, known: ContractKnown) -> Iterator[Problem]:
    """No limit below what was paid; one that stands below it, or that a payment gives a reason for, is only told."""
    if facts.limit is None or known.paid <= max(facts.limit, 0):
        return
    field = "amount" if facts.amount is not None else "cap"
    title = "合同金额" if facts.amount is not None else "封顶金额"
    message = f"已付{yuan(known.paid)}元，超过{title}{yuan(facts.limit)}元"
    if known.over_paid_for:
        yield Problem(field, f"{message}（已说明：{known.over_paid_for}）", Severity.NOTE, TOTAL)
    elif known.limit is None or facts.limit < known.limit:
        wrong = f"已付{yuan(known.paid)}元，{title}不能改为{yuan(facts.limit)}元；请先核对付款记录"
        yield Problem(field, wrong, basis=TOTAL)
    else:
        yield Problem(field, f"{message}，请核对付款记录，或在付款中写明超付理由", Severity.WARNING, TOTAL)


def _problems_of_chain(facts: EngagementFacts, known: ContractKnown) -> Iterator[Problem]:
    if known.after is not None:
        yield from problems_of_follower(facts, known.after)
    if facts.previous_id is None:
        return
    if facts.previous_id == facts.id or known.before is None:
        yield Problem("previous_id", "前一合同不能是本合同，请另选")
        return
    yield from problems_of_link(facts, known.before)
    if known.followed:
        yield Problem("previous_id", "前一合同已经续签过，一份合同只能续签一次；请从最近一份续签")
