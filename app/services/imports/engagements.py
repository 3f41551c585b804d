"""Lines of a ledger of contracts to firms, advisers, appointments and contracts: matched, read, doubted, stored. Knows no file format."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind
from app.domain.advisers.contract_rules import ContractKnown, problems_of_engagement
from app.domain.advisers.engagements import Engaged, EngagementFacts
from app.domain.advisers.people import INTERNAL, AdviserKind
from app.domain.documents.facts import Doubt
from app.domain.problems import Problem, Severity, errors
from app.domain.text import fold
from app.importers.drafts import Draft
from app.importers.names import split_issuers
from app.models.advisers import AppointmentRecord, EngagementRecord
from app.models.base import new_uid
from app.models.ids import next_id
from app.models.moments import now
from app.services.advisers.lookup import contract_known_in, one_in, whole_contract
from app.services.imports.engagement_facts import TITLES, Line, facts_of
from app.services.imports.matching import Verdict, changed, given, problem
from app.services.imports.outcome import Action
from app.services.imports.people import LAW_FIRM, People, names_in
from app.services.imports.units import UnitNames
from app.services.settings import load_profile, settings_in

ORGANISATION = (
    "事务所",
    "律所",
    "法律服务所",
    "公司",
    "中心",
    "大学",
    "学院",
    "研究院",
    "研究所",
    "协会",
    "学会",
    "公证处",
)
"""How what is no person's name ends."""

_Term = tuple[date | None, date | None, str]
_Key = tuple[int, int | None, tuple[int, ...], _Term, str, str]


class EngagementTaker:
    """Takes in a ledger of contracts, line by line; nothing is written before `store`, save updates.

    Each line makes, where nobody knows them yet, the unit, the firm, its advisers, an appointment of each with the line's
    term, and one contract with the money.
    """

    def __init__(self, session: Session, today: date, *, merge: bool) -> None:
        self._session = session
        self._today = today
        self._merge = merge
        self._units = UnitNames(session)
        self._people = People(session)
        rows = session.scalars(select(EngagementRecord).options(*whole_contract).order_by(EngagementRecord.id))
        self._known = {row.id: row.facts() for row in rows}
        self._uids = {facts.uid: key for key, facts in self._known.items()}
        self._numbers = {fold(facts.number): key for key, facts in self._known.items() if facts.number}
        self._keys = {each: key for key, facts in self._known.items() for each in _keys_of(facts)}
        self._rows: dict[int, int] = {}
        self._next = next_id(session, EngagementRecord)
        self._created: list[EngagementFacts] = []
        appointments = [row.facts() for row in session.scalars(select(AppointmentRecord))]
        self._appointments = {_appointment_key(facts): facts.id or 0 for facts in appointments}
        self._next_appointment = next_id(session, AppointmentRecord)
        self._appointed: list[AppointmentFacts] = []
        self._profile = load_profile(settings_in(session).profile).on

    @property
    def new_units(self) -> tuple[str, ...]:
        """Names of the units that the file brought along."""
        return tuple(self._units.proposed)

    def take(self, draft: Draft) -> Verdict:
        """What becomes of one line; it fails only for no unit or a change the rules forbid."""
        known = self._known.get(self._uids.get(str(given(draft, "uid") or ""), 0))
        by_uid = known is not None
        unit = str(given(draft, "unit") or "")
        if not unit and known is None:
            return Verdict(
                Action.FAILED, str(given(draft, "name") or ""), reason="没有聘用单位，无法登记；请补填聘用单位"
            )
        line = self._line(draft, known)
        if known is None:
            known = self._same(line.facts)
            line = self._line(draft, known) if known is not None else line
        title = line.facts.name
        if known is not None and not changed(known, line.facts):
            return self._skipped(title, known, "与已登记的合同相同")
        if known is not None and known.id in self._rows and not by_uid:
            return self._beside(draft, self._rows[known.id])
        if known is not None and not (by_uid or self._merge):
            return self._skipped(title, known, "已登记过这份合同，按“跳过”处理")
        return self._create(draft, line) if known is None else self._update(known, line)

    def store(self) -> None:
        """Insert what the lines made: units and people before what names them."""
        self._units.store()
        self._people.store()
        at = now(self._session)
        for facts in self._appointed:
            appointment = AppointmentRecord(id=facts.id, uid=facts.uid, created_at=at)
            appointment.take(facts)
            self._session.add(appointment)
        self._session.flush()
        for made in self._created:
            record = EngagementRecord(id=made.id, uid=made.uid, created_at=at, advisers=[], served=[])
            record.take(made)
            self._session.add(record)
        self._session.flush()
        self._appointed, self._created = [], []

    def _skipped(self, title: str, known: EngagementFacts, reason: str) -> Verdict:
        return Verdict(Action.SKIPPED, title, known.id, reason)

    def _beside(self, draft: Draft, row: int) -> Verdict:
        """A second line of the file for the same parties and term that says something else: another contract, to be looked at."""
        message = f"聘用单位、受聘机构和期限与第 {row} 行相同，内容不同，按另一份合同登记，请核对是否重复"
        line = self._line(draft, None)
        facts = replace(line.facts, doubts=(*line.facts.doubts, Doubt("unit", _raw(draft, "unit"), message)))
        told = (*line.problems, problem(draft, "unit", TITLES["unit"], message, Severity.WARNING))
        return self._create(draft, line._replace(facts=facts, problems=told))

    def _same(self, facts: EngagementFacts) -> EngagementFacts | None:
        """The contract with the same number, or of the same unit with the same people for the same term, name and kind."""
        key = self._numbers.get(fold(facts.number)) if facts.number else self._keys.get(_key(facts))
        return self._known.get(key or 0)

    def _line(self, draft: Draft, base: EngagementFacts | None) -> Line:
        """The line with its parties; a new one has the name of its parties where it bears none."""
        line = facts_of(draft, base or EngagementFacts("", 0, backfill=True))
        facts, told = line.facts, list(line.problems)
        doubts, changes = list(facts.doubts), list(line.changes)

        def unit_of(key: str, name: str) -> int:
            """The unit of a name; one that is probably meant is taken, said and doubted."""
            likely = self._units.likely(name)
            if likely:
                changes.append((TITLES[key], name, likely))
                doubt(key, f"没有名为“{name}”的单位，按“{likely}”登记，请核对是否同一单位")
            return self._units.id_of(likely or name)

        def doubt(key: str, message: str) -> None:
            if (made := Doubt(key, draft.values[key].raw, message)) not in doubts:
                doubts.append(made)
                told.append(problem(draft, key, TITLES[key], message, Severity.WARNING))

        if unit := given(draft, "unit"):
            first, *others = split_issuers(str(unit))
            facts = replace(facts, unit_id=unit_of("unit", first))
            if others:
                facts = replace(facts, served=tuple(unit_of("unit", name) for name in others))
                doubt("unit", f"聘用单位写了{len(others) + 1}个，以“{first}”为甲方，其余记为服务单位，请核对")
        if served := given(draft, "served"):
            facts = replace(facts, served=tuple(unit_of("served", name) for name in split_issuers(str(served))))
        firm, people = str(given(draft, "firm") or ""), names_in(str(given(draft, "advisers") or ""))
        if firm and not firm.endswith(ORGANISATION) and not LAW_FIRM.search(firm):
            people = tuple(dict.fromkeys((*names_in(firm), *people)))
            doubt("firm", f"“{firm}”不像机构名称，按个人登记为顾问，请核对")
        elif firm:
            facts = replace(facts, firm_id=self._people.firm_of(firm))
        if people:
            facts = replace(facts, advisers=self._engaged(facts, people))
        if not facts.name:
            facts = replace(facts, name=self._name(str(unit or ""), firm or "、".join(people)))
        return Line(replace(facts, doubts=tuple(doubts)), tuple(changes), tuple(told))

    def _engaged(self, facts: EngagementFacts, people: tuple[str, ...]) -> tuple[Engaged, ...]:
        """The people as the contract has them; one who works alone leads, of several nobody has said who does."""
        firm = self._people.firms.get(facts.firm_id or 0)
        kind = AdviserKind.LAWYER if firm is not None and LAW_FIRM.search(firm.name) else None
        ids = [self._people.adviser_of(name, facts.firm_id, kind) for name in people]
        before = {engaged.adviser_id: engaged for engaged in facts.advisers}
        return tuple(before.get(key) or Engaged(key, lead=len(ids) == 1) for key in dict.fromkeys(ids))

    def _name(self, unit: str, party: str) -> str:
        return f"{unit}法律顾问服务合同（{party}）" if party else f"{unit}法律顾问服务合同"

    def _create(self, draft: Draft, line: Line) -> Verdict:
        facts = replace(line.facts, id=self._next, uid=str(given(draft, "uid") or new_uid()), revision=1)
        facts = replace(facts, advisers=tuple(self._appointment(facts, engaged) for engaged in facts.advisers))
        against = [item for item in errors(self._problems(facts, ContractKnown())) if not _told(item, facts)]
        doubts = tuple(Doubt(item.field, _raw(draft, item.field), item.message) for item in against)
        facts = replace(facts, doubts=(*facts.doubts, *doubts))
        told = [
            problem(draft, item.field, TITLES.get(item.field, ""), item.message, Severity.WARNING) for item in against
        ]
        self._next += 1
        self._created.append(facts)
        self._remember(facts, draft.row)
        return Verdict(Action.CREATED, facts.name, facts.id, problems=(*line.problems, *told), changes=line.changes)

    def _update(self, known: EngagementFacts, line: Line) -> Verdict:
        facts = line.facts
        self._units.store()
        self._people.store()
        wrong = errors(self._problems(facts, contract_known_in(self._session, facts)))
        if wrong:
            return Verdict(Action.FAILED, facts.name, known.id, "；".join(item.message for item in wrong))
        record = one_in(self._session, EngagementRecord, known.id)
        record.take(facts)
        self._session.flush()
        self._known[record.id] = record.facts()
        return Verdict(Action.UPDATED, facts.name, known.id, problems=line.problems, changes=line.changes)

    def _problems(self, facts: EngagementFacts, known: ContractKnown) -> list[Problem]:
        return problems_of_engagement(facts, known, self._profile(facts.starts_on or self._today))

    def _remember(self, facts: EngagementFacts, row: int) -> None:
        assert facts.id is not None
        self._known[facts.id] = facts
        self._uids[facts.uid] = facts.id
        self._keys |= dict.fromkeys(_keys_of(facts), facts.id)
        if facts.number:
            self._numbers[fold(facts.number)] = facts.id
        self._rows[facts.id] = row

    def _appointment(self, facts: EngagementFacts, engaged: Engaged) -> Engaged:
        """The adviser with his appointment for this unit and term, a new one when there is none."""
        adviser = self._people.advisers[engaged.adviser_id]
        if adviser.kind in INTERNAL:
            return engaged
        doubts = tuple(doubt for doubt in facts.doubts if doubt.field in ("term", "starts_on", "ends_on"))
        wanted = AppointmentFacts(
            engaged.adviser_id, facts.unit_id, AppointmentKind.ENGAGED, starts_on=facts.starts_on, ends_on=facts.ends_on,
            open_ended=facts.open_ended, doubts=doubts, id=self._next_appointment, uid=new_uid(), revision=1,
        )  # fmt: skip
        key = _appointment_key(wanted)
        if key not in self._appointments:
            self._appointments[key] = self._next_appointment
            self._appointed.append(wanted)
            self._next_appointment += 1
        return replace(engaged, appointment_id=self._appointments[key])


def _term(facts: EngagementFacts | AppointmentFacts) -> _Term:
    """The term, or where no day of it is known the cell as it stood."""
    raw = next((doubt.raw for doubt in facts.doubts if doubt.field == "term"), "")
    return facts.starts_on, facts.ends_on, "" if facts.starts_on or facts.ends_on else fold(raw)


def _key(facts: EngagementFacts, term: _Term | None = None) -> _Key:
    people = () if facts.firm_id is not None else tuple(engaged.adviser_id for engaged in facts.advisers)
    return facts.unit_id, facts.firm_id, people, term or _term(facts), fold(facts.name), facts.category or ""


def _keys_of(facts: EngagementFacts) -> set[_Key]:
    """By its days and, once somebody has filled them in, still by the cell in which they were missing."""
    raws = [doubt.raw for doubt in facts.doubts if doubt.field == "term"]
    return {_key(facts), *(_key(facts, (None, None, fold(raw))) for raw in raws)}


def _appointment_key(facts: AppointmentFacts) -> tuple[int, int, _Term]:
    return facts.adviser_id, facts.unit_id, _term(facts)


def _told(item: Problem, facts: EngagementFacts) -> bool:
    """Whether a doubt already speaks of what a rule finds wrong."""
    fields = {doubt.field for doubt in facts.doubts}
    return item.field in fields or (item.field in ("starts_on", "ends_on") and "term" in fields)


def _raw(draft: Draft, key: str) -> str:
    reading = draft.values.get(key)
    return reading.raw if reading is not None else ""
