"""A streamed workbook: texts made safe, rows as high as their text, the page as offices print it. Knows no ledger."""

import errno
import math
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.exporters.cells import CONTROL, clean
from app.exporters.excel.styles import SIZE, Look, Styles
from app.files import swapped_in

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST = 32_767
"""UTF-16 units that a cell holds; openpyxl would cut the rest without a word."""

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads _x000D_ as a control character: a literal one has its first sign escaped."""

_MM_PER_UNIT = 1.55
"""Millimetres of paper to a unit of column width: a unit is 1.85 mm wide, and the type larger than that of the PDF."""

_LINE_HEIGHT = SIZE * 1.4
_LEAST_HEIGHT = 24.0
_MOST_HEIGHT = 409.0
"""Excel's limit."""

_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


_UNSAFE = re.compile(f"{CONTROL.pattern}|\r|_x")
"""What `safe` may have something to do with: one quick look at texts that have none of it."""


def safe(text: str) -> tuple[str, int]:
    """The text as it may stand in a cell, and how many control characters were replaced."""
    text, replaced = clean(text)
    return (_ESCAPE.sub("_x005F_", text) if "_x" in text else text), replaced


def too_long(text: str) -> bool:
    """Whether a cell cannot hold the text."""
    return len(text) > LONGEST // 2 and len(safe(text)[0].encode("utf-16-le", "replace")) // 2 > LONGEST


def units(width_mm: float) -> float:
    """Width of a column in Excel's units."""
    return round(width_mm / _MM_PER_UNIT, 1)


@contextmanager
def new_book(path: Path, title: str, author: str) -> Iterator["Book"]:
    """A workbook to fill; swapped in when the block ends without an error. Raises Unavailable, before any work if it can."""
    from lxml.etree import SerialisationError  # type: ignore[import-untyped]

    with swapped_in(path) as temporary:
        book = Book(title, author)
        try:
            yield book
            book.workbook.save(temporary)
        except SerialisationError as error:  # how a full disk looks to openpyxl's streams: IO_ENOSPC
            book.abandon()
            raise OSError(getattr(errno, str(error).removeprefix("IO_"), errno.EIO), str(error)) from error
        except BaseException:
            book.abandon()
            raise


class Book:
    """One workbook of streamed sheets."""

    def __init__(self, title: str, author: str) -> None:
        from openpyxl import Workbook

        self.workbook = Workbook(write_only=True)
        self.workbook.properties.title = title
        self.workbook.properties.creator = author

    def abandon(self) -> None:
        """End what openpyxl has begun and remove its own temporary files."""
        for sheet in self.workbook.worksheets:
            streamed: Any = sheet
            with suppress(Exception):  # the disk that failed may fail again
                streamed.close()
            with suppress(AttributeError, OSError, ValueError):
                streamed._writer.cleanup()

    def sheet(self, name: str, widths: Sequence[float], hidden: Container[int] = ()) -> "Page":
        """A new sheet with columns of these widths, in Excel's units, some of them hidden."""
        sheet = self.workbook.create_sheet(_SHEET_NAME.sub("", name)[:31])
        for place, width in enumerate(widths):
            sheet.column_dimensions[letter(place)].width = width
            sheet.column_dimensions[letter(place)].hidden = place in hidden
        return Page(sheet, [math.inf if place in hidden else width for place, width in enumerate(widths)])


class Page:
    """One streamed sheet: rows are written in order and never touched again."""

    def __init__(self, sheet: "WriteOnlyWorksheet", widths: Sequence[float]) -> None:
        self.sheet: Any = sheet
        self.rows = 0
        """Written so far."""
        self.replaced = 0
        """Control characters found so far."""
        self._styles = Styles(sheet)
        self._room = [width * 7 / (SIZE / 0.75) * 2 for width in widths]
        """What a line of each column holds, in half-width characters."""

    def looks(self, looks: Iterable[Look]) -> list[Any]:
        """Cells of these looks, for `write`; the same ones serve for any number of rows."""
        return [self._styles.cell(look) for look in looks]

    def write(self, cells: Sequence[Any], values: Sequence[object], height: float = 0.0) -> None:
        """Write a row of values in cells of `looks`; without a height it is as high as its fullest text.

        Texts are always texts, whatever they begin with. A date belongs into a cell of a DATE look: openpyxl would give
        another look, and every cell that shares it, a date format.
        """
        lines = 1
        for cell, value, room in zip(cells, values, self._room, strict=False):
            if value is None or value == "":
                cell._value, cell.data_type = None, "n"
            elif isinstance(value, str):
                text = self._safe(value) if _UNSAFE.search(value) else value
                cell._value = text  # its setter would look for formulas, errors and dates in it
                cell.data_type = "s"
                if len(text) * 2 > room or "\n" in text:
                    lines = max(lines, _lines(text, room))
            else:
                cell.value = value
        self.rows += 1
        height = height or min(_MOST_HEIGHT, max(_LEAST_HEIGHT, lines * _LINE_HEIGHT + 6))
        # A RowDimension would fix the height: this one is a proposal, and the program fits the row again when it is edited.
        self.sheet.row_dimensions[self.rows] = {"ht": f"{height:.1f}"}
        self.sheet.append(cells)
        del self.sheet.row_dimensions[self.rows]

    def _safe(self, text: str) -> str:
        text, replaced = safe(text)
        self.replaced += replaced
        return text

    def banner(self, look: Look, text: str, columns: int, height: float) -> None:
        """A row with one text across the first columns."""
        self.write(self.looks([look]), [text], height)
        self.merge(self.rows, 0, columns - 1)

    def merge(self, row: int, first: int, last: int) -> None:
        """Make one cell of several beside each other; columns count from 0."""
        if last > first:
            self.sheet.merged_cells.add(f"{letter(first)}{row}:{letter(last)}{row}")


def letter(place: int) -> str:
    """Excel's name of a column; 0 is A."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)


@lru_cache(maxsize=4096)
def _lines(text: str, room: float) -> int:
    """How many lines a text takes in a column: an estimate on the safe side."""
    return sum(1 + int(_half_widths(paragraph) * 1.05 / room) for paragraph in text.split("\n"))


def _half_widths(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def set_up_page(sheet: Any, *, a3: bool, header_row: int, area: str | None = None, note: str = "") -> None:
    """Landscape, as wide as the paper, header repeated, page n of m; `note` is printed small at the foot.

    Before the first row: a streamed sheet writes this ahead of its rows.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8 if a3 else 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top, margins.bottom = 0.7, 0.8
    margins.header = margins.footer = 0.35
    sheet.HeaderFooter.oddFooter.center.text = "第 &P 页 共 &N 页"
    if note:
        sheet.HeaderFooter.oddFooter.left.text = note.replace("&", "&&")[:200]
        sheet.HeaderFooter.oddFooter.left.size = 7
    sheet.print_title_rows = f"{header_row}:{header_row}"
    if area:
        sheet.print_area = area
