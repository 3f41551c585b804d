"""Files of every kind, and what is said of those that are none."""

import codecs
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.domain.problems import Unavailable
from app.importers.archives import MOST_UNPACKED
from app.importers.files import FileRefused, read_workbook
from app.importers.ole import SIGNATURE, Container, wrap
from app.importers.raw import ERROR_VALUE
from tests.importers.books import LEDGERS, pack, parts, text, zipped

OLD, OPEN = LEDGERS / "旧格式.xls", LEDGERS / "开放格式.ods"


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["旧格式.xls", "WPS 台账.et", "名不副实.xlsx"])
def test_old_excel_and_wps(tmp_path: Path, name: str) -> None:
    book = read_workbook(put(tmp_path, name, OLD.read_bytes()))
    sheet, old = book.sheets
    assert (sheet.hidden, old.hidden, old.rows[1].cells) == (False, True, ("旧办法",))
    assert sheet.epoch_1904
    assert sheet.hidden_columns == {3}
    assert [row.number for row in sheet.rows if row.hidden] == [4]
    assert sheet.rows[2].cells == (1, "甲办法", "000012", "区政府", 43952)
    assert sheet.rows[3].cells == (2, "乙办法", "123456789", "区政府", date(2024, 5, 1))
    assert dict(sheet.rows[3].filled) == {3: 3}
    assert sheet.rows[4].cells == (3, "丙办法", "#REF!")
    assert dict(sheet.rows[4].faults) == {2: ERROR_VALUE}
    assert isinstance(sheet.rows[5].cells[2], float)


def test_old_excel_sample() -> None:
    (sheet,) = read_workbook(LEDGERS / "培训签到表.xls").sheets
    assert len(sheet.rows) == 65
    assert sheet.rows[3].cells == (1, "李娜", "赤岗街道办事处", 1989889692, "44010519650627173X", "4", "√")
    assert sheet.rows[63].cells[1] == "𠮷田、䶮某"


def test_open_document() -> None:
    sheet, old = read_workbook(OPEN).sheets
    assert (sheet.hidden, old.hidden) == (False, True)
    assert sheet.hidden_columns == {3}
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5, 9]
    assert [row.number for row in sheet.rows if row.hidden] == [4]
    assert sheet.rows[0].cells == ("规范性文件台账",) * 5
    assert sheet.rows[2].cells == (1, "甲办法", "HP0120210019", "区政府", date(2024, 5, 1))
    assert sheet.rows[3].cells[2:4] == ("000012", "区政府")
    assert dict(sheet.rows[3].filled) == {3: 3}
    assert sheet.rows[4].cells[1:3] == ("丙\n办法", "#N/A")
    assert dict(sheet.rows[4].faults) == {2: ERROR_VALUE}


def test_a_path_with_chinese_and_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "法制办 资料" / "2024 年（新）"
    folder.mkdir(parents=True)
    assert read_workbook(put(folder, "台账 终稿（2）.xls", OLD.read_bytes())).sheets[0].name == "台账"


def _docx() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


def _locked_zip() -> bytes:
    stream = io.BytesIO(zipped({"xl/workbook.xml": "<workbook/>"}))
    content = bytearray(stream.getvalue())
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(start) + (6 if start[2] == 3 else 8)] |= 1
    return bytes(content)


def _locked_old() -> bytes:
    """The old workbook with a record that only locked ones have: WRITEACCESS becomes FILEPASS."""
    content = OLD.read_bytes()
    assert content.count(b"\x5c\x00\x70\x00") == 1
    return content.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00")


LOCKED_OPEN = {"content.xml": "<x/>", "META-INF/manifest.xml": "<m:encryption-data/>"}
DAMAGED = "已损坏，无法读取：请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入；打不开的，请向填报人重新索取"
LOCKED = "设有打开密码：请先用 Excel 或 WPS 打开，取消密码后另存，再导入"
SAVE_AS = "是旧的网页或 XML 格式的表格：请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"
NO_TABLE = "不是能导入的表格：请选择 .xlsx、.xls、.et、.ods 或 .csv 文件"
CASES = {
    "空.xlsx": (b"", "是空文件（0 字节）：请重新保存或复制一份再导入"),
    "空白.csv": (b"\r\n , ,\r\n\r\n", "里没有任何内容：请检查是否选错了文件，或原表格是否还没有填写"),
    "没有内容.xlsx": (zipped(parts("<sheetData/>")), "里没有任何内容"),
    "加密.xlsx": ((LEDGERS / "加密.xlsx").read_bytes(), LOCKED),
    "加密.xls": (_locked_old(), LOCKED),
    "加密的压缩包.xlsx": (_locked_zip(), LOCKED),
    "加密.ods": (zipped(LOCKED_OPEN), LOCKED),
    "通知.docx": (_docx(), "是 Word 文档，不是表格"),
    "扫描件.pdf": (b"%PDF-1.7 ...", "是 PDF，不是表格"),
    "照片.xlsx": (b"\xff\xd8\xff\xe0....", "是图片，不是表格"),
    "资料.zip": (zipped({"台账.xlsx": "x"}), "是压缩包：请先解压，再选择其中的表格文件"),
    "资料.rar": (b"Rar!\x1a\x07", "是压缩包：请先解压"),
    "二进制.xlsb": (
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": ""}),
        "是 .xlsb 格式：请用 Excel 打开，另存为 .xlsx",
    ),
    "幻灯片.xlsx": (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": ""}), NO_TABLE),
    "旧容器.xls": (wrap(b"").replace("Workbook".encode("utf-16-le"), "Contents".encode("utf-16-le")), NO_TABLE),
    "半截.xlsx": (zipped(parts("<sheetData/>"))[:700], DAMAGED),
    "半截.xls": (OLD.read_bytes()[:2000], DAMAGED),
    "坏容器.xls": (SIGNATURE + bytes(600), DAMAGED),
    "不成形.xlsx": (zipped({"xl/workbook.xml": "<workbook>"}), DAMAGED),
    "实体.xlsx": (zipped({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'}), DAMAGED),
    "缺工作表.xlsx": (zipped({**parts(""), "xl/worksheets/sheet1.xml": "<chartsheet/>"}), DAMAGED),
    "程序.xls": (bytes(range(256)) * 40, "不是能导入的表格，或文字编码无法识别"),
    "旧XML.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', SAVE_AS),
    "网页档案.xls": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", SAVE_AS),
    "引号.csv": ('文件名称,文号\r\n"'.encode() + b"x" * 200_000, "的引号没有成对，无法分清各列"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_ledger_is_refused_in_words(tmp_path: Path, name: str) -> None:
    content, message = CASES[name]
    with pytest.raises(FileRefused) as refused:
        read_workbook(put(tmp_path, name, content))
    assert str(refused.value).startswith(f"文件“{name}”{message}")
    assert refused.value.path == tmp_path / name


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"文件“无.xlsx”不存在，请检查位置和文件名：.*无.xlsx"):
        read_workbook(tmp_path / "无.xlsx")
    with pytest.raises(FileRefused, match="是文件夹：请选择其中的一个表格文件"):
        read_workbook(tmp_path)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything; for this long the process is no longer root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_no_permission(tmp_path: Path) -> None:
    path = put(tmp_path, "台账.xls", OLD.read_bytes())
    path.chmod(0)
    with _as_nobody(), pytest.raises(Unavailable, match=r"没有读取文件“.*台账.xls”的权限，或它正被其他程序独占"):
        read_workbook(path)
    folder = tmp_path / "保密"
    folder.mkdir()
    put(folder, "台账.xls", OLD.read_bytes())
    folder.chmod(0)
    with _as_nobody(), pytest.raises(Unavailable, match="没有读取文件"):
        read_workbook(folder / "台账.xls")
    folder.chmod(0o700)


def test_a_drive_that_fails(tmp_path: Path) -> None:
    """A link that leads to itself stands for a medium that answers with an error of input or output."""
    path = tmp_path / "台账.xlsx"
    path.symlink_to(path)
    with pytest.raises(Unavailable, match=r"读取文件“.*台账.xlsx”时出错：请检查移动硬盘或网络是否断开，然后重试"):
        read_workbook(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A part that claims more than any ledger has, however small the file."""
    content = bytearray(zipped(parts("<sheetData/>")))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (MOST_UNPACKED + 1).to_bytes(4, "little")
    with pytest.raises(FileRefused, match="解压后异常庞大"):
        read_workbook(put(tmp_path, "炸弹.xlsx", bytes(content)))


@pytest.mark.parametrize("inside", ["<sheetData>", f'<sheetData><row r="1">{text("A1", "甲")}'])
def test_a_sheet_that_is_one_endless_piece(tmp_path: Path, inside: str) -> None:
    with pytest.raises(FileRefused, match="解压后异常庞大"):
        read_workbook(pack(tmp_path / "炸弹.xlsx", parts(inside + " " * (70 << 20))))


def test_shared_strings_out_of_bounds(tmp_path: Path) -> None:
    contents = {name: content.encode() for name, content in parts("<sheetData/>").items()}
    contents["xl/sharedStrings.xml"] = b" " * (257 << 20)
    with pytest.raises(FileRefused, match="解压后异常庞大"):
        read_workbook(pack(tmp_path / "炸弹.xlsx", contents))


def test_a_part_larger_than_it_claims(tmp_path: Path) -> None:
    content = bytearray(zipped(parts("<sheetData/>" + " " * 10_000)))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    with pytest.raises(FileRefused, match="已损坏"):
        read_workbook(put(tmp_path, "谎报.xlsx", bytes(content)))


def test_more_rows_than_any_sheet_has(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="解压后异常庞大"):
        read_workbook(pack(tmp_path / "炸弹.xlsx", parts("<sheetData>" + "<row/>" * 1_048_577 + "</sheetData>")))


def test_a_far_cell_of_an_open_document_is_named(tmp_path: Path) -> None:
    far = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    with zipfile.ZipFile(OPEN) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    content = contents["content.xml"].decode()
    at = content.index("<table:table-row")
    row = (
        '<table:table-row><table:table-cell table:number-columns-repeated="9"/>'
        '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    contents["content.xml"] = (content[:at] + far + row + content[at:]).encode()
    with pytest.raises(FileRefused, match="工作表“台账”在第 1048010 行、第 10 列还有内容，离其他内容太远，无法读取"):
        read_workbook(pack(tmp_path / "远.ods", contents))


@given(st.binary(max_size=9000))
@example(b"")
@settings(max_examples=40, deadline=None)
def test_a_container_written_anew_holds_the_same(stream: bytes) -> None:
    found = Container(Path("x"), wrap(stream)).read("Workbook")
    assert found is not None
    assert found.rstrip(b"\0") == stream.rstrip(b"\0")


def test_a_large_container_written_anew() -> None:
    stream = os.urandom(9_000_000)
    assert Container(Path("x"), wrap(stream)).read("Workbook") == stream


SOURCES = [path.read_bytes() for path in (OLD, OPEN, LEDGERS / "培训签到表.xls", LEDGERS / "规范性文件台账.xlsx")]


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(SOURCES)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content) - 1))
        content[at : at + draw(st.integers(1, 40))] = draw(st.binary(max_size=40))
        if not content:
            break
    return bytes(content)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode) | _damaged())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_content_ends_the_program(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path, "任意.xls", content)
    with suppress(FileRefused):
        assert any(sheet.rows for sheet in read_workbook(path).sheets)


def test_utf_8_mark_alone_is_empty(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="里没有任何内容"):
        read_workbook(put(tmp_path, "a.csv", codecs.BOM_UTF8))
