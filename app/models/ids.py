"""Ids for rows inserted by Core: the next ones that AUTOINCREMENT would give. Knows no record."""

from sqlalchemy import column, func, select, table
from sqlalchemy.orm import Session

from app.models.audit import table_of
from app.models.base import Record

_sequence = table("sqlite_sequence", column("name"), column("seq"))


def next_id(session: Session, record: type[Record]) -> int:
    """The lowest id that no row of the table has or ever had; sound because the transaction alone writes."""
    name = table_of(record).name
    used = session.scalar(select(_sequence.c.seq).where(_sequence.c.name == name)) or 0
    highest = session.scalar(select(func.max(record.id))) or 0
    return max(int(used), highest) + 1
