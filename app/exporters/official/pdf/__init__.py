"""A 公文 as PDF: pieces on pages of 22 lines, appendices on pages of their own, the 版记 at the foot of the last."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.exporters.cells import Report
from app.exporters.official.measures import appendix_label
from app.exporters.official.model import Layout, Official, one_line
from app.exporters.official.pdf.blocks import blocks
from app.exporters.official.pdf.edges import appendix_opening, closing, colophon, cover, opening
from app.exporters.official.pdf.faces import FACES
from app.exporters.official.pdf.page import PAPER, page_number
from app.exporters.pdf.pages import Imprint, Piece, paginate, save, space
from app.exporters.pdf.text import Texts

_ABOVE_SHARE = 0.45
"""Of the white of a sheet by itself: the middle that the eye sees is a little above that of the ruler."""

_COVER_SHEET = 2
"""Pages without number: the cover and its back, so that page 1 is a right-hand one."""


def write_pdf(paper: Official, path: Path) -> Report:
    """Write a 公文, A4 upright. Raises Refused for characters that no font has, before anything is written; Unavailable."""
    texts = Texts()
    pages = list(_pages(paper, texts))
    if paper.colophon is not None:
        _put_at_the_foot(colophon(paper.colophon, texts), pages)
    before = [cover(paper, texts), []] if paper.cover else []
    texts.refuse_missing()
    imprint = Imprint(one_line(paper.title), paper.office, paper.on)
    count = save(path, [*before, *pages], PAPER, imprint, page_number(_unnumbered(paper)))
    return Report(1, texts.replaced, count)


def _unnumbered(paper: Official) -> int | None:
    """Pages without a number before page 1; None where no page has one."""
    if paper.layout is not Layout.TEXT:
        return None
    return _COVER_SHEET if paper.cover else 0


def _pages(paper: Official, texts: Texts) -> Iterator[list[Piece]]:
    height = PAPER.inner_height
    main = _main(paper, texts)
    above = [space(_white_above(main))] if paper.layout is not Layout.TEXT else []
    yield from paginate([*above, *main], height)
    total = len(paper.appendices)
    for number, appendix in enumerate(paper.appendices, 1):
        pieces = [
            *appendix_opening(appendix_label(number, total), appendix.title, texts),
            *blocks(appendix.body, texts, height, FACES[Layout.TEXT].text),
        ]
        yield from paginate(pieces, height)


def _main(paper: Official, texts: Texts) -> list[Piece]:
    """From the head to the signature."""
    body = list(blocks(paper.body, texts, PAPER.inner_height, FACES[paper.layout].text))
    end = list(closing(paper, texts))
    if body and end:  # the signature is never alone on a page
        last = max((place for place, piece in enumerate(body) if piece.height), default=0)
        body[last:] = [replace(piece, with_next=True) for piece in body[last:]]
    return [*opening(paper, texts), *body, *end]


def white_above(paper: Official) -> float:
    """Points above the title of a sheet by itself that put it in the middle of the page, in any output."""
    return _white_above(_main(paper, Texts()))


def _white_above(main: list[Piece]) -> float:
    return max(0.0, (PAPER.inner_height - sum(piece.height for piece in main)) * _ABOVE_SHARE)


def _put_at_the_foot(foot: Piece, pages: list[list[Piece]]) -> None:
    """On the last page; on one more if that is full."""
    left = PAPER.inner_height - sum(piece.height for piece in pages[-1])
    if foot.height > left:
        pages.append([])
        left = PAPER.inner_height
    pages[-1] += [space(left - foot.height), foot]
