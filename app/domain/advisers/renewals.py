"""What counts as a renewal, and what is said where somebody assessed as 不合格 is renewed. Knows no assessment."""

from collections.abc import Iterable

from app.domain.advisers.appointments import RENEWAL_RULE, UNQUALIFIED, AppointmentFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.terms import HasTerm
from app.domain.problems import Problem, Severity


def renews_term(facts: AppointmentFacts, others: Iterable[AppointmentFacts]) -> bool:
    """Whether an appointment goes on with somebody: by its link, or because he served the unit before.

    `others` are appointments of the same adviser to the same unit.
    """
    return facts.previous_id is not None or any(_earlier(other, facts) for other in others)


def renews_contract(facts: EngagementFacts, adviser_id: int, others: Iterable[EngagementFacts]) -> bool:
    """Whether a contract goes on with an adviser: by its link, as it says itself, or because an earlier one of the unit names him."""
    return (
        facts.previous_id is not None
        or facts.renewal
        or any(
            other.unit_id == facts.unit_id
            and other.span().came_about
            and _earlier(other, facts)
            and any(engaged.adviser_id == adviser_id for engaged in other.advisers)
            for other in others
        )
    )


def _earlier(one: HasTerm, other: HasTerm) -> bool:
    return one.starts_on is not None and other.starts_on is not None and one.starts_on < other.starts_on


def problem_of_renewal(name: str, at: str, *, refuse: bool) -> Problem:
    """不合格 and renewed all the same: a new term is refused without a reason, one that stands already is asked for it."""
    message = f"{name}最近一次考核不合格，不能续聘；确需续聘的，请写明理由"
    return Problem(at, message, Severity.ERROR if refuse else Severity.WARNING, UNQUALIFIED, RENEWAL_RULE)
