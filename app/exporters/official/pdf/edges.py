"""What surrounds the body of a 公文: head, title, attachments, signature, 版记, cover. Knows no block and no page number."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.dates import chinese
from app.exporters.cells import Align
from app.exporters.fonts import Role
from app.exporters.lines import Line
from app.exporters.official.measures import (
    COVER_LINE_SIZE,
    COVER_TITLE_SIZE,
    NAME_SIZE,
    RED,
    RED_LINE_MM,
    RED_NAME_MM,
    SMALL_SIZE,
    THICK_MM,
    THIN_MM,
    attachment_list,
    signature_insets,
)
from app.exporters.official.model import Colophon, Layout, Official, RedHead
from app.exporters.official.pdf.blocks import indented
from app.exporters.official.pdf.faces import FACES
from app.exporters.official.pdf.page import CHARACTER, COLUMN, EDGE, PAPER, PITCH, WIDTH
from app.exporters.pdf.pages import Piece, space
from app.exporters.pdf.pen import ASCENT, MM, Pen, Rule
from app.exporters.pdf.text import Style, Texts, balanced, heading, paragraph

TITLE, FLUSH = FACES[Layout.TEXT].title, FACES[Layout.TEXT].text
_SUBTITLE = replace(FLUSH, role=Role.KAI)
_MARK = replace(FLUSH, align=Align.LEFT)
_SIGNER = replace(_MARK, role=Role.KAI)
_COVER_TITLE = Style(Role.TITLE, COVER_TITLE_SIZE, 44)
_COVER_LINE = Style(size=COVER_LINE_SIZE, pitch=32)
_SMALL = Style(size=SMALL_SIZE, pitch=24, align=Align.JUSTIFIED)
_RED_RULE = 2.0
_COPIES = "抄送："


def opening(paper: Official, texts: Texts) -> Iterator[Piece]:
    """Everything above the body."""
    mark, faces = texts.take(paper.mark, "发文字号"), FACES[paper.layout]
    if paper.head is not None:
        yield _head(paper.head, mark, texts)
        yield space(2 * PITCH, with_next=True)
    yield from heading(texts.take(paper.title, "标题", TITLE.role), faces.title, WIDTH)
    if paper.subtitle:
        yield from heading(texts.take(paper.subtitle, "副标题", _SUBTITLE.role), _SUBTITLE, WIDTH)
    if mark and paper.head is None:
        yield from heading(mark, FLUSH, WIDTH)
    yield space(faces.text.pitch)
    if paper.addressee:
        lines = paragraph(texts.take(f"{paper.addressee}：", "主送机关"), faces.text, COLUMN)
        yield from (replace(line, with_next=True) for line in lines)


def closing(paper: Official, texts: Texts) -> Iterator[Piece]:
    """附件说明, signature and 附注, all on one page."""
    pieces: list[Piece] = []
    text = FACES[paper.layout].text
    if paper.attachments:
        pieces += [space(PITCH), *_attachments(paper, texts)]
    if paper.signed:
        office = texts.take(paper.office, "落款")
        pieces += [space(2 * text.pitch), _signature(office, paper.day, replace(text, align=Align.LEFT))]
    if paper.note:
        pieces += paragraph(texts.take(f"（{paper.note}）", "附注"), indented(text), COLUMN)
    yield from (replace(piece, with_next=True) for piece in pieces[:-1])
    yield from pieces[-1:]


def appendix_opening(label: str, title: str, texts: Texts) -> Iterator[Piece]:
    """附件1 in the first line, the title in the third."""
    style = replace(_MARK, role=Role.HEADING)
    yield replace(next(paragraph(label, style, COLUMN)), with_next=True)
    yield space(PITCH, with_next=True)
    yield from heading(texts.take(title, f"{label}的标题", TITLE.role), TITLE, WIDTH)
    yield space(PITCH)


def cover(paper: Official, texts: Texts) -> list[Piece]:
    """The pieces of the one page before page 1."""
    title = list(heading(texts.take(paper.title, "标题", TITLE.role), _COVER_TITLE, WIDTH))
    if paper.subtitle:
        title += [space(PITCH), *heading(texts.take(paper.subtitle, "副标题", Role.KAI), _SUBTITLE, WIDTH)]
    foot = [
        *heading(texts.take(paper.office, "落款"), _COVER_LINE, WIDTH),
        *heading(chinese(paper.on), _COVER_LINE, WIDTH),
    ]
    above = 5 * PITCH
    below = 2 * PITCH
    between = PAPER.inner_height - above - below - sum(piece.height for piece in [*title, *foot])
    return [space(above), *title, space(max(between, PITCH)), *foot]


def colophon(parts: Colophon, texts: Texts) -> Piece:
    """版记: its last line is the last of the page."""
    room = WIDTH - 2 * SMALL_SIZE
    hang = _SMALL.width(_COPIES)
    copies = texts.take(f"{parts.copies_to.rstrip('。')}。", "抄送机关") if parts.copies_to else ""
    lines = _SMALL.lines(copies, room - hang) if copies else []
    office = _SMALL.lines(texts.take(parts.office, "印发机关"), room)[0]
    day = Line(f"{chinese(parts.on)}印发", 0.0, True)
    pad = 3.0
    upper = len(lines) * _SMALL.pitch + 2 * pad if lines else 0.0
    height = upper + _SMALL.pitch + 2 * pad

    def draw(pen: Pen, x: float, y: float) -> None:
        rules = [(y, THICK_MM), (y + height, THICK_MM), *([(y + upper, THIN_MM)] if lines else [])]
        for top, width in rules:
            pen.rules([Rule(x, top, x + WIDTH, top)], width * MM)
        left = x + SMALL_SIZE
        for number, line in enumerate(lines):
            top = y + pad + number * _SMALL.pitch
            if not number:
                _draw(pen, _SMALL, _COPIES, left, top)
            _SMALL.draw(pen, line, left + hang, top, room - hang)
        top = y + upper + pad
        _SMALL.draw(pen, office, left, top, room)
        _draw(pen, _SMALL, day.text, left + room - _SMALL.width(day.text), top)

    return Piece(height + EDGE, draw)


def _head(head: RedHead, mark: str, texts: Texts) -> Piece:
    """发文机关标志, two empty lines, 发文字号 (and 签发人), the red line."""
    name = texts.take(head.name, "发文机关标志", Role.TITLE)
    signer = texts.take(head.signer, "签发人", Role.KAI)
    size = min(NAME_SIZE, 0.98 * WIDTH / Style(Role.TITLE, 1.0).width(name))
    large = Style(Role.TITLE, size, size)
    top = RED_NAME_MM * MM + EDGE
    line = top + size + 2 * PITCH
    foot = line + PITCH - EDGE + RED_LINE_MM * MM

    def draw(pen: Pen, x: float, y: float) -> None:
        with pen.ink(RED):
            _draw(pen, large, name, x + (WIDTH - large.width(name)) / 2, y + top)
            pen.rules([Rule(x, y + foot, x + WIDTH, y + foot)], _RED_RULE)
        if not head.signer:
            _draw(pen, _MARK, mark, x + (WIDTH - _MARK.width(mark)) / 2, y + line)
            return
        _draw(pen, _MARK, mark, x + CHARACTER, y + line)
        label = "签发人："
        left = x + WIDTH - CHARACTER - _MARK.width(label) - _SIGNER.width(signer)
        _draw(pen, _MARK, label, left, y + line)
        _draw(pen, _SIGNER, signer, left + _MARK.width(label), y + line)

    return Piece(foot, draw, with_next=True)


def _attachments(paper: Official, texts: Texts) -> Iterator[Piece]:
    """附件：1. …, each name hanging below its own first character (7.3.4)."""
    label = "附件："
    begin = 2 * CHARACTER + FLUSH.width(label)
    for place, (number, name) in enumerate(attachment_list(paper.attachments)):
        left = begin + FLUSH.width(number)
        for row, line in enumerate(FLUSH.lines(texts.take(name, "附件说明"), COLUMN - left)):
            lead = "" if row else f"{'' if place else label}{number}"
            yield _hanging(line, lead, left)


def _hanging(line: Line, lead: str, left: float) -> Piece:
    def draw(pen: Pen, x: float, y: float) -> None:
        if lead:
            _draw(pen, _MARK, lead, x + left - _MARK.width(lead), y)
        FLUSH.draw(pen, line, x + left, y, COLUMN - left)

    return Piece(PITCH, draw)


def _signature(office: str, day: str, style: Style) -> Piece:
    lines = [line.text.rstrip() for line in balanced(office, style, COLUMN)]
    widths = [style.width(line) for line in lines]
    insets = signature_insets(widths, style.width(day), style.size)

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, (text, inset) in enumerate(zip((*lines, day), insets, strict=True)):
            _draw(pen, style, text, x + WIDTH - inset - style.width(text), y + place * style.pitch)

    return Piece((len(lines) + 1) * style.pitch, draw)


def _draw(pen: Pen, style: Style, text: str, x: float, top: float) -> None:
    """One line as it is."""
    baseline = top + (style.pitch - style.size) / 2 + ASCENT * style.size
    pen.text(x, baseline, text, style.role, style.size)
