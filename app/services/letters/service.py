"""What a user can do with a letter: prepare it from a record, keep it, send it out under its number, void it, print it. Knows no window."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.letter_templates import Content, content_of, problems_of_fields
from app.domain.letters import LetterFacts, LetterKind, LetterState, problems_of_letter
from app.domain.problems import Problem, Refused, Unavailable, errors, refuse_if
from app.exporters.cells import Report
from app.models.database import Database
from app.models.moments import local_day
from app.services.letters.drafts import kept_in, prepared_in, tidied_in
from app.services.letters.issuing import gates_in, issued_in, problems_of_issue_in
from app.services.letters.lookup import letter_in, letters_of_in
from app.services.letters.outcome import take_back_in
from app.services.letters.templates import load_template
from app.services.years.closed import refuse_closed_in


@dataclass(frozen=True)
class HandedOut:
    """A letter written to a file, and why it has no number yet."""

    letter: LetterFacts
    report: Report
    withheld: tuple[Problem, ...] = ()
    """Empty for a letter that is out."""


class LetterService:
    """Letters. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def get(self, letter_id: int) -> LetterFacts:
        """One letter."""
        with self._database.read() as session:
            return letter_in(session, letter_id).facts()

    def of_record(self, *, submission_id: int | None = None, document_id: int | None = None) -> list[LetterFacts]:
        """The letters of a submission or of a document, the latest first."""
        with self._database.read() as session:
            return [record.facts() for record in letters_of_in(session, submission_id, document_id)]

    def prepare(
        self,
        kind: LetterKind,
        today: date,
        *,
        submission_id: int | None = None,
        document_id: int | None = None,
        handler: str = "",
    ) -> LetterFacts:
        """A draft filled from the record, not kept yet; without `handler` the record's own clerk is the drafter."""
        with self._database.read() as session:
            return prepared_in(session, kind, today, submission_id, document_id, handler)

    def check(self, facts: LetterFacts) -> list[Problem]:
        """All that is wrong with a letter as typed so far."""
        return [*problems_of_letter(facts), *problems_of_fields(load_template(facts.kind), facts)]

    def content(self, facts: LetterFacts) -> Content:
        """The words of a kept letter, for the screen."""
        return content_of(load_template(facts.kind), facts)

    def save(self, facts: LetterFacts, actor: Actor) -> LetterFacts:
        """Keep a draft, new or changed; what it says of its record follows the record. Raises Stale; Refused once it is signed."""
        with self._database.write(actor, "修改公文" if facts.id else "拟写公文") as session:
            return kept_in(session, facts, self._today())

    def gates(self, letter_id: int, on: date) -> list[Problem]:
        """Why a letter cannot go out under a date; a note with the number it would get when it can."""
        with self._database.read() as session:
            return gates_in(session, letter_in(session, letter_id).facts(), on, self._today())

    def issue(self, letter_id: int, actor: Actor, on: date | None = None) -> LetterFacts:
        """Send a letter out under its number; `on` sets its 成文日期 and confirms the year of the number."""
        with self._database.write(actor, "发出公文") as session:
            return issued_in(session, letter_in(session, letter_id), on, self._today())

    def void(self, letter_id: int, reason: str, actor: Actor) -> LetterFacts:
        """作废: the letter stays with its number, which is never used again; what it had brought about is taken back."""
        with self._database.write(actor, "作废公文") as session:
            record = letter_in(session, letter_id)
            facts = record.facts()
            if facts.state is LetterState.VOID:
                raise Refused(f"{facts.named}已经作废，原因：{facts.void_reason}")
            refuse_closed_in(session, facts.on.year, "成文日期")
            voided = replace(facts, state=LetterState.VOID, void_reason=reason.strip())
            refuse_if(problems_of_letter(voided))
            if facts.state is LetterState.ISSUED:
                take_back_in(session, facts)
            record.take(voided)
            session.flush()
            return record.facts()

    def write(self, letter_id: int, path: Path) -> Report:
        """Write a letter as it was kept, as .pdf or .docx. Raises Refused for another suffix, Unavailable."""
        return _write(self.get(letter_id), path)

    def hand_out(
        self,
        kind: LetterKind,
        path: Path,
        actor: Actor,
        *,
        submission_id: int | None = None,
        document_id: int | None = None,
        addressee: str = "",
        on: date | None = None,
    ) -> HandedOut:
        """Prepare, keep, send out if it may go, and write, in one step.

        A letter that is out and says the same is written again; a draft of the kind that the record has already is taken.
        One that may not go out yet is kept and written as a draft.
        """
        from app.exporters.official import expect_suffix

        expect_suffix(path)
        today = self._today()
        with self._database.read() as session:  # what is out already can be had where nothing may be written
            fresh = _fresh(session, kind, today, actor, submission_id, document_id)
            fresh = replace(fresh, addressee=addressee.strip() or fresh.addressee)
            out = _already_out(session, fresh)
        if out is not None:
            return HandedOut(out, _write(out, path))
        _prove(fresh, path)
        with self._database.write(actor, f"出具{kind.label}") as session:
            letter, withheld = _sent(session, fresh, on, today)
        return HandedOut(letter, _write(letter, path), withheld)

    def _today(self) -> date:
        day = local_day(self._clock())
        assert day is not None
        return day


def _fresh(
    session: Session, kind: LetterKind, today: date, actor: Actor, submission_id: int | None, document_id: int | None
) -> LetterFacts:
    """The letter as the record says it today; where nobody answers for the record, whoever asks drafts it."""
    made = prepared_in(session, kind, today, submission_id, document_id, "")
    if not made.handler:
        made = prepared_in(session, kind, today, submission_id, document_id, actor.name)
    return tidied_in(session, made, today)


def _already_out(session: Session, fresh: LetterFacts) -> LetterFacts | None:
    """A letter that says the same and is out; the notice of one number goes out once, whatever else it says."""
    for record in letters_of_in(session, fresh.submission_id, fresh.document_id):
        facts = record.facts()
        if facts.kind is not fresh.kind or facts.state is not LetterState.ISSUED:
            continue
        same = (facts.addressee, facts.fields) == (fresh.addressee, fresh.fields)
        if same or (fresh.kind is LetterKind.NUMBER_NOTICE and _number(facts) == _number(fresh)):
            return facts
    return None


def _number(facts: LetterFacts) -> str:
    return facts.field("unified_number")


def _sent(
    session: Session, fresh: LetterFacts, on: date | None, today: date
) -> tuple[LetterFacts, tuple[Problem, ...]]:
    """The draft there is, or the fresh one kept; sent out unless something withholds it."""
    drafts = (
        record
        for record in letters_of_in(session, fresh.submission_id, fresh.document_id)
        if record.kind is fresh.kind and record.state is LetterState.DRAFT
    )
    record = next(drafts, None) or letter_in(session, kept_in(session, fresh, today).id or 0)
    facts = record.facts()
    if withheld := errors(problems_of_issue_in(session, facts, on or facts.on, today, chosen=on is not None)):
        return facts, withheld
    return issued_in(session, record, on, today), ()


def _prove(facts: LetterFacts, path: Path) -> None:
    """Write the letter beside its file and take that away: what cannot be written must not cost a number."""
    beside = path.with_name(f"~{uuid4().hex[:12]}{path.suffix}")
    try:
        _write(facts, beside)
    except Unavailable as error:
        raise Unavailable(path, str(error).replace(beside.name, path.name)) from error
    beside.unlink()


def _write(facts: LetterFacts, path: Path) -> Report:
    from app.exporters.official import write
    from app.services.letters.paper import official_of

    return write(official_of(facts, load_template(facts.kind)), path)
