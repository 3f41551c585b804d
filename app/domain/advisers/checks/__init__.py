"""合规检查: ADV-01 to ADV-19 over all that is known of a district's advisers. Knows no store.

A check never writes and never fetches. ADV-13, 15 and 17 are rules of saving besides and cannot be switched off.
"""

from app.domain.advisers.check_keys import ALWAYS, ON_AT_FIRST
from app.domain.advisers.checks.dossier import Dossier, Finding, Unadvised
from app.domain.advisers.checks.registry import CHECKS, Check, findings, sheet_of_unit

__all__ = [
    "ALWAYS",
    "CHECKS",
    "ON_AT_FIRST",
    "Check",
    "Dossier",
    "Finding",
    "Unadvised",
    "findings",
    "sheet_of_unit",
]
