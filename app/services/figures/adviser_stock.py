"""Loading what figures of legal advisers are counted from. Knows no figure."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.contract_years import work_of
from app.domain.advisers.matters import MatterFacts
from app.domain.figures.adviser_stock import (
    AdviserLine,
    AdviserStock,
    AssessmentLine,
    EngagementLine,
    MatterLine,
    PaymentLine,
)
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentRecord,
    ConflictRecord,
    EngagementRecord,
    MatterRecord,
    PaymentRecord,
)
from app.services.advisers.lookup import whole_contract


def advisers_in(session: Session) -> AdviserStock:
    """Everything about legal advisers, as it stands in a session."""
    matters = {row.id: row.facts() for row in session.scalars(select(MatterRecord).order_by(MatterRecord.id))}
    people = {line.id: line for line in _people(session)}
    contracts = {line.id: line for line in _contracts(session, matters, people)}
    assessments = session.scalars(select(AssessmentRecord).order_by(AssessmentRecord.id))
    payments = session.scalars(select(PaymentRecord).order_by(PaymentRecord.id))
    return AdviserStock(
        tuple(people.values()),
        tuple(contracts.values()),
        tuple(PaymentLine(row.id, row.facts(), contracts[row.engagement_id]) for row in payments),
        tuple(MatterLine(key, facts, _firm(facts, contracts, people)) for key, facts in matters.items()),
        tuple(AssessmentLine(row.id, row.facts(), row.grade) for row in assessments),
        tuple(row.facts() for row in session.scalars(select(ConflictRecord).order_by(ConflictRecord.id))),
    )


def _people(session: Session) -> list[AdviserLine]:
    terms: dict[int, list[AppointmentFacts]] = defaultdict(list)
    for row in session.scalars(select(AppointmentRecord).order_by(AppointmentRecord.id)):
        terms[row.adviser_id].append(row.facts())
    rows = session.scalars(select(AdviserRecord).order_by(AdviserRecord.id))
    return [AdviserLine(row.id, row.facts(), tuple(terms[row.id])) for row in rows]


def _contracts(
    session: Session, matters: dict[int, MatterFacts], people: dict[int, AdviserLine]
) -> list[EngagementLine]:
    """Each contract with the days on which its work was asked for."""
    rows = session.scalars(select(EngagementRecord).options(*whole_contract).order_by(EngagementRecord.id))
    contracts = {row.id: row.facts() for row in rows}
    work = work_of(contracts, matters.values(), {key: line.facts.firm_id for key, line in people.items()})
    asked = {key: sorted(each.asked_on for each in work[key] if each.asked_on is not None) for key in contracts}
    return [EngagementLine(key, facts, tuple(asked[key])) for key, facts in contracts.items()]


def _firm(facts: MatterFacts, contracts: dict[int, EngagementLine], people: dict[int, AdviserLine]) -> int | None:
    contract = contracts.get(facts.engagement_id or 0)
    if contract is not None and contract.facts.firm_id is not None:
        return contract.facts.firm_id
    adviser = people.get(facts.adviser_id or 0)
    return adviser.facts.firm_id if adviser is not None else None
