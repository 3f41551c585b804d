"""The numbers and fixed words of GB/T 9704-2012 that every output takes from here. Knows no output."""

from collections.abc import Sequence

TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM = 37, 26, 35, 28
"""Margins of A4 upright: the type area (版心) is 156 × 225 mm (5.2.1)."""

LINES, CHARACTERS = 22, 28
"""On a page and in a line (5.2.3)."""

COVER_TITLE_SIZE, COVER_LINE_SIZE = 26.0, 16.0
"""一号 and 三号, for the sheet before page 1."""

TITLE_SIZE = 22.0
"""二号, in points."""

SHEET_TITLE_SIZE, SHEET_TITLE_PITCH = 36.0, 60.0
"""小初, for the title of a sheet by itself."""

CERTIFICATE_TITLE_SIZE, CERTIFICATE_TITLE_PITCH = 42.0, 72.0
CERTIFICATE_SIZE, CERTIFICATE_PITCH = 22.0, 40.0
"""初号 and 二号: a certificate is read from afar."""

SMALL_SIZE = 14.0
"""四号: 版记 and page numbers."""

TABLE_TITLE_SIZE = 12.0
TABLE_SIZE = 10.5
"""五号, with lines half as high again."""

TABLE_PITCH = 15.0
NOTE_SIZE = 9.0
NOTE_PITCH = 13.0

RED_NAME_MM = 35
"""From the upper edge of the type area to that of 发文机关标志 (7.2.4)."""

RED_LINE_MM = 4
"""From 发文字号 to the red line (7.2.7)."""

RED = (0.0, 0.8, 0.8, 0.0)
"""Cyan, magenta, yellow, black (6.3)."""

NAME_SIZE = 44.0
"""The largest type of 发文机关标志, in points; a long name gets a smaller one."""

THICK_MM, THIN_MM = 0.35, 0.25
"""The outer rules of the 版记 and those between its parts (7.4.1)."""

NUMBER_MM = 7
"""From the type area down to the dashes of the page number (7.5)."""

DATE_MARGIN = 4
"""Characters between the date and the right edge; the office stands centred above the date, under the seal (7.3.5.1)."""

FIRST_INDENT = 2
"""Characters, of a paragraph's first line."""

BLANK = "\u3000"
"""What a cell of the 合计 row without a figure holds: there nothing is missing, so no — stands in it."""


def signature_insets(office: Sequence[float], day: float, character: float) -> tuple[float, ...]:
    """How far the lines of the office's name and the date end from the right edge, from their widths and that of a character, in one unit.

    The office stands centred above the date; a name that would reach beyond the edge pushes all to the left.
    """
    centre = max(DATE_MARGIN * character + day / 2, max(office) / 2)
    return tuple(centre - width / 2 for width in (*office, day))


def attachment_list(names: Sequence[str]) -> list[tuple[str, str]]:
    """Numbers and names for 附件说明; a single attachment has no number."""
    return [(f"{number}. " if len(names) > 1 else "", name) for number, name in enumerate(names, 1)]


def appendix_label(number: int, total: int) -> str:
    """What stands in the first line of an appendix (7.3.7)."""
    return f"附件{number}" if total > 1 else "附件"
