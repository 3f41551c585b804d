"""The first page: what is due, what others have, what is missing, the year's figures; each with the filter that shows it."""

from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.domain.deadlines import LimitUnit
from app.domain.documents.facts import FileLevel, StepResult
from app.domain.ledgers import Query
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.services.documents.service import DocumentService
from app.services.ledgers import LedgerService
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from app.services.workbench import WorkbenchService
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock


def test_what_is_due_and_what_others_have_is_named_with_its_basis(database: Database, clock: Clock) -> None:
    documents = DocumentService(database)
    UnitService(database).save(unit(), CLERK)
    documents.register(draft(), CLERK)
    documents.register(ready(title="乙办法"), CLERK)
    documents.register(old(title="丙办法", expires_on=date(2025, 5, 10), expiry_reason="原文"), CLERK)
    overview = WorkbenchService(database).overview(clock.today())
    assert [(task.title, task.act) for task in overview.waiting] == [("海珠区招商引资扶持办法", "区司法局合法性审核")]
    found = [(item.title, item.act) for item in overview.due if item.record_id]
    assert found == [("丙办法", "legal_review"), ("乙办法", "numbering")]
    assert all(item.basis.source for item in overview.due)
    assert not overview.empty


def test_a_draft_whose_submission_is_under_way_is_named_once(database: Database, clock: Clock) -> None:
    UnitService(database).save(unit(), CLERK)
    facts = SubmissionFacts("海珠区停车场办法（送审稿）", sender_id=1, received_on=clock.today())
    SubmissionService(database).receive(facts, CLERK, FileLevel.GOVERNMENT, (1,))
    overview = WorkbenchService(database).overview(clock.today())
    assert overview.waiting == ()
    assert [item.act for item in overview.due if item.record_id] == ["conclude"]


def test_every_tally_opens_the_lines_it_counts(database: Database, clock: Clock) -> None:
    documents = DocumentService(database)
    UnitService(database).save(unit(), CLERK)
    for facts in (draft(), ready(), old(), old(title="无号", document_number="")):
        documents.register(facts, CLERK)
    ledgers = LedgerService(database)
    for tally in WorkbenchService(database).overview(clock.today()).tallies:
        if tally.filters:
            assert ledgers.count(tally.ledger, Query(clock.today(), tally.filters)) == tally.count, tally.label


def test_an_empty_office_is_led_to_its_first_steps(database: Database, clock: Clock) -> None:
    overview = WorkbenchService(database).overview(clock.today())
    assert overview.empty
    assert not overview.beginning.units


def test_an_office_with_nothing_but_a_contract_is_not_empty(database: Database, clock: Clock) -> None:
    contract = SubmissionFacts("某协议", SubmissionKind.CONTRACT, sender_text="某局", received_on=clock.today())
    SubmissionService(database).receive(contract, CLERK)
    assert not WorkbenchService(database).overview(clock.today()).empty


# The year's figures.

JUNE = date(2025, 6, 15)


@pytest.fixture
def busy(database: Database) -> Database:
    """Of 2024: three received, one of them after 15 June; of 2025: two received, one concluded in time, one late."""
    submissions = SubmissionService(database)

    def reviewed(received: date, concluded: date | None, opinions: int = 0, **given: Any) -> None:
        facts = SubmissionFacts(
            f"{received}协议", SubmissionKind.CONTRACT, sender_text="某局", handler="张三", received_on=received,
            limit_count=5, limit_unit=LimitUnit.WORKING_DAYS,
        )  # fmt: skip
        key = submissions.receive(replace(facts, **given), CLERK).id
        assert key is not None
        for at in range(opinions):
            submissions.add_opinion(key, f"第{at}条", "", CLERK)
        if concluded:
            submissions.conclude(key, concluded, StepResult.PASSED, CLERK)

    reviewed(date(2024, 3, 4), date(2024, 3, 5), 2)
    reviewed(date(2024, 3, 4), date(2024, 3, 20))
    reviewed(date(2024, 12, 2), date(2025, 1, 2), 1)
    reviewed(date(2025, 3, 3), date(2025, 3, 10), 3)
    reviewed(date(2025, 6, 13), None, 1)
    reviewed(date(2025, 5, 6), date(2025, 5, 8), limit_count=None, limit_unit=None)
    UnitService(database).save(unit(), CLERK)
    documents = DocumentService(database)
    documents.register(
        old(published_on=date(2025, 2, 1), effective_on=date(2025, 3, 1), expires_on=date(2030, 2, 28)), CLERK
    )
    documents.register(old(title="去年", document_number="海府规〔2024〕9号", published_on=date(2024, 7, 1),
                           effective_on=date(2024, 8, 1), expires_on=date(2029, 7, 31)), CLERK)  # fmt: skip
    return database


def test_this_year_stands_beside_last_year_to_the_day_and_whole(busy: Database) -> None:
    found = WorkbenchService(busy).figures(JUNE)
    assert found.year == 2025
    assert {figure.label: (figure.now, figure.same, figure.before) for figure in found.figures} == {
        "收到送审件": (3, 2, 3),
        "办结送审件": (3, 2, 2),
        "按期办结": (1, 1, 1),
        "提出审核意见": (4, 2, 2),
        "登记编号": (0, 0, 0),
        "公布文件": (1, 0, 1),
    }


def test_every_figure_opens_the_lines_it_counts(busy: Database) -> None:
    ledgers = LedgerService(busy)
    for figure in WorkbenchService(busy).figures(JUNE).figures:
        assert ledgers.count(figure.ledger, Query(JUNE, figure.filters)) == figure.now, figure.label


def test_the_chart_has_twelve_months_of_two_years(busy: Database) -> None:
    drawing = ET.fromstring(WorkbenchService(busy).figures(JUNE).chart)
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"2024年", "2025年", "1月", "12月", "单位：件"} <= set(words)
    assert words.count("—") == 6  # July to December are still to come
