"""Gathers within a transaction what the 审批表 of a record says. Knows no paper."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.domain.letter_templates import content_of
from app.domain.units import UnitFacts
from app.exporters.registration import Section
from app.services.documents.lookup import document_in
from app.services.letters.lookup import letter_in, matter_in
from app.services.letters.templates import load_template
from app.services.papers.approval import document_sections, letter_sections, submission_sections
from app.services.sign_off import LETTERS, SUBMISSIONS
from app.services.submissions.lookup import submission_in
from app.services.units import units_in


def approved_in(session: Session, ledger: str, record_id: int) -> tuple[str, tuple[Section, ...]]:
    """Title and facts of the sheet of a record."""
    if ledger == LETTERS:
        letter = letter_in(session, record_id).facts()
        content = content_of(load_template(letter.kind), letter)
        body = [part if isinstance(part, str) else "；".join("：".join(pair) for pair in part) for part in content.body]
        return letter_sections(letter, matter_in(session, letter), body)
    units = units_in(session)
    if ledger == SUBMISSIONS:
        submission = submission_in(session, record_id).facts()
        return submission_sections(submission, _name(units, submission.sender_id) or submission.sender_text)
    document = document_in(session, record_id).facts()
    return document_sections(document, _name(units, document.drafter_id))


def _name(units: Mapping[int, UnitFacts], unit_id: int | None) -> str:
    return units[unit_id].name if unit_id is not None and unit_id in units else ""
