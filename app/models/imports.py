"""Rows of import batches and of the column mappings a header was given. Knows no file format."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Json, Record, UtcDateTime


class ImportBatch(Record):
    """One import: the file, the counts, the audit entry that undo reverses."""

    __tablename__ = "import_batch"
    subject = "imports"

    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    ledger: Mapped[str]
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(index=True)
    sheet: Mapped[str]
    rows: Mapped[int]
    created: Mapped[int]
    updated: Mapped[int]
    skipped: Mapped[int]
    failed: Mapped[int]
    ignored: Mapped[int]
    problems: Mapped[list[Any]] = mapped_column(Json)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(default="")


class ColumnMapping(Record):
    """What each column of a header means, as the user last said; found again by the header's signature."""

    __tablename__ = "column_mapping"
    subject = "imports"

    ledger: Mapped[str]
    signature: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[dict[str, str]] = mapped_column(Json)
