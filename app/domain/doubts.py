"""Doubts of any record: which are left once some were looked into. Knows no record."""

from collections.abc import Collection, Iterable

from app.domain.documents.facts import Doubt


def unsettled(doubts: Iterable[Doubt], settled: Collection[Doubt]) -> tuple[Doubt, ...]:
    """The doubts left once some were looked into (核实); another one about the same field stays."""
    return tuple(doubt for doubt in doubts if doubt not in settled)
