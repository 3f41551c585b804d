"""Drafts of letters within a transaction: filled from their record, tidied, kept. Knows no number."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.facts import cleaned
from app.domain.letter_templates import Known, drafted, kept_facts, problems_of_fields
from app.domain.letters import (
    OF_DOCUMENT,
    OF_SUBMISSION,
    LetterFacts,
    LetterKind,
    LetterState,
    problems_of_change,
    problems_of_letter,
)
from app.domain.problems import Refused, refuse_if
from app.domain.sign_off import Signature, current_round
from app.domain.text import clean
from app.models.letters import LetterRecord
from app.models.moments import now
from app.services.letters.known import (
    known_of_document,
    known_of_submission,
    refuse_unfit_document,
    refuse_unfit_submission,
)
from app.services.letters.lookup import letter_in
from app.services.letters.templates import load_template
from app.services.sign_off import LETTERS, signatures_in
from app.services.stale import refuse_stale
from app.services.years.closed import refuse_closed_in


def round_in(session: Session, facts: LetterFacts) -> tuple[Signature, ...]:
    """The signatures that hold for a letter."""
    return current_round(signatures_in(session, LETTERS, facts.id or 0))


def prepared_in(
    session: Session, kind: LetterKind, today: date, submission_id: int | None, document_id: int | None, handler: str
) -> LetterFacts:
    """A draft filled from its record. Raises Refused where a letter of the kind cannot be written for it."""
    known: Known
    if submission_id is not None and kind in OF_SUBMISSION:
        known, submission = known_of_submission(session, submission_id, handler)
        refuse_unfit_submission(kind, submission)
        document_id = None
    elif document_id is not None and kind in OF_DOCUMENT:
        known, document = known_of_document(session, document_id, handler, today)
        refuse_unfit_document(kind, document, today)
        submission_id = None
    else:
        owner = "送审件" if kind in OF_SUBMISSION else "规范性文件"
        raise Refused(f"{kind.label}要从{owner}中出具，请先选定一件{owner}")
    title, addressee, fields = drafted(load_template(kind), known)
    return LetterFacts(kind, title, addressee, fields, today, known.texts["handler"], submission_id, document_id)


def tidied_in(session: Session, facts: LetterFacts, today: date) -> LetterFacts:
    """Texts without control characters; the facts kept beside the fields as the record says them now."""
    template = load_template(facts.kind)
    given = {field.key: field for field in facts.fields}
    typed = tuple(
        replace(given[field.key], value=clean(given[field.key].value, lines=field.long).text.strip())
        for field in template.fields
        if field.key in given
    )
    if facts.submission_id is not None:
        known, _ = known_of_submission(session, facts.submission_id, facts.handler)
    else:
        known, _ = known_of_document(session, facts.document_id or 0, facts.handler, today)
    return replace(cleaned(replace(facts, fields=())), fields=(*typed, *kept_facts(template, known)))


def kept_in(session: Session, facts: LetterFacts, today: date) -> LetterFacts:
    """Store a draft, new or changed. Raises Refused, Stale."""
    refuse_if(problems_of_letter(facts))
    if facts.id is None:
        record = LetterRecord(created_at=now(session), serial=None)
        facts = replace(facts, state=LetterState.DRAFT)
    else:
        record = letter_in(session, facts.id)
        current = record.facts()
        refuse_stale(current, facts)
        refuse_if(problems_of_change(current, round_in(session, current)))
        facts = replace(facts, kind=current.kind, submission_id=current.submission_id, document_id=current.document_id)
    facts = tidied_in(session, replace(facts, mark="", serial=None, void_reason=""), today)
    refuse_if([*problems_of_letter(facts), *problems_of_fields(load_template(facts.kind), facts)])
    refuse_closed_in(session, facts.on.year, "成文日期")
    record.take(facts)
    session.add(record)
    session.flush()
    return record.facts()
