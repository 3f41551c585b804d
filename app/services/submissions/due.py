"""What deadlines of submissions are reckoned with, looked up once for many of them. Knows no act."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.profiles import RegionalProfile
from app.domain.submissions.facts import SubmissionFacts
from app.domain.submissions.limits import Due, Limits, due_of, limits_of
from app.domain.workdays import Workdays
from app.services.calendar import workdays_in
from app.services.settings import load_profile, settings_in


@dataclass(frozen=True)
class Reckoning:
    """The place's rules, the office's own limits and its working days."""

    region: RegionalProfile
    limits: Limits
    workdays: Workdays

    def due(self, facts: SubmissionFacts) -> Due | None:
        """The last day of a submission's present round and why; None where nothing sets one."""
        return due_of(facts, self.region, self.limits, self.workdays)


def reckoning_in(session: Session) -> Reckoning:
    """As settings and calendar stand in a session."""
    settings = settings_in(session)
    return Reckoning(load_profile(settings.profile), limits_of(settings.limits), workdays_in(session))
