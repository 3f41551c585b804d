"""A matter beside its contract and its adviser's standing: what is to be looked at before it is given to him. Knows no store."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.advisers.contract_years import serves
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.people import AdviserState
from app.domain.dates import chinese
from app.domain.problems import Basis, Problem, Severity

UNDER = Basis("法律顾问管理规则", "交办事项应当在聘期和服务合同约定的服务对象、人员、期限以内")


@dataclass(frozen=True)
class Standing:
    """What the rules need to know beside a matter."""

    adviser: str = ""
    state: AdviserState | None = None
    """The adviser's on the day of asking."""
    firm_id: int | None = None
    """The adviser's."""
    contract: EngagementFacts | None = None
    """The one under which he is asked."""


def problems_of_standing(facts: MatterFacts, known: Standing) -> Iterator[Problem]:
    """What a matter lacks in its contract and its adviser; each may have its grounds, so nothing is refused."""
    contract = known.contract
    fits = contract is not None and serves(contract, facts.unit_id, facts.adviser_id, known.firm_id)
    if known.state in (AdviserState.EXPIRED, AdviserState.DISMISSED):
        message = f"{known.adviser}在交办日期{known.state.label}，请先续聘，或另选顾问"
        yield Problem("adviser_id", message, Severity.WARNING, UNDER)
    elif known.state is AdviserState.CANDIDATE and not fits:
        yield Problem(
            "adviser_id", f"{known.adviser}在交办日期没有聘任，请先登记聘任，或另选顾问", Severity.WARNING, UNDER
        )
    if contract is None:
        return
    if facts.unit_id is not None and facts.unit_id not in (contract.unit_id, *contract.served):
        message = f"合同“{contract.name}”的聘用单位和服务单位中没有该委托单位，请核对所属合同"
        yield Problem("engagement_id", message, Severity.WARNING, UNDER)
    elif not fits:
        message = f"合同“{contract.name}”的受聘顾问中没有{known.adviser}，请核对所属合同或承办顾问"
        yield Problem("engagement_id", message, Severity.WARNING, UNDER)
    if contract.draft:
        message = f"合同“{contract.name}”还没有登记签订，请先登记签订日期"
        yield Problem("engagement_id", message, Severity.WARNING, UNDER)
    elif facts.asked_on is not None and not contract.span().covers(facts.asked_on):
        message = f"交办日期（{chinese(facts.asked_on)}）不在合同“{contract.name}”的期限内，请核对所属合同"
        yield Problem("engagement_id", message, Severity.WARNING, UNDER)
