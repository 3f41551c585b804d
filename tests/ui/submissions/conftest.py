"""The pages of submissions and opinions, over a real database."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.domain.submissions.papers import usual_papers
from app.domain.units import UnitCategory
from app.services.office import Office
from app.services.settings import StaffMember
from app.ui.desk import Desk
from app.ui.submissions.page import SubmissionsPage
from tests import factories
from tests.offices import CLERK

Receive = Callable[..., SubmissionFacts]
TITLE = "海珠区养老服务设施管理办法（送审稿）"


@pytest.fixture
def bureau(services: Office) -> int:
    """The id of the unit that sends things in; the clerks are known too."""
    services.settings.save_staff([StaffMember("张三"), StaffMember("李四")], CLERK)
    stored = services.units.save(factories.unit("海珠区民政局", category=UnitCategory.DEPARTMENT), CLERK)
    assert stored.id is not None
    return stored.id


@pytest.fixture
def receive(services: Office, bureau: int) -> Receive:
    """Receive something; all its papers are there unless the test says otherwise."""

    def received(**given: Any) -> SubmissionFacts:
        kind = given.get("kind", SubmissionKind.DOCUMENT)
        papers = tuple(replace(paper, present=True) for paper in usual_papers(kind))
        facts = SubmissionFacts(TITLE, sender_id=bureau, handler="张三", received_on=services.today(), papers=papers)
        return services.submissions.receive(replace(facts, **given), CLERK)

    return received


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SubmissionsPage:
    made = SubmissionsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
