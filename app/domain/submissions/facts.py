"""One submission, whole: what came in, its papers, its clock, its rounds and opinions. Knows no rule; rules read it."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.choices import Choice
from app.domain.deadlines import Extension, LimitUnit, Pause
from app.domain.documents.facts import StepResult
from app.domain.documents.titles import plain_title, quoted


class SubmissionKind(Choice):
    """What is sent for review; decides the papers asked for, the limit and the word for the review."""

    DOCUMENT = "document", "规范性文件", "行政规范性文件"
    DECISION = "decision", "重大行政决策", "决策"
    MEETING_ITEM = "meeting_item", "会议议题", "议题", "常务会议议题"
    CONSULTATION = "consultation", "部门征求意见", "征求意见"
    CONTRACT = "contract", "政府合同", "合同"
    REQUEST = "request", "重要请示件", "请示", "请示件"
    LEGISLATION = "legislation", "立法征求意见", "立法"
    ENFORCEMENT = "enforcement", "重大执法决定", "重大行政执法决定"
    OTHER = "other", "其他"


class SubmissionState(Choice):
    """Where a submission stands; follows from its facts alone."""

    AWAITING_PAPERS = "awaiting_papers", "待补正"
    IN_REVIEW = "in_review", "审核中"
    PAUSED = "paused", "暂停计时"
    AWAITING_CHANGES = "awaiting_changes", "待修改重报"
    CONCLUDED = "concluded", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


class Adoption(Choice):
    """What the sender did with an opinion."""

    PENDING = "pending", "待反馈"
    ADOPTED = "adopted", "采纳", "全部采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "不采纳", "未采纳"


OPEN_STATES = (
    SubmissionState.AWAITING_PAPERS,
    SubmissionState.IN_REVIEW,
    SubmissionState.PAUSED,
    SubmissionState.AWAITING_CHANGES,
)
"""States in which something is still to be done."""

CLOSING_RESULTS = frozenset({StepResult.PASSED, StepResult.REJECTED, StepResult.NOT_CONCERNED, StepResult.DONE})
"""Results of a round after which no further round is waited for."""

CONCLUSIONS = (StepResult.PASSED, StepResult.CONDITIONAL, StepResult.RETURNED, StepResult.REJECTED)
"""Results that a round of a review can be concluded with."""

OPINED = frozenset({SubmissionKind.CONSULTATION, SubmissionKind.LEGISLATION, SubmissionKind.OTHER})
"""Kinds that can simply be done: opinions are given, nothing passes or fails."""


def conclusions_of(kind: SubmissionKind) -> tuple[StepResult, ...]:
    """Results that a round of a kind can be concluded with, the usual one first."""
    return (StepResult.DONE, *CONCLUSIONS) if kind in OPINED else CONCLUSIONS


REVIEW_WORDS = {
    SubmissionKind.DOCUMENT: "合法性审核",
    SubmissionKind.DECISION: "合法性审查",
    SubmissionKind.MEETING_ITEM: "合法性审查",
    SubmissionKind.CONTRACT: "合法性审查",
    SubmissionKind.REQUEST: "合法性审查",
    SubmissionKind.ENFORCEMENT: "法制审核",
    SubmissionKind.CONSULTATION: "研提意见",
    SubmissionKind.LEGISLATION: "研提意见",
    SubmissionKind.OTHER: "审核",
}
"""The word on paper by object: 规范性文件 审核, 决策 审查, 执法决定 法制审核."""

REVIEWED = frozenset({SubmissionKind.DOCUMENT, SubmissionKind.DECISION, SubmissionKind.ENFORCEMENT})
"""Kinds whose own review the law asks for; others are answered with opinions."""


DRAFT_MARK = "（送审稿）"
"""How the title of what is sent in ends."""


@dataclass(frozen=True)
class Paper:
    """One paper that must or may come with the submission, ticked off when it is there."""

    name: str
    present: bool = False
    required: bool = True


@dataclass(frozen=True)
class Round:
    """One round of the review. The clock starts on `complete_on`; `result` is PENDING until `concluded_on`.

    Only a round taken over from an old register has no `received_on`.
    """

    received_on: date | None = None
    complete_on: date | None = None
    concluded_on: date | None = None
    result: StepResult = StepResult.PENDING
    person: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReviewOpinion:
    """One worded opinion of a round (counted from 1) and what became of it."""

    round: int
    text: str
    clause: str = ""
    adoption: Adoption = Adoption.PENDING
    reason: str = ""
    """Why it was not adopted, as the sender says."""
    replied_on: date | None = None


@dataclass(frozen=True)
class SubmissionFacts:
    """One submission. Rounds are in order; the last is the present one."""

    title: str
    kind: SubmissionKind = SubmissionKind.DOCUMENT
    number: str = ""
    """收件号; allotted on receipt, empty for what was taken over from the register's old steps."""
    sender_id: int | None = None
    sender_text: str = ""
    """The sender as written, where it is no unit of the office's list."""
    contact: str = ""
    received_on: date | None = None
    handler: str = ""
    document_id: int | None = None
    """The normative document under review; its timeline reads these rounds."""
    wanted_on: date | None = None
    """要求办结日期: the last day the sender or a meeting allows, inclusive."""
    limit_count: int | None = None
    limit_unit: LimitUnit | None = None
    """The office's own limit for this one; None = the profile's or the office's limit of the kind."""
    papers: tuple[Paper, ...] = ()
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    rounds: tuple[Round, ...] = ()
    opinions: tuple[ReviewOpinion, ...] = ()
    answered_on: date | None = None
    answer_number: str = ""
    answer: str = ""
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = field(default=None)
    """Day the record was entered (UTC+8); None before it is stored."""

    @property
    def named(self) -> str:
        """The matter in book marks, as messages name it."""
        return self.title if self.title.startswith("《") else quoted(self.title)

    @property
    def bare_title(self) -> str:
        """The name of the document itself, without book marks and 送审稿."""
        return plain_title(self.title)

    @property
    def word(self) -> str:
        """合法性审核, 合法性审查 or 法制审核, by object."""
        return REVIEW_WORDS[self.kind]

    @property
    def current(self) -> Round | None:
        """The last round."""
        return self.rounds[-1] if self.rounds else None

    @property
    def missing_papers(self) -> tuple[str, ...]:
        """Required papers that are not there."""
        return tuple(paper.name for paper in self.papers if paper.required and not paper.present)

    @property
    def open_pause(self) -> Pause | None:
        """The pause that still runs."""
        return next((pause for pause in self.pauses if pause.end is None), None)


def state_of(facts: SubmissionFacts) -> SubmissionState:
    """Where a submission stands."""
    last = facts.current
    if facts.withdrawn_on is not None:
        return SubmissionState.WITHDRAWN
    if last is not None and last.concluded_on is not None:
        closed = last.result in CLOSING_RESULTS
        return SubmissionState.CONCLUDED if closed else SubmissionState.AWAITING_CHANGES
    if last is None or last.complete_on is None:
        return SubmissionState.AWAITING_PAPERS
    return SubmissionState.PAUSED if facts.open_pause else SubmissionState.IN_REVIEW
