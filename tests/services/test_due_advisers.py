"""What is due with legal advisers through the due list: it comes by the calendar and goes by the act."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.advisers.conflicts import ConflictDecision
from app.domain.advisers.matters import Conclusion
from app.domain.advisers.payments import PaymentFacts
from app.domain.due.items import DueItem, DueState, DueSubject
from app.domain.submissions.facts import Adoption
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from app.services.due.service import DueService
from app.services.settings import SettingsService
from tests.advisers import asked, contract, declared
from tests.offices import CLERK, Clock

D = date


@pytest.fixture
def due(database: Database, clock: Clock) -> DueService:
    return DueService(database, clock)


def of(due: DueService, subject: DueSubject, on: date) -> list[DueItem]:
    return due.items(on, subject=subject)


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (D(2025, 10, 1), None, ""),
        (D(2025, 10, 2), DueState.NORMAL, "还有90天"),
        (D(2025, 12, 30), DueState.SOON, "还有1天"),
        (D(2026, 1, 1), DueState.OVERDUE, "逾期1天"),
        (D(2026, 1, 30), DueState.OVERDUE, "逾期30天"),
        (D(2026, 1, 31), None, ""),
    ],
)
def test_the_end_of_a_contract_comes_with_its_first_reminder(
    advisers: AdviserServices, due: DueService, on: date, state: DueState | None, words: str
) -> None:
    advisers.engagements.save(contract(), CLERK)
    found = of(due, DueSubject.ENGAGEMENTS, on)
    assert [(item.state, item.words) for item in found] == ([(state, words)] if state else [])
    if state:
        assert due.of(DueSubject.ENGAGEMENTS, 1, on) == found


def test_a_renewal_takes_it_off(advisers: AdviserServices, due: DueService) -> None:
    advisers.engagements.save(contract(), CLERK)
    assert len(of(due, DueSubject.ENGAGEMENTS, D(2025, 12, 1))) == 1
    advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    assert of(due, DueSubject.ENGAGEMENTS, D(2025, 12, 1)) == []


def test_what_ended_before_the_office_began_is_not_due(
    advisers: AdviserServices, due: DueService, database: Database
) -> None:
    advisers.engagements.save(contract(), CLERK)
    settings = SettingsService(database)
    settings.save(replace(settings.get(), go_live_on=D(2026, 1, 1)), CLERK)
    assert of(due, DueSubject.ENGAGEMENTS, D(2026, 1, 5)) == []


def test_an_instalment_is_due_until_it_is_paid(advisers: AdviserServices, due: DueService) -> None:
    advisers.engagements.save(contract(), CLERK)
    plan = [PaymentFacts(1, due=4_000_000, due_on=D(2025, 6, 30)), PaymentFacts(1, due=4_000_000)]
    advisers.payments.plan(1, plan, CLERK)
    (item,) = of(due, DueSubject.PAYMENTS, D(2025, 7, 2))
    assert (item.record_id, item.what, item.words, item.unit) == (
        1,
        "支付第1期40,000.00元",
        "逾期2天",
        "海珠区人民政府",
    )
    advisers.payments.pay(1, D(2025, 7, 2), 4_000_000, CLERK)
    assert of(due, DueSubject.PAYMENTS, D(2025, 7, 2)) == []


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (D(2025, 3, 3), DueState.NORMAL, "还有21天"),
        (D(2025, 3, 20), DueState.SOON, "还有4天"),
        (D(2025, 3, 24), DueState.SOON, "今天到期"),
        (D(2025, 3, 26), DueState.OVERDUE, "逾期2天"),
    ],
)
def test_a_matter_is_due_on_the_day_asked_for(
    advisers: AdviserServices, due: DueService, on: date, state: DueState, words: str
) -> None:
    advisers.matters.assign(asked(due_on=D(2025, 3, 24)), CLERK)
    (item,) = of(due, DueSubject.MATTERS, on)
    assert (item.what, item.state, item.words) == ("请承办顾问出具意见", state, words)
    assert item.limit == "要求2025年3月24日前完成"
    assert due.of(DueSubject.MATTERS, 1, on) == [item]
    advisers.matters.give_opinion(1, D(2025, 3, 24), Conclusion.LAWFUL, CLERK)
    (after,) = of(due, DueSubject.MATTERS, D(2025, 3, 26))
    assert after.what == "向委托单位了解采纳情况并登记", "the next one is the unit's"


def test_an_opinion_waits_for_what_became_of_it(advisers: AdviserServices, due: DueService) -> None:
    advisers.matters.assign(asked(), CLERK)
    assert of(due, DueSubject.MATTERS, D(2025, 3, 5)) == []
    advisers.matters.give_opinion(1, D(2025, 3, 4), Conclusion.LAWFUL, CLERK)
    (item,) = of(due, DueSubject.MATTERS, D(2025, 3, 5))
    assert (item.record_id, item.start, item.unit) == (1, D(2025, 3, 4), "海珠区人民政府")
    advisers.matters.record_adoption(1, Adoption.ADOPTED, D(2025, 3, 6), CLERK)
    assert of(due, DueSubject.MATTERS, D(2025, 3, 6)) == []


def test_an_open_conflict_waits_for_its_decision(advisers: AdviserServices, due: DueService) -> None:
    advisers.conflicts.declare(declared(), CLERK)
    (item,) = of(due, DueSubject.CONFLICTS, D(2025, 3, 5))
    assert (item.state, item.title) == (DueState.UNLIMITED, "李某某　某某置业有限公司")
    advisers.conflicts.decide(1, ConflictDecision.RECUSED, D(2025, 3, 5), "王五", CLERK)
    assert of(due, DueSubject.CONFLICTS, D(2025, 3, 5)) == []
