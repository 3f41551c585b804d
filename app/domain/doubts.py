"""Doubts of any record: which are left once some were looked into. Knows no record."""

from collections.abc import Collection, Iterable

from app.domain.documents.facts import Doubt


def unsettled(doubts: Iterable[Doubt], settled: Collection[str]) -> tuple[Doubt, ...]:
    """The doubts left once those of some fields were looked into (核实)."""
    return tuple(doubt for doubt in doubts if doubt.field not in settled)
