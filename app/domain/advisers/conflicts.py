"""利益冲突: what an adviser or his firm declared, what was decided, and whom it keeps from a matter. Knows no store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.problems import Basis, Problem, Severity
from app.domain.text import fold

NO_CONFLICT = Basis(
    "中办发〔2016〕30号",
    "法律顾问不得接受其他当事人委托，办理与聘任单位有利益冲突的法律事务；与所承办的事务有利害关系的应当回避",
)

CONFLICT_RULE = "ADV-15"


class ConflictKind(Choice):
    """冲突类型."""

    ACTS_FOR_OTHER_SIDE = "acts_for_other_side", "代理对方当事人", "代理对方"
    RELATIVE = "relative", "近亲属关系", "近亲属"
    HOLDING = "holding", "持股或任职", "持股任职"
    SAME_FIRM = "same_firm", "同所其他律师代理", "同所代理"
    OTHER = "other", "其他"


class ConflictDecision(Choice):
    """处理."""

    RECUSED = "recused", "回避"
    ALLOWED = "allowed", "同意继续"
    REPLACED = "replaced", "更换顾问", "更换"


BLOCKING = frozenset({None, ConflictDecision.RECUSED, ConflictDecision.REPLACED})
"""Undecided, or decided against him: he is not given a matter with this other side."""


@dataclass(frozen=True)
class ConflictFacts:
    """One declaration. It speaks of one matter, or of everything with one counterparty."""

    adviser_id: int | None = None
    firm_id: int | None = None
    """The firm, where the conflict is not the adviser's alone: it then holds for all its people."""
    matter_id: int | None = None
    matter_text: str = ""
    counterparty: str = ""
    kind: ConflictKind = ConflictKind.OTHER
    detail: str = ""
    declared_on: date | None = None
    decision: ConflictDecision | None = None
    decided_on: date | None = None
    decided_by: str = ""
    reason: str = ""
    """Why he may go on all the same."""
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None

    @property
    def open(self) -> bool:
        """Not decided yet."""
        return self.decision is None


def problems_of_conflict(facts: ConflictFacts) -> list[Problem]:
    """All that is wrong with a declaration."""
    return list(_problems(facts))


def _problems(facts: ConflictFacts) -> Iterator[Problem]:
    if facts.adviser_id is None and facts.firm_id is None:
        yield Problem("adviser_id", "请选择申报的顾问或律师事务所")
    if facts.matter_id is None and not facts.counterparty.strip():
        yield Problem("counterparty", "请填写对方当事人，或选择有冲突的事项")
    if facts.declared_on is None:
        yield Problem("declared_on", "请填写申报日期")
    if facts.decision is not None and facts.decided_on is None:
        yield Problem("decided_on", "请填写处理日期")
    if facts.decision is not None and not facts.decided_by.strip():
        yield Problem("decided_by", "请填写批准人")
    if facts.decision is None and facts.decided_on is not None:
        yield Problem("decision", "已填写处理日期，请选择处理结果")
    if facts.decision is ConflictDecision.ALLOWED and not facts.reason.strip():
        yield Problem("reason", "同意继续的，请写明理由", basis=NO_CONFLICT)
    if facts.decided_on and facts.declared_on and facts.decided_on < facts.declared_on:
        yield Problem("decided_on", f"处理日期早于申报日期（{chinese(facts.declared_on)}），请更正")


@dataclass(frozen=True)
class Task:
    """Who is to be given what: the questions that a check for conflicts asks."""

    adviser_id: int | None
    firm_id: int | None
    counterparty: str
    matter_id: int | None = None


@dataclass(frozen=True)
class Other:
    """Another matter of the adviser or of his firm with the same other side."""

    matter_id: int
    title: str
    adviser: str
    unit: str


def same_side(one: str, other: str) -> bool:
    """Whether two spellings name one counterparty; nobody is not the same as nobody."""
    return bool(one.strip()) and fold(one) == fold(other)


def concerns(conflict: ConflictFacts, task: Task) -> bool:
    """Whether a declaration speaks of this task: of its matter or its other side, by him or his firm."""
    his = conflict.adviser_id is not None and conflict.adviser_id == task.adviser_id
    firms = conflict.firm_id is not None and conflict.firm_id == task.firm_id
    if conflict.matter_id is not None and conflict.matter_id == task.matter_id:
        return his or firms
    return (his or firms) and same_side(conflict.counterparty, task.counterparty)


def problems_of_assignment(
    task: Task, conflicts: Iterable[ConflictFacts], others: Iterable[Other] = ()
) -> list[Problem]:
    """What keeps an adviser from a matter: an open or a decided conflict refuses, earlier work with the same other side is told."""
    found = []
    for conflict in conflicts:
        if not concerns(conflict, task) or conflict.decision not in BLOCKING:
            continue
        what = "尚未处理" if conflict.decision is None else f"已决定“{conflict.decision.label}”"
        who = "该顾问" if conflict.adviser_id == task.adviser_id and conflict.adviser_id else "其所在机构"
        side = f"与“{conflict.counterparty}”" if conflict.counterparty else "与本事项"
        message = f"{who}申报了{side}的利益冲突（{conflict.kind.label}），{what}，不能交办；请另选顾问或先作出处理"
        found.append(Problem("adviser_id", message, basis=NO_CONFLICT, record=conflict.id))
    for other in others:
        message = (
            f"{other.adviser}曾为{other.unit}办理涉及“{task.counterparty}”的事项“{other.title}”，请核对是否有利益冲突"
        )
        found.append(Problem("adviser_id", message, Severity.NOTE, NO_CONFLICT, record=other.matter_id))
    return found
