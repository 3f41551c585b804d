"""Unified numbers: allotted through the gates, in order, never reused, gaps named."""

from datetime import UTC, date, datetime

import pytest

from app.domain.number_book import NumberState
from app.domain.numbering.schemes import NumberingScheme
from app.domain.problems import Refused
from app.models.database import Database
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.numbering.service import NumberingService
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock

SCHEME = NumberingScheme("按类别", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat"))


@pytest.fixture
def numbers(database: Database) -> NumberingService:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    UnitService(database).save(unit(), CLERK)
    service = NumberingService(database)
    service.save_scheme(SCHEME, CLERK)
    return service


def registered(database: Database, **given: object) -> int:
    return DocumentService(database).register(ready(**given), CLERK).id or 0


def test_numbers_follow_each_other_and_stand_on_the_document(numbers: NumberingService, database: Database) -> None:
    first, second = registered(database), registered(database, title="另一件")
    assert [numbers.allot(key, CLERK) for key in (first, second)] == ["HZ0120250001", "HZ0120250002"]
    facts = DocumentService(database).get(second)
    assert (facts.unified_number, facts.registered_on) == ("HZ0120250002", date(2025, 3, 3))


def test_every_unmet_gate_is_named_at_once(numbers: NumberingService, database: Database) -> None:
    key = DocumentService(database).register(draft(), CLERK).id or 0
    with pytest.raises(Refused) as refusal:
        numbers.allot(key, CLERK)
    assert [problem.field for problem in refusal.value.problems] == ["steps", "signed_on"]
    assert numbers.gaps() == []


def test_a_number_across_the_year_is_asked_for(numbers: NumberingService, database: Database, clock: Clock) -> None:
    clock.now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    key = registered(database, signed_on=date(2025, 12, 31))
    with pytest.raises(Refused, match="2025年或2026年"):
        numbers.allot(key, CLERK)
    assert numbers.preview(key, date(2026, 1, 5)).years == (2025, 2026)
    assert numbers.allot(key, CLERK, on=date(2025, 12, 31)) == "HZ0120250001"


def test_a_voided_number_is_never_given_again(numbers: NumberingService, database: Database) -> None:
    first, second = registered(database), registered(database, title="另一件")
    number = numbers.allot(first, CLERK)
    numbers.void(number, "签发人撤回", CLERK)
    assert DocumentService(database).get(first).unified_number == ""
    assert numbers.allot(second, CLERK) == "HZ0120250002"
    assert numbers.allot(first, CLERK) == "HZ0120250003"
    assert numbers.of_document(first) == [(number, NumberState.VOID), ("HZ0120250003", NumberState.USED)]


def test_the_last_number_can_be_withdrawn_on_its_day(
    numbers: NumberingService, database: Database, clock: Clock
) -> None:
    first, second = registered(database), registered(database, title="另一件")
    numbers.allot(first, CLERK)
    numbers.allot(second, CLERK)
    with pytest.raises(Refused, match="之后已有编号"):
        numbers.withdraw("HZ0120250001", CLERK)
    numbers.withdraw("HZ0120250002", CLERK)
    assert numbers.allot(second, CLERK) == "HZ0120250002"
    clock.pass_(days=1)
    with pytest.raises(Refused, match="不是今天编的"):
        numbers.withdraw("HZ0120250002", CLERK)
    assert AuditService(database).verify().broken_at is None


def test_a_legacy_number_moves_the_counter_and_its_gaps_are_listed(
    numbers: NumberingService, database: Database
) -> None:
    documents = DocumentService(database)
    stored = documents.register(old(unified_number="HZ0120250003"), CLERK)
    assert stored.number_note == ""
    assert numbers.allot(registered(database), CLERK) == "HZ0120250004"
    assert [gap.text for gap in numbers.gaps()] == ["HZ0120250001", "HZ0120250002"]
    numbers.void("HZ0120250001", "印错", CLERK)
    assert [gap.text for gap in numbers.gaps()] == ["HZ0120250002"]
    with pytest.raises(Refused, match="还没有编到"):
        numbers.void("HZ0120250009", "印错", CLERK)


def test_a_number_of_another_region_stays_as_text(numbers: NumberingService, database: Database) -> None:
    stored = DocumentService(database).register(old(unified_number="HFGS—2017—9"), CLERK)
    assert "按文字保存" in stored.number_note
    assert numbers.of_document(stored.id or 0) == []


def test_a_number_another_document_has_is_refused_with_its_name(numbers: NumberingService, database: Database) -> None:
    documents = DocumentService(database)
    documents.register(old(unified_number="HZ0120210019"), CLERK)
    with pytest.raises(Refused, match="HZ0120210019 已被《海珠区农村集体资产交易管理办法》使用"):
        documents.register(old(title="另一件", unified_number="HZ0120210019"), CLERK)


def test_a_reserved_number_waits_for_its_document(numbers: NumberingService, database: Database) -> None:
    key = registered(database)
    assert numbers.reserve(1, key, "常务会议当日签发", CLERK, date(2025, 3, 3)) == "HZ0120250001"
    other = registered(database, title="另一件")
    assert numbers.allot(other, CLERK) == "HZ0120250002"
    assert numbers.use_reserved("HZ0120250001", key, CLERK, date(2025, 3, 3)) == "HZ0120250001"


def test_a_used_scheme_keeps_its_format(numbers: NumberingService, database: Database) -> None:
    numbers.allot(registered(database), CLERK)
    scheme = numbers.schemes()[0]
    with pytest.raises(Refused, match="已编过 1 个号"):
        numbers.save_scheme(type(scheme)(**{**vars(scheme), "template": "X{region}{cat:2}{year}{seq:4}"}), CLERK)
