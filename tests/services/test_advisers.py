"""Legal advisers through the services: appointed, contracted, asked, answered, paid, assessed, renewed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.advisers.appointments import AppointmentKind, EndReason
from app.domain.advisers.assessments import AssessmentFacts, Consequence, Hand, Mark
from app.domain.advisers.conflicts import ConflictDecision
from app.domain.advisers.engagements import Clause, Engaged, Filing, SupplementKind, engagement_state
from app.domain.advisers.matters import Conclusion, MatterKind, MatterState, matter_state
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserKind
from app.domain.advisers.templates import SHIPPED, Grade, Item
from app.domain.figures.figure import ratio
from app.domain.figures.overview import Grouping
from app.domain.ledgers import Filter, Query
from app.domain.problems import Refused
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionKind
from app.models.audit import AuditChange
from app.models.database import Database
from app.models.desk import YearRecord
from app.services.advisers.bundle import AdviserServices
from app.services.audit import AuditService
from app.services.figures.service import FigureService
from app.services.ledgers import LEDGERS, LedgerService
from app.services.search import SearchService
from app.services.stale import Stale
from app.services.submissions.service import SubmissionService
from tests.advisers import appointed, asked, contract, declared, firm, lawyer
from tests.offices import CLERK, Clock

D = date
NUMBER = "11010519491231002X"
MASKED = "110105********002X"


def refused(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_an_id_number_is_seen_only_with_a_reason(advisers: AdviserServices, database: Database) -> None:
    people = advisers.people
    assert people.get(1).id_number == MASKED
    with pytest.raises(Refused, match="写明用途"):
        people.reveal(1, " ", CLERK)
    assert people.reveal(1, "办理聘书", CLERK) == NUMBER
    opened = AuditService(database).history("advisers", 1)[0]
    assert (opened.use_case, [(change.field, change.new) for change in opened.changes]) == (
        "查看证件号码", [("查看证件号码的用途", "办理聘书")],
    )  # fmt: skip
    with database.read() as session:
        said = str([change.changes for change in session.query(AuditChange)])
    assert NUMBER not in said
    assert "1949" not in said


def test_a_masked_number_that_comes_back_means_unchanged(advisers: AdviserServices) -> None:
    people = advisers.people
    people.save(replace(people.get(1), phone="13800000000"), CLERK)
    assert people.reveal(1, "核对", CLERK) == NUMBER
    with pytest.raises(Refused) as refusal:
        people.save(replace(people.get(1), id_number="440105********1234"), CLERK)
    assert refused(refusal) == ["id_number"]
    with pytest.raises(Refused, match="完整的号码"):
        people.save(lawyer("新人", id_number=MASKED), CLERK)
    people.save(replace(people.get(1), id_number=""), CLERK)
    assert people.reveal(1, "核对", CLERK) == ""


def test_numbers_are_masked_in_the_ledger_and_not_in_the_index(
    advisers: AdviserServices, database: Database, clock: Clock
) -> None:
    ((_, cells),) = LedgerService(database).lines("advisers", Query(clock.today(), text="李某某"))
    assert cells[LEDGERS["advisers"].index("id_number")] == MASKED
    search = SearchService(database)
    assert search.find("110105", clock.today()) == []
    assert {hit.ledger for hit in search.find("某某律师事务所", clock.today())} == {"advisers", "firms"}


@pytest.mark.parametrize(
    ("given", "field"),
    [({"credit_code": "91350100M000100Y44"}, "credit_code"), ({"credit_code": ""}, "name")],
)
def test_a_firm_is_refused_by_name(advisers: AdviserServices, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        advisers.people.save_firm(firm(**given), CLERK)
    assert field in refused(refusal)


def test_a_suspended_adviser_gets_no_matter(advisers: AdviserServices) -> None:
    advisers.people.suspend(1, D(2025, 3, 1), "被投诉，核查中", CLERK)
    with pytest.raises(Refused, match="已停聘"):
        advisers.matters.assign(asked(), CLERK)
    advisers.people.resume(1, CLERK)
    assert advisers.matters.assign(asked(), CLERK).id == 1


def test_one_chief_of_a_unit_at_a_time(advisers: AdviserServices) -> None:
    advisers.appointments.appoint(appointed(chief=True), CLERK)
    with pytest.raises(Refused, match="已有首席法律顾问“李某某”") as refusal:
        advisers.appointments.appoint(appointed(adviser_id=2, chief=True), CLERK)
    assert refused(refusal) == ["chief"]
    advisers.appointments.appoint(appointed(adviser_id=2, unit_id=2, chief=True), CLERK)
    advisers.appointments.end(1, D(2025, 1, 1), EndReason.RESIGNED, "本人辞任", CLERK)
    follower = appointed(adviser_id=2, chief=True, starts_on=D(2025, 1, 1), ends_on=D(2027, 12, 31))
    assert advisers.appointments.appoint(follower, CLERK).chief


def test_the_offices_own_people_are_assigned_and_have_no_contract(advisers: AdviserServices) -> None:
    with pytest.raises(Refused, match="任命"):
        advisers.appointments.appoint(appointed(adviser_id=3), CLERK)
    own = appointed(adviser_id=3, kind=AppointmentKind.ASSIGNED, ends_on=None, open_ended=True)
    advisers.appointments.appoint(own, CLERK)
    with pytest.raises(Refused, match="没有服务合同"):
        advisers.engagements.save(contract(advisers=(Engaged(3),)), CLERK)


def template(advisers: AdviserServices) -> int:
    return advisers.assessments.save_template(SHIPPED[0], CLERK).id or 0


def marks(points: int) -> tuple[Mark, ...]:
    """So many per cent of each item, by the unit."""
    return tuple(Mark(item.key, Hand.UNIT, (item.maximum or 0) * points // 100) for item in SHIPPED[0].items)


def assessed(template_id: int, points: int, **given: Any) -> AssessmentFacts:
    conclusion = Consequence.RENEW if points >= 60 else Consequence.DISMISS
    facts = AssessmentFacts(
        1, template_id, 2025, marks=marks(points), conclusion=conclusion, assessed_on=D(2025, 12, 20)
    )
    return replace(facts, **given)


def test_the_whole_way_of_an_adviser(advisers: AdviserServices, database: Database, clock: Clock) -> None:
    clock.pass_(days=400)
    appointment = advisers.appointments.appoint(appointed(letter_number="聘〔2024〕1号"), CLERK)
    draft = advisers.engagements.save(contract(signed_on=None, number=""), CLERK)
    assert draft.advisers == (Engaged(1, True, appointment.id),)
    assert engagement_state(draft, D(2025, 3, 3)).label == "草拟"
    signed = advisers.engagements.sign(draft.id or 0, D(2024, 12, 20), CLERK, number="海司法顾〔2025〕1号")
    assert engagement_state(signed, D(2025, 3, 3)).label == "履行中"
    filed = advisers.engagements.file(signed.id or 0, D(2024, 12, 25), CLERK)
    assert (filed.filing, filed.filed_on) == (Filing.FILED, D(2024, 12, 25))
    matter = advisers.matters.assign(asked(engagement_id=filed.id, due_on=D(2025, 3, 10)), CLERK)
    given = advisers.matters.give_opinion(
        matter.id or 0, D(2025, 3, 8), Conclusion.UNLAWFUL, CLERK, number="法意〔2025〕3号", hours=150
    )
    assert (given.adoption, matter_state(given, D(2025, 3, 9))) == (Adoption.PENDING, MatterState.AWAITING_REPLY)
    with pytest.raises(Refused, match="未采纳的理由") as refusal:
        advisers.matters.record_adoption(given.id or 0, Adoption.NOT_ADOPTED, D(2025, 3, 12), CLERK)
    assert refused(refusal) == ["adoption_reason"]
    done = advisers.matters.record_adoption(given.id or 0, Adoption.NOT_ADOPTED, D(2025, 3, 12), CLERK, "已另行论证")
    assert matter_state(done, D(2025, 3, 12)) is MatterState.DONE
    plan = [
        PaymentFacts(1, due=4_000_000, due_on=D(2025, 1, 31)),
        PaymentFacts(1, due=4_000_000, due_on=D(2025, 12, 1)),
    ]
    first, second = advisers.payments.plan(1, plan, CLERK)
    advisers.payments.pay(first.id or 0, D(2025, 1, 20), 4_000_000, CLERK, invoice="044001900111")
    with pytest.raises(Refused, match=r"超过合同金额80,000\.00元（多0\.01元）") as over:
        advisers.payments.pay(second.id or 0, D(2025, 12, 1), 4_000_001, CLERK)
    assert refused(over) == ["paid"]
    advisers.payments.pay(second.id or 0, D(2025, 12, 1), 4_000_000, CLERK)
    unfit = advisers.assessments.save(assessed(template(advisers), 50, engagement_id=1), CLERK)
    assert advisers.assessments.result(unfit).grade is Grade.UNQUALIFIED
    with pytest.raises(Refused, match="考核不合格，不能续聘"):
        advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    with pytest.raises(Refused, match="考核不合格，不能续聘"):
        advisers.appointments.renew(1, D(2029, 12, 31), CLERK)
    renewed = advisers.engagements.renew(1, D(2026, 12, 31), CLERK, reason="已整改，经局长办公会同意")
    assert (renewed.starts_on, renewed.previous_id, renewed.draft, renewed.renewal) == (D(2026, 1, 1), 1, True, True)
    advisers.engagements.sign(renewed.id or 0, D(2025, 12, 28), CLERK)
    again = advisers.appointments.renew(1, D(2029, 12, 31), CLERK, reason="已整改", letter_number="聘〔2027〕1号")
    assert (again.starts_on, again.previous_id) == (D(2027, 1, 1), 1)
    with pytest.raises(Refused, match="已经续签过"):
        advisers.engagements.renew(1, D(2026, 12, 31), CLERK, reason="重复")
    assert AuditService(database).verify().broken_at is None
    ledgers, on = LedgerService(database), Query(D(2026, 1, 1))
    shown = {name: ledgers.lines(name, on) for name in LEDGERS}
    (_, line) = next(pair for pair in shown["engagements"] if pair[0] == 1)
    cell = {column.key: column.show(value) for column, value in zip(LEDGERS["engagements"].columns, line, strict=True)}
    assert (cell["unit"], cell["firm"], cell["advisers"], cell["term"], cell["amount"], cell["paid"], cell["state"], cell["category"]) == (
        "海珠区人民政府", "广东某某律师事务所", "李某某", "2025-01-01 至 2025-12-31", "80,000.00", "80,000.00", "已续签", "常年法律顾问",
    )  # fmt: skip


def test_an_assessment_by_a_form_with_unknown_weights_is_refused(advisers: AdviserServices) -> None:
    shipped = advisers.assessments.templates()
    assert [one.id for one in shipped] == [None, None, None]
    with pytest.raises(Refused, match="使用前请按本地的考核办法补齐"):
        advisers.assessments.save_template(shipped[1], CLERK)
    first = advisers.assessments.save_template(shipped[0], CLERK)
    advisers.assessments.save(assessed(first.id or 0, 95), CLERK)
    with pytest.raises(Refused, match="超出0至40分"):
        advisers.assessments.save(assessed(first.id or 0, 101, year=2024), CLERK)
    items = (replace(first.items[0], maximum=3_000), replace(first.items[1], maximum=4_000), *first.items[2:])
    second = advisers.assessments.save_template(replace(first, items=items), CLERK)
    assert (second.version, second.id, advisers.assessments.template(first.id or 0).items) == (2, 2, first.items)
    assert [one.version for one in advisers.assessments.templates() if one.id] == [2]
    assert advisers.assessments.result(advisers.assessments.get(1)).total == 9_500
    third = advisers.assessments.save_template(replace(second, items=(*items[:3], Item("x", "其他", 1_500))), CLERK)
    assert (third.version, third.id) == (2, 2), "nobody has used it yet"
    own = advisers.assessments.save_template(replace(third, id=None, name="本区考核表"), CLERK)
    with pytest.raises(Refused, match="已有名为"):
        advisers.assessments.save_template(replace(own, name=first.name), CLERK)
    assert advisers.assessments.save_template(replace(own, name="区考核表"), CLERK).id == own.id


def test_one_assessment_a_year(advisers: AdviserServices) -> None:
    key = template(advisers)
    advisers.assessments.save(assessed(key, 95), CLERK)
    with pytest.raises(Refused, match="已经登记"):
        advisers.assessments.save(assessed(key, 80), CLERK)
    advisers.assessments.save(assessed(key, 80, unit_id=2), CLERK)


def test_an_open_conflict_blocks_the_assignment_for_him_and_his_firm(advisers: AdviserServices) -> None:
    conflict = advisers.conflicts.declare(declared(firm_id=1), CLERK)
    matter = asked(counterparty="某某置业有限公司")
    for adviser in (1, 2):
        with pytest.raises(Refused, match="不能交办") as refusal:
            advisers.matters.assign(replace(matter, adviser_id=adviser), CLERK)
        assert refused(refusal) == ["adviser_id"]
    advisers.matters.assign(replace(matter, adviser_id=3), CLERK)
    with pytest.raises(Refused, match="写明理由"):
        advisers.conflicts.decide(conflict.id or 0, ConflictDecision.ALLOWED, D(2025, 3, 2), "王局长", CLERK)
    advisers.conflicts.decide(conflict.id or 0, ConflictDecision.ALLOWED, D(2025, 3, 2), "王局长", CLERK, "非同一事项")
    assert advisers.matters.assign(matter, CLERK).id == 2
    with pytest.raises(Refused, match="已处理为“同意继续”"):
        advisers.conflicts.decide(conflict.id or 0, ConflictDecision.RECUSED, D(2025, 3, 2), "王局长", CLERK)
    told, _ = sorted(advisers.matters.check(replace(matter, adviser_id=2), D(2025, 3, 3)), key=lambda one: one.severity)
    assert "李某某曾为海珠区人民政府办理" in told.message


def test_a_conflict_found_later_leaves_what_was_done(advisers: AdviserServices, clock: Clock) -> None:
    clock.pass_(days=400)
    matter = advisers.matters.assign(asked(counterparty="某某置业有限公司"), CLERK)
    advisers.conflicts.declare(declared(), CLERK)
    with pytest.raises(Refused, match="不能交办"):
        advisers.matters.save(replace(matter, remark="催办"), CLERK)
    assert [finding.check for finding in advisers.checks.findings(D(2025, 3, 3))] == ["ADV-15"]
    with pytest.raises(Refused, match="不能交办"):
        advisers.matters.give_opinion(matter.id or 0, D(2025, 3, 5), Conclusion.LAWFUL, CLERK)
    advisers.conflicts.save(replace(advisers.conflicts.get(1), declared_on=D(2025, 3, 6)), CLERK)
    done = advisers.matters.give_opinion(matter.id or 0, D(2025, 3, 5), Conclusion.LAWFUL, CLERK)
    assert done.done_on == D(2025, 3, 5), "it was given before he declared"
    advisers.conflicts.save(replace(advisers.conflicts.get(1), declared_on=D(2025, 3, 1)), CLERK)
    advisers.matters.record_adoption(matter.id or 0, Adoption.ADOPTED, D(2025, 3, 8), CLERK)


def test_a_supplement_keeps_what_stood_before(advisers: AdviserServices, clock: Clock) -> None:
    clock.pass_(days=400)
    advisers.engagements.save(contract(clauses=(Clause.FEES,)), CLERK)
    more = advisers.engagements.supplement(
        1, SupplementKind.AMOUNT, D(2025, 6, 1), {"amount": 10_000_000}, CLERK, "增加服务单位"
    )
    assert [(item.before, item.after, item.basis) for item in more.supplements] == [
        ("合同金额：80,000.00元", "合同金额：100,000.00元", "增加服务单位")
    ]
    people = advisers.engagements.supplement(
        1, SupplementKind.PEOPLE, D(2025, 7, 1), {"advisers": (Engaged(2, True),)}, CLERK
    )
    assert (people.supplements[1].before, people.supplements[1].after) == ("受聘顾问：李某某", "受聘顾问：赵某某")
    for kind, changes in ((SupplementKind.TERM, {"amount": 1}), (SupplementKind.AMOUNT, {"amount": 10_000_000})):
        with pytest.raises(Refused, match=r"变更"):
            advisers.engagements.supplement(1, kind, D(2025, 8, 1), changes, CLERK)
    advisers.payments.save(PaymentFacts(1, paid=9_000_000, paid_on=D(2025, 7, 1)), CLERK)
    with pytest.raises(Refused, match=r"已付90,000\.00元"):
        advisers.engagements.supplement(1, SupplementKind.AMOUNT, D(2025, 8, 1), {"amount": 8_000_000}, CLERK)


def test_a_supplement_gives_an_open_contract_its_end_and_stands_in_the_ledger(
    advisers: AdviserServices, database: Database
) -> None:
    advisers.engagements.save(contract(ends_on=None, open_ended=True), CLERK)
    ended = advisers.engagements.supplement(
        1, SupplementKind.TERM, D(2025, 6, 1), {"ends_on": D(2026, 12, 31), "starts_on": D(2025, 2, 1)}, CLERK
    )
    assert (ended.ends_on, ended.open_ended) == (D(2026, 12, 31), False)
    said = (ended.supplements[0].before, ended.supplements[0].after)
    assert said == ("期限止：未定；期限起：2025年1月1日", "期限止：2026年12月31日；期限起：2025年2月1日")
    opened = advisers.engagements.supplement(
        1, SupplementKind.TERM, D(2025, 7, 1), {"ends_on": None, "open_ended": True}, CLERK
    )
    assert (opened.supplements[1].before, opened.supplements[1].after) == ("期限止：2026年12月31日", "期限止：未定")
    advisers.engagements.supplement(1, SupplementKind.OTHER, D(2025, 8, 1), {"remark": "另附清单"}, CLERK)
    ((_, cells),) = LedgerService(database).lines("engagements", Query(D(2025, 9, 1)))
    assert str(cells[LEDGERS["engagements"].index("supplements")]).split("\n")[1:] == [
        "期限变更（2025年7月1日）：期限止：2026年12月31日 → 期限止：未定",
        "其他变更（2025年8月1日）：备注：无 → 备注：另附清单",
    ]
    assert any(
        "期限变更（2025年6月1日）" in change.new
        for change in AuditService(database).history("engagements", 1)[2].changes
    )


def test_more_than_the_contract_is_paid_only_with_its_reason(advisers: AdviserServices, clock: Clock) -> None:
    clock.pass_(days=400)
    advisers.engagements.save(contract(), CLERK)
    (only,) = advisers.payments.plan(1, [PaymentFacts(1, due=8_000_000, due_on=D(2025, 6, 1))], CLERK)
    paid = advisers.payments.pay(only.id or 0, D(2025, 6, 1), 8_000_001, CLERK, override="异地出庭差旅费")
    assert paid.override == "异地出庭差旅费"
    with pytest.raises(Refused, match="已经登记付款"):
        advisers.payments.pay(only.id or 0, D(2025, 6, 1), 1, CLERK)
    assert advisers.payments.plan(1, [], CLERK) == [paid], "what was paid stays"


def test_a_stale_save_is_refused(advisers: AdviserServices) -> None:
    mine = advisers.people.get(1)
    advisers.people.save(replace(mine, phone="1"), CLERK)
    with pytest.raises(Stale):
        advisers.people.save(replace(mine, phone="2"), CLERK)


def test_what_leads_nowhere_is_refused_at_its_field(advisers: AdviserServices) -> None:
    for act, field in (
        (lambda: advisers.appointments.appoint(appointed(adviser_id=99), CLERK), "adviser_id"),
        (lambda: advisers.engagements.save(contract(firm_id=99), CLERK), "firm_id"),
        (lambda: advisers.matters.assign(asked(submission_id=99), CLERK), "submission_id"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refused(refusal) == [field]


def test_a_closed_year_is_not_changed(advisers: AdviserServices, database: Database) -> None:
    advisers.engagements.save(contract(), CLERK)
    matter = advisers.matters.assign(asked(asked_on=D(2024, 12, 30)), CLERK)
    with database.write(CLERK, "年度结转") as session:
        session.add(YearRecord(year=2024, closed_on=D(2025, 1, 10), closed_by="张三", reopened_by="", reason=""))
    with pytest.raises(Refused, match="已经结转关闭"):
        advisers.matters.save(replace(matter, remark="补记"), CLERK)
    with pytest.raises(Refused, match="已经结转关闭"):
        advisers.payments.save(PaymentFacts(1, paid=1, paid_on=D(2024, 12, 31)), CLERK)


@pytest.mark.parametrize("unit_name", [None, "海珠区教育局"])
def test_the_adoption_rate_is_what_the_filtered_ledger_lists(
    advisers: AdviserServices, database: Database, unit_name: str | None, clock: Clock
) -> None:
    clock.pass_(days=400)
    for at, adoption in enumerate((*Adoption, None, Adoption.ADOPTED)):
        done = {"done_on": D(2025, 3, 5), "adoption": adoption, "adoption_reason": "见会议纪要"}
        advisers.matters.assign(asked(f"第{at}件", unit_id=1 + at % 2, **done), CLERK)
    filters = (Filter("unit", (unit_name,)),) if unit_name else ()
    part = unit_name and next(
        part for part in advisers.overview.view(2025, Grouping.UNITS, D(2025, 4, 1)).lines if part.name == unit_name
    )
    rate = (
        part.figure("adviser_adoption")
        if part
        else FigureService(database).one("adviser_adoption", 2025, D(2025, 4, 1))
    )
    ledgers = LedgerService(database)
    lines = ledgers.lines(
        "matters", Query(D(2025, 4, 1), (*filters, Filter("adoption", ("adopted", "partly", "not_adopted"))))
    )
    place = LEDGERS["matters"].index("adoption")
    adopted = [key for key, cells in lines if cells[place] != "not_adopted"]
    assert sorted(rate.ids) == sorted(key for key, _ in lines)
    assert rate.value == ratio(100 * len(adopted), len(lines)) == (75.0 if unit_name is None else 66.7)


def test_a_decision_without_an_opinion_is_found_where_the_check_is_on(
    advisers: AdviserServices, database: Database, clock: Clock
) -> None:
    clock.pass_(days=400)
    from app.domain.documents.facts import StepResult
    from app.services.settings import SettingsService

    submissions = SubmissionService(database)
    sent = submissions.receive(
        SubmissionFacts("某重大决策", SubmissionKind.DECISION, sender_id=2, received_on=D(2025, 3, 3)), CLERK
    )
    submissions.conclude(sent.id or 0, D(2025, 3, 5), StepResult.PASSED, CLERK)
    assert advisers.checks.findings(D(2025, 4, 1)) == []
    settings = SettingsService(database)
    settings.save(replace(settings.get(), adviser_checks=("ADV-08",)), CLERK)
    assert [(item.check, item.unit_id, item.record_id) for item in advisers.checks.findings(D(2025, 4, 1))] == [
        ("ADV-08", 2, sent.id)
    ]
    assert [len(found) for check, found in advisers.checks.sheet(2, D(2025, 4, 1)) if check.key == "ADV-08"] == [1]
    heard = asked(kind=MatterKind.DECISION, submission_id=sent.id, done_on=D(2025, 3, 4), adoption=Adoption.ADOPTED)
    advisers.matters.assign(heard, CLERK)
    assert advisers.checks.findings(D(2025, 4, 1)) == []
    concerning = advisers.matters.concerning(submissions=(sent.id or 0,))
    assert [(matter.title, name) for matter, name in concerning] == [(heard.title, "李某某")]


def test_expiry_and_payment_are_told_by_the_calendar(advisers: AdviserServices) -> None:
    """29 February is the last day."""
    advisers.engagements.save(contract(starts_on=D(2027, 3, 1), ends_on=D(2028, 2, 29), signed_on=D(2027, 2, 1)), CLERK)
    advisers.payments.plan(1, [PaymentFacts(1, due=8_000_000, due_on=D(2028, 2, 28))], CLERK)
    found = {
        day: [item.check for item in advisers.checks.findings(day)]
        for day in (D(2027, 11, 30), D(2027, 12, 1), D(2028, 2, 28), D(2028, 2, 29), D(2028, 3, 1))
    }
    assert list(found.values()) == [[], ["ADV-03"], ["ADV-03"], ["ADV-03", "ADV-07"], ["ADV-03", "ADV-07"]]


def test_changes_are_told_in_the_offices_words(advisers: AdviserServices, database: Database) -> None:
    advisers.engagements.save(contract(clauses=(Clause.FEES,)), CLERK)
    advisers.engagements.save(replace(advisers.engagements.get(1), amount=9_000_000, firm_id=2), CLERK)
    last, first = AuditService(database).history("engagements", 1)
    assert [(change.field, change.old, change.new) for change in last.changes] == [
        ("合同金额（元）", "80,000.00", "90,000.00"), ("受聘机构", "广东某某律师事务所", "广东另一律师事务所"),
    ]  # fmt: skip
    shown = {change.field: change.new for change in first.changes}
    assert (shown["必备条款"], shown["聘用单位"], shown["受聘顾问·顾问"]) == ("费用及支付", "海珠区人民政府", "李某某")
    assert not [field for field in shown if field.isascii()]


def test_a_renamed_adviser_is_found_in_his_contracts(advisers: AdviserServices, database: Database) -> None:
    advisers.engagements.save(contract(), CLERK)
    advisers.people.save(replace(advisers.people.get(1), name="李大状", kind=AdviserKind.LAWYER), CLERK)
    found = SearchService(database).find("李大状", D(2025, 3, 3))
    assert [(hit.ledger, hit.where) for hit in found] == [("advisers", "姓名"), ("engagements", "顾问姓名")]


def test_a_unit_with_a_contract_is_not_taken_out(advisers: AdviserServices, database: Database) -> None:
    from app.services.units import UnitService

    advisers.engagements.save(contract(unit_id=2), CLERK)
    with pytest.raises(Refused, match="已被 1 条记录"):
        UnitService(database).delete(2, CLERK)
