"""Ledgers, blank templates and error lists as .xlsx. Knows no subject and no database."""

from app.exporters.excel.errors import ErrorRow, write_errors
from app.exporters.excel.ledger import write_ledger
from app.exporters.excel.template import write_template

__all__ = ["ErrorRow", "write_errors", "write_ledger", "write_template"]
