"""What an .xlsx holds besides its values: hidden, merged, padded, uncomputed, ghostly."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.importers.files import FileRefused, RawSheet, read_workbook
from app.importers.raw import ERROR_VALUE, NEVER_COMPUTED
from app.importers.xlsx import column_of
from tests.importers.books import HEADER, pack, parts, save, styles, text

AFTERNOON = datetime.fromisoformat("2024-12-17 15:16")


def only_sheet(path: Path) -> RawSheet:
    (sheet,) = read_workbook(path).sheets
    return sheet


def values(sheet: RawSheet) -> list[tuple[object, ...]]:
    return [row.cells for row in sheet.rows]


def data(*rows: str) -> str:
    return "<sheetData>" + "".join(f'<row r="{at}">{row}</row>' for at, row in enumerate(rows, 1)) + "</sheetData>"


def test_values_of_every_type(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["文", 3, 2.5, True, date(2024, 5, 1), AFTERNOON, "  ", "007"])
        sheet["I1"] = "=1+1 备注"
        sheet["I1"].data_type = "s"

    (row,) = only_sheet(save(tmp_path / "a.xlsx", fill)).rows
    assert row.cells == ("文", 3, 2.5, True, date(2024, 5, 1), AFTERNOON, None, "007", "=1+1 备注")
    assert [type(cell) for cell in row.cells[1:4]] == [int, float, bool]


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for line in (HEADER, [1, "甲"], [2, "乙"], [3, "丙"]):
            sheet.append(line)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        other = sheet.parent.create_sheet("旧表")
        other.append(["文件名称"])
        other.sheet_state = "veryHidden"
        sheet.parent.create_sheet("空表")

    book = read_workbook(save(tmp_path / "a.xlsx", fill))
    assert [row.number for row in book.sheets[0].rows if row.hidden] == [3]
    assert book.sheets[0].hidden_columns == {2}
    assert [sheet.name for sheet in book.visible] == ["Sheet"]
    assert [sheet.name for sheet in book.hidden] == ["旧表"]
    assert book.sheet("旧表").rows[0].cells == ("文件名称",)
    with pytest.raises(FileRefused, match="没有名为“2024”的工作表，请从这些工作表中选择：Sheet、旧表、空表"):
        book.sheet("2024")


def test_a_row_without_height_is_hidden(tmp_path: Path) -> None:
    rows = f'<row r="1">{text("A1", "甲")}</row><row r="2" ht="0" customHeight="1">{text("A2", "乙")}</row>'
    sheet = only_sheet(pack(tmp_path / "a.xlsx", parts(f"<sheetData>{rows}</sheetData>")))
    assert [row.hidden for row in sheet.rows] == [False, True]


def test_merged_cells_are_filled_and_known(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for line in (["台账"], HEADER, [1, "甲", None, "区政府"], [2, "乙"], [], [3, "丙"]):
            sheet.append(line)
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("D3:E6")

    first, _, third, fourth, sixth = only_sheet(save(tmp_path / "a.xlsx", fill)).rows
    assert first.cells == ("台账",) * 5
    assert first.own == [0]
    assert third.cells == (1, "甲", None, "区政府", "区政府")
    assert fourth.cells == (2, "乙", None, "区政府", "区政府")
    assert dict(fourth.filled) == {3: 3, 4: 3}
    assert sixth.number == 6
    assert sixth.cells[3] == "区政府"


def test_leading_zeros_come_back_from_the_number_format(tmp_path: Path) -> None:
    formats = ["000000", '"HP"0000', "0000\\-00", "#,##0", "0.00", "00", "yyyy-mm-dd", "000000;-000000"]
    cells = "".join(f'<c r="{"ABCDEFGH"[at]}1" s="{at + 1}"><v>123</v></c>' for at in range(len(formats)))
    sheet = only_sheet(pack(tmp_path / "a.xlsx", parts(data(cells), styles(*formats))))
    assert values(sheet) == [("000123", "HP0123", 123, 123, 123, "123", date(1900, 5, 2), "000123")]


def test_formulas_and_errors(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;""</f><v>二</v></c><c r="C1"><f>A1&amp;"号"</f></c>'
        '<c r="D1"><f>1+1</f><v></v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1" t="str"><f>T("")</f><v></v></c>'
    )
    (row,) = only_sheet(pack(tmp_path / "a.xlsx", parts(data(cells)))).rows
    assert row.cells == (2, "二", '=A1&"号"', "=1+1", "#DIV/0!")
    assert dict(row.faults) == {2: NEVER_COMPUTED, 3: NEVER_COMPUTED, 4: ERROR_VALUE}


def test_date_system_of_the_file(tmp_path: Path) -> None:
    cells = '<c r="A1" s="1"><v>43952</v></c><c r="B1"><v>43952</v></c>'
    contents = parts(data(cells), styles("yyyy-mm-dd"), '<workbookPr date1904="1"/>')
    sheet = only_sheet(pack(tmp_path / "a.xlsx", contents))
    assert sheet.epoch_1904
    assert values(sheet) == [(date(2024, 5, 2), 43952)]


def test_long_numbers_keep_their_damage_visible(tmp_path: Path) -> None:
    cells = '<c r="A1"><v>440105199001011234</v></c><c r="B1"><v>999999999999999</v></c><c r="C1"><v>1E+15</v></c>'
    (row,) = only_sheet(pack(tmp_path / "a.xlsx", parts(data(cells)))).rows
    assert [type(cell) for cell in row.cells] == [float, int, float]


def test_another_prefix_and_no_places(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = (
        '<x:cols><x:col min="2" max="3" hidden="1"/></x:cols><x:sheetData>'
        "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
        "<x:row hidden='1'><x:c t='e'><x:v>#REF!</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData>"
    )
    sheet = only_sheet(pack(tmp_path / "a.xlsx", parts(rows, root=f'x:worksheet xmlns:x="{main}"')))
    assert values(sheet) == [(1,), ("#REF!", 2)]
    assert [row.hidden for row in sheet.rows] == [False, True]
    assert sheet.hidden_columns == {1, 2}


def test_what_follows_the_rows_is_no_row(tmp_path: Path) -> None:
    tail = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells><rowBreaks count="1"><brk id="1"/></rowBreaks>'
    sheet = only_sheet(pack(tmp_path / "a.xlsx", parts(data(text("A1", "甲"), text("C2", "乙")) + tail)))
    assert values(sheet) == [("甲", "甲"), ("甲", "甲", "乙")]


def test_dimension_of_one_cell_only(tmp_path: Path) -> None:
    """WPS writes A1 as the size of sheets it has not measured (M41)."""
    rows = '<dimension ref="A1"/>' + data(
        text("A1", "文件名称") + text("B1", "文号"), text("A2", "甲") + text("B2", "乙")
    )
    assert values(only_sheet(pack(tmp_path / "a.xlsx", parts(rows)))) == [("文件名称", "文号"), ("甲", "乙")]


def test_broken_styles_do_not_matter(tmp_path: Path) -> None:
    contents = parts(data('<c r="A1" s="99"><v>1</v></c>'), styles("000"))
    contents["xl/styles.xml"] = contents["xl/styles.xml"].replace('numFmtId="164"/>', 'numFmtId="x"/>')
    assert values(only_sheet(pack(tmp_path / "a.xlsx", contents))) == [(1,)]


def test_ghost_rows_cost_nothing(tmp_path: Path) -> None:
    ghosts = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(3, 1_048_577))
    rows = f'<row r="1">{text("A1", "文件名称")}</row><row r="2">{text("A2", "甲")}</row>{ghosts}'
    contents = parts(f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>', styles("000"))
    sheet = only_sheet(pack(tmp_path / "a.xlsx", contents))
    assert [row.number for row in sheet.rows] == [1, 2]


@pytest.mark.parametrize("column", ["K", "XFD"])
@pytest.mark.parametrize(("stray", "expected"), [(" ", [1, 2]), ("遗漏", [1, 2, 1_048_576])])
def test_a_stray_cell_at_the_end_of_the_sheet(tmp_path: Path, column: str, stray: str, expected: list[int]) -> None:
    """Asked for this rectangle, calamine ends the program: it wants half a terabyte."""
    rows = f'<row r="1">{text("A1", "台账")}{text("B1", "x")}</row><row r="2"><c r="A2"><v>2</v></c></row>'
    rows += f'<row r="1048576">{text(f"{column}1048576", stray)}</row>'
    merges = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    sheet = only_sheet(pack(tmp_path / "a.xlsx", parts(f"<sheetData>{rows}</sheetData>{merges}")))
    assert [row.number for row in sheet.rows] == expected
    assert sheet.rows[1].cells == (2,)
    assert sheet.rows[-1].cells[-1] in (2, stray)


def test_formatted_blanks_to_the_right_are_no_columns(tmp_path: Path) -> None:
    blanks = '<c r="XFC1" s="1"/><c r="XFD1" s="1"/>'
    sheet = only_sheet(pack(tmp_path / "a.xlsx", parts(data(text("A1", "甲") + blanks), styles("00"))))
    assert values(sheet) == [("甲",)]


def test_cells_that_contradict_their_row_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="已损坏"):
        read_workbook(pack(tmp_path / "a.xlsx", parts(data(text("A9000000", "甲")))))


def test_the_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", parts(data(text("A1", "甲"))))
    other = tmp_path / "副本.xlsm"
    other.write_bytes(path.read_bytes())
    assert read_workbook(path).sha256 == read_workbook(other).sha256
    assert zipfile.is_zipfile(other)


@pytest.mark.parametrize(("letters", "number"), [(b"A", 0), (b"Z", 25), (b"AA", 26), (b"XFD", 16383)])
def test_columns_by_letters(letters: bytes, number: int) -> None:
    assert column_of(letters) == number
