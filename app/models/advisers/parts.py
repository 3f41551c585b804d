"""Small nested values of advisers' rows as their JSON columns keep them: doubts, waivers, head of a record. Knows no subject."""

from collections.abc import Iterable
from typing import Any

from app.domain.documents.facts import Doubt, Waiver
from app.models.base import Exchangeable, Record
from app.models.moments import local_day


def doubts_of(rows: Iterable[Iterable[str]]) -> tuple[Doubt, ...]:
    """Doubts as rules read them."""
    return tuple(Doubt(*row) for row in rows)


def waivers_of(rows: Iterable[Iterable[str]]) -> tuple[Waiver, ...]:
    """Reasons for soft rules as rules read them."""
    return tuple(Waiver(*row) for row in rows)


def doubt_rows(doubts: Iterable[Doubt]) -> list[list[str]]:
    """Doubts as their column keeps them."""
    return [[doubt.field, doubt.raw, doubt.message] for doubt in doubts]


def waiver_rows(waivers: Iterable[Waiver]) -> list[list[str]]:
    """Reasons as their column keeps them."""
    return [[waiver.rule, waiver.reason] for waiver in waivers]


class Exchanged(Exchangeable):
    """A record that can say who it is to its facts."""

    def identity(self: Any) -> dict[str, Any]:
        """Id, uid, revision and the day of entry."""
        return {"id": self.id, "uid": self.uid, "revision": self.revision, "created_on": local_day(self.created_at)}


def plain(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """The columns that the facts have under the same name."""
    return {name: getattr(record, name) for name in names}
