"""效力状态: what a document is on a given day. Derived, never stored; the SQL twin stands in services/documents."""

from datetime import date

from app.domain.choices import Choice
from app.domain.documents.facts import DocumentFacts, EndKind, Nature, StepKind, ValidityMode


class ForceStatus(Choice):
    """Every state a document can be in on a day."""

    DRAFTING = "drafting", "起草中"
    IN_REVIEW = "in_review", "审核中"
    AWAITING_NUMBER = "awaiting_number", "待登记编号"
    AWAITING_PUBLICATION = "awaiting_publication", "待公布"
    NOT_YET_EFFECTIVE = "not_yet_effective", "尚未施行"
    IN_FORCE = "in_force", "现行有效", "有效", "继续有效", "生效"
    EXPIRING = "expiring", "即将到期"
    EXPIRED = "expired", "期满失效", "已失效", "失效"
    DECLARED_VOID = "declared_void", "宣布失效"
    REPEALED = "repealed", "已废止", "废止"
    REVOKED = "revoked", "已撤销", "撤销"
    REPLACED = "replaced", "已被替代"
    UNKNOWN = "unknown", "状态不明", "不明（缺日期）"
    NOT_NORMATIVE = "not_normative", "非规范性文件"


UNLIMITED = frozenset({ValidityMode.OPEN_ENDED, ValidityMode.UNTIL_DONE})
"""Validity without a last day: an old record with one of these is not 不明 for lack of it."""

ENDED = {
    EndKind.EXPIRED: ForceStatus.EXPIRED,
    EndKind.DECLARED_VOID: ForceStatus.DECLARED_VOID,
    EndKind.REPEALED: ForceStatus.REPEALED,
    EndKind.REVOKED: ForceStatus.REVOKED,
    EndKind.REPLACED: ForceStatus.REPLACED,
}


def reached(day: date | None, on: date) -> bool:
    """Whether a date is known and not later than the day looked from."""
    return day is not None and day <= on


def force_status(facts: DocumentFacts, on: date, soon: date) -> ForceStatus:
    """The status on a day; `soon` is the last expiry day that still counts as 即将到期 (inclusive).

    A backfilled record is in force from its effective day or, lacking that, its publication; without a start
    or an end it is 不明, never 待公布.
    """
    if facts.nature is not Nature.NORMATIVE:
        return ForceStatus.NOT_NORMATIVE
    if facts.end_kind and (facts.ended_on is None or facts.ended_on <= on):
        return ENDED[facts.end_kind]
    if facts.backfill:
        return _status_of_backfill(facts, on, soon)
    if not reached(facts.published_on, on):
        return _stage(facts, on)
    if not reached(facts.effective_on, on):
        return ForceStatus.NOT_YET_EFFECTIVE
    return _in_force(facts, on, soon)


def _status_of_backfill(facts: DocumentFacts, on: date, soon: date) -> ForceStatus:
    if facts.expires_on is not None and facts.expires_on < on:
        return ForceStatus.EXPIRED
    start = facts.effective_on or facts.published_on
    if start is None or (facts.expires_on is None and facts.validity.mode not in UNLIMITED):
        return ForceStatus.UNKNOWN
    if start > on:
        return ForceStatus.NOT_YET_EFFECTIVE
    return _in_force(facts, on, soon)


def _stage(facts: DocumentFacts, on: date) -> ForceStatus:
    """Where an unpublished document stands; each stage is reached by a stored date."""
    if reached(facts.registered_on, on):
        return ForceStatus.AWAITING_PUBLICATION
    if reached(facts.adopted_on, on):
        return ForceStatus.AWAITING_NUMBER
    if reached(first_review(facts), on):
        return ForceStatus.IN_REVIEW
    return ForceStatus.DRAFTING


def _in_force(facts: DocumentFacts, on: date, soon: date) -> ForceStatus:
    if facts.expires_on is None or facts.expires_on > soon:
        return ForceStatus.IN_FORCE
    return ForceStatus.EXPIRED if facts.expires_on < on else ForceStatus.EXPIRING


def first_review(facts: DocumentFacts) -> date | None:
    """Day of the first review round of any level, from which the document is 审核中."""
    return min((step.on for step in facts.steps if step.kind is StepKind.REVIEW and step.on), default=None)
