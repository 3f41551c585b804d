"""The register: units, documents, numbers, imports, settings and the audit. Frozen: it imports nothing of the program."""

from alembic import op

revision = "0001"
down_revision = None

SCHEMA = """\
CREATE TABLE audit_entry (
    uid VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    actor VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    use_case VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (uid)
)

CREATE TABLE column_mapping (
    ledger VARCHAR NOT NULL,
    signature VARCHAR NOT NULL,
    columns TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (signature)
)

CREATE TABLE import_batch (
    at DATETIME NOT NULL,
    actor VARCHAR NOT NULL,
    ledger VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    file_sha256 VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    rows INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    ignored INTEGER NOT NULL,
    problems TEXT NOT NULL,
    undone_at DATETIME,
    undone_by VARCHAR NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
)

CREATE INDEX ix_import_batch_file_sha256 ON import_batch (file_sha256)

CREATE TABLE numbering_scheme (
    "key" VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    template VARCHAR NOT NULL,
    applies_to TEXT NOT NULL,
    scope TEXT NOT NULL,
    scope2 TEXT NOT NULL,
    year_from VARCHAR NOT NULL,
    reset VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    overflow VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (name),
    UNIQUE (uid)
)

CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE ("key")
)

CREATE TABLE staff (
    name VARCHAR NOT NULL,
    post VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (name)
)

CREATE TABLE unit (
    name VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    parent_id INTEGER,
    may_issue BOOLEAN NOT NULL,
    confirmed BOOLEAN NOT NULL,
    remark VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (name),
    FOREIGN KEY(parent_id) REFERENCES unit (id),
    UNIQUE (uid)
)

CREATE INDEX ix_unit_parent_id ON unit (parent_id)

CREATE TABLE audit_change (
    entry_id INTEGER NOT NULL,
    subject VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    record_id INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    changes TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(entry_id) REFERENCES audit_entry (id)
)

CREATE INDEX ix_audit_change_entry_id ON audit_change (entry_id)

CREATE INDEX ix_audit_change_subject ON audit_change (subject, subject_id)

CREATE TABLE document (
    title VARCHAR NOT NULL,
    nature VARCHAR NOT NULL,
    nature_reason VARCHAR NOT NULL,
    identification TEXT NOT NULL,
    file_level VARCHAR,
    doc_kind VARCHAR,
    trial VARCHAR NOT NULL,
    issuer_text VARCHAR NOT NULL,
    drafter_id INTEGER,
    implementer_id INTEGER,
    handler VARCHAR NOT NULL,
    document_number VARCHAR NOT NULL,
    unified_number VARCHAR NOT NULL,
    number_note VARCHAR NOT NULL,
    index_number VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    dated_on DATE,
    adopted_on DATE,
    signed_on DATE,
    registered_on DATE,
    printed_on DATE,
    published_on DATE,
    effective_on DATE,
    expires_on DATE,
    expiry_reason VARCHAR NOT NULL,
    validity_mode VARCHAR,
    validity_years INTEGER,
    validity_text VARCHAR NOT NULL,
    ended_on DATE,
    end_kind VARCHAR,
    end_reason VARCHAR NOT NULL,
    backfill BOOLEAN NOT NULL,
    emergency BOOLEAN NOT NULL,
    emergency_reason VARCHAR NOT NULL,
    interpretation VARCHAR NOT NULL,
    interpreted_on DATE,
    paper_location VARCHAR NOT NULL,
    paper_copies INTEGER,
    remark VARCHAR NOT NULL,
    waivers TEXT NOT NULL,
    doubts TEXT NOT NULL,
    extra TEXT NOT NULL,
    reviewed_on DATE,
    missing VARCHAR NOT NULL,
    doubtful BOOLEAN NOT NULL,
    binned_at DATETIME,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(drafter_id) REFERENCES unit (id),
    FOREIGN KEY(implementer_id) REFERENCES unit (id),
    UNIQUE (uid)
)

CREATE INDEX ix_document_drafter_id ON document (drafter_id)

CREATE INDEX ix_document_expires_on ON document (expires_on)

CREATE INDEX ix_document_implementer_id ON document (implementer_id)

CREATE INDEX ix_document_published_on ON document (published_on)

CREATE INDEX ix_document_unified_number ON document (unified_number)

CREATE TABLE unit_mark (
    unit_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    mark VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
)

CREATE INDEX ix_unit_mark_mark ON unit_mark (mark)

CREATE INDEX ix_unit_mark_unit_id ON unit_mark (unit_id)

CREATE TABLE unit_name (
    unit_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
)

CREATE INDEX ix_unit_name_name ON unit_name (name)

CREATE INDEX ix_unit_name_unit_id ON unit_name (unit_id)

CREATE TABLE document_attachment (
    document_id INTEGER NOT NULL,
    step VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    binned BOOLEAN NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

CREATE INDEX ix_document_attachment_document_id ON document_attachment (document_id)

CREATE INDEX ix_document_attachment_sha256 ON document_attachment (sha256)

CREATE TABLE document_basis (
    title VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

CREATE INDEX ix_document_basis_document_id ON document_basis (document_id)

CREATE TABLE document_carrier (
    kind VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    on_day DATE,
    position INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

CREATE INDEX ix_document_carrier_document_id ON document_carrier (document_id)

CREATE TABLE document_issuer (
    unit_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

CREATE INDEX ix_document_issuer_document_id ON document_issuer (document_id)

CREATE INDEX ix_document_issuer_unit_id ON document_issuer (unit_id)

CREATE TABLE document_relation (
    kind VARCHAR NOT NULL,
    other_id INTEGER,
    other_text VARCHAR NOT NULL,
    on_day DATE,
    clause VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(other_id) REFERENCES document (id),
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

CREATE INDEX ix_document_relation_document_id ON document_relation (document_id)

CREATE INDEX ix_document_relation_other_id ON document_relation (other_id)

CREATE TABLE document_step (
    kind VARCHAR NOT NULL,
    on_day DATE,
    until DATE,
    level VARCHAR,
    result VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    meeting VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

CREATE INDEX ix_document_step_document_id ON document_step (document_id)

CREATE TABLE number (
    scheme_id INTEGER NOT NULL,
    scope VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    count_year INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    scope2 VARCHAR NOT NULL,
    serial2 INTEGER,
    text VARCHAR NOT NULL,
    text_key VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    document_id INTEGER,
    allotted_on DATE,
    allotted_by VARCHAR NOT NULL,
    allotted_at DATETIME,
    purpose VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    imported BOOLEAN NOT NULL,
    notice_printed_at DATETIME,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_number_serial UNIQUE (scheme_id, scope, count_year, serial),
    CONSTRAINT uq_number_text UNIQUE (text_key),
    FOREIGN KEY(scheme_id) REFERENCES numbering_scheme (id),
    FOREIGN KEY(document_id) REFERENCES document (id)
)

CREATE INDEX ix_number_document ON number (document_id)

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END

CREATE TRIGGER audit_change_no_update BEFORE UPDATE ON audit_change
BEGIN SELECT RAISE(ABORT, 'audit_change is append-only'); END

CREATE TRIGGER audit_change_no_delete BEFORE DELETE ON audit_change
BEGIN SELECT RAISE(ABORT, 'audit_change is append-only'); END
"""


def upgrade() -> None:
    """Make every table; statements are parted by blank lines."""
    for statement in SCHEMA.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
