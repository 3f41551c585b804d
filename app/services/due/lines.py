"""The due list as lines of a ledger. Knows no widget and no file."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.due.columns import cells, line_id
from app.domain.due.items import DueState
from app.domain.ledgers import Cells, Query
from app.services.due.service import items_in

_OF_DONE = frozenset({"done_on", "late"})
"""Columns that are asked about what is done."""


def due_lines(session: Session, query: Query) -> list[tuple[int, Cells]]:
    """Every item of a day by urgency; what is silenced says so. This year's concluded reviews only where they are asked for."""
    done = any(DueState.DONE.value in each.values or each.key in _OF_DONE for each in query.filters)
    since = date(query.on.year, 1, 1) if done else None
    return [(line_id(item), cells(item)) for item in items_in(session, query.on, done_since=since)]
