"""Puts pieces on pages and draws them with their page numbers. Knows no text and no table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.exporters.cells import Progress, unwatched
from app.exporters.fonts import Role, bundled
from app.exporters.pdf.pen import MM, Pen
from app.files import swapped_in

Draw = Callable[[Pen, float, float], None]
"""Draws at a left edge and a top edge."""


@dataclass(frozen=True)
class Piece:
    """What no page break divides."""

    height: float
    draw: Draw
    again: "Piece | None" = None
    """What comes above it when it is the first of a page (a table's header)."""
    with_next: bool = False
    """Whether it stays on the page of the piece after it."""


@dataclass(frozen=True)
class Paper:
    """A page: its size and margins in points."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def inner_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        return self.height - self.top - self.bottom


def space(height: float, *, with_next: bool = False) -> Piece:
    """An empty strip; dropped at the top of a page."""
    return Piece(height, _draw_nothing, with_next=with_next)


def paginate(pieces: Iterable[Piece], height: float) -> list[list[Piece]]:
    """The pieces page by page, in order. A piece higher than a page gets one of its own and runs over its foot."""
    pages: list[list[Piece]] = [[]]
    left = height
    for group in _groups(pieces):
        if sum(piece.height for piece in group) > left and pages[-1]:
            pages.append([])
            left = height
            while group and group[0].draw is _draw_nothing:
                del group[0]
            if group and (again := group[0].again):
                pages[-1].append(again)
                left -= again.height
        pages[-1] += group
        left -= sum(piece.height for piece in group)
    return pages if pages[-1] else pages[:-1]


def _groups(pieces: Iterable[Piece]) -> Iterable[list[Piece]]:
    """Pieces that stay together."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.with_next:
            yield group
            group = []
    if group:
        yield group


def _draw_nothing(pen: Pen, x: float, y: float) -> None:
    """The drawing of an empty strip."""


Footer = Callable[[Pen, Paper, int, int], None]
"""Draws the foot of page n of m."""


def page_of(pen: Pen, paper: Paper, number: int, total: int) -> None:
    """第 n 页 共 m 页, centred."""
    text, size = f"第 {number} 页　共 {total} 页", 9.0
    width = bundled().width(text, Role.BODY) * size
    pen.text((paper.width - width) / 2, paper.height - paper.bottom + 8 * MM, text, Role.BODY, size)


@dataclass(frozen=True)
class Imprint:
    """What the file says of itself."""

    title: str
    author: str
    on: date
    """Date of creation, so that the same content makes the same file."""


def save(
    path: Path,
    pages: Sequence[Sequence[Piece]],
    paper: Paper,
    imprint: Imprint,
    footer: Footer,
    progress: Progress = unwatched,
) -> int:
    """Draw the pages and swap the file in; returns how many there are. Raises Unavailable."""
    with swapped_in(path) as temporary:
        pen = Pen(temporary, (paper.width, paper.height), imprint.title, imprint.author, imprint.on)
        for number, page in enumerate(pages, 1):
            y = paper.top
            for piece in page:
                piece.draw(pen, paper.left, y)
                y += piece.height
            footer(pen, paper, number, len(pages))
            pen.next_page()
            progress(number, len(pages))
        pen.save()
    return len(pages)
