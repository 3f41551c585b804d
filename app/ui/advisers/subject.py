"""What a subject says of its page: ledger, form, acts, and what its panel reads. Knows no particular subject."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from app.domain.actors import Actor
from app.domain.documents.facts import Doubt
from app.domain.ledgers import Cell, Ledger
from app.domain.problems import Problem
from app.services.audit import HistoryEntry
from app.services.office import Office
from app.ui.advisers.editing import FactsT, MainForm
from app.ui.deed import Deed
from app.ui.desk import Desk
from app.ui.office_paper import OfficePaper


@dataclass(frozen=True)
class Record(Generic[FactsT]):
    """What the panel shows of the current line, read in one go."""

    facts: FactsT
    cells: Mapping[str, Cell]
    """Its line as it is today."""
    problems: tuple[Problem, ...]
    history: tuple[HistoryEntry, ...]
    beside: Any = None
    """What else the subject reads."""

    def said(self, key: str) -> str:
        """A cell as a word or a name; empty for none."""
        return str(self.cells[key] or "")


def always(_: Any) -> str:
    """An act that is always there."""
    return ""


@dataclass(frozen=True)
class DeedEntry(Generic[FactsT]):
    """One act on the current line."""

    name: str
    text: str
    make: Callable[[Desk, Record[FactsT]], Deed]
    why_not: Callable[[Record[FactsT]], str] = always
    icon: str = ""
    """With one it is a button, else an entry of 更多."""


@dataclass(frozen=True)
class PaperEntry(Generic[FactsT]):
    """One paper of the current line, in 更多: shown before printing, or saved."""

    text: str
    make: Callable[[Desk, Record[FactsT]], OfficePaper]
    why_not: Callable[[Record[FactsT]], str] = always


@dataclass(frozen=True)
class Book(Generic[FactsT]):
    """What a subject says of its page."""

    ledger: Ledger
    tables: frozenset[str]
    shown: tuple[str, ...]
    filters: tuple[str, ...]
    nothing: str
    new_word: str
    none: str
    """Said where no line is chosen."""
    form: Callable[[Desk], MainForm[FactsT]]
    deeds: tuple[DeedEntry[FactsT], ...] = ()
    papers: tuple[PaperEntry[FactsT], ...] = ()
    status: str = "state"
    due: str = ""
    more_tabs: tuple[str, ...] = ()
    more: Callable[[Office, FactsT], Any] = lambda *_: None
    """What the panel needs beside the facts; in the reader thread."""
    left_out: frozenset[str] = field(default_factory=frozenset)
    """Columns that the list of facts leaves out."""
    settle: Callable[[Office], Callable[[int, Collection[Doubt], Actor], object]] | None = None
    """What takes doubts off a record after they were looked into; None where no import brings any."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """The form's field of a column, where it is another: that is where a doubted cell is corrected."""
