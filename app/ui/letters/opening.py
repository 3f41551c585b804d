"""Writing a letter from wherever its record is seen: the draft there is, or a new one filled from the record. Knows no page."""

from dataclasses import dataclass

from app.domain.letters import LetterFacts, LetterKind, LetterState
from app.services.office import Office
from app.ui.desk import Desk

PAGE = "letters"


@dataclass(frozen=True)
class Begun:
    """A draft to go on with, and whether the record had it already."""

    facts: LetterFacts
    known: bool


def open_letter(
    desk: Desk, kind: LetterKind, *, submission_id: int | None = None, document_id: int | None = None
) -> None:
    """Show the form of a letter on the page of letters: from a submission or from a document's page, the workbench, a button."""
    office, handler = desk.office, desk.actor().name
    desk.work.read(
        "letters:begin",
        lambda: begun(office, kind, handler, submission_id, document_id),
        lambda found: desk.begin_with(PAGE, found.facts),
    )


def begun(office: Office, kind: LetterKind, handler: str, submission_id: int | None, document_id: int | None) -> Begun:
    """The record's own draft of a kind, else a fresh one. In the reader thread; raises Refused."""
    fresh = office.letters.prepare(
        kind, office.today(), submission_id=submission_id, document_id=document_id, handler=handler
    )
    there = office.letters.of_record(submission_id=fresh.submission_id, document_id=fresh.document_id)
    draft = next((each for each in there if each.kind is kind and each.state is LetterState.DRAFT), None)
    return Begun(draft or fresh, draft is not None)
