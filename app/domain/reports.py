"""An annual report as it is written: blocks of text that cite figures. Knows no store, no template file, no paper.

A citation is a name in braces: {审核件数}, {审核件数·上年}, {审核件数·同比}, {年度}. A blank to be filled in is written ××.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.domain.figures.figure import Figure, FigureValue
from app.domain.problems import Basis, Problem, Severity

KIND = "annual"
"""The one kind of report so far."""

CONTENTS = Basis(
    "厅字〔2019〕28号《法治政府建设与责任落实督察工作规定》",
    "法治政府建设年度报告主要包括：上一年度推进法治政府建设的主要举措和成效；存在的不足和原因；"
    "党政主要负责人履行推进法治建设第一责任人职责情况；下一年度推进法治政府建设的主要安排；其他需要报告的情况",
)

BLANK = "××"
"""What a text says where somebody has yet to fill in."""

BEFORE, CHANGE = "上年", "同比"
"""Of a figure: {审核件数·上年} the value of the year before, {审核件数·同比} 增加3件（4.2%）."""

_CITED = re.compile(r"\{([^{}\n]*)\}")
_SUBHEAD = re.compile(r"（[一二三四五六七八九十百]+）[^，。；：！？]{1,40}")
_ITEM = re.compile(r"[1-9][0-9]?[.．][^，。；：！？]{1,40}")


@dataclass(frozen=True)
class Block:
    """One section: its heading with its number, its level (1 一、, 2 （一）; 0 = the introduction, without a heading), its text."""

    key: str
    heading: str
    level: int
    text: str


@dataclass(frozen=True)
class ReportFacts:
    """One report. The figures are not kept: they are counted anew whenever it is read."""

    year: int
    title: str
    blocks: tuple[Block, ...]
    kind: str = KIND
    id: int | None = None
    uid: str = ""
    revision: int = 0

    def block(self, key: str) -> Block | None:
        """The section with a key; None where there is none such."""
        return next((block for block in self.blocks if block.key == key), None)


@dataclass(frozen=True)
class BlockPlan:
    """One section as the skeleton has it: what it begins with, what belongs there, whether the law asks for it."""

    block: Block
    hint: str = ""
    required: bool = False


@dataclass(frozen=True)
class TablePlan:
    """One table of the appendix: keys of its figures."""

    title: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Skeleton:
    """What a report begins as."""

    title: str
    """With citations, like a text."""
    blocks: tuple[BlockPlan, ...]
    chart_title: str
    chart: tuple[str, ...]
    """Keys of the figures drawn: this year beside the year before."""
    tables: tuple[TablePlan, ...]

    def plan(self, key: str) -> BlockPlan | None:
        """The plan of a section; None for one that the skeleton does not know."""
        return next((plan for plan in self.blocks if plan.block.key == key), None)


@dataclass(frozen=True)
class Setting:
    """Whose report of which year: what {年度}, {区划}, {单位} stand for."""

    year: int
    region: str
    office: str

    def words(self) -> dict[str, str]:
        """Every name of the setting with what it stands for."""
        return {
            "年度": str(self.year),
            "上年度": str(self.year - 1),
            "下年度": str(self.year + 1),
            "区划": self.region,
            "单位": self.office,
        }


def citations(values: Iterable[FigureValue], setting: Setting) -> dict[str, str]:
    """Everything that can be cited, by each of its names, with the words that take its place."""
    found = setting.words()
    for value in values:
        for name in (value.figure.title, value.figure.key):
            said = (value.figure.text(value.value), value.figure.text(value.before), value.change_text)
            found.update(zip(_names(name), said, strict=True))
    return found


def citable(figures: Iterable[Figure]) -> frozenset[str]:
    """Every name that can be cited; what stands behind it need not be counted for that."""
    names = (name for figure in figures for name in (*_names(figure.title), *_names(figure.key)))
    return frozenset((*names, *Setting(0, "", "").words()))


def _names(name: str) -> tuple[str, str, str]:
    return name, f"{name}·{BEFORE}", f"{name}·{CHANGE}"


def cited(text: str) -> tuple[str, ...]:
    """The names cited in a text, in order, each once."""
    return tuple(dict.fromkeys(match.group(1).strip() for match in _CITED.finditer(text)))


def resolve(text: str, known: Mapping[str, str]) -> str:
    """A text with what it cites put in; an unknown citation stays as it is written."""
    return _CITED.sub(lambda match: known.get(match.group(1).strip(), match.group(0)), text)


def problems_of_report(facts: ReportFacts, known: Container[str], skeleton: Skeleton) -> Iterator[Problem]:
    """What is wrong with a report: citations of nothing, braces left open, sections the law asks for without a text, blanks."""
    yield from _problems_of_text("title", "标题", facts.title, known)
    if not facts.title.strip():
        yield Problem("title", "请填写报告标题")
    for block in facts.blocks:
        yield from _problems_of_text(block.key, block.heading or "导语", block.text, known)
        plan = skeleton.plan(block.key)
        if plan is not None and plan.required and not section_text(facts.blocks, block):
            yield Problem(block.key, f"“{block.heading}”是年度报告的必备内容，请填写", Severity.WARNING, CONTENTS)
        if block.heading.strip() == "" and block.level and block.text.strip():
            yield Problem(block.key, "请填写这一节的标题")
    kept = {block.key for block in facts.blocks}
    for plan in skeleton.blocks:
        if plan.required and plan.block.key not in kept:
            yield Problem("", f"年度报告的必备内容“{plan.block.heading}”不在报告中，请补上", Severity.WARNING, CONTENTS)


def section_text(blocks: Sequence[Block], block: Block) -> str:
    """What a section says with everything beneath it."""
    at = blocks.index(block)
    beneath = takewhile(lambda other: other.level > block.level, blocks[at + 1 :]) if block.level else ()
    return "".join(part.text.strip() for part in (block, *beneath))


def _problems_of_text(key: str, name: str, text: str, known: Container[str]) -> Iterator[Problem]:
    for citation in cited(text):
        if citation not in known:
            yield Problem(key, f"“{name}”引用了没有的数据“{{{citation}}}”，请从“数据”中选择插入，或改为文字")
    rest = _CITED.sub("", text)
    if "{" in rest or "}" in rest:
        yield Problem(key, f"“{name}”中有不成对的花括号，数据引用应写成“{{审核件数}}”的样子")
    if blanks := text.count(BLANK):
        yield Problem(key, f"“{name}”还有 {blanks} 处“{BLANK}”待填写", Severity.WARNING)


def subhead_level(line: str) -> int:
    """2 for a line of its own like （一）…, 3 for 1.…, which stand as headings on paper; 0 for a paragraph."""
    line = line.strip()
    if _SUBHEAD.fullmatch(line):
        return 2
    return 3 if _ITEM.fullmatch(line) else 0
