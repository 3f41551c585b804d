"""Where a ledger's lines come from: its record, the SQL of its columns, its base select. Knows no particular ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select

from app.domain.ledgers import Ledger
from app.models.base import Record


def _as_it_is(statement: Select[Any]) -> Select[Any]:
    return statement


@dataclass(frozen=True)
class Source:
    """A ledger in SQL. `column(key, on, soon)` gives the expression of a column as seen from a day."""

    ledger: Ledger
    record: type[Record]
    column: Callable[[str, date, date], Any]
    base: Callable[[Select[Any]], Select[Any]] = _as_it_is
    """Joins and what must never be seen; every query of the ledger starts with it."""
    subject: str = ""
    """Name in the search index; empty = words are looked for by `holds`."""
    holds: Callable[[str], ColumnElement[bool]] | None = None
    """Whether a line of a ledger outside the index holds a folded word."""
    sort_keys: Mapping[str, str] = field(default_factory=dict)
    """Columns sorted by a key of the index: titles by pinyin, numbers naturally."""
    as_of: Callable[[date], ColumnElement[bool]] | None = None
    tables: frozenset[str] = frozenset()
    """Tables whose change makes the ledger's pages reload."""
