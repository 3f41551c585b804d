"""What is due with legal advisers through the due list: it comes by the calendar and goes by the act."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.advisers.appointments import EndReason
from app.domain.advisers.conflicts import ConflictDecision
from app.domain.advisers.matters import Conclusion
from app.domain.advisers.payments import PaymentFacts
from app.domain.due.items import DueItem, DueState, DueSubject
from app.domain.submissions.facts import Adoption
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from app.services.due.service import DueService
from app.services.settings import SettingsService
from tests.advisers import appointed, asked, contract, declared
from tests.offices import CLERK, Clock

D = date


@pytest.fixture
def due(database: Database, clock: Clock) -> DueService:
    return DueService(database, clock)


TWO = [PaymentFacts(1, due=4_000_000, due_on=D(2025, 6, 30)), PaymentFacts(1, due=4_000_000, due_on=D(2025, 12, 1))]


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


def acts(found: list[DueItem]) -> list[tuple[int | None, str, str]]:
    return [(item.record_id, item.act, item.words) for item in found]


def test_only_a_signed_renewal_takes_it_off(advisers: AdviserServices, due: DueService) -> None:
    """What a clerk began and forgot stays on the list: the signature, by the renewal's first day."""
    advisers.engagements.save(contract(), CLERK)
    on, late = D(2025, 12, 1), D(2026, 1, 15)
    assert acts(of(due, DueSubject.ENGAGEMENTS, on)) == [(1, "renew", "还有30天")]
    advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    assert acts(of(due, DueSubject.ENGAGEMENTS, on)) == [(2, "sign", "还有31天")]
    assert acts(of(due, DueSubject.ENGAGEMENTS, late)) == [(2, "sign", "逾期14天")]
    assert of(due, DueSubject.ENGAGEMENTS, late)[0].what == "签订续签合同"
    assert [finding.check for finding in advisers.checks.findings(late)] == ["ADV-03"]
    advisers.engagements.sign(2, D(2026, 1, 15), CLERK)
    assert of(due, DueSubject.ENGAGEMENTS, late) == []
    assert advisers.checks.findings(late) == []


def test_a_drafted_renewal_that_begins_much_later_leaves_the_end_on_the_list(
    advisers: AdviserServices, due: DueService
) -> None:
    advisers.engagements.save(contract(), CLERK)
    advisers.engagements.renew(1, D(2027, 6, 30), CLERK, starts_on=D(2026, 7, 1))
    assert acts(of(due, DueSubject.ENGAGEMENTS, D(2025, 12, 1))) == [(1, "renew", "还有30天")]


def test_what_is_being_ended_is_not_to_be_renewed(advisers: AdviserServices, due: DueService) -> None:
    advisers.engagements.save(contract(notice_on=D(2025, 11, 30)), CLERK)
    advisers.appointments.appoint(appointed(ends_on=D(2025, 12, 31)), CLERK)
    advisers.engagements.end(1, D(2025, 12, 15), EndReason.AGREED, "协商一致", CLERK)
    advisers.appointments.end(1, D(2025, 12, 15), EndReason.AGREED, "协商一致", CLERK)
    assert due.items(D(2025, 12, 1), horizon=40) == []


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (D(2028, 1, 29), None),
        (D(2028, 1, 30), "还有30天"),
        (D(2028, 2, 28), "还有1天"),
        (D(2028, 2, 29), "今天到期"),
        (D(2028, 3, 1), "逾期1天"),
        (D(2028, 3, 31), None),
    ],
)
def test_the_last_day_to_give_notice_is_due_of_itself(
    advisers: AdviserServices, due: DueService, on: date, words: str | None
) -> None:
    """29 February: told before with the contract's own lead, and missed the day after; 已知晓 takes it off."""
    facts = contract(starts_on=D(2027, 4, 1), ends_on=D(2028, 4, 30), notice_on=D(2028, 2, 29), lead_days=(30,))
    advisers.engagements.save(replace(facts, signed_on=D(2027, 3, 1)), CLERK)
    found = [item for item in of(due, DueSubject.ENGAGEMENTS, on) if item.act == "notice"]
    assert [(item.words, item.what, item.by_mark) for item in found] == (
        [(words, "书面通知对方是否续签", True)] if words else []
    )


@pytest.mark.parametrize(
    ("on", "what", "words"),
    [
        (D(2027, 11, 30), None, ""),
        (D(2027, 12, 1), "决定是否续聘", "还有90天"),
        (D(2028, 2, 29), "决定是否续聘", "今天到期"),
        (D(2028, 3, 1), "聘期届满，办理续聘或者解聘", "逾期1天"),
        (D(2028, 3, 31), None, ""),
    ],
)
def test_the_end_of_a_term_is_due_as_that_of_a_contract(
    advisers: AdviserServices, due: DueService, on: date, what: str | None, words: str
) -> None:
    advisers.appointments.appoint(appointed(starts_on=D(2025, 3, 1), ends_on=D(2028, 2, 29)), CLERK)
    found = of(due, DueSubject.APPOINTMENTS, on)
    assert [(item.what, item.words, item.title, item.unit) for item in found] == (
        [(what, words, "李某某的聘期", "海珠区人民政府")] if what else []
    )
    if what:
        assert due.of(DueSubject.APPOINTMENTS, 1, on) == found
        advisers.appointments.renew(1, D(2031, 2, 28), CLERK)
        assert of(due, DueSubject.APPOINTMENTS, on) == []


def test_a_renewal_given_up_before_it_began_does_not_count(advisers: AdviserServices, due: DueService) -> None:
    on = D(2026, 12, 20)
    advisers.appointments.appoint(appointed(), CLERK)
    advisers.appointments.renew(1, D(2029, 12, 31), CLERK)
    assert of(due, DueSubject.APPOINTMENTS, on) == []
    advisers.appointments.end(2, D(2027, 1, 1), EndReason.RESIGNED, "本人辞任", CLERK)
    assert acts(of(due, DueSubject.APPOINTMENTS, on)) == [(1, "renew", "还有11天")]


def test_what_ended_before_the_office_began_is_not_due(
    advisers: AdviserServices, due: DueService, database: Database
) -> None:
    advisers.engagements.save(contract(), CLERK)
    settings = SettingsService(database)
    settings.save(replace(settings.get(), go_live_on=D(2026, 1, 1)), CLERK)
    assert of(due, DueSubject.ENGAGEMENTS, D(2026, 1, 5)) == []


def test_an_instalment_is_due_until_it_is_paid(advisers: AdviserServices, due: DueService, clock: Clock) -> None:
    clock.pass_(days=400)
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


def test_what_is_left_of_an_instalment_stays_due(advisers: AdviserServices, due: DueService, clock: Clock) -> None:
    """The rest is paid as an instalment of its own: each payment keeps its day and its invoice."""
    clock.pass_(days=400)
    on = D(2025, 7, 2)
    advisers.engagements.save(contract(), CLERK)
    first, _ = advisers.payments.plan(1, TWO, CLERK)
    advisers.payments.pay(first.id or 0, D(2025, 6, 20), 100, CLERK, invoice="F1")
    (item,) = [item for item in of(due, DueSubject.PAYMENTS, on) if item.due == D(2025, 6, 30)]
    assert (item.record_id, item.what, item.words) == (1, "支付第1期余款39,999.00元", "逾期2天")
    assert "ADV-07" in [finding.check for finding in advisers.checks.findings(on)]
    rest = advisers.payments.pay(first.id or 0, on, 3_999_900, CLERK, invoice="F2")
    assert [(each.instalment, each.due, each.paid, each.invoice) for each in advisers.payments.of_engagement(1)] == [
        (1, 100, 100, "F1"), (2, 4_000_000, None, ""), (3, 3_999_900, 3_999_900, "F2"),
    ]  # fmt: skip
    assert rest.condition == "第1期余款"
    assert [item.due for item in of(due, DueSubject.PAYMENTS, on)] == [D(2025, 12, 1)]


def test_drafts_and_ended_contracts_do_not_ask_for_money(advisers: AdviserServices, due: DueService) -> None:
    advisers.engagements.save(contract(signed_on=None), CLERK)
    advisers.payments.plan(1, TWO, CLERK)
    late = D(2026, 1, 5)
    assert of(due, DueSubject.PAYMENTS, late) == []
    advisers.engagements.sign(1, D(2024, 12, 20), CLERK)
    assert [item.due for item in of(due, DueSubject.PAYMENTS, late)] == [D(2025, 6, 30), D(2025, 12, 1)]
    advisers.engagements.end(1, D(2025, 8, 1), EndReason.AGREED, "协商一致", CLERK)
    assert [item.due for item in of(due, DueSubject.PAYMENTS, late)] == [D(2025, 6, 30)]
    found = [finding.record_id for finding in advisers.checks.findings(late) if finding.check == "ADV-07"]
    assert found == [1], "what fell due before the end is still owed"


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
    advisers: AdviserServices, due: DueService, on: date, state: DueState, words: str, clock: Clock
) -> None:
    clock.pass_(days=400)
    advisers.matters.assign(asked(due_on=D(2025, 3, 24)), CLERK)
    (item,) = of(due, DueSubject.MATTERS, on)
    assert (item.what, item.state, item.words) == ("请承办顾问出具意见", state, words)
    assert item.limit == "要求2025年3月24日前完成"
    assert due.of(DueSubject.MATTERS, 1, on) == [item]
    advisers.matters.give_opinion(1, D(2025, 3, 24), Conclusion.LAWFUL, CLERK)
    (after,) = of(due, DueSubject.MATTERS, D(2025, 3, 26))
    assert after.what == "向委托单位了解采纳情况并登记", "the next one is the unit's"


def test_an_opinion_waits_for_what_became_of_it(advisers: AdviserServices, due: DueService, clock: Clock) -> None:
    clock.pass_(days=400)
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
