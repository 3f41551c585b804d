"""Instants as people read them, in fixed UTC+8 whatever zone the PC is set to. Knows no record."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def local(at: datetime) -> str:
    """2025-03-03 09:12."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
