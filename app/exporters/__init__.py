"""Columns and cells to Excel, PDF and CSV. Knows no database."""
