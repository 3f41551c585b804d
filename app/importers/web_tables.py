"""Tables of a web page: what many old systems hand out as “.xls”. Knows no ledger."""

import re
from html.parser import HTMLParser

from app.importers.raw import Marks, Range, RawSheet
from app.importers.sheets import sheet

_MARKUP = re.compile(r"<(?:table|html|!doctype html)\b", re.IGNORECASE)
_INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_SPANNED = 1000
"""Columns or rows one cell may span; a browser's own bound for columns."""


def looks_like_web(text: str) -> bool:
    """Whether a text is a web page rather than delimited text."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and _MARKUP.search(text) is not None


def read_web(text: str) -> tuple[RawSheet, ...]:
    """One sheet for each outer table with something in it: 表1, 表2 …"""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return tuple(
        sheet(f"表{number}", table.lines, table.marks, hidden=False, epoch_1904=False)
        for number, table in enumerate(parser.tables, 1)
    )


class _Table:
    def __init__(self) -> None:
        self.lines: list[list[str]] = []
        self.marks = Marks()
        self._taken: dict[tuple[int, int], bool] = {}
        self._column = 0

    def new_row(self, hidden: bool) -> None:
        self.lines.append([])
        self._column = 0
        if hidden:
            self.marks.hidden_rows.add(len(self.lines))

    def add(self, text: str, right: int, down: int) -> None:
        """Put a cell where no cell from above reaches."""
        row = len(self.lines) - 1
        while self._taken.pop((row, self._column), False):
            self.lines[row].append("")
            self._column += 1
        self.lines[row] += [text] + [""] * (right - 1)
        if right > 1 or down > 1:
            self.marks.merges.append(Range(row, self._column, row + down - 1, self._column + right - 1))
            for below in range(1, down):
                for beside in range(right):
                    self._taken[row + below, self._column + beside] = True
        self._column += right


class _Tables(HTMLParser):
    """Outer tables; what is nested in a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("style", "script"):
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif self._depth == 1 and tag == "tr":
            self._close_cell()
            self.tables[-1].new_row(_INVISIBLE.search(given.get("style", "")) is not None)
        elif self._depth == 1 and tag in ("td", "th"):
            self._close_cell()
            if not self.tables[-1].lines:
                self.tables[-1].new_row(hidden=False)
            self._cell = []
            self._spans = (_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._close_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _close_cell(self) -> None:
        if self._cell is not None:
            self.tables[-1].add("".join(self._cell).strip(" \n"), *self._spans)
            self._cell = None


def _span(text: str | None) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), _MOST_SPANNED) if text.isdecimal() and text.isascii() else 1
