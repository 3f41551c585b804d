"""The Excel ledger: offices' conventions, and every text a text that comes back as it went out."""

import gc
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
import python_calamine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.domain.ledgers import Cells, Column, Kind, Ledger, Sheet
from app.domain.problems import Refused, Unavailable
from app.exporters.excel import write_ledger
from tests.exporters.sample import LEDGER, ON, line, many, real_lines, sheet

TITLES = [column.title for column in LEDGER.columns]
"""In this ledger the columns on paper come first and the hidden one last, as in the workbook."""


@pytest.fixture
def written(tmp_path: Path) -> Any:
    path = tmp_path / "台账.xlsx"
    write_ledger(sheet(), path)
    return openpyxl.load_workbook(path).active


def read(path: Path) -> list[list[Any]]:
    """All rows as the program's own importer reads workbooks."""
    workbook = python_calamine.load_workbook(str(path))
    return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)


def export(lines: list[Cells], path: Path) -> list[list[Any]]:
    """The cells of the lines after writing and reading, without 序号."""
    write_ledger(sheet(lines), path)
    return [row[1:] for row in read(path)[3 : 3 + len(lines)]]


def test_head_and_foot(written: Any) -> None:
    assert written["A1"].value == "海珠区规范性文件台账（2025年度）"
    assert written["A1"].font.size == 18
    assert "A1:L1" in map(str, written.merged_cells.ranges)
    assert written["A2"].value == "填报单位：广州市海珠区司法局（盖章）"
    assert written["I2"].value == "填报日期：2025年1月1日"
    assert written["I2"].alignment.horizontal == "right"
    assert [cell.value for cell in written[3]] == ["序号", *TITLES]
    assert re.fullmatch(r"填报人：\s+审核人：\s+联系电话：", written.cell(3 + 43 + 1, 1).value)


def test_page(written: Any) -> None:
    assert written.freeze_panes == "D4"  # below the header, right of the name
    assert written.print_title_rows == "$3:$3"
    assert written.print_area == "'规范性文件台账'!$A$1:$L$47"
    assert (written.page_setup.orientation, written.page_setup.paperSize) == ("landscape", 8)
    assert written.sheet_properties.pageSetUpPr.fitToPage
    assert (written.page_setup.fitToWidth, written.page_setup.fitToHeight) == (1, 0)
    assert written.print_options.horizontalCentered
    assert written.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert written.oddFooter.left.text.startswith("修改记录 1284 条")


def test_columns_off_paper_stand_right_and_the_mark_is_hidden(written: Any) -> None:
    assert [cell.value for cell in written[3]][-3:] == ["地区", "来源", "记录标识"]
    hidden = [key for key, column in written.column_dimensions.items() if column.hidden]
    assert hidden == ["O"]
    assert written["O4"].value == "00000000-0000-0000-0000-000000000001"


def test_cells_have_their_types(written: Any) -> None:
    row = dict(zip(["序号", *TITLES], written[6], strict=True))
    assert (row["序号"].value, row["序号"].data_type) == (3, "n")
    assert row["公布日期"].value.date() == date(2025, 3, 31)
    assert row["公布日期"].number_format == 'yyyy"年"m"月"d"日"'
    assert (row["份数"].value, row["份数"].data_type) == (3, "n")
    assert row["效力状态"].value == "不明（缺日期）"
    assert row["已备案"].value == "是"
    assert (row["文号"].value, row["文号"].number_format) == ("穗埔府规〔2025〕3号", "@")
    for cell in row.values():
        assert cell.border.left.style == cell.border.bottom.style == "thin"


def test_all_lines_come_back(tmp_path: Path) -> None:
    back = export(list(real_lines()), tmp_path / "台账.xlsx")
    for cells, row in zip(real_lines(), back, strict=True):
        for column, cell, value in zip(LEDGER.columns, cells, row, strict=True):
            expected = cell if isinstance(cell, date) else column.show(cell)
            assert (value if isinstance(cell, date) else str(value).removesuffix(".0")) == expected


DANGEROUS = ["=1+1", "+86", "-3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "#N/A", "1e5", "00123", "TRUE", "'=1", "="]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_a_text_whatever_it_begins_with(tmp_path: Path, text: str) -> None:
    """M42."""
    path = tmp_path / "台账.xlsx"
    assert export([line(title=text, note=text, unified_number=text)], path)[0][1] == text
    for cell in openpyxl.load_workbook(path).active[4]:
        if cell.value == text:
            assert cell.data_type == "s"


@pytest.mark.parametrize("text", ["_x000D_", "a_x0041_b", "_x005F_x000D_", "_x005f_", "x000D_", "__x0000__"])
def test_a_literal_that_looks_like_an_escape_survives(tmp_path: Path, text: str) -> None:
    assert export([line(title=text)], tmp_path / "台账.xlsx")[0][1] == text


def test_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(sheet([line(title="甲", note="")]), path)
    assert openpyxl.load_workbook(path).active["L4"].data_type == "n"


def test_control_characters_are_replaced_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    report = write_ledger(sheet([line(title="甲\x0b乙\x00", note="\ud800\x7f\ufffe"), line(title="好")]), path)
    assert report.replaced == 5
    assert (report.lines, report.pages) == (2, 0)
    row = read(path)[3]
    assert row[2] == "甲\ufffd乙\ufffd"
    assert row[11] == "\ufffd\ufffd\ufffd"


def test_line_breaks_are_kept_as_one_kind(tmp_path: Path) -> None:
    assert export([line(title="一\n二\r\n三\r四")], tmp_path / "台账.xlsx")[0][1] == "一\n二\n三\n四"


def test_a_text_too_long_for_a_cell_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    lines = [line(title="好"), line(title="长办法", note="长" * 32_768), line(title="也长", note="𠮷" * 16_384)]
    with pytest.raises(Refused) as caught:
        write_ledger(sheet(lines), path)
    first, second = caught.value.problems
    assert first.field == "note"
    assert "第 2 行“长办法”的“备注”有 32768 字" in first.message
    assert "第 3 行“也长”" in second.message
    assert list(tmp_path.iterdir()) == []


def test_the_longest_text_is_written_whole(tmp_path: Path) -> None:
    text = "长" * 32_767
    assert export([line(title=text)], tmp_path / "台账.xlsx")[0][1] == text


def test_rows_are_as_high_as_their_text_and_still_free(tmp_path: Path) -> None:
    """A proposal, not a fixed height: the row must grow when a clerk writes more into it."""
    path = tmp_path / "台账.xlsx"
    write_ledger(sheet([line(title="短"), line(title="长" * 100), line(title="短", uid="标" * 100)]), path)
    written = openpyxl.load_workbook(path).active
    low, high, hidden = (written.row_dimensions[row].height for row in (4, 5, 6))
    assert low == hidden == 24
    assert high > 4 * 16
    sheet_xml = xml_of(path)
    assert 'ht="24.0"' in sheet_xml
    assert "customHeight" not in sheet_xml


def xml_of(path: Path) -> str:
    """The sheet's own XML."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_an_empty_ledger_is_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    assert write_ledger(sheet([]), path).lines == 0
    assert [row[0] for row in read(path)[1:3]] == ["填报单位：广州市海珠区司法局（盖章）", "序号"]


def test_few_columns_make_a_sheet_on_a4(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    ledger = Ledger("x", "单位/部门[1]", (Column("a", "甲"),))
    write_ledger(Sheet(ledger, "单位台账", "区司法局", ON, [("一",)]), path)
    written = openpyxl.load_workbook(path).active
    assert written.title == "单位部门1"
    assert written.page_setup.paperSize == 9
    assert [written["A2"].value, written["B2"].value] == ["填报单位：区司法局（盖章）", "填报日期：2025年1月1日"]


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_text("旧")
    temporary = set(Path(tempfile.gettempdir()).glob("openpyxl.*"))
    lines = [*many(50), ("一格太少",)]
    with pytest.raises(IndexError):
        write_ledger(sheet(lines), path)
    gc.collect()  # what openpyxl has left open would be noticed here
    assert path.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [path]
    assert set(Path(tempfile.gettempdir()).glob("openpyxl.*")) <= temporary


def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """A real failing write: the largest size of a file is lowered for this process."""
    path = tmp_path / "台账.xlsx"
    path.write_text("旧")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
        with pytest.raises(Unavailable, match="允许的文件大小"):
            write_ledger(sheet(many(2000)), path)
        gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [path]


any_text = st.text(max_size=40) | st.text(st.sampled_from("_x000D5F=+-@ '\t\n甲\x0b𠮷"), max_size=14)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_text, min_size=1, max_size=5))
@example(["_x000D_", "\ufeff", "_x_x0000_"])
def test_any_text_comes_back(tmp_path: Path, texts: list[str]) -> None:
    """M43, for the text itself: what is read is what was given, but for control characters and kinds of line break."""
    ledger = Ledger("x", "x", (Column("a", "甲"), Column("b", "乙", Kind.CODE)))
    path = tmp_path / "台账.xlsx"
    report = write_ledger(Sheet(ledger, "题", "单位", ON, [(text, text) for text in texts]), path)
    control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
    for text, row in zip(texts, read(path)[3:], strict=False):
        expected = control.sub("\ufffd", re.sub("\r\n?", "\n", text))
        assert row[1:3] == [expected, expected]
    assert report.replaced == 2 * sum(len(control.findall(text)) for text in texts)


@pytest.mark.libreoffice
def test_libreoffice_prints_it_as_meant(tmp_path: Path) -> None:
    """One page wide, the header on every page, the hidden and unprinted columns on none, texts unchanged."""
    path = tmp_path / "台账.xlsx"
    write_ledger(sheet([line(title="=1+1_x000D_"), *many(80)]), path)
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", path.name],
        cwd=tmp_path,
        check=True,
        timeout=150,
        capture_output=True,
    )
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as document:
        pages = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    assert len(pages) > 2
    assert all("序号统一编号文件名称" in page for page in pages)
    assert not any("记录标识" in page or "来源" + "government" in page for page in pages)
    assert "=1+1_x000D_" in pages[0]
    assert "填报人：" in pages[-1]
    assert f"第{len(pages)}页共{len(pages)}页" in pages[-1]
