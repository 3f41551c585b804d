"""Texts as pieces: headings, paragraphs, a line with text at both ends; and the check that all of it can be drawn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from app.domain.problems import Problem, Refused
from app.exporters.cells import Align, clean
from app.exporters.fonts import Role, bundled
from app.exporters.lines import Line, break_lines, loose
from app.exporters.pdf.pages import Piece
from app.exporters.pdf.pen import ASCENT, Pen

_CONTROL_SIGN = "□"
"""Stands for a control character: no font draws U+FFFD."""

_LOOSEST = 0.2
"""Ems that justifying may add between two characters."""

_EVENLY = 0.039
"""The same where characters stand on a grid: as much as a line of 27 characters needs to be as wide as one of 28."""


@dataclass(frozen=True)
class Style:
    """How a text is set; lengths in points."""

    role: Role = Role.BODY
    size: float = 9.0
    pitch: float = 12.5
    """From one baseline to the next."""
    align: Align = Align.LEFT
    indent: float = 0.0
    """Of the first line of a paragraph, in ems."""
    grid: bool = False
    """Justified as in a 公文: characters keep their places within _EVENLY, signs at the end of a line stay in the column."""

    def lines(self, text: str, width: float) -> list[Line]:
        """The text broken to a width in points; the lines' widths are in ems."""
        return break_lines(text, width / self.size, bundled().measure(self.role), self.indent)

    def width(self, text: str) -> float:
        """Width of a text in one line."""
        return bundled().width(text, self.role) * self.size

    def draw(self, pen: Pen, line: Line, x: float, top: float, width: float) -> None:
        """Draw one line in a strip of this width whose upper edge is `top`."""
        baseline = top + (self.pitch - self.size) / 2 + ASCENT * self.size
        if self.align is not Align.JUSTIFIED:
            if self.align is not Align.LEFT:
                x += (width - line.width * self.size) / (2 if self.align is Align.CENTRE else 1)
            pen.text(x, baseline, line.text.rstrip(), self.role, self.size)
            return
        room, text = width / self.size, line.text.rstrip()
        if not self.grid:
            pen.text(x, baseline, text, self.role, self.size, line.spread(room, _LOOSEST) * self.size)
            return
        gap, pause = line.on_grid(room, bundled().width(text, self.role), _EVENLY)
        for part in line.parts() if pause else [text]:
            pen.text(x, baseline, part, self.role, self.size, gap * self.size)
            x += self.width(part) + (loose(part) * gap + pause) * self.size


def paragraph(text: str, style: Style, width: float) -> Iterator[Piece]:
    """One piece per line; the first two and the last two lines of a text stay together."""
    lines = style.lines(text, width)
    first = True
    for place, line in enumerate(lines):
        indent = style.indent * style.size if first else 0.0
        first = line.ends
        together = len(lines) > 1 and place in {0, len(lines) - 2}
        yield Piece(style.pitch, partial(_draw_line, style, line, indent, width), with_next=together)


def heading(text: str, style: Style, width: float) -> Iterator[Piece]:
    """A centred title that stays with what follows it, its lines about equally long."""
    centred = replace(style, align=Align.CENTRE)
    for line in balanced(text, style, width):
        yield Piece(style.pitch, partial(_draw_line, centred, line, 0.0, width), with_next=True)


def balanced(text: str, style: Style, width: float) -> list[Line]:
    """As few lines as the width allows, about equally long."""
    lines = style.lines(text, width)
    if len(lines) > 1 and not all(line.ends for line in lines):
        longest = style.width(text) / len(lines)
        for narrower in (longest * share / 20 for share in range(21, 40)):
            tried = style.lines(text, min(width, narrower))
            if len(tried) == len(lines):
                return tried
    return lines


def both_ends(left: str, right: str, style: Style, width: float) -> Piece:
    """One line with a text at its left and one at its right, such as 填报单位 and 填报日期; the left one may wrap."""
    lines = style.lines(left, width - style.width(right) - 2 * style.size)

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, line in enumerate(lines):
            style.draw(pen, line, x, y + place * style.pitch, width)
        last = y + (len(lines) - 1) * style.pitch
        replace(style, align=Align.RIGHT).draw(pen, style.lines(right, width)[0], x, last, width)

    return Piece(len(lines) * style.pitch, draw, with_next=True)


def _draw_line(style: Style, line: Line, indent: float, width: float, pen: Pen, x: float, y: float) -> None:
    style.draw(pen, line, x + indent, y, width - indent)


class Texts:
    """Every text of a paper on its way to it: cleaned, and checked for characters that no font has."""

    def __init__(self) -> None:
        self.replaced = 0
        """Control characters found so far."""
        self._missing: list[Problem] = []
        self._known: dict[Role, set[str]] = {role: set() for role in Role}

    def take(self, text: str, where: str | Callable[[], str], role: Role = Role.BODY, field: str = "") -> str:
        """The text as it can be set; `where` names its place for the message, e.g. 第 3 行的“备注”."""
        text, replaced = clean(text.replace("\t", " "), _CONTROL_SIGN)
        self.replaced += replaced
        known = self._known[role]
        if not known.issuperset(text):
            missing = bundled().missing(text, role)
            place = where() if missing and callable(where) else where
            self._missing += [Problem(field, _no_font(str(place), sign)) for sign in missing]
            known |= set(text).difference(missing)
        return text

    def refuse_missing(self) -> None:
        """Raise Refused with every character that no font has and every place it stands in."""
        if self._missing:
            raise Refused(self._missing)


def _no_font(where: str, sign: str) -> str:
    return f"{where}中的“{sign}”（U+{ord(sign):04X}）没有字体能印出，请换一种写法后再生成。"
