"""The page of a 公文 in points: 22 lines of 28 characters, the page number outside. Knows no text."""

from app.exporters.fonts import Role, bundled
from app.exporters.official.measures import (
    BOTTOM_MM,
    CHARACTERS,
    LEFT_MM,
    NUMBER_MM,
    RIGHT_MM,
    SMALL_SIZE,
    TOP_MM,
)
from app.exporters.pdf.pages import Footer, Paper
from app.exporters.pdf.pen import ASCENT, MM, Pen

CHARACTER = 15.75
"""三号; 16 pt would not leave room for 28 characters in 156 mm."""

PITCH = 29.5
"""A character and seven eighths of one (3.2): the 22nd line ends with the type area."""

EDGE = (PITCH - CHARACTER) / 2
"""Lines are strips with their characters in the middle; the first and the last reach this far beyond the type area."""

PAPER = Paper(
    210 * MM, 297 * MM, top=TOP_MM * MM - EDGE, right=RIGHT_MM * MM, bottom=BOTTOM_MM * MM - EDGE, left=LEFT_MM * MM
)
WIDTH = PAPER.inner_width
"""Of tables, rules and the 版记: 156 mm."""

COLUMN = CHARACTERS * CHARACTER
"""Of the text: full lines of 28 characters need no spreading, and those of 27 hardly any."""

_DASH = 2 * ASCENT - 1
"""Twice the height of the dash above the baseline, in ems: it stands in the middle of the character."""


def page_number(unnumbered: int | None = 0) -> Footer:
    """Draws — 1 —, odd pages right and even pages left, one character in (7.5); the first `unnumbered` pages have none, all for None."""

    def draw(pen: Pen, paper: Paper, number: int, total: int) -> None:
        del total
        if unnumbered is None or number <= unnumbered:
            return
        number -= unnumbered
        text = f"— {number} —"
        width = bundled().width(text, Role.BODY) * SMALL_SIZE
        x = paper.width - paper.right - width - SMALL_SIZE if number % 2 else paper.left + SMALL_SIZE
        dash = paper.height - (BOTTOM_MM - NUMBER_MM) * MM
        pen.text(x, dash + _DASH / 2 * SMALL_SIZE, text, Role.BODY, SMALL_SIZE)

    return draw
