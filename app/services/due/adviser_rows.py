"""What is open with legal advisers, as the rules of the due list read it. Knows SQL, does not know what is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.payments import PaymentFacts
from app.domain.due.advisers import LINGERS
from app.domain.submissions.facts import Adoption
from app.models.advisers import AdviserRecord, ConflictRecord, EngagementRecord, FirmRecord, MatterRecord, PaymentRecord
from app.models.units import UnitRecord
from app.services.advisers.lookup import whole_contract

C, E, M, P, U = ConflictRecord, EngagementRecord, MatterRecord, PaymentRecord, UnitRecord


def engagements(
    session: Session, on: date, record_id: int | None = None
) -> Iterator[tuple[EngagementFacts, str, bool]]:
    """Contracts whose reminders have come and that have not been over for long: with unit, and whether another follows."""
    after = aliased(E)
    followed = select(after.id).where(after.previous_id == E.id).correlate(E).exists()
    statement = (
        select(E, U.name, followed)
        .join(U, U.id == E.unit_id)
        .options(*whole_contract)
        .where(E.ends_on >= on - timedelta(days=LINGERS), or_(E.warn_on <= on, E.ends_on < on))
        .order_by(E.id)
    )
    if record_id is not None:
        statement = statement.where(E.id == record_id)
    for record, unit, renewed in session.execute(statement):
        yield record.facts(), unit, renewed


def payments(session: Session, last: date, record_id: int | None = None) -> Iterator[tuple[PaymentFacts, str, str]]:
    """Instalments not paid that fall due up to a day: with the contract's name and its unit."""
    statement = (
        select(P, E.name, U.name)
        .join(E, E.id == P.engagement_id)
        .join(U, U.id == E.unit_id)
        .where(P.paid.is_(None), P.due_on <= last)
        .order_by(P.id)
    )
    if record_id is not None:
        statement = statement.where(P.id == record_id)
    for record, contract, unit in session.execute(statement):
        yield record.facts(), contract, unit


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
