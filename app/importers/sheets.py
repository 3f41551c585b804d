"""Values and marks put together to rows: blank rows dropped, merged cells filled. Knows no file format."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from app.importers.raw import FileCell, Marks, RawCell, RawRow, RawSheet

MOST_FILLED = 5_000_000
"""Cells that merged ranges may fill together; beyond it the merging is not meant for reading and is left alone."""

_EXACT = 1e15
"""From here on a float does not hold every digit, and Excel kept no more than 15 anyway."""


def sheet(name: str, values: Iterable[Sequence[FileCell]], marks: Marks, *, hidden: bool, epoch_1904: bool) -> RawSheet:
    """A sheet from the values of its rows, the first being row 1, and from what its marks add."""
    lines: dict[int, list[RawCell]] = {}
    for number, row in enumerate(values, 1):
        cells: list[RawCell] = [
            (value if value and not value.isspace() else None) if isinstance(value, str) else _plain(value)
            for value in row
        ]
        for column, text in marks.texts.get(number, {}).items():
            _put(cells, column, text)
        for column, zeros in marks.padded.get(number, {}).items():
            if column < len(cells):
                cells[column] = zeros.show(cells[column])
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            lines[number] = cells
    filled = _fill(lines, marks)
    rows = [
        RawRow(number, tuple(cells), number in marks.hidden_rows, filled.get(number, {}), marks.faults.get(number, {}))
        for number, cells in lines.items()
    ]
    return RawSheet(name, rows, hidden, frozenset(marks.hidden_columns), epoch_1904)


def _plain(value: FileCell) -> RawCell:
    """Whole numbers as int, days without a clock as date, spans of time as text."""
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def _put(cells: list[RawCell], column: int, value: RawCell) -> None:
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value


def _fill(lines: dict[int, list[RawCell]], marks: Marks) -> dict[int, dict[int, int]]:
    """Repeat the value of each merged range in its other cells, where a row has anything of its own."""
    numbers = list(lines)
    width = max((len(cells) for cells in lines.values()), default=0)
    filled: dict[int, dict[int, int]] = {}
    budget = MOST_FILLED
    for merge in marks.merges:
        source = lines.get(merge.top + 1)
        if source is None or merge.left >= len(source) or (value := source[merge.left]) is None:
            continue
        right = min(merge.right, width - 1)
        rows = numbers[bisect_left(numbers, merge.top + 1) : bisect_right(numbers, merge.bottom + 1)]
        budget -= len(rows) * (right + 1 - merge.left)
        if budget < 0:
            break
        for number in rows:
            for column in range(merge.left, right + 1):
                if (number, column) != (merge.top + 1, merge.left):
                    _put_filled(lines[number], column, value, filled.setdefault(number, {}), merge.top + 1)
    return filled


def _put_filled(cells: list[RawCell], column: int, value: RawCell, filled: dict[int, int], source: int) -> None:
    if column < len(cells) and cells[column] is not None:
        return
    _put(cells, column, value)
    filled[column] = source
