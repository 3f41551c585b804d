"""法律顾问意见 in the panel of what it is about: who was asked, what he said, what became of it, and asking. Knows no service."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.advisers.matters import DECIDED, MatterFacts, matter_state
from app.ui.advisers.lists import Open, day, joined, section
from app.ui.panel import link

Advice = Sequence[tuple[MatterFacts, str]]
"""Matters with the names of their advisers."""
ASK = "＋ 交办法律顾问"
NOBODY = "还没有听取法律顾问的意见"


def advice(found: Advice, on: date, open_record: Open, ask: Callable[[], object] | None) -> Iterator[QWidget]:
    """A line for each matter, the latest first: what he said stands where there is room; without `ask` nothing can be begun."""
    lines = [
        (
            matter.id,
            joined(
                adviser,
                matter.conclusion.label if matter.conclusion else "",
                matter.adoption.label if matter.adoption in DECIDED else matter_state(matter, on).label,
                f"{day(matter.asked_on)}交办" if matter.asked_on else "",
            ),
        )
        for matter, adviser in reversed(found)
    ]
    yield from section("法律顾问意见", "matters", lines, open_record, NOBODY)
    if ask is not None:
        yield link(ASK, ask)
