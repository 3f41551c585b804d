"""The ledger of 26 documents, as an office keeps it: nothing of it may be lost or taken for something else."""

from datetime import date

import pytest

from app.domain.dates import DateState
from app.domain.documents.columns import LEDGER
from app.domain.problems import Refused
from app.domain.units import LEDGER as UNITS
from app.importers.drafts import Draft, drafts
from app.importers.files import read_workbook
from app.importers.tables import Table, find_table
from tests.importers.books import LEDGERS


@pytest.fixture(scope="module")
def table() -> Table:
    return find_table(read_workbook(LEDGERS / "规范性文件台账.xlsx").sheets[0], LEDGER)


@pytest.fixture(scope="module")
def read(table: Table) -> dict[int, Draft]:
    return {draft.row: draft for draft in drafts(table, LEDGER)}


def test_26_rows_of_data(table: Table) -> None:
    assert len(table.rows) == 26
    assert table.header_rows == (3, 4)
    assert table.missing == ()
    assert table.unknown == ()


def test_every_other_row_is_named_with_its_reason(table: Table) -> None:
    assert [(ignored.row, ignored.last, ignored.reason) for ignored in table.ignored] == [
        (1, 1, "标题或说明"),
        (2, 2, "标题或说明"),
        (3, 3, "表头"),
        (4, 4, "表头"),
        (14, 14, "空行"),
        (18, 18, "重复的表头"),
        (25, 25, "空行"),
        (32, 32, "重复的表头"),
        (35, 35, "合计行"),
        (36, 36, "填报人或说明行"),
    ]
    assert len(table.rows) + sum(ignored.size for ignored in table.ignored) == 36


def test_two_row_header_with_merged_cells(table: Table) -> None:
    assert {heading.title: heading.key for heading in table.headings if not heading.serial} == {
        "文件名称": "title",
        "发文字号": "document_number",
        "统一编号": "unified_number",
        "制定机关": "issuer",
        "日期/公布日期": "published_on",
        "日期/施行日期": "effective_on",
        "日期/有效期至": "expires_on",
        "有效期": "validity",
        "效力状态": "force_status",
        "备注": "remark",
    }


def test_hidden_row_is_read_and_named(table: Table, read: dict[int, Draft]) -> None:
    assert table.hidden_rows == (7,)
    assert [draft.row for draft in read.values() if draft.hidden] == [7]
    assert read[7].values["title"].value == "关于打造“三城一岛”产业增长极加快发展新质生产力若干举措"


def test_joint_issuers_and_a_text_like_a_formula(read: dict[int, Draft]) -> None:
    assert read[7].values["issuer"].value == "广州开发区管委会、广州市黄埔区人民政府"
    assert read[7].values["remark"].value == "=1+1 备注以等号开头"


def test_merged_body_cells_are_filled(read: dict[int, Draft]) -> None:
    assert read[9].values["issuer"].value == "惠州市人民政府"
    assert read[34].values["issuer"].value == "花垣县人民政府办公室"


@pytest.mark.parametrize(
    ("row", "key", "day"),
    [
        (5, "published_on", date(2021, 12, 31)),
        (5, "expires_on", date(2026, 12, 31)),
        (7, "published_on", date(2025, 3, 31)),
        (8, "published_on", date(2017, 4, 6)),
        (9, "published_on", date(2022, 5, 31)),
        (13, "published_on", date(2023, 6, 14)),
        (21, "published_on", date(2015, 3, 31)),
        (27, "effective_on", date(2007, 2, 8)),
    ],
)
def test_dates_in_every_spelling(read: dict[int, Draft], row: int, key: str, day: date) -> None:
    assert read[row].values[key].value == day


def test_serial_number_shows_what_it_was_and_what_it_became(read: dict[int, Draft]) -> None:
    reading = read[21].values["published_on"]
    assert (reading.raw, reading.value, reading.changed) == ("42094", date(2015, 3, 31), True)
    assert not read[13].values["published_on"].changed


def test_status_is_evidence_only(read: dict[int, Draft]) -> None:
    found = {row: draft.values["force_status"].value for row, draft in read.items() if "force_status" in draft.values}
    assert found == {8: "expired", 11: "in_force", 27: "in_force", 33: "in_force", 34: "expired"}
    assert all(draft.values["force_status"].evidence for draft in read.values() if "force_status" in draft.values)


def test_open_ended_keeps_its_words_and_is_no_mistake(read: dict[int, Draft]) -> None:
    assert [row for row, draft in read.items() if draft.problems] == []
    for row in (8, 17, 27, 34):
        reading = read[row].values["expires_on"]
        assert (reading.raw, reading.state) == ("长期有效", DateState.OPEN_ENDED)


def test_the_wrong_ledger_is_refused_with_what_to_do() -> None:
    for name in ("培训签到表.xls", "法律顾问聘任情况.xlsx"):
        sheet = read_workbook(LEDGERS / name).sheets[0]
        with pytest.raises(Refused, match="没有找到表头：请检查是否选错了工作表或台账"):
            find_table(sheet, LEDGER)


def test_documents_are_not_taken_for_units(table: Table) -> None:
    with pytest.raises(Refused, match="表头应有“单位名称”“编码”“简称”这样的列名"):
        find_table(table.sheet, UNITS)
