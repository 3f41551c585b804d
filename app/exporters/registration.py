"""登记表: one record on a ruled form with its course and the boxes to sign in. Knows no subject; the services fill it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.dates import chinese
from app.exporters.cells import EMPTY, Align, Report
from app.exporters.fonts import Role
from app.exporters.pdf.boxes import (
    HEADER_GREY,
    PADDING,
    Box,
    box,
    divided,
    draw_row,
    edge,
    height_of,
    inside,
    two_in_a_row,
)
from app.exporters.pdf.pages import Imprint, Paper, Piece, page_of, paginate, save
from app.exporters.pdf.pen import MM, Pen
from app.exporters.pdf.table import Table, TableColumn, by_share
from app.exporters.pdf.text import Style, Texts, both_ends, heading, paragraph

PAPER = Paper(210 * MM, 297 * MM, top=22 * MM, right=22 * MM, bottom=20 * MM, left=25 * MM)

TITLE = Style(Role.TITLE, 18, 28)
_LINE = Style(size=10.5, pitch=20)
_LABEL = Style(Role.HEADING, 9.5, 14, Align.CENTRE)
_VALUE = Style(Role.BODY, 10, 15, Align.JUSTIFIED)
_BAND = Style(Role.HEADING, 10.5, 16)
_SMALL = Style(Role.BODY, 9, 13)

_LABEL_WIDTH = 27 * MM
_LEAST = 23.0
"""Height of the lowest row of fields."""

_SIGN_HEIGHT = 28 * MM
_SIGNED_HEIGHT = 22 * MM
_NAME_INDENT = 84 * MM
"""From the right edge to the word 签名."""


@dataclass(frozen=True)
class Field:
    """One ruled cell: what it is called and what it says."""

    label: str
    value: str
    wide: bool = False
    """Takes the whole width; long values do so of themselves."""


@dataclass(frozen=True)
class Section:
    """Fields under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Timeline:
    """The course of the record, as a table; the widths of its columns are shares of the form's width."""

    title: str
    columns: tuple[tuple[str, int], ...]
    """Titles and shares."""
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Signed:
    """One row of a sheet that is signed in the program: who decides, what was decided, by whom and when.

    Without a name it is printed empty, to be signed by hand.
    """

    label: str
    opinion: str = ""
    name: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Form:
    """One record as it is printed, signed and kept."""

    title: str
    office: str
    on: date
    """填表日期."""
    sections: tuple[Section, ...]
    timeline: Timeline | None = None
    sign_offs: tuple[str, ...] = ("承办人意见", "科室负责人意见", "分管领导意见")
    footnote: str = ""
    signed: tuple[Signed, ...] = ()
    """Rows of names, in the place of the boxes."""


def write_form(form: Form, path: Path) -> Report:
    """Write a 登记表, A4 upright. Raises Refused for characters that no font has, Unavailable."""
    texts = Texts()
    pieces = list(_pieces(form, texts))
    texts.refuse_missing()
    imprint = Imprint(form.title, form.office, form.on)
    pages = save(path, paginate(pieces, PAPER.inner_height), PAPER, imprint, page_of)
    return Report(1, texts.replaced, pages)


def _pieces(form: Form, texts: Texts) -> Iterator[Piece]:
    width = PAPER.inner_width
    yield from heading(texts.take(form.title, "标题", TITLE.role), TITLE, width)
    office = texts.take(f"填表单位：{form.office}（盖章）", "填表单位")
    yield both_ends(office, f"填表日期：{chinese(form.on)}", _LINE, width)
    yield edge(width, with_next=True)
    for section in form.sections:
        yield _band(texts.take(section.title, "栏目名称", _BAND.role), width)
        for fields in _rows(section.fields, width):
            yield from _field_row(fields, width, texts, section.title)
    if form.timeline is not None:
        yield _band(texts.take(form.timeline.title, "栏目名称", _BAND.role), width)
        yield from _course(form.timeline, width, texts)
    for row in form.signed:
        yield _signed_row(row, width, texts)
    if form.sign_offs:
        yield _sign_boxes([texts.take(label, "签字栏", _LABEL.role) for label in form.sign_offs], width)
    yield edge(width, with_next=bool(form.footnote))
    if form.footnote:
        yield from paragraph(texts.take(form.footnote, "脚注"), Style(size=7, pitch=12), width)


def _rows(fields: tuple[Field, ...], width: float) -> Iterator[tuple[Field, ...]]:
    """Two fields beside each other, or one that needs the width."""
    half = inside(width / 2 - _LABEL_WIDTH, _VALUE)
    return two_in_a_row(fields, lambda field: field.wide or "\n" in field.value or _VALUE.width(field.value) > 2 * half)


def _field_row(fields: tuple[Field, ...], width: float, texts: Texts, section: str) -> Iterator[Piece]:
    """Labels and values in their boxes; a value that no page holds goes on in the next row."""
    span = width / len(fields)
    boxes: list[Box] = []
    for place, field in enumerate(fields):
        label = texts.take(field.label, f"“{section}”的栏目", _LABEL.role)
        value = texts.take(field.value.strip() or EMPTY, f"“{section}”的“{field.label}”")
        boxes.append(box(place * span, _LABEL_WIDTH, _LABEL, label))
        boxes.append(box(place * span + _LABEL_WIDTH, span - _LABEL_WIDTH, _VALUE, value))
    yield from divided(boxes, _LEAST, PAPER.inner_height)


def _course(timeline: Timeline, width: float, texts: Texts) -> Iterator[Piece]:
    """The timeline's table, within the form's frame."""
    titles = [texts.take(title, f"“{timeline.title}”的表头", Role.HEADING) for title, _ in timeline.columns]
    rows = [
        [
            texts.take(cell, f"“{timeline.title}”第 {number} 行的“{title}”")
            for cell, title in zip(row, titles, strict=True)
        ]
        for number, row in enumerate(timeline.rows, 1)
    ]
    widths = by_share([share for _, share in timeline.columns], rows, width, _SMALL)
    columns = tuple(TableColumn(title, room, Align.JUSTIFIED) for title, room in zip(titles, widths, strict=True))
    pieces = list(Table(columns, replace(_LABEL, size=9), _SMALL).pieces(rows, PAPER.inner_height))
    yield from pieces[:-1]
    yield replace(pieces[-1], with_next=True)  # the boxes to sign in are never alone on a page


def _band(title: str, width: float) -> Piece:
    """The heading of a section, across the form."""
    boxes = [box(0.0, width, _BAND, title)]
    height = height_of(boxes)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.shade(x, y, width, height, HEADER_GREY)
        draw_row(pen, x, y, boxes, height)

    return Piece(height, draw, with_next=True)


def _signed_row(row: Signed, width: float, texts: Texts) -> Piece:
    """The role at the left, the opinion beside it, name and day in the lower right corner."""
    label = box(0.0, _LABEL_WIDTH, _LABEL, texts.take(row.label, "签字栏", _LABEL.role))
    inset, beside = 2 * PADDING, width - _LABEL_WIDTH
    opinion = _VALUE.lines(texts.take(row.opinion, row.label), beside - 2 * inset)
    name = texts.take(f"签名：{row.name}", f"{row.label}的签名")
    day = chinese(row.on) if row.on else "　　　　年　　月　　日"
    height = max(height_of([label]), (len(opinion) + 1) * _VALUE.pitch + 3 * inset, _SIGNED_HEIGHT)
    left, right = replace(_VALUE, align=Align.LEFT), replace(_VALUE, align=Align.RIGHT)

    def draw(pen: Pen, x: float, y: float) -> None:
        draw_row(pen, x, y, [label, Box(_LABEL_WIDTH, beside, _VALUE, ())], height)
        for at, line in enumerate(opinion):
            _VALUE.draw(pen, line, x + _LABEL_WIDTH + inset, y + inset + at * _VALUE.pitch, beside - 2 * inset)
        top, room = y + height - _VALUE.pitch - inset, width - inset
        left.draw(pen, left.lines(name, room)[0], x + width - _NAME_INDENT, top, room)
        right.draw(pen, right.lines(day, room)[0], x, top, room)

    return Piece(height, draw)


def _sign_boxes(labels: list[str], width: float) -> Piece:
    """Boxes with room for an opinion, a name and a date."""
    span = width / len(labels)
    boxes = [Box(place * span, span, _LABEL, ()) for place in range(len(labels))]
    name = replace(_SMALL, align=Align.LEFT)
    day = replace(_SMALL, align=Align.RIGHT)

    def draw(pen: Pen, x: float, y: float) -> None:
        draw_row(pen, x, y, boxes, _SIGN_HEIGHT)
        for each, label in zip(boxes, labels, strict=True):
            left, room = x + each.left + 2 * PADDING, each.width - 4 * PADDING
            for style, text, top in (
                (replace(_LABEL, align=Align.LEFT), label, PADDING),
                (name, "签名：", _SIGN_HEIGHT - 2 * _SMALL.pitch - PADDING),
                (day, "年　　月　　日", _SIGN_HEIGHT - _SMALL.pitch - PADDING),
            ):
                style.draw(pen, style.lines(text, room)[0], left, y + top, room)

    return Piece(_SIGN_HEIGHT, draw)
