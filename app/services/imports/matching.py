"""What every kind of line shares: values as given, kept or cleared, and the verdict. Knows no subject."""

from dataclasses import fields
from typing import Any, NamedTuple

from app.domain.ledgers import Cell
from app.domain.problems import Severity
from app.importers.drafts import Draft, ImportProblem
from app.services.imports.outcome import Action


class Verdict(NamedTuple):
    """What becomes of one line."""

    action: Action
    title: str
    record_id: int | None = None
    reason: str = ""
    problems: tuple[ImportProblem, ...] = ()
    """What was found beyond the cells themselves: contradictions, what is missing."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """Column, 原值, 新值 of what only the subject understands: both ends of a term in one cell."""


def given(draft: Draft, key: str) -> Cell:
    """The understood value of a cell; None for an empty or unreadable one."""
    reading = draft.values.get(key)
    return None if reading is None or reading.clear else reading.value


def kept(draft: Draft, key: str, current: Any) -> Any:
    """The value a field takes: the cell's, the current one for an empty cell, nothing for the word 清空."""
    reading = draft.values.get(key)
    if reading is None:
        return current
    if reading.clear:
        return None
    return current if reading.value is None else reading.value


def changed(old: Any, new: Any) -> bool:
    """Whether two facts differ in anything but their revision."""
    return any(getattr(old, item.name) != getattr(new, item.name) for item in fields(old) if item.name != "revision")


def problem(
    draft: Draft, key: str, title: str, message: str, severity: Severity, suggestion: str = ""
) -> ImportProblem:
    """A problem of a line at one of its columns, with what stood there."""
    reading = draft.values.get(key)
    raw = reading.raw if reading is not None else ""
    return ImportProblem(draft.row, title, raw, message, suggestion=suggestion, severity=severity, key=key)
