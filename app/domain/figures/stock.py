"""All that figures are counted from, loaded once, and the period they are counted for. Knows no figure and no store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.domain.choices import Choice
from app.domain.documents.facts import DocumentFacts
from app.domain.figures.adviser_stock import AdviserStock
from app.domain.letters import LetterKind, LetterState
from app.domain.number_book import NumberState
from app.domain.plans import PlanItem
from app.domain.submissions.facts import CLOSING_RESULTS, ReviewOpinion, SubmissionFacts
from app.domain.workdays import Workdays


class Subject(Choice):
    """What a figure counts; the value is the ledger that shows the lines behind it."""

    DOCUMENTS = "documents", "规范性文件"
    NUMBERS = "numbering", "统一编号"
    SUBMISSIONS = "submissions", "送审件"
    OPINIONS = "review-opinions", "审核意见"
    LETTERS = "letters", "发文"
    PLANS = "plans", "制定计划"
    ADVISERS = "advisers", "法律顾问"
    ENGAGEMENTS = "engagements", "顾问合同"
    PAYMENTS = "payments", "顾问付款"
    MATTERS = "matters", "顾问工作"
    ASSESSMENTS = "assessments", "顾问考核"
    CONFLICTS = "conflicts", "利益冲突"


ADVISING = frozenset(
    {
        Subject.ADVISERS,
        Subject.ENGAGEMENTS,
        Subject.PAYMENTS,
        Subject.MATTERS,
        Subject.ASSESSMENTS,
        Subject.CONFLICTS,
    }
)
"""What belongs to legal advisers."""


@dataclass(frozen=True)
class OpinionLine:
    """One worded opinion with the submission it was given on."""

    id: int
    opinion: ReviewOpinion
    submission: SubmissionFacts


@dataclass(frozen=True)
class NumberLine:
    """One line of the number book; a gap has no record and so no id."""

    id: int | None
    state: NumberState
    year: int


@dataclass(frozen=True)
class LetterLine:
    """One letter of the office."""

    id: int
    kind: LetterKind
    state: LetterState
    on: date


@dataclass(frozen=True)
class PlanLine:
    """One planned document, and when what it became was sent in and published."""

    id: int
    item: PlanItem
    submitted_on: date | None
    published_on: date | None


@dataclass(frozen=True)
class Stock:
    """The office's records as figures read them. Facts hold what figures ask for: a document has its dates, kinds,
    consultation and 公平竞争审查, not its issuers or its reviews, which are rounds of submissions.
    """

    documents: tuple[DocumentFacts, ...] = ()
    submissions: tuple[SubmissionFacts, ...] = ()
    opinions: tuple[OpinionLine, ...] = ()
    numbers: tuple[NumberLine, ...] = ()
    letters: tuple[LetterLine, ...] = ()
    plans: tuple[PlanLine, ...] = ()
    workdays: Workdays = field(default_factory=Workdays)
    due: Callable[[SubmissionFacts], date | None] = lambda _facts: None
    """Last day (inclusive) to conclude a submission's last round; None where nothing sets one."""
    advising: AdviserStock = field(default_factory=AdviserStock)

    def of(self, subject: Subject) -> tuple[Any, ...]:
        """The records of a subject."""
        advising = self.advising
        return {
            Subject.DOCUMENTS: self.documents,
            Subject.NUMBERS: self.numbers,
            Subject.SUBMISSIONS: self.submissions,
            Subject.OPINIONS: self.opinions,
            Subject.LETTERS: self.letters,
            Subject.PLANS: self.plans,
            Subject.ADVISERS: advising.people,
            Subject.ENGAGEMENTS: advising.contracts,
            Subject.PAYMENTS: advising.payments,
            Subject.MATTERS: advising.matters,
            Subject.ASSESSMENTS: advising.assessments,
            Subject.CONFLICTS: advising.conflicts,
        }[subject]


@dataclass(frozen=True)
class Period:
    """One year, or as much of it as has passed, over the records as they are known today."""

    year: int
    until: date
    """Last day counted, inclusive: 31 December, or today while the year runs."""
    stock: Stock = field(default_factory=Stock, repr=False)

    def holds(self, day: date | None) -> bool:
        """Whether a day is known and lies in the period."""
        return day is not None and self.first <= day <= self.until

    @property
    def first(self) -> date:
        """The first day counted: 1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December, also while the year runs."""
        return date(self.year, 12, 31)

    @property
    def eve(self) -> date:
        """The last day before the period."""
        return self.first - timedelta(days=1)


def last_day(year: int, today: date) -> date:
    """The last day of a year that is counted, inclusive: 31 December, or today while the year runs."""
    return min(date(year, 12, 31), max(today, date(year, 1, 1)))


def period_of(year: int, today: date, stock: Stock) -> Period:
    """The whole year, or its part up to today."""
    return Period(year, last_day(year, today), stock)


def settled_on(facts: SubmissionFacts) -> date | None:
    """办结日期: the conclusion of the last round, else the answer; None while it is open and for what was withdrawn.

    Every figure of finished submissions and of their opinions counts by this one day, so that parts add up to wholes.
    """
    if facts.withdrawn_on is not None:
        return None
    last = facts.current
    if last is not None and last.concluded_on is not None and last.result in CLOSING_RESULTS:
        return last.concluded_on
    return facts.answered_on
