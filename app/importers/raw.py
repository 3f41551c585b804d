"""A workbook as it stands in the file: sheets, rows, cells. Knows no ledger and no file format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from app.domain.problems import Refused

RawCell = str | int | float | bool | date | datetime | time | None
"""A value as the file holds it; whole numbers are int, empty cells None. A float of 1e15 and more has lost digits."""

FileCell = RawCell | timedelta
"""A value as a library hands it out."""

_NOTHING: Mapping[int, str] = MappingProxyType({})
_NOWHERE: Mapping[int, int] = MappingProxyType({})


class FileRefused(Refused):
    """A file that cannot be taken in: which one, why, and what to do. Nothing was changed."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"文件“{path.name}”{message}")


class Range(NamedTuple):
    """Merged cells; 0-based, all bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class RawRow(NamedTuple):
    """One row that holds something; merged cells carry the value of their first cell and are known as filled."""

    number: int
    """As in the file, from 1."""
    cells: tuple[RawCell, ...]
    hidden: bool = False
    filled: Mapping[int, int] = _NOWHERE
    """Cells that only repeat a merged one: position → number of the row the value stands in."""
    faults: Mapping[int, str] = _NOTHING
    """Cells whose value the file does not hold (error values, formulas never computed): position → why."""

    @property
    def own(self) -> list[int]:
        """Positions of the cells with a value of their own."""
        return [at for at, cell in enumerate(self.cells) if cell is not None and at not in self.filled]


@dataclass(frozen=True)
class RawSheet:
    """One sheet: its rows in order, blank ones left out."""

    name: str
    rows: Sequence[RawRow]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    epoch_1904: bool = False
    """The date system a bare serial number of this file counts by."""

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True)
class Workbook:
    """A file read whole; its digest tells the same file when it comes again."""

    path: Path
    sha256: str
    sheets: tuple[RawSheet, ...]

    @property
    def visible(self) -> tuple[RawSheet, ...]:
        """The sheets an import takes unless told otherwise: not hidden, not empty."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden and sheet.rows)

    @property
    def hidden(self) -> tuple[RawSheet, ...]:
        """Hidden sheets with something in them, to be offered."""
        return tuple(sheet for sheet in self.sheets if sheet.hidden and sheet.rows)

    def sheet(self, name: str) -> RawSheet:
        """Raises FileRefused, naming the sheets there are, when there is none of that name."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = "、".join(sheet.name for sheet in self.sheets)
        raise FileRefused(self.path, f"里没有名为“{name}”的工作表，请从这些工作表中选择：{names}")


@dataclass
class Marks:
    """What the cell values do not tell of a sheet; rows are 1-based, columns 0-based."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Range] = field(default_factory=list)
    padded: dict[int, dict[int, "Padding"]] = field(default_factory=dict)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    """Text that stands in a cell for want of a value: #REF!, the text of a formula never computed."""
    faults: dict[int, dict[int, str]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = -1

    @property
    def area(self) -> int:
        """Cells of the rectangle that holds every value."""
        return self.last_row * (self.last_column + 1)

    def no_value(self, row: int, column: int, text: str, why: str) -> None:
        """Note a cell whose value the file does not hold."""
        self.texts.setdefault(row, {})[column] = text
        self.faults.setdefault(row, {})[column] = why


class Padding(NamedTuple):
    """A number format of leading zeros, as 000000 or "HP"0000: the zeros a code has on screen but not in its value."""

    before: str
    width: int
    after: str

    def show(self, value: RawCell) -> RawCell:
        """The code as the screen showed it; values that are no natural number stay."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return value
        return f"{self.before}{value:0{self.width}d}{self.after}"


ERROR_VALUE = "单元格是出错的公式，没有内容：请在原文件中改正公式，或直接填写文字"
NEVER_COMPUTED = "公式没有算出的结果：请用 Excel 或 WPS 打开原文件，保存一次后再导入"
