"""A row of ruled boxes with text in them: what tables and forms are made of. Knows no table and no form."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.exporters.lines import Line
from app.exporters.pdf.pages import Piece
from app.exporters.pdf.pen import THICK, THIN, Pen, Rule
from app.exporters.pdf.text import Style

PADDING = 3.5
"""Empty space above and below a text."""

_BESIDE = 0.4
"""Empty space at both sides of a text, in ems."""

HEADER_GREY = 0.93

LEAST = 20.0
"""Height of the lowest row: 7 mm."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a row: where it begins, how wide it is, and its text, already broken into lines."""

    left: float
    width: float
    style: Style
    lines: Sequence[Line]


def box(left: float, width: float, style: Style, text: str) -> Box:
    """A box with its text broken to fit."""
    return Box(left, width, style, style.lines(text, inside(width, style)))


def inside(width: float, style: Style) -> float:
    """What a box leaves for its text."""
    return width - 2 * _BESIDE * style.size


def height_of(boxes: Sequence[Box], least: float = LEAST) -> float:
    """The height that the fullest box needs."""
    return max(least, max(len(box.lines) * box.style.pitch for box in boxes) + 2 * PADDING)


def most_lines(style: Style, height: float) -> int:
    """How many lines a box of this height holds; at least one."""
    return max(1, int((height - 2 * PADDING) / style.pitch))


def draw_row(pen: Pen, x: float, y: float, boxes: Sequence[Box], height: float) -> None:
    """Texts in the middle of their boxes' height; thin rules round every box, thick ones at both sides of the row."""
    for each in boxes:
        top = y + (height - len(each.lines) * each.style.pitch) / 2
        for line in each.lines:
            beside = _BESIDE * each.style.size
            each.style.draw(pen, line, x + each.left + beside, top, inside(each.width, each.style))
            top += each.style.pitch
    left, right, bottom = x, x + boxes[-1].left + boxes[-1].width, y + height
    inner = [Rule(x + each.left, y, x + each.left, bottom) for each in boxes[1:]]
    pen.rules([*inner, Rule(left, y, right, y), Rule(left, bottom, right, bottom)], THIN)
    pen.rules([Rule(left, y, left, bottom), Rule(right, y, right, bottom)], THICK)


def ruled(boxes: Sequence[Box], least: float) -> Piece:
    """A row of a form."""
    height = height_of(boxes, least)
    return Piece(height, lambda pen, x, y: draw_row(pen, x, y, boxes, height))


def divided(boxes: Sequence[Box], least: float, height: float) -> Iterator[Piece]:
    """A row of labels and values in turn; values higher than this go on in another row, beside the same labels."""
    most = min(most_lines(each.style, height) for each in boxes[1::2])
    for start in range(0, max(len(each.lines) for each in boxes[1::2]), most):
        part = [replace(each, lines=each.lines[start : start + most]) for each in boxes[1::2]]
        yield ruled([each for pair in zip(boxes[::2], part, strict=True) for each in pair], least)


def two_in_a_row(items: Sequence[T], wide: Callable[[T], bool]) -> Iterator[tuple[T, ...]]:
    """Two beside each other, or one that needs the width."""
    waiting: T | None = None
    for item in items:
        if waiting is not None and not wide(item):
            yield waiting, item
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
            waiting = None
        if wide(item):
            yield (item,)
        else:
            waiting = item
    if waiting is not None:
        yield (waiting,)


def edge(width: float, *, with_next: bool) -> Piece:
    """The thick rule above the first and below the last row of a form."""
    return Piece(0.0, lambda pen, x, y: draw_edge(pen, x, y, width), with_next=with_next)


def draw_edge(pen: Pen, x: float, y: float, width: float) -> None:
    """A thick rule as long as a row with its side rules."""
    pen.rules([Rule(x - THICK / 2, y, x + width + THICK / 2, y)], THICK)
