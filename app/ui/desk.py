"""What every page is handed: the office, the background, the ways to speak to the user. Knows no page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.config import PcSettings
from app.domain.actors import Actor
from app.services.office import Office
from app.ui.dialogs import Dialogs
from app.ui.errors import Failures
from app.ui.forms.drafts import Drafts
from app.ui.touched import Touched
from app.ui.work import Work


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
    open_record: Callable[[str, int], None]
    """Show a record on the page of its ledger: (ledger name, id)."""
    preview: Callable[[Path, str], None]
    """Show a finished PDF inside the window: (file, title)."""
