"""Cover of a 法律意见书: for whom, about what, by whom, when. Knows no store and no file format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.matters import MatterFacts
from app.domain.dates import chinese
from app.services.advisers.papers.boxes import BLANK, LINE

if TYPE_CHECKING:
    from app.exporters.official import Official


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
    from app.exporters.official import FactList, Layout, Official

    return Official(
        title="法律意见书",
        office=names.firm or names.adviser,
        on=facts.done_on or today,
        body=(FactList(tuple(_facts(facts, names)), empty=BLANK),),
        mark=f"编号：{facts.opinion_number or LINE}",
        signed=False,
        layout=Layout.SHEET,
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
    yield "交办日期", _day(facts.asked_on) + (f"（要求于{_day(facts.due_on)}前完成）" if facts.due_on else "")
    yield "出具日期", _day(facts.done_on)
    yield "意见结论", facts.conclusion.label if facts.conclusion else ""
    yield "保密要求", "仅供委托单位内部使用，未经同意不得对外提供"
    yield "出具机构", f"{names.firm}\n　　　　　　　　　　　　　　　　（盖章）"


def _day(day: date | None) -> str:
    return chinese(day) if day else ""
