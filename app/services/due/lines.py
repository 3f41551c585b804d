"""The due list as lines of a ledger. Knows no widget and no file."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.due.columns import cells, line_id
from app.domain.ledgers import Cells
from app.services.due.service import items_in


def due_lines(session: Session, on: date) -> list[tuple[int, Cells]]:
    """Every item of a day, this year's concluded reviews among them, by urgency; what is silenced says so."""
    return [(line_id(item), cells(item)) for item in items_in(session, on, done_since=date(on.year, 1, 1))]
