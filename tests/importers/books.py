"""Workbooks made for tests: whole files by openpyxl, or an .xlsx from the XML of its sheet."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.importers.raw import FileCell, Marks, Range, RawSheet
from app.importers.sheets import sheet

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
HEADER = ["序号", "文件名称", "文号", "制定机关", "公布日期"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def save(path: Path, fill: Callable[..., None]) -> Path:
    """A workbook written by openpyxl; `fill` is given its first sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    fill(book.active)
    book.save(path)
    return path


def parts(
    sheet_xml: str, styles: str = "", workbook: str = "", root: str = f'worksheet xmlns="{_MAIN}"'
) -> dict[str, str]:
    """The parts of a one-sheet .xlsx around the inside of its sheet."""
    inside = f'{workbook}<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets>'
    relations = (
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    found = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{inside}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<{root}>{sheet_xml}</{root.split(maxsplit=1)[0]}>",
    }
    if styles:
        found["xl/styles.xml"] = styles
    return found


def pack(path: Path, contents: dict[str, str] | dict[str, bytes]) -> Path:
    """A zip container with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def text(place: str, words: str) -> str:
    """A cell with a text, in sheet XML."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def styles(*formats: str) -> str:
    """A style sheet whose style n + 1 has the n-th number format; style 0 has none."""
    escaped = [code.replace("&", "&amp;").replace('"', "&quot;") for code in formats]
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(escaped))
    used = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    return f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'


def made(*rows: Sequence[FileCell], merges: Sequence[Range] = (), hidden: Sequence[int] = ()) -> RawSheet:
    """A sheet without a file, put together as every reader does it."""
    return sheet("台账", rows, Marks(merges=list(merges), hidden_rows=set(hidden)), hidden=False, epoch_1904=False)


def zipped(contents: dict[str, str]) -> bytes:
    """The bytes of a zip container."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()
