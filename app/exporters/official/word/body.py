"""The body of a 公文 as elements of Word: headings, paragraphs, tables, lists of facts, charts. Knows no head and no page."""

from collections.abc import Container, Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

from app.exporters.cells import EMPTY, Align, clean
from app.exporters.official.chart import drawing, shown
from app.exporters.official.facts import rows_of, setting_of
from app.exporters.official.measures import BLANK, LEFT_MM, RIGHT_MM, TABLE_PITCH, TABLE_SIZE
from app.exporters.official.model import Block, Chart, FactList, Heading, Paragraph, Table
from app.exporters.official.picture import png
from app.exporters.official.word.faces import Faces
from app.exporters.official.word.styles import LINE, Name
from app.exporters.official.word.xml import Element, element, paragraph, text_run
from app.exporters.pdf.pen import MM
from app.exporters.pdf.table import by_share
from app.exporters.pdf.text import Style

if TYPE_CHECKING:
    from docx.document import Document

WIDTH_MM = 210 - LEFT_MM - RIGHT_MM

WIDTH = round(WIDTH_MM * MM * 20)
"""Of the text, in twentieths of a point."""

_HEADINGS = {1: Name.HEADING_1, 2: Name.HEADING_2, 3: Name.HEADING_3, 4: Name.HEADING_4}
_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFIED: "both"}
_THICK, _THIN = 8, 4
"""Rules of tables, in eighths of a point."""

_PADDING = {"top": 50, "left": 80, "bottom": 50, "right": 80}
"""Empty space round the text of a cell."""

_TOGETHER = 8
"""Rows of a list of facts that stay on one page; a longer one would leave much of a page empty."""
_SHORT = 5
"""Rows of a table that stay on one page."""

_APART = LINE // 3
"""Above and below what is ruled or drawn."""


class Words:
    """Every text of a paper on its way into the file: cleaned of control characters, which are counted."""

    def __init__(self) -> None:
        self.replaced = 0

    def take(self, text: str) -> str:
        """The text as XML can hold it."""
        text, replaced = clean(text)
        self.replaced += replaced
        return text


class Body:
    """Puts blocks into a document."""

    def __init__(self, document: "Document", words: Words) -> None:
        self._document = document
        self._words = words
        self._pictures = 0

    def elements(self, blocks: Sequence[Block], faces: Faces) -> Iterator[Element]:
        """The elements of these blocks, in order, their text in these styles."""
        for block in blocks:
            match block:
                case Heading():
                    yield self._line(_HEADINGS[block.level], block.text)
                case Paragraph():
                    style = faces.body if block.indented else faces.flush
                    yield from (self._line(style, text) for text in block.text.split("\n"))
                case Table():
                    yield from self._table(block)
                case FactList():
                    yield from self._facts(block)
                case Chart():
                    yield from self._chart(block)

    def _line(self, style: Name, text: str, *properties: Element) -> Element:
        return paragraph(style, [text_run(self._words.take(text))], properties)

    def _table(self, table: Table) -> Iterator[Element]:
        yield _gap()
        if table.title:
            yield self._line(Name.CAPTION, table.title)
        if table.unit:
            yield self._line(Name.UNIT, f"单位：{table.unit}")
        cell = Style(size=TABLE_SIZE, pitch=TABLE_PITCH)
        widths = [
            round(width * 20)
            for width in by_share([column.share for column in table.columns], table.rows, WIDTH / 20, cell)
        ]
        aligns = [column.align for column in table.columns]
        titles = [column.title for column in table.columns]
        centred = [Align.CENTRE] * len(widths)
        rows = [self._row(titles, widths, centred, Name.HEADER_CELL, header=True, keep=True)]
        for number, row in enumerate(table.rows, 1):
            last = number == len(table.rows)
            keep = table.total is not None if last else len(table.rows) <= _SHORT
            rows.append(self._row([cell.strip() or table.empty for cell in row], widths, aligns, Name.CELL, keep=keep))
        if table.total is not None:
            total = [cell.strip() or BLANK for cell in table.total]
            rows.append(self._row(total, widths, aligns, Name.TOTAL_CELL))
        yield _ruled(widths, rows)
        if table.note:
            yield self._line(Name.TABLE_NOTE, table.note, element("spacing", before=_APART // 4, after=_APART))
        else:
            yield _gap()

    def _row(
        self,
        cells: Sequence[str],
        widths: Sequence[int],
        aligns: Sequence[Align],
        style: Name,
        *,
        header: bool = False,
        keep: bool = False,
    ) -> Element:
        """One row; a page break divides none, and after `keep` there is none."""
        made = []
        for text, width, align in zip(cells, widths, aligns, strict=True):
            together = [element("keepNext")] if keep else []  # made anew: an element stands in one place only
            side = element("jc", val=_ALIGN[Align.CENTRE if text == EMPTY else align])
            made.append(_cell(self._line(style, text, *together, side), width, shaded=header))
        properties = [element("cantSplit"), *([element("tblHeader")] if header else [])]
        return element("tr", element("trPr", *properties), *made)

    def _facts(self, block: FactList) -> Iterator[Element]:
        setting, lines = setting_of(block), list(rows_of(block))
        styles = (Name.FORM_LABEL, Name.FORM_VALUE) if block.compact else (Name.LABEL, Name.VALUE)
        free = _free(len(lines), compact=block.compact)
        label = round(setting.label_width * 20)
        value = WIDTH // 2 - label
        widths = [label, value, label, WIDTH - 2 * label - value] if block.compact else [label, WIDTH - label]
        rows = [
            element(
                "tr",
                element(
                    "trPr", element("cantSplit"), element("trHeight", val=round(setting.least * 20), hRule="atLeast")
                ),
                *self._pairs(facts, styles, widths, [element("keepNext", val="0")] if place in free else []),
            )
            for place, facts in enumerate(lines)
        ]
        yield _gap()
        yield _ruled(widths, rows)
        yield _gap()

    def _pairs(
        self,
        facts: Sequence[tuple[str, str]],
        styles: tuple[Name, Name],
        widths: Sequence[int],
        apart: Sequence[Element],
    ) -> Iterator[Element]:
        """Labels and values of one row; a single value reaches to the right edge."""
        for place, (label, value) in enumerate(facts):
            alone = len(facts) == 1
            room = widths[1:] if alone else widths[2 * place + 1 : 2 * place + 2]
            yield _cell(self._line(styles[0], label, *map(deepcopy, apart)), widths[2 * place])
            yield _cell(self._line(styles[1], value), sum(room), columns=len(room))

    def _chart(self, chart: Chart) -> Iterator[Element]:
        from docx.shared import Mm

        self._pictures += 1
        picture = BytesIO(png(drawing(chart, WIDTH_MM * MM)))
        inline = self._document.part.new_pic_inline(picture, width=Mm(WIDTH_MM - 1))
        inline.docPr.set("name", f"图{self._pictures}")
        inline.docPr.set("descr", self._words.take(spoken(chart)))
        yield _gap()
        yield paragraph(Name.PICTURE, [element("r", element("drawing", inline))])
        yield self._line(Name.CAPTION, chart.title, element("keepNext", val="0"))
        yield _gap()


def spoken(chart: Chart) -> str:
    """The chart in words, for those who hear it instead of seeing it."""
    said = [
        f"{each.name}：{'，'.join(f'{group} {shown(value)}' for group, value in zip(chart.groups, each.values, strict=True))}"
        for each in chart.series
    ]
    unit = f"（单位：{chart.unit}）" if chart.unit else ""
    return f"{chart.title}{unit}。{'；'.join(said)}。"


def _free(count: int, *, compact: bool) -> Container[int]:
    """Rows of a list that a page may end with; their labels would keep with the next row. No first and no last row stands alone."""
    if compact:
        return {*range(1, count - 2), count - 1}
    return range(1, count - 2) if count > _TOGETHER else ()


def _gap() -> Element:
    """A strip of white; two tables need a paragraph between them or Word makes them one."""
    return paragraph(Name.UNIT, (), [element("spacing", line=_APART, lineRule="exact")])


def _ruled(widths: Sequence[int], rows: Sequence[Element]) -> Element:
    sides = dict.fromkeys(("top", "left", "bottom", "right"), _THICK) | {"insideH": _THIN, "insideV": _THIN}
    borders = [element(side, val="single", sz=width, space=0, color="000000") for side, width in sides.items()]
    margins = [element(side, w=room, type="dxa") for side, room in _PADDING.items()]
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element("tblBorders", *borders),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *margins),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        *rows,
    )


def _cell(content: Element, width: int, *, shaded: bool = False, columns: int = 1) -> Element:
    span = [element("gridSpan", val=columns)] if columns > 1 else []
    ground = [element("shd", val="clear", color="auto", fill="EDEDED")] if shaded else []
    size = element("tcW", w=width, type="dxa")
    return element("tc", element("tcPr", size, *span, *ground, element("vAlign", val="center")), content)
