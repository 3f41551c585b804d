"""What a user can do with advisers and firms: enter, change, suspend, open an id number with its reason. Knows no window."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.contract_rules import NO_CONTRACT
from app.domain.advisers.firms import FirmFacts, problems_of_firm
from app.domain.advisers.people import INTERNAL, AdviserFacts, problems_of_adviser
from app.domain.credit_code import normal_code
from app.domain.documents.facts import Doubt
from app.domain.doubts import unsettled
from app.domain.facts import cleaned
from app.domain.id_number import is_masked, masked_id
from app.domain.problems import Problem, Refused, Severity, refuse_if
from app.models.advisers import AdviserRecord, EngagedRecord, EngagementRecord, FirmRecord
from app.models.audit import Journal
from app.models.database import Database
from app.models.moments import today_in
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import missing_in, namesakes_in, one_in, whole_contract


class PeopleService:
    """Advisers and firms. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, adviser_id: int) -> AdviserFacts:
        """One adviser; the id number masked."""
        with self._database.read() as session:
            return one_in(session, AdviserRecord, adviser_id).facts()

    def all(self) -> dict[int, AdviserFacts]:
        """Every adviser by id, for pick lists."""
        with self._database.read() as session:
            return {row.id: row.facts() for row in session.scalars(select(AdviserRecord).order_by(AdviserRecord.id))}

    def check(self, facts: AdviserFacts, today: date) -> list[Problem]:
        """All that is wrong with an adviser as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts), today)

    def save(self, facts: AdviserFacts, actor: Actor) -> AdviserFacts:
        """Enter an adviser or change one; a masked id number leaves what is there. Raises Stale when it was changed meanwhile."""
        facts = cleaned(facts)
        with self._database.write(actor, "修改法律顾问" if facts.id else "登记法律顾问") as session:
            return store_in(session, facts).facts()

    def suspend(self, adviser_id: int, on: date, reason: str, actor: Actor) -> AdviserFacts:
        """停聘 from a day on, with its reason."""
        with self._database.write(actor, "停聘") as session:
            facts = one_in(session, AdviserRecord, adviser_id).facts()
            return store_in(session, replace(facts, suspended_on=on, suspended_reason=reason.strip())).facts()

    def resume(self, adviser_id: int, actor: Actor) -> AdviserFacts:
        """End a suspension."""
        with self._database.write(actor, "恢复聘任") as session:
            facts = one_in(session, AdviserRecord, adviser_id).facts()
            if facts.suspended_on is None:
                raise Refused(f"{facts.name}没有停聘，不必恢复")
            return store_in(session, replace(facts, suspended_on=None, suspended_reason="")).facts()

    def settle_doubts(self, adviser_id: int, settled: Collection[Doubt], actor: Actor) -> AdviserFacts:
        """Take doubts off after they were looked into (核实); the audit keeps their 原文."""
        with self._database.write(actor, "核实存疑") as session:
            facts = one_in(session, AdviserRecord, adviser_id).facts()
            return store_in(session, replace(facts, doubts=unsettled(facts.doubts, settled))).facts()

    def reveal(self, adviser_id: int, reason: str, actor: Actor) -> str:
        """The whole id number; who opened it and why stands in the audit. Raises Refused without a reason."""
        if not reason.strip():
            raise Refused([Problem("reason", "查看完整证件号码，请写明用途")])
        with self._database.write(actor, "查看证件号码") as session:
            record = one_in(session, AdviserRecord, adviser_id)
            journal: Journal = session.info["journal"]
            journal.note(AdviserRecord, record.id, record.id, "reveal", {"revealed": [None, reason.strip()]})
            return record.id_number

    def firm(self, firm_id: int) -> FirmFacts:
        """One firm."""
        with self._database.read() as session:
            return one_in(session, FirmRecord, firm_id).facts()

    def firms(self) -> dict[int, FirmFacts]:
        """Every firm by id, by name."""
        with self._database.read() as session:
            return firms_in(session)

    def check_firm(self, facts: FirmFacts) -> list[Problem]:
        """All that is wrong with a firm as typed so far."""
        return problems_of_firm(cleaned(facts), self.firms().values())

    def save_firm(self, facts: FirmFacts, actor: Actor) -> FirmFacts:
        """Enter a firm or change one. Raises Stale when it was changed meanwhile."""
        facts = cleaned(facts)
        with self._database.write(actor, "修改律师事务所" if facts.id else "登记律师事务所") as session:
            return store_firm_in(session, facts).facts()

    def settle_firm_doubts(self, firm_id: int, settled: Collection[Doubt], actor: Actor) -> FirmFacts:
        """Take doubts off after they were looked into (核实); the audit keeps their 原文."""
        with self._database.write(actor, "核实存疑") as session:
            facts = one_in(session, FirmRecord, firm_id).facts()
            return store_firm_in(session, replace(facts, doubts=unsettled(facts.doubts, settled))).facts()


def firms_in(session: Session, names: Sequence[str] | None = None) -> dict[int, FirmFacts]:
    """Firms by id, all of them or those with a name."""
    statement = select(FirmRecord).order_by(FirmRecord.name)
    if names is not None:
        statement = statement.where(FirmRecord.name.in_(names))
    return {row.id: row.facts() for row in session.scalars(statement)}


def problems_in(session: Session, facts: AdviserFacts, today: date) -> list[Problem]:
    """What is wrong with an adviser, as the database knows it."""
    return [
        *problems_of_adviser(facts, namesakes_in(session, facts), today),
        *missing_in(session, [("firm_id", FirmRecord, facts.firm_id)]),
        *_problems_of_mask(session, facts),
        *_problems_of_contracts(session, facts, today),
    ]


def _problems_of_mask(session: Session, facts: AdviserFacts) -> list[Problem]:
    """A masked number must be the one on record; nothing can be kept of any other."""
    if not is_masked(facts.id_number):
        return []
    record = session.get(AdviserRecord, facts.id or 0)
    if record is not None and facts.id_number == masked_id(record.id_number):
        return []
    return [Problem("id_number", "证件号码含有“*”，请填写完整的号码，不修改的请保持原样")]


def store_in(session: Session, facts: AdviserFacts) -> AdviserRecord:
    """Keep an adviser within a transaction. Raises Refused, Stale."""
    refuse_if(problems_in(session, facts, today_in(session)))
    record = keeper_in(session, AdviserRecord, facts)
    record.take(facts)
    session.add(record)
    session.flush()
    return record


def store_firm_in(session: Session, facts: FirmFacts) -> FirmRecord:
    """Keep a firm within a transaction. Raises Refused, Stale."""
    refuse_if(problems_of_firm(facts, firms_in(session).values()))
    record = keeper_in(session, FirmRecord, replace(facts, credit_code=normal_code(facts.credit_code)))
    record.take(facts)
    session.add(record)
    session.flush()
    return record


def _problems_of_contracts(session: Session, facts: AdviserFacts, today: date) -> Iterator[Problem]:
    """The government's own people have no contract: one that still runs under a lawyer's name has to be changed as well."""
    if facts.id is None or facts.kind is None or facts.kind not in INTERNAL:
        return
    named = select(EngagedRecord.engagement_id).where(EngagedRecord.adviser_id == facts.id)
    for row in session.scalars(select(EngagementRecord).options(*whole_contract).where(EngagementRecord.id.in_(named))):
        contract = row.facts()
        last = contract.span().last_day
        if last is None or last >= today:
            message = f"{facts.name}仍是服务合同“{contract.name}”的受聘顾问；{facts.kind.label}没有服务合同，请在合同中更换顾问"
            yield Problem("kind", message, Severity.WARNING, NO_CONTRACT)
