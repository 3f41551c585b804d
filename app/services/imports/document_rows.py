"""New documents as rows, inserted together by Core. Knows no rule."""

from typing import Any

from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts
from app.models.audit import insert_many
from app.models.base import Record
from app.models.documents import DocumentRecord
from app.models.documents.record import columns_of, parts_of
from app.models.ids import next_id
from app.models.moments import now


class DocumentRows:
    """Documents waiting to be inserted with everything beneath them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._at = now(session)
        self._documents: list[dict[str, Any]] = []
        self._parts: dict[type[Record], list[dict[str, Any]]] = {}

    def add(self, facts: DocumentFacts) -> None:
        """Keep one document, whose id and uid are given."""
        head = {"id": facts.id, "uid": facts.uid, "revision": 1, "created_at": self._at, "binned_at": None}
        self._documents.append(head | columns_of(facts))
        for record, rows in parts_of(facts).values():
            if rows:
                self._parts.setdefault(record, []).extend({**row, "document_id": facts.id} for row in rows)

    def store(self) -> None:
        """Insert them all."""
        insert_many(self._session, DocumentRecord, self._documents)
        for record, rows in self._parts.items():
            first = next_id(self._session, record)
            insert_many(self._session, record, [{**row, "id": first + at} for at, row in enumerate(rows)])
