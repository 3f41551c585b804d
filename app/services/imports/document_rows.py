"""New documents as rows, inserted together by Core. Knows no rule."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts
from app.models.audit import insert_across, insert_many
from app.models.base import Record
from app.models.documents import DocumentRecord
from app.models.documents.record import columns_of_all, parts_of
from app.models.ids import next_id
from app.models.moments import now


class DocumentRows:
    """Documents waiting to be inserted with everything beneath them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._documents: list[DocumentFacts] = []
        self._parts: dict[type[Record], list[dict[str, Any]]] = {}

    def add(self, facts: DocumentFacts) -> None:
        """Keep one document, whose id and uid are given."""
        self._documents.append(facts)
        for record, rows in parts_of(facts).values():
            if rows:
                self._parts.setdefault(record, []).extend({**row, "document_id": facts.id} for row in rows)

    def store(self) -> None:
        """Insert them all."""
        if not self._documents:
            return
        same = {"revision": 1, "created_at": now(self._session), "binned_at": None}
        columns: dict[str, Sequence[Any]] = {
            "id": [facts.id for facts in self._documents],
            "uid": [facts.uid for facts in self._documents],
            **{key: [value] * len(self._documents) for key, value in same.items()},
            **columns_of_all(self._documents),
        }
        insert_across(self._session, DocumentRecord, columns)
        for record, rows in self._parts.items():
            first = next_id(self._session, record)
            insert_many(self._session, record, [{**row, "id": first + at} for at, row in enumerate(rows)])
