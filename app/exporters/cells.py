"""What every exporter shares: cleaned text, which columns go out, how a line is named. Knows no file format."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.dates import chinese
from app.domain.ledgers import Cell, Cells, Column, Kind, Ledger, Sheet

REPLACEMENT = "\ufffd"

SIGNATURES = ("填报人：", "审核人：", "联系电话：")
"""签字栏: the foot of a ledger on its last page."""

NUMBER_MM = 11
"""Width of the 序号 column, which exporters add."""

_A4_MM = 267
"""What A4, landscape, leaves between its margins."""

_LEAST_SCALE = 0.8

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Not allowed in a workbook, invisible on paper: they come with text pasted from Word and old systems."""


Progress = Callable[[int, int], None]
"""progress(done, total): tells how far the work is; what it raises ends the export, and nothing is written."""

_STRIDE = 50

T = TypeVar("T")


EMPTY = "—"
"""What a cell without a value shows on paper."""


class Align(StrEnum):
    """Where the lines of a text stand in their width."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"
    """Both edges, the last line of a paragraph left."""


@dataclass(frozen=True)
class Report:
    """What an export did."""

    lines: int
    replaced: int = 0
    """Control characters that were replaced by a sign."""
    pages: int = 0
    """Of a PDF; 0 for the other formats."""


def unwatched(done: int, total: int) -> None:
    """The progress of an export that nobody watches."""


def watched(items: Iterable[T], progress: Progress, total: int) -> Iterator[T]:
    """The items, telling every so often how many are done."""
    for done, item in enumerate(items):
        if not done % _STRIDE:
            progress(done, total)
        yield item


def clean(text: str, replacement: str = REPLACEMENT) -> tuple[str, int]:
    """The text with one kind of line break and with control characters replaced, and how many were."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.subn(replacement, text)


def printed(ledger: Ledger) -> list[int]:
    """Positions of the columns on paper."""
    return [place for place, column in enumerate(ledger.columns) if column.printed and not column.hidden]


def unprinted(ledger: Ledger) -> list[int]:
    """Positions of the columns that only files show, hidden ones last."""
    shown = [place for place, column in enumerate(ledger.columns) if not column.printed and not column.hidden]
    return shown + [place for place, column in enumerate(ledger.columns) if column.hidden]


def needs_a3(ledger: Ledger) -> bool:
    """Whether the columns on paper would be too small to read on A4, landscape."""
    wanted = NUMBER_MM + sum(ledger.columns[place].width_mm for place in printed(ledger))
    return wanted * _LEAST_SCALE > _A4_MM


def name_column(ledger: Ledger) -> int:
    """Position of the column that names a line: the first required text among those printed, or the first printed."""
    candidates = printed(ledger)
    for place in candidates:
        if ledger.columns[place].required and ledger.columns[place].kind in {Kind.TEXT, Kind.LONG_TEXT}:
            return place
    return candidates[0]


def on_paper(column: Column, cell: Cell) -> str:
    """The cell as an official paper shows it: dates as 2025年1月1日, otherwise as on screen."""
    return chinese(cell) if isinstance(cell, date) else column.show(cell)


def line_name(sheet: Sheet, number: int, cells: Cells) -> str:
    """How a message names a line: its 序号, from 1, and its name."""
    place = name_column(sheet.ledger)
    name = on_paper(sheet.ledger.columns[place], cells[place])
    return f"第 {number} 行“{name}”" if name else f"第 {number} 行"
