"""Working days to test with: 2004–2026 as shipped, 2027 from a file as an office imports it; 2028 and later unknown."""

from functools import cache
from pathlib import Path

from app.domain.calendar import Calendar, calendar_of
from app.domain.workdays import Workdays
from app.importers.calendar import read_holidays
from app.services.calendar import shipped_holidays

FILE_2027 = Path(__file__).parent / "data" / "calendar" / "2027.csv"
"""An arrangement made up for the tests; the official one came later."""


@cache
def calendar_to_2027() -> Calendar:
    """Shipped years and the imported one."""
    return calendar_of(shipped_holidays(), read_holidays(FILE_2027))


@cache
def workdays_to_2027() -> Workdays:
    """Their working days."""
    return calendar_to_2027().workdays()
