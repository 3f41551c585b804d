"""What checks look at, gathered before, and what they find. Knows no check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.contract_years import work_of
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserFacts
from app.domain.advisers.templates import Grade
from app.domain.advisers.terms import IN_TERM
from app.domain.problems import Basis, Problem, Severity
from app.domain.profiles import Profile
from app.domain.units import UnitFacts


@dataclass(frozen=True)
class Unadvised:
    """A decision, document or contract that was decided without an adviser's opinion."""

    ledger: str
    record_id: int
    title: str
    unit_id: int | None


@dataclass(frozen=True)
class Dossier:
    """Everything by id, as it stands on a day."""

    on: date
    profile: Profile
    since: date | None = None
    """启用日期 of the program: what was over before it is history, not to be asked for any more."""
    advisers: Mapping[int, AdviserFacts] = field(default_factory=dict)
    appointments: Mapping[int, AppointmentFacts] = field(default_factory=dict)
    engagements: Mapping[int, EngagementFacts] = field(default_factory=dict)
    payments: Mapping[int, PaymentFacts] = field(default_factory=dict)
    matters: Mapping[int, MatterFacts] = field(default_factory=dict)
    assessments: Mapping[int, tuple[AssessmentFacts, Grade | None]] = field(default_factory=dict)
    """With the grade that came out."""
    conflicts: Mapping[int, ConflictFacts] = field(default_factory=dict)
    units: Mapping[int, UnitFacts] = field(default_factory=dict)
    unadvised: tuple[Unadvised, ...] = ()

    @cached_property
    def renewed_appointments(self) -> frozenset[int | None]:
        """Appointments that another has taken over from."""
        return frozenset(each.previous_id for each in self.appointments.values() if each.span().came_about)

    @cached_property
    def renewed_engagements(self) -> frozenset[int | None]:
        """Contracts that a signed one has taken over from."""
        return frozenset(each.previous_id for each in self.engagements.values() if each.span().came_about)

    @cached_property
    def work(self) -> dict[int, list[MatterFacts]]:
        """What was asked under each contract."""
        firms = {key: each.firm_id for key, each in self.advisers.items()}
        return work_of(self.engagements, self.matters.values(), firms)

    def counts(self, day: date | None) -> bool:
        """Whether something that was over on a day still concerns the office."""
        return self.since is None or day is None or day >= self.since

    def serving(self) -> Iterator[tuple[int, AppointmentFacts]]:
        """The appointments that run on the day, of people who are not suspended."""
        suspended = {
            key for key, each in self.advisers.items() if each.suspended_on is not None and each.suspended_on <= self.on
        }
        for key, each in self.appointments.items():
            if each.adviser_id not in suspended and each.span().stage(self.on) in IN_TERM:
                yield key, each

    def payments_of(self, engagement_id: int) -> list[PaymentFacts]:
        """The instalments of a contract."""
        return [payment for payment in self.payments.values() if payment.engagement_id == engagement_id]

    def name_of(self, adviser_id: int | None) -> str:
        """An adviser's name, empty for nobody."""
        adviser = self.advisers.get(adviser_id or 0)
        return adviser.name if adviser else ""


@dataclass(frozen=True)
class Finding:
    """One thing a check found: of which record, whose unit it concerns, and what is wrong."""

    check: str
    ledger: str
    record_id: int | None
    unit_id: int | None
    problem: Problem


def found(
    check: str,
    ledger: str,
    record_id: int | None,
    unit_id: int | None,
    message: str,
    severity: Severity,
    basis: Basis,
    at: str = "",
) -> Finding:
    """A finding whose problem carries the check's key as its rule."""
    return Finding(check, ledger, record_id, unit_id, Problem(at, message, severity, basis, check, record_id))
