"""What the acts of the sample's advisers share: its file, ids by name, days by offset, numbers in order. Knows no act."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from app.config import resource
from app.domain.actors import Actor
from app.domain.choices import Choice
from app.services.sample.course import Do, Staged

if TYPE_CHECKING:
    from app.services.advisers.bundle import AdviserServices

Named = TypeVar("Named", bound=Choice)

Offered = Iterator[tuple[int, Do]]


def advisers_plan() -> dict[str, Any]:
    """Firms, people, terms, contracts, work, conflicts and assessments."""
    return tomllib.loads(resource("sample/advisers.toml").read_text("utf-8"))


def chosen(choices: type[Named], name: str) -> Named:
    """The member that the sample's file names. Raises ValueError for one that is none."""
    member = choices.of(name)
    if member is None:
        raise ValueError(name)
    return member


@dataclass
class Bench:
    """What the acts of all advisers share: ids by the names and keys of the sample's file."""

    staged: Staged
    head: Actor
    firms: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    contracts: dict[str, int] = field(default_factory=dict)
    serials: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def services(self) -> "AdviserServices":
        return self.staged.office.advisers

    @property
    def today(self) -> date:
        """The day of the act."""
        return self.staged.office.today()

    def day(self, offset: int) -> date:
        """The day at an offset from the sample's own, working or not: terms begin on any."""
        return self.staged.today + timedelta(offset)

    def offset(self, day: date) -> int:
        """How far a day lies from the sample's own."""
        return (day - self.staged.today).days

    def of_last_year(self, days: int) -> int:
        """The offset of a day of last year, counted from its first."""
        return self.offset(date(self.staged.today.year - 1, 1, 1)) + days

    def number(self, mark: str) -> str:
        """The next number of a mark in the year of the act."""
        key = mark, self.today.year
        self.serials[key] = self.serials.get(key, 0) + 1
        return f"{mark}〔{self.today.year}〕{self.serials[key]}号"
