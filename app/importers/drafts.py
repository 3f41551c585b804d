"""Rows of a table to drafts of facts: every cell read, every problem named, nothing lost. Knows no record and no rule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from app.domain.dates import DateState
from app.domain.ledgers import Cell, Column, Kind, Ledger
from app.domain.money import FEN, MoneyUnit
from app.domain.problems import Severity
from app.domain.text import clean
from app.importers.cells import NOTHING, Doubt, Understood, raw_text, reader
from app.importers.raw import RawCell, RawRow
from app.importers.tables import Table

_PLAIN = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CODE})
_SHORT = 6
"""Up to this length a text may be a word with a meaning of its own (清空, —); codes of digits may be damaged."""

_NO_EXTRA: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class ImportProblem:
    """One thing that is wrong with one cell of a file, in words for the user."""

    row: int
    """As in the file."""
    column: str
    """Title of the column as the file has it."""
    value: str
    """The original text."""
    message: str
    expected: str = ""
    suggestion: str = ""
    severity: Severity = Severity.ERROR
    key: str = ""
    """The ledger's column."""


class Reading(NamedTuple):
    """One cell: what stood there and what it was understood as."""

    raw: str
    value: Cell = None
    changed: bool = False
    """Whether the value would be shown otherwise than it was written: 原值 → 新值."""
    problem: ImportProblem | None = None
    clear: bool = False
    """The word 清空: the value is to be emptied."""
    evidence: bool = False
    """From a derived column: to be compared, never taken in."""
    state: DateState | None = None
    """For dates, how far it could be understood; 长期有效 is OPEN_ENDED."""


class Draft(NamedTuple):
    """One row of data. A key without a reading had an empty cell: unchanged."""

    row: int
    hidden: bool
    values: Mapping[str, Reading]
    extra: Mapping[str, str]
    """Texts of columns the ledger does not know, by title."""
    cells: tuple[RawCell, ...]
    """The row as it stood in the file, merged cells filled."""
    problems: tuple[ImportProblem, ...] = ()
    replaced: int = 0
    """Control characters taken out."""


def drafts(table: Table, ledger: Ledger) -> list[Draft]:
    """Read all rows of a table in one pass; never raises for what stands in a cell."""
    epoch = table.sheet.epoch_1904
    columns = [
        _Reader(heading.position, heading.title, ledger.column(heading.key), epoch, money_unit(table, heading.title))
        for heading in table.headings
        if heading.key is not None
    ]
    unknown = [(heading.position, heading.title) for heading in table.unknown]
    return [_draft(row, columns, unknown) for row in table.rows]


_UNIT = re.compile(r"(?:单位[:：为]?|[(（\[【/,，、])(万?元)")


def money_unit(table: Table, title: str) -> MoneyUnit | None:
    """What bare amounts under a title count: as the title says (金额（万元）), else as a line above the table does (单位：万元)."""
    above = (item.text for item in table.ignored if item.row < table.header_rows[0])
    for text in (title, *above):
        if said := _UNIT.search("".join(text.split())):
            return MoneyUnit(said[1])
    return None


def _draft(row: RawRow, columns: list["_Reader"], unknown: list[tuple[int, str]]) -> Draft:
    values: dict[str, Reading] = {}
    problems: list[ImportProblem] = []
    replaced = 0
    width = len(row.cells)
    for column in columns:
        position = column.position
        if position >= width or (cell := row.cells[position]) is None:
            continue
        if position in row.faults:
            reading = column.faulty(row, cell, row.faults[position])
        else:
            reading, removed, doubt = column.read(cell)
            if removed:
                replaced += removed
                problems.append(column.note_of_removal(row, reading, removed))
            if doubt is not None:
                reading = reading._replace(problem=column.problem(row, reading.raw, doubt))
            elif reading is _EMPTY:
                continue
        values[column.key] = reading
        if reading.problem is not None:
            problems.append(reading.problem)
    return Draft(row.number, row.hidden, values, _extra(row, unknown), row.cells, tuple(problems), replaced)


def _extra(row: RawRow, unknown: list[tuple[int, str]]) -> Mapping[str, str]:
    """Values under unknown titles; one merged across from the column before is no second value."""
    width = len(row.cells)
    return {
        title: cell if isinstance(cell, str) else raw_text(cell)
        for position, title in unknown
        if position < width and (cell := row.cells[position]) is not None and row.filled.get(position) != row.number
    } or _NO_EXTRA


_EMPTY = Reading("")
_Read = tuple[Reading, int, Doubt | None]


class _Reader:
    """One column of the table with its way of reading."""

    def __init__(
        self, position: int, title: str, column: Column, epoch_1904: bool, unit: MoneyUnit | None = None
    ) -> None:
        self.position = position
        self.key = column.key
        self._title = title
        self._column = column
        self._read: Callable[[RawCell], Understood] = reader(column, epoch_1904, unit)
        self._evidence = column.derived
        self._plain = column.kind in _PLAIN and not column.several
        self._known: dict[object, _Read] = {}

    def read(self, cell: RawCell) -> _Read:
        """The reading, the control characters taken out, and what is doubtful; _EMPTY for a cell that says nothing."""
        if self._plain and isinstance(cell, str) and len(cell) > _SHORT:
            if not cell[0].isdigit() and cell == clean(cell).text:
                return Reading(cell, cell, False, None, False, self._evidence), 0, None
            return self._fresh(cell)
        # Dates, issuers and choices come again and again; 1, 1.0 and True are equal but not the same.
        key = cell if isinstance(cell, str) else (type(cell), cell)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._fresh(cell)
        return known

    def _fresh(self, cell: RawCell) -> _Read:
        understood = self._read(cell)
        if understood is NOTHING:
            return _EMPTY, 0, None
        raw = raw_text(cell)
        value = understood.value
        changed = value is not None and value != cell and self._column.show(value) != raw
        if changed and self._column.kind is Kind.MONEY and isinstance(cell, int | float) and value == round(cell * FEN):
            changed = False  # a number of 元 as the workbook has it
        reading = Reading(raw, value, changed, None, understood.clear, self._evidence, understood.state)
        return reading, understood.replaced, understood.doubt

    def problem(self, row: RawRow, raw: str, doubt: Doubt) -> ImportProblem:
        return ImportProblem(
            row.number, self._title, raw, doubt.message, doubt.expected, doubt.suggestion, doubt.severity, self.key
        )

    def faulty(self, row: RawRow, cell: RawCell, why: str) -> Reading:
        """A cell whose value the file does not hold: only what stands in its place is kept."""
        raw = raw_text(cell)
        problem = self.problem(row, raw, Doubt(why, "公式算出的结果，或直接填写的内容"))
        return Reading(raw, problem=problem, evidence=self._evidence)

    def note_of_removal(self, row: RawRow, reading: Reading, removed: int) -> ImportProblem:
        doubt = Doubt(f"删去了 {removed} 个不可见的控制字符", "可见的文字", "", Severity.NOTE)
        return self.problem(row, reading.raw, doubt)
