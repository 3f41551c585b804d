"""服务合同: what is bought from whom for how long and for how much. Knows no payment and no store."""

from dataclasses import dataclass
from datetime import date

from app.domain.advisers.appointments import LEADS, EndReason
from app.domain.advisers.terms import Span, Stage, warning_day
from app.domain.choices import Choice
from app.domain.documents.facts import Doubt, Waiver
from app.domain.submissions.facts import Paper


class Category(Choice):
    """聘用类别."""

    RETAINER = "retainer", "常年法律顾问", "常年"
    SPECIAL = "special", "专项法律顾问", "专项"
    INVITED = "invited", "特邀法律顾问", "特邀"
    COMMUNITY = "community", "一社区一法律顾问", "社区", "社区法律顾问", "一村（居）一法律顾问", "一村一法律顾问"


class Method(Choice):
    """How the adviser was chosen: 聘用方式."""

    OPEN_TENDER = "open_tender", "政府采购（公开招标）", "公开招标"
    CONSULTATION = "consultation", "政府采购（竞争性磋商）", "竞争性磋商"
    NEGOTIATION = "negotiation", "政府采购（竞争性谈判）", "竞争性谈判"
    SINGLE_SOURCE = "single_source", "政府采购（单一来源）", "单一来源"
    INQUIRY = "inquiry", "政府采购（询价）", "询价"
    FRAMEWORK = "framework", "政府采购（框架协议）", "框架协议采购"
    SELECTION = "selection", "公开遴选", "遴选", "公开选聘"
    INVITATION = "invitation", "定向邀请", "邀请"
    DIRECT = "direct", "直接委托", "委托"
    ASSIGNED = "assigned", "内部指定", "指定"


PROCURED = frozenset(
    {
        Method.OPEN_TENDER,
        Method.CONSULTATION,
        Method.NEGOTIATION,
        Method.SINGLE_SOURCE,
        Method.INQUIRY,
        Method.FRAMEWORK,
    }
)
"""Kinds of 政府采购: they have a project number and a 成交通知书."""

PAPERS_OF: dict[Method, tuple[str, ...]] = {
    **dict.fromkeys(PROCURED, ("采购文件", "成交（中标）通知书", "服务合同")),
    Method.SELECTION: ("遴选公告", "评审记录", "结果公示", "服务合同"),
    Method.INVITATION: ("邀请函", "评审或比选记录", "服务合同"),
    Method.DIRECT: ("委托审批件", "服务合同"),
    Method.ASSIGNED: ("指定审批件",),
}
"""Papers that show how the choice was made."""


class Pricing(Choice):
    """计费方式; all but the first may have no total."""

    LUMP_SUM = "lump_sum", "包干", "总价", "固定总价", "年费"
    PER_CASE = "per_case", "按件", "按件计费", "按件收费", "按次", "计件", "按次计费"
    HOURLY = "hourly", "计时", "按小时", "计时收费", "按时计费", "按小时计费"
    FRAMEWORK = "framework", "框架协议", "按单价结算", "据实结算"
    BASE_PLUS = "base_plus", "基本费加另计", "基本费+诉讼另计"
    UNPAID = "unpaid", "无偿", "免费", "义务", "公益", "不收费"


class Clause(Choice):
    """Clauses a contract must have (杭州市政府法律顾问合同的必备条款)."""

    SCOPE = "scope", "事项范围和服务内容"
    CONDITIONS = "conditions", "工作要求与保障条件"
    FEES = "fees", "费用及支付"
    CONFIDENTIALITY = "confidentiality", "保密义务"
    CONFLICTS = "conflicts", "利益冲突防范"
    ASSESSMENT = "assessment", "考核"
    TERMINATION = "termination", "解除情形"
    LIABILITY = "liability", "违约责任"


class Filing(Choice):
    """备案 with the 司法局."""

    FILED = "filed", "已备案", "已报备", "已报送", "已报区司法局", "是", "有"
    NOT_FILED = "not_filed", "未备案", "未报备", "未报送", "否", "无"


class SupplementKind(Choice):
    """What a 补充协议 changes."""

    PEOPLE = "people", "人员更换"
    AMOUNT = "amount", "金额变更"
    TERM = "term", "期限变更"
    SCOPE = "scope", "范围变更"
    OTHER = "other", "其他变更"


class EngagementState(Choice):
    """Where a contract stands on a day; the values are those of `Stage`."""

    DRAFT = "draft", "草拟"
    UNKNOWN = "unknown", "不明（缺日期）"
    UPCOMING = "upcoming", "未开始"
    RUNNING = "running", "履行中"
    EXPIRING = "expiring", "将到期"
    RENEWED = "renewed", "已续签"
    EXPIRED = "expired", "已到期"
    ENDED = "ended", "提前解除"


@dataclass(frozen=True)
class Engaged:
    """One adviser who serves under a contract, and the appointment it rests on."""

    adviser_id: int
    lead: bool = False
    """主办; others assist."""
    appointment_id: int | None = None


@dataclass(frozen=True)
class Supplement:
    """One 补充协议: what stood there before and what stands there now, as printed."""

    kind: SupplementKind
    on: date
    before: str
    after: str
    basis: str = ""


@dataclass(frozen=True)
class EngagementFacts:
    """One contract. Amounts in 分; both ends of the term inclusive; `ended_on` is the first day no longer served."""

    name: str
    unit_id: int
    """甲方."""
    number: str = ""
    served: tuple[int, ...] = ()
    """Units served besides the one that pays."""
    served_text: str = ""
    """Whom it serves where these are no units of the list: communities, villages."""
    firm_id: int | None = None
    advisers: tuple[Engaged, ...] = ()
    category: Category | None = None
    method: Method | None = None
    """None = open: an old ledger says only 续聘."""
    papers: tuple[Paper, ...] = ()
    procurement_number: str = ""
    awarded_on: date | None = None
    """成交通知书日期."""
    renewal: bool = False
    """续聘."""
    basis: str = ""
    """审批依据."""
    budget: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    open_ended: bool = False
    notice_on: date | None = None
    """Last day to give notice; apart from the end itself."""
    lead_days: tuple[int, ...] = LEADS
    pricing: Pricing | None = None
    amount: int | None = None
    """The total, in 分; None where there is none."""
    cap: int | None = None
    """The most that may be paid where there is no total, in 分."""
    payment_terms: str = ""
    clauses: tuple[Clause, ...] = ()
    duties: str = ""
    """服务内容（责任清单）."""
    supplements: tuple[Supplement, ...] = ()
    filing: Filing | None = None
    filed_on: date | None = None
    filing_text: str = ""
    """备案情况 as an old ledger words it."""
    previous_id: int | None = None
    ended_on: date | None = None
    end_kind: EndReason | None = None
    end_reason: str = ""
    end_basis: str = ""
    backfill: bool = False
    """Entered from an old ledger: no draft, though nobody knows when it was signed."""
    waivers: tuple[Waiver, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None

    @property
    def limit(self) -> int | None:
        """The most that may be paid, in 分: the total, or else the cap; None where neither is set (Σ checks do not apply)."""
        return self.amount if self.amount is not None else self.cap

    @property
    def warn_on(self) -> date | None:
        """From this day on the end is watched."""
        return warning_day(self.ends_on, self.lead_days, self.notice_on)

    @property
    def draft(self) -> bool:
        """Not signed yet."""
        return self.signed_on is None and not self.backfill

    def span(self, *, renewed: bool = False) -> Span:
        """What decides its stage; `renewed` is whether another contract has taken over from it."""
        return Span(
            self.starts_on, self.ends_on, self.open_ended, self.ended_on, self.warn_on, renewed, draft=self.draft
        )


def engagement_state(facts: EngagementFacts, on: date, *, renewed: bool = False) -> EngagementState:
    """The state on a day."""
    return _STATES[facts.span(renewed=renewed).stage(on)]


_STATES = {Stage(state.value): state for state in EngagementState}


@dataclass(frozen=True)
class Reminder:
    """One day on which a contract is to be looked at."""

    on: date
    text: str


def reminders(facts: EngagementFacts) -> tuple[Reminder, ...]:
    """The days of the lead times and of the notice, in order; none for a contract that ended early or has no end."""
    if facts.ended_on is not None or facts.ends_on is None or facts.draft:
        return ()
    days = [
        Reminder(warning, f"提前{lead}天提醒")
        for lead in facts.lead_days
        if (warning := warning_day(facts.ends_on, (lead,)))
    ]
    if facts.notice_on is not None:
        days.append(Reminder(facts.notice_on, "书面通知是否续签的最后一日"))
    return tuple(sorted(days, key=lambda item: item.on))


def reminder_due(facts: EngagementFacts, on: date) -> Reminder | None:
    """The latest reminder that has come by a day and not been overtaken by the end; None when there is none."""
    if facts.ends_on is None or on > facts.ends_on:
        return None
    return max((item for item in reminders(facts) if item.on <= on), key=lambda item: item.on, default=None)
