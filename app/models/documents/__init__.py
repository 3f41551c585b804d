"""Rows of normative documents. Knows SQL, does not know what may be done."""

from app.models.documents.attachments import AttachmentRecord
from app.models.documents.parts import (
    BasisRecord,
    CarrierRecord,
    IssuerRecord,
    RelationRecord,
    StepRecord,
)
from app.models.documents.record import DocumentRecord

__all__ = [
    "AttachmentRecord",
    "BasisRecord",
    "CarrierRecord",
    "DocumentRecord",
    "IssuerRecord",
    "RelationRecord",
    "StepRecord",
]
