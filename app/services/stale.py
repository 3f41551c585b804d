"""Refusal of a save over facts that somebody else has changed meanwhile. Knows no subject."""

from dataclasses import fields
from typing import Any, Protocol

from app.domain.problems import Refused


class Revised(Protocol):
    """Facts with a revision."""

    @property
    def revision(self) -> int: ...


class Stale(Refused):
    """The record was changed after the form had read it; `current` is what it says now."""

    def __init__(self, current: Any, differing: tuple[str, ...]) -> None:
        self.current = current
        self.differing = differing
        """Fields in which the form and the record differ."""
        super().__init__("这条记录刚被他人修改过，请对照“我的”与“现有”逐项选择后再保存")


def refuse_stale(current: Revised, mine: Revised) -> None:
    """Raise Stale when `mine` was read from an earlier revision than `current`."""
    if current.revision != mine.revision:
        names = [item.name for item in fields(current) if item.name not in ("revision", "id", "uid")]  # type: ignore[arg-type]  # facts are dataclasses
        raise Stale(current, tuple(name for name in names if getattr(current, name) != getattr(mine, name)))
