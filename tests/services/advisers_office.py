"""An office with a government, two firms, two lawyers and one of its own staff, for tests of the advisers' services."""

from dataclasses import replace

import pytest

from app.domain.advisers.people import AdviserKind
from app.domain.units import UnitCategory
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.advisers import firm, lawyer
from tests.factories import unit
from tests.offices import CLERK


@pytest.fixture
def advisers(database: Database) -> AdviserServices:
    """Units 1 (区政府) and 2, firms 1 and 2, lawyers 1 and 2 of firm 1, adviser 3 of the office's own staff."""
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区", profile="guangzhou"), CLERK)
    units = UnitService(database)
    units.save(unit("海珠区人民政府"), CLERK)
    units.save(unit("海珠区教育局", code="12", category=UnitCategory.DEPARTMENT), CLERK)
    services = AdviserServices(database)
    services.people.save_firm(firm(), CLERK)
    services.people.save_firm(firm("广东另一律师事务所", credit_code=""), CLERK)
    services.people.save(lawyer(firm_id=1, id_number="11010519491231002X"), CLERK)
    services.people.save(lawyer("赵某某", firm_id=1), CLERK)
    services.people.save(replace(lawyer("张科长", workplace="海珠区司法局"), kind=AdviserKind.LEGAL_STAFF), CLERK)
    return services
