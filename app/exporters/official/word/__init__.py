"""A 公文 as Word file, to be gone over by people: styles, grid, page numbers and tables are Word's own. Of the PDF it knows how high a sheet is."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.exporters.cells import Report
from app.exporters.official.measures import (
    BOTTOM_MM,
    LEFT_MM,
    NUMBER_MM,
    RIGHT_MM,
    SMALL_SIZE,
    TOP_MM,
    appendix_label,
)
from app.exporters.official.model import Layout, Official, one_line
from app.exporters.official.pdf import white_above
from app.exporters.official.word.body import Body, Words
from app.exporters.official.word.edges import appendix_opening, closing, colophon, cover, opening
from app.exporters.official.word.faces import FACES
from app.exporters.official.word.styles import GRID_SPACE, LINE, Name, fonts_table, put_styles
from app.exporters.official.word.xml import Element, element, paragraph, text_run
from app.exporters.pdf.pen import MM
from app.files import swapped_in

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_NOT_NEEDED = frozenset({"thumbnail", "numbering", "stylesWithEffects", "customXml"})
"""Kinds of parts."""

_COMPATIBILITY = "15"
"""Word 2013 and later: not shown as a file in an old format."""

_FIRST_YEAR = 1980
"""Of the calendar of zip archives."""


def write_word(paper: Official, path: Path) -> Report:
    """Write a 公文 as .docx. The same paper makes the same bytes. Raises Unavailable, FontUnavailable for a chart."""
    import docx

    document, words = docx.Document(), Words()
    put_styles(document.styles.element)
    _settle(document)
    _describe(document, paper, words)
    section = document.sections[0]
    _lay_out(section)
    last = section._sectPr
    if paper.cover:
        for each in [*cover(paper, words), paragraph(Name.NORMAL, (), [_part(last)])]:
            last.addprevious(each)
    for each in _elements(document, paper, words):
        last.addprevious(each)
    if paper.layout is Layout.TEXT:
        _number(section)
    packed = BytesIO()
    document.save(packed)
    with swapped_in(path) as temporary:
        temporary.write_bytes(_undated(packed, paper.on))
    return Report(1, words.replaced)


def _elements(document: "Document", paper: Official, words: Words) -> Iterator[Element]:
    yield from opening(paper, words, white_above(paper) if paper.layout is not Layout.TEXT else 0.0)
    body = Body(document, words)
    main = list(body.elements(paper.body, FACES[paper.layout]))
    end = list(closing(paper, words))
    if main and end and main[-1].tag.endswith("}p"):  # the signature is never alone on a page
        main[-1].pPr.insert(1, element("keepNext"))
    yield from main
    yield from end
    total = len(paper.appendices)
    for number, appendix in enumerate(paper.appendices, 1):
        yield from appendix_opening(appendix_label(number, total), appendix.title, words)
        yield from body.elements(appendix.body, FACES[Layout.TEXT])
    if paper.colophon is not None:
        yield from colophon(paper.colophon, words)


def _settle(document: "Document") -> None:
    """Page numbers differ on odd and even pages; punctuation keeps its width; a missing face has its stand-in.

    What python-docx's template brings along beside goes: lists, a preview, other styles, old compatibility, a language.
    """
    from docx.oxml.ns import qn

    document.settings.odd_and_even_pages_header_footer = True
    settings = document.settings.element
    spacing = element("characterSpacingControl", val="doNotCompress")
    settings.replace(settings.find(spacing.tag), spacing)
    language = element("themeFontLang", val="en-US", eastAsia="zh-CN")
    settings.replace(settings.find(language.tag), language)
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), _COMPATIBILITY)
    package: Any = document.part.package
    for part in package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = fonts_table()
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _NOT_NEEDED:
                del relations[key]


def _describe(document: "Document", paper: Official, words: Words) -> None:
    about = document.core_properties
    about.title = words.take(one_line(paper.title))
    about.author = about.last_modified_by = words.take(paper.office)
    about.created = about.modified = datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC)
    about.comments, about.language, about.revision = "", "zh-CN", 1


def _lay_out(section: "Section") -> None:
    """A4 upright with the grid of 22 lines of 28 characters."""
    from docx.shared import Mm, Pt

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance = Mm(15)
    # the footer's line ends so far from the paper's edge that its dashes are where they should be: 0.38 em above the baseline
    section.footer_distance = Pt((BOTTOM_MM - NUMBER_MM) * MM - 20 * 0.2 - 0.38 * SMALL_SIZE)
    properties = section._sectPr
    for old in properties.findall(element("docGrid").tag):
        properties.remove(old)
    properties.append(element("docGrid", type="linesAndChars", linePitch=LINE, charSpace=GRID_SPACE))


def _part(last: Any) -> Any:
    """The end of the cover's section, which has no page numbers; page 1 is the next right-hand page."""
    own = deepcopy(last)
    last.find(element("pgSz").tag).addprevious(element("type", val="oddPage"))
    last.find(element("pgMar").tag).addnext(element("pgNumType", start=1))
    return own


def _number(section: "Section") -> None:
    """— 1 —, odd pages right and even pages left, one character in (7.5)."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        one = {side: round(SMALL_SIZE * 20), "firstLine": 0}
        field = element("fldSimple", text_run("1"), instr=" PAGE ")
        line = paragraph(
            Name.PAGE_NUMBER, [text_run("— "), field, text_run(" —")], [element("ind", **one), element("jc", val=side)]
        )
        root = footer._element
        for old in list(root):
            root.remove(old)
        root.append(line)


def _undated(packed: BytesIO, on: date) -> bytes:
    """The archive with the paper's date in place of the clock's."""
    stamp = (max(on.year, _FIRST_YEAR), on.month, on.day, 0, 0, 0)
    again = BytesIO()
    with ZipFile(packed) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            entry = ZipInfo(each.filename, stamp)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(each))
    return again.getvalue()
