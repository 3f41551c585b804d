"""The documents' page with its unit, over a real database."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import DocumentFacts
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.page import DocumentsPage
from tests import factories
from tests.offices import CLERK
from tests.ui.documents.looking import Register


@pytest.fixture
def government(services: Office) -> int:
    """The id of the unit that issues."""
    stored = services.units.save(factories.unit(), CLERK)
    assert stored.id is not None
    return stored.id


@pytest.fixture
def register(services: Office, government: int) -> Register:
    def registered(facts: DocumentFacts) -> DocumentFacts:
        return services.documents.register(replace(facts, issuers=(government,)), CLERK)

    return registered


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DocumentsPage:
    made = DocumentsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
