"""A ledger as CSV for other programs: UTF-8 with its mark, nothing that a spreadsheet would run. Knows no subject."""

import csv
import re
from pathlib import Path

from app.domain.ledgers import Cell, Column, Sheet
from app.exporters.cells import Progress, Report, clean, printed, unprinted, unwatched, watched
from app.files import swapped_in

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
"""Beginnings that spreadsheets take for a formula, and those that already look guarded; an import removes one apostrophe."""


def write_ledger(sheet: Sheet, path: Path, progress: Progress = unwatched) -> Report:
    """Write every column, also those that paper does not show. Raises Unavailable."""
    places = [*printed(sheet.ledger), *unprinted(sheet.ledger)]
    columns = [(place, sheet.ledger.columns[place]) for place in places]
    replaced = 0
    with swapped_in(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([column.title for _, column in columns])
        for line in watched(sheet.lines, progress, len(sheet.lines)):
            row = []
            for place, column in columns:
                text, found = _text(column, line[place])
                replaced += found
                row.append(text)
            rows.writerow(row)
    return Report(len(sheet.lines), replaced)


def _text(column: Column, cell: Cell) -> tuple[str, int]:
    """The cell as shown on screen, guarded if it is a text, and how many control characters were replaced."""
    text, replaced = clean(column.show(cell))
    return (f"'{text}" if isinstance(cell, str) and _DANGEROUS.match(text) else text), replaced
