"""Taking off the books what was entered by mistake: what goes, what stays, and what the audit says of it."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.advisers.conflicts import ConflictDecision
from app.domain.advisers.matters import Conclusion
from app.domain.advisers.payments import PaymentFacts
from app.domain.due.items import DueSubject
from app.domain.ledgers import Query
from app.domain.problems import Refused
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from app.services.audit import AuditService
from app.services.due.service import DueService
from app.services.ledgers import LedgerService
from app.services.search import SearchService
from tests.advisers import asked, contract, declared
from tests.offices import CLERK, Clock

D = date
Act = Callable[[], object]


def told(database: Database, subject: str, record_id: int) -> tuple[str, str, str]:
    """The latest act in a record's 修改记录: its name, what was taken off, why."""
    entry = AuditService(database).history(subject, record_id)[0]
    (change,) = (each for each in entry.changes if each.field == "撤销的记录")
    return entry.use_case, change.old, change.new


def test_a_matter_assigned_by_mistake_is_withdrawn_everywhere(
    advisers: AdviserServices, database: Database, clock: Clock
) -> None:
    advisers.matters.assign(asked(due_on=D(2025, 3, 10)), CLERK)
    due = DueService(database, clock)
    assert due.of(DueSubject.MATTERS, 1, D(2025, 3, 9))
    with pytest.raises(Refused, match="请写明原因"):
        advisers.withdrawals.matter(1, "　", CLERK)
    advisers.withdrawals.matter(1, "重复登记", CLERK)
    assert due.of(DueSubject.MATTERS, 1, D(2025, 3, 9)) == []
    assert list(LedgerService(database).ids("matters", Query(D(2025, 3, 9)))) == []
    assert SearchService(database).find("某合同的审查", D(2025, 3, 9)) == []
    assert told(database, "advisers", 1) == ("撤回交办事项", "交办事项“某合同的审查”", "原因：重复登记")
    assert AuditService(database).verify().broken_at is None


def test_what_was_answered_decided_signed_or_paid_stays(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(), CLERK)
    advisers.matters.assign(asked(), CLERK)
    advisers.matters.give_opinion(1, D(2025, 3, 3), Conclusion.LAWFUL, CLERK)
    advisers.conflicts.declare(declared(), CLERK)
    advisers.conflicts.decide(1, ConflictDecision.RECUSED, D(2025, 3, 2), "王五", CLERK)
    advisers.payments.plan(1, [PaymentFacts(1, due=4_000_000)], CLERK)
    advisers.payments.pay(1, D(2025, 3, 1), 4_000_000, CLERK)
    off = advisers.withdrawals
    acts: list[tuple[Act, str]] = [
        (lambda: off.matter(1, "误", CLERK), "已登记意见"),
        (lambda: off.conflict(1, "误", CLERK), "已经处理"),
        (lambda: off.draft(1, "误", CLERK), "已签订"),
        (lambda: off.instalment(1, "误", CLERK), "已付款"),
    ]
    for act, why in acts:
        with pytest.raises(Refused, match=why):
            act()


def test_a_draft_goes_with_its_plan_but_not_from_under_its_work(advisers: AdviserServices, database: Database) -> None:
    advisers.engagements.save(contract(signed_on=None), CLERK)
    advisers.payments.plan(1, [PaymentFacts(1, due=4_000_000), PaymentFacts(1, 2, due=4_000_000)], CLERK)
    advisers.matters.assign(asked(engagement_id=1), CLERK)
    with pytest.raises(Refused, match="名下有交办的事项"):
        advisers.withdrawals.draft(1, "没有签成", CLERK)
    advisers.withdrawals.matter(1, "误", CLERK)
    advisers.withdrawals.draft(1, "没有签成", CLERK)
    assert list(LedgerService(database).ids("payments", Query(D(2025, 3, 9)))) == []
    assert told(database, "firms", 1) == ("删除草拟合同", "草拟合同“常年法律顾问服务合同”", "原因：没有签成")


def test_a_renewal_that_nobody_signed_makes_way_for_another(advisers: AdviserServices, database: Database) -> None:
    advisers.engagements.save(contract(), CLERK)
    advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    advisers.withdrawals.draft(2, "金额未定", CLERK)
    assert advisers.engagements.renew(1, D(2026, 6, 30), CLERK).previous_id == 1
    assert told(database, "engagements", 1)[0] == "删除草拟合同"


def test_a_payment_beside_the_plan_that_was_none_is_taken_off(advisers: AdviserServices, database: Database) -> None:
    advisers.engagements.save(contract(), CLERK)
    advisers.payments.save(PaymentFacts(1, 1, paid_on=D(2025, 3, 1), paid=4_000_000), CLERK)
    advisers.withdrawals.instalment(1, "记错了合同", CLERK)
    assert advisers.payments.of_engagement(1) == []
    assert told(database, "engagements", 1) == ("删除付款记录", "付款记录第1期", "原因：记错了合同")


def test_a_matter_that_a_conflict_speaks_of_goes_after_it(advisers: AdviserServices) -> None:
    advisers.matters.assign(asked(), CLERK)
    advisers.conflicts.declare(declared(matter_id=1), CLERK)
    with pytest.raises(Refused, match="利益冲突申报指向这件事项"):
        advisers.withdrawals.matter(1, "误", CLERK)
    advisers.withdrawals.conflict(1, "误", CLERK)
    advisers.withdrawals.matter(1, "误", CLERK)
