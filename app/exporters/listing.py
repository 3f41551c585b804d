"""A list to be signed: a few sentences, one table for each kind with its count, signatures. Knows no subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.dates import chinese
from app.exporters.cells import Align, Report
from app.exporters.fonts import Role
from app.exporters.pdf.pages import Imprint, Paper, Piece, page_of, paginate, save, space
from app.exporters.pdf.pen import MM, Pen
from app.exporters.pdf.table import Table, TableColumn
from app.exporters.pdf.text import Style, Texts, both_ends, heading, paragraph

PAPER = Paper(210 * MM, 297 * MM, top=22 * MM, right=20 * MM, bottom=20 * MM, left=22 * MM)

TITLE = Style(Role.TITLE, 18, 28)
_LINE = Style(size=10.5, pitch=20)
_TEXT = Style(size=11, pitch=20, align=Align.JUSTIFIED, indent=2)
_HEAD = Style(Role.HEADING, 11, 20)
_LABEL = Style(Role.HEADING, 9.5, 14, Align.CENTRE)
_CELL = Style(Role.BODY, 9.5, 14)

_SIGN_PITCH = 30.0
NUMBER = ("序号", 10)
"""The first column of every table, which the exporter fills."""


@dataclass(frozen=True)
class Group:
    """Lines of one kind under a heading; the widths of the columns are shares."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    noun: str = "件"


@dataclass(frozen=True)
class Listing:
    """The whole list."""

    title: str
    office: str
    on: date
    paragraphs: tuple[str, ...]
    groups: tuple[Group, ...]
    signatures: tuple[str, ...]
    """Whoever signs, each with a line for the name and one for the day."""
    footnote: str = ""

    @property
    def count(self) -> int:
        """Lines of all kinds."""
        return sum(len(group.rows) for group in self.groups)


def write_listing(listing: Listing, path: Path) -> Report:
    """Write a list, A4 upright. Raises Refused for characters that no font has, Unavailable."""
    texts = Texts()
    pieces = list(_pieces(listing, texts))
    texts.refuse_missing()
    imprint = Imprint(listing.title, listing.office, listing.on)
    pages = save(path, paginate(pieces, PAPER.inner_height), PAPER, imprint, page_of)
    return Report(listing.count, texts.replaced, pages)


def _pieces(listing: Listing, texts: Texts) -> Iterator[Piece]:
    width = PAPER.inner_width
    yield from heading(texts.take(listing.title, "标题", TITLE.role), TITLE, width)
    office = texts.take(f"填报单位：{listing.office}（盖章）", "填报单位")
    yield both_ends(office, f"填报日期：{chinese(listing.on)}", _LINE, width)
    for text in listing.paragraphs:
        yield from paragraph(texts.take(text, "正文"), _TEXT, width)
    for number, group in enumerate(listing.groups, 1):
        yield space(10, with_next=True)
        title = texts.take(f"{_ORDINALS[number]}、{group.title}（{len(group.rows)}{group.noun}）", "类别", _HEAD.role)
        yield from (replace(piece, with_next=True) for piece in paragraph(title, _HEAD, width))
        *rows, last = _table(group, texts)
        yield from rows
        yield replace(last, with_next=number == len(listing.groups))  # names to sign are never alone on a page
    yield space(8, with_next=True)
    yield _signatures([texts.take(label, "签字栏") for label in listing.signatures], width, bool(listing.footnote))
    if listing.footnote:
        yield from paragraph(texts.take(listing.footnote, "脚注"), Style(size=7, pitch=12), width)


_ORDINALS = "〇一二三四五六七八九"


def _table(group: Group, texts: Texts) -> Iterator[Piece]:
    """The lines of a group across the page, numbered."""
    shown = (NUMBER, *group.columns)
    titles = [texts.take(title, f"“{group.title}”的表头", Role.HEADING) for title, _ in shown]
    total = sum(share for _, share in shown)
    lines = [
        [
            str(number),
            *(
                texts.take(cell, f"“{group.title}”第 {number} 行的“{title}”")
                for cell, title in zip(row, titles[1:], strict=True)
            ),
        ]
        for number, row in enumerate(group.rows, 1)
    ]
    aligns = (Align.CENTRE, *(Align.LEFT for _ in group.columns))
    widths = [PAPER.inner_width * share / total for _, share in shown]
    return Table(tuple(map(TableColumn, titles, widths, aligns)), _LABEL, _CELL).pieces(lines, PAPER.inner_height)


def _signatures(labels: Sequence[str], width: float, with_next: bool) -> Piece:
    """移交人（签名）： 年 月 日, one beside the other."""
    span = width / max(len(labels), 1)

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, label in enumerate(labels):
            for row, text in enumerate((f"{label}（签名）：", "日期：　　　年　　月　　日")):
                line = _LINE.lines(text, span)[0]
                _LINE.draw(pen, line, x + place * span, y + row * _SIGN_PITCH, span)

    return Piece(2 * _SIGN_PITCH, draw, with_next=with_next)
