"""The eight ledgers of legal advisers as the ledgers' service knows them. Knows no column."""

from functools import partial

from app.domain.advisers import columns
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentRecord,
    ConflictRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
    PaymentRecord,
)
from app.services.advisers import sql, work_sql
from app.services.ledgers.source import Source

_CONTRACT = frozenset({"engagement", "engagement_adviser", "engagement_unit", "payment", "adviser", "firm", "unit"})
_NAMES = frozenset({"adviser", "firm", "unit", "engagement"})

SOURCES = (
    Source(
        columns.ADVISERS, AdviserRecord, sql.adviser_sql, subject="advisers", sort_keys={"name": "title_sort"},
        tables=frozenset({"adviser", "firm", "appointment", "unit"}),
    ),
    Source(
        columns.FIRMS, FirmRecord, sql.firm_sql, subject="firms", sort_keys={"name": "title_sort"},
        tables=frozenset({"firm", "adviser", "engagement", "payment"}),
    ),
    Source(
        columns.APPOINTMENTS, AppointmentRecord, sql.appointment_sql, holds=sql.appointment_holds,
        as_of=partial(sql.begun_by, AppointmentRecord), tables=_NAMES | {"appointment", "engagement_adviser"},
    ),
    Source(
        columns.ENGAGEMENTS, EngagementRecord, sql.engagement_sql, subject="engagements",
        sort_keys={"name": "title_sort", "number": "number_sort"}, as_of=partial(sql.begun_by, EngagementRecord), tables=_CONTRACT,
    ),
    Source(
        columns.PAYMENTS, PaymentRecord, work_sql.payment_sql, work_sql.payment_base, holds=work_sql.payment_holds, tables=_CONTRACT,
    ),
    Source(
        columns.MATTERS, MatterRecord, work_sql.matter_sql, subject="matters", sort_keys={"title": "title_sort"},
        as_of=work_sql.asked_by, tables=_NAMES | {"matter", "submission", "document"},
    ),
    Source(
        columns.ASSESSMENTS, AssessmentRecord, work_sql.assessment_sql, holds=work_sql.assessment_holds,
        tables=_NAMES | {"assessment", "assessment_template"},
    ),
    Source(
        columns.CONFLICTS, ConflictRecord, work_sql.conflict_sql, holds=work_sql.conflict_holds,
        tables=_NAMES | {"conflict", "matter"},
    ),
)  # fmt: skip
