"""The relations of one document, seen from both ends. Knows no rule."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.documents.facts import RelationKind
from app.models.documents import DocumentRecord, RelationRecord


@dataclass(frozen=True)
class Related:
    """One relation as the document at one of its ends sees it."""

    kind: RelationKind
    outward: bool
    """Whether this document does it to the other one; else the other one does it to this."""
    id: int | None
    """Of the other document; None for one that is only named."""
    title: str
    number: str
    published_on: date | None
    """Of the document that does it: until then nothing has come of it."""
    clause: str


def related_in(session: Session, document_id: int) -> list[Related]:
    """What a document does to others, in its own order, then what others do to it, the earliest entered first."""
    d, r = DocumentRecord, RelationRecord
    own = session.scalar(select(d.published_on).where(d.id == document_id))
    outward = session.execute(
        select(r.kind, r.other_id, d.title, d.document_number, r.other_text, r.clause)
        .outerjoin(d, d.id == r.other_id)
        .where(r.document_id == document_id)
        .order_by(r.position)
    )
    inward = session.execute(
        select(r.kind, d.id, d.title, d.document_number, d.published_on, r.clause)
        .join(d, d.id == r.document_id)
        .where(r.other_id == document_id, d.binned_at.is_(None))
        .order_by(d.id, r.position)
    )
    return [
        *(
            Related(kind, True, other, title or text, number or "", own, clause)
            for kind, other, title, number, text, clause in outward
        ),
        *(Related(kind, False, other, title, number, published, clause) for kind, other, title, number, published, clause in inward),
    ]  # fmt: skip
