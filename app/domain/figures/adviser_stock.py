"""Legal advisers as figures read them: people with their terms, contracts with what was asked under them. Knows no figure and no store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.contract_years import contract_years
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserFacts
from app.domain.advisers.templates import Grade
from app.domain.advisers.terms import IN_TERM, Span, Stage

UNUSED_DAYS = 60
"""A contract year that runs is called unused after so many days without work: one just begun is not."""


@dataclass(frozen=True)
class AdviserLine:
    """One adviser with his appointments."""

    id: int
    facts: AdviserFacts
    terms: tuple[AppointmentFacts, ...] = ()

    def serving(self, on: date) -> Iterator[AppointmentFacts]:
        """His appointments that run on a day."""
        return (term for term in self.terms if term.span().stage(on) in IN_TERM)


@dataclass(frozen=True)
class EngagementLine:
    """One contract with the days on which something was asked under it."""

    id: int
    facts: EngagementFacts
    asked: tuple[date, ...] = ()

    def runs(self, on: date) -> bool:
        """Whether it is signed and its term runs on a day."""
        return self.facts.span().stage(on) in IN_TERM

    def ran(self, first: date, last: date) -> bool:
        """Whether it was signed and its term shares a day with those from `first` to `last`, inclusive."""
        span = self.facts.span()
        if span.draft or span.starts_on is None or (span.last_day is None and not span.open_ended):
            return False
        return span.starts_on <= last and (span.last_day is None or span.last_day >= first)

    def expiring(self, on: date) -> bool:
        """Whether its end is being watched on a day."""
        return self.facts.span().stage(on) is Stage.EXPIRING

    def unused(self, first: date, last: date) -> Iterator[Span]:
        """Its contract years that ended from `first` to `last`, or had gone on for UNUSED_DAYS on `last`, without anything asked.

        Without an end the days from `first` to `last` count.
        """
        if not self.ran(first, last):
            return
        span = self.facts.span()
        years = [year for year, _ in contract_years(span)] if span.last_day is not None else [Span(first, last)]
        for year in years:
            start, end = year.starts_on, year.ends_on
            assert start is not None
            assert end is not None
            told = first <= end <= last or (end > last and (last - start).days >= UNUSED_DAYS)
            if told and not any(start <= day <= min(end, last) for day in self.asked):
                yield year


@dataclass(frozen=True)
class PaymentLine:
    """One instalment with its contract."""

    id: int
    facts: PaymentFacts
    contract: EngagementLine


@dataclass(frozen=True)
class MatterLine:
    """One matter; `firm_id` is the firm of its contract, else that of its adviser."""

    id: int
    facts: MatterFacts
    firm_id: int | None = None


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment with the grade that came out."""

    id: int
    facts: AssessmentFacts
    grade: Grade | None = None


@dataclass(frozen=True)
class AdviserStock:
    """Everything about legal advisers."""

    people: tuple[AdviserLine, ...] = ()
    contracts: tuple[EngagementLine, ...] = ()
    payments: tuple[PaymentLine, ...] = ()
    matters: tuple[MatterLine, ...] = ()
    assessments: tuple[AssessmentLine, ...] = ()
    conflicts: tuple[ConflictFacts, ...] = ()
