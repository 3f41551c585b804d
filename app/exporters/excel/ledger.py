"""A ledger as .xlsx by the conventions of offices: what is read, sorted, printed and imported again. Knows no subject."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

from app.domain.dates import chinese
from app.domain.ledgers import NUMBERS, Cell, Column, Kind, Sheet
from app.domain.problems import Problem, refuse_if
from app.exporters.cells import (
    NUMBER_MM,
    SIGNATURES,
    Progress,
    Report,
    line_name,
    name_column,
    needs_a3,
    printed,
    unprinted,
    unwatched,
    watched,
)
from app.exporters.excel.book import LONGEST, Page, letter, new_book, set_up_page, too_long, units
from app.exporters.excel.styles import Look

HEADER_ROW = 3
"""Below the title and the row of 填报单位 and 填报日期."""

LOOKS = {
    Kind.TEXT: Look.LEFT,
    Kind.LONG_TEXT: Look.LEFT,
    Kind.CODE: Look.CODE,
    Kind.DATE: Look.DATE,
    Kind.INTEGER: Look.NUMBER,
    Kind.DECIMAL: Look.NUMBER,
    Kind.MONEY: Look.MONEY,
    Kind.CHOICE: Look.CENTRE,
    Kind.FLAG: Look.CENTRE,
}


def write_ledger(sheet: Sheet, path: Path, progress: Progress = unwatched) -> Report:
    """Write all columns of a ledger: those on paper, right of them the others, at last, hidden, the record's mark.

    Raises Refused for texts that no cell holds, Unavailable; the target is whole or untouched.
    """
    refuse_if(_too_long(sheet))
    ledger = sheet.ledger
    on_paper = [ledger.columns[place] for place in printed(ledger)]
    places = [*printed(ledger), *unprinted(ledger)]
    columns = [ledger.columns[place] for place in places]
    widths = [units(NUMBER_MM), *(units(column.width_mm) for column in columns)]
    hidden = [at for at, column in enumerate(columns, 1) if column.hidden]
    last = f"{letter(len(on_paper))}{HEADER_ROW + len(sheet.lines) + 1}"
    with new_book(path, sheet.title, sheet.office) as book:
        page = book.sheet(ledger.title, widths, hidden)
        page.sheet.freeze_panes = f"{letter(places.index(name_column(ledger)) + 2)}{HEADER_ROW + 1}"
        set_up_page(page.sheet, a3=needs_a3(ledger), header_row=HEADER_ROW, area=f"A1:{last}", note=sheet.footnote)
        _head(page, sheet, columns, len(on_paper) + 1)
        _lines(page, sheet, places, progress)
        page.banner(Look.LEFT_NOTE, ("　" * 12).join(SIGNATURES), len(on_paper) + 1, 36)
    return Report(len(sheet.lines), page.replaced)


def _head(page: Page, sheet: Sheet, columns: list[Column], width: int) -> None:
    page.banner(Look.TITLE, sheet.title, width, 40)
    notes(page, f"填报单位：{sheet.office}（盖章）", f"填报日期：{chinese(sheet.on)}", width)
    titles = ["序号", *(column.title for column in columns)]
    page.write(page.looks([Look.HEADER] * len(titles)), titles)


def notes(page: Page, left: str, right: str, width: int) -> None:
    """The row below the title: a text at each side of the columns on paper."""
    middle = max(1, width * 2 // 3) if width > 1 else 1
    looks = [Look.LEFT_NOTE] * middle + [Look.RIGHT_NOTE] * (width - middle)
    values = [left, *[None] * (middle - 1), right, *[None] * (width - middle - 1)][:width]
    page.write(page.looks(looks), values, 24)
    page.merge(page.rows, 0, middle - 1)
    page.merge(page.rows, middle, width - 1)


def _lines(page: Page, sheet: Sheet, places: list[int], progress: Progress) -> None:
    columns = [sheet.ledger.columns[place] for place in places]
    cells = page.looks([Look.CENTRE, *(LOOKS[column.kind] for column in columns)])
    shown = [(at, column) for at, column in enumerate(columns, 1) if not _is_value(column)]
    for number, line in enumerate(watched(sheet.lines, progress, len(sheet.lines)), 1):
        row: list[object] = [number, *[line[place] for place in places]]
        for at, column in shown:
            row[at] = as_value(column, cast(Cell, row[at]))
        page.write(cells, row)


def _is_value(column: Column) -> bool:
    """Whether the cells of a column are values of Excel as they are."""
    return column.choices is None and column.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.CODE}


def as_value(column: Column, cell: Cell) -> object:
    """A cell as Excel takes it: dates and numbers as such in columns of that kind, all else as the text shown."""
    if column.kind is Kind.DATE and isinstance(cell, date):
        return cell
    if column.kind in NUMBERS and isinstance(cell, int) and not isinstance(cell, bool):
        return cell if column.kind is Kind.INTEGER else cell / 100  # 元, hours, marks: two decimals survive a float
    return column.show(cell) or None


def _too_long(sheet: Sheet) -> Iterator[Problem]:
    """Texts longer than a cell: openpyxl would cut them silently."""
    for number, line in enumerate(sheet.lines, 1):
        for place, cell in enumerate(line):
            if isinstance(cell, str) and too_long(cell):
                column = sheet.ledger.columns[place]
                yield Problem(
                    column.key,
                    f"{line_name(sheet, number, line)}的“{column.title}”有 {len(cell)} 字，"
                    f"超过 Excel 单元格的上限 {LONGEST} 字。请缩短，或另存为 PDF、CSV。",
                )
