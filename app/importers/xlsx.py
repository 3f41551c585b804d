"""What calamine does not tell of an .xlsx: hidden rows and columns, leading zeros, formulas without a result, errors.

Reads the sheets' XML by its tags alone, for a tenth of the time a second parser would take. Knows no ledger.
"""

import html
import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

from app.importers.archives import DAMAGED, TOO_LARGE, Archive, pieces
from app.importers.formats import padding
from app.importers.raw import ERROR_VALUE, NEVER_COMPUTED, FileCell, FileRefused, Marks, Padding, Range

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_WIDE = 256
"""A row that seems to reach further is looked into: the cells out there are mostly formatted blanks."""

_WORKBOOK = "xl/workbook.xml"
_NUMBER = re.compile(rb"\br=[\"']([A-Z]*)(\d+)[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']|\bht=[\"']0(?:\.0*)?[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_SPAN = re.compile(rb"\b(min|max)=[\"'](\d+)[\"']")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)[\"']")
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?v>)", re.DOTALL)


@dataclass(frozen=True)
class Outline:
    """The workbook around its sheets."""

    sheets: Mapping[str, str]
    """Sheet name → its part in the container."""
    epoch_1904: bool
    padded: Mapping[bytes, Padding]
    """Style index as written → the leading zeros it shows."""


def rows(path: Path, data: bytes, name: str) -> Iterable[Sequence[FileCell]]:
    """Rows of a sheet whose values lie too far apart for calamine: slower, but a gap costs nothing."""
    from openpyxl import load_workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    try:
        found = load_workbook(io.BytesIO(data), read_only=True, data_only=True)[name]
        if isinstance(found, ReadOnlyWorksheet):
            found.reset_dimensions()
        return cast("list[Sequence[FileCell]]", list(found.iter_rows(values_only=True)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ET.ParseError) as error:
        raise FileRefused(path, DAMAGED) from error


def is_xlsx(archive: Archive) -> bool:
    return _WORKBOOK in archive.names


def outline(archive: Archive) -> Outline:
    """Sheets, date system and formats of leading zeros; refuses shared strings that are a zip bomb."""
    workbook = archive.tree(_WORKBOOK)
    properties = workbook.find("{*}workbookPr")
    spelled = {name.lower(): name for name in archive.names}
    targets = {}
    for relation in archive.tree("xl/_rels/workbook.xml.rels"):
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        if (name := spelled.get(target.lower())) is None:
            continue
        targets[relation.get("Id")] = name
        if relation.get("Type", "").endswith("/sharedStrings"):
            archive.verify(name)
    parts = {}
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        identity = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        if identity in targets:
            parts[sheet.get("name", "")] = targets[identity]
    epoch = properties is not None and properties.get("date1904") in ("1", "true", "on")
    return Outline(parts, epoch, _padded_styles(archive))


def marks(archive: Archive, part: str, padded: Mapping[bytes, Padding]) -> Marks:
    """Read one sheet's XML; refuses one that could not be unpacked within bounds."""
    return _Scan(archive, part, padded).marks


def column_of(letters: bytes) -> int:
    """0-based: A is 0, XFD is 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _padded_styles(archive: Archive) -> dict[bytes, Padding]:
    if "xl/styles.xml" not in archive.names:
        return {}
    try:
        styles = archive.tree("xl/styles.xml")
    except FileRefused as refused:
        # Broken styles are common and hurt nothing but leading zeros; the values are still whole.
        if isinstance(refused.__cause__, ET.ParseError):
            return {}
        raise
    codes = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in styles.iterfind("{*}numFmts/{*}numFmt")}
    found = {}
    for index, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        zeros = padding(codes.get(style.get("numFmtId"), ""))
        if zeros is not None:
            found[b"%d" % index] = zeros
    return found


class _Scan:
    """One pass over a sheet's XML, row by row; only rows with something remarkable are looked into."""

    def __init__(self, archive: Archive, part: str, padded: Mapping[bytes, Padding]) -> None:
        self.marks = Marks()
        self._path = archive.path
        self._padded = padded
        self._row = 0
        self._seen = 0
        blocks = archive.blocks(part)
        first = next(blocks, b"")
        root = _ROOT.search(first[:65536])
        if root is None:
            raise FileRefused(archive.path, DAMAGED)
        prefix = b"<" + (root[1] or b"")
        self._row_tag, self._cell_tag = prefix + b"row", prefix + b"c "
        self._value, self._inline, self._formula = prefix + b"v", prefix + b"is", prefix + b"f"
        self._data_ends = b"</" + prefix[1:] + b"sheetData"
        quotes = (b'"', b"'") if b"='" in first else (b'"',)
        sought = (b"t=%se%s", *(b"s=%s" + index + b"%s" for index in padded))
        self._remarkable = (self._formula, *(mark % (quote, quote) for mark in sought for quote in quotes))
        self._read(pieces(_chain(first, blocks), self._row_tag, self._path))

    def _read(self, parts: Iterator[bytes]) -> None:
        head, data = True, True
        for piece in parts:
            if head:
                self._read_columns(piece.partition(self._row_tag)[0])
                head = False
            if data:
                rows, ends, _ = piece.partition(self._data_ends)
                self._read_rows(rows)
                data = not ends
            if not data:
                self._read_merges(piece)

    def _read_columns(self, piece: bytes) -> None:
        for column in _COLUMN.finditer(piece):
            if _HIDDEN.search(column[0]):
                span = {name: int(number) for name, number in _SPAN.findall(column[0])}
                if b"min" in span and b"max" in span:
                    last = min(span[b"max"], MOST_COLUMNS)
                    self.marks.hidden_columns.update(range(span[b"min"] - 1, last))

    def _read_rows(self, piece: bytes) -> None:
        if not any(mark in piece for mark in (self._value, self._inline, self._formula)):
            self._pass_over(piece)
            return
        # Looked for in the whole piece first: most sheets compute nothing.
        looks = tuple(mark for mark in self._remarkable if mark in piece)
        start = piece.find(self._row_tag)
        while start >= 0:
            end = piece.find(self._row_tag, start + 1)
            self._read_row(piece[start : end if end >= 0 else len(piece)], looks)
            start = end

    def _pass_over(self, piece: bytes) -> None:
        """Rows of formatted blanks, of which a sheet may have a million."""
        self._seen += (count := piece.count(self._row_tag))
        if count:
            last = piece[piece.rfind(self._row_tag) :]
            number = _NUMBER.search(last[: last.find(b">") + 1])
            self._row = int(number[2]) if number else self._row + count
        self._check_bounds()

    def _check_bounds(self) -> None:
        if self._seen > MOST_ROWS or self._row > MOST_ROWS:
            raise FileRefused(self._path, TOO_LARGE)

    def _read_row(self, row: bytes, looks: Sequence[bytes]) -> None:
        tag = row[: row.find(b">") + 1]
        number = _NUMBER.search(tag)
        self._row = int(number[2]) if number else self._row + 1
        self._seen += 1
        self._check_bounds()
        if self._value not in row and self._inline not in row and self._formula not in row:
            return
        if (b"hidden" in tag or b"ht=" in tag) and _HIDDEN.search(tag):
            self.marks.hidden_rows.add(self._row)
        last = _NUMBER.search(row, row.rfind(self._cell_tag))
        if last and int(last[2]) != self._row:
            raise FileRefused(self._path, DAMAGED)  # calamine goes by the cells, this scan and its bounds by the rows
        column = column_of(last[1]) if last else row.count(self._cell_tag[:-1])
        if column >= _WIDE or any(mark in row for mark in looks):
            column = self._read_cells(row)
        self.marks.last_row = max(self.marks.last_row, self._row)
        self.marks.last_column = max(self.marks.last_column, column)

    def _read_cells(self, row: bytes) -> int:
        """Note what is remarkable about the cells of a row; returns the column of the last with something in it."""
        column = last = -1
        for cell in _CELL.finditer(row):
            attributes, body = cell[1], cell[2] or b""
            place = _NUMBER.search(attributes)
            column = column_of(place[1]) if place and place[1] else column + 1
            if body:
                last = column
            style = _STYLE.search(attributes)
            if style and style[1] in self._padded:
                self.marks.padded.setdefault(self._row, {})[column] = self._padded[style[1]]
            kind = _TYPE.search(attributes)
            value = _VALUE.search(body)
            text = (value[1] or b"") if value else b""
            if kind and kind[1] == b"e":
                self.marks.no_value(self._row, column, _plain(text), ERROR_VALUE)
            elif not text and (not kind or kind[1] == b"n") and (formula := _FORMULA.search(body)):
                self.marks.no_value(self._row, column, "=" + _plain(formula[1] or b""), NEVER_COMPUTED)
        return last

    def _read_merges(self, piece: bytes) -> None:
        for left, top, right, bottom in _MERGE.findall(piece):
            self.marks.merges.append(Range(int(top) - 1, column_of(left), int(bottom) - 1, column_of(right)))


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _plain(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))
