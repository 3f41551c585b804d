"""What is wrong with facts or with the machine, and the failure that carries it. Knows no rule itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a problem weighs: an error refuses, a warning needs a reason, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Basis:
    """The rule that a check or a deadline rests on: its source as cited and what it says."""

    source: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.source}：{self.text}" if self.text else self.source


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one field (empty = the whole record): a Chinese sentence that says what to do."""

    field: str
    message: str
    severity: Severity = Severity.ERROR
    basis: Basis | None = None
    rule: str = ""
    """Key under which the office can switch the rule off or accept it with a reason; empty = always holds."""
    record: int | None = None
    """Id of another record of the same ledger that it speaks of, so that the window can show it."""


def explained(problems: Iterable[Problem], reasons: Mapping[str, str]) -> list[Problem]:
    """The problems, those of soft rules accepted with a reason as notes that stay marked; `reasons` are by rule."""
    return [
        replace(problem, message=f"{problem.message}（已说明：{reasons[problem.rule]}）", severity=Severity.NOTE)
        if problem.severity is Severity.WARNING and problem.rule in reasons
        else problem
        for problem in problems
    ]


class Refused(Exception):
    """The user's failure: nothing was changed, and every reason is named."""

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        self.problems: tuple[Problem, ...] = (Problem("", problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class Unavailable(Exception):
    """The environment's failure: a file, folder or drive does not do what it must; nothing that was there is lost."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        """The file it happened to."""
        self.message = message
        """One Chinese sentence: which file, and what to do."""
        super().__init__(message)


class Missing(Unavailable):
    """The data file is not where it should be: to be found, restored or begun anew, never silently."""


class Damaged(Unavailable):
    """The data file is broken or no file of ours: to be restored; it is set aside, never deleted."""


class TooNew(Unavailable):
    """The data file was written by a later version of the program; it stays as it is."""


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those that refuse."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise Refused with every error among the problems; warnings and notes pass."""
    if found := errors(problems):
        raise Refused(found)
