"""What surrounds the body of a 公文 in Word: head, title, attachments, signature, 版记, cover. Knows no block and no page."""

from collections.abc import Iterator

from app.domain.dates import chinese
from app.exporters.official.measures import (
    NAME_SIZE,
    RED_LINE_MM,
    RED_NAME_MM,
    SMALL_SIZE,
    THICK_MM,
    THIN_MM,
    attachment_list,
    signature_insets,
)
from app.exporters.official.model import Colophon, Official, RedHead
from app.exporters.official.word.body import WIDTH, Words
from app.exporters.official.word.faces import FACES
from app.exporters.official.word.styles import ADVANCE, LINE, LOOKS, Font, Name
from app.exporters.official.word.xml import Element, element, paragraph, text_run
from app.exporters.pdf.pen import MM
from app.exporters.pdf.text import balanced


def opening(paper: Official, words: Words, above: float) -> Iterator[Element]:
    """Everything above the body; `above` are points of white before the title of a sheet by itself."""
    faces = FACES[paper.layout]
    if paper.head is not None:
        yield from _head(paper.head, paper.mark, words)
    below = [faces.title] + [Name.SUBTITLE] * (bool(paper.subtitle) + bool(paper.mark and paper.head is None))
    texts = [paper.title, *([paper.subtitle] if paper.subtitle else [])]
    if paper.mark and paper.head is None:
        texts.append(paper.mark)
    for place, (style, text) in enumerate(zip(below, texts, strict=True)):
        before = (2 * LINE if paper.head is not None else round(above * 20)) if not place else 0
        after = round(faces.text.pitch * 20) if place == len(texts) - 1 else 0
        yield _line(style, words.take(text), element("spacing", before=before, after=after))
    if paper.addressee:
        yield _line(faces.flush, words.take(f"{paper.addressee}："), element("keepNext"))


def closing(paper: Official, words: Words) -> Iterator[Element]:
    """附件说明, signature and 附注, all on one page."""
    made: list[Element] = []
    faces = FACES[paper.layout]
    if paper.attachments:
        made += _attachments(paper, words)
    if paper.signed:
        office = [line.text.rstrip() for line in balanced(words.take(paper.office), faces.text, WIDTH / 20)]
        insets = signature_insets([_width(line) for line in office], _width(paper.day), 1.0)
        advance = LOOKS[faces.signature].advance
        for place, (text, inset) in enumerate(zip((*office, paper.day), insets, strict=True)):
            before = element("spacing", before=0 if place else round(2 * faces.text.pitch * 20))
            # without w:rightChars, which would win over the exact place
            right = element("ind", right=round(inset * advance), firstLine=0)
            made.append(_line(faces.signature, text, before, right))
    if paper.note:
        made.append(_line(faces.body, words.take(f"（{paper.note}）")))
    yield from made


def appendix_opening(label: str, title: str, words: Words) -> Iterator[Element]:
    """附件1 on the first line of a new page, the title on the third."""
    yield _line(Name.APPENDIX, label, element("spacing", before=0, after=LINE))
    yield _line(Name.TITLE, words.take(title), element("spacing", before=0, after=LINE))


def cover(paper: Official, words: Words) -> Iterator[Element]:
    """The sheet before page 1; office and date stand at its foot."""
    yield _line(Name.COVER_TITLE, words.take(paper.title), element("spacing", before=5 * LINE, after=LINE))
    if paper.subtitle:
        yield _line(Name.SUBTITLE, words.take(paper.subtitle))
    for text in (words.take(paper.office), chinese(paper.on)):
        yield _line(Name.COVER_LINE, text, _at_the_foot())


def colophon(parts: Colophon, words: Words) -> Iterator[Element]:
    """版记 in a frame at the foot of the page on which it stands; a frame needs a paragraph after it to hang on.

    All its paragraphs have the same two borders, which makes them one frame; the thin rule between is a black strip.
    """
    character = round(SMALL_SIZE * 20)
    hang = 3 * character
    copies = parts.copies_to.rstrip("。")
    if copies:
        indent = element("ind", left=character + hang, right=character, hanging=hang)
        yield _line(Name.COLOPHON, words.take(f"抄送：{copies}。"), *_framed(), indent)
        strip = element("spacing", line=round(THIN_MM * MM * 20), lineRule="exact")
        black = element("shd", val="clear", color="auto", fill="000000")
        yield paragraph(Name.COLOPHON, (), [*_framed(), black, strip])
    stops = element("tabs", element("tab", val="right", pos=WIDTH - character))
    indent = element("ind", left=character, right=character, firstLine=0)
    office = f"{words.take(parts.office)}\t{chinese(parts.on)}印发"
    yield _line(Name.COLOPHON, office, *_framed(), stops, indent, element("jc", val="left"))
    yield paragraph(Name.FLUSH, (), [element("spacing", line=20, lineRule="exact")])


def _head(head: RedHead, mark: str, words: Words) -> Iterator[Element]:
    """发文机关标志, two empty lines, 发文字号 (and 签发人), the red line."""
    name = words.take(head.name)
    size = round(min(NAME_SIZE, 0.98 * WIDTH / 20 / max(1.0, _width(name))) * 2)
    smaller = [element("sz", val=size), element("szCs", val=size)]
    above = element("spacing", before=round(RED_NAME_MM * MM * 20), after=2 * LINE)
    yield paragraph(Name.RED_NAME, [text_run(name, *smaller)], [above])
    border = element("bottom", val="single", sz=16, space=round(RED_LINE_MM * MM), color=LOOKS[Name.RED_NAME].colour)
    properties: list[Element] = [element("pBdr", border)]
    if not head.signer:
        yield _line(Name.MARK, words.take(mark), *properties, element("jc", val="center"))
        return
    stops = [element("tab", val="left", pos=ADVANCE), element("tab", val="right", pos=WIDTH - ADVANCE)]
    properties.append(element("tabs", *stops))
    kai = element("rFonts", ascii=Font.KAI, hAnsi=Font.KAI, eastAsia=Font.KAI, hint="eastAsia")
    runs = [text_run(f"\t{words.take(mark)}\t签发人："), text_run(words.take(head.signer), kai)]
    yield paragraph(Name.MARK, runs, properties)


def _attachments(paper: Official, words: Words) -> Iterator[Element]:
    """附件：1. …, each name hanging below its own first character (7.3.4)."""
    for place, (number, name) in enumerate(attachment_list(paper.attachments)):
        label = "" if place else "附件："
        left = (5 + _width(number)) * ADVANCE
        hanging = (_width(label) + _width(number)) * ADVANCE
        before = element("spacing", before=0 if place else LINE)
        lead = f"{label}{number.strip()}\t" if number else label
        yield _line(
            Name.ATTACHMENT, f"{lead}{words.take(name)}", before,
            element("ind", left=round(left), hanging=round(hanging)),
        )  # fmt: skip


def _line(style: Name, text: str, *properties: Element) -> Element:
    return paragraph(style, [text_run(text)], properties)


def _at_the_foot() -> Element:
    """A frame as wide as the text, its last line the last of the page."""
    return element(
        "framePr",
        w=WIDTH,
        hSpace=0,
        vSpace=0,
        wrap="around",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        yAlign="bottom",
    )


def _framed() -> tuple[Element, Element]:
    """The frame at the foot with a rule above and below; Word counts in eighths of a point."""
    width = round(THICK_MM * MM * 8)
    rules = [element(side, val="single", sz=width, space=1, color="000000") for side in ("top", "bottom")]
    return _at_the_foot(), element("pBdr", *rules)


def _width(text: str) -> float:
    """Of a text in the office's faces, in characters: Latin letters and digits are half as wide."""
    return sum(0.5 if sign < "\u0250" else 1.0 for sign in text)
