"""Reads a finished PDF back: the lines of each page with the place of every character."""

import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

MM = 72 / 25.4
HEIGHT = 297 * MM


@dataclass(frozen=True)
class Sign:
    """One character: its box is as wide as it advances; `baseline` is measured from the top of the page."""

    text: str
    left: float
    right: float
    baseline: float
    apart: bool
    """Whether a blank stands before it."""


@dataclass(frozen=True)
class Row:
    """One line of a page, from left to right."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)

    @property
    def baseline(self) -> float:
        return self.signs[0].baseline

    @property
    def left(self) -> float:
        return self.signs[0].left

    @property
    def right(self) -> float:
        return self.signs[-1].right


def pages_of(path: Path) -> list[list[Row]]:
    """Every page as lines from top to bottom; blanks are left out."""
    with pypdfium2.PdfDocument(path) as document:
        return [_rows(page) for page in document]


def _rows(page: pypdfium2.PdfPage) -> list[Row]:
    found: dict[float, list[Sign]] = {}
    text = page.get_textpage()
    apart = False
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if not sign or sign.isspace() or sign == "\ufffe":
            apart = True
            continue
        left, bottom, right, _ = text.get_charbox(index, loose=True)
        baseline = HEIGHT - bottom
        near = next((key for key in found if abs(key - baseline) < 4.0), baseline)
        found.setdefault(near, []).append(Sign(sign, left, right, baseline, apart))
        apart = False
    return [Row(tuple(sorted(found[key], key=lambda sign: sign.left))) for key in sorted(found)]


def text_of(path: Path) -> str:
    """All text without white space, in reading order."""
    with pypdfium2.PdfDocument(path) as document:
        return bare("".join(page.get_textpage().get_text_range() for page in document))


def bare(text: str) -> str:
    """Without white space; pdfium reads a hyphen at the end of a line as one that was not in the text."""
    return re.sub(r"\s", "", text.replace("\ufffe", "-"))
