"""A ruled table over any number of pages: header and 续表 mark repeated, rows never divided. Knows no ledger."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.exporters.cells import EMPTY, Align
from app.exporters.lines import Line
from app.exporters.pdf.boxes import HEADER_GREY, Box, box, draw_edge, draw_row, height_of, inside, most_lines
from app.exporters.pdf.pages import Piece
from app.exporters.pdf.pen import Pen
from app.exporters.pdf.text import Style

_CONTINUED = "续表"
_CONTINUED_ROW = "（续）"

Row = Sequence[str]

_Cell = Sequence[Line]


@dataclass(frozen=True)
class TableColumn:
    """One column: its title, how wide it is in points and where its texts stand."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """How a table is set."""

    columns: tuple[TableColumn, ...]
    header: Style
    body: Style

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    def pieces(self, rows: Iterable[Row], page: float, total: Row | None = None) -> Iterator[Piece]:
        """The header and one piece per row, for pages with `page` points of height; `total` is bold and stays with a row.

        A row that not even an empty page could hold is the one exception to "never divided": refusing a whole ledger for
        one long remark would help nobody, so it goes on in the next row, marked （续） in its first cell.
        """
        header = self._header()
        again = self._again(header)
        yield header
        most = most_lines(self.body, page - again.height)
        setting = _Setting(self)
        waiting: list[Box] | None = None
        for row in rows:
            for boxes in setting.parts(row, most):
                if waiting is not None:
                    yield self._row(waiting, again, last=False)
                waiting = boxes
        if total is not None:
            if waiting is not None:
                yield replace(self._row(waiting, again, last=False), with_next=True)
            bold = _Setting(replace(self, body=replace(self.body, role=self.header.role)))
            waiting = next(bold.parts(total, most))
        if waiting is not None:
            yield self._row(waiting, again, last=True)

    def _row(self, boxes: list[Box], again: Piece, *, last: bool) -> Piece:
        height = height_of(boxes)

        def draw(pen: Pen, x: float, y: float) -> None:
            draw_row(pen, x, y, boxes, height)
            if last:
                draw_edge(pen, x, y + height, self.width)

        return Piece(height, draw, again)

    def _header(self) -> Piece:
        style = replace(self.header, align=Align.CENTRE)
        lefts = accumulate((column.width for column in self.columns), initial=0.0)
        boxes = [
            box(left, column.width, style, column.title) for left, column in zip(lefts, self.columns, strict=False)
        ]
        height = height_of(boxes)

        def draw(pen: Pen, x: float, y: float) -> None:
            pen.shade(x, y, self.width, height, HEADER_GREY)
            draw_row(pen, x, y, boxes, height)
            draw_edge(pen, x, y, self.width)

        return Piece(height, draw, with_next=True)

    def _again(self, header: Piece) -> Piece:
        """What a following page of the table begins with."""
        mark = replace(self.body, pitch=self.body.pitch + 2, align=Align.RIGHT)
        line = mark.lines(_CONTINUED, self.width)[0]

        def draw(pen: Pen, x: float, y: float) -> None:
            mark.draw(pen, line, x, y, self.width)
            header.draw(pen, x, y + mark.pitch)

        return Piece(mark.pitch + header.height, draw)


class _Setting:
    """Breaks the cells of one table; ledgers repeat themselves, so what was broken before is looked up."""

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        self._styles = [replace(table.body, align=column.align) for column in table.columns]
        self._empty = replace(table.body, align=Align.CENTRE)
        self._lefts = list(accumulate((column.width for column in table.columns), initial=0.0))
        self._known: dict[tuple[int, str], _Cell] = {}

    def parts(self, row: Row, most: int) -> Iterator[list[Box]]:
        """The boxes of a row; of several rows if a cell has more lines than a page holds."""
        cells = [self._cell(place, text) for place, text in enumerate(row)]
        tallest = max(map(len, cells))
        if tallest <= most:
            yield [self._box(place, text, cell) for place, (text, cell) in enumerate(zip(row, cells, strict=True))]
            return
        for start in range(0, tallest, most):
            if start:
                cells[0] = self._cell(0, f"{row[0]}\n{_CONTINUED_ROW}")
            yield [
                self._box(place, text, cell[start : start + most] if place else cell)
                for place, (text, cell) in enumerate(zip(row, cells, strict=True))
            ]

    def _cell(self, place: int, text: str) -> _Cell:
        cell = self._known.get((place, text))
        if cell is None:
            cell = self._styles[place].lines(text or EMPTY, inside(self._columns[place].width, self._styles[place]))
            self._known[place, text] = cell
        return cell

    def _box(self, place: int, text: str, cell: _Cell) -> Box:
        style = self._styles[place] if text else self._empty
        return Box(self._lefts[place], self._columns[place].width, style, cell)


def needed(rows: Sequence[Row], places: Iterable[int], style: Style) -> dict[int, float]:
    """What these columns need to show every text of theirs in one line."""
    spare = style.size  # as much as a box keeps free at the sides, and a little
    return {place: max((style.width(row[place]) for row in rows), default=0.0) + spare for place in places}


def by_share(shares: Sequence[float], rows: Sequence[Row], width: float, style: Style) -> list[float]:
    """Widths in proportion to these shares, but for what the narrower columns need to show their texts in one line."""
    narrow = [place for place, share in enumerate(shares) if share < max(shares)]
    return fitted([width * share / sum(shares) for share in shares], needed(rows, narrow, style))


def fitted(widths: list[float], wants: dict[int, float]) -> list[float]:
    """Widths of the same sum in which the columns of `wants` have what they need, taken from the others.

    A column gets at most half as much again as its own width, and the others give at most a third of theirs.
    """
    lack = {place: min(need, widths[place] * 1.5) - widths[place] for place, need in wants.items()}
    lack = {place: more for place, more in lack.items() if more > 0}
    givers = [place for place in range(len(widths)) if place not in wants]
    spare = sum(widths[place] for place in givers) / 3
    if not lack or not spare:
        return widths
    share = min(1.0, spare / sum(lack.values()))
    taken = sum(lack.values()) * share / (spare * 3)
    return [
        width * (1 - taken) if place in givers else width + lack.get(place, 0.0) * share
        for place, width in enumerate(widths)
    ]
