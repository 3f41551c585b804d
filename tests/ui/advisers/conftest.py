"""Pages of legal advisers over an office with units, firms, advisers and one contract."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.advisers.bundle import AdviserServices
from app.services.office import Office
from app.ui.advisers.book import BookPage
from app.ui.advisers.overview import AdviserOverviewPage
from app.ui.desk import Desk
from tests.advisers import appointed, contract
from tests.offices import CLERK

Show = Callable[[type[Any]], Any]
ShowOverview = Callable[[], AdviserOverviewPage]


@pytest.fixture
def served(advisers: AdviserServices, services: Office) -> Office:
    """Lawyer 1 is appointed to unit 1 until 2026 and serves it in 2025 under contract 1."""
    services.advisers.appointments.appoint(appointed(), CLERK)
    services.advisers.engagements.save(contract(), CLERK)
    return services


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, served: Office) -> Show:
    """Show a page, wait for its lines, put the hands on its table."""

    def made(kind: type[BookPage[Any]]) -> BookPage[Any]:
        page = kind(desk)
        qtbot.addWidget(page)
        page.resize(1180, 640)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        desk.units.reload()
        qtbot.waitUntil(lambda: desk.work.quiet and len(desk.units.all()) == 2)
        page.table.grid.setFocus()
        return page

    return made


@pytest.fixture
def show_overview(qtbot: QtBot, desk: Desk) -> ShowOverview:
    """Show the overview, wait for its lines, put the hands on its table."""

    def made() -> AdviserOverviewPage:
        page = AdviserOverviewPage(desk)
        qtbot.addWidget(page)
        page.resize(1180, 640)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        qtbot.waitUntil(lambda: desk.work.quiet and page.overview is not None)
        page.table.setFocus()
        return page

    return made
