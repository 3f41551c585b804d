"""The rows of a user's file that were not imported, as they were, each with what is wrong. Knows no import and no ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from app.domain.problems import Problem, refuse_if
from app.exporters.cells import Report
from app.exporters.excel.book import LONGEST, new_book, set_up_page, too_long
from app.exporters.excel.styles import Look

Raw = str | int | float | bool | date | datetime | time | None
"""What stands in a cell of a user's file."""

ROW_NUMBER = "原行号"
REASON = "错误说明"


@dataclass(frozen=True)
class ErrorRow:
    """One row of the user's file."""

    number: int
    """Where it stands there."""
    cells: Sequence[Raw]
    reasons: Sequence[str]


def write_errors(path: Path, header: Sequence[str], rows: Sequence[ErrorRow]) -> Report:
    """Write the rows under their own header, so that they can be mended here and imported from here.

    Raises Refused for texts that no cell holds, Unavailable.
    """
    refuse_if(_too_long(header, rows))
    width = max([len(header), *(len(row.cells) for row in rows)], default=0)
    titles = [*header, *[""] * (width - len(header)), ROW_NUMBER, REASON]
    with new_book(path, "导入错误", "") as book:
        page = book.sheet("导入错误", [*[18.0] * width, 9.0, 60.0])
        page.sheet.freeze_panes = "A2"
        set_up_page(page.sheet, a3=False, header_row=1)
        page.write(page.looks([Look.HEADER] * len(titles)), titles)
        for row in rows:
            values = [_value(cell) for cell in row.cells]
            values += [None] * (width - len(values))
            looks = [Look.DATE if isinstance(value, date) else Look.LEFT for value in values]
            cells = page.looks([*looks, Look.CENTRE, Look.REASON])
            page.write(cells, [*values, row.number, "\n".join(row.reasons)])
    return Report(len(rows), page.replaced)


def _value(cell: Raw) -> object:
    """The cell for Excel: days as dates, whole numbers without a point, all that is rare as text."""
    match cell:
        case bool():
            return "是" if cell else "否"
        case datetime() if cell.time() == time():
            return cell.date()
        case datetime():
            return cell.isoformat(" ")
        case time():
            return cell.isoformat()
        case float() if cell.is_integer():
            return int(cell)
        case _:
            return cell


def _too_long(header: Sequence[str], rows: Sequence[ErrorRow]) -> Iterator[Problem]:
    for row in rows:
        for place, cell in enumerate(row.cells):
            if isinstance(cell, str) and too_long(cell):
                title = header[place] if place < len(header) else f"第 {place + 1} 列"
                yield Problem(
                    "",
                    f"第 {row.number} 行的“{title}”有 {len(cell)} 字，超过 Excel 单元格的上限 {LONGEST} 字，"
                    "错误清单放不下。请先在原文件中缩短。",
                )
