"""Appointments, contracts and payments: what is refused at which field, chains without circles, sums that hold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from app.domain.advisers.appointments import (
    AppointmentFacts,
    AppointmentKind,
    AppointmentKnown,
    EndReason,
    next_start,
    problems_of_appointment,
)
from app.domain.advisers.contract_rules import ContractKnown, problems_of_engagement
from app.domain.advisers.engagements import (
    Category,
    Engaged,
    Filing,
    Method,
    Pricing,
    engagement_state,
    reminder_due,
    reminders,
)
from app.domain.advisers.payments import (
    PaymentFacts,
    PaymentState,
    outstanding,
    parted,
    payment_state,
    problems_of_payment,
    settled,
    total_due,
    total_paid,
)
from app.domain.advisers.people import AdviserKind
from app.domain.documents.facts import Doubt, Waiver
from app.domain.problems import Severity, errors
from app.services.settings import load_profile
from tests.advisers import appointed, contract

D = date
PROFILE = load_profile("guangzhou").on(D(2025, 3, 3))
KNOWN = AppointmentKnown(AdviserKind.LAWYER)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"ends_on": D(2023, 12, 31)}, "ends_on", "早于期限起"),
        ({"ends_on": None}, "ends_on", "请填写聘期止"),
        ({"starts_on": None, "ends_on": None}, "starts_on", "请填写聘期起"),
        ({"open_ended": True}, "open_ended", "期限止"),
        ({"ended_on": D(2025, 1, 1)}, "end_reason", "写明原因"),
        ({"ended_on": D(2023, 1, 1), "end_reason": "调离"}, "ended_on", "早于期限起"),
        ({"ended_on": D(2027, 1, 2), "end_reason": "调离"}, "ended_on", "届满"),
        ({"kind": AppointmentKind.ASSIGNED}, "kind", "请改选“聘任”"),
        ({"previous_id": 9}, "previous_id", "同一顾问在同一单位"),
    ],
)
def test_what_an_appointment_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    problems = errors(problems_of_appointment(appointed(**given), KNOWN))
    assert problems[0].field == field
    assert said in problems[0].message


def test_the_governments_own_people_are_assigned() -> None:
    known = AppointmentKnown(AdviserKind.PUBLIC_LAWYER)
    (problem,) = errors(problems_of_appointment(appointed(), known))
    assert (problem.field, "任命" in problem.message) == ("kind", True)
    assert problems_of_appointment(appointed(kind=AppointmentKind.ASSIGNED, ends_on=None, open_ended=True), known) == []


def test_a_second_chief_is_refused_by_name_while_the_first_serves() -> None:
    first = appointed(adviser_id=2, chief=True)
    known = replace(KNOWN, chiefs={5: ("王某", first)})
    (problem,) = problems_of_appointment(appointed(chief=True), known)
    assert (problem.field, problem.severity, problem.record) == ("chief", Severity.ERROR, 5)
    assert "王某" in problem.message
    after = appointed(chief=True, starts_on=D(2027, 1, 1), ends_on=D(2029, 12, 31))
    assert problems_of_appointment(after, known) == []
    assert problems_of_appointment(appointed(chief=False), known) == []
    own = replace(KNOWN, chiefs={5: ("李某某", appointed(id=5, chief=True))})
    next_term = appointed(chief=True, starts_on=D(2026, 12, 1), ends_on=D(2029, 12, 31))
    assert problems_of_appointment(next_term, own) == [], "his own terms are no second chief"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ends_on": D(2026, 12, 30)}, "不足36个月"),
        ({"ends_on": D(2029, 1, 1)}, "超过60个月"),
        ({"ends_on": D(2026, 12, 31)}, ""),
        ({"ends_on": D(2028, 12, 31)}, ""),
    ],
)
def test_a_term_of_the_government_is_as_long_as_the_place_says(given: dict[str, Any], said: str) -> None:
    assert problems_of_appointment(appointed(**given), KNOWN) == [], "of other units nobody says how long"
    found = problems_of_appointment(appointed(**given), replace(KNOWN, length=PROFILE))
    expected = [("ends_on", "ADV-02", Severity.WARNING, True)] if said else []
    assert [(each.field, each.rule, each.severity, said in each.message) for each in found] == expected


@pytest.mark.parametrize(
    ("starts_on", "said"),
    [(D(2027, 1, 1), ""), (D(2027, 1, 3), "断档2天"), (D(2026, 12, 31), "重叠1天"), (D(2024, 1, 1), "必须晚于")],
)
def test_a_renewal_begins_the_day_after(starts_on: date, said: str) -> None:
    before = appointed(id=1)
    assert next_start(before.span()) == D(2027, 1, 1)
    renewal = appointed(starts_on=starts_on, ends_on=D(2029, 12, 31), previous_id=1)
    problems = problems_of_appointment(renewal, replace(KNOWN, siblings={1: before}))
    assert [said in problem.message for problem in problems] == ([True] if said else [])


def test_a_term_is_renewed_once() -> None:
    siblings = {1: appointed(id=1), 2: appointed(id=2, previous_id=1, starts_on=D(2027, 1, 1), ends_on=D(2029, 1, 1))}
    again = appointed(previous_id=1, starts_on=D(2027, 1, 1), ends_on=D(2028, 1, 1))
    messages = [
        problem.message for problem in errors(problems_of_appointment(again, replace(KNOWN, siblings=siblings)))
    ]
    assert any("已经续聘过" in message for message in messages)


_acts = st.tuples(st.integers(1, 6), st.one_of(st.integers(-1, 6), st.integers(10, 3000)))
"""Which of six terms is edited: up to 6 the term it is to follow (none for -1), from 10 the day it is to begin on."""


@given_(st.lists(st.integers(10, 3000), min_size=6, max_size=6), st.lists(_acts, max_size=20))
def test_no_accepted_chain_has_a_circle(starts: list[int], acts: list[tuple[int, int]]) -> None:
    """Whatever links and days are asked for, what is accepted leads back in time and ends."""

    def begun(facts: AppointmentFacts, offset: int) -> AppointmentFacts:
        start = D(2020, 1, 1) + timedelta(offset)
        return replace(facts, starts_on=start, ends_on=start + timedelta(365))

    kept = {key: begun(appointed(id=key), offset) for key, offset in enumerate(starts, 1)}
    for key, wanted in acts:
        edited = (
            begun(kept[key], wanted) if wanted >= 10 else replace(kept[key], previous_id=wanted if wanted > 0 else None)
        )
        if not errors(problems_of_appointment(edited, replace(KNOWN, siblings=kept))):
            kept[key] = edited
    followers = [each.previous_id for each in kept.values() if each.previous_id is not None]
    assert len(set(followers)) == len(followers), "one renewal each"
    for start_key in kept:
        seen: set[int] = set()
        at: int | None = start_key
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = kept[at].previous_id


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({}, "", ""),
        ({"starts_on": D(2027, 1, 1), "ends_on": D(2027, 6, 30)}, "starts_on", "早于下一期"),
        ({"starts_on": None, "doubts": (Doubt("term", "", ""),)}, "starts_on", "早于下一期"),
        ({"ends_on": D(2027, 1, 10)}, "ends_on", "与下一期重叠10天"),
        ({"ends_on": D(2026, 12, 21)}, "ends_on", "与下一期之间断档10天"),
    ],
)
def test_an_earlier_term_stays_before_the_one_that_follows(given: dict[str, Any], field: str, said: str) -> None:
    after = appointed(id=2, previous_id=1, starts_on=D(2027, 1, 1), ends_on=D(2029, 12, 31))
    found = problems_of_appointment(appointed(id=1, **given), replace(KNOWN, siblings={2: after}))
    assert [(each.field, said in each.message) for each in found] == ([(field, True)] if field else [])
    following = contract(id=2, previous_id=1, starts_on=D(2027, 1, 1), ends_on=D(2027, 12, 31))
    facts = contract(id=1, **{"starts_on": D(2026, 1, 1), "ends_on": D(2026, 12, 31), **given})
    found = problems_of_engagement(facts, ContractKnown(after=following), PROFILE)
    assert [(each.field, said in each.message) for each in found] == ([(field, True)] if field else [])


def test_somebody_dismissed_is_not_renewed_without_a_word() -> None:
    before = appointed(id=1, ended_on=D(2026, 12, 1), end_kind=EndReason.DISMISSED, end_reason="泄露工作秘密")
    again = appointed(previous_id=1, starts_on=D(2026, 12, 1), ends_on=D(2029, 11, 30))
    (told,) = problems_of_appointment(again, replace(KNOWN, siblings={1: before}))
    assert (told.field, told.severity, "泄露工作秘密" in told.message) == ("previous_id", Severity.WARNING, True)
    moved = replace(before, end_kind=EndReason.MOVED)
    assert problems_of_appointment(again, replace(KNOWN, siblings={1: moved})) == []


def test_a_gap_that_the_follower_explains_is_not_told_twice() -> None:
    explained = appointed(
        id=2, previous_id=1, starts_on=D(2027, 2, 1), ends_on=D(2029, 12, 31), waivers=(Waiver("ADV-04", "招标延期"),)
    )
    assert problems_of_appointment(appointed(id=1), replace(KNOWN, siblings={2: explained})) == []


def test_a_new_term_that_overlaps_another_is_told() -> None:
    (found,) = problems_of_appointment(appointed(), replace(KNOWN, siblings={1: appointed(id=1)}))
    assert (found.severity, found.record, "重叠" in found.message) == (Severity.WARNING, 1, True)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name": ""}, "name", "合同名称"),
        ({"firm_id": None, "advisers": ()}, "advisers", "请填写受聘"),
        ({"advisers": (Engaged(1), Engaged(1))}, "advisers", "填写了两次"),
        ({"advisers": (Engaged(1, True), Engaged(2, True))}, "advisers", "只能有一名"),
        ({"advisers": (Engaged(3),)}, "advisers", "任命产生"),
        ({"ends_on": D(2024, 12, 31)}, "ends_on", "早于期限起"),
        ({"awarded_on": D(2025, 1, 1)}, "signed_on", "成交通知书"),
        ({"notice_on": D(2026, 1, 1)}, "notice_on", "晚于"),
        ({"lead_days": (0,)}, "lead_days", "正整数"),
        ({"filed_on": D(2025, 1, 2), "filing": Filing.NOT_FILED}, "filing", "未备案"),
        ({"filed_on": D(2024, 1, 2)}, "filed_on", "早于签订"),
        ({"amount": -1, "pricing": Pricing.PER_CASE}, "amount", "负数"),
        ({"pricing": Pricing.UNPAID}, "amount", "无偿"),
        ({"cap": 1}, "cap", "小于合同金额"),
        ({"previous_id": 4}, "previous_id", "不能是本合同"),
    ],
)
def test_what_a_contract_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    known = ContractKnown(kinds={1: AdviserKind.LAWYER, 2: AdviserKind.LAWYER, 3: AdviserKind.PUBLIC_LAWYER})
    (problem,) = errors(problems_of_engagement(contract(**given), known, PROFILE))
    assert problem.field == field
    assert said in problem.message


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"method": None}, "method"),
        ({"category": None}, "category"),
        ({"category": Category.COMMUNITY}, "served_text"),
        ({"method": Method.CONSULTATION}, "procurement_number"),
        ({"ends_on": D(2028, 1, 1)}, "ends_on"),
        ({"amount": None}, "amount"),
        ({"filing": Filing.FILED}, "filed_on"),
    ],
)
def test_what_is_only_asked_about(given: dict[str, Any], field: str) -> None:
    (problem,) = problems_of_engagement(contract(**given), ContractKnown(), PROFILE)
    assert (problem.field, problem.severity) == (field, Severity.WARNING)


def test_no_amount_below_what_was_paid() -> None:
    (problem,) = errors(problems_of_engagement(contract(amount=100), ContractKnown(paid=101), PROFILE))
    assert (problem.field, "1.01元" in problem.message) == ("amount", True)
    assert not errors(
        problems_of_engagement(contract(amount=None, pricing=Pricing.HOURLY), ContractKnown(paid=101), PROFILE)
    )


@pytest.mark.parametrize(
    ("given", "known", "severity"),
    [
        ({}, ContractKnown(paid=9_000_000, limit=8_000_000), Severity.WARNING),
        ({"amount": 8_500_000}, ContractKnown(paid=9_000_000, limit=8_000_000), Severity.WARNING),
        ({"amount": 7_900_000}, ContractKnown(paid=9_000_000, limit=8_000_000), Severity.ERROR),
        ({}, ContractKnown(paid=9_000_000, limit=8_000_000, over_paid_for="差旅费"), Severity.NOTE),
        ({"amount": None, "cap": 8_000_000, "pricing": Pricing.HOURLY}, ContractKnown(paid=9_000_000), Severity.ERROR),
        ({"amount": 9_000_000}, ContractKnown(paid=9_000_000, limit=8_000_000), None),
    ],
)
def test_a_contract_paid_beyond_its_sum_is_told_not_held_up(
    given: dict[str, Any], known: ContractKnown, severity: Severity | None
) -> None:
    found = problems_of_engagement(contract(**given), known, PROFILE)
    assert [problem.severity for problem in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ({"invoice": "F9"}, Severity.NOTE),
        ({"paid": 3_000_000}, Severity.NOTE),
        ({"paid": 4_000_001}, Severity.ERROR),
        ({"paid": 4_000_001, "override": "补充约定"}, Severity.NOTE),
    ],
)
def test_an_innocent_instalment_beside_an_over_payment_may_be_corrected(
    given: dict[str, Any], severity: Severity
) -> None:
    first = PaymentFacts(1, 1, paid=4_000_000, paid_on=D(2025, 1, 2), id=1)
    second = PaymentFacts(1, 2, paid=6_000_000, paid_on=D(2025, 6, 2), override="补充约定的差旅费", id=2)
    found = problems_of_payment(replace(first, **given), contract(), [first, second])
    assert [(problem.field, problem.severity) for problem in found] == [("paid", severity)]


def test_the_reason_for_an_over_payment_is_not_taken_away() -> None:
    only = PaymentFacts(1, 1, paid=9_000_000, paid_on=D(2025, 1, 2), override="补充约定的差旅费", id=1)
    assert errors(problems_of_payment(replace(only, override=""), contract(), [only]))
    lowered = replace(only, override="", paid=8_000_000)
    assert not problems_of_payment(lowered, contract(), [only])
    silent = replace(only, override="")
    (told,) = problems_of_payment(replace(silent, invoice="F1"), contract(), [silent])
    assert told.severity is Severity.WARNING, "the contract was lowered by an import; nobody is held up"


def test_reminders_come_and_go_by_the_calendar() -> None:
    """29 February is the last day; the notice stands apart from the end."""
    facts = contract(starts_on=D(2027, 3, 1), ends_on=D(2028, 2, 29), notice_on=D(2028, 1, 15))
    assert [item.on for item in reminders(facts)] == [D(2027, 12, 1), D(2027, 12, 31), D(2028, 1, 15), D(2028, 1, 30)]
    due = {
        day: reminder_due(facts, day)
        for day in (D(2027, 11, 30), D(2027, 12, 1), D(2028, 1, 16), D(2028, 2, 29), D(2028, 3, 1))
    }
    assert [item.text if item else None for item in due.values()] == [
        None, "提前90天提醒", "书面通知是否续签的最后一日", "提前30天提醒", None,
    ]  # fmt: skip
    assert reminders(replace(facts, ended_on=D(2027, 6, 1))) == ()
    assert [engagement_state(facts, day).label for day in due] == ["履行中", "将到期", "将到期", "将到期", "已到期"]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"due": None}, "due", "应付金额或实付金额"),
        ({"paid": 100}, "paid_on", "实付日期"),
        ({"paid_on": D(2025, 2, 1)}, "paid", "实付金额"),
        ({"due": -1}, "due", "负数"),
        ({"instalment": 0}, "instalment", "从1开始"),
        ({"instalment": 2}, "instalment", "第2期已经登记"),
        ({"paid": 5_000_001, "paid_on": D(2025, 2, 1)}, "paid", "多0.01元"),
    ],
)
def test_what_a_payment_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    others = [PaymentFacts(1, 2, paid=3_000_000, paid_on=D(2025, 1, 2), id=2)]
    payment = replace(PaymentFacts(1, 1, due=4_000_000), **given)
    (problem,) = errors(problems_of_payment(payment, contract(), others))
    assert problem.field == field
    assert said in problem.message


def test_more_than_the_contract_needs_a_reason_of_its_own() -> None:
    more = PaymentFacts(1, 1, paid=8_000_001, paid_on=D(2025, 2, 1), override="补充约定的差旅费")
    (problem,) = problems_of_payment(more, contract(), [])
    assert (problem.severity, "差旅费" in problem.message) == (Severity.NOTE, True)
    assert problems_of_payment(replace(more, override=""), contract(amount=None, pricing=Pricing.PER_CASE), []) == []
    assert errors(problems_of_payment(replace(more, override=""), contract(amount=None, cap=8_000_000), []))


PAID = {"paid": 100, "paid_on": D(2025, 2, 1)}


@pytest.mark.parametrize(
    ("given", "of_contract", "field", "severity", "said"),
    [
        ({"paid": 100, "paid_on": D(2025, 3, 4)}, {}, "paid_on", Severity.ERROR, "晚于今天"),
        (PAID, {"signed_on": None}, "paid_on", Severity.WARNING, "登记签订"),
        (PAID, {"signed_on": D(2025, 2, 2), "amount": None}, "paid_on", Severity.WARNING, "早于合同签订日期"),
        (PAID, {"pricing": Pricing.UNPAID, "amount": None}, "paid", Severity.WARNING, "无偿"),
        ({"due": 8_000_001}, {}, "due", Severity.WARNING, "超过合同金额80,000.00元"),
        ({"due": 8_000_001}, {"amount": None, "cap": 8_000_000}, "due", Severity.WARNING, "超过封顶金额80,000.00元"),
        ({"due": 7_000_000}, {}, "due", Severity.NOTE, "还有10,000.00元没有列入"),
        ({"due": 8_000_000}, {}, "", Severity.NOTE, ""),
        ({"due": 7_000_000}, {"amount": None, "cap": 8_000_000}, "", Severity.NOTE, ""),
    ],
)
def test_what_is_told_of_a_payment(
    given: dict[str, Any], of_contract: dict[str, Any], field: str, severity: Severity, said: str
) -> None:
    found = problems_of_payment(replace(PaymentFacts(1, 1), **given), contract(**of_contract), [], D(2025, 3, 3))
    expected = [(field, severity, "", True)] if field else []
    assert [(each.field, each.severity, each.rule, said in each.message) for each in found] == expected


@given_(st.integers(1, 10**9), st.integers(0, 10**9))
def test_parting_an_instalment_keeps_its_sum(due: int, paid: int) -> None:
    facts = PaymentFacts(1, 1, due=due, paid=min(paid, due - 1), paid_on=D(2025, 2, 1), invoice="F1")
    first, rest = parted(facts, 2)
    assert settled(first)
    assert (total_due((first, rest)), total_paid((first, rest))) == (due, facts.paid)
    assert outstanding(rest) == outstanding(facts)


@given_(st.integers(0, 10**9), st.lists(st.integers(1, 10**9), max_size=8))
def test_payments_never_exceed_the_total_without_a_reason(total: int, amounts: list[int]) -> None:
    facts, kept = contract(amount=total), []
    for number, amount in enumerate(amounts, 1):
        payment = PaymentFacts(1, number, paid=amount, paid_on=D(2025, 2, 1), id=number)
        if not errors(problems_of_payment(payment, facts, kept)):
            kept.append(payment)
    assert total_paid(kept) <= total


@pytest.mark.parametrize(
    ("payment", "state"),
    [
        (PaymentFacts(1, due=100, due_on=D(2025, 3, 3)), PaymentState.WAITING),
        (PaymentFacts(1, due=100, due_on=D(2025, 3, 2)), PaymentState.OVERDUE),
        (PaymentFacts(1, due=100, paid=100, paid_on=D(2025, 3, 3)), PaymentState.PAID),
        (PaymentFacts(1, due=100, paid=99, paid_on=D(2025, 3, 3)), PaymentState.PARTLY),
        (PaymentFacts(1, due=100, paid=99, paid_on=D(2025, 3, 4)), PaymentState.WAITING),
    ],
)
def test_states_of_a_payment(payment: PaymentFacts, state: PaymentState) -> None:
    assert payment_state(payment, D(2025, 3, 3)) is state
