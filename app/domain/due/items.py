"""One due item: what, whose, until when, why, and how it stands on a day. Knows no subject and no store."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from app.domain.choices import Choice
from app.domain.ledgers import Filter
from app.domain.problems import Basis, Problem


class DueState(Choice):
    """How an item stands on a day, the most urgent first."""

    OVERDUE = "overdue", "逾期"
    SOON = "soon", "临近"
    NORMAL = "normal", "正常"
    UNLIMITED = "unlimited", "未设期限"
    PAUSED = "paused", "暂停"
    DONE = "done", "已办"


class DueSubject(Choice):
    """What an item belongs to; the value is the name of the page where its work is done."""

    SUBMISSIONS = "submissions", "送审件"
    DOCUMENTS = "documents", "规范性文件"
    PLANS = "plans", "制定计划"
    APPOINTMENTS = "appointments", "法律顾问聘期"
    ENGAGEMENTS = "engagements", "法律顾问合同"
    PAYMENTS = "payments", "法律顾问付款"
    MATTERS = "matters", "法律顾问意见"
    CONFLICTS = "conflicts", "利益冲突"
    REPORTS = "reports", "年度报告"
    SETTINGS = "settings", "节假日"


NEAR = 7
"""Natural days before the last one from which an item is 临近."""

LOOK_AHEAD = 180
"""Natural days ahead beyond which nothing is on the list unless it is asked for."""


class Clock(Protocol):
    """A reckoning that can say how it stands."""

    def words(self, on: date) -> str: ...


@dataclass(frozen=True)
class DueMark:
    """What a user said of an item: 已知晓 (`until` None), or to be shown again from a day on."""

    key: str
    until: date | None
    note: str
    by: str
    on: date
    """Day on which it was said."""


@dataclass(frozen=True)
class DueItem:
    """One thing to be done. All of it follows from the records, save the mark."""

    subject: DueSubject
    record_id: int | None
    """None for a duty of the year, which belongs to no record."""
    act: str
    """Key of what has to be done, the same for ever."""
    what: str
    title: str
    state: DueState
    on: date
    """The day it is seen from."""
    basis: Basis
    """The rule and the reckoning."""
    number: str = ""
    handler: str = ""
    unit: str = ""
    start: date | None = None
    """Day the clock started, or since when it waits."""
    limit: str = ""
    """15个工作日, 来文要求; empty where none is set."""
    due: date | None = None
    """Last day, inclusive."""
    assumed: bool = False
    """Whether the last day rests on a year whose holidays nobody has entered: 暂按周一至周五计算."""
    done_on: date | None = None
    clock: Clock | None = field(default=None, compare=False, repr=False)
    filters: tuple[Filter, ...] = ()
    """Of a duty of the year: the lines its work is about."""
    by_mark: bool = False
    """Whether no record can say that it was done: 已知晓 is how it leaves the list, for good."""
    mark: DueMark | None = None

    @property
    def key(self) -> str:
        """Names the record, the act and the last day (else the day it waits since): a moved deadline is another item."""
        return f"{self.subject.value}:{self.record_id or ''}:{self.act}:{self.due or self.start or ''}"

    @property
    def days(self) -> int | None:
        """Natural days to the last one: 0 on it, negative after it; None without one and for what is done."""
        return None if self.due is None or self.done_on is not None else (self.due - self.on).days

    @property
    def words(self) -> str:
        """How it stands, in words: 还有3个工作日, 逾期2天, 今天到期, 逾期1天办结; empty where there is no last day."""
        if self.done_on is not None:
            return _done_words(self.done_on, self.due)
        if self.clock is not None:
            return self.clock.words(self.on)
        days = self.days
        return "" if days is None else days_in_words(days)

    @property
    def late(self) -> bool:
        """Whether it was, or is, done after its last day."""
        return self.due is not None and self.due < (self.done_on or self.on)

    @property
    def silenced(self) -> bool:
        """Whether a mark keeps it off the list.

        Where the records say when it is done, 已知晓 of what is still to come holds until the last day has passed: then
        it is news again.
        """
        mark = self.mark
        if mark is None:
            return False
        if mark.until is not None:
            return self.on < mark.until
        return self.by_mark or not (self.late and self.due is not None and mark.on <= self.due)


def days_in_words(days: int) -> str:
    """还有5天, 今天到期, 逾期3天."""
    return f"还有{days}天" if days > 0 else f"逾期{-days}天" if days else "今天到期"


def _done_words(done_on: date, due: date | None) -> str:
    if due is None:
        return "已办结"
    return f"逾期{(done_on - due).days}天办结" if due < done_on else "按期办结"


def state_of(due: date | None, on: date, otherwise: DueState = DueState.UNLIMITED) -> DueState:
    """The state that a last day (inclusive) gives on a day; `otherwise` without one."""
    if due is None:
        return otherwise
    days = (due - on).days
    return DueState.OVERDUE if days < 0 else DueState.SOON if days <= NEAR else DueState.NORMAL


def marked(items: Iterable[DueItem], marks: dict[str, DueMark]) -> list[DueItem]:
    """The items with what was said of them."""
    if not marks:
        return list(items)
    return [replace(item, mark=mark) if (mark := marks.get(item.key)) else item for item in items]


_STATES = {state: place for place, state in enumerate(DueState)}


def urgency(item: DueItem) -> tuple[bool, date, int, date, int]:
    """Sort key: by last day, those without one after them by state, the longest waiting first; what is done last."""
    waits_since = item.start or date.max
    return item.done_on is not None, item.due or date.max, _STATES[item.state], waits_since, item.record_id or 0


LONGEST_SNOOZE = 366


def problems_of_snooze(item: DueItem, until: date, today: date) -> list[Problem]:
    """Why an item cannot be put off to a day."""
    if until <= today:
        return [Problem("until", "提醒日期应在今天以后")]
    if (until - today).days > LONGEST_SNOOZE:
        return [Problem("until", "提醒日期在一年以后，请改填近一些的日期")]
    if item.due is not None and today <= item.due < until:
        return [Problem("until", f"这一项在 {item.due.isoformat()} 到期，提醒日期不能晚于这一天")]
    return []
