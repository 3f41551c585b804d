"""Ledgers and papers as PDF: layout of our own over reportlab's canvas. Knows no subject and no database.

One way through: texts are checked, laid out as pieces, the pieces are put on pages, the pages are drawn and saved. So the
number of pages is known before the first is drawn, and nothing is written when a character cannot be.
"""

from app.exporters.pdf.ledger import write_ledger

__all__ = ["write_ledger"]
