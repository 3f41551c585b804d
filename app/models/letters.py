"""Rows of letters with their numbers, and of the signatures on sheets. Knows no template."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.letters import LetterFacts, LetterField, LetterKind, LetterState
from app.domain.sign_off import Signature, SignDecision, SignRole
from app.models.base import ChoiceType, Exchangeable, Json, Record
from app.models.moments import local_day


class LetterRecord(Exchangeable, Record):
    """One letter: what it says, and its number once it is issued. Serials count within mark and year."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("mark", "year", "serial", name="uq_letter_serial"),
        Index("ix_letter_on_day", "on"),
        {"sqlite_autoincrement": True},
    )
    subject = "letters"

    kind: Mapped[LetterKind] = mapped_column(ChoiceType(LetterKind))
    title: Mapped[str]
    addressee: Mapped[str]
    fields: Mapped[list[list[Any]]] = mapped_column(Json)
    on: Mapped[date] = mapped_column("on_day", key="on")
    handler: Mapped[str]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    state: Mapped[LetterState] = mapped_column(ChoiceType(LetterState))
    mark: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int | None]
    number: Mapped[str]
    """发文号 as printed, for lists and search; empty for a draft."""
    void_reason: Mapped[str]
    remark: Mapped[str]

    def facts(self) -> LetterFacts:
        """The letter as rules and forms read it."""
        return LetterFacts(
            kind=self.kind,
            title=self.title,
            addressee=self.addressee,
            fields=tuple(LetterField(*row) for row in self.fields),
            on=self.on,
            handler=self.handler,
            submission_id=self.submission_id,
            document_id=self.document_id,
            state=self.state,
            mark=self.mark,
            serial=self.serial,
            void_reason=self.void_reason,
            remark=self.remark,
            id=self.id,
            uid=self.uid,
            revision=self.revision,
            created_on=local_day(self.created_at),
        )

    def take(self, facts: LetterFacts) -> None:
        """Make the row say what the facts say."""
        values: dict[str, Any] = {
            name: getattr(facts, name)
            for name in (
                "kind", "title", "addressee", "on", "handler", "submission_id", "document_id", "state", "mark", "serial",
                "number", "void_reason", "remark",
            )
        }  # fmt: skip
        values["year"] = facts.on.year
        values["fields"] = [[item.key, item.label, item.value, item.long] for item in facts.fields]
        for key, value in values.items():
            if getattr(self, key) != value:
                setattr(self, key, value)


class SignatureRecord(Record):
    """One signature on the sheet of a letter, a submission (its opinions) or a document (its number)."""

    __tablename__ = "signature"
    __table_args__ = (Index("ix_signature_target", "ledger", "record_id"), {"sqlite_autoincrement": True})
    subject = "signatures"

    ledger: Mapped[str]
    """Ledger of what is signed: letters, submissions or documents."""
    record_id: Mapped[int]
    role: Mapped[SignRole] = mapped_column(ChoiceType(SignRole))
    name: Mapped[str]
    on: Mapped[date] = mapped_column("on_day", key="on")
    decision: Mapped[SignDecision] = mapped_column(ChoiceType(SignDecision))
    note: Mapped[str]

    def facts(self) -> Signature:
        """The signature as rules read it."""
        return Signature(self.role, self.name, self.on, self.decision, self.note)
