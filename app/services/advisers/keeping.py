"""The record that changed facts are kept in, the same for every subject of the advisers. Knows no rule."""

from typing import Any

from sqlalchemy.orm import Session

from app.models.moments import now
from app.services.advisers.lookup import R, one_in
from app.services.stale import refuse_stale


def keeper_in(session: Session, record: type[R], facts: Any, **beneath: list[Any]) -> R:
    """A new record (with the rows beneath it) where the facts have no id, else theirs. Raises Refused, Stale."""
    if facts.id is None:
        return record(created_at=now(session), **beneath)
    kept: Any = one_in(session, record, facts.id)
    refuse_stale(kept.facts(), facts)
    return kept  # type: ignore[no-any-return]  # what one_in gave
