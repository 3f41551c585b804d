"""Search says what it found and where."""

import pytest

from app.models.database import Database
from app.services.documents.service import DocumentService
from app.services.search import SearchService
from app.services.units import UnitService
from tests.factories import old, unit
from tests.offices import CLERK, Clock


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("资产", "文件名称"),
        ("資產", "文件名称"),
        ("ncjtzc", "文件名称（拼音）"),
        ("〔2021〕", "文号"),
        ("资产 区人民政府", "文件名称、制定机关"),
        ("备注里的字", "备注"),
    ],
)
def test_where_a_word_was_found(database: Database, clock: Clock, typed: str, where: str) -> None:
    DocumentService(database).register(old(remark="备注里的字"), CLERK)
    found = SearchService(database).find(typed, clock.today())
    assert [(hit.id, hit.ledger, hit.number, hit.where) for hit in found] == [
        (1, "documents", "海府规〔2021〕18号", where)
    ]


def test_units_are_found_by_their_former_names_and_initials(database: Database, clock: Clock) -> None:
    UnitService(database).save(unit("海珠区司法局"), CLERK)
    assert [hit.ledger for hit in SearchService(database).find("hzqsfj", clock.today())] == ["units"]


def test_nothing_typed_finds_nothing(database: Database, clock: Clock) -> None:
    UnitService(database).save(unit(), CLERK)
    assert SearchService(database).find(" 　", clock.today()) == []
