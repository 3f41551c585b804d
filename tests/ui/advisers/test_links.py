"""Every panel leads on to what it speaks of."""

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.templates import SHIPPED
from app.domain.ledgers import Filter
from app.services.office import Office
from app.ui.advisers.appointments import AppointmentsPage
from app.ui.advisers.assessments import AssessmentsPage
from app.ui.advisers.book import BookPage
from app.ui.advisers.conflicts import ConflictsPage
from app.ui.advisers.engagements import EngagementsPage
from app.ui.advisers.firms import FirmsPage
from app.ui.advisers.matters import MattersPage
from app.ui.advisers.people import AdvisersPage
from app.ui.panel import WordyLink
from tests.advisers import asked, declared
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show
from tests.ui.conftest import Went

D = date


@pytest.fixture
def busy(served: Office) -> Office:
    """Adviser 1 works under contract 1 of firm 1: matter 1, conflict 1 of it, assessment 1; conflict 2 is his firm's."""
    services = served.advisers
    services.matters.assign(asked(), CLERK)
    services.conflicts.declare(declared(matter_id=1, counterparty=""), CLERK)
    services.conflicts.declare(declared(adviser_id=None, firm_id=1, counterparty="乙公司"), CLERK)
    template = services.assessments.save_template(SHIPPED[0], CLERK)
    services.assessments.save(AssessmentFacts(1, template.id or 0, 2025, engagement_id=1), CLERK)
    return served


@pytest.mark.parametrize(
    ("kind", "leads_to"),
    [
        (EngagementsPage, [("firms", 1), ("advisers", 1)]),
        (AppointmentsPage, [("advisers", 1), ("engagements", 1)]),
        (AdvisersPage, [("appointments", 1), ("engagements", 1), ("firms", 1), ("conflicts", 1), ("assessments", 1), ("matters", 1)]),
        (FirmsPage, [("advisers", 1), ("advisers", 2), ("engagements", 1), ("conflicts", 2)]),
        (MattersPage, [("engagements", 1), ("advisers", 1)]),
        (ConflictsPage, [("matters", 1), ("advisers", 1)]),
        (AssessmentsPage, [("advisers", 1), ("engagements", 1)]),
    ],
)  # fmt: skip
def test_a_panel_leads_to_what_it_speaks_of(
    qtbot: QtBot, show: Show, busy: Office, went: Went, kind: type[BookPage[Any]], leads_to: list[tuple[str, int]]
) -> None:
    page = show(kind)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1 and page.desk.work.quiet)
    for each in page.panel.findChildren(WordyLink):
        each.click()
    assert went.records == leads_to


def test_the_work_is_narrowed_to_the_unit_that_asked(qtbot: QtBot, show: Show, busy: Office) -> None:
    busy.advisers.matters.assign(asked("教育局的合同", unit_id=2), CLERK)
    page = show(MattersPage)
    assert "unit" in page.book.filters
    page.show_lines([Filter("unit", ("海珠区教育局",))])
    qtbot.waitUntil(lambda: list(page.table.model.ids) == [2])
