"""A 公文 as facts: head, title, body, signature, 版记, appendices. Knows no font, no page and no file format."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TypeAlias

from app.domain.dates import chinese
from app.exporters.cells import EMPTY, Align

LEVELS = 4
"""Of headings: 一、 （一） 1. （1）."""

MOST_SERIES = 4
"""As many as can be told apart in one black-and-white chart."""


BLANK_DAY = "　　　　年　　月　　日"
"""Room for a day to be written in by hand."""


class Layout(Enum):
    """How the main part is set."""

    TEXT = auto()
    """22 lines of 28 characters, pages with numbers."""
    SHEET = auto()
    """A sheet by itself, e.g. one to be bound before something else: a large title, all in the middle of the page, no number."""
    CERTIFICATE = auto()
    """A sheet whose text is large too."""


@dataclass(frozen=True)
class Heading:
    """A heading with its number as written: 一、黑体, （一）楷体, 1. and （1） 仿宋. It stays with what follows."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= LEVELS:
            raise ValueError(f"no heading of level {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; each line break in it begins another one. Its first line is indented by two characters."""

    text: str
    indented: bool = True


@dataclass(frozen=True)
class Column:
    """One column of a table; its width is `share` of the sum of all shares."""

    title: str
    share: float = 1.0
    align: Align = Align.CENTRE


@dataclass(frozen=True)
class Table:
    """A ruled table. Its header comes again on each page, with 续表; no row is divided."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    """表题, above it."""
    unit: str = ""
    """计量单位, above it at the right: 单位：件."""
    total: tuple[str, ...] | None = None
    """合计: the last row, bold, never alone on a page."""
    note: str = ""
    """In small type below it, e.g. the definitions of the figures."""
    empty: str = EMPTY
    """What an empty cell shows; BLANK in a form that is filled in by hand."""

    def __post_init__(self) -> None:
        rows = (*self.rows, self.total) if self.total is not None else self.rows
        if not self.columns or any(len(row) != len(self.columns) for row in rows):
            raise ValueError("a row has as many cells as the table has columns")


@dataclass(frozen=True)
class FactList:
    """Labels and values in a ruled list; a short one stays on one page."""

    facts: tuple[tuple[str, str], ...]
    empty: str = EMPTY
    """What stands for a value that is not known; BLANK in a form that is filled in by hand."""
    compact: bool = False
    """A form: in smaller type, short facts two in a row."""


@dataclass(frozen=True)
class Series:
    """One kind of bar, e.g. a year: one value per group, None where there is none."""

    name: str
    values: tuple[int | float | None, ...]


@dataclass(frozen=True)
class Chart:
    """Grouped bars from zero with their values above them. The title stands below it; the screen has its own."""

    title: str
    groups: tuple[str, ...]
    """What stands below the bars, e.g. the years, or kinds of documents."""
    series: tuple[Series, ...]
    """Bars beside each other in every group, named in a legend if there are several; at most MOST_SERIES."""
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.groups or not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"a chart has groups and one to {MOST_SERIES} series")
        for each in self.series:
            if len(each.values) != len(self.groups) or any(value is not None and value < 0 for value in each.values):
                raise ValueError("a series has one value, zero or more, per group")


Block: TypeAlias = Heading | Paragraph | Table | FactList | Chart


@dataclass(frozen=True)
class RedHead:
    """版头: 发文机关标志 in red with a red line below; the 发文字号 is the paper's own `mark`."""

    name: str
    """E.g. 广州市海珠区司法局文件."""
    signer: str = ""
    """签发人, for papers sent upward."""


@dataclass(frozen=True)
class Colophon:
    """版记, at the foot of the last page: 抄送, 印发机关, 印发日期."""

    office: str
    on: date
    """印发日期."""
    copies_to: str = ""
    """抄送机关 as one text, without label and full stop."""


@dataclass(frozen=True)
class Appendix:
    """附件, on a page of its own before the 版记; its title also stands in the list of attachments after the body."""

    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Official:
    """One 公文 or report by GB/T 9704-2012. Only what is given is set."""

    title: str
    """A line break in it is kept: a long title is best broken between two words (词意完整)."""
    office: str
    """发文机关署名; also the author that the file names."""
    on: date
    """成文日期; also the file's date of creation, so that the same content makes the same file."""
    body: tuple[Block, ...]
    head: RedHead | None = None
    mark: str = ""
    """发文字号: in the red head, or below the title if there is none."""
    subtitle: str = ""
    """Below the title, e.g. （2025年度）."""
    addressee: str = ""
    """主送机关, without the colon."""
    enclosed: tuple[str, ...] = ()
    """Names of attachments that are no part of this file; listed after the appendices."""
    signed: bool = True
    """Whether office and date stand below the body."""
    note: str = ""
    """附注, e.g. 联系人：张三，联系电话：020-12345678; set in brackets."""
    appendices: tuple[Appendix, ...] = ()
    colophon: Colophon | None = None
    cover: bool = False
    """Whether a sheet with title, office and date lies before page 1."""
    layout: Layout = Layout.TEXT
    dated: bool = True
    """Whether the day stands below the office; else room for it is left."""

    @property
    def day(self) -> str:
        """成文日期 as it stands below the office."""
        return chinese(self.on) if self.dated else BLANK_DAY

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names in 附件说明."""
        return (*(one_line(each.title) for each in self.appendices), *self.enclosed)


def one_line(title: str) -> str:
    """A title without the line breaks it is set with."""
    return "".join(title.split("\n"))
