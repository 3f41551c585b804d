"""The drafting plan of the sample office: what its documents were planned as, and what is still to come. Knows no calendar but its own offsets."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from app.config import resource
from app.domain.actors import Actor, Origin
from app.domain.documents.facts import Nature
from app.domain.plans import PlanItem
from app.services.sample.course import Do, Staged
from app.services.sample.plan import Planned

SINCE = -700
"""Documents signed after this day were planned."""
BEFORE_SIGNING = 50
"""Days from the last day of sending in to the signature."""
ENTERED = 110
"""Days before its last day of sending in on which an item is entered; the nearer ones some weeks ago."""


def plan_acts(staged: Staged, documents: Sequence[Planned], handlers: Sequence[str]) -> Iterator[tuple[int, Do]]:
    """Offsets and acts: every item entered, some dropped or carried over, what became of each linked when it was sent in."""
    made = [
        {"title": each.title, "drafter": each.drafter, "day": each.signed - BEFORE_SIGNING, "linked": True}
        for each in documents
        if each.signed > SINCE and each.by_government and each.nature is Nature.NORMATIVE and not each.emergency
    ]
    keys: dict[str, int] = {}
    for place, said in enumerate([*made, *tomllib.loads(resource("sample/plans.toml").read_text("utf-8"))["item"]]):
        item = _Item(staged, said, handlers[place % len(handlers)], keys)
        yield min(said["day"] - ENTERED, -20), item.enter
        if "dropped" in said:
            yield -15, item.drop
        if "carried" in said:
            yield -15, item.carry
        if "linked" in said:
            yield min(said["day"] + 1, -1), item.link


class _Item:
    """One planned document on its way."""

    def __init__(self, staged: Staged, said: dict[str, Any], handler: str, keys: dict[str, int]) -> None:
        self._all, self._said, self._keys = staged, said, keys
        self._actor = Actor(handler, Origin.PROGRAM)

    def enter(self) -> None:
        said = self._said
        day: date = self._all.today + timedelta(said["day"])
        unit = self._all.units.get(said["drafter"])
        facts = PlanItem(
            day.year, said["title"], unit, "" if unit else said["drafter"], day,
            handler=self._actor.name, remark=said.get("remark", ""),
        )  # fmt: skip
        self._keys[said["title"]] = self._all.office.plans.save(facts, self._actor).id or 0

    def drop(self) -> None:
        key = self._keys[self._said["title"]]
        self._all.office.plans.drop([key], self._said["dropped"], self._all.office.today(), self._actor)

    def carry(self) -> None:
        year = (self._all.today + timedelta(self._said["day"])).year + 1
        self._all.office.plans.carry([self._keys[self._said["title"]]], year, self._actor)

    def link(self) -> None:
        document = self._all.ids.get(self._said["title"])
        if document is not None:
            self._all.office.plans.link(self._keys[self._said["title"]], document, self._actor)
