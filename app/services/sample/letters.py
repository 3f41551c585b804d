"""The letters of the sample office: prepared, signed and sent by the real services. Knows no calendar."""

from dataclasses import replace

from app.domain.actors import Actor, Origin
from app.domain.letters import SIGNED_OFF, LetterFacts, LetterKind
from app.domain.sign_off import Signature, SignRole
from app.services.office import Office

AFTER_CLERK = ("陈思远", "沈立群")
"""Who signs after the clerk: the head of the section, the director in charge."""


def send(
    office: Office,
    kind: LetterKind,
    handler: str,
    *,
    submission_id: int | None = None,
    document_id: int | None = None,
    addressee: str = "",
) -> LetterFacts:
    """Write a letter, have it signed where its kind asks for that, and send it out today."""
    actor = Actor(handler, Origin.PROGRAM)
    drafted = draft(office, kind, handler, submission_id=submission_id, document_id=document_id, addressee=addressee)
    key = drafted.id or 0
    if kind in SIGNED_OFF:
        for role, name in zip(SignRole, (handler, *AFTER_CLERK), strict=True):
            office.sign_off.sign("letters", key, Signature(role, name, office.today()), actor)
    return office.letters.issue(key, actor)


def draft(
    office: Office,
    kind: LetterKind,
    handler: str,
    *,
    submission_id: int | None = None,
    document_id: int | None = None,
    addressee: str = "",
) -> LetterFacts:
    """Write a letter and keep it."""
    letters, today = office.letters, office.today()
    made = letters.prepare(kind, today, submission_id=submission_id, document_id=document_id, handler=handler)
    return letters.save(replace(made, addressee=addressee or made.addressee), Actor(handler, Origin.PROGRAM))
