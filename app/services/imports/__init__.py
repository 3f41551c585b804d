"""Taking files in: plan, run, undo. Knows no window."""

from app.services.imports.outcome import Action, Batch, Outcome, PlannedLine, Undone
from app.services.imports.service import Cancelled, ImportRefused, ImportService

__all__ = ["Action", "Batch", "Cancelled", "ImportRefused", "ImportService", "Outcome", "PlannedLine", "Undone"]
