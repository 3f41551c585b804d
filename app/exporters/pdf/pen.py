"""Draws text and rules on one page after another. Knows points from the top left corner, and no layout."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from app.exporters.fonts import Role, bundled
from app.exporters.lines import TIGHT

_TIGHT_RUN = re.compile(f"(?:{TIGHT.pattern})+")

MM = 72 / 25.4
"""Points in a millimetre; all lengths here are points."""

THIN = 0.5
THICK = 1.0

ASCENT = 0.88
"""Height of the character box above the baseline, in ems; all the shipped faces agree."""


@dataclass(frozen=True)
class Rule:
    """A straight line between two points."""

    left: float
    top: float
    right: float
    bottom: float


class Pen:
    """One PDF file being drawn. The same drawing on the same day makes the same bytes."""

    def __init__(self, path: Path | BytesIO, size: tuple[float, float], title: str, author: str, on: date) -> None:
        """`on` is the file's date of creation."""
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # a quarter larger, for mail systems of the nineties
        self._fonts = bundled()
        first = self._fonts.runs("文", Role.BODY)[0][0]  # or reportlab names a font that is not embedded
        self._height = size[1]
        canvas: Any = Canvas  # its stub takes the font's name for a number
        self._canvas = canvas(
            path if isinstance(path, BytesIO) else str(path),
            pagesize=size,
            invariant=1,
            initialFontName=first,
            pageCompression=1,
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setDateFormatter(lambda *_: f"D:{on:%Y%m%d}000000+08'00'")

    def text(self, x: float, baseline: float, text: str, role: Role, size: float, space: float = 0.0) -> None:
        """Text from x on; `space` is added after every character but the TIGHT ones."""
        out = self._canvas.beginText(x, self._height - baseline)
        for part, gap in _spaced(text, space):
            if space:
                out.setCharSpace(gap)
            for font, piece in self._fonts.runs(part, role):
                out.setFont(font, size)
                out.textOut(piece)
        if space:
            out.setCharSpace(0)  # it outlives the text object
        self._canvas.drawText(out)

    def rules(self, rules: Iterable[Rule], width: float = THIN) -> None:
        """Straight black lines."""
        self._canvas.setLineWidth(width)
        self._canvas.lines([(r.left, self._height - r.top, r.right, self._height - r.bottom) for r in rules])

    def shade(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """A filled rectangle without an edge; grey 1 is white."""
        self._canvas.saveState()
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, self._height - top - height, width, height, stroke=0, fill=1)
        self._canvas.restoreState()

    @contextmanager
    def ink(self, cmyk: tuple[float, float, float, float]) -> Iterator[None]:
        """Draw texts and rules in another colour than black."""
        self._canvas.saveState()
        self._canvas.setFillColorCMYK(*cmyk)
        self._canvas.setStrokeColorCMYK(*cmyk)
        yield
        self._canvas.restoreState()

    def next_page(self) -> None:
        """End a page."""
        self._canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()


def _spaced(text: str, space: float) -> Iterator[tuple[str, float]]:
    """The text in parts, each with what is added after its characters."""
    if not space:
        yield text, 0.0
        return
    done = 0
    for tight in _TIGHT_RUN.finditer(text):
        if tight.start() > done:
            yield text[done : tight.start()], space
        yield tight.group(), 0.0
        done = tight.end()
    yield text[done:], space
