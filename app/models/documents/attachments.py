"""Rows of attachments: which stored file belongs to which document, and the text found in it. Knows no file."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class AttachmentRecord(Record):
    """One file kept with a document; its bytes lie under attachments/ by their SHA-256."""

    __tablename__ = "document_attachment"
    subject = "documents"
    subject_key = "document_id"
    unaudited = frozenset({"content"})

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    step: Mapped[str] = mapped_column(default="")
    """Kind of the procedure step the paper belongs to, empty for the document itself."""
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    content: Mapped[str] = mapped_column(default="")
    """Text taken out for search; empty when the format gives none."""
    binned: Mapped[bool] = mapped_column(default=False)
