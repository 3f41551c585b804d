"""What every page is handed: the office, the background, the ways to speak to the user. Knows no page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.config import PcSettings
from app.domain.actors import Actor
from app.domain.ledgers import Filter
from app.services.office import Office
from app.ui.dialogs import Dialogs
from app.ui.errors import Failures
from app.ui.forms.drafts import Drafts
from app.ui.touched import Touched
from app.ui.unit_options import UnitOptions
from app.ui.work import Work


def _nowhere(*_: object) -> None:
    """Until the window has put its own ways in."""


@dataclass(frozen=True)
class Desk:
    """The surroundings of one window; pages take what they need and keep nothing else."""

    office: Office
    work: Work
    touched: Touched
    dialogs: Dialogs
    failures: Failures
    settings: PcSettings
    drafts: Drafts
    actor: Callable[[], Actor]
    """Who is working now: every change is written down under this name."""
    units: UnitOptions
    """The units as every form offers them."""
    now: Callable[[], str]
    """Local time as text, for drafts."""
    open_record: Callable[[str, int], None]
    """Show a record on the page of its ledger: (ledger name, id)."""
    preview: Callable[[Path, str], None]
    """Show a finished PDF inside the window: (file, title)."""
    open_task: Callable[[str, int], None] = _nowhere
    """Show a record at the place where its next work is done: (ledger name, id)."""
    open_page: Callable[[str, Sequence[Filter]], None] = _nowhere
    """Show a page, a ledger narrowed to the lines of these conditions: (page name, conditions)."""
    begin_with: Callable[[str, object], None] = _nowhere
    """Begin a new record on the page of its ledger with facts to start from: (ledger name, facts)."""
