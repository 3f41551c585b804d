"""What an import did, or would do: counts, lines, problems. Knows no ledger."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.problems import Severity
from app.importers.drafts import Draft, ImportProblem


class Action(StrEnum):
    """What becomes of one line of the file."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class PlannedLine:
    """One data line: what becomes of it, and every value that was understood otherwise than written."""

    row: int
    action: Action
    title: str
    record_id: int | None = None
    """The record it made, changed or matched."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """Column, 原值, 新值."""
    reason: str = ""
    """Why it was skipped or failed."""
    hidden: bool = False


@dataclass(frozen=True)
class Earlier:
    """An earlier import of the same file."""

    batch_id: int
    at: datetime
    actor: str


@dataclass(frozen=True)
class Outcome:
    """The whole import. rows = created + updated + skipped + failed, always."""

    ledger: str
    file_name: str
    sheet: str
    lines: tuple[PlannedLine, ...]
    problems: tuple[ImportProblem, ...]
    ignored: tuple[tuple[int, int, str, str], ...]
    """First and last row number, reason, text of lines that are no data."""
    new_units: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    earlier: Earlier | None = None
    batch_id: int | None = None
    """None for a dry run."""
    drafts: tuple[Draft, ...] = field(default=(), repr=False)
    headings: tuple[tuple[int, str, str | None], ...] = ()
    """Position, title and the ledger's column (None = kept as extra) of each column of the file."""

    @property
    def rows(self) -> int:
        return len(self.lines)

    def count(self, action: Action) -> int:
        """How many lines ended so."""
        return sum(line.action is action for line in self.lines)

    @property
    def created(self) -> int:
        return self.count(Action.CREATED)

    @property
    def updated(self) -> int:
        return self.count(Action.UPDATED)

    @property
    def skipped(self) -> int:
        return self.count(Action.SKIPPED)

    @property
    def failed(self) -> int:
        return self.count(Action.FAILED)

    @property
    def ignored_rows(self) -> int:
        """Lines of the file that are no data."""
        return sum(last - first + 1 for first, last, _, _ in self.ignored)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "ledger": self.ledger,
            "file": self.file_name,
            "sheet": self.sheet,
            "batch": self.batch_id,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "failed": self.failed,
            "ignored": self.ignored_rows,
            "ignored_lines": [list(item) for item in self.ignored],
            "hidden_rows": list(self.hidden_rows),
            "hidden_sheets": list(self.hidden_sheets),
            "new_units": list(self.new_units),
            "problems": [problem_as_json(problem) for problem in self.problems],
        }


def problem_as_json(problem: ImportProblem) -> dict[str, Any]:
    """One problem for machines."""
    keys = ("row", "column", "value", "message", "expected", "suggestion")
    return {**{key: getattr(problem, key) for key in keys}, "severity": problem.severity.value}


def worst(problems: Iterable[ImportProblem]) -> Severity | None:
    """The gravest of some problems."""
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    return min((problem.severity for problem in problems), key=order.index, default=None)


@dataclass(frozen=True)
class Batch:
    """One import as the list of imports shows it."""

    id: int
    at: datetime
    actor: str
    ledger: str
    file_name: str
    rows: int
    created: int
    updated: int
    skipped: int
    failed: int
    undone_at: datetime | None
    undone_by: str


@dataclass(frozen=True)
class Undone:
    """What the undoing of an import did: titles of records removed and restored, and of those kept because they were edited since."""

    removed: int
    restored: int
    kept: tuple[str, ...]
