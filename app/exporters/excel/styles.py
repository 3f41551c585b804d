"""How cells of a workbook look, each look made once and shared. Knows no ledger.

A style set cell by cell costs openpyxl three times as much as writing the cells.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FONT = "仿宋_GB2312"
"""What offices set ledgers in; where it is not installed the spreadsheet program takes a 宋体."""

HEADING_FONT = "黑体"

SIZE = 12

DATE_FORMAT = 'yyyy"年"m"月"d"日"'
TEXT_FORMAT = "@"
MONEY_FORMAT = "#,##0.00"


class Look(StrEnum):
    """What a cell is, for the eye."""

    TITLE = "title"
    LEFT_NOTE = "left_note"
    RIGHT_NOTE = "right_note"
    HEADER = "header"
    REQUIRED = "required"
    """The header of a column that must be filled in."""
    LEFT = "left"
    CENTRE = "centre"
    CODE = "code"
    """Text for good: Excel makes no number of it when it is edited."""
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    """元 with thousands separators and two decimals."""
    REASON = "reason"
    """Why a row failed."""


@dataclass(frozen=True)
class _Spec:
    horizontal: str
    font: str = FONT
    size: int = SIZE
    bold: bool = False
    colour: str = "000000"
    fill: str = ""
    ruled: bool = True
    number_format: str = "General"


_SPECS = {
    Look.TITLE: _Spec("center", HEADING_FONT, 18, ruled=False),
    Look.LEFT_NOTE: _Spec("left", ruled=False),
    Look.RIGHT_NOTE: _Spec("right", ruled=False),
    Look.HEADER: _Spec("center", HEADING_FONT, bold=True, fill="EDEDED"),
    Look.REQUIRED: _Spec("center", HEADING_FONT, bold=True, colour="C00000", fill="EDEDED"),
    Look.LEFT: _Spec("left"),
    Look.CENTRE: _Spec("center"),
    Look.CODE: _Spec("center", number_format=TEXT_FORMAT),
    Look.DATE: _Spec("center", number_format=DATE_FORMAT),
    Look.NUMBER: _Spec("right"),
    Look.MONEY: _Spec("right", number_format=MONEY_FORMAT),
    Look.REASON: _Spec("left", colour="C00000"),
}


def dress(cell: Any, look: Look, *, ruled: bool = True) -> None:
    """Give any cell or column of a workbook its look; without its rules for a whole column."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    spec = _SPECS[look]
    cell.font = Font(name=spec.font, size=spec.size, bold=spec.bold, color=spec.colour)
    cell.alignment = Alignment(horizontal=spec.horizontal, vertical="center", wrap_text=look is not Look.LEFT_NOTE)
    cell.number_format = spec.number_format
    if spec.fill:
        cell.fill = PatternFill("solid", fgColor=spec.fill)
    if spec.ruled and ruled:
        side = Side(style="thin")
        cell.border = Border(left=side, right=side, top=side, bottom=side)


class Styles:
    """The looks of one streamed sheet."""

    def __init__(self, sheet: "WriteOnlyWorksheet") -> None:
        self._sheet = sheet
        self._made: dict[Look, Any] = {}

    def cell(self, look: Look) -> Any:
        """A cell of this look. It may be written again and again: a streamed sheet is done with a row when it returns."""
        from openpyxl.cell import WriteOnlyCell

        cell: Any = WriteOnlyCell(self._sheet)
        if look not in self._made:
            dress(cell, look)
            self._made[look] = cell._style
        cell._style = self._made[look]
        return cell
