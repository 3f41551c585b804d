"""The nineteen checks: what each finds, what it leaves alone, and which are on at first."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.checks import ALWAYS, CHECKS, ON_AT_FIRST, Dossier, Unadvised, findings, sheet_of_unit
from app.domain.advisers.engagements import Clause
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserKind
from app.domain.advisers.templates import Grade
from app.domain.documents.facts import Waiver
from app.domain.submissions.facts import Adoption
from app.domain.units import UnitCategory, UnitFacts
from app.services.settings import load_profile
from tests.advisers import appointed, asked, contract, declared, lawyer

D = date
ON = D(2025, 3, 3)
EVERY = tuple(check.key for check in CHECKS)


def quiet(**given: Any) -> Dossier:
    """A district in which everything is as it should be: three lawyers, a contract in use, one of its own staff."""
    lawyers = {key: lawyer(f"律师{key}", firm_id=1) for key in (1, 2, 3)}
    staff = {4: replace(lawyer("张科长"), kind=AdviserKind.LEGAL_STAFF, qualification_number="A2010")}
    facts = contract(clauses=tuple(Clause), filed_on=D(2024, 12, 25), notice_on=None)
    dossier = Dossier(
        ON,
        load_profile("guangzhou").on(ON),
        advisers={**lawyers, **staff},
        appointments={key: appointed(adviser_id=key) for key in (1, 2, 3, 4)},
        engagements={1: facts},
        payments={1: PaymentFacts(1, due=8_000_000, due_on=D(2025, 12, 1))},
        matters={1: asked(due_on=D(2025, 3, 10))},
        units={1: UnitFacts("海珠区人民政府", UnitCategory.GOVERNMENT)},
    )
    return replace(dossier, **given)


def test_nothing_is_found_where_all_is_well() -> None:
    assert findings(quiet(), EVERY) == []


OLD = {
    "starts_on": D(2023, 1, 1),
    "ends_on": D(2023, 12, 31),
    "signed_on": D(2022, 12, 1),
    "clauses": tuple(Clause),
    "filed_on": D(2022, 12, 2),
}
ASKED = {1: asked(), 2: asked(asked_on=D(2023, 5, 1), done_on=D(2023, 5, 2))}
UNFIT = AssessmentFacts(1, 1, 2023, assessed_on=D(2023, 12, 1))


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        (
            "ADV-01",
            {"appointments": {1: appointed(), 2: appointed(adviser_id=2), 4: appointed(adviser_id=4)}},
            "2名，少于3名",
        ),
        ("ADV-02", {"appointments": {**quiet().appointments, 1: appointed(ends_on=D(2026, 12, 30))}}, "不足36个月"),
        ("ADV-02", {"appointments": {**quiet().appointments, 1: appointed(ends_on=D(2029, 1, 1))}}, "超过60个月"),
        (
            "ADV-03",
            {"engagements": {1: contract(clauses=tuple(Clause), filed_on=D(2024, 12, 25), ends_on=D(2025, 5, 1))}},
            "还有59天到期",
        ),
        (
            "ADV-03",
            {"engagements": {**quiet().engagements, 2: contract(**OLD)}, "matters": ASKED},
            "已于2023年12月31日到期",
        ),
        (
            "ADV-04",
            {
                "appointments": {
                    **quiet().appointments,
                    9: appointed(previous_id=1, starts_on=D(2027, 1, 5), ends_on=D(2030, 1, 4)),
                }
            },
            "断档4天",
        ),
        (
            "ADV-04",
            {"appointments": {**quiet().appointments, 9: appointed(starts_on=D(2026, 12, 31), ends_on=D(2030, 1, 4))}},
            "两个聘期重叠",
        ),
        (
            "ADV-05",
            {"engagements": {1: contract(clauses=(Clause.LIABILITY,), filed_on=D(2024, 12, 25))}},
            "保密义务、利益冲突防范、解除情形",
        ),
        ("ADV-06", {"engagements": {1: contract(clauses=tuple(Clause))}}, "2025年1月4日"),
        ("ADV-07", {"payments": {1: PaymentFacts(1, due=100, due_on=D(2025, 3, 2))}}, "已逾期1天"),
        (
            "ADV-07",
            {"payments": {1: PaymentFacts(1, paid=8_000_001, paid_on=D(2025, 1, 1))}},
            "超过合同金额80,000.00元",
        ),
        ("ADV-08", {"unadvised": (Unadvised("submissions", 5, "某决策", 1),)}, "没有法律顾问的意见"),
        ("ADV-09", {"matters": {1: asked(done_on=ON, adoption=Adoption.NOT_ADOPTED)}}, "没有写明理由"),
        (
            "ADV-10",
            {
                "matters": {
                    1: asked(asked_on=D(2025, 1, 2), done_on=D(2025, 2, 1)),
                    2: asked(asked_on=D(2025, 1, 2), done_on=D(2025, 1, 31), adoption=Adoption.PENDING),
                }
            },
            "超过30天",
        ),
        ("ADV-11", {"matters": {1: asked(due_on=D(2025, 3, 1), asked_on=D(2025, 2, 1))}}, "尚未完成，迟2天"),
        (
            "ADV-12",
            {"engagements": {1: contract(clauses=tuple(Clause), filed_on=D(2024, 12, 25), starts_on=D(2024, 7, 1))}},
            "没有2024年度考核",
        ),
        (
            "ADV-13",
            {
                "appointments": {**quiet().appointments, 1: appointed(previous_id=9)},
                "assessments": {1: (UNFIT, Grade.UNQUALIFIED)},
            },
            "不合格仍续聘",
        ),
        (
            "ADV-14",
            {
                "engagements": {1: contract(clauses=tuple(Clause), filed_on=D(2024, 12, 25), starts_on=D(2024, 2, 1))},
                "matters": {},
                "assessments": {1: (replace(UNFIT, year=2024), Grade.EXCELLENT)},
            },
            "第1个合同年",
        ),
        ("ADV-15", {"matters": {1: asked(counterparty="某某置业有限公司")}, "conflicts": {1: declared()}}, "不能交办"),
        ("ADV-16", {"appointments": {key: appointed(adviser_id=key) for key in (1, 2, 3)}}, "请指定专职人员"),
        (
            "ADV-17",
            {
                "appointments": {
                    **quiet().appointments,
                    1: appointed(chief=True),
                    2: appointed(adviser_id=2, chief=True),
                }
            },
            "首席",
        ),
        (
            "ADV-18",
            {"advisers": {**quiet().advisers, 4: replace(lawyer("张科长"), kind=AdviserKind.LEGAL_STAFF)}},
            "不足80%",
        ),
        ("ADV-19", {"advisers": {**quiet().advisers, 1: lawyer("律师1", first_practised_on=D(2019, 1, 2))}}, "执业4年"),
    ],
)
def test_what_a_check_finds(key: str, given: dict[str, Any], said: str) -> None:
    (finding,) = findings(quiet(**given), EVERY)
    assert finding.check == finding.problem.rule == key
    assert said in finding.problem.message
    assert finding.problem.basis is not None


def test_a_reason_settles_what_it_speaks_of() -> None:
    short = appointed(ends_on=D(2026, 12, 30), waivers=(Waiver("ADV-02", "与政府任期一致"),))
    assert findings(quiet(appointments={**quiet().appointments, 1: short}), EVERY) == []
    again = appointed(previous_id=9, waivers=(Waiver("ADV-13", "已整改并复核合格"),))
    graded = {1: (UNFIT, Grade.UNQUALIFIED)}
    assert findings(quiet(appointments={**quiet().appointments, 1: again}, assessments=graded), EVERY) == []
    late = appointed(
        previous_id=1, starts_on=D(2027, 1, 5), ends_on=D(2030, 1, 4), waivers=(Waiver("ADV-04", "招标延期"),)
    )
    assert findings(quiet(appointments={**quiet().appointments, 9: late}), EVERY) == []
    beside = replace(late, previous_id=None, starts_on=D(2026, 12, 1), ends_on=D(2029, 11, 30))
    assert findings(quiet(appointments={**quiet().appointments, 9: beside}), EVERY) == []
    over = {1: PaymentFacts(1, paid=8_000_001, paid_on=D(2025, 1, 1), override="差旅费")}
    assert findings(quiet(payments=over), EVERY) == []


NEXT = {"starts_on": D(2024, 1, 1), "ends_on": D(2024, 12, 31), "signed_on": D(2023, 12, 20)}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"previous_id": 2}, True),
        ({"renewal": True}, True),
        ({}, True),
        ({"previous_id": 2, "signed_on": None}, False),
        ({"waivers": (Waiver("ADV-13", "已整改"),)}, False),
        ({"ended_on": D(2024, 2, 1), "end_reason": "不合格"}, False),
        ({"unit_id": 9}, False),
    ],
)
def test_a_contract_goes_on_with_somebody_unfit(given: dict[str, Any], found: bool) -> None:
    """By its link, as it says itself, or because an earlier one names him; a draft is not yet a renewal."""
    contracts = {2: contract(**OLD, id=2), 3: contract(**{**NEXT, **given}, id=3)}
    dossier = quiet(engagements=contracts, assessments={1: (UNFIT, Grade.UNQUALIFIED)}, appointments={})
    hits = [finding for finding in findings(dossier, ()) if finding.check == "ADV-13"]
    assert [(hit.ledger, hit.record_id) for hit in hits] == ([("engagements", 3)] if found else [])


def test_a_term_that_follows_without_a_link_is_a_renewal() -> None:
    terms = {
        1: appointed(starts_on=D(2021, 1, 1), ends_on=D(2023, 12, 31)),
        2: appointed(starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31)),
    }
    dossier = quiet(appointments=terms, engagements={}, assessments={1: (UNFIT, Grade.UNQUALIFIED)})
    assert [(hit.check, hit.record_id) for hit in findings(dossier, ())] == [("ADV-13", 2)]
    elsewhere = {1: replace(terms[1], unit_id=2), 2: terms[2]}
    assert findings(replace(dossier, appointments=elsewhere), ()) == []


def test_an_assessment_under_way_is_none() -> None:
    began = {1: contract(clauses=tuple(Clause), filed_on=D(2024, 12, 25), starts_on=D(2024, 7, 1))}
    for day, expected in ((None, ["ADV-12"]), (D(2025, 1, 10), [])):
        facts = replace(UNFIT, year=2024, assessed_on=day)
        found = findings(quiet(engagements=began, assessments={1: (facts, Grade.EXCELLENT)}), EVERY)
        assert [finding.check for finding in found] == expected


def test_a_term_that_is_being_ended_is_not_to_be_renewed() -> None:
    ending = appointed(ends_on=D(2025, 3, 31), starts_on=D(2022, 4, 1))
    assert [finding.check for finding in findings(quiet(appointments={**quiet().appointments, 1: ending}))] == [
        "ADV-03"
    ]
    ended = replace(ending, ended_on=D(2025, 3, 20), end_reason="辞任")
    assert findings(quiet(appointments={**quiet().appointments, 1: ended})) == []


def test_a_suspended_adviser_does_not_serve() -> None:
    away = {**quiet().advisers, 1: lawyer("律师1", firm_id=1, suspended_on=ON, suspended_reason="核查")}
    assert [finding.check for finding in findings(quiet(advisers=away), EVERY)] == ["ADV-01"]


def test_what_is_to_be_paid_is_not_paid() -> None:
    later = {1: PaymentFacts(1, paid=8_000_001, paid_on=D(2025, 3, 4))}
    assert findings(quiet(payments=later), EVERY) == []


def test_one_person_is_no_second_chief() -> None:
    terms = {
        1: appointed(chief=True),
        9: appointed(chief=True, previous_id=1, starts_on=D(2026, 12, 1), ends_on=D(2029, 12, 31)),
    }
    assert "ADV-17" not in {finding.check for finding in findings(quiet(appointments=terms), EVERY)}


def test_what_is_asked_of_the_government_stands_on_its_sheet_only() -> None:
    unlearned = quiet(advisers={**quiet().advisers, 4: replace(lawyer("张科长"), kind=AdviserKind.LEGAL_STAFF)})
    listed = findings(unlearned, EVERY)
    own = dict(sheet_of_unit(listed, 1, EVERY, government=True))
    assert [finding.check for found in own.values() for finding in found] == ["ADV-18"]
    other = {check.key for check, _ in sheet_of_unit(listed, 2, EVERY)}
    assert {check.key for check in own} - other == {"ADV-01", "ADV-02", "ADV-18"}


def test_only_expiry_payment_and_adoption_are_on_at_first() -> None:
    assert ON_AT_FIRST == ("ADV-03", "ADV-07", "ADV-09", "ADV-10")
    few = quiet(appointments={})
    assert findings(few) == []
    assert {finding.check for finding in findings(few, EVERY)} == {"ADV-01", "ADV-16"}
    elsewhere = replace(few, units={1: UnitFacts("惠州市人民政府", UnitCategory.GOVERNMENT, confirmed=False)})
    assert {finding.check for finding in findings(elsewhere, EVERY)} == {"ADV-16"}, "named in an old ledger only"
    two_chiefs = {key: appointed(adviser_id=key, chief=True) for key in (1, 2)}
    assert {finding.check for finding in findings(quiet(appointments=two_chiefs), ())} == {"ADV-17"} <= ALWAYS


def test_the_sheet_of_a_unit_names_every_check_that_is_on() -> None:
    overdue = quiet(payments={1: PaymentFacts(1, due=100, due_on=D(2025, 3, 2))})
    sheet = sheet_of_unit(findings(overdue), 1)
    assert [(check.key, len(found)) for check, found in sheet] == [
        ("ADV-03", 0), ("ADV-07", 1), ("ADV-09", 0), ("ADV-10", 0), ("ADV-13", 0), ("ADV-15", 0), ("ADV-17", 0),
    ]  # fmt: skip
    assert all(not found for _, found in sheet_of_unit(findings(overdue), 2))


def test_what_was_over_before_the_office_began_is_history() -> None:
    old = contract(**OLD, id=2)
    asked_for = quiet(engagements={**quiet().engagements, 2: old}, matters={1: asked()})
    assert {finding.check for finding in findings(asked_for, EVERY)} == {"ADV-03", "ADV-14"}
    assert findings(replace(asked_for, since=D(2024, 1, 1)), EVERY) == []
    late = quiet(payments={1: PaymentFacts(1, due=100, due_on=D(2025, 3, 2))}, since=D(2025, 3, 2))
    assert [finding.check for finding in findings(late, EVERY)] == ["ADV-07"]
    assert findings(replace(late, since=D(2025, 3, 3)), EVERY) == []
