"""Legal advisers: people and firms, appointments, contracts, payments, matters, conflicts, assessments. Frozen: it imports nothing of the program."""

from alembic import op

revision = "0004"
down_revision = "0003"

SCHEMA = """\
CREATE TABLE adviser (
    name VARCHAR NOT NULL,
    kind VARCHAR,
    gender VARCHAR,
    id_number VARCHAR NOT NULL,
    firm_id INTEGER,
    workplace VARCHAR NOT NULL,
    licence_number VARCHAR NOT NULL,
    first_practised_on DATE,
    specialities TEXT NOT NULL,
    title VARCHAR NOT NULL,
    education VARCHAR NOT NULL,
    qualification_number VARCHAR NOT NULL,
    political_status VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    checked_on DATE,
    check_result VARCHAR,
    check_note VARCHAR NOT NULL,
    expert_pool BOOLEAN NOT NULL,
    suspended_on DATE,
    suspended_reason VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    doubts TEXT NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(firm_id) REFERENCES firm (id),
    UNIQUE (uid)
)

CREATE TABLE appointment (
    adviser_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    letter_number VARCHAR NOT NULL,
    decided_on DATE,
    basis VARCHAR NOT NULL,
    starts_on DATE,
    ends_on DATE,
    open_ended BOOLEAN NOT NULL,
    chief BOOLEAN NOT NULL,
    previous_id INTEGER,
    ended_on DATE,
    end_kind VARCHAR,
    end_reason VARCHAR NOT NULL,
    end_basis VARCHAR NOT NULL,
    waivers TEXT NOT NULL,
    doubts TEXT NOT NULL,
    remark VARCHAR NOT NULL,
    warn_on DATE,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(adviser_id) REFERENCES adviser (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    UNIQUE (previous_id),
    FOREIGN KEY(previous_id) REFERENCES appointment (id),
    UNIQUE (uid)
)

CREATE TABLE assessment (
    adviser_id INTEGER NOT NULL,
    template_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    engagement_id INTEGER,
    unit_id INTEGER,
    marks TEXT NOT NULL,
    deductions TEXT NOT NULL,
    bonus INTEGER NOT NULL,
    bonus_reason VARCHAR NOT NULL,
    vetoes TEXT NOT NULL,
    conclusion VARCHAR,
    assessed_on DATE,
    assessor VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    self_total INTEGER,
    unit_total INTEGER,
    bureau_total INTEGER,
    total INTEGER,
    grade VARCHAR,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(adviser_id) REFERENCES adviser (id),
    FOREIGN KEY(template_id) REFERENCES assessment_template (id),
    FOREIGN KEY(engagement_id) REFERENCES engagement (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    UNIQUE (uid)
)

CREATE TABLE assessment_template (
    name VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    items TEXT NOT NULL,
    bonus_max INTEGER,
    thresholds TEXT NOT NULL,
    vetoes TEXT NOT NULL,
    source VARCHAR NOT NULL,
    in_use BOOLEAN NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_template_version UNIQUE (name, version)
)

CREATE TABLE "conflict" (
    adviser_id INTEGER,
    firm_id INTEGER,
    matter_id INTEGER,
    matter_text VARCHAR NOT NULL,
    counterparty VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    declared_on DATE,
    decision VARCHAR,
    decided_on DATE,
    decided_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(adviser_id) REFERENCES adviser (id),
    FOREIGN KEY(firm_id) REFERENCES firm (id),
    FOREIGN KEY(matter_id) REFERENCES matter (id),
    UNIQUE (uid)
)

CREATE TABLE engagement (
    name VARCHAR NOT NULL,
    unit_id INTEGER NOT NULL,
    number VARCHAR NOT NULL,
    served_text VARCHAR NOT NULL,
    firm_id INTEGER,
    category VARCHAR,
    method VARCHAR,
    papers TEXT NOT NULL,
    procurement_number VARCHAR NOT NULL,
    awarded_on DATE,
    renewal BOOLEAN NOT NULL,
    basis VARCHAR NOT NULL,
    budget VARCHAR NOT NULL,
    signed_on DATE,
    starts_on DATE,
    ends_on DATE,
    open_ended BOOLEAN NOT NULL,
    notice_on DATE,
    lead_days TEXT NOT NULL,
    pricing VARCHAR,
    amount INTEGER,
    cap INTEGER,
    payment_terms VARCHAR NOT NULL,
    clauses TEXT NOT NULL,
    duties VARCHAR NOT NULL,
    supplements TEXT NOT NULL,
    filing VARCHAR,
    filed_on DATE,
    filing_text VARCHAR NOT NULL,
    previous_id INTEGER,
    ended_on DATE,
    end_kind VARCHAR,
    end_reason VARCHAR NOT NULL,
    end_basis VARCHAR NOT NULL,
    backfill BOOLEAN NOT NULL,
    waivers TEXT NOT NULL,
    doubts TEXT NOT NULL,
    extra TEXT NOT NULL,
    remark VARCHAR NOT NULL,
    warn_on DATE,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(firm_id) REFERENCES firm (id),
    UNIQUE (previous_id),
    FOREIGN KEY(previous_id) REFERENCES engagement (id),
    UNIQUE (uid)
)

CREATE TABLE engagement_adviser (
    engagement_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    adviser_id INTEGER NOT NULL,
    lead BOOLEAN NOT NULL,
    appointment_id INTEGER,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(engagement_id) REFERENCES engagement (id) ON DELETE CASCADE,
    FOREIGN KEY(adviser_id) REFERENCES adviser (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id)
)

CREATE TABLE engagement_unit (
    engagement_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(engagement_id) REFERENCES engagement (id) ON DELETE CASCADE,
    FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE TABLE firm (
    name VARCHAR NOT NULL,
    credit_code VARCHAR NOT NULL,
    licence_number VARCHAR NOT NULL,
    head VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    contact VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    yearly_checks VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    doubts TEXT NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (name),
    UNIQUE (uid)
)

CREATE TABLE matter (
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    unit_id INTEGER,
    contact VARCHAR NOT NULL,
    adviser_id INTEGER,
    engagement_id INTEGER,
    counterparty VARCHAR NOT NULL,
    asked_on DATE,
    due_on DATE,
    done_on DATE,
    form VARCHAR,
    opinion_number VARCHAR NOT NULL,
    conclusion VARCHAR,
    opinion VARCHAR NOT NULL,
    adoption VARCHAR,
    adoption_reason VARCHAR NOT NULL,
    adopted_on DATE,
    outcome VARCHAR,
    hours INTEGER,
    satisfaction INTEGER,
    document_id INTEGER,
    submission_id INTEGER,
    remark VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(adviser_id) REFERENCES adviser (id),
    FOREIGN KEY(engagement_id) REFERENCES engagement (id),
    FOREIGN KEY(document_id) REFERENCES document (id),
    FOREIGN KEY(submission_id) REFERENCES submission (id),
    UNIQUE (uid)
)

CREATE TABLE payment (
    engagement_id INTEGER NOT NULL,
    instalment INTEGER NOT NULL,
    due_on DATE,
    condition VARCHAR NOT NULL,
    due INTEGER,
    paid_on DATE,
    paid INTEGER,
    invoice VARCHAR NOT NULL,
    handler VARCHAR NOT NULL,
    override VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_payment_instalment UNIQUE (engagement_id, instalment),
    FOREIGN KEY(engagement_id) REFERENCES engagement (id),
    UNIQUE (uid)
)

CREATE INDEX ix_adviser_firm_id ON adviser (firm_id)

CREATE INDEX ix_adviser_name ON adviser (name)

CREATE INDEX ix_appointment_adviser_id ON appointment (adviser_id)

CREATE INDEX ix_appointment_ends_on ON appointment (ends_on)

CREATE INDEX ix_appointment_unit_id ON appointment (unit_id)

CREATE INDEX ix_assessment_adviser_id ON assessment (adviser_id)

CREATE INDEX ix_assessment_engagement_id ON assessment (engagement_id)

CREATE INDEX ix_assessment_template_id ON assessment (template_id)

CREATE INDEX ix_assessment_unit_id ON assessment (unit_id)

CREATE INDEX ix_assessment_year ON assessment (year)

CREATE INDEX ix_conflict_adviser_id ON "conflict" (adviser_id)

CREATE INDEX ix_conflict_firm_id ON "conflict" (firm_id)

CREATE INDEX ix_conflict_matter_id ON "conflict" (matter_id)

CREATE INDEX ix_engagement_ends_on ON engagement (ends_on)

CREATE INDEX ix_engagement_firm_id ON engagement (firm_id)

CREATE INDEX ix_engagement_unit_id ON engagement (unit_id)

CREATE INDEX ix_engagement_adviser_adviser_id ON engagement_adviser (adviser_id)

CREATE INDEX ix_engagement_adviser_appointment_id ON engagement_adviser (appointment_id)

CREATE INDEX ix_engagement_adviser_engagement_id ON engagement_adviser (engagement_id)

CREATE INDEX ix_engagement_unit_engagement_id ON engagement_unit (engagement_id)

CREATE INDEX ix_engagement_unit_unit_id ON engagement_unit (unit_id)

CREATE INDEX ix_matter_adviser_id ON matter (adviser_id)

CREATE INDEX ix_matter_asked_on ON matter (asked_on)

CREATE INDEX ix_matter_document_id ON matter (document_id)

CREATE INDEX ix_matter_engagement_id ON matter (engagement_id)

CREATE INDEX ix_matter_submission_id ON matter (submission_id)

CREATE INDEX ix_matter_unit_id ON matter (unit_id)

CREATE INDEX ix_payment_due_on ON payment (due_on)

CREATE INDEX ix_payment_engagement_id ON payment (engagement_id)
"""


def upgrade() -> None:
    """Make the tables: statements are parted by blank lines."""
    for statement in SCHEMA.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
