"""An index by row over the audit: undoing an import asks in which entry its batch was inserted. Frozen."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index."""
    op.get_bind().exec_driver_sql("CREATE INDEX ix_audit_change_record ON audit_change (table_name, record_id)")
