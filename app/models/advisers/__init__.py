"""Rows of legal advisers and all that belongs to them. Knows SQL, does not know what may be done."""

from app.models.advisers.appointments import AppointmentRecord
from app.models.advisers.assessments import AssessmentRecord, AssessmentTemplateRecord
from app.models.advisers.engagements import (
    EngagedRecord,
    EngagementRecord,
    PaymentRecord,
    ServedUnitRecord,
)
from app.models.advisers.people import AdviserRecord, FirmRecord
from app.models.advisers.work import ConflictRecord, MatterRecord

__all__ = [
    "AdviserRecord",
    "AppointmentRecord",
    "AssessmentRecord",
    "AssessmentTemplateRecord",
    "ConflictRecord",
    "EngagedRecord",
    "EngagementRecord",
    "FirmRecord",
    "MatterRecord",
    "PaymentRecord",
    "ServedUnitRecord",
]
