"""CSV and its kin: text in some encoding, cut by some delimiter. Knows no ledger."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.importers.raw import FileRefused, Marks, RawSheet
from app.importers.sheets import sheet

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",\t;|"
_SAMPLE = 50
"""Rows that are looked at to find the delimiter."""
_GUARDED = re.compile(r"'[=+\-@\t\r]")
"""An apostrophe that a spreadsheet program's safety, or our own export, put before text that looks like a formula."""
_QUOTED_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
"""="00123": how some programs keep the zeros of a code."""


def decode(path: Path, data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB18030. Raises FileRefused for anything else."""
    encodings = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused(path, "不是能导入的表格，或文字编码无法识别：请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入")


def read_delimited(path: Path, text: str) -> tuple[RawSheet, ...]:
    """The one sheet of a text file, named after the file. Raises FileRefused for unbalanced quotes."""
    delimiter = _delimiter(text)
    try:
        rows = [[_unguarded(cell) for cell in row] for row in _rows(text, delimiter)]
    except csv.Error as error:
        raise FileRefused(
            path, "的引号没有成对，无法分清各列：请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"
        ) from error
    return (sheet(path.stem, rows, Marks(), hidden=False, epoch_1904=False),)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of columns, and into the most."""

    def regularity(delimiter: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        try:
            for row in _rows(text, delimiter):
                if len(row) > 1:
                    widths[len(row)] += 1
                if widths.total() >= _SAMPLE:
                    break
        except csv.Error:
            return (0, 0)
        width, times = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return (times, width)

    return max(_DELIMITERS, key=regularity)


def _unguarded(cell: str) -> str:
    if _GUARDED.match(cell):
        return cell[1:]
    quoted = _QUOTED_FORMULA.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted else cell
