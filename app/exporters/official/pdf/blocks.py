"""The body of a 公文 as pieces: headings, paragraphs, tables, lists of facts, charts. Knows no head, no foot and no page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.exporters.cells import EMPTY, Align
from app.exporters.fonts import Role
from app.exporters.official.chart import Drawing, drawing
from app.exporters.official.facts import rows_of, setting_of
from app.exporters.official.measures import (
    BLANK,
    FIRST_INDENT,
    NOTE_PITCH,
    NOTE_SIZE,
    TABLE_PITCH,
    TABLE_SIZE,
    TABLE_TITLE_SIZE,
)
from app.exporters.official.model import Block, Chart, FactList, Heading, Paragraph, Table
from app.exporters.official.pdf.drawn import draw_drawing
from app.exporters.official.pdf.page import COLUMN, PITCH, WIDTH
from app.exporters.pdf.boxes import Box, box, divided, edge
from app.exporters.pdf.pages import Piece, space
from app.exporters.pdf.table import Table as RuledTable
from app.exporters.pdf.table import TableColumn, by_share
from app.exporters.pdf.text import Style, Texts, heading, paragraph

_HEADINGS = {1: Role.HEADING, 2: Role.KAI, 3: Role.BODY, 4: Role.BODY}

_CAPTION = Style(Role.HEADING, TABLE_TITLE_SIZE, 20)
_UNIT = Style(Role.BODY, TABLE_SIZE, 18, Align.RIGHT)
_HEADER = Style(Role.HEADING, TABLE_SIZE, TABLE_PITCH)
_CELL = Style(Role.BODY, TABLE_SIZE, TABLE_PITCH)
_NOTE = Style(Role.BODY, NOTE_SIZE, NOTE_PITCH, Align.JUSTIFIED)

_TOGETHER = 1 / 4
"""Of a page: a longer table or list may be divided between its rows, for it would leave much of a page empty."""

_APART = PITCH / 3
"""Between the text and what is ruled or drawn."""


def indented(text: Style) -> Style:
    """A paragraph's, from that of its lines."""
    return replace(text, indent=FIRST_INDENT)


def blocks(body: Sequence[Block], texts: Texts, page: float, text: Style) -> Iterator[Piece]:
    """The pieces of a body, in order, for pages with `page` points of height; `text` is what its lines are set in."""
    for block in body:
        match block:
            case Heading():
                style = replace(indented(text), role=_HEADINGS[block.level])
                lines = paragraph(texts.take(block.text, "小标题", style.role), style, COLUMN)
                yield from (replace(line, with_next=True) for line in lines)
            case Paragraph():
                yield from paragraph(texts.take(block.text, "正文"), indented(text) if block.indented else text, COLUMN)
            case Table():
                yield from _table(block, texts, page)
            case FactList():
                yield from _facts(block, texts, page)
            case Chart():
                yield from _chart(block, texts)


def _table(table: Table, texts: Texts, page: float) -> Iterator[Piece]:
    name = f"表格“{table.title}”" if table.title else "表格"
    titles = [texts.take(column.title, f"{name}的表头", Role.HEADING) for column in table.columns]

    def taken(row: Sequence[str], place: str, empty: str, role: Role = Role.BODY) -> list[str]:
        cells = zip(row, titles, strict=True)
        return [texts.take(cell.strip() or empty, f"{name}{place}的“{title}”", role) for cell, title in cells]

    empty = "" if table.empty == EMPTY else table.empty  # the ruled table puts its own sign in the middle
    rows = [taken(row, f"第 {number} 行", empty) for number, row in enumerate(table.rows, 1)]
    total = taken(table.total, "合计行", BLANK, Role.HEADING) if table.total is not None else None
    widths = by_share([column.share for column in table.columns], rows, WIDTH, _CELL)
    aligned = zip(titles, widths, table.columns, strict=True)
    set_as = RuledTable(tuple(TableColumn(title, room, each.align) for title, room, each in aligned), _HEADER, _CELL)
    yield space(_APART)
    if table.title:
        yield from heading(texts.take(table.title, "表题", _CAPTION.role), _CAPTION, WIDTH)
    if table.unit:
        unit = paragraph(texts.take(f"单位：{table.unit}", "计量单位"), _UNIT, WIDTH)
        yield from (replace(line, with_next=True) for line in unit)
    pieces = list(set_as.pieces(rows, page, total))
    whole = sum(piece.height for piece in pieces) <= page * _TOGETHER
    yield from (replace(piece, with_next=whole or piece.with_next) for piece in pieces[:-1])
    yield replace(pieces[-1], with_next=bool(table.note))
    if table.note:
        yield space(_APART / 2, with_next=True)
        yield from paragraph(texts.take(table.note, f"{name}的注"), _NOTE, WIDTH)
    yield space(_APART)


def _facts(block: FactList, texts: Texts, page: float) -> Iterator[Piece]:
    setting = setting_of(block)
    rows: list[Piece] = []
    for facts in rows_of(block):
        span = WIDTH / len(facts)
        boxes: list[Box] = []
        for place, (label, value) in enumerate(facts):
            left = place * span
            named = texts.take(label, "栏目名称", setting.label.role)
            boxes.append(box(left, setting.label_width, setting.label, named))
            room = span - setting.label_width
            boxes.append(box(left + setting.label_width, room, setting.value, texts.take(value, f"“{label}”")))
        rows += divided(boxes, setting.least, page / 2)
    together = page * _TOGETHER
    whole = sum(row.height for row in rows) <= together
    yield space(_APART)
    yield edge(WIDTH, with_next=True)
    for place, row in enumerate(rows, 1):
        edge_row = (place == 1 or place == len(rows) - 1) and row.height + rows[place % len(rows)].height <= together
        yield replace(row, with_next=whole or edge_row or place == len(rows))
    yield edge(WIDTH, with_next=False)
    yield space(_APART)


def _chart(chart: Chart, texts: Texts) -> Iterator[Piece]:
    drawn = drawing(chart, WIDTH)
    for label in drawn.labels:
        texts.take(label.text, f"图“{chart.title}”", Role.SANS)
    yield space(_APART)
    yield _picture(drawn)
    title = heading(texts.take(chart.title, "图题", _CAPTION.role), _CAPTION, WIDTH)
    *above, last = title
    yield from above
    yield replace(last, with_next=False)
    yield space(_APART)


def _picture(drawn: Drawing) -> Piece:
    return Piece(drawn.height, lambda pen, x, y: draw_drawing(pen, drawn, x, y), with_next=True)
