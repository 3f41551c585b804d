"""CSV in every encoding and with every delimiter, and web pages that call themselves .xls."""

from pathlib import Path

import pytest

from app.importers.delimited import decode
from app.importers.files import FileRefused, RawSheet, read_workbook

LINES = "序号,文件名称,文号\r\n1,甲办法,〔2024〕1号\r\n"


def read(folder: Path, content: bytes | str, name: str = "台账.csv") -> RawSheet:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (sheet,) = read_workbook(path).sheets
    return sheet


def values(sheet: RawSheet) -> list[tuple[object, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    sheet = read(tmp_path, LINES.encode(encoding))
    assert values(sheet) == [("序号", "文件名称", "文号"), ("1", "甲办法", "〔2024〕1号")]
    assert sheet.name == "台账"


def test_rare_characters_of_gb18030(tmp_path: Path) -> None:
    assert values(read(tmp_path, "姓名,单位\n𠮷田䶮,区司法局\n".encode("gb18030")))[1] == ("𠮷田䶮", "区司法局")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    content = LINES.replace(",", delimiter) + f'2{delimiter}"关于“一、二,三;四|五"{delimiter}x\n'
    assert values(read(tmp_path, content))[2] == ("2", "关于“一、二,三;四|五", "x")


def test_a_comma_in_text_is_no_delimiter(tmp_path: Path) -> None:
    content = "台账\n名称\t备注\n甲,乙,丙\t一\n丁\t二\n戊\t三\n"
    assert values(read(tmp_path, content))[1:3] == [("名称", "备注"), ("甲,乙,丙", "一")]


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    sheet = read(tmp_path, '名称,备注\n\n甲,"上\r\n下"\n,,\n乙,\n')
    assert [row.number for row in sheet.rows] == [1, 3, 5]
    assert sheet.rows[1].cells == ("甲", "上\r\n下")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("'+86", "+86"),
        ("'-5", "-5"),
        ("'@某", "@某"),
        ("'90年代", "'90年代"),
        ("=1+1", "=1+1"),
        ('"=""000123"""', "000123"),
        ("0012", "0012"),
        ("440105199001011234", "440105199001011234"),
    ],
)
def test_guards_of_spreadsheet_programs_are_taken_off(tmp_path: Path, written: str, meant: str) -> None:
    assert values(read(tmp_path, f"名称,备注\n甲,{written}\n"))[1] == ("甲", meant)


def test_text_in_no_known_encoding() -> None:
    with pytest.raises(FileRefused, match="文字编码无法识别"):
        decode(Path("a.csv"), b"\xff\xff\xff,1")


WEB = """<html><head><meta charset="{charset}"><style>td {{mso-number-format:"\\@"}}</style></head><body>
<table><tr><td colspan=3>台账<br>（2024年）</td></tr>
<tr><th>文件名称</th><th>文号<th>制定机关</tr>
<tr><td>甲&amp;乙<table><tr><td>内</td></tr></table></td><td> 0012 </td><td rowspan="2">区政府</td></tr>
<tr style="DISPLAY: none"><td>丙</td><td>&nbsp;</td></tr>
<tr><td>丁</td><td>戊</td><td>街道</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_web_page_under_the_name_of_excel(tmp_path: Path, charset: str) -> None:
    sheet = read(tmp_path, WEB.format(charset=charset).encode(charset), "导出.xls")
    assert sheet.name == "表1"
    assert values(sheet) == [
        ("台账\n（2024年）",) * 3,
        ("文件名称", "文号", "制定机关"),
        ("甲&乙内", "0012", "区政府"),
        ("丙", None, "区政府"),
        ("丁", "戊", "街道"),
    ]
    assert [row.number for row in sheet.rows if row.hidden] == [4]
    assert dict(sheet.rows[3].filled) == {2: 3}


def test_delimited_text_under_the_name_of_excel(tmp_path: Path) -> None:
    assert values(read(tmp_path, LINES.replace(",", "\t").encode("gb18030"), "导出.xls"))[1] == (
        "1",
        "甲办法",
        "〔2024〕1号",
    )


def test_a_frame_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"另存为 .xlsx 后再导入"):
        read(tmp_path, "<html><frameset><frame src='sheet001.htm'></frameset></html>", "导出.xls")
