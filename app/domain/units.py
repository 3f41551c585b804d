"""Units of the district: who they are, what they were called, what they may issue. Knows no document."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.problems import Basis, Problem


class UnitCategory(Choice):
    """What kind of organ a unit is; decides whether it may issue normative documents."""

    GOVERNMENT = "government", "人民政府", "政府", "区政府"
    OFFICE = "office", "政府办公室", "办公室", "区政府办"
    DEPARTMENT = "department", "工作部门", "部门", "局"
    STREET = "street", "街道办事处", "街道", "派出机关"
    TOWN = "town", "镇人民政府", "镇", "乡", "乡镇"
    AUTHORISED = "authorised", "授权组织", "法律法规授权的组织"
    COORDINATING = "coordinating", "议事协调机构", "临时机构"
    INTERNAL = "internal", "内设机构", "科室"
    OUTSIDE = "outside", "外部机关", "上级机关", "其他"


MAY_NOT_ISSUE = frozenset({UnitCategory.COORDINATING, UnitCategory.INTERNAL})

NO_POWER = Basis(
    "河北省行政规范性文件管理办法第三条、湖南省行政程序规定、山东省行政规范性文件管理办法",
    "议事协调机构、临时机构和部门内设机构不得制定行政规范性文件",
)

CODE_SHAPE = re.compile(r"[0-9A-Za-z]{1,8}")


@dataclass(frozen=True)
class FormerName:
    """A name the unit bore; both days inclusive, either may be unknown."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class IssuerMark:
    """机关代字 of a unit (海府, 海府办规); both days inclusive, either may be open."""

    mark: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the mark was in use on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class UnitFacts:
    """One unit, whole. `confirmed` is False for a unit that an import proposed and nobody has looked at yet."""

    name: str
    category: UnitCategory = UnitCategory.DEPARTMENT
    code: str = ""
    short_name: str = ""
    parent_id: int | None = None
    may_issue: bool = True
    confirmed: bool = True
    remark: str = ""
    former_names: tuple[FormerName, ...] = ()
    marks: tuple[IssuerMark, ...] = ()
    id: int | None = None
    uid: str = ""
    revision: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it may stand under in a file: current, short, former."""
        former = tuple(former.name for former in self.former_names)
        return tuple(name for name in (self.name, self.short_name, *former) if name)

    @property
    def own_government(self) -> bool:
        """Whether it is the place's own government: those of other places that an old ledger named are not confirmed."""
        return self.category is UnitCategory.GOVERNMENT and self.confirmed

    def mark_on(self, day: date) -> str:
        """The first 机关代字 in use on that day, empty when there is none."""
        return next((mark.mark for mark in self.marks if mark.holds_on(day)), "")


def problems_of_unit(facts: UnitFacts, others: Mapping[int, UnitFacts]) -> list[Problem]:
    """What is wrong with a unit beside the other units (by id; its own entry is ignored)."""
    others = {key: other for key, other in others.items() if key != facts.id}
    return [
        *_problems_of_identity(facts, others.values()),
        *_problems_of_place(facts, others),
        *_problems_of_history(facts),
    ]


def _problems_of_identity(facts: UnitFacts, others: Iterable[UnitFacts]) -> Iterable[Problem]:
    if not facts.name.strip():
        yield Problem("name", "请填写单位名称")
    if facts.code and not CODE_SHAPE.fullmatch(facts.code):
        yield Problem("code", f"单位编码“{facts.code}”只能由 1–8 位数字或字母组成")
    for other in others:
        if facts.name and facts.name == other.name:
            yield Problem("name", f"已有名为“{other.name}”的单位，请直接修改该单位")
        if facts.code and facts.code == other.code and facts.category is not UnitCategory.OUTSIDE:
            yield Problem("code", f"编码 {facts.code} 已被“{other.name}”使用，请改用其他编码")


def _problems_of_place(facts: UnitFacts, others: Mapping[int, UnitFacts]) -> Iterable[Problem]:
    if facts.may_issue and facts.category in MAY_NOT_ISSUE:
        yield Problem(
            "may_issue", f"{facts.category.label}不得制定规范性文件，请取消“可制定规范性文件”", basis=NO_POWER
        )
    seen, parent = {facts.id}, facts.parent_id
    while parent is not None:
        if parent in seen:
            yield Problem("parent_id", "上级单位不能是本单位或本单位的下级，请另选上级")
            return
        seen.add(parent)
        parent = others[parent].parent_id if parent in others else None


def _problems_of_history(facts: UnitFacts) -> Iterable[Problem]:
    for field, spans in (("former_names", facts.former_names), ("marks", facts.marks)):
        for span in spans:
            text = span.name if isinstance(span, FormerName) else span.mark
            if not text.strip():
                yield Problem(field, "曾用名和机关代字不能为空，请填写或删去该行")
            if span.valid_from and span.valid_to and span.valid_to < span.valid_from:
                yield Problem(field, f"“{text}”的停用日期早于启用日期，请更正")


COLUMNS = (
    Column("code", "编码", Kind.CODE, 18, synonyms=("单位编码", "单位代码"), example="01"),
    Column(
        "name", "单位名称", Kind.TEXT, 70, required=True, synonyms=("名称", "单位", "单位全称"), example="海珠区司法局"
    ),
    Column("short_name", "简称", Kind.TEXT, 36, synonyms=("单位简称",), example="区司法局"),
    Column(
        "category",
        "类别",
        Kind.CHOICE,
        26,
        choices=UnitCategory,
        synonyms=("单位类别", "单位类型", "类型"),
        example="工作部门",
    ),
    Column("parent", "上级单位", Kind.TEXT, 46, synonyms=("上级", "主管单位"), example="海珠区人民政府"),
    Column(
        "marks",
        "机关代字",
        Kind.TEXT,
        36,
        several=True,
        synonyms=("代字", "发文代字"),
        example="海司规",
        help="多个代字用“、”隔开",
    ),
    Column("may_issue", "可制定规范性文件", Kind.FLAG, 20, synonyms=("制定主体", "可制定"), example="是"),
    Column(
        "former_names",
        "曾用名",
        Kind.TEXT,
        46,
        several=True,
        synonyms=("原名称", "曾用名称", "历史名称"),
        help="多个曾用名用“、”隔开",
    ),
    Column("documents", "文件数", Kind.INTEGER, 16, derived=True),
    Column("confirmed", "已核实", Kind.FLAG, 16, derived=True, printed=False),
    Column("remark", "备注", Kind.LONG_TEXT, 40),
    ID,
    Column("uid", "记录标识", Kind.CODE, 20, hidden=True),
)

LEDGER = Ledger("units", "单位名录", COLUMNS, noun="个单位", importable=True, default_sort=("code", False))
