"""States in SQL are those of the rules: the same contract, adviser, payment and matter on every day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.advisers.appointments import AppointmentFacts, appointment_state
from app.domain.advisers.engagements import Pricing, engagement_state
from app.domain.advisers.matters import matter_state
from app.domain.advisers.payments import PaymentFacts, payment_state
from app.domain.advisers.people import adviser_state, years_in_practice
from app.domain.documents.facts import Doubt
from app.domain.ledgers import Query
from app.domain.submissions.facts import Adoption
from app.models.advisers import AppointmentRecord, EngagementRecord, MatterRecord, PaymentRecord
from app.models.database import Database
from app.models.moments import now
from app.services.advisers.bundle import AdviserServices
from app.services.ledgers import LEDGERS, LedgerService
from tests.advisers import asked, contract
from tests.offices import CLERK

D = date
START = D(2023, 12, 1)
days = st.one_of(st.none(), st.integers(0, 500).map(lambda at: START + timedelta(at)))
terms = st.tuples(days, days, st.booleans(), days)
ON = st.integers(-30, 600).map(lambda at: START + timedelta(at))
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def column(database: Database, ledger: str, key: str, on: date) -> list[object]:
    place = LEDGERS[ledger].index(key)
    lines = LedgerService(database).lines(ledger, Query(on, sort=("id", False)))
    return [cells[place] for _, cells in lines]


def clear(database: Database, record: type) -> None:
    with database.write(CLERK, "清空") as session:
        for row in session.query(record):
            if hasattr(row, "previous_id"):
                row.previous_id = None
        session.flush()
        for row in session.query(record):
            session.expire(row)
            session.delete(row)


@quick
@given(listed=st.lists(terms, min_size=1, max_size=5), on=ON, suspended=days)
def test_appointments_and_advisers(
    advisers: AdviserServices,
    database: Database,
    listed: list[tuple[date | None, date | None, bool, date | None]],
    on: date,
    suspended: date | None,
) -> None:
    clear(database, AppointmentRecord)
    facts = [
        AppointmentFacts(
            1, 1, starts_on=start, ends_on=end, open_ended=open_ended and end is None, ended_on=ended, end_reason="调离",
            doubts=(Doubt("term", "", ""),),
        )
        for start, end, open_ended, ended in listed
    ]  # fmt: skip
    with database.write(CLERK, "聘任") as session:
        for at, each in enumerate(facts):
            record = AppointmentRecord(created_at=now(session))
            record.take(replace(each, previous_id=None))
            session.add(record)
            session.flush()
            if at == 1:
                record.previous_id = record.id - 1
    person = replace(advisers.people.get(1), suspended_on=suspended, suspended_reason="核查" if suspended else "")
    advisers.people.save(person, CLERK)
    wanted = [
        appointment_state(each, on, renewed=at == 0 and len(facts) > 1 and facts[1].span().came_about).value
        for at, each in enumerate(facts)
    ]
    assert column(database, "appointments", "state", on) == wanted
    assert (
        column(database, "advisers", "state", on)[0] == adviser_state(person, [each.span() for each in facts], on).value
    )


@quick
@given(
    term=terms,
    signed=days,
    backfill=st.booleans(),
    notice=days,
    on=ON,
    after=st.tuples(days, days, days, st.booleans()),
)
def test_contracts(
    advisers: AdviserServices, database: Database, term: tuple[date | None, date | None, bool, date | None], signed: date | None,
    backfill: bool, notice: date | None, on: date, after: tuple[date | None, date | None, date | None, bool],
) -> None:  # fmt: skip
    clear(database, EngagementRecord)
    start, end, open_ended, ended = term
    facts = contract(
        starts_on=start, ends_on=end, open_ended=open_ended and end is None, ended_on=ended, signed_on=signed, backfill=backfill,
        notice_on=notice, pricing=Pricing.HOURLY, amount=None,
    )  # fmt: skip
    with database.write(CLERK, "合同") as session:
        record = EngagementRecord(created_at=now(session), advisers=[], served=[])
        record.take(facts)
        session.add(record)
        session.flush()
        begun, given_up, sealed, old = after
        follower = contract(
            previous_id=record.id, starts_on=begun, ends_on=None, ended_on=given_up, signed_on=sealed, backfill=old
        )
        next_record = EngagementRecord(created_at=now(session), advisers=[], served=[])
        next_record.take(follower)
        session.add(next_record)
    renewed = follower.span().came_about
    wanted = [engagement_state(facts, on, renewed=renewed).value, engagement_state(follower, on).value]
    assert column(database, "engagements", "state", on) == wanted


@quick
@given(
    due=st.one_of(st.none(), st.integers(0, 3)),
    paid=st.one_of(st.none(), st.integers(0, 3)),
    due_on=days,
    paid_on=days,
    on=ON,
)
def test_payments(
    advisers: AdviserServices,
    database: Database,
    due: int | None,
    paid: int | None,
    due_on: date | None,
    paid_on: date | None,
    on: date,
) -> None:
    clear(database, PaymentRecord)
    clear(database, EngagementRecord)
    engagement = advisers.engagements.save(contract(), CLERK)
    facts = PaymentFacts(engagement.id or 0, due=due, paid=paid, due_on=due_on, paid_on=paid_on)
    with database.write(CLERK, "付款") as session:
        record = PaymentRecord(created_at=now(session))
        record.take(facts)
        session.add(record)
    assert column(database, "payments", "state", on) == [payment_state(facts, on).value]


@quick
@given(due_on=days, done_on=days, adoption=st.sampled_from([None, *Adoption]), on=ON)
def test_matters(
    advisers: AdviserServices,
    database: Database,
    due_on: date | None,
    done_on: date | None,
    adoption: Adoption | None,
    on: date,
) -> None:
    clear(database, MatterRecord)
    facts = asked(asked_on=START, due_on=due_on, done_on=done_on, adoption=adoption)
    with database.write(CLERK, "事项") as session:
        record = MatterRecord(created_at=now(session))
        record.take(facts)
        session.add(record)
    assert column(database, "matters", "state", on) == [matter_state(facts, on).value]
    assert column(database, "matters", "days", on) == [(done_on - START).days if done_on else None]


@pytest.mark.parametrize("first", [D(2020, 2, 29), D(2020, 3, 1), D(2024, 2, 29), None])
@pytest.mark.parametrize("on", [D(2025, 2, 28), D(2025, 3, 1), D(2024, 2, 28), D(2024, 2, 29), D(2019, 1, 1)])
def test_years_in_practice(advisers: AdviserServices, database: Database, first: date | None, on: date) -> None:
    if first is not None and first > D(2025, 3, 3):
        return
    advisers.people.save(replace(advisers.people.get(1), first_practised_on=first), CLERK)
    assert column(database, "advisers", "practice_years", on)[0] == years_in_practice(first, on)


@pytest.mark.parametrize(
    "name", ["advisers", "firms", "appointments", "engagements", "payments", "matters", "assessments", "conflicts"]
)
def test_every_column_can_be_shown_sorted_and_searched(
    advisers: AdviserServices, database: Database, name: str, tmp_path: Path
) -> None:
    ledgers = LedgerService(database)
    for item in LEDGERS[name].columns:
        ledgers.lines(name, Query(D(2025, 3, 3), sort=(item.key, True)))
        ledgers.values(name, item.key, Query(D(2025, 3, 3)))
    ledgers.ids(name, Query(D(2025, 3, 3), text="海珠 2025"))
    if LEDGERS[name].as_of:
        ledgers.ids(name, Query(D(2025, 3, 3), as_of=True))
