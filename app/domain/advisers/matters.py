"""法律顾问的工作: one matter asked of an adviser, his opinion, what became of it. Knows no store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.problems import Basis, Problem, Severity
from app.domain.submissions.facts import Adoption

REASON_FOR_REFUSAL = Basis(
    "中办发〔2016〕30号", "应当听取法律顾问的意见；应采纳而未采纳造成重大损失或者严重不良影响的，依法追究责任"
)


class MatterKind(Choice):
    """What the adviser was asked for."""

    DECISION = "decision", "重大行政决策", "决策"
    DOCUMENT = "document", "规范性文件审查", "规范性文件", "文件审查"
    CONTRACT = "contract", "合同审查", "合同"
    RECONSIDERATION = "reconsideration", "行政复议", "复议"
    ADMINISTRATIVE_SUIT = "administrative_suit", "行政诉讼", "行政应诉"
    CIVIL_SUIT = "civil_suit", "民事诉讼、仲裁", "诉讼·仲裁", "民事诉讼", "仲裁", "诉讼"
    ENFORCEMENT = "enforcement", "执法疑难", "行政执法"
    EMERGENCY = "emergency", "信访、突发事件", "突发事件", "信访"
    MEETING = "meeting", "列席会议", "会议列席", "会议"
    TRAINING = "training", "培训普法", "普法", "授课", "培训授课"
    LEGISLATION = "legislation", "立法征求意见", "征求意见"
    ADVICE = "advice", "日常咨询", "咨询"
    OTHER = "other", "其他"


class Form(Choice):
    """How the opinion was given."""

    WRITTEN = "written", "书面"
    ORAL = "oral", "口头"
    MEETING = "meeting", "会议"


class Conclusion(Choice):
    """What the opinion says."""

    LAWFUL = "lawful", "合法"
    AFTER_CHANGES = "after_changes", "修改后合法"
    UNLAWFUL = "unlawful", "不合法"
    AT_RISK = "at_risk", "存在风险"
    OTHER = "other", "其他"


class Outcome(Choice):
    """How a dispute ended."""

    WON = "won", "胜诉", "维持"
    PARTLY_WON = "partly_won", "部分胜诉"
    LOST = "lost", "败诉", "撤销"
    SETTLED = "settled", "调解和解", "调解", "和解"
    WITHDRAWN = "withdrawn", "撤诉（撤回申请）", "撤诉"
    OTHER = "other", "其他"


class MatterState(Choice):
    """Where a matter stands on a day."""

    OPEN = "open", "办理中"
    LATE = "late", "逾期未办结"
    AWAITING_REPLY = "awaiting_reply", "待反馈采纳"
    DONE = "done", "已办结"


ADOPTED = frozenset({Adoption.ADOPTED, Adoption.PARTLY})
DECIDED = ADOPTED | {Adoption.NOT_ADOPTED}


@dataclass(frozen=True)
class MatterFacts:
    """One matter. `hours` are hundredths of an hour; `due_on` is the last day to answer, inclusive."""

    title: str
    kind: MatterKind = MatterKind.ADVICE
    unit_id: int | None = None
    """委托单位."""
    contact: str = ""
    adviser_id: int | None = None
    engagement_id: int | None = None
    """The contract under which he is asked; None for the government's own people."""
    counterparty: str = ""
    """对方当事人, by which conflicts of interest are found."""
    asked_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    form: Form | None = None
    opinion_number: str = ""
    """法律意见书编号."""
    conclusion: Conclusion | None = None
    opinion: str = ""
    """What it says, in short."""
    adoption: Adoption | None = None
    """None: nobody waits for it (咨询, 列席会议)."""
    adoption_reason: str = ""
    adopted_on: date | None = None
    """采纳反馈日期."""
    outcome: Outcome | None = None
    hours: int | None = None
    satisfaction: int | None = None
    """1–5."""
    document_id: int | None = None
    submission_id: int | None = None
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None


def matter_state(facts: MatterFacts, on: date) -> MatterState:
    """The state on a day; one SQL case says the same."""
    if facts.done_on is None or facts.done_on > on:
        return MatterState.LATE if facts.due_on is not None and facts.due_on < on else MatterState.OPEN
    return MatterState.AWAITING_REPLY if facts.adoption is Adoption.PENDING else MatterState.DONE


def problems_of_matter(facts: MatterFacts, today: date | None = None) -> list[Problem]:
    """All that is wrong with a matter; an opinion that was not adopted always needs its reason."""
    return [
        *_problems_of_asking(facts),
        *_problems_to_come(facts, today),
        *_problems_of_opinion(facts),
        *_problems_of_measure(facts),
    ]


def _problems_to_come(facts: MatterFacts, today: date | None) -> Iterator[Problem]:
    """What has been done is not done tomorrow."""
    for name, title in (("done_on", "实际完成日期"), ("adopted_on", "采纳反馈日期")):
        day = getattr(facts, name)
        if day is not None and today is not None and day > today:
            yield Problem(name, f"{title}（{chinese(day)}）晚于今天，请更正")


def _problems_of_asking(facts: MatterFacts) -> Iterator[Problem]:
    if not facts.title.strip():
        yield Problem("title", "请填写事项名称")
    if facts.unit_id is None:
        yield Problem("unit_id", "请选择委托单位")
    if facts.adviser_id is None:
        yield Problem("adviser_id", "请选择承办的顾问")
    if facts.asked_on is None:
        yield Problem("asked_on", "请填写交办日期")
        return
    for name, title in (("due_on", "要求完成日期"), ("done_on", "实际完成日期"), ("adopted_on", "采纳反馈日期")):
        day = getattr(facts, name)
        if day is not None and day < facts.asked_on:
            yield Problem(name, f"{title}（{chinese(day)}）早于交办日期（{chinese(facts.asked_on)}），请更正")


def _problems_of_opinion(facts: MatterFacts) -> Iterator[Problem]:
    given = facts.conclusion is not None or bool(facts.opinion_number.strip())
    if given and facts.done_on is None:
        yield Problem("done_on", "已出具意见的，请填写实际完成日期")
    if facts.adoption in DECIDED and facts.done_on is None:
        yield Problem("adoption", "尚未出具意见，不能登记采纳情况；请先填写实际完成日期和意见结论")
    if facts.adoption is Adoption.NOT_ADOPTED and not facts.adoption_reason.strip():
        yield Problem("adoption_reason", "意见未被采纳，请写明未采纳的理由", basis=REASON_FOR_REFUSAL)
    if facts.adoption is Adoption.PARTLY and not facts.adoption_reason.strip():
        yield Problem("adoption_reason", "意见部分采纳，请写明哪些没有采纳及理由", Severity.WARNING, REASON_FOR_REFUSAL)
    if facts.adopted_on and facts.done_on and facts.adopted_on < facts.done_on:
        yield Problem("adopted_on", f"采纳反馈日期早于意见完成日期（{chinese(facts.done_on)}），请更正")


def _problems_of_measure(facts: MatterFacts) -> Iterator[Problem]:
    if facts.satisfaction is not None and not 1 <= facts.satisfaction <= 5:
        yield Problem("satisfaction", "满意度应为1至5的整数，请更正")
    if facts.hours is not None and not 0 <= facts.hours <= 1_000_000:
        yield Problem("hours", "工时应为0至10000小时，请更正")
    if facts.document_id is not None and facts.submission_id is not None:
        yield Problem("submission_id", "请只关联送审件或规范性文件中的一个")
