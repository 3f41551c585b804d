"""审签: the signatures on a letter, on the opinions of a submission, on the number of a document. Knows no paper and no window."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.letters import LetterState
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.sign_off import Signature, SignRole, complete, current_round, next_role, problems_of_signature
from app.models.database import Database
from app.models.letters import SignatureRecord
from app.services.documents.lookup import document_in
from app.services.letters.lookup import letter_in
from app.services.settings import settings_in
from app.services.submissions.lookup import submission_in
from app.services.years.closed import refuse_closed_in

LETTERS, SUBMISSIONS, DOCUMENTS = "letters", "submissions", "documents"
SIGNED = (LETTERS, SUBMISSIONS, DOCUMENTS)
"""Ledgers whose records have a sheet."""


@dataclass(frozen=True)
class SignSheet:
    """The sheet of one record: what is signed, who drafted it, every signature in order, returned rounds too."""

    ledger: str
    record_id: int
    subject: str
    drafter: str
    signatures: tuple[Signature, ...]
    one_person: bool
    closed: str = ""
    """Why nothing more can be signed; empty when something can."""

    @property
    def round(self) -> tuple[Signature, ...]:
        """The signatures that hold: those since the last return."""
        return current_round(self.signatures)

    @property
    def next_role(self) -> SignRole | None:
        """Who signs next; None when the leader has agreed."""
        return next_role(self.signatures)

    @property
    def complete(self) -> bool:
        return complete(self.signatures)

    @property
    def signed_on(self) -> date | None:
        """The day the leader agreed."""
        return self.round[-1].on if self.complete else None


class SignOffService:
    """Sheets. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sheet(self, ledger: str, record_id: int) -> SignSheet:
        """The sheet of a record; empty before anybody has signed."""
        with self._database.read() as session:
            return sheet_in(session, ledger, record_id)

    def check(self, ledger: str, record_id: int, wanted: Signature) -> list[Problem]:
        """Why a signature cannot be added as typed so far."""
        with self._database.read() as session:
            return _problems(sheet_in(session, ledger, record_id), wanted)

    def sign(self, ledger: str, record_id: int, wanted: Signature, actor: Actor) -> SignSheet:
        """Add a signature: in order, by name, not the drafter alone. A return begins the sheet anew."""
        with self._database.write(actor, f"审签（{wanted.role.label}{wanted.decision.label}）") as session:
            refuse_if(_problems(sheet_in(session, ledger, record_id), wanted))
            refuse_closed_in(session, wanted.on.year, "签署日期")
            session.add(
                SignatureRecord(
                    ledger=ledger,
                    record_id=record_id,
                    role=wanted.role,
                    name=wanted.name.strip(),
                    on=wanted.on,
                    decision=wanted.decision,
                    note=wanted.note.strip(),
                )
            )
            session.flush()
            return sheet_in(session, ledger, record_id)


def signatures_in(session: Session, ledger: str, record_id: int) -> tuple[Signature, ...]:
    """Every signature on a record's sheet, in the order in which they were given."""
    statement = (
        select(SignatureRecord)
        .where(SignatureRecord.ledger == ledger, SignatureRecord.record_id == record_id)
        .order_by(SignatureRecord.id)
    )
    return tuple(row.facts() for row in session.scalars(statement))


def sheet_in(session: Session, ledger: str, record_id: int) -> SignSheet:
    """The sheet of a record within a transaction. Raises Refused when there is no such record."""
    subject, drafter, closed = _signed_matter(session, ledger, record_id)
    signatures = signatures_in(session, ledger, record_id)
    return SignSheet(ledger, record_id, subject, drafter, signatures, settings_in(session).one_person, closed)


def _signed_matter(session: Session, ledger: str, record_id: int) -> tuple[str, str, str]:
    """What is signed, who drafted it, and why it cannot be signed any more."""
    match ledger:
        case "letters":
            letter = letter_in(session, record_id).facts()
            shut = "" if letter.state is LetterState.DRAFT else f"{letter.named}{letter.state.label}，不再审签"
            return letter.named, letter.handler, shut
        case "submissions":
            submission = submission_in(session, record_id).facts()
            shut = f"{submission.named}已撤回，不再审签" if submission.withdrawn_on else ""
            return f"{submission.named}的{submission.word}意见", submission.handler, shut
        case "documents":
            document = document_in(session, record_id).facts()
            return f"{document.named}的统一编号", document.handler, ""
        case _:
            raise Refused(f"“{ledger}”中的记录不审签，可审签的有：{'、'.join(SIGNED)}")


def _problems(sheet: SignSheet, wanted: Signature) -> list[Problem]:
    if sheet.closed:
        return [Problem("", sheet.closed)]
    return list(problems_of_signature(sheet.signatures, wanted, sheet.drafter, one_person=sheet.one_person))
