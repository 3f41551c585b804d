"""Taking off the books what was entered by mistake: the row goes, the audit keeps it with the reason. Knows no window."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.withdrawal import conflict_stays, contract_stays, instalment_stays, matter_stays
from app.domain.problems import Problem, Refused
from app.models.advisers import (
    AdviserRecord,
    AssessmentRecord,
    ConflictRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
    PaymentRecord,
)
from app.models.audit import Journal
from app.models.base import Record
from app.models.database import Database
from app.services.advisers.lookup import one_in
from app.services.years import refuse_closed_in

C, E, M, S, Y = ConflictRecord, EngagementRecord, MatterRecord, AssessmentRecord, PaymentRecord
Owners = Iterable[tuple[type[Record], int | None]]


class WithdrawalService:
    """Mistaken records. Every public method is one transaction; all raise Refused where the record stays, or without a reason.

    The row is deleted as a draft is; what it said stands in the audit, and in the 修改记录 of whom it was about, with the reason.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def matter(self, matter_id: int, reason: str, actor: Actor) -> None:
        """撤回交办: a matter that nobody has answered."""
        with self._database.write(actor, "撤回交办事项") as session:
            record = one_in(session, M, matter_id)
            _refuse_that_stays(matter_stays(record.facts()), "请先在“修改”的“更正意见、采纳和结果”中清空实际完成日期")
            refuse_closed_in(session, record.asked_on.year if record.asked_on else None, "交办日期")
            if session.scalar(select(C.id).where(C.matter_id == matter_id).limit(1)):
                raise Refused("有利益冲突申报指向这件事项，请先撤回或更正该申报，再撤回事项")
            _remove_in(session, record, f"交办事项“{record.title}”", reason, [(AdviserRecord, record.adviser_id)])

    def conflict(self, conflict_id: int, reason: str, actor: Actor) -> None:
        """撤回申报: a declaration on which nothing was decided."""
        with self._database.write(actor, "撤回利益冲突申报") as session:
            record = one_in(session, C, conflict_id)
            _refuse_that_stays(conflict_stays(record.facts()), "请先在“修改”的“更正处理”中清空处理")
            owners: Owners = [(AdviserRecord, record.adviser_id), (FirmRecord, record.firm_id)]
            named = record.counterparty or record.matter_text
            _remove_in(session, record, f"利益冲突申报“{named}”" if named else "利益冲突申报", reason, owners)

    def draft(self, engagement_id: int, reason: str, actor: Actor) -> None:
        """删除草拟合同: a contract never signed, its plan of instalments with it."""
        with self._database.write(actor, "删除草拟合同") as session:
            record = one_in(session, E, engagement_id)
            _refuse_that_stays(contract_stays(record.facts()), "签订后不再履行的，请登记提前解除")
            for row, message in (
                (select(E.id).where(E.previous_id == engagement_id), "这份合同之后已有续签的合同，不能删除"),
                (select(M.id).where(M.engagement_id == engagement_id), "这份合同名下有交办的事项，请先改到其他合同"),
                (select(S.id).where(S.engagement_id == engagement_id), "这份合同名下有考核记录，请先改到其他合同"),
                (
                    select(Y.id).where(Y.engagement_id == engagement_id, Y.paid.is_not(None)),
                    "这份合同已有付款，请先更正付款",
                ),
            ):
                if session.scalar(row.limit(1)):
                    raise Refused(message)
            for instalment in session.scalars(select(Y).where(Y.engagement_id == engagement_id)):
                session.delete(instalment)
            session.flush()
            owners: Owners = [(E, record.previous_id), (FirmRecord, record.firm_id)]
            _remove_in(session, record, f"草拟合同“{record.name}”", reason, owners)

    def instalment(self, payment_id: int, reason: str, actor: Actor) -> None:
        """删除付款记录: an instalment not paid, or a payment beside the plan that was none."""
        with self._database.write(actor, "删除付款记录") as session:
            record = one_in(session, Y, payment_id)
            _refuse_that_stays(instalment_stays(record.facts()), "请先在“修改”中清空实付日期和实付金额")
            refuse_closed_in(session, record.paid_on.year if record.paid_on else None, "实付日期")
            said = f"付款记录第{record.instalment}期"
            _remove_in(session, record, said, reason, [(E, record.engagement_id)])


def _refuse_that_stays(why: str, what_to_do: str) -> None:
    if why:
        raise Refused(f"{why}，不能撤销；{what_to_do}")


def _remove_in(session: Session, record: Record, named: str, reason: str, owners: Owners) -> None:
    """Delete the row; whom it was about keeps what it was and why it went. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused([Problem("reason", "请写明原因")])
    journal: Journal = session.info["journal"]
    for kind, owner in owners:
        if owner is not None:
            journal.note(kind, owner, owner, "remove", {"removed": [named, f"原因：{reason.strip()}"]})
    if not any(owner for _, owner in owners):
        journal.note(type(record), record.id, record.id, "remove", {"removed": [named, f"原因：{reason.strip()}"]})
    session.delete(record)
    session.flush()
