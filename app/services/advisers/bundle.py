"""All services of legal advisers under one name, each made when it is first asked for. Knows no act."""

from functools import cached_property

from app.models.database import Database
from app.services.advisers.appointments import AppointmentService
from app.services.advisers.assessments import AssessmentService
from app.services.advisers.checks import AdviserCheckService
from app.services.advisers.conflicts import ConflictService
from app.services.advisers.engagements import EngagementService
from app.services.advisers.matters import MatterService
from app.services.advisers.overview import OverviewService
from app.services.advisers.papers import AdviserPapers
from app.services.advisers.payments import PaymentService
from app.services.advisers.people import PeopleService
from app.services.advisers.withdrawals import WithdrawalService


class AdviserServices:
    """people (with firms), appointments, engagements, payments, matters, conflicts, assessments, checks, overview, papers,
    withdrawals.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def people(self) -> PeopleService:
        return PeopleService(self._database)

    @cached_property
    def appointments(self) -> AppointmentService:
        return AppointmentService(self._database)

    @cached_property
    def engagements(self) -> EngagementService:
        return EngagementService(self._database)

    @cached_property
    def payments(self) -> PaymentService:
        return PaymentService(self._database)

    @cached_property
    def matters(self) -> MatterService:
        return MatterService(self._database)

    @cached_property
    def conflicts(self) -> ConflictService:
        return ConflictService(self._database)

    @cached_property
    def assessments(self) -> AssessmentService:
        return AssessmentService(self._database)

    @cached_property
    def checks(self) -> AdviserCheckService:
        return AdviserCheckService(self._database)

    @cached_property
    def overview(self) -> OverviewService:
        return OverviewService(self._database)

    @cached_property
    def papers(self) -> AdviserPapers:
        return AdviserPapers(self._database)

    @cached_property
    def withdrawals(self) -> WithdrawalService:
        return WithdrawalService(self._database)
