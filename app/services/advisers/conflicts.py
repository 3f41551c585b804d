"""What a user can do with conflicts of interest: declare, decide, ask before assigning. Knows no window."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.conflicts import (
    ConflictDecision,
    ConflictFacts,
    problems_of_conflict,
    problems_of_running,
    with_side,
)
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, refuse_if
from app.models.advisers import AdviserRecord, ConflictRecord, FirmRecord, MatterRecord
from app.models.database import Database
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import missing_in, one_in, running_in


class ConflictService:
    """Conflicts of interest. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, conflict_id: int) -> ConflictFacts:
        """One declaration."""
        with self._database.read() as session:
            return one_in(session, ConflictRecord, conflict_id).facts()

    def of_adviser(self, adviser_id: int) -> list[ConflictFacts]:
        """What an adviser declared, the earliest first."""
        with self._database.read() as session:
            rows = select(ConflictRecord).where(ConflictRecord.adviser_id == adviser_id).order_by(ConflictRecord.id)
            return [row.facts() for row in session.scalars(rows)]

    def check(self, facts: ConflictFacts) -> list[Problem]:
        """All that is wrong with a declaration as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts))

    def declare(self, facts: ConflictFacts, actor: Actor) -> ConflictFacts:
        """申报: until it is decided, he and, where it is the firm's, all its people are not given this other side's matters."""
        with self._database.write(actor, "申报利益冲突") as session:
            return store_in(session, cleaned(facts)).facts()

    def save(self, facts: ConflictFacts, actor: Actor) -> ConflictFacts:
        """Change a declaration. Raises Stale when it was changed after these facts were read."""
        with self._database.write(actor, "修改利益冲突申报") as session:
            return store_in(session, cleaned(facts)).facts()

    def decide(
        self, conflict_id: int, decision: ConflictDecision, on: date, by: str, actor: Actor, reason: str = ""
    ) -> ConflictFacts:
        """处理: 回避, 同意继续 with its reason, or 更换顾问, and who approved it."""
        with self._database.write(actor, "处理利益冲突") as session:
            facts = one_in(session, ConflictRecord, conflict_id).facts()
            if facts.decision is not None:
                raise Refused([Problem("decision", f"这项申报已处理为“{facts.decision.label}”，请直接修改")])
            decided = replace(facts, decision=decision, decided_on=on, decided_by=by.strip(), reason=reason.strip())
            return store_in(session, decided).facts()

    def of_firm(self, firm_id: int) -> list[ConflictFacts]:
        """What was declared for a whole firm, the earliest first."""
        with self._database.read() as session:
            rows = select(ConflictRecord).where(ConflictRecord.firm_id == firm_id).order_by(ConflictRecord.id)
            return [row.facts() for row in session.scalars(rows)]


def problems_in(session: Session, facts: ConflictFacts) -> list[Problem]:
    """What is wrong with a declaration, as the database knows it, and which matters it hits."""
    dangling = missing_in(
        session,
        [
            ("adviser_id", AdviserRecord, facts.adviser_id),
            ("firm_id", FirmRecord, facts.firm_id),
            ("matter_id", MatterRecord, facts.matter_id),
        ],
    )
    if dangling:
        return dangling
    about = session.get(MatterRecord, facts.matter_id or 0)
    declared = with_side(facts, about.counterparty if about is not None else "")
    return [*problems_of_conflict(facts), *problems_of_running(declared, running_in(session, facts))]


def store_in(session: Session, facts: ConflictFacts) -> ConflictRecord:
    """Keep a declaration within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, ConflictRecord, facts)
    refuse_if(problems_in(session, facts))
    record.take(facts)
    session.add(record)
    session.flush()
    return record
