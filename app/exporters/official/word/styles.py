"""The styles of a 公文 in Word: what each part is set in. Knows WordprocessingML, no paper."""

from dataclasses import dataclass
from enum import StrEnum

from app.exporters.official.measures import (
    CERTIFICATE_PITCH,
    CERTIFICATE_SIZE,
    CERTIFICATE_TITLE_PITCH,
    CERTIFICATE_TITLE_SIZE,
    CHARACTERS,
    COVER_LINE_SIZE,
    COVER_TITLE_SIZE,
    FIRST_INDENT,
    NAME_SIZE,
    NOTE_PITCH,
    NOTE_SIZE,
    SHEET_TITLE_PITCH,
    SHEET_TITLE_SIZE,
    SMALL_SIZE,
    TABLE_PITCH,
    TABLE_SIZE,
    TABLE_TITLE_SIZE,
    TITLE_SIZE,
)
from app.exporters.official.word.xml import Element, element
from app.exporters.pdf.pen import MM

CHARACTER = 16.0
"""三号 in Word, which knows half points only."""

CLOSER = -7
"""What brings 28 of them into 156 mm, in twentieths of a point; LibreOffice rounds the width down to 155."""

LINE = 579
"""固定值 28.95 磅, in twentieths of a point: 22 of them fill the 225 mm between the margins, of 29.5 磅 only 21 would fit."""

ADVANCE = round(CHARACTER * 20) + CLOSER
"""From one character to the next, in twentieths of a point."""

GRID_SIZE = 15.5
"""Size of the style that the page's grid is reckoned from, and that no text is set in: with the grid on type of 16 pt its
space would be less than nothing, which LibreOffice takes for a wider cell."""

GRID_SPACE = int((156 * MM / CHARACTERS - 0.005 - GRID_SIZE) * 4096)
"""What the grid adds to a character of that size, in 4096ths of a point, so that 28 cells fill the line. The grid says 22 × 28 to whoever opens the page
set-up; the styles keep to their own exact measures, which every office program reads alike."""

_SINGLE = 240
"""One line as high as its type asks for."""


class Font(StrEnum):
    """The faces that the standard names; an office's PC has them, this program may not ship them."""

    BODY = "仿宋_GB2312"
    TITLE = "方正小标宋简体"
    HEADING = "黑体"
    KAI = "楷体_GB2312"
    SONG = "宋体"


ALTERNATIVES = {
    Font.BODY: "仿宋",
    Font.KAI: "楷体",
    Font.TITLE: "华文中宋",
    Font.HEADING: "SimHei",
    Font.SONG: "SimSun",
}
"""What Word takes on a PC without the face."""


class Name(StrEnum):
    """Identifiers of the styles."""

    NORMAL = "Normal"
    FLUSH = "FazhiFlush"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    BODY = "FazhiBody"
    RED_NAME = "FazhiRedName"
    MARK = "FazhiMark"
    ATTACHMENT = "FazhiAttachment"
    SIGNATURE = "FazhiSignature"
    APPENDIX = "FazhiAppendix"
    COVER_TITLE = "FazhiCoverTitle"
    COVER_LINE = "FazhiCoverLine"
    SHEET_TITLE = "FazhiSheetTitle"
    CERTIFICATE_TITLE = "FazhiCertificateTitle"
    CERTIFICATE_FLUSH = "FazhiCertificateFlush"
    CERTIFICATE_BODY = "FazhiCertificateBody"
    CERTIFICATE_SIGNATURE = "FazhiCertificateSignature"
    CAPTION = "FazhiCaption"
    UNIT = "FazhiUnit"
    HEADER_CELL = "FazhiHeaderCell"
    CELL = "FazhiCell"
    TOTAL_CELL = "FazhiTotalCell"
    LABEL = "FazhiLabel"
    VALUE = "FazhiValue"
    FORM_LABEL = "FazhiFormLabel"
    FORM_VALUE = "FazhiFormValue"
    TABLE_NOTE = "FazhiTableNote"
    PICTURE = "FazhiPicture"
    COLOPHON = "FazhiColophon"
    PAGE_NUMBER = "FazhiPageNumber"


@dataclass(frozen=True)
class Look:
    """How a style looks; sizes in points, lines in twentieths of a point."""

    title: str
    """What the list of styles in Word calls it; Word has names of its own for those it brings along."""
    font: Font = Font.BODY
    size: float = CHARACTER
    align: str = "both"
    line: int | None = LINE
    """Exactly so high; None as high as what stands in it."""
    indent: int = 0
    """Of the first line, in characters."""
    keep: bool = False
    """Whether it stays with the paragraph after it."""
    outline: int | None = None
    """Level in the navigation pane, from 0."""
    new_page: bool = False
    colour: str = ""

    @property
    def closer(self) -> int:
        """What its characters are brought nearer to each other, in twentieths of a point."""
        return CLOSER if self.size == CHARACTER else 0

    @property
    def advance(self) -> int:
        """From one character to the next, in twentieths of a point."""
        return round(self.size * 20) + self.closer


def _small(title: str, font: Font = Font.BODY, align: str = "center", *, keep: bool = False) -> Look:
    return Look(title, font, TABLE_SIZE, align, round(TABLE_PITCH * 20), keep=keep)


LOOKS = {
    Name.NORMAL: Look("Normal", size=GRID_SIZE),
    Name.FLUSH: Look("公文顶格"),
    Name.TITLE: Look("Title", Font.TITLE, TITLE_SIZE, "center", keep=True),
    Name.SUBTITLE: Look("Subtitle", Font.KAI, align="center", keep=True),
    Name.HEADING_1: Look("heading 1", Font.HEADING, indent=FIRST_INDENT, keep=True, outline=0),
    Name.HEADING_2: Look("heading 2", Font.KAI, indent=FIRST_INDENT, keep=True, outline=1),
    Name.HEADING_3: Look("heading 3", indent=FIRST_INDENT, keep=True, outline=2),
    Name.HEADING_4: Look("heading 4", indent=FIRST_INDENT, keep=True, outline=3),
    Name.BODY: Look("公文正文", indent=FIRST_INDENT),
    Name.RED_NAME: Look("发文机关标志", Font.TITLE, NAME_SIZE, "center", None, keep=True, colour="FF3333"),
    Name.MARK: Look("发文字号", align="left", keep=True),
    Name.ATTACHMENT: Look("附件说明", keep=True),
    Name.SIGNATURE: Look("落款", align="right", keep=True),
    Name.APPENDIX: Look("附件标识", Font.HEADING, align="left", keep=True, new_page=True),
    Name.COVER_TITLE: Look("封面标题", Font.TITLE, COVER_TITLE_SIZE, "center", 880),
    Name.COVER_LINE: Look("封面落款", size=COVER_LINE_SIZE, align="center", line=640),
    Name.SHEET_TITLE: Look(
        "单页标题", Font.TITLE, SHEET_TITLE_SIZE, "center", round(SHEET_TITLE_PITCH * 20), keep=True
    ),
    Name.CERTIFICATE_TITLE: Look(
        "证书标题", Font.TITLE, CERTIFICATE_TITLE_SIZE, "center", round(CERTIFICATE_TITLE_PITCH * 20), keep=True
    ),
    Name.CERTIFICATE_FLUSH: Look("证书顶格", size=CERTIFICATE_SIZE, line=round(CERTIFICATE_PITCH * 20)),
    Name.CERTIFICATE_BODY: Look(
        "证书正文", size=CERTIFICATE_SIZE, line=round(CERTIFICATE_PITCH * 20), indent=FIRST_INDENT
    ),
    Name.CERTIFICATE_SIGNATURE: Look(
        "证书落款", size=CERTIFICATE_SIZE, align="right", line=round(CERTIFICATE_PITCH * 20), keep=True
    ),
    Name.CAPTION: Look("表题图题", Font.HEADING, TABLE_TITLE_SIZE, "center", 400, keep=True),
    Name.UNIT: _small("计量单位", align="right", keep=True),
    Name.HEADER_CELL: _small("表头", Font.HEADING),
    Name.CELL: _small("表格文字"),
    Name.TOTAL_CELL: _small("合计", Font.HEADING),
    Name.LABEL: Look("栏目名称", Font.HEADING, 13.0, "center", 400, keep=True),
    Name.VALUE: Look("栏目内容", size=13.0, align="left", line=400),
    Name.FORM_LABEL: Look("表格栏目", Font.HEADING, 11.0, "center", 320, keep=True),
    Name.FORM_VALUE: Look("表格内容", size=11.0, align="left", line=320),
    Name.TABLE_NOTE: Look("表注", size=NOTE_SIZE, line=round(NOTE_PITCH * 20)),
    Name.PICTURE: Look("图", align="center", line=None, keep=True),
    Name.COLOPHON: Look("版记", size=SMALL_SIZE, line=480),
    Name.PAGE_NUMBER: Look("公文页码", Font.SONG, SMALL_SIZE, "right", 400),
}


def put_styles(root: Element) -> None:
    """Write the styles into a document's w:styles in the place of the template's; its defaults for tables and runs stay."""
    from docx.oxml.ns import qn

    defaults = _defaults()
    root.replace(root.find(defaults.tag), defaults)
    for style in root.findall(qn("w:style")):
        if not style.get(qn("w:default")) or style.get(qn("w:type")) == "paragraph":
            root.remove(style)
    root.extend(_style(name, look) for name, look in LOOKS.items())


def _defaults() -> Element:
    language = element("lang", val="en-US", eastAsia="zh-CN")
    return element(
        "docDefaults",
        element("rPrDefault", element("rPr", _fonts(Font.BODY), language)),
        element("pPrDefault"),
    )


def _style(name: Name, look: Look) -> Element:
    kind = {"type": "paragraph", "styleId": name} | ({"default": "1"} if name is Name.NORMAL else {})
    if name.startswith("Fazhi"):
        kind["customStyle"] = "1"
    based = [] if name is Name.NORMAL else [element("basedOn", val=Name.NORMAL)]
    following = [element("next", val=Name.BODY)] if look.outline is not None else []
    return element(
        "style",
        element("name", val=look.title),
        *based,
        *following,
        element("qFormat"),
        _paragraph(look),
        _run(look),
        **kind,
    )


def _paragraph(look: Look) -> Element:
    parts = []
    if look.keep:
        parts += [element("keepNext"), element("keepLines")]
    if look.new_page:
        parts.append(element("pageBreakBefore"))
    parts += [element("widowControl"), element("kinsoku"), element("overflowPunct", val="0")]
    parts += [
        element("autoSpaceDE", val="0"),
        element("autoSpaceDN", val="0"),
        element("snapToGrid", val=0),
    ]
    rule = "exact" if look.line else "auto"
    parts.append(element("spacing", before=0, after=0, line=look.line or _SINGLE, lineRule=rule))
    indent = (
        {"firstLineChars": look.indent * 100, "firstLine": look.indent * look.advance}
        if look.indent
        else {"firstLine": 0}
    )
    parts += [element("ind", **indent), element("jc", val=look.align)]
    if look.outline is not None:
        parts.append(element("outlineLvl", val=look.outline))
    return element("pPr", *parts)


def _run(look: Look) -> Element:
    half_points = round(look.size * 2)
    parts = [_fonts(look.font), element("b", val="0"), element("bCs", val="0"), element("i", val="0")]
    parts += [element("snapToGrid", val=0), element("color", val=look.colour or "auto")]
    parts += [element("spacing", val=look.closer), element("kern", val=0)]
    parts += [element("sz", val=half_points), element("szCs", val=half_points)]
    return element("rPr", *parts)


def _fonts(font: Font) -> Element:
    return element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")


def fonts_table() -> bytes:
    """The part that tells Word what to take where a face is not installed."""
    from lxml import etree  # type: ignore[import-untyped]

    fonts = [
        element(
            "font",
            element("altName", val=other),
            element("charset", val="86"),
            element("family", val="auto"),
            name=font,
        )
        for font, other in ALTERNATIVES.items()
    ]
    return bytes(etree.tostring(element("fonts", *fonts), xml_declaration=True, encoding="UTF-8", standalone=True))
