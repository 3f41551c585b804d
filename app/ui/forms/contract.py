"""What a page gives a form: its rules and its deed. Knows no widget and no subject."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.problems import Problem
from app.services.stale import Stale


@dataclass(frozen=True)
class FormContract:
    """What a page gives a form: its rules and its deed. `check` runs in the reader thread, `save` in the writer's."""

    name: str
    """Key of the form, for drafts."""
    noun: str
    """What is entered, with its measure word: 件规范性文件."""
    save: Callable[[dict[str, Any]], Any]
    """Store the values; raises Refused with the fields' problems."""
    check: Callable[[dict[str, Any]], Sequence[Problem]] = lambda _: ()
    repeating: tuple[str, ...] = ()
    """Keys kept for the next one after Ctrl+Enter."""
    now: Callable[[], str] = str
    """Local time for a draft, as text."""
    save_word: str = "保存"
    next_word: str = "保存并录入下一件"
    """Empty where there is no next one: acts on a record."""
    settle: Callable[[Stale], None] | None = None
    """Called when somebody else changed the record meanwhile: lets the user choose, and saves again."""
