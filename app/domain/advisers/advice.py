"""What an adviser is asked about a submission or a document: the matter as it begins. Knows no store."""

from datetime import date

from app.domain.advisers.matters import MatterFacts, MatterKind
from app.domain.documents.facts import DocumentFacts
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind

KINDS = {
    SubmissionKind.DECISION: MatterKind.DECISION,
    SubmissionKind.DOCUMENT: MatterKind.DOCUMENT,
    SubmissionKind.CONTRACT: MatterKind.CONTRACT,
    SubmissionKind.ENFORCEMENT: MatterKind.ENFORCEMENT,
    SubmissionKind.LEGISLATION: MatterKind.LEGISLATION,
}
"""What the adviser is asked for, by what came in; anything else is everyday advice."""


def matter_of_submission(facts: SubmissionFacts, on: date) -> MatterFacts:
    """A matter asked on a day about a submission, for its sender."""
    kind = KINDS.get(facts.kind, MatterKind.ADVICE)
    return MatterFacts(facts.title, kind, facts.sender_id, facts.contact, asked_on=on, submission_id=facts.id)


def matter_of_document(facts: DocumentFacts, on: date) -> MatterFacts:
    """A matter asked on a day about a document, for who drafts it."""
    unit = facts.drafter_id or (facts.issuers[0] if facts.issuers else None)
    return MatterFacts(facts.title, MatterKind.DOCUMENT, unit, asked_on=on, document_id=facts.id)
