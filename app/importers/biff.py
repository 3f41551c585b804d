"""What calamine does not tell of an .xls or .et: hidden rows and columns, leading zeros, error values, date system.

Walks the records of [MS-XLS]; values and merged cells are calamine's. Knows no ledger.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.importers.archives import DAMAGED, LOCKED
from app.importers.formats import padding
from app.importers.raw import ERROR_VALUE, FileRefused, Marks, Padding

_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x0A, 0x2F, 0x22, 0x85, 0x041E, 0xE0
_ROW, _COLINFO, _FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR = 0x0208, 0x7D, 0x06, 0x0203, 0x027E, 0xBD, 0x0205
_SST, _DIMENSIONS = 0xFC, 0x0200
_LABEL, _RSTRING, _LABELSST = 0x0204, 0xD6, 0xFD
_CELLS = frozenset({_FORMULA, _NUMBER, _RK, _BOOLERR, _LABEL, _RSTRING, _LABELSST})
_BIFF8 = 0x0600
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_MOST_ROWS, _MOST_COLUMNS = 65536, 256

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass
class Book:
    """The workbook's sheets by name."""

    sheets: dict[str, Marks] = field(default_factory=dict)
    epoch_1904: bool = False


class _Record(NamedTuple):
    kind: int
    body: bytes


@dataclass
class _Globals:
    book: Book = field(default_factory=Book)
    starts: list[tuple[int, str]] = field(default_factory=list)
    formats: dict[int, Padding | None] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)

    def padded(self) -> dict[int, Padding]:
        """Style index → the leading zeros it shows."""
        found = ((index, self.formats.get(style)) for index, style in enumerate(self.styles))
        return {index: zeros for index, zeros in found if zeros is not None}


def read(path: Path, stream: bytes) -> Book:
    """Read the stream named Workbook (or Book). Raises FileRefused when it is encrypted or damaged."""
    try:
        top = _globals(path, stream)
        padded = top.padded()
        for start, name in top.starts:
            top.book.sheets[name] = _marks(stream, start, padded)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise FileRefused(path, DAMAGED) from error
    return top.book


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """The records of one substream, those of embedded charts left out."""
    if stream[at : at + 2] != struct.pack("<H", _BOF):
        raise IndexError("substream")
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield _Record(kind, stream[at + 4 : at + 4 + size])
        at += 4 + size


def _globals(path: Path, stream: bytes) -> _Globals:
    top = _Globals()
    version = 0
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FILEPASS:
            raise FileRefused(path, LOCKED)
        elif kind == _DATEMODE:
            top.book.epoch_1904 = body[:2] == b"\x01\x00"
        elif kind == _BOUNDSHEET:
            (start,) = struct.unpack_from("<I", body)
            top.starts.append((start, _short_string(body, 6, version)))
        elif kind == _FORMAT and version == _BIFF8:
            (index, length, wide) = struct.unpack_from("<HHB", body)
            top.formats[index] = padding(_characters(body[5:], length, bool(wide & 1)))
        elif kind == _SST and struct.unpack_from("<I", body, 4)[0] > len(stream):
            raise FileRefused(path, DAMAGED)  # calamine would set memory aside for as many strings as are claimed
        elif kind == _XF:
            top.styles.append(struct.unpack_from("<HH", body)[1])
    return top


def _marks(stream: bytes, start: int, padded: dict[int, Padding]) -> Marks:
    marks = Marks()
    for kind, body in _records(stream, start):
        if kind == _ROW:
            row, *_, flags = struct.unpack_from("<7H", body)
            if flags & _ROW_HIDDEN:
                marks.hidden_rows.add(row + 1)
        elif kind == _COLINFO:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & _COLUMN_HIDDEN:
                marks.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
        elif kind == _DIMENSIONS:
            _check_claim(body)
        elif kind in _CELLS:
            row, column, style = struct.unpack_from("<3H", body)
            _cell(marks, row + 1, column, padded.get(style))
            if error := _error(kind, body):
                marks.no_value(row + 1, column, error, ERROR_VALUE)
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            for at in range(4, len(body) - 2, 6):
                (style,) = struct.unpack_from("<H", body, at)
                _cell(marks, row + 1, column + (at - 4) // 6, padded.get(style))
    return marks


def _check_claim(dimensions: bytes) -> None:
    """Calamine sets memory aside for as many cells as are claimed; no sheet of this format has more than these."""
    top, rows, left, columns = struct.unpack_from("<2I2H" if len(dimensions) >= 12 else "<4H", dimensions)
    if not (top <= rows <= _MOST_ROWS and left <= columns <= _MOST_COLUMNS):
        raise IndexError("dimensions")


def _cell(marks: Marks, row: int, column: int, zeros: Padding | None) -> None:
    if column >= _MOST_COLUMNS:
        raise IndexError("column")
    marks.last_row = max(marks.last_row, row)
    marks.last_column = max(marks.last_column, column)
    if zeros is not None:
        marks.padded.setdefault(row, {})[column] = zeros


def _error(kind: int, body: bytes) -> str:
    """The error a cell shows, empty when it shows none."""
    if kind == _BOOLERR and body[7:8] == b"\x01":
        return _ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#N/A")
    return ""


def _short_string(body: bytes, at: int, version: int) -> str:
    length = body[at]
    if version == _BIFF8:
        return _characters(body[at + 2 :], length, bool(body[at + 1] & 1))
    return body[at + 1 : at + 1 + length].decode("gb18030", "replace")


def _characters(text: bytes, length: int, wide: bool) -> str:
    return text[: length * 2].decode("utf-16-le") if wide else text[:length].decode("latin-1")
