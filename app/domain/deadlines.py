"""Deadlines: a limit counted from a day, with pauses and extensions. Knows no record and no profile."""

from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice


class Unit(Choice):
    """What a limit is counted in."""

    DAYS = "days", "日", "天", "自然日"
    WORKING_DAYS = "working_days", "个工作日", "工作日"
    MONTHS = "months", "个月", "月"
    YEARS = "years", "年"


class PauseKind(Choice):
    """Why a clock stands still."""

    CORRECTION = "correction", "补正"
    CONSULTATION = "consultation", "征求意见"
    ARGUMENTATION = "argumentation", "论证"


@dataclass(frozen=True)
class Limit:
    """So many days, working days, months or years after the starting day, or before it."""

    count: int
    unit: Unit
    backward: bool = False


@dataclass(frozen=True)
class Pause:
    """Days that do not count."""

    start: date
    """First day that does not count."""
    end: date | None
    """The day the clock goes on: it counts again. None = the clock still stands."""
    kind: PauseKind
    reason: str = ""


@dataclass(frozen=True)
class Extension:
    """Time added to a limit by somebody's decision."""

    days: int
    """In the limit's own unit: working days where the limit counts working days, months where it counts months."""
    approved_by: str
    on: date
    """Day of the approval."""
    reason: str = ""
