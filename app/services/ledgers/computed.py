"""Ledgers whose lines are derived, not stored: filtered, searched, sorted and counted as the database does it. Knows no subject."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.ledgers import ID, Cell, Cells, Column, Kind, Ledger, Query, passes
from app.domain.text import fold, initials, words

Lines = list[tuple[int, Cells]]


@dataclass(frozen=True)
class Computed:
    """A ledger made of a function: every line as seen from a day, with a number that stays the same while the line does."""

    ledger: Ledger
    make: Callable[[Session, Query], Lines]
    """Its lines for a query, whose conditions it may use to leave out what they would; never to let through."""
    tables: frozenset[str] = frozenset()
    """Tables whose change makes the ledger's pages reload."""

    def lines(self, session: Session, query: Query) -> Lines:
        """The lines of a query in order."""
        found = self.make(session, query)
        for condition in query.filters:
            at = None if condition.key == ID.key else self.ledger.index(condition.key)
            found = [line for line in found if passes(line[0] if at is None else line[1][at], condition)]
        if wanted := words(query.text):
            found = [line for line in found if self._holds(line[1], wanted)]
        key, descending = query.sort or self.ledger.default_sort
        if key == "id":
            return _ordered(found, None, descending, None)
        return _ordered(found, self.ledger.index(key), descending, self.ledger.column(key).kind)

    def picked(self, session: Session, query: Query, ids: Sequence[int]) -> Lines:
        """The lines of these numbers in their order; one that is gone is left out."""
        known = dict(self.make(session, query))
        return [(key, known[key]) for key in ids if key in known]

    def values(self, session: Session, key: str, query: Query) -> list[Any]:
        """The distinct values of a column in order."""
        at = self.ledger.index(key)
        given = {cells[at] for _, cells in self.make(session, query)} - {None, ""}
        return sorted(given)

    def _holds(self, cells: Cells, wanted: Iterable[str]) -> bool:
        text = "\n".join(fold(_shown(column, cell)) for column, cell in zip(self.ledger.columns, cells, strict=True))
        return all(word in text for word in wanted)


def _shown(column: Column, cell: Cell) -> str:
    """The text a word is looked for in; numbers and ticks are none."""
    return "" if column.kind in (Kind.INTEGER, Kind.FLAG) else column.show(cell)


def _ordered(lines: Lines, at: int | None, descending: bool, kind: Kind | None) -> Lines:
    """By a column, texts by their pinyin, blanks last either way; equal ones keep the order in which they were made."""
    if at is None:
        return lines[::-1] if descending else lines

    def rank(line: tuple[int, Cells]) -> Any:
        cell = line[1][at]
        return (initials(cell), cell) if kind is Kind.TEXT and isinstance(cell, str) else cell

    full = sorted((line for line in lines if line[1][at] is not None), key=rank, reverse=descending)
    return [*full, *(line for line in lines if line[1][at] is None)]
