"""利益冲突: what an adviser or his firm declared, what was decided, and whom it keeps from a matter. Knows no store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.advisers.sides import Likeness, likeness
from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.problems import Basis, Problem, Severity

NO_CONFLICT = Basis(
    "中办发〔2016〕30号",
    "法律顾问不得接受其他当事人委托，办理与聘任单位有利益冲突的法律事务；与所承办的事务有利害关系的应当回避",
)


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
    done_on: date | None = None
    """What was done before a declaration is not touched by it."""


@dataclass(frozen=True)
class Other:
    """Another matter of the adviser or of his firm with the same other side."""

    matter_id: int
    title: str
    adviser: str
    unit: str


def concerns(conflict: ConflictFacts, task: Task) -> Likeness:
    """Whether a declaration speaks of this task: of its matter or its other side, by him or his firm.

    A declaration of one matter speaks of everything with that matter's other side, once `with_side` has put it in.
    """
    his = conflict.adviser_id is not None and conflict.adviser_id == task.adviser_id
    firms = conflict.firm_id is not None and conflict.firm_id == task.firm_id
    before = task.done_on is not None and conflict.declared_on is not None and task.done_on < conflict.declared_on
    if before or not (his or firms):
        return Likeness.NONE
    if conflict.matter_id is not None and conflict.matter_id == task.matter_id:
        return Likeness.SAME
    return likeness(conflict.counterparty, task.counterparty)


def with_side(conflict: ConflictFacts, counterparty: str) -> ConflictFacts:
    """A declaration of one matter with that matter's other side, where it names none itself."""
    return conflict if conflict.counterparty.strip() else replace(conflict, counterparty=counterparty)


def problems_of_assignment(
    task: Task, conflicts: Iterable[ConflictFacts], others: Iterable[Other] = ()
) -> list[Problem]:
    """What keeps an adviser from a matter: an open or a decided conflict refuses, one with a similar name is to be looked at,
    earlier work with the same other side is told.
    """
    found = []
    for conflict in conflicts:
        likely = concerns(conflict, task)
        if likely is Likeness.NONE or conflict.decision not in BLOCKING:
            continue
        what = "尚未处理" if conflict.decision is None else f"已决定“{conflict.decision.label}”"
        who = "该顾问" if conflict.adviser_id == task.adviser_id and conflict.adviser_id else "其所在机构"
        side = f"与“{conflict.counterparty}”" if conflict.counterparty else "与本事项"
        said = f"{who}申报了{side}的利益冲突（{conflict.kind.label}），{what}"
        if likely is Likeness.SAME:
            message, severity = f"{said}，不能交办；请另选顾问或先作出处理", Severity.ERROR
        else:
            message, severity = f"{said}；对方当事人名称相近，请核对是否同一当事人", Severity.WARNING
        found.append(Problem("adviser_id", message, severity, NO_CONFLICT, record=conflict.id))
    for other in others:
        message = (
            f"{other.adviser}曾为{other.unit}办理涉及“{task.counterparty}”的事项“{other.title}”，请核对是否有利益冲突"
        )
        found.append(Problem("adviser_id", message, Severity.NOTE, NO_CONFLICT, record=other.matter_id))
    return found


def problems_of_running(conflict: ConflictFacts, running: Iterable[tuple[Task, Other]]) -> Iterator[Problem]:
    """The matters still to be done that a declaration hits, unless it was allowed to go on; `record` is the matter's id."""
    if conflict.decision not in BLOCKING:
        return
    for task, other in running:
        if (likely := concerns(conflict, task)) is Likeness.NONE:
            continue
        message = f"{other.adviser}正在为{other.unit}办理“{other.title}”（对方当事人：{task.counterparty or '未填写'}）"
        same = likely is Likeness.SAME
        act = "请作出处理，需要回避的请更换承办顾问" if same else "名称相近，请核对是否同一当事人"
        severity = Severity.WARNING if same else Severity.NOTE
        yield Problem("counterparty", f"{message}，{act}", severity, NO_CONFLICT, record=other.matter_id)
