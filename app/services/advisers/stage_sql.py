"""Where appointments, contracts and advisers stand on a day, in SQL as the rules say it. Knows no ledger."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, false, func, not_, select, true, type_coerce
from sqlalchemy.orm import aliased

from app.domain.advisers.people import AdviserState
from app.domain.advisers.terms import Stage
from app.models.advisers import AdviserRecord, AppointmentRecord, EngagementRecord

A, P, E = AdviserRecord, AppointmentRecord, EngagementRecord


def stage_case(record: Any, on: date, renewed: ColumnElement[bool], draft: ColumnElement[bool] | None = None) -> Any:
    """The SQL twin of domain `Span.stage`; a property test holds the two together."""
    return case(
        (record.ended_on <= on, Stage.ENDED.value),
        (false() if draft is None else draft, Stage.DRAFT.value),
        (record.starts_on > on, Stage.UPCOMING.value),
        (and_(record.ends_on.is_(None), record.open_ended, record.starts_on.is_not(None)), Stage.RUNNING.value),
        (record.ends_on.is_(None), Stage.UNKNOWN.value),
        (and_(record.ends_on < on, renewed), Stage.RENEWED.value),
        (record.ends_on < on, Stage.EXPIRED.value),
        (record.starts_on.is_(None), Stage.UNKNOWN.value),
        (record.warn_on <= on, Stage.EXPIRING.value),
        else_=Stage.RUNNING.value,
    )


def renewed(record: Any) -> ColumnElement[bool]:
    """Whether another record of the chain has taken over: the SQL twin of `Span.came_about` of the one that follows."""
    after = aliased(record)
    counts = [after.previous_id == record.id, func.coalesce(after.ended_on > after.starts_on, true())]
    if record is E:
        counts.append(not_(_draft(after)))
    return select(after.id).where(*counts).correlate(record).exists()


def _draft(contract: Any) -> ColumnElement[bool]:
    return and_(contract.signed_on.is_(None), contract.backfill.is_(False))


def appointment_stage(on: date) -> Any:
    """The stage of an appointment."""
    return stage_case(P, on, renewed(P))


def engagement_stage(on: date) -> Any:
    """The stage of a contract."""
    return stage_case(E, on, renewed(E), _draft(E))


def adviser_state_case(on: date) -> Any:
    """The SQL twin of domain `adviser_state`; a property test holds the two together."""
    stage = stage_case(P, on, false())  # a renewed term has expired as well as one that was not

    def has(*stages: Stage) -> ColumnElement[bool]:
        wanted = [each.value for each in stages]
        return select(P.id).where(P.adviser_id == A.id, stage.in_(wanted)).correlate(A).exists()

    far = "9999-12-31"
    last = func.min(
        func.coalesce(func.date(P.ended_on, "-1 day"), far),
        func.coalesce(type_coerce(P.ends_on, String), far),
        type_=String,
    )
    over = select(stage).where(P.adviser_id == A.id, stage.in_([Stage.ENDED.value, Stage.EXPIRED.value])).correlate(A)
    latest = over.order_by(last.desc(), (stage == Stage.ENDED.value).desc()).limit(1).scalar_subquery()
    return case(
        (A.suspended_on <= on, AdviserState.SUSPENDED.value),
        (has(Stage.RUNNING, Stage.EXPIRING), AdviserState.SERVING.value),
        (has(Stage.UNKNOWN), AdviserState.UNKNOWN.value),
        (latest == Stage.ENDED.value, AdviserState.DISMISSED.value),
        (latest.is_not(None), AdviserState.EXPIRED.value),
        else_=AdviserState.CANDIDATE.value,
    )
