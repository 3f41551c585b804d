"""Instants and the days people mean by them: everything shown is UTC+8. Knows no record."""

from datetime import date, datetime, timedelta, timezone

from sqlalchemy.orm import Session

CHINA = timezone(timedelta(hours=8))
"""Fixed: China keeps one time and no summer time; the PC's zone is not asked."""


def local_day(at: datetime | None) -> date | None:
    """The day of an instant in UTC+8."""
    return None if at is None else at.astimezone(CHINA).date()


def now(session: Session) -> datetime:
    """The instant of the transaction, the same for all its rows."""
    at: datetime = session.info["journal"].at
    return at


def today_in(session: Session) -> date:
    """The day of the transaction in UTC+8."""
    return now(session).astimezone(CHINA).date()
