"""What is open with legal advisers, as the rules of the due list read it. Knows SQL, does not know what is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.payments import PaymentFacts
from app.domain.due.advisers import LINGERS
from app.domain.submissions.facts import Adoption
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    ConflictRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
    PaymentRecord,
)
from app.models.units import UnitRecord
from app.services.advisers.lookup import whole_contract
from app.services.advisers.stage_sql import renewed

C, E, M, P, T, U = ConflictRecord, EngagementRecord, MatterRecord, PaymentRecord, AppointmentRecord, UnitRecord


def engagements(
    session: Session, on: date, record_id: int | None = None
) -> Iterator[tuple[EngagementFacts, str, EngagementFacts | None]]:
    """Contracts whose reminders may have come and that have not been over for long, and drafted renewals: with unit and the one
    that follows.
    """
    since = on - timedelta(days=LINGERS)
    ending = and_(E.ends_on >= since, or_(E.warn_on <= on, E.ends_on < on, E.notice_on >= since))
    drafted = and_(E.previous_id.is_not(None), E.signed_on.is_(None), E.backfill.is_(False), E.starts_on >= since)
    statement = (
        select(E, U.name)
        .join(U, U.id == E.unit_id)
        .options(*whole_contract)
        .where(E.ended_on.is_(None), or_(ending, drafted, and_(E.ends_on.is_(None), E.notice_on >= since)))
        .order_by(E.id)
    )
    if record_id is not None:
        statement = statement.where(E.id == record_id)
    found = session.execute(statement).all()
    following = select(E).options(*whole_contract).where(E.previous_id.in_([record.id for record, _ in found]))
    followers = {each.previous_id: each.facts() for each in session.scalars(following)}
    for record, unit in found:
        yield record.facts(), unit, followers.get(record.id)


def appointments(
    session: Session, on: date, record_id: int | None = None
) -> Iterator[tuple[AppointmentFacts, str, str, bool]]:
    """Terms whose reminders have come and that have not been over for long: with adviser, unit, and whether another has taken over."""
    statement = (
        select(T, AdviserRecord.name, U.name, renewed(T))
        .join(AdviserRecord, AdviserRecord.id == T.adviser_id)
        .join(U, U.id == T.unit_id)
        .where(T.ended_on.is_(None), T.ends_on >= on - timedelta(days=LINGERS), T.warn_on <= on)
        .order_by(T.id)
    )
    if record_id is not None:
        statement = statement.where(T.id == record_id)
    for record, who, unit, followed in session.execute(statement):
        yield record.facts(), who, unit, followed


def payments(
    session: Session, last: date, record_id: int | None = None
) -> Iterator[tuple[PaymentFacts, EngagementFacts, str]]:
    """Instalments not paid, or paid in part, that fall due up to a day: with the contract and its unit."""
    statement = (
        select(P, E, U.name)
        .join(E, E.id == P.engagement_id)
        .join(U, U.id == E.unit_id)
        .options(*whole_contract)
        .where(or_(P.paid.is_(None), P.paid < P.due), P.due_on <= last)
        .order_by(P.id)
    )
    if record_id is not None:
        statement = statement.where(P.id == record_id)
    for record, contract, unit in session.execute(statement):
        yield record.facts(), contract.facts(), unit


def matters(session: Session, on: date, record_id: int | None = None) -> Iterator[tuple[MatterFacts, str]]:
    """Matters to be answered by a day, and opinions of which nobody has said what became of them: with the unit."""
    given = M.done_on <= on
    statement = (
        select(M, func.coalesce(U.name, ""))
        .outerjoin(U, U.id == M.unit_id)
        .where(
            or_(
                and_(given, M.adoption == Adoption.PENDING),
                and_(M.due_on.is_not(None), or_(M.done_on.is_(None), M.done_on > on)),
            )
        )
        .order_by(M.id)
    )
    if record_id is not None:
        statement = statement.where(M.id == record_id)
    for record, unit in session.execute(statement):
        yield record.facts(), unit


def conflicts(session: Session, record_id: int | None = None) -> Iterator[tuple[ConflictFacts, str]]:
    """Declarations not decided: with who declared."""
    statement = (
        select(C, func.coalesce(AdviserRecord.name, FirmRecord.name, ""))
        .outerjoin(AdviserRecord, AdviserRecord.id == C.adviser_id)
        .outerjoin(FirmRecord, FirmRecord.id == C.firm_id)
        .where(C.decision.is_(None))
        .order_by(C.id)
    )
    if record_id is not None:
        statement = statement.where(C.id == record_id)
    for record, who in session.execute(statement):
        yield record.facts(), who
