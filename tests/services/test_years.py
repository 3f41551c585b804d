"""The change of the year through the service: what is left, what comes next, closing, and what a closed year refuses."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from app.domain.documents.facts import Carrier, CarrierKind, EndKind, FileLevel, StepResult
from app.domain.number_book import NumberState
from app.domain.plans import PlanItem
from app.domain.problems import Refused
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.imports import ImportService
from app.services.numbering.service import NumberingService
from app.services.plans.service import PlanService
from app.services.settings import OfficeSettings, SettingsService
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from app.services.years.service import YearService
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock
from tests.services.test_numbering import SCHEME

OPEN, JANUARY, DONE = 2, 3, 4
"""Submissions; the first is that of the document, whose reviews came with it."""


@pytest.fixture
def years(database: Database, clock: Clock) -> YearService:
    """An office of 2025 at 2026-01-05: one number given, one skipped, one reserved; a contract open, another done since."""
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ"), CLERK)
    UnitService(database).save(unit(), CLERK)
    documents, numbering, submissions = (
        DocumentService(database),
        NumberingService(database),
        SubmissionService(database),
    )
    numbering.save_scheme(SCHEME, CLERK)
    document = documents.register(ready(), CLERK).id or 0
    numbering.allot(document, CLERK)
    documents.publish(document, date(2025, 3, 3), None, (Carrier(CarrierKind.GAZETTE),), CLERK)
    ImportService(database)
    documents.register(
        old(
            title="旧登记的",
            unified_number="HZ0120250003",
            published_on=date(2025, 3, 1),
            effective_on=date(2025, 3, 1),
        ),
        CLERK,
    )
    numbering.reserve(1, document, "备用", CLERK, date(2025, 3, 3))
    documents.register(draft(title="年底还在起草的"), CLERK)
    came = SubmissionFacts(
        "开着的合同", SubmissionKind.CONTRACT, sender_id=1, handler="张三", received_on=date(2025, 3, 3)
    )
    for expected, title in enumerate(("开着的合同", "一月办结的合同", "年内办结的合同"), OPEN):
        assert submissions.receive(replace(came, title=title), CLERK).id == expected
    submissions.conclude(DONE, date(2025, 12, 31), StepResult.PASSED, CLERK)
    plans = PlanService(database)
    plans.save(PlanItem(2025, "没有报来的办法", handler="张三", submit_by=date(2025, 6, 30)), CLERK)
    plans.save(PlanItem(2026, "今年的办法"), CLERK)
    clock.pass_(days=308)
    assert clock.today() == date(2026, 1, 5)
    submissions.conclude(JANUARY, date(2026, 1, 5), StepResult.PASSED, CLERK)
    submissions.receive(replace(came, title="今年的合同", received_on=date(2026, 1, 4)), CLERK)
    return YearService(database)


def test_years_there_are(years: YearService, clock: Clock) -> None:
    assert [(each.year, each.closed) for each in years.years(clock.today())] == [(2026, False), (2025, False)]
    years.close(2024, CLERK)
    assert [(each.year, each.closed) for each in years.years(clock.today())] == [
        (2026, False), (2025, False), (2024, True),
    ]  # fmt: skip


def test_what_is_left_of_a_year_is_what_was_not_done_on_its_last_day(years: YearService, clock: Clock) -> None:
    review = years.review(2025, clock.today())
    assert [matter.title for matter in review.matters] == ["开着的合同", "一月办结的合同", "年底还在起草的"]
    assert [item.facts.title for item in review.undecided] == ["没有报来的办法"]
    assert [(number.text, number.state) for number in review.numbers] == [
        ("HZ0120250002", NumberState.GAP),
        ("HZ0120250004", NumberState.RESERVED),
    ]


def test_what_the_next_year_begins_with(years: YearService, clock: Clock, database: Database) -> None:
    review = years.review(2026, clock.today())
    counters = {(counter.name, counter.kind): counter for counter in review.counters}
    assert counters["统一编号", FileLevel.GOVERNMENT.label].text == "HZ0120270001"
    assert counters["统一编号", FileLevel.DEPARTMENT.label].text == "HZ0320270001"
    assert counters["收件号", "送审件"].text == "2027-0001"
    assert {c.text for c in years.review(2025, clock.today()).counters} >= {"2026-0002", "HZ0120260001"}
    numbering = NumberingService(database)
    scheme = numbering.schemes()[0]
    numbering.save_scheme(replace(scheme, valid_to=date(2026, 12, 31)), CLERK)
    ended = years.review(2026, clock.today()).counters[0]
    assert ended.text == ""
    assert "2026-12-31停用，以后没有规则可用" in ended.note
    assert review.holidays_known is False
    assert "春节" in review.lacking
    assert years.review(2025, clock.today()).holidays_known is True


def test_an_empty_office_has_nothing_to_count(database: Database, clock: Clock) -> None:
    review = YearService(database).review(2024, clock.today())
    assert (review.matters, review.plans, review.numbers) == ((), (), ())
    assert {counter.note for counter in review.counters if counter.name == "统一编号"} == {
        "没有适用的编号规则，请在“系统设置—编号规则”中添加"
    }


def test_targets_are_set_changed_and_taken_away(years: YearService, clock: Clock) -> None:
    years.save_targets(2026, {"plans_rate": 90, "reviewed": 40}, CLERK)
    years.save_targets(2026, {"plans_rate": 95, "reviewed": None}, CLERK)
    assert years.targets(2026) == {"plans_rate": 95}
    found = {goal.key: (this, following) for goal, this, following in years.review(2025, clock.today()).targets}
    assert found["plans_rate"] == (None, 95)
    with pytest.raises(Refused, match="0 至 100%"):
        years.save_targets(2026, {"plans_rate": 120}, CLERK)


def test_closing_and_opening_again_with_what_stays_written(
    years: YearService, database: Database, clock: Clock
) -> None:
    with pytest.raises(Refused, match="还没有结束"):
        years.close(2026, CLERK)
    closed = years.close(2025, CLERK)
    assert closed.closed
    assert closed.said == "2025年度已于2026年1月5日由张三关闭"
    with pytest.raises(Refused, match="不需要再次关闭"):
        years.close(2025, CLERK)
    with pytest.raises(Refused, match="写明重新打开的原因"):
        years.reopen(2025, " ", CLERK)
    opened = years.reopen(2025, "漏登一件", CLERK)
    assert (opened.closed, opened.reason) == (False, "漏登一件")
    with pytest.raises(Refused, match="没有关闭"):
        years.reopen(2025, "再来", CLERK)
    assert years.close(2025, CLERK).closed
    entries = [entry.use_case for entry in AuditService(database).history("years", 1)]
    assert entries == ["关闭2025年度", "重新打开2025年度", "关闭2025年度"]


def test_a_closed_year_refuses_what_would_change_it(
    years: YearService, database: Database, clock: Clock, tmp_path: Path
) -> None:
    documents, numbering, submissions = (
        DocumentService(database),
        NumberingService(database),
        SubmissionService(database),
    )
    signed = documents.register(ready(title="另一件", signed_on=date(2025, 2, 27)), CLERK).id or 0
    years.close(2025, CLERK)
    facts = documents.get(1)
    december = date(2025, 12, 30)
    for act in (
        lambda: documents.save(replace(facts, remark="改"), CLERK),
        lambda: documents.save(replace(facts, published_on=date(2026, 1, 2)), CLERK),
        lambda: documents.register(old(title="补录去年的", published_on=december, effective_on=december), CLERK),
        lambda: documents.end(1, EndKind.REPEALED, december, "废止", CLERK),
        lambda: numbering.allot(signed, CLERK, on=december),
        lambda: numbering.reserve(1, signed, "备用", CLERK, december),
        lambda: numbering.use_reserved("HZ0120250004", signed, CLERK, december),
        lambda: numbering.void("HZ0120250002", "跳号", CLERK),
        lambda: numbering.void("HZ0120250004", "不用了", CLERK),
        lambda: submissions.conclude(OPEN, december, StepResult.PASSED, CLERK),
        lambda: submissions.save(replace(submissions.get(DONE), remark="改"), CLERK),
        lambda: submissions.receive(
            SubmissionFacts("补登", SubmissionKind.CONTRACT, sender_id=1, received_on=december), CLERK
        ),
    ):
        with pytest.raises(Refused, match="已经结转关闭"):
            act()
    documents.end(1, EndKind.REPEALED, date(2026, 1, 5), "废止", CLERK)
    numbering.allot(signed, CLERK, on=date(2026, 1, 5))
    with pytest.raises(Refused, match="已经结转关闭"):
        documents.publish(signed, december, None, (Carrier(CarrierKind.GAZETTE),), CLERK)
    submissions.conclude(OPEN, date(2026, 1, 5), StepResult.PASSED, CLERK)
    book = Workbook()
    for row in (("文件名称", "公布日期"), ("去年的办法", "2025-12-30"), ("前年的办法", "2024-12-30")):
        book.active.append(row)
    book.save(tmp_path / "台账.xlsx")
    lines = ImportService(database).plan("documents", tmp_path / "台账.xlsx").lines
    assert [(line.action, "已经结转关闭" in line.reason) for line in lines] == [("failed", True), ("created", False)]
    years.reopen(2025, "更正备注", CLERK)
    documents.save(replace(documents.get(1), remark="改"), CLERK)


def test_the_list_of_what_is_carried_over(years: YearService, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "清单.pdf"
    assert years.write_unfinished(2025, path, clock.today()).lines == 4
    text = "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())
    for words in (
        "2025年度未办结事项清单", "截至2025年12月31日：送审件2件、在办文件1件；制定计划未完成项目1项。", "转入2026年继续办理",
        "一、送审件（2件）", "三、2025年制定计划未完成项目（1项）", "没有报来的办法", "报送时间2025年6月30日，逾期未报送", "填报人（签名）：",
    ):  # fmt: skip
        assert words in text
