"""Rules of legal advisers through the services: what may still be done with a record that stands, and what is told of it."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.advisers.appointments import EndReason
from app.domain.advisers.engagements import SupplementKind
from app.domain.advisers.payments import PaymentFacts
from app.domain.problems import Refused
from app.models.advisers import EngagementRecord
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from tests.advisers import contract
from tests.offices import CLERK

D = date


def fields(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_a_contract_with_a_justified_over_payment_goes_on(advisers: AdviserServices) -> None:
    advisers.engagements.save(contract(), CLERK)
    plan = [PaymentFacts(1, due=4_000_000), PaymentFacts(1, due=4_000_000)]
    first, second = advisers.payments.plan(1, plan, CLERK)
    advisers.payments.pay(first.id or 0, D(2025, 1, 20), 4_000_000, CLERK)
    advisers.payments.pay(second.id or 0, D(2025, 6, 20), 8_000_000, CLERK, override="补充约定的差旅费")
    advisers.engagements.file(1, D(2025, 1, 5), CLERK)
    advisers.engagements.supplement(1, SupplementKind.TERM, D(2025, 7, 1), {"ends_on": D(2026, 1, 31)}, CLERK)
    corrected = replace(advisers.payments.get(first.id or 0), invoice="F9", paid=3_900_000)
    assert advisers.payments.save(corrected, CLERK).invoice == "F9"
    with pytest.raises(Refused, match="超过合同金额") as refusal:
        advisers.payments.save(replace(advisers.payments.get(first.id or 0), paid=4_100_000), CLERK)
    assert fields(refusal) == ["paid"]
    ended = advisers.engagements.end(1, D(2025, 9, 1), EndReason.AGREED, "协商一致", CLERK)
    assert ended.ended_on == D(2025, 9, 1)


def test_a_chain_stays_in_order_when_days_change(advisers: AdviserServices, database: Database) -> None:
    """Neither the form nor a link can make a circle, and a file that has one is read all the same."""
    advisers.engagements.save(contract(), CLERK)
    renewed = advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    with pytest.raises(Refused, match="早于下一期的开始日期（2026年1月1日）"):
        advisers.engagements.save(
            replace(advisers.engagements.get(1), starts_on=D(2027, 1, 1), ends_on=D(2027, 12, 31)), CLERK
        )
    with pytest.raises(Refused, match="晚于上一期"):
        advisers.engagements.save(replace(advisers.engagements.get(1), previous_id=renewed.id), CLERK)
    longer = advisers.engagements.supplement(1, SupplementKind.TERM, D(2025, 7, 1), {"ends_on": D(2026, 1, 31)}, CLERK)
    told = advisers.engagements.check(longer, D(2025, 7, 1))
    assert any("与下一期重叠31天" in problem.message for problem in told)
    with database.write(CLERK, "链") as session:
        session.get_one(EngagementRecord, 1).previous_id = renewed.id
    assert [each.id for each in advisers.engagements.chain(1)] == [renewed.id, 1]
