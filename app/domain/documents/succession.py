"""重新公布: the new document that takes an old one's place. Knows no rule and no store."""

from dataclasses import replace

from app.domain.documents.facts import DocumentFacts, Relation, RelationKind, Validity, ValidityMode


def successor(facts: DocumentFacts, handler: str = "") -> DocumentFacts:
    """A new draft with what stays the same, related to the old one as 替代: the old one ends when the new takes effect.

    Numbers, dates, steps, carriers and what was said of the old one's procedure belong to the old one alone; so does a
    validity stated as a day.
    """
    assert facts.id is not None
    keeps_validity = facts.validity.mode is not ValidityMode.FIXED
    return DocumentFacts(
        title=facts.title,
        identification=facts.identification,
        file_level=facts.file_level,
        doc_kind=facts.doc_kind,
        trial=facts.trial,
        issuers=facts.issuers,
        drafter_id=facts.drafter_id,
        implementer_id=facts.implementer_id,
        handler=handler or facts.handler,
        topic=facts.topic,
        validity=replace(facts.validity, text="") if keeps_validity else Validity(),
        bases=facts.bases,
        relations=(Relation(RelationKind.REPLACES, facts.id, facts.title),),
    )
