"""Gathering what the checks of advisers look at, and running those that are on. Knows no rule and no window."""

from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.domain.advisers.checks import Check, Dossier, Finding, Unadvised, findings, sheet_of_unit
from app.domain.submissions.facts import SubmissionKind, SubmissionState
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentRecord,
    ConflictRecord,
    EngagementRecord,
    MatterRecord,
    PaymentRecord,
)
from app.models.database import Database
from app.models.submissions import SubmissionRecord
from app.services.advisers.lookup import whole_contract
from app.services.settings import profile_in, settings_in
from app.services.units import units_in

M, S = MatterRecord, SubmissionRecord
HEARD = (SubmissionKind.DECISION, SubmissionKind.DOCUMENT, SubmissionKind.CONTRACT)
"""Kinds of submissions on which an adviser is to be heard before they are concluded."""


class AdviserCheckService:
    """The nineteen checks over the whole district."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def findings(self, on: date) -> list[Finding]:
        """What the checks that are on find on a day."""
        with self._database.read() as session:
            return findings(dossier_in(session, on), settings_in(session).adviser_checks)

    def sheet(self, unit_id: int, on: date) -> list[tuple[Check, tuple[Finding, ...]]]:
        """合规检查表 of a unit."""
        with self._database.read() as session:
            switched_on = settings_in(session).adviser_checks
            dossier = dossier_in(session, on)
            unit = dossier.units.get(unit_id)
            government = unit is not None and unit.own_government
            return sheet_of_unit(findings(dossier, switched_on), unit_id, switched_on, government=government)


def dossier_in(session: Session, on: date) -> Dossier:
    """Everything the checks look at, as it stands on a day."""
    assessments = session.scalars(select(AssessmentRecord))
    contracts = session.scalars(select(EngagementRecord).options(*whole_contract))
    return Dossier(
        on,
        profile_in(session, on),
        settings_in(session).go_live_on,
        advisers={row.id: row.facts() for row in session.scalars(select(AdviserRecord))},
        appointments={row.id: row.facts() for row in session.scalars(select(AppointmentRecord))},
        engagements={row.id: row.facts() for row in contracts},
        payments={row.id: row.facts() for row in session.scalars(select(PaymentRecord))},
        matters={row.id: row.facts() for row in session.scalars(select(MatterRecord))},
        assessments={row.id: (row.facts(), row.grade) for row in assessments},
        conflicts={row.id: row.facts() for row in session.scalars(select(ConflictRecord))},
        units=units_in(session),
        unadvised=unadvised_in(session, on),
    )


def unadvised_in(session: Session, on: date) -> tuple[Unadvised, ...]:
    """Submissions concluded by a day, since the office began with the program, on which no adviser's opinion stands."""
    same = or_(M.submission_id == S.id, M.document_id == S.document_id)
    heard = exists().where(same, M.done_on.is_not(None))
    statement = select(S.id, S.title, S.sender_id).where(
        S.kind.in_(HEARD), S.state == SubmissionState.CONCLUDED, S.concluded_on <= on, ~heard
    )
    if go_live_on := settings_in(session).go_live_on:
        statement = statement.where(S.received_on >= go_live_on)
    rows = session.execute(statement.order_by(S.id))
    return tuple(Unadvised("submissions", row.id, row.title, row.sender_id) for row in rows)
