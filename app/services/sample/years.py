"""What happened once in the sample office: a clerk left, a year was closed, targets were set. Knows no other record."""

from collections.abc import Iterator
from datetime import date

from app.domain.actors import Actor, Origin
from app.domain.handovers import Handover
from app.services.sample.course import Do, Staged

CLOSED, TARGETS_SET = -10, -12
"""The year before last was closed once the old ledger had been taken in: a document of a closed year is not."""
TARGETS = {
    "submissions_settled": 80, "reviewed": 20, "adoption_rate": 85, "documents_published": 8, "documents_interpreted": 8,
    "plans_rate": 60,
}  # fmt: skip


def once(staged: Staged, leaver: str, left: int, handlers: list[str]) -> Iterator[tuple[date, Do]]:
    """Days and acts."""
    office, year = staged.office, staged.today.year
    head = Actor(handlers[0], Origin.PROGRAM)

    def hand_over() -> None:
        facts = Handover(leaver, handlers[2], office.today(), handlers[0], "调离")
        office.handovers.hand_over(facts, None, head, leaves=True)

    def close() -> None:
        office.years.close(year - 2, head)

    yield staged.on(left), hand_over
    yield staged.on(CLOSED), close
    yield staged.on(TARGETS_SET), lambda: office.years.save_targets(year, TARGETS, head)
