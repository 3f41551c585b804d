"""The daily desk: submissions with rounds and opinions, letters, signatures, holidays, plans, reports. Frozen: it imports nothing of the program.

The register's reviews by the office itself (level 区政府) become rounds of a submission of their document, one submission
a document: a round lives once. Those of the drafting unit stay steps of the document.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

SCHEMA = """\
CREATE TABLE due_mark (
    "key" VARCHAR NOT NULL,
    until DATE,
    note VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE ("key")
)

CREATE TABLE handover (
    giver VARCHAR NOT NULL,
    receiver VARCHAR NOT NULL,
    supervisor VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    reason VARCHAR NOT NULL,
    items TEXT NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
)

CREATE TABLE holiday (
    day DATE NOT NULL,
    working BOOLEAN NOT NULL,
    name VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (day)
)

CREATE TABLE office_year (
    year INTEGER NOT NULL,
    closed_on DATE,
    closed_by VARCHAR NOT NULL,
    reopened_on DATE,
    reopened_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    UNIQUE (year)
)

CREATE TABLE report (
    kind VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    blocks TEXT NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_report_year UNIQUE (kind, year),
    UNIQUE (uid)
)

CREATE TABLE signature (
    ledger VARCHAR NOT NULL,
    record_id INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    decision VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
)

CREATE INDEX ix_signature_target ON signature (ledger, record_id)

CREATE TABLE year_target (
    year INTEGER NOT NULL,
    figure VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_year_target UNIQUE (year, figure)
)

CREATE TABLE plan_item (
    year INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    drafter_id INTEGER,
    drafter_text VARCHAR NOT NULL,
    submit_by DATE,
    document_id INTEGER,
    handler VARCHAR NOT NULL,
    dropped_on DATE,
    dropped_reason VARCHAR NOT NULL,
    carried_to INTEGER,
    remark VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(drafter_id) REFERENCES unit (id),
    FOREIGN KEY(document_id) REFERENCES document (id),
    UNIQUE (uid)
)

CREATE INDEX ix_plan_item_document_id ON plan_item (document_id)

CREATE INDEX ix_plan_item_drafter_id ON plan_item (drafter_id)

CREATE INDEX ix_plan_item_year ON plan_item (year)

CREATE TABLE submission (
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    year INTEGER,
    serial INTEGER,
    sender_id INTEGER,
    sender_text VARCHAR NOT NULL,
    contact VARCHAR NOT NULL,
    received_on DATE,
    handler VARCHAR NOT NULL,
    document_id INTEGER,
    wanted_on DATE,
    limit_count INTEGER,
    limit_unit VARCHAR,
    papers TEXT NOT NULL,
    pauses TEXT NOT NULL,
    extensions TEXT NOT NULL,
    answered_on DATE,
    answer_number VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    withdrawn_on DATE,
    withdrawn_reason VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    complete_on DATE,
    concluded_on DATE,
    result VARCHAR,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_submission_serial UNIQUE (year, serial),
    FOREIGN KEY(sender_id) REFERENCES unit (id),
    FOREIGN KEY(document_id) REFERENCES document (id),
    UNIQUE (uid)
)

CREATE INDEX ix_submission_document_id ON submission (document_id)

CREATE INDEX ix_submission_received_on ON submission (received_on)

CREATE INDEX ix_submission_sender_id ON submission (sender_id)

CREATE INDEX ix_submission_state ON submission (state, answered_on)

CREATE TABLE letter (
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    addressee VARCHAR NOT NULL,
    fields TEXT NOT NULL,
    on_day DATE NOT NULL,
    handler VARCHAR NOT NULL,
    submission_id INTEGER,
    document_id INTEGER,
    state VARCHAR NOT NULL,
    mark VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    serial INTEGER,
    number VARCHAR NOT NULL,
    void_reason VARCHAR NOT NULL,
    remark VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_letter_serial UNIQUE (mark, year, serial),
    FOREIGN KEY(submission_id) REFERENCES submission (id),
    FOREIGN KEY(document_id) REFERENCES document (id),
    UNIQUE (uid)
)

CREATE INDEX ix_letter_document_id ON letter (document_id)

CREATE INDEX ix_letter_on_day ON letter (on_day)

CREATE INDEX ix_letter_submission_id ON letter (submission_id)

CREATE TABLE review_opinion (
    submission_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    round INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    clause VARCHAR NOT NULL,
    adoption VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    replied_on DATE,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE INDEX ix_review_opinion_adoption ON review_opinion (adoption, submission_id)

CREATE INDEX ix_review_opinion_submission_id ON review_opinion (submission_id)

CREATE TABLE review_round (
    submission_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    received_on DATE,
    complete_on DATE,
    concluded_on DATE,
    result VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE INDEX ix_review_round_concluded_on ON review_round (concluded_on)

CREATE INDEX ix_review_round_submission_id ON review_round (submission_id)
"""

_ROUNDS = """\
WITH review AS (
    SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY on_day IS NULL, on_day, position) AS place,
        count(*) OVER (PARTITION BY document_id) AS places
    FROM document_step WHERE kind = 'review' AND level = 'government'
)
"""

SUBMISSIONS = f"""\
INSERT INTO submission (title, kind, number, sender_id, sender_text, contact, received_on, handler, document_id, papers,
    pauses, extensions, answer_number, answer, withdrawn_reason, remark, state, complete_on, concluded_on, result, uid,
    revision, created_at)
{_ROUNDS}
SELECT d.title, 'document', '', d.drafter_id, '', '', first.on_day, d.handler, d.id, '[]', '[]', '[]', '', '', '', '',
    CASE WHEN last.on_day IS NULL THEN 'awaiting_papers'
        WHEN last.result = 'pending' THEN 'in_review'
        WHEN last.result IN ('passed', 'rejected', 'not_concerned', 'done') THEN 'concluded'
        ELSE 'awaiting_changes' END,
    last.on_day,
    CASE WHEN last.result <> 'pending' THEN last.on_day END,
    CASE WHEN last.result <> 'pending' AND last.on_day IS NOT NULL THEN last.result END,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a'
        || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    1, d.created_at
FROM document d
JOIN review first ON first.document_id = d.id AND first.place = 1
JOIN review last ON last.document_id = d.id AND last.place = last.places
ORDER BY d.id
"""

ROUNDS = f"""\
INSERT INTO review_round (submission_id, position, received_on, complete_on, concluded_on, result, person, note)
{_ROUNDS}
SELECT s.id, review.place - 1, review.on_day, review.on_day, CASE WHEN review.result <> 'pending' THEN review.on_day END,
    review.result, review.person, trim(review.meeting || '；' || review.note, '；')
FROM review JOIN submission s ON s.document_id = review.document_id
ORDER BY s.id, review.place
"""


def upgrade() -> None:
    """Make the tables, then move the rounds: statements are parted by blank lines."""
    connection = op.get_bind()
    for statement in (*SCHEMA.split("\n\n"), SUBMISSIONS, ROUNDS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("DELETE FROM document_step WHERE kind = 'review' AND level = 'government'")
