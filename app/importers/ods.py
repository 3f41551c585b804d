"""What calamine does not tell of an .ods: merged cells, hidden rows and columns, leading zeros. Knows no ledger."""

from collections.abc import Mapping
from xml.parsers import expat

from app.importers.archives import DAMAGED, Archive
from app.importers.raw import ERROR_VALUE, FileRefused, Marks, Padding, Range

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_VALUE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_SHEET, _COLUMN, _ROW, _PARAGRAPH = f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row", f"{_TEXT}p"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 16_384
_HIDDEN = ("collapse", "filter")


def is_ods(archive: Archive) -> bool:
    return _CONTENT in archive.names and not any(name.startswith(("word/", "ppt/")) for name in archive.names)


def is_encrypted(archive: Archive) -> bool:
    return _MANIFEST in archive.names and any(b"encryption-data" in block for block in archive.blocks(_MANIFEST))


def marks(archive: Archive) -> dict[str, Marks]:
    """Read content.xml sheet by sheet. Raises FileRefused when it is damaged."""
    scan = _Scan()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.data
    parser.StartDoctypeDeclHandler = scan.doctype
    try:
        for block in archive.blocks(_CONTENT):
            parser.Parse(block)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileRefused(archive.path, DAMAGED) from error
    return scan.sheets


class _Scan:
    """Hears the tags go by and counts rows and columns with their repeats; a tree would take ten times as long."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self._marks = Marks()
        self._row = self._columns = 0
        self._rows_here = 1
        self._hidden = False
        self._column, self._last = 0, -1
        self._cell: Mapping[str, str] | None = None
        self._filled = False
        self._shown: list[str] = []

    def doctype(self, *_about: object) -> None:
        """Entities could grow without end; no office program writes any."""
        raise expat.ExpatError("document type")

    def start(self, name: str, given: dict[str, str]) -> None:
        if name in _CELLS:
            self._cell, self._filled, self._shown = given, _VALUE in given, []
        elif name == _PARAGRAPH:
            self._filled = True
        elif name == _ROW:
            self._rows_here = _number(given, "number-rows-repeated", _MOST_ROWS)
            self._hidden = given.get(f"{_TABLE}visibility") in _HIDDEN
            self._column, self._last = 0, -1
        elif name == _COLUMN:
            self._read_column(given)
        elif name == _SHEET:
            self._marks = self.sheets[given.get(f"{_TABLE}name", "")] = Marks()
            self._row = self._columns = 0

    def data(self, text: str) -> None:
        if self._cell is not None:
            self._shown.append(text)

    def end(self, name: str) -> None:
        if name in _CELLS and self._cell is not None:
            count = _number(self._cell, "number-columns-repeated", _MOST_COLUMNS)
            if self._filled:
                self._last = self._column + count - 1
                self._read_cell(self._cell)
            self._column += count
            self._cell = None
        elif name == _ROW:
            if self._last >= 0:
                self._marks.last_row = self._row + self._rows_here
                self._marks.last_column = max(self._marks.last_column, self._last)
                if self._hidden:
                    self._marks.hidden_rows.update(range(self._row + 1, self._row + self._rows_here + 1))
            self._row += self._rows_here

    def _read_column(self, given: Mapping[str, str]) -> None:
        count = _number(given, "number-columns-repeated", _MOST_COLUMNS)
        if given.get(f"{_TABLE}visibility") in _HIDDEN:
            self._marks.hidden_columns.update(range(self._columns, min(self._columns + count, _MOST_COLUMNS)))
        self._columns += count

    def _read_cell(self, given: Mapping[str, str]) -> None:
        right = _number(given, "number-columns-spanned", _MOST_COLUMNS)
        down = _number(given, "number-rows-spanned", _MOST_ROWS)
        if right > 1 or down > 1:
            self._marks.merges.append(Range(self._row, self._column, self._row + down - 1, self._column + right - 1))
        shown = "".join(self._shown)
        if given.get(_ERROR) == "error":
            self._marks.no_value(self._row + 1, self._column, shown, ERROR_VALUE)
        elif given.get(_VALUE) == "float" and shown.startswith("0") and len(shown) > 1 and shown.isdigit():
            self._marks.padded.setdefault(self._row + 1, {})[self._column] = Padding("", len(shown), "")


def _number(given: Mapping[str, str], attribute: str, most: int) -> int:
    """A repeat or a span, at least 1 and bounded."""
    text = given.get(_TABLE + attribute, "1")
    return min(max(int(text), 1), most) if text.isdecimal() and text.isascii() else 1
