"""Reading advisers' records within a transaction, and what their rules need to know beside the facts. Knows no act."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKnown
from app.domain.advisers.conflicts import ConflictFacts, Other, Task, with_side
from app.domain.advisers.contract_rules import ContractKnown
from app.domain.advisers.contract_years import serves
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.people import AdviserFacts, AdviserKind, Namesake
from app.domain.advisers.sides import likeness
from app.domain.advisers.templates import Grade
from app.domain.problems import Problem, Refused
from app.domain.text import fold
from app.domain.units import UnitFacts
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentRecord,
    AssessmentTemplateRecord,
    ConflictRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
    PaymentRecord,
    ServedUnitRecord,
)
from app.models.base import Record
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord
from app.services.settings import profile_in

A, C, E, M, P, S = (
    AdviserRecord, ConflictRecord, EngagementRecord, MatterRecord, AppointmentRecord, AssessmentRecord,
)  # fmt: skip
R = TypeVar("R", bound=Record)

NOUNS: dict[type[Record], str] = {
    AdviserRecord: "法律顾问",
    FirmRecord: "律师事务所（机构）",
    AppointmentRecord: "聘任",
    EngagementRecord: "服务合同",
    PaymentRecord: "付款记录",
    MatterRecord: "交办事项",
    ConflictRecord: "利益冲突申报",
    AssessmentRecord: "考核记录",
    AssessmentTemplateRecord: "考核表",
    UnitRecord: "单位",
    DocumentRecord: "规范性文件",
    SubmissionRecord: "送审件",
}

whole_contract = (selectinload(EngagementRecord.advisers), selectinload(EngagementRecord.served))


def one_in(session: Session, record: type[R], record_id: int | None) -> R:
    """A record by id, contracts with what lies beneath them. Raises Refused when there is none."""
    options: Sequence[Any] = whole_contract if record is EngagementRecord else ()
    found = session.get(record, record_id or 0, options=options)
    if found is None:
        raise Refused(f"没有记录号为 {record_id} 的{NOUNS[record]}，请刷新")
    return found


def missing_in(session: Session, wanted: Iterable[tuple[str, type[Record], int | None]]) -> list[Problem]:
    """Problems for references that lead nowhere: (field, record, id)."""
    return [
        Problem(field, f"没有记录号为 {key} 的{NOUNS[record]}，请重新选择")
        for field, record, key in wanted
        if key is not None and session.get(record, key) is None
    ]


def namesakes_in(session: Session, facts: AdviserFacts) -> list[Namesake]:
    """Advisers of the same name, blanks within it aside: 李 某某 is 李某某."""
    statement = select(AdviserRecord.id, AdviserRecord.name, AdviserRecord.firm_id, AdviserRecord.workplace)
    return [Namesake(*row) for row in session.execute(statement) if fold(row.name) == fold(facts.name)]


def kind_in(session: Session, adviser_id: int) -> AdviserKind | None:
    """The kind of an adviser."""
    return session.scalar(select(AdviserRecord.kind).where(AdviserRecord.id == adviser_id))


def appointment_known_in(session: Session, facts: AppointmentFacts) -> AppointmentKnown:
    """What the rules need to know beside an appointment."""
    chiefs = session.execute(
        select(P, AdviserRecord.name)
        .join(AdviserRecord, AdviserRecord.id == P.adviser_id)
        .where(P.unit_id == facts.unit_id, P.chief.is_(True), P.id != (facts.id or 0))
    )
    siblings = session.scalars(select(P).where(P.adviser_id == facts.adviser_id, P.unit_id == facts.unit_id))
    return AppointmentKnown(
        kind_in(session, facts.adviser_id),
        {row.id: (name, row.facts()) for row, name in chiefs},
        {row.id: row.facts() for row in siblings if row.id != facts.id},
        profile_in(session, facts.starts_on) if facts.starts_on and own_government_in(session, facts.unit_id) else None,
    )


def own_government_in(session: Session, unit_id: int) -> bool:
    """Whether a unit is the place's own government."""
    unit = session.get(UnitRecord, unit_id)
    return unit is not None and UnitFacts(unit.name, unit.category, confirmed=unit.confirmed).own_government


def paid_in(session: Session, engagement_id: int | None) -> tuple[int, str]:
    """What was paid on a contract, in 分, and why it is more than the contract says, where a payment tells."""
    y = PaymentRecord
    total = select(func.coalesce(func.sum(y.paid), 0), func.coalesce(func.max(y.override), ""))
    paid, reason = session.execute(total.where(y.engagement_id == (engagement_id or 0), y.paid.is_not(None))).one()
    return paid or 0, reason or ""


def contract_known_in(session: Session, facts: EngagementFacts) -> ContractKnown:
    """What the rules need to know beside a contract."""
    ids = [engaged.adviser_id for engaged in facts.advisers]
    rows = session.execute(select(AdviserRecord.id, AdviserRecord.kind).where(AdviserRecord.id.in_(ids)))
    kinds = {row.id: row.kind for row in rows}
    before = None
    followed = False
    if facts.previous_id is not None and facts.previous_id != facts.id:
        before = one_in(session, E, facts.previous_id).facts()
        others = select(func.count(E.id)).where(E.previous_id == facts.previous_id, E.id != (facts.id or 0))
        followed = bool(session.scalar(others))
    same = None
    if facts.number.strip():
        named = select(E.id, E.name).where(E.number == facts.number.strip(), E.id != (facts.id or 0)).limit(1)
        row = session.execute(named).first()
        same = (row.id, row.name) if row else None
    limit = one_in(session, E, facts.id).facts().limit if facts.id is not None else None
    paid, reason = paid_in(session, facts.id)
    return ContractKnown(kinds, before, follower_in(session, facts.id), followed, paid, limit, reason, same)


def follower_in(session: Session, engagement_id: int | None) -> EngagementFacts | None:
    """The contract that follows one."""
    following = select(E).options(*whole_contract).where(E.previous_id == (engagement_id or 0))
    found = session.scalar(following)
    return found.facts() if found is not None else None


def last_grade_in(session: Session, adviser_id: int, before: date | None = None) -> Grade | None:
    """The grade of an adviser's last finished assessment (before a day)."""
    statement = select(S.grade).where(S.adviser_id == adviser_id, S.assessed_on.is_not(None))
    if before is not None:
        statement = statement.where(S.assessed_on < before)
    return session.scalar(statement.order_by(S.assessed_on.desc(), S.id.desc()).limit(1))


def conflicts_in(session: Session, task: Task) -> list[ConflictFacts]:
    """Declarations of an adviser or his firm."""
    his = C.adviser_id == (task.adviser_id or 0)
    condition = his if task.firm_id is None else his | (C.firm_id == task.firm_id)
    rows = session.execute(select(C, M.counterparty).outerjoin(M, M.id == C.matter_id).where(condition).order_by(C.id))
    return [with_side(row.facts(), side or "") for row, side in rows]


def others_in(session: Session, task: Task) -> list[Other]:
    """Other matters of the adviser and of his firm with the same other side."""
    if not task.counterparty.strip():
        return []
    his = M.adviser_id == (task.adviser_id or 0)
    condition = his if task.firm_id is None else his | (A.firm_id == task.firm_id)
    rows = session.execute(
        select(M.id, M.title, M.counterparty, A.name, UnitRecord.name)
        .join(A, A.id == M.adviser_id)
        .outerjoin(UnitRecord, UnitRecord.id == M.unit_id)
        .where(condition, M.counterparty != "", M.id != (task.matter_id or 0))
        .order_by(M.id)
    )
    return [
        Other(key, title, name, unit or "")
        for key, title, side, name, unit in rows
        if likeness(side, task.counterparty)
    ]


def running_in(session: Session, conflict: ConflictFacts) -> list[tuple[Task, Other]]:
    """Matters of an adviser, and of a firm's people, that are still to be done."""
    his = M.adviser_id == (conflict.adviser_id or 0)
    condition = his if conflict.firm_id is None else his | (A.firm_id == conflict.firm_id)
    rows = session.execute(
        select(M.id, M.title, M.counterparty, A.id, A.firm_id, A.name, UnitRecord.name)
        .join(A, A.id == M.adviser_id)
        .outerjoin(UnitRecord, UnitRecord.id == M.unit_id)
        .where(condition, M.done_on.is_(None))
        .order_by(M.id)
    )
    return [
        (Task(adviser_id, firm_id, side, key), Other(key, title, name, unit or ""))
        for key, title, side, adviser_id, firm_id, name, unit in rows
    ]


def covering_in(session: Session, unit_id: int, adviser_id: int, on: date) -> int | None:
    """The contract under which an adviser serves a unit on a day; None where there is none or more than one."""
    firm_id = session.scalar(select(A.firm_id).where(A.id == adviser_id))
    besides = select(ServedUnitRecord.engagement_id).where(ServedUnitRecord.unit_id == unit_id)
    rows = session.scalars(select(E).options(*whole_contract).where(or_(E.unit_id == unit_id, E.id.in_(besides))))
    found = [
        row.id
        for row in rows
        if not (facts := row.facts()).draft and facts.span().covers(on) and serves(facts, unit_id, adviser_id, firm_id)
    ]
    return found[0] if len(found) == 1 else None
