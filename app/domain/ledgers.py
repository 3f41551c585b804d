"""What a ledger is: its columns and what can be done with it. Knows no subject, no SQL and no file format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.money import yuan

Cell = str | int | bool | date | None
"""One value of one line: a CHOICE is its stored value, FLAG a bool, MONEY an integer of 分, DECIMAL one of hundredths."""

Cells = tuple[Cell, ...]
"""One ledger line, in the order of the ledger's columns."""


class Kind(StrEnum):
    """What a column holds; decides width, alignment, Excel type and how an import reads it."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"
    """Numbers of documents and people: always text, never a number."""
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    """Hours and marks, as hundredths; shown without needless zeros: 1.5."""
    MONEY = "money"
    """An amount in 分; shown in 元 with thousands separators and two decimals."""
    CHOICE = "choice"
    FLAG = "flag"


NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})
"""Kinds whose cells stand at the right, digits beneath each other."""


def hundredths(cell: int) -> str:
    """1.5 for 150, 2 for 200, 0.25 for 25."""
    whole, rest = divmod(abs(cell), 100)
    sign = "-" if cell < 0 else ""
    return f"{sign}{whole}.{rest:02}".rstrip("0") if rest else f"{sign}{whole}"


_DECIMAL = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2})0*)?")


def read_hundredths(text: str) -> int | None:
    """150 for 1.5; None for what is no number of at most two decimals."""
    found = _DECIMAL.fullmatch(text.strip())
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


@dataclass(frozen=True)
class Column:
    """One column of a ledger, as every room reads it: screen, filter, form, Excel, PDF, template, import."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width_mm: int = 30
    required: bool = False
    derived: bool = False
    """Shown but never taken in by an import (which may compare it, as evidence)."""
    synonyms: tuple[str, ...] = ()
    choices: type[Choice] | None = None
    """For CHOICE and free text with usual values."""
    printed: bool = True
    """On paper by default; unprinted columns stand in the Excel, right of the print area, and in the CSV."""
    hidden: bool = False
    """Never shown: the record's uid in the last Excel column."""
    several: bool = False
    """One cell may hold several values, written with 、 between them; an import parts other spellings so."""
    example: str = ""
    """A valid value for the blank template's example rows."""
    help: str = ""
    """One sentence for the template's 填写说明 and the form."""

    def show(self, cell: Cell) -> str:
        """The cell as text on screen: 2025-01-01, the label of a choice, 是 or 否, empty for None."""
        match cell:
            case None:
                return ""
            case bool():
                return "是" if cell else "否"
            case date():
                return cell.isoformat()
            case int() if self.kind is Kind.MONEY:
                return yuan(cell)
            case int() if self.kind is Kind.DECIMAL:
                return hundredths(cell)
            case str() if self.choices is not None:
                member = self.choices.of(cell)
                return member.label if member else cell
            case _:
                return str(cell)


ID = Column("id", "记录号", Kind.INTEGER, 16, derived=True, printed=False, help="命令行用它指明是哪一条记录")
"""The record's number in this office's database, by which the command line names it."""


@dataclass(frozen=True)
class Ledger:
    """One list of the office: 台账. `name` is its key on every floor and on the command line."""

    name: str
    title: str
    columns: tuple[Column, ...]
    noun: str = "条"
    """Measure word with the thing counted, e.g. 件."""
    as_of: bool = False
    """Whether it can be shown as of another day than today."""
    importable: bool = False
    default_sort: tuple[str, bool] = ("id", True)
    """Column key (or "id") and whether descending."""

    def column(self, key: str) -> Column:
        """Raises KeyError for a key the ledger does not have."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def index(self, key: str) -> int:
        """Position of a column in the cells of a line."""
        return self.columns.index(self.column(key))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)


@dataclass(frozen=True)
class Filter:
    """One condition on a column: any of the values, or between two bounds (inclusive, either may be None)."""

    key: str
    values: tuple[Cell, ...] = ()
    low: Cell = None
    high: Cell = None


def passes(cell: Cell, condition: Filter) -> bool:
    """Whether a cell meets a condition, as the database would say."""
    if condition.values and cell not in condition.values and not (cell in (None, "") and "" in condition.values):
        return False
    if condition.low is None and condition.high is None:
        return True
    if cell in (None, ""):
        return False
    low, high = condition.low, condition.high
    return (low is None or cell >= low) and (high is None or cell <= high)  # type: ignore[operator]  # of one kind


@dataclass(frozen=True)
class Query:
    """Which lines of a ledger, in which order, seen from which day."""

    on: date
    """The day statuses are computed for."""
    filters: tuple[Filter, ...] = ()
    text: str = ""
    """Words to search, all of them (AND)."""
    sort: tuple[str, bool] | None = None
    as_of: bool = False
    """Leave out what was registered after `on`."""


def as_of_words(on: date, today: date) -> str:
    """截至2024年12月31日; 推算至… for a day still to come, on which things may turn out otherwise."""
    return f"{'推算' if on > today else '截'}至{chinese(on)}"


@dataclass(frozen=True)
class Sheet:
    """A ledger ready for paper: heading, columns and all its lines, with what the foot needs."""

    ledger: Ledger
    title: str
    office: str
    on: date
    lines: Sequence[Cells]
    footnote: str = ""
    """Head and length of the audit chain, printed small under the ledger."""
