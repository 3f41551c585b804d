"""制定计划: the year's planned documents and what became of them. Knows no store."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.choices import Choice
from app.domain.dates import MAX_YEAR, MIN_YEAR, add_months, chinese, read_date
from app.domain.documents.titles import plain_title
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.problems import Basis, Problem, Severity
from app.domain.text import fold

PLAN_RULE = Basis("穗府〔2015〕26号", "建立规范性文件制定计划机制，计划载明起草单位和报送合法性审核的时间")


class PlanState(Choice):
    """Where a planned document stands on a day; derived, never stored."""

    WAITING = "waiting", "待启动"
    LATE = "late", "逾期未报送"
    SUBMITTED = "submitted", "已送审"
    ISSUED = "issued", "已公布"
    DROPPED = "dropped", "已调整取消"
    CARRIED = "carried", "已结转下年"


UNSENT = (PlanState.WAITING, PlanState.LATE)
"""States of a document that has not been sent in: at the end of the year it is carried over or dropped."""

UNDER_WAY = (*UNSENT, PlanState.SUBMITTED)
"""States in which somebody still answers for it."""


@dataclass(frozen=True)
class PlanItem:
    """One planned document. `submit_by` is the last day (inclusive) to send the draft in for review."""

    year: int
    title: str
    drafter_id: int | None = None
    drafter_text: str = ""
    submit_by: date | None = None
    document_id: int | None = None
    """What it became."""
    handler: str = ""
    dropped_on: date | None = None
    dropped_reason: str = ""
    carried_to: int | None = None
    """Year into whose plan it was carried over."""
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None

    @property
    def named(self) -> str:
        """The planned document in book marks, as messages name it."""
        return f"《{plain_title(self.title)}》"


def plan_key(title: str) -> str:
    """What tells whether two titles are of one matter: book marks and （送审稿） make no other document."""
    return fold(plain_title(title))


def problems_of_plan(facts: PlanItem, twins: Sequence[PlanItem] = ()) -> Iterator[Problem]:
    """What is wrong with a planned document; `twins` are others of the same year with the same title."""
    if not facts.title.strip():
        yield Problem("title", "请填写拟制定的文件名称")
    if not MIN_YEAR <= facts.year <= MAX_YEAR:
        yield Problem("year", f"计划年度 {facts.year} 不在 {MIN_YEAR}–{MAX_YEAR} 之间，请更正")
    if facts.dropped_on is not None and not facts.dropped_reason.strip():
        yield Problem("dropped_reason", "取消计划项目的，请写明原因")
    if facts.submit_by is not None and abs(facts.submit_by.year - facts.year) > 1:
        yield Problem("submit_by", f"报送日期 {facts.submit_by.isoformat()} 与计划年度 {facts.year} 不符，请核对")
    if facts.title.strip() and MIN_YEAR <= facts.year <= MAX_YEAR and facts.submit_by is None:
        yield Problem("submit_by", "没有写明报送审核的时间，逾期时不能提醒", Severity.NOTE, PLAN_RULE)
    for twin in twins[:1]:
        yield Problem("title", f"{twin.year}年计划中已有{twin.named}，请核对是否重复", Severity.WARNING)


def gates_of_carrying(facts: PlanItem, state: PlanState, year: int) -> Iterator[Problem]:
    """Why a planned document cannot be carried over into the plan of `year`."""
    if state not in UNSENT:
        yield Problem("", f"{facts.named}现为“{state.label}”，只有尚未送审的计划项目可以结转")
    if year <= facts.year:
        yield Problem("year", f"{facts.named}列入{facts.year}年计划，只能结转到以后的年度")


def gates_of_dropping(facts: PlanItem, state: PlanState, reason: str) -> Iterator[Problem]:
    """Why a planned document cannot be taken off its plan."""
    if state not in UNDER_WAY:
        yield Problem("", f"{facts.named}现为“{state.label}”，不能取消")
    if not reason.strip():
        yield Problem("dropped_reason", "取消计划项目的，请写明原因")


def carried(facts: PlanItem, year: int) -> PlanItem:
    """The item as it stands in the plan of a later year; its day of sending in is to be set anew."""
    note = f"由{facts.year}年计划结转"
    return PlanItem(
        year,
        facts.title,
        facts.drafter_id,
        facts.drafter_text,
        document_id=facts.document_id,
        handler=facts.handler,
        remark="\n".join(part for part in (note, facts.remark) if part),
    )


def plan_state(facts: PlanItem, on: date, submitted_on: date | None, published_on: date | None) -> PlanState:
    """The state on a day; the two dates are those of the document it became."""
    if facts.dropped_on is not None and facts.dropped_on <= on:
        return PlanState.DROPPED
    if published_on is not None and published_on <= on:
        return PlanState.ISSUED
    if submitted_on is not None and submitted_on <= on:
        return PlanState.SUBMITTED
    if facts.carried_to is not None:
        return PlanState.CARRIED
    return PlanState.LATE if facts.submit_by is not None and facts.submit_by < on else PlanState.WAITING


_BY = re.compile(r"(?:之前|以前|前|底|末|报送|报|送审|完成)+$")
"""Words behind a day that say no more than "by"."""
_YEAR = re.compile(r"(\d{4})(?:年|[./-]|$)")
_MONTH = re.compile(r"(\d{1,2})月份?")
_QUARTER = re.compile(r"第?([1-4一二三四])季度")
_HALVES = {"上半年": 6, "下半年": 12, "年": 12, "全年": 12, "": 12}


def read_deadline(text: str, year: int) -> date | None:
    """The last day that words of a plan mean: 6月底前, 2026年第二季度, 2026年6月30日前; None when they name no day.

    Words without a year are of `year`, that of the plan.
    """
    bare = _BY.sub("", "".join(fold(text).split()))
    if not bare:
        return None
    named = _YEAR.match(bare)
    rest = bare[named.end() :] if named else bare
    year = int(named[1]) if named else year
    exact = read_date(bare).day or read_date(f"{year}年{rest}").day
    month = None if exact else _last_month(rest, dotted=named is not None)
    if month is None or not MIN_YEAR <= year <= MAX_YEAR:
        return exact
    return add_months(date(year, month, 1), 1) - timedelta(days=1)


def _last_month(words: str, *, dotted: bool) -> int | None:
    """The last month of a span; `dotted` where a bare number can be one, behind its year."""
    if (found := _MONTH.fullmatch(words)) or (
        dotted and words.isdecimal() and (found := re.fullmatch(r"(\d+)", words))
    ):
        return int(found[1]) if 1 <= int(found[1]) <= 12 else None
    if found := _QUARTER.fullmatch(words):
        return ("1234一二三四".index(found[1]) % 4 + 1) * 3
    return _HALVES.get(words)


def year_in(text: str) -> int | None:
    """The year that the heading of a plan names: 海珠区2026年度规范性文件制定计划; None when it names none or several."""
    years = {int(found) for found in re.findall(r"(\d{4})年", fold(text)) if MIN_YEAR <= int(found) <= MAX_YEAR}
    return years.pop() if len(years) == 1 else None


def deadline_text(day: date | None) -> str:
    """The day as a panel shows it."""
    return chinese(day) if day else "未定"


COLUMNS = (
    Column(
        "year", "计划年度", Kind.INTEGER, 16, synonyms=("年度", "年份"), example="2026",
        help="没有这一列时，按表的标题（如“2026年度……计划”）或报送时间确定年度",
    ),
    Column(
        "title", "拟制定文件名称", Kind.TEXT, 90, required=True,
        synonyms=("文件名称", "名称", "拟制定的区政府规范性文件名称", "拟制定的规范性文件名称", "项目名称", "计划项目"), example="海珠区养老服务设施管理办法",
    ),
    Column("drafter", "起草单位", Kind.TEXT, 46, synonyms=("起草、报送单位", "规范性文件起草、报送单位", "责任单位", "牵头单位"), example="海珠区民政局"),
    Column(
        "submit_by", "报送审核时间", Kind.DATE, 26,
        synonyms=(
            "报送日期", "报送时间", "送审日期", "送审时间", "起草单位将草案报送合法性审查时间", "起草单位将草案报送合法性审核时间",
        ),
        example="2026年6月30日",
    ),
    Column("handler", "承办人", Kind.TEXT, 18, example="张三"),
    Column("state", "进展", Kind.CHOICE, 24, derived=True, choices=PlanState),
    Column("document", "对应文件", Kind.TEXT, 60, derived=True),
    Column("dropped_on", "取消日期", Kind.DATE, 25, derived=True, printed=False),
    Column("dropped_reason", "取消原因", Kind.LONG_TEXT, 36, derived=True, printed=False),
    Column("carried_to", "结转至", Kind.INTEGER, 16, derived=True, printed=False),
    Column("remark", "备注", Kind.LONG_TEXT, 40),
    ID,
    Column("uid", "记录标识", Kind.CODE, 20, hidden=True),
)  # fmt: skip

LEDGER = Ledger("plans", "规范性文件制定计划", COLUMNS, noun="项", importable=True, default_sort=("submit_by", False))
