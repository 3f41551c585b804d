"""What entered by mistake may be taken off the books again, and why something else stays. Knows no store."""

from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.payments import PaymentFacts


def matter_stays(facts: MatterFacts) -> str:
    """Why a matter cannot be withdrawn; empty where it can: nobody has answered it."""
    return "" if facts.done_on is None else "已登记意见"


def conflict_stays(facts: ConflictFacts) -> str:
    """Why a declaration cannot be withdrawn; empty where it can: nothing was decided on it."""
    return "" if facts.decision is None else "已经处理"


def contract_stays(facts: EngagementFacts) -> str:
    """Why a contract cannot be deleted; empty where it can: it was never signed."""
    return "" if facts.draft else "已签订或属补录"


def instalment_stays(facts: PaymentFacts) -> str:
    """Why an instalment cannot be deleted; empty where it can: not paid, or a payment beside the plan entered by mistake."""
    return "已付款" if facts.paid is not None and facts.due is not None else ""
