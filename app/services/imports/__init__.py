"""Taking files in: plan, run, undo. Knows no window."""

from app.importers.drafts import ImportProblem
from app.importers.headers import Heading
from app.importers.raw import FileRefused, RawSheet, Workbook
from app.importers.tables import Table, column_letters
from app.services.imports.outcome import Action, Batch, Outcome, PlannedLine, Undone
from app.services.imports.service import Cancelled, ImportRefused, ImportService

__all__ = [
    "Action", "Batch", "Cancelled", "FileRefused", "Heading", "ImportProblem", "ImportRefused", "ImportService", "Outcome",
    "PlannedLine", "RawSheet", "Table", "Undone", "Workbook", "column_letters",
]  # fmt: skip
