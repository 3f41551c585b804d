"""修改记录: who changed what when, of one record or of the office, and whether the chain holds. Knows no subject's rules."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.models.audit import AuditChange, AuditEntry, ChainState, head_of, verify_chain
from app.models.database import Database
from app.services.history import FieldChange, Wording

__all__ = ["AuditService", "ChainState", "FieldChange", "HistoryEntry"]


@dataclass(frozen=True)
class HistoryEntry:
    """One commit as it touched one record."""

    seq: int
    at: datetime
    actor: str
    use_case: str
    changes: tuple[FieldChange, ...]


class AuditService:
    """Reads the audit; writing it is nobody's use case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, subject: str, record_id: int) -> list[HistoryEntry]:
        """Everything that happened to one record, newest first."""
        with self._database.read() as session:
            rows = session.execute(
                select(AuditChange, AuditEntry)
                .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
                .where(AuditChange.subject == subject, AuditChange.subject_id == record_id)
                .order_by(AuditEntry.id.desc(), AuditChange.id)
            ).all()
            wording = Wording(session, (change for change, _ in rows))
            found: dict[int, tuple[AuditEntry, list[FieldChange]]] = {}
            for change, entry in rows:
                found.setdefault(entry.id, (entry, []))[1].extend(wording.shown(change))
            return [
                HistoryEntry(entry.id, entry.at, entry.actor, entry.use_case, tuple(changes))
                for entry, changes in found.values()
            ]

    def head(self) -> ChainState:
        """Length and head of the chain as printed on ledgers."""
        with self._database.read() as session:
            return head_of(session)

    def agrees(self, length: int, head: str) -> bool:
        """Whether the chain had this head (or its beginning) at that length, as it was printed or noted elsewhere.

        A head of what a recorded restore has put aside cannot be compared any more and counts as agreeing.
        """
        with self._database.read() as session:
            known = session.scalar(select(AuditEntry.hash).where(AuditEntry.id == length)) or ""
            if head and known.startswith(head):
                return True
            restores = session.execute(
                select(AuditChange.entry_id, AuditChange.changes).where(
                    AuditChange.subject == "backups", AuditChange.action == "act"
                )
            )
            aside = [(entry, changes["restored"][0]) for entry, changes in restores if "restored" in changes]
        return any(before and entry <= length <= int(before.split()[0]) for entry, before in aside)

    def verify(self) -> ChainState:
        """Recompute the whole chain."""
        with self._database.read() as session:
            return verify_chain(session)
