"""Names of firms and advisers as files write them, to records. Knows no line and no contract."""

import re
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.advisers.firms import FirmFacts
from app.domain.advisers.people import AdviserFacts, AdviserKind, identity
from app.domain.text import fold
from app.models.advisers import AdviserRecord, FirmRecord
from app.models.base import new_uid
from app.models.ids import next_id
from app.models.moments import now

LAW_FIRM = re.compile(r"律师事务所|律所|法律服务所")
_PARTS = re.compile(r"[、，,；;/／\n]+")


def names_in(text: str) -> tuple[str, ...]:
    """People named in one cell, each once; blanks within a name are only typesetting."""
    return tuple(dict.fromkeys(filter(None, ("".join(part.split()) for part in _PARTS.split(text)))))


class People:
    """Firms and advisers by name; one that nobody knows is proposed as a new record, undone with the import."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.firms = {row.id: row.facts() for row in session.scalars(select(FirmRecord))}
        self.advisers = {row.id: row.facts() for row in session.scalars(select(AdviserRecord))}
        self._firm_names = {fold(facts.name): key for key, facts in self.firms.items()}
        self._identities = {_identity(facts): key for key, facts in self.advisers.items()}
        self._next_firm = next_id(session, FirmRecord)
        self._next_adviser = next_id(session, AdviserRecord)
        self.new_firms: list[FirmFacts] = []
        self.new_advisers: list[AdviserFacts] = []

    def firm_of(self, name: str) -> int:
        """The firm of that name, a new one when there is none."""
        key = self._firm_names.get(fold(name))
        return self.add_firm(FirmFacts(name)) if key is None else key

    def firm_named(self, name: str) -> FirmFacts | None:
        """The firm of that name."""
        return self.firms.get(self._firm_names.get(fold(name), 0))

    def adviser_of(self, name: str, firm_id: int | None, kind: AdviserKind | None) -> int:
        """The adviser of that name in that firm, a new one when there is none; two firms' namesakes are two people."""
        key = self._identities.get(identity(name, firm_id))
        return self.add_adviser(AdviserFacts(name, kind, firm_id=firm_id)) if key is None else key

    def adviser_like(self, facts: AdviserFacts) -> AdviserFacts | None:
        """The adviser with the same name and firm or workplace."""
        return self.advisers.get(self._identities.get(_identity(facts), 0))

    def add_firm(self, facts: FirmFacts) -> int:
        """Propose a firm; gives the id it will have."""
        made = replace(facts, id=self._next_firm, uid=facts.uid or new_uid(), revision=1)
        self._next_firm += 1
        self.new_firms.append(made)
        self.firms[made.id or 0] = made
        self._firm_names[fold(made.name)] = made.id or 0
        return made.id or 0

    def add_adviser(self, facts: AdviserFacts) -> int:
        """Propose an adviser; gives the id he will have."""
        made = replace(facts, id=self._next_adviser, uid=facts.uid or new_uid(), revision=1)
        self._next_adviser += 1
        self.new_advisers.append(made)
        self.advisers[made.id or 0] = made
        self._identities[_identity(made)] = made.id or 0
        return made.id or 0

    def store(self) -> None:
        """Insert what was proposed and is not stored yet, firms first."""
        at = now(self._session)
        for firm in self.new_firms:
            record = FirmRecord(id=firm.id, uid=firm.uid, created_at=at)
            record.take(firm)
            self._session.add(record)
        self._session.flush()
        for adviser in self.new_advisers:
            row = AdviserRecord(uid=adviser.uid, created_at=at)
            row.take(adviser)
            row.id = adviser.id or 0
            self._session.add(row)
        self._session.flush()
        self.new_firms, self.new_advisers = [], []


def _identity(facts: AdviserFacts) -> tuple[str, int | None, str]:
    return identity(facts.name, facts.firm_id, facts.workplace)
