"""Figures of normative documents and of their numbers. Knows no other subject."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.domain.documents.facts import DocumentFacts, EndKind, FileLevel, Nature, StepKind
from app.domain.documents.status import ForceStatus, force_status, reached
from app.domain.figures.figure import Figure
from app.domain.figures.stock import NumberLine, Period, Subject
from app.domain.number_book import NumberState

ALIVE = frozenset({ForceStatus.IN_FORCE, ForceStatus.EXPIRING})

SHORT: dict[FileLevel | None, str] = {
    FileLevel.GOVERNMENT: "区政府文件",
    FileLevel.OFFICE: "区政府办公室文件",
    FileLevel.DEPARTMENT: "部门文件",
    FileLevel.TOWN: "镇街文件",
    None: "未注明类别",
}
"""Levels as a report names them."""


def _normative(facts: DocumentFacts) -> bool:
    return facts.nature is Nature.NORMATIVE


def _status(facts: DocumentFacts, on: date) -> ForceStatus:
    return force_status(facts, on, on)


def published(facts: DocumentFacts, period: Period) -> bool:
    """Whether a normative document was made public in the period."""
    return _normative(facts) and period.holds(facts.published_on)


def alive(facts: DocumentFacts, period: Period) -> bool:
    """Whether a document was in force on the last day of the period."""
    return _status(facts, period.until) in ALIVE


def _numbered(facts: DocumentFacts, period: Period) -> bool:
    return _normative(facts) and bool(facts.unified_number) and period.holds(facts.registered_on)


def _stepped(kind: StepKind) -> Callable[[DocumentFacts, Period], bool]:
    def holds(facts: DocumentFacts, period: Period) -> bool:
        return _normative(facts) and any(step.kind is kind and period.holds(step.on) for step in facts.steps)

    return holds


def _interpreted(facts: DocumentFacts, period: Period) -> bool:
    told = facts.interpreted_on or (facts.published_on if facts.interpretation.strip() else None)
    return _normative(facts) and period.holds(told)


def _ended(kind: EndKind) -> Callable[[DocumentFacts, Period], bool]:
    return lambda facts, period: _normative(facts) and facts.end_kind is kind and period.holds(facts.ended_on)


def _expired(facts: DocumentFacts, period: Period) -> bool:
    """Expired on the last day of the period, and not yet on the eve of it; nothing expires before it was published."""
    return (
        _normative(facts)
        and (reached(facts.published_on, period.until) or reached(facts.effective_on, period.until))
        and _status(facts, period.until) is ForceStatus.EXPIRED
        and _status(facts, period.eve) is not ForceStatus.EXPIRED
    )


def _expires_next(facts: DocumentFacts, period: Period) -> bool:
    last = date(period.year + 1, 12, 31)
    return alive(facts, period) and facts.expires_on is not None and facts.expires_on <= last


def _at(
    level: FileLevel | None, holds: Callable[[DocumentFacts, Period], bool]
) -> Callable[[DocumentFacts, Period], bool]:
    return lambda facts, period: facts.file_level is level and holds(facts, period)


def _figure(key: str, title: str, definition: str, holds: Callable[[DocumentFacts, Period], bool]) -> Figure:
    return Figure(key, title, "件", definition, Subject.DOCUMENTS, holds)


def _levels(whole: Figure) -> tuple[Figure, ...]:
    """A figure by level of document; those that name none are the last, so that the parts add up."""
    return tuple(
        replace(
            whole,
            key=f"{whole.key}_{level.value if level else 'other'}",
            title=f"{whole.title}·{SHORT[level]}",
            definition=f"其中文件类别为“{level.label}”的" if level else "其中没有填写文件类别的",
            holds=_at(level, whole.holds),
        )
        for level in SHORT
    )


_PUBLISHED = _figure("documents_published", "制定公布规范性文件", "公布日期在本年度的行政规范性文件", published)
_IN_FORCE = _figure(
    "documents_in_force", "年末现行有效", "本年度最后一日效力状态为现行有效（含即将到期）的行政规范性文件", alive
)

MAKING = (
    _PUBLISHED,
    *_levels(_PUBLISHED),
    _figure("documents_numbered", "统一登记编号", "登记日期在本年度、已有统一编号的行政规范性文件", _numbered),
    _figure(
        "documents_consulted",
        "公开征求意见",
        "公开征求意见的起始日期在本年度的行政规范性文件，一件多次征求的计一件",
        _stepped(StepKind.CONSULTATION),
    ),
    _figure(
        "documents_fair_competition",
        "公平竞争审查",
        "办理过程中公平竞争审查的日期在本年度的行政规范性文件（含认定为不涉及的）",
        _stepped(StepKind.FAIR_COMPETITION),
    ),
    _figure(
        "documents_interpreted",
        "发布政策解读",
        "解读日期在本年度的行政规范性文件；有解读而未填解读日期的，按公布日期计",
        _interpreted,
    ),
)

STOCK = (
    _IN_FORCE,
    *_levels(_IN_FORCE),
    _figure("documents_repealed", "废止", "终止方式为废止、终止日期在本年度的行政规范性文件", _ended(EndKind.REPEALED)),
    _figure(
        "documents_declared_void",
        "宣布失效",
        "终止方式为宣布失效、终止日期在本年度的行政规范性文件",
        _ended(EndKind.DECLARED_VOID),
    ),
    _figure(
        "documents_expired",
        "期满失效",
        "有效期届满、自本年度某日起失效的行政规范性文件（有效期至上年12月31日的，自1月1日起失效，计入本年度）",
        _expired,
    ),
    _figure(
        "documents_replaced",
        "被新文件替代",
        "终止方式为被替代、终止日期在本年度的行政规范性文件",
        _ended(EndKind.REPLACED),
    ),
    _figure("documents_revoked", "撤销", "终止方式为撤销、终止日期在本年度的行政规范性文件", _ended(EndKind.REVOKED)),
    _figure(
        "documents_expiring",
        "下一年度到期",
        "年末现行有效、有效期至在下一年度12月31日以前（含当日）的行政规范性文件",
        _expires_next,
    ),
)


def _numbers(state: NumberState) -> Callable[[NumberLine, Period], bool]:
    return lambda line, period: line.state is state and line.year == period.year


NUMBERS = (
    Figure(
        "numbers_used",
        "使用统一编号",
        "个",
        "编号登记簿中年度为本年度、状态为已用的编号",
        Subject.NUMBERS,
        _numbers(NumberState.USED),
    ),
    Figure(
        "numbers_void",
        "作废编号",
        "个",
        "编号登记簿中年度为本年度、状态为作废的编号（含已说明的断号）",
        Subject.NUMBERS,
        _numbers(NumberState.VOID),
    ),
    Figure(
        "numbers_gaps",
        "未说明的断号",
        "个",
        "编号登记簿中年度为本年度、缺少而没有说明原因的顺序号",
        Subject.NUMBERS,
        _numbers(NumberState.GAP),
    ),
)
