"""A ledger as PDF: title, 填报单位, table, 签字栏, page n of m. Knows columns and cells, no subject."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.domain.dates import chinese
from app.domain.ledgers import NUMBERS, Cells, Kind, Sheet
from app.exporters.cells import (
    NUMBER_MM,
    SIGNATURES,
    Align,
    Progress,
    Report,
    line_name,
    needs_a3,
    on_paper,
    printed,
    unwatched,
    watched,
)
from app.exporters.fonts import Role
from app.exporters.pdf.pages import Imprint, Paper, Piece, page_of, paginate, save
from app.exporters.pdf.pen import MM, Pen
from app.exporters.pdf.table import Row, Table, TableColumn, fitted, needed
from app.exporters.pdf.text import Style, Texts, both_ends, heading, paragraph

A4 = Paper(297 * MM, 210 * MM, top=18 * MM, right=15 * MM, bottom=18 * MM, left=15 * MM)
A3 = Paper(420 * MM, 297 * MM, top=18 * MM, right=15 * MM, bottom=18 * MM, left=15 * MM)

_SIZES = (6.5, 9.0)
"""Smallest and usual type, in points; 9 pt is 小五."""

_NARROW = frozenset({Kind.CODE, Kind.DATE, Kind.CHOICE, Kind.FLAG}) | NUMBERS
"""What should stand in one line if a little width from the others makes it possible."""

_ALIGN = {
    Kind.TEXT: Align.JUSTIFIED,
    Kind.LONG_TEXT: Align.JUSTIFIED,
    Kind.CODE: Align.CENTRE,
    Kind.DATE: Align.CENTRE,
    Kind.INTEGER: Align.RIGHT,
    Kind.DECIMAL: Align.RIGHT,
    Kind.MONEY: Align.RIGHT,
    Kind.CHOICE: Align.CENTRE,
    Kind.FLAG: Align.CENTRE,
}

TITLE = Style(Role.TITLE, 18, 26)


def write_ledger(sheet: Sheet, path: Path, progress: Progress = unwatched) -> Report:
    """Write the printed columns of a ledger. Raises Refused for characters that no font has, Unavailable; both before
    anything is written.
    """
    texts = Texts()
    rows = _rows(sheet, texts)
    paper, table = _layout(sheet, rows, texts)
    count = len(rows)
    watched_rows = watched(rows, progress, 2 * count)
    pieces = list(_pieces(sheet, watched_rows, paper, table, texts))
    texts.refuse_missing()
    imprint = Imprint(sheet.title, sheet.office, sheet.on)
    pages = save(
        path,
        paginate(pieces, paper.inner_height),
        paper,
        imprint,
        page_of,
        lambda done, total: progress(count + count * done // total, 2 * count),
    )
    return Report(len(sheet.lines), texts.replaced, pages)


def _rows(sheet: Sheet, texts: Texts) -> list[Row]:
    """The texts of the printed cells, each line after its 序号."""
    columns = [(place, sheet.ledger.columns[place]) for place in printed(sheet.ledger)]
    rows: list[Row] = []
    for number, cells in enumerate(sheet.lines, 1):
        row = [str(number)]
        for place, column in columns:
            text = on_paper(column, cells[place])
            where = partial(_where, sheet, number, cells, column.title)
            row.append(texts.take(text, where, field=column.key) if text.strip() else "")
        rows.append(row)
    return rows or [[""] * (len(columns) + 1)]


def _where(sheet: Sheet, number: int, cells: Cells, title: str) -> str:
    return f"{line_name(sheet, number, cells)}的“{title}”"


def _pieces(sheet: Sheet, rows: Iterable[Row], paper: Paper, table: Table, texts: Texts) -> Iterator[Piece]:
    width = paper.inner_width
    small = table.body
    yield from heading(texts.take(sheet.title, "标题", TITLE.role), TITLE, width)
    office = texts.take(f"填报单位：{sheet.office}（盖章）", "填报单位")
    yield both_ends(office, f"填报日期：{chinese(sheet.on)}", replace(small, size=10, pitch=18), width)
    body = list(table.pieces(rows, paper.inner_height))
    yield from body[:-1]
    yield replace(body[-1], with_next=True)
    yield from _foot(sheet, texts, width)


def _foot(sheet: Sheet, texts: Texts, width: float) -> Iterator[Piece]:
    """签字栏 and, small, the footnote; together with the last line of the ledger."""
    signatures = Style(size=10, pitch=30)

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, label in enumerate(SIGNATURES):
            signatures.draw(pen, signatures.lines(label, width)[0], x + place * width / 3, y, width)

    notes = (
        list(paragraph(texts.take(sheet.footnote, "脚注"), Style(size=7, pitch=10), width)) if sheet.footnote else []
    )
    yield Piece(signatures.pitch, draw, with_next=bool(notes))
    yield from notes


def _layout(sheet: Sheet, rows: list[Row], texts: Texts) -> tuple[Paper, Table]:
    """The smaller paper on which the columns have room, and the table fitted to its width."""
    columns = [sheet.ledger.columns[place] for place in printed(sheet.ledger)]
    wanted = [NUMBER_MM * MM, *(column.width_mm * MM for column in columns)]
    paper = A3 if needs_a3(sheet.ledger) else A4
    scale = paper.inner_width / sum(wanted)
    size = max(_SIZES[0], min(_SIZES[1], _SIZES[1] * scale))
    body = Style(size=size, pitch=size * 1.38)
    kinds = [Kind.INTEGER, *(column.kind for column in columns)]
    narrow = [place for place, kind in enumerate(kinds) if kind in _NARROW]
    widths = fitted([width * scale for width in wanted], needed(rows, narrow, body))
    titles = ["序号", *(texts.take(column.title, "表头", Role.HEADING) for column in columns)]
    aligns = [Align.CENTRE, *(_ALIGN[column.kind] for column in columns)]
    header = Style(Role.HEADING, size, size * 1.38)
    return paper, Table(tuple(map(TableColumn, titles, widths, aligns)), header, body)
