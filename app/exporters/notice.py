"""统一编号通知单 and other short letters, set as 公文 by GB/T 9704-2012. Knows no subject; the services write the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.dates import chinese
from app.exporters.cells import Report
from app.exporters.fonts import Role
from app.exporters.pdf.boxes import box, edge, ruled
from app.exporters.pdf.pages import Imprint, Paper, Piece, page_number, paginate, save, space
from app.exporters.pdf.pen import MM, Pen
from app.exporters.pdf.table import EMPTY
from app.exporters.pdf.text import Align, Style, Texts, heading, paragraph

PAPER = Paper(210 * MM, 297 * MM, top=37 * MM, right=26 * MM, bottom=35 * MM, left=28 * MM)

_SIZE = 15.75
"""三号; 16 pt would not leave room for 28 characters in 156 mm."""

_PITCH = 29.5
"""22 lines in 225 mm."""

TITLE = Style(Role.TITLE, 22, 36)
_FLUSH = Style(size=_SIZE, pitch=_PITCH)
_BODY = replace(_FLUSH, align=Align.JUSTIFIED, indent=2)
_LABEL = Style(Role.HEADING, 13, 20, Align.CENTRE)
_VALUE = Style(Role.BODY, 13, 20)
_LABEL_WIDTH = 38 * MM
_LEAST = 34.0
"""Height of the lowest row of the facts."""

_DATE_MARGIN = 4
"""Characters between the date and the right edge; the office stands centred above the date, under the seal (7.3.5.1)."""


@dataclass(frozen=True)
class Notice:
    """One letter with at most one ruled list of facts."""

    title: str
    addressee: str
    """Without the colon."""
    paragraphs: tuple[str, ...]
    office: str
    on: date
    """成文日期."""
    mark: str = ""
    """Its own 发文字号, if it has one."""
    facts: tuple[tuple[str, str], ...] = ()
    """Labels and values, ruled, after the paragraphs."""
    closing: tuple[str, ...] = ()
    """Paragraphs after the facts."""
    contact: str = ""
    """附注, e.g. 联系人：张三，联系电话：020-12345678; set in brackets."""


def write_notice(notice: Notice, path: Path) -> Report:
    """Write a letter, A4 upright. Raises Refused for characters that no font has, Unavailable."""
    texts = Texts()
    pieces = list(_pieces(notice, texts))
    texts.refuse_missing()
    imprint = Imprint(notice.title, notice.office, notice.on)
    pages = save(path, paginate(pieces, PAPER.inner_height), PAPER, imprint, page_number)
    return Report(1, texts.replaced, pages)


def _pieces(notice: Notice, texts: Texts) -> Iterator[Piece]:
    width = PAPER.inner_width
    yield from heading(texts.take(notice.title, "标题", TITLE.role), TITLE, width)
    if notice.mark:
        yield from heading(texts.take(notice.mark, "发文字号"), _FLUSH, width)
    yield space(_PITCH)
    yield from paragraph(texts.take(f"{notice.addressee}：", "主送机关"), _FLUSH, width)
    for text in notice.paragraphs:
        yield from paragraph(texts.take(text, "正文"), _BODY, width)
    if notice.facts:
        yield from _facts(notice.facts, width, texts)
    for text in notice.closing:
        yield from paragraph(texts.take(text, "正文"), _BODY, width)
    yield space(1.5 * _PITCH)
    signature = _signature(texts.take(notice.office, "落款"), chinese(notice.on), width)
    yield replace(signature, with_next=bool(notice.contact))
    if notice.contact:
        yield space(0.5 * _PITCH, with_next=True)
        yield from paragraph(texts.take(f"（{notice.contact}）", "附注"), _BODY, width)


def _facts(facts: tuple[tuple[str, str], ...], width: float, texts: Texts) -> Iterator[Piece]:
    yield space(_PITCH / 3)
    yield edge(width, with_next=True)
    for label, value in facts:
        left = box(0.0, _LABEL_WIDTH, _LABEL, texts.take(label, "栏目名称", _LABEL.role))
        right = box(_LABEL_WIDTH, width - _LABEL_WIDTH, _VALUE, texts.take(value.strip() or EMPTY, f"“{label}”"))
        yield replace(ruled([left, right], _LEAST), with_next=True)
    yield edge(width, with_next=False)
    yield space(_PITCH / 3)


def _signature(office: str, day: str, width: float) -> Piece:
    """The office centred above the date; moved left if its name would reach beyond the right edge."""
    centre = width - _DATE_MARGIN * _SIZE - _FLUSH.width(day) / 2
    widest = max(_FLUSH.width(office), _FLUSH.width(day))
    centre = min(centre, width - widest / 2)

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, text in enumerate((office, day)):
            left = x + centre - _FLUSH.width(text) / 2
            _FLUSH.draw(pen, _FLUSH.lines(text, width)[0], left, y + place * _PITCH, width)

    return Piece(2 * _PITCH, draw)
