"""The first start: settings, the usual units and a numbering scheme at once, or nothing."""

import pytest

from app.domain.problems import Refused
from app.domain.units import UnitCategory, UnitFacts
from app.models.database import Database
from app.services.audit import AuditService
from app.services.numbering.service import NumberingService
from app.services.settings import PROFILES, OfficeSettings, SettingsService
from app.services.setup import SetupService, place_of, starting_units
from app.services.units import UnitService
from tests.offices import CLERK, Clock

HAIZHU = OfficeSettings(office="广州市海珠区司法局", region_code="hz", profile="guangzhou")


@pytest.mark.parametrize(
    ("office", "place"),
    [
        ("广州市海珠区司法局", "海珠区"),
        ("海珠区司法局", "海珠区"),
        ("张掖市甘州区司法局", "甘州区"),
        ("广州市黄埔区城市管理局", "黄埔区"),
        ("花垣县司法局", "花垣县"),
        ("乐清市司法局", "乐清市"),
        ("北京市门头沟区司法局", "门头沟区"),
        ("上海市浦东新区司法局", "浦东新区"),
        ("司法局", ""),
    ],
)
def test_the_district_is_read_from_the_office_name(office: str, place: str) -> None:
    assert place_of(office) == place


def test_an_office_begins_with_units_a_scheme_and_a_first_day(database: Database, clock: Clock) -> None:
    settings = SetupService(database).begin(HAIZHU, CLERK)
    units = UnitService(database).all()
    government = next(unit for unit in units.values() if unit.category is UnitCategory.GOVERNMENT)
    assert government.name == "海珠区人民政府"
    assert {unit.parent_id for unit in units.values()} == {None, government.id}
    assert [scheme.key for scheme in NumberingService(database).schemes()] == ["guangzhou_category"]
    assert settings.default_scheme_id == NumberingService(database).schemes()[0].id
    assert (settings.region_code, settings.go_live_on) == ("HZ", clock.today())
    assert SettingsService(database).get() == settings
    assert AuditService(database).head().length == 2  # the making of the database and this


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_begins(database: Database, profile: str) -> None:
    SetupService(database).begin(OfficeSettings("甲县司法局", profile=profile), CLERK)
    assert NumberingService(database).schemes()


def test_a_second_beginning_is_refused(database: Database) -> None:
    setup = SetupService(database)
    setup.begin(HAIZHU, CLERK)
    with pytest.raises(Refused, match="已经建立"):
        setup.begin(HAIZHU, CLERK)


@pytest.mark.parametrize(
    ("settings", "scheme", "units"),
    [
        (OfficeSettings(office=" "), "", None),
        (OfficeSettings(office="司法局"), "", None),
        (HAIZHU, "no_such_scheme", None),
        (HAIZHU, "", [UnitFacts("甲局", code="1"), UnitFacts("甲局", code="2")]),
    ],
)
def test_a_refused_beginning_leaves_nothing(
    database: Database, settings: OfficeSettings, scheme: str, units: list[UnitFacts] | None
) -> None:
    with pytest.raises(Refused):
        SetupService(database).begin(settings, CLERK, units, scheme)
    assert not UnitService(database).all()
    assert not NumberingService(database).schemes()
    assert SettingsService(database).get() == OfficeSettings()


def test_the_usual_units_have_codes_of_their_own() -> None:
    units = starting_units("海珠区")
    assert len({unit.code for unit in units}) == len(units) > 20
