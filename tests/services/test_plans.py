"""The drafting plan through the service: what an item became, linked, sent in, dropped, carried over; taken in from Excel."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.domain.documents.facts import Carrier, CarrierKind, FileLevel
from app.domain.ledgers import Filter, Query
from app.domain.plans import LEDGER, PlanItem, PlanState, plan_state
from app.domain.problems import Refused, Severity
from app.domain.submissions.facts import SubmissionFacts
from app.models.database import Database
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.imports import ImportService
from app.services.ledgers import LedgerService
from app.services.numbering.service import NumberingService
from app.services.plans.service import PlanService
from app.services.settings import OfficeSettings, SettingsService
from app.services.stale import Stale
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from app.services.years.service import YearService
from tests.factories import draft, ready, unit
from tests.offices import CLERK, Clock
from tests.services.test_numbering import SCHEME

TODAY = date(2025, 3, 3)
ITEM = PlanItem(2025, "海珠区养老服务设施管理办法", submit_by=date(2025, 6, 30), handler="张三")


@pytest.fixture
def plans(database: Database) -> PlanService:
    UnitService(database).save(unit("海珠区民政局"), CLERK)
    return PlanService(database)


def enter(plans: PlanService, **given_: object) -> int:
    return plans.save(replace(ITEM, **given_), CLERK).id or 0  # type: ignore[arg-type]


def state(plans: PlanService, plan_id: int, on: date = TODAY) -> PlanState:
    return plans.standing(plan_id, on).state


def test_an_item_is_entered_changed_and_refused_when_stale(plans: PlanService, database: Database) -> None:
    stored = plans.save(replace(ITEM, title=" 海珠区养老服务设施管理办法 ", drafter_id=1), CLERK)
    assert (stored.title, stored.drafter_id, stored.revision) == (ITEM.title, 1, 1)
    changed = plans.save(replace(stored, remark="民生实事"), CLERK)
    assert changed.revision == 2
    with pytest.raises(Stale):
        plans.save(replace(stored, remark="另一处"), CLERK)
    with pytest.raises(Refused, match="拟制定的文件名称"):
        plans.save(replace(ITEM, title=" "), CLERK)
    newest = AuditService(database).history("plans", stored.id or 0)[0]
    assert [(change.field, change.new) for change in newest.changes] == [("备注", "民生实事")]


def test_a_title_already_planned_is_told_and_not_refused(plans: PlanService) -> None:
    enter(plans)
    again = replace(ITEM, title="《海珠区养老服务设施管理办法》（送审稿）")
    (problem,) = plans.check(again)
    assert (problem.field, problem.severity) == ("title", Severity.WARNING)
    assert not plans.check(replace(again, year=2024, submit_by=date(2024, 1, 1)))
    assert plans.save(again, CLERK).id == 2


def test_what_is_sent_in_from_the_plan_is_linked_and_followed(plans: PlanService, database: Database) -> None:
    key = enter(plans)
    assert state(plans, key) is PlanState.WAITING
    assert state(plans, key, date(2025, 7, 1)) is PlanState.LATE
    received = plans.submit(
        key, SubmissionFacts(ITEM.title, sender_id=1, received_on=TODAY), CLERK, FileLevel.GOVERNMENT, (1,)
    )
    standing = plans.standing(key, TODAY)
    assert (standing.state, standing.submitted_on, standing.document) == (PlanState.SUBMITTED, TODAY, ITEM.title)
    assert received.number == "2025-0001"
    assert standing.facts.document_id == received.document_id
    with pytest.raises(Refused, match="已送审"):
        plans.submit(key, SubmissionFacts(ITEM.title), CLERK)
    entry = AuditService(database).history("plans", key)[0]
    assert entry.use_case == "按计划登记送审"
    assert [(change.field, change.new) for change in entry.changes] == [("对应文件", ITEM.title)]


def test_a_draft_that_is_there_already_is_what_is_sent_in(plans: PlanService, database: Database) -> None:
    key = enter(plans)
    document = DocumentService(database).register(draft(title=ITEM.title), CLERK).id
    plans.link(key, document, CLERK)
    received = plans.submit(key, SubmissionFacts(ITEM.title, sender_id=1, received_on=TODAY), CLERK)
    assert received.document_id == document
    assert LedgerService(database).count("documents", Query(TODAY)) == 1


def test_a_document_is_of_one_item_and_a_published_one_is_done(plans: PlanService, database: Database) -> None:
    first, second = enter(plans), enter(plans, title="另一件")
    documents = DocumentService(database)
    document = documents.register(ready(title="海珠区养老服务设施管理办法", issuers=(1,)), CLERK).id or 0
    assert [candidate.id for candidate in plans.candidates(first)] == [document]
    plans.link(first, document, CLERK)
    assert not plans.candidates(first)
    with pytest.raises(Refused, match="已关联2025年计划"):
        plans.link(second, document, CLERK)
    plans.link(first, None, CLERK)
    plans.link(second, document, CLERK)
    assert state(plans, second) is PlanState.SUBMITTED, "its review by the office was sent in"
    assert state(plans, first) is PlanState.WAITING
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ"), CLERK)
    number = NumberingService(database)
    number.save_scheme(SCHEME, CLERK)
    number.allot(document, CLERK)
    documents.publish(document, TODAY, TODAY, (Carrier(CarrierKind.GAZETTE),), CLERK)
    assert state(plans, second) is PlanState.ISSUED
    with pytest.raises(Refused, match="已公布"):
        plans.drop([second], "原因", TODAY, CLERK)


def test_a_submission_of_a_planned_title_is_told_of_the_plan(plans: PlanService, database: Database) -> None:
    enter(plans)
    submissions = SubmissionService(database)
    facts = SubmissionFacts("《海珠区养老服务设施管理办法（送审稿）》", sender_id=1, received_on=TODAY)
    notes = [problem.message for problem in submissions.check(facts) if problem.severity is Severity.NOTE]
    assert any("2025年制定计划中有同名项目" in message for message in notes)
    received = submissions.receive(facts, CLERK, FileLevel.GOVERNMENT, (1,))
    (candidate,) = plans.candidates(1)
    assert candidate.id == received.document_id
    assert not [problem for problem in submissions.check(received) if "制定计划" in problem.message]


def test_dropped_for_a_reason_and_taken_up_again(plans: PlanService) -> None:
    key, other = enter(plans), enter(plans, title="另一件")
    with pytest.raises(Refused, match="写明原因"):
        plans.drop([key, other], " ", TODAY, CLERK)
    plans.drop([key, other], "上位法修订", TODAY, CLERK)
    assert state(plans, key) is state(plans, other) is PlanState.DROPPED
    with pytest.raises(Refused, match="已调整取消"):
        plans.drop([key], "再次", TODAY, CLERK)
    plans.revive(key, CLERK)
    assert (state(plans, key), plans.get(key).dropped_reason) == (PlanState.WAITING, "")
    with pytest.raises(Refused, match="没有取消"):
        plans.revive(key, CLERK)


def test_carried_over_into_the_next_years_plan(plans: PlanService, database: Database) -> None:
    key, late = enter(plans), enter(plans, title="另一件", submit_by=date(2025, 1, 1))
    sent = enter(plans, title="已送审的")
    document = DocumentService(database).register(draft(title=ITEM.title), CLERK).id
    plans.link(key, document, CLERK)
    plans.submit(sent, SubmissionFacts("已送审的", sender_id=1, received_on=TODAY), CLERK, FileLevel.GOVERNMENT, (1,))
    with pytest.raises(Refused, match="只有尚未送审"):
        plans.carry([key, sent], 2026, CLERK)
    assert len(plans.of_year(2026, TODAY)) == 0, "all or none"
    made = plans.carry([key, late], 2026, CLERK)
    assert [(item.year, item.title, item.submit_by, item.document_id) for item in made] == [
        (2026, ITEM.title, None, document),
        (2026, "另一件", None, None),
    ]
    assert state(plans, key) is state(plans, late) is PlanState.CARRIED
    assert plans.get(key).document_id is None
    with pytest.raises(Refused, match="已结转下年"):
        plans.carry([key], 2027, CLERK)
    assert AuditService(database).history("plans", key)[0].use_case == "结转计划项目到2026年"


def test_a_closed_year_keeps_its_plan(plans: PlanService, database: Database, clock: Clock) -> None:
    key = enter(plans)
    clock.pass_(days=365)
    YearService(database).close(2025, CLERK)
    for act in (
        lambda: plans.save(replace(plans.get(key), remark="改"), CLERK),
        lambda: plans.save(replace(plans.get(key), year=2026, submit_by=None), CLERK),
        lambda: plans.save(replace(ITEM, title="新的"), CLERK),
        lambda: plans.drop([key], "原因", clock.today(), CLERK),
        lambda: plans.carry([key], 2026, CLERK),
        lambda: plans.submit(key, SubmissionFacts(ITEM.title), CLERK),
    ):
        with pytest.raises(Refused, match="已经结转关闭"):
            act()
    assert any("已经结转关闭" in problem.message for problem in plans.check(plans.get(key)))
    YearService(database).reopen(2025, "漏登一项", CLERK)
    assert plans.carry([key], 2026, CLERK)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2025, 12, 31))),
            st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2025, 12, 31))),
            st.booleans(),
            st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2025, 12, 31))),
        ),
        min_size=1,
        max_size=6,
    ),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
)
def test_the_ledger_says_the_state_that_the_rule_gives(
    plans: PlanService, database: Database, rows: list[tuple[date | None, date | None, bool, date | None]], on: date
) -> None:
    submissions, ledgers = SubmissionService(database), LedgerService(database)
    keys = []
    for submit_by, dropped_on, carried, received in rows:
        title = f"第{len(keys)}件"
        stored = plans.save(
            replace(
                ITEM, title=title, submit_by=submit_by, dropped_on=dropped_on, dropped_reason="原因",
                carried_to=2026 if carried else None,
            ),
            CLERK,
        )  # fmt: skip
        if received is not None:
            facts = SubmissionFacts(title, sender_id=1, received_on=received)
            document = submissions.receive(facts, CLERK, FileLevel.GOVERNMENT, (1,)).document_id
            stored = plans.save(replace(stored, document_id=document), CLERK)
        keys.append((stored.id or 0, received))
    lines = dict(ledgers.lines("plans", Query(on)))
    for key, received in keys:
        assert lines[key][LEDGER.index("state")] == plan_state(plans.get(key), on, received, None)
        assert lines[key][LEDGER.index("state")] == state(plans, key, on)


def qingcheng(path: Path, *rows: tuple[object, ...], heading: str = "清城区2018年度制定规范性文件计划") -> Path:
    """The plan as 清城区 published it in 2018: a heading, then four columns."""
    book = Workbook()
    sheet = book.active
    sheet.append((heading,))
    sheet.append(
        ("序号", "拟制定的区政府规范性文件名称", "规范性文件起草、报送单位", "起草单位将草案报送合法性审查时间")
    )
    for number, row in enumerate(rows, 1):
        sheet.append((number, *row))
    book.save(path)
    return path


ROWS = (
    ("海珠区养老服务设施管理办法", "海珠区民政局", "2018年6月底前"),
    ("海珠区城市书房建设管理办法", "海珠区文化局", "9月"),
    ("海珠区招商引资扶持办法", "海珠区民政局、海珠区财政局", date(2018, 12, 31)),
    ("海珠区停车管理办法", "海珠区民政局", "视上位法出台情况"),
)


def test_a_published_plan_is_taken_in_as_it_is(plans: PlanService, database: Database, tmp_path: Path) -> None:
    imports = ImportService(database)
    outcome = imports.run("plans", qingcheng(tmp_path / "计划.xlsx", *ROWS), CLERK)
    assert (outcome.rows, outcome.created, outcome.failed) == (4, 4, 0)
    assert outcome.new_units == ("海珠区文化局",)
    items = [standing.facts for standing in plans.of_year(2018, TODAY)]
    assert [(item.title, item.submit_by) for item in items] == [
        (ROWS[0][0], date(2018, 6, 30)),
        (ROWS[1][0], date(2018, 9, 30)),
        (ROWS[2][0], date(2018, 12, 31)),
        (ROWS[3][0], None),
    ]
    assert [item.drafter_id for item in items] == [1, 2, None, 1]
    assert items[2].drafter_text == "海珠区民政局、海珠区财政局"
    assert items[3].remark == "报送审核时间：视上位法出台情况"
    assert UnitService(database).get(2).confirmed is False
    undone = imports.undo(outcome.batch_id or 0, CLERK)
    assert (undone.removed, undone.kept) == (4, ())
    assert not plans.of_year(2018, TODAY)
    assert list(UnitService(database).all()) == [1]


def test_the_same_plan_twice_is_skipped_and_an_edited_item_stays_on_undo(
    plans: PlanService, database: Database, tmp_path: Path
) -> None:
    imports = ImportService(database)
    file = qingcheng(tmp_path / "计划.xlsx", *ROWS, ROWS[0])
    outcome = imports.run("plans", file, CLERK)
    assert (outcome.created, outcome.skipped) == (4, 1)
    again = imports.run("plans", file, CLERK)
    assert (again.created, again.skipped, again.failed) == (0, 5, 0)
    other = qingcheng(tmp_path / "补充.xlsx", (f"《{ROWS[0][0]}》", "海珠区民政局", "2018年9月"))
    assert imports.run("plans", other, CLERK).skipped == 1
    assert imports.run("plans", other, CLERK, duplicates="merge").updated == 1
    assert plans.get(1).submit_by == date(2018, 9, 30)
    undone = imports.undo(outcome.batch_id or 0, CLERK)
    assert undone.kept == (f"《{ROWS[0][0]}》",)


@pytest.mark.parametrize(
    ("heading", "day", "expected"),
    [
        ("制定规范性文件计划", "2019年6月30日", 2019),
        ("制定规范性文件计划", "6月", None),
        ("2018年计划", "2019-01-15", 2018),
    ],
)
def test_the_year_of_a_plan_without_a_column_for_it(
    plans: PlanService, database: Database, tmp_path: Path, heading: str, day: str, expected: int | None
) -> None:
    file = qingcheng(tmp_path / "计划.xlsx", ("甲办法", "海珠区民政局", day), heading=heading)
    outcome = ImportService(database).plan("plans", file)
    (line,) = outcome.lines
    assert (line.action == "failed") is (expected is None)
    if expected is None:
        assert "看不出是哪一年的计划" in line.reason
    else:
        ImportService(database).run("plans", file, CLERK)
        assert plans.get(1).year == expected


def test_a_line_of_a_closed_year_fails_and_says_so(
    plans: PlanService, database: Database, tmp_path: Path, clock: Clock
) -> None:
    clock.pass_(days=365)
    YearService(database).close(2025, CLERK)
    file = qingcheng(tmp_path / "计划.xlsx", ("甲办法", "海珠区民政局", "2025年6月"), heading="2025年计划")
    (line,) = ImportService(database).plan("plans", file).lines
    assert line.action == "failed"
    assert "已经结转关闭" in line.reason


def test_late_ones_are_found_by_a_filter(plans: PlanService, database: Database) -> None:
    enter(plans, submit_by=date(2025, 1, 31))
    enter(plans, title="另一件")
    late = Query(TODAY, (Filter("state", (PlanState.LATE.value,)),))
    assert list(LedgerService(database).ids("plans", late)) == [1]
