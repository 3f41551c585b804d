"""Every ledger as ids, pages and lines: one service over the declarations. Knows no widget and no file."""

from app.services.ledgers.service import LEDGERS, LedgerService

__all__ = ["LEDGERS", "LedgerService"]
