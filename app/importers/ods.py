"""What calamine does not tell of an .ods: merged cells, hidden rows and columns, leading zeros. Knows no ledger."""

from collections.abc import Iterator
from typing import cast
from xml.etree import ElementTree as ET

from app.importers.archives import DAMAGED, Archive
from app.importers.raw import ERROR_VALUE, FileRefused, Marks, Padding, Range

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_COLUMNS = 16_384
_HIDDEN = ("collapse", "filter")


def is_ods(archive: Archive) -> bool:
    return _CONTENT in archive.names and not any(name.startswith(("word/", "ppt/")) for name in archive.names)


def is_encrypted(archive: Archive) -> bool:
    return _MANIFEST in archive.names and any(b"encryption-data" in block for block in archive.blocks(_MANIFEST))


def marks(archive: Archive) -> dict[str, Marks]:
    """Read content.xml sheet by sheet. Raises FileRefused when it is damaged."""
    found: dict[str, Marks] = {}
    scan = _Scan()
    for event, element in _elements(archive):
        if element.tag == f"{_TABLE}table":
            if event == "start":
                scan = _Scan()
                found[element.get(f"{_TABLE}name", "")] = scan.marks
            else:
                element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table-column":
            scan.column(element)
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            scan.row(element)
            element.clear()
    return found


def _elements(archive: Archive) -> Iterator[tuple[str, ET.Element]]:
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(("start", "end"))
    for block in archive.blocks(_CONTENT):
        if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
            raise FileRefused(archive.path, DAMAGED)
        try:
            parser.feed(block)
            yield from cast("Iterator[tuple[str, ET.Element]]", parser.read_events())
        except ET.ParseError as error:
            raise FileRefused(archive.path, DAMAGED) from error


class _Scan:
    """Rows and columns of one table counted with their repeats."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row = 0
        self._columns = 0

    def column(self, element: ET.Element) -> None:
        """One column element: note it when it is hidden."""
        count = _repeats(element, "number-columns-repeated", _MOST_COLUMNS)
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self.marks.hidden_columns.update(range(self._columns, min(self._columns + count, _MOST_COLUMNS)))
        self._columns += count

    def row(self, element: ET.Element) -> None:
        """One row element: note what it hides, merges and shows with leading zeros."""
        count = _repeats(element, "number-rows-repeated", 1 << 20)
        last = self._cells(element)
        if last >= 0:
            self.marks.last_row = self._row + count
            self.marks.last_column = max(self.marks.last_column, last)
            if element.get(f"{_TABLE}visibility") in _HIDDEN:
                self.marks.hidden_rows.update(range(self._row + 1, self._row + count + 1))
        self._row += count

    def _cells(self, element: ET.Element) -> int:
        """Note the cells of a row; the column of the last one with something in it, -1 when it is blank."""
        column, last = 0, -1
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            count = _repeats(cell, "number-columns-repeated", _MOST_COLUMNS)
            if cell.get(f"{_OFFICE}value-type") or cell.find(f"{_TEXT}p") is not None:
                last = column + count - 1
                self._noteworthy(cell, column)
            column += count
        return last

    def _noteworthy(self, cell: ET.Element, column: int) -> None:
        right = _repeats(cell, "number-columns-spanned", _MOST_COLUMNS)
        down = _repeats(cell, "number-rows-spanned", 1 << 20)
        if right > 1 or down > 1:
            self.marks.merges.append(Range(self._row, column, self._row + down - 1, column + right - 1))
        if cell.get(_ERROR) == "error":
            self.marks.no_value(self._row + 1, column, "".join(cell.itertext()), ERROR_VALUE)
        if cell.get(f"{_OFFICE}value-type") == "float":
            shown = "".join(cell.itertext())
            if shown.startswith("0") and len(shown) > 1 and shown.isdigit():
                self.marks.padded.setdefault(self._row + 1, {})[column] = Padding("", len(shown), "")


def _repeats(element: ET.Element, attribute: str, most: int) -> int:
    text = element.get(_TABLE + attribute, "1")
    return min(int(text), most) if text.isdecimal() and text.isascii() else 1
