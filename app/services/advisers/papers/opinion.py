"""Cover of a 法律意见书: for whom, about what, by whom, when. Knows no store and no file format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.matters import MatterFacts
from app.domain.dates import chinese

if TYPE_CHECKING:
    from app.exporters.official import Official

LINES_ABOVE = 1


@dataclass(frozen=True)
class MatterNames:
    """The names that a matter's ids stand for."""

    unit: str
    adviser: str
    firm: str
    """Firm or workplace."""
    about: str = ""
    """The document or submission it is about."""


def opinion_cover(facts: MatterFacts, names: MatterNames, today: date) -> "Official":
    """One sheet to be bound before the opinion; what is not known yet is left to be written by hand."""
    from app.exporters.official import FactList, Official

    return Official(
        title="法　律　意　见　书",
        office=names.firm or names.adviser,
        on=facts.done_on or today,
        body=(FactList(tuple(_facts(facts, names)), empty="　"),),
        mark=facts.opinion_number,
        above=LINES_ABOVE,
        numbered=False,
    )


def _facts(facts: MatterFacts, names: MatterNames) -> Iterator[tuple[str, str]]:
    yield "委托单位", names.unit
    yield "事项名称", facts.title
    yield "事项类别", facts.kind.label
    if names.about:
        yield "关联对象", names.about
    if facts.counterparty:
        yield "对方当事人", facts.counterparty
    yield "承办顾问", names.adviser
    yield "所在机构", names.firm
    yield "交办日期", chinese(facts.asked_on) if facts.asked_on else ""
    yield "意见结论", facts.conclusion.label if facts.conclusion else ""
    yield "保密要求", "本意见书仅供委托单位内部决策使用，未经同意不得向他人提供。"
