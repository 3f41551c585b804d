"""Rules of legal advisers through the services: what may still be done with a record that stands, and what is told of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.advisers.appointments import LENGTH_RULE, RENEWAL_RULE, EndReason
from app.domain.advisers.engagements import Engaged, Filing, SupplementKind
from app.domain.advisers.matters import Conclusion
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.templates import SHIPPED
from app.domain.documents.facts import Waiver
from app.domain.problems import Refused, Severity
from app.models.advisers import EngagementRecord
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from app.services.figures.adviser_stock import advisers_in
from app.services.settings import SettingsService
from tests.advisers import appointed, asked, contract, declared, lawyer, unfit
from tests.offices import CLERK, Clock

D = date
EARLIER = {"starts_on": D(2023, 1, 1), "ends_on": D(2023, 12, 31), "signed_on": D(2022, 12, 20), "number": ""}


def fields(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_a_contract_with_a_justified_over_payment_goes_on(advisers: AdviserServices, clock: Clock) -> None:
    clock.pass_(days=400)
    advisers.engagements.save(contract(), CLERK)
    plan = [PaymentFacts(1, due=4_000_000), PaymentFacts(1, due=4_000_000)]
    first, second = advisers.payments.plan(1, plan, CLERK)
    advisers.payments.pay(first.id or 0, D(2025, 1, 20), 4_000_000, CLERK)
    advisers.payments.pay(second.id or 0, D(2025, 6, 20), 8_000_000, CLERK, override="补充约定的差旅费")
    advisers.engagements.file(1, D(2025, 1, 5), CLERK)
    advisers.engagements.supplement(1, SupplementKind.TERM, D(2025, 7, 1), {"ends_on": D(2026, 1, 31)}, CLERK)
    corrected = replace(advisers.payments.get(first.id or 0), invoice="F9", paid=3_900_000)
    assert advisers.payments.save(corrected, CLERK).invoice == "F9"
    with pytest.raises(Refused, match="超过合同金额") as refusal:
        advisers.payments.save(replace(advisers.payments.get(first.id or 0), paid=4_100_000), CLERK)
    assert fields(refusal) == ["paid"]
    ended = advisers.engagements.end(1, D(2025, 9, 1), EndReason.AGREED, "协商一致", CLERK)
    assert ended.ended_on == D(2025, 9, 1)


def test_a_chain_stays_in_order_when_days_change(advisers: AdviserServices, database: Database) -> None:
    """Neither the form nor a link can make a circle, and a file that has one is read all the same."""
    advisers.engagements.save(contract(), CLERK)
    renewed = advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    with pytest.raises(Refused, match="早于下一期的开始日期（2026年1月1日）"):
        advisers.engagements.save(
            replace(advisers.engagements.get(1), starts_on=D(2027, 1, 1), ends_on=D(2027, 12, 31)), CLERK
        )
    with pytest.raises(Refused, match="晚于上一期"):
        advisers.engagements.save(replace(advisers.engagements.get(1), previous_id=renewed.id), CLERK)
    longer = advisers.engagements.supplement(1, SupplementKind.TERM, D(2025, 7, 1), {"ends_on": D(2026, 1, 31)}, CLERK)
    told = advisers.engagements.check(longer, D(2025, 7, 1))
    assert any("与下一期重叠31天" in problem.message for problem in told)
    with database.write(CLERK, "链") as session:
        session.get_one(EngagementRecord, 1).previous_id = renewed.id
    assert [each.id for each in advisers.engagements.chain(1)] == [renewed.id, 1]


def assess_unqualified(advisers: AdviserServices, on: date) -> None:
    """Adviser 1."""
    template = advisers.assessments.save_template(SHIPPED[0], CLERK)
    advisers.assessments.save(unfit(template, on), CLERK)


def test_a_drafted_renewal_of_someone_unfit_is_signed_with_a_reason(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(), CLERK)
    key = advisers.engagements.renew(1, D(2026, 12, 31), CLERK).id or 0
    assess_unqualified(advisers, D(2025, 12, 20))
    with pytest.raises(Refused, match="请写明理由") as refusal:
        advisers.engagements.sign(key, D(2025, 12, 25), CLERK)
    assert fields(refusal) == ["reason"]
    draft = advisers.engagements.get(key)
    (told,) = [item for item in advisers.engagements.check(draft, D(2025, 12, 25)) if item.rule == RENEWAL_RULE]
    assert (told.field, told.severity) == ("advisers", Severity.WARNING)
    typed = replace(advisers.engagements.save(replace(draft, remark="待定"), CLERK), signed_on=D(2025, 12, 25))
    (told,) = [item for item in advisers.engagements.check(typed, D(2025, 12, 25)) if item.rule == RENEWAL_RULE]
    assert told.severity is Severity.ERROR
    accepted = replace(typed, waivers=(Waiver(RENEWAL_RULE, "已整改"),))
    assert RENEWAL_RULE not in [item.rule for item in advisers.engagements.check(accepted, D(2025, 12, 25))]
    signed = advisers.engagements.sign(key, D(2025, 12, 25), CLERK, reason="已整改，经局长办公会同意")
    assert signed.waivers == (Waiver(RENEWAL_RULE, "已整改，经局长办公会同意"),)


def test_a_renewal_of_someone_unfit_that_stands_is_filed_and_ended(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(), CLERK)
    key = advisers.engagements.renew(1, D(2026, 12, 31), CLERK).id or 0
    advisers.engagements.sign(key, D(2025, 12, 1), CLERK)
    advisers.appointments.appoint(appointed(ends_on=D(2025, 12, 31)), CLERK)
    term = advisers.appointments.renew(1, D(2028, 12, 31), CLERK)
    assess_unqualified(advisers, D(2025, 12, 20))
    with pytest.raises(Refused, match="请写明理由"):
        advisers.engagements.renew(key, D(2027, 12, 31), CLERK)
    advisers.engagements.file(key, D(2025, 12, 25), CLERK)
    ended = advisers.engagements.end(key, D(2026, 2, 1), EndReason.DISMISSED, "考核不合格", CLERK)
    assert RENEWAL_RULE not in [item.rule for item in advisers.engagements.check(ended, D(2026, 2, 1))]
    (told,) = advisers.appointments.check(term)
    assert (told.field, told.severity, told.rule) == ("adviser_id", Severity.WARNING, RENEWAL_RULE)
    assert advisers.appointments.end(term.id or 0, D(2026, 2, 1), EndReason.DISMISSED, "考核不合格", CLERK).ended_on


def test_nobody_unfit_is_put_into_a_renewal_that_stands(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(advisers=(Engaged(2, lead=True),)), CLERK)
    key = advisers.engagements.renew(1, D(2026, 12, 31), CLERK).id or 0
    advisers.engagements.sign(key, D(2025, 12, 1), CLERK)
    assess_unqualified(advisers, D(2025, 12, 20))
    with pytest.raises(Refused, match="李某某最近一次考核不合格"):
        advisers.engagements.save(replace(advisers.engagements.get(key), advisers=(Engaged(1, lead=True),)), CLERK)


def test_a_new_plan_leaves_what_was_paid_alone(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(), CLERK)
    dues = [
        PaymentFacts(1, due=due, due_on=D(2025, month, 1))
        for due, month in ((3_000_000, 2), (2_000_000, 4), (3_000_000, 6))
    ]
    made = advisers.payments.plan(1, dues, CLERK)
    for each, invoice in ((made[0], "F1"), (made[2], "F3")):
        advisers.payments.pay(each.id or 0, D(2025, 2, 1), each.due or 0, CLERK, invoice=invoice)
    paid = [advisers.payments.get(each.id or 0) for each in (made[0], made[2])]
    more = [PaymentFacts(1, due=500_000, due_on=D(2025, 5, 1)), PaymentFacts(1, due=1_500_000, due_on=D(2025, 8, 1))]
    now = advisers.payments.plan(1, more, CLERK, [made[1].id or 0])
    assert [(each.instalment, each.due, each.invoice) for each in now] == [
        (1, 3_000_000, "F1"), (2, 500_000, ""), (3, 3_000_000, "F3"), (4, 1_500_000, ""),
    ]  # fmt: skip
    assert [now[0], now[2]] == paid
    with pytest.raises(Refused, match="已有变动") as refusal:
        advisers.payments.plan(1, more, CLERK, [made[1].id or 0])
    assert fields(refusal) == ["instalments"]
    assert advisers.payments.plan(1, [], CLERK) == paid


@pytest.mark.parametrize(("given", "adviser"), [({"served": (2,)}, 1), ({"served": (2,), "advisers": ()}, 2)])
def test_work_for_a_unit_served_besides_is_the_contracts(
    advisers: AdviserServices, database: Database, given: dict[str, Any], adviser: int
) -> None:
    """A contract that serves several units, with named people or only a firm: found at the assignment and by every count."""
    advisers.engagements.save(contract(**given), CLERK)
    matter = advisers.matters.assign(asked(unit_id=2, adviser_id=adviser), CLERK)
    assert matter.engagement_id == 1
    loose = advisers.matters.save(replace(matter, engagement_id=None), CLERK)
    assert advisers.matters.of_contract(1) == [loose]
    with database.read() as session:
        (line,) = advisers_in(session).contracts
    assert line.asked == (loose.asked_on,)
    settings = SettingsService(database)
    settings.save(replace(settings.get(), adviser_checks=("ADV-14",)), CLERK)
    assert advisers.checks.findings(D(2026, 2, 1)) == []


def test_a_conflict_of_one_matter_covers_that_matters_other_side(advisers: AdviserServices) -> None:
    side = "某某置业有限公司（代建方）"
    first = advisers.matters.assign(asked("第一件", counterparty=side), CLERK)
    advisers.matters.assign(asked("第二件", counterparty="丙公司", adviser_id=2), CLERK)
    conflict = declared(counterparty="", matter_id=first.id, firm_id=1)
    told = [problem.message for problem in advisers.conflicts.check(conflict)]
    assert [("第一件" in message, "更换承办顾问" in message) for message in told] == [(True, True)]
    advisers.conflicts.declare(conflict, CLERK)
    again = asked("第三件", counterparty="乙建设公司、某某置业有限公司", adviser_id=2)
    with pytest.raises(Refused, match="不能交办"):
        advisers.matters.assign(again, CLERK)
    assert [each.record_id for each in advisers.checks.findings(D(2025, 3, 3))] == [first.id]


def test_a_finished_matter_is_not_given_to_somebody_with_a_conflict(advisers: AdviserServices, clock: Clock) -> None:
    """Filling in the day of completion does not go round the rule."""
    clock.pass_(days=400)
    advisers.conflicts.declare(declared(), CLERK)
    matter = advisers.matters.assign(asked(adviser_id=3, counterparty="某某置业有限公司"), CLERK)
    done = {"done_on": D(2025, 3, 8), "conclusion": Conclusion.LAWFUL}
    with pytest.raises(Refused, match="不能交办"):
        advisers.matters.save(replace(matter, adviser_id=1, **done), CLERK)
    finished = advisers.matters.save(replace(matter, **done), CLERK)
    for changed in ({"adviser_id": 1}, {"adviser_id": 1, "counterparty": "某某置业有限公司、丙公司"}):
        with pytest.raises(Refused, match="不能交办"):
            advisers.matters.save(replace(finished, **changed), CLERK)


def test_how_long_a_term_of_the_government_is_is_told_in_the_form(advisers: AdviserServices) -> None:
    """A reason given on the record settles it there and in the checks."""
    short = appointed(ends_on=D(2024, 6, 30))
    (told,) = advisers.appointments.check(short)
    assert (told.field, told.rule, told.severity) == ("ends_on", LENGTH_RULE, Severity.WARNING)
    assert advisers.appointments.check(replace(short, unit_id=2)) == []
    (noted,) = advisers.appointments.check(replace(short, waivers=(Waiver(LENGTH_RULE, "与政府任期一致"),)))
    assert noted.severity is Severity.NOTE


def test_a_renewal_entered_without_its_link_is_one(advisers: AdviserServices) -> None:
    advisers.appointments.appoint(appointed(starts_on=D(2021, 1, 1), ends_on=D(2023, 12, 31)), CLERK)
    advisers.engagements.save(contract(**EARLIER), CLERK)
    assess_unqualified(advisers, D(2023, 12, 20))
    with pytest.raises(Refused, match="请写明理由") as refusal:
        advisers.appointments.appoint(appointed(), CLERK)
    assert fields(refusal) == ["adviser_id"]
    with pytest.raises(Refused, match="请写明理由") as refusal:
        advisers.engagements.save(contract(), CLERK)
    assert fields(refusal) == ["advisers"]
    reason = (Waiver(RENEWAL_RULE, "已整改"),)
    assert advisers.appointments.appoint(appointed(waivers=reason), CLERK).id == 2
    assert advisers.engagements.save(contract(waivers=reason), CLERK).id == 2
    assert advisers.engagements.save(contract(unit_id=2), CLERK).id == 3, "another unit's first"


def test_a_matter_is_looked_at_beside_its_contract_and_term(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(), CLERK)
    strange = asked(unit_id=2, adviser_id=2, engagement_id=1, asked_on=D(2025, 2, 3))
    told = [(item.field, item.severity) for item in advisers.matters.check(strange, D(2025, 3, 3))]
    assert told == [("adviser_id", Severity.WARNING), ("engagement_id", Severity.WARNING)]
    advisers.appointments.appoint(appointed(ends_on=D(2025, 1, 31)), CLERK)
    (item,) = advisers.matters.check(asked(engagement_id=1), D(2025, 3, 3))
    assert "期满" in item.message
    with pytest.raises(Refused, match="晚于今天"):
        advisers.matters.assign(asked(done_on=D(2025, 3, 4)), CLERK)


@pytest.mark.parametrize("name", ["李 某某", " 李某某 ", "李\u3000某某"])
def test_blanks_in_a_name_make_nobody_else(advisers: AdviserServices, name: str) -> None:
    with pytest.raises(Refused, match="已登记过“李某某”"):
        advisers.people.save(lawyer(name, firm_id=1), CLERK)
    assert advisers.people.save(lawyer(name, firm_id=2), CLERK).id == 4


def test_a_day_of_filing_says_that_it_was_filed(advisers: AdviserServices) -> None:
    assert advisers.engagements.save(contract(filed_on=D(2024, 12, 25)), CLERK).filing is Filing.FILED
