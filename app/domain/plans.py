"""制定计划: the year's planned documents and what became of them. Knows no store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.problems import Basis, Problem

PLAN_RULE = Basis("穗府〔2015〕26号", "建立规范性文件制定计划机制，计划载明起草单位和报送合法性审核的时间")


class PlanState(Choice):
    """Where a planned document stands on a day; derived, never stored."""

    WAITING = "waiting", "待启动"
    LATE = "late", "逾期未报送"
    SUBMITTED = "submitted", "已送审"
    ISSUED = "issued", "已公布"
    DROPPED = "dropped", "已调整取消"
    CARRIED = "carried", "已结转下年"


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


def problems_of_plan(facts: PlanItem) -> Iterator[Problem]:
    """What is wrong with a planned document."""
    if not facts.title.strip():
        yield Problem("title", "请填写拟制定的文件名称")
    if not MIN_YEAR <= facts.year <= MAX_YEAR:
        yield Problem("year", f"计划年度 {facts.year} 不在 {MIN_YEAR}–{MAX_YEAR} 之间，请更正")
    if facts.dropped_on is not None and not facts.dropped_reason.strip():
        yield Problem("dropped_reason", "取消计划项目的，请写明原因")
    if facts.submit_by is not None and abs(facts.submit_by.year - facts.year) > 1:
        yield Problem("submit_by", f"报送日期 {facts.submit_by.isoformat()} 与计划年度 {facts.year} 不符，请核对")


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


COLUMNS = (
    Column("year", "计划年度", Kind.INTEGER, 16, required=True, synonyms=("年度", "年份"), example="2026"),
    Column(
        "title", "拟制定文件名称", Kind.TEXT, 90, required=True,
        synonyms=("文件名称", "名称", "拟制定的区政府规范性文件名称", "项目名称", "计划项目"), example="海珠区养老服务设施管理办法",
    ),
    Column("drafter", "起草单位", Kind.TEXT, 46, synonyms=("起草、报送单位", "规范性文件起草、报送单位", "责任单位"), example="海珠区民政局"),
    Column(
        "submit_by", "报送审核时间", Kind.DATE, 26,
        synonyms=("报送日期", "送审日期", "起草单位将草案报送合法性审查时间"), example="2026年6月30日",
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

LEDGER = Ledger("plans", "规范性文件制定计划", COLUMNS, noun="项", default_sort=("submit_by", False))
