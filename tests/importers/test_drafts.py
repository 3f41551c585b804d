"""Rows to drafts: every problem of every row in one pass, and every cell kept."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.documents.columns import LEDGER
from app.domain.problems import Severity
from app.domain.units import LEDGER as UNITS
from app.importers.cells import raw_text
from app.importers.drafts import Draft, Reading, drafts
from app.importers.raw import FileCell, Marks, Range, RawSheet
from app.importers.sheets import sheet
from app.importers.tables import find_table
from tests.importers.books import HEADER, made
from tests.importers.test_cells import ANYTHING


def read(found: RawSheet) -> list[Draft]:
    return drafts(find_table(found, LEDGER), LEDGER)


def line(*cells: FileCell) -> Draft:
    (draft,) = read(made(HEADER, cells))
    return draft


def test_a_line() -> None:
    draft = line(1, " 甲办法", "海府〔2024〕1号", "区司法局，区财政局", "2024.5.1")
    assert draft.row == 2
    assert draft.values == {
        "title": Reading(" 甲办法", "甲办法", changed=True),
        "document_number": Reading("海府〔2024〕1号", "海府〔2024〕1号"),
        "issuer": Reading("区司法局，区财政局", "区司法局、区财政局", changed=True),
        "published_on": draft.values["published_on"],
    }
    assert draft.values["published_on"][:3] == ("2024.5.1", date(2024, 5, 1), True)
    assert draft.problems == ()


def test_empty_cells_say_nothing() -> None:
    draft = line(1, "甲办法", "—", "", None)
    assert set(draft.values) == {"title"}


def test_clearing_is_told_from_empty() -> None:
    draft = line(1, "甲办法", "清空", "清空", "清空")
    assert [key for key, reading in draft.values.items() if reading.clear] == [
        "document_number",
        "issuer",
        "published_on",
    ]
    assert draft.problems == ()


def test_a_problem_names_row_column_value_expectation_and_suggestion() -> None:
    draft = line(1, "甲办法", 4.4010519900101126e17, "区政府", "2024-2-30")
    number, day = draft.problems
    assert (number.row, number.column, number.key, number.severity) == (2, "文号", "document_number", Severity.ERROR)
    assert (number.value, number.message[:5]) == ("4.40105199001011e+17", "精度已丢失")
    assert (day.row, day.column, day.value) == (2, "公布日期", "2024-2-30")
    assert "没有2024年2月30日" in day.message
    assert day.expected == "一个完整的日期，如 2025-01-01 或 2025年1月1日"
    assert day.suggestion == "请按原件改正；查不到的请留空"
    assert draft.values["published_on"].problem == day
    assert draft.values["published_on"].raw == "2024-2-30"


def test_all_problems_of_all_rows_come_at_once() -> None:
    rows = [[number, "甲办法", None, None, "不详"] for number in range(50)]
    found = read(made(HEADER, *rows))
    assert [problem.row for draft in found for problem in draft.problems] == list(range(2, 52))


def test_hidden_rows_are_drafts_that_say_so() -> None:
    found = read(made(HEADER, [1, "甲办法"], [2, "乙办法"], hidden=[3]))
    assert [(draft.row, draft.hidden) for draft in found] == [(2, False), (3, True)]


def test_unknown_columns_become_extra() -> None:
    (draft,) = read(made([*HEADER, "保管期限", None], [1, "甲办法", None, None, None, 30, date(2024, 5, 1)]))
    assert draft.extra == {"保管期限": "30", "第G列": "2024-05-01"}
    assert draft.cells == (1, "甲办法", None, None, None, 30, date(2024, 5, 1))


def test_a_title_merged_over_two_columns_is_not_read_twice() -> None:
    merges = [Range(0, 1, 0, 2), Range(1, 1, 1, 2)]
    (draft,) = read(made(["序号", "文件名称", None, "文号"], [1, "甲办法", None, "一号"], merges=merges))
    assert {key: reading.value for key, reading in draft.values.items()} == {
        "title": "甲办法",
        "document_number": "一号",
    }
    assert draft.extra == {}


def test_cells_without_a_value_keep_what_stands_in_its_place() -> None:
    marks = Marks()
    marks.no_value(2, 4, "=A1+1", "公式没有算出的结果")
    (draft,) = read(sheet("x", [HEADER, [1, "甲办法"]], marks, hidden=False, epoch_1904=False))
    reading = draft.values["published_on"]
    assert (reading.raw, reading.value) == ("=A1+1", None)
    assert [(problem.message, problem.severity) for problem in draft.problems] == [
        ("公式没有算出的结果", Severity.WARNING)
    ]


def test_derived_columns_are_evidence() -> None:
    (draft,) = read(made(["文件名称", "效力状态", "存疑说明"], ["甲办法", "已废止", "某事"]))
    assert draft.values["force_status"][1:6] == ("repealed", False, None, False, True)
    assert draft.values["doubts"].evidence
    assert not draft.values["title"].evidence


def test_an_exported_status_reads_back_unchanged() -> None:
    column = LEDGER.column("force_status")
    assert column.choices is not None
    for status in column.choices:
        (draft,) = read(made(["文件名称", "效力状态"], ["甲办法", status.label]))
        assert (draft.values["force_status"].value, draft.values["force_status"].changed) == (status.value, False)


def test_control_characters_are_named_and_counted() -> None:
    draft = line(1, "甲\x07办\x0b法", "一\x01号")
    assert draft.values["title"].value == "甲办法"
    assert draft.replaced == 3
    assert [(problem.column, problem.message, problem.severity) for problem in draft.problems] == [
        ("文件名称", "删去了 2 个不可见的控制字符", Severity.NOTE),
        ("文号", "删去了 1 个不可见的控制字符", Severity.NOTE),
    ]


def test_equal_values_of_different_types_are_not_mixed_up() -> None:
    rows: list[list[FileCell]] = [["单位名称", "可制定"], ["甲局", 1], ["乙局", True], ["丙局", "1"], ["丁局", 0]]
    found = drafts(find_table(made(*rows), UNITS), UNITS)
    readings = [draft.values["may_issue"] for draft in found]
    assert [(reading.raw, reading.value) for reading in readings] == [
        ("1", True),
        ("是", True),
        ("1", True),
        ("0", False),
    ]


CELLS = st.lists(st.none() | ANYTHING, max_size=len(LEDGER.columns) + 2)


@given(st.lists(CELLS, max_size=5))
@settings(deadline=None)
def test_no_row_raises_and_no_cell_is_lost(rows: list[list[Any]]) -> None:
    titles: list[FileCell] = [column.title for column in LEDGER.columns]
    table = find_table(made([*titles, "其他", None], *rows), LEDGER, header_row=1)
    for draft, row in zip(drafts(table, LEDGER), table.rows, strict=True):
        for position, cell in enumerate(row.cells):
            if cell is None:
                continue
            heading = next(heading for heading in table.headings if heading.position == position)
            if heading.key is None:
                assert draft.extra[heading.title] == raw_text(cell)
            elif (reading := draft.values.get(heading.key)) is not None:
                assert reading.raw == raw_text(cell)
                assert reading.value is not None or reading.clear or reading.problem is not None
        assert all(problem.row == row.number for problem in draft.problems)
