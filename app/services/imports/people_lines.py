"""Lines of the ledgers of advisers and of firms to records. Knows no contract."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.advisers.columns import ADVISERS, FIRMS
from app.domain.advisers.firms import FirmFacts, problems_of_firm
from app.domain.advisers.people import AdviserFacts, Namesake, problems_of_adviser
from app.domain.documents.facts import Doubt
from app.domain.id_number import is_masked, masked_id
from app.domain.ledgers import Column, Kind, Ledger
from app.domain.problems import Severity, errors
from app.importers.drafts import Draft, ImportProblem
from app.models.advisers import AdviserRecord, FirmRecord
from app.services.imports.matching import Verdict, changed, given, kept, problem
from app.services.imports.outcome import Action
from app.services.imports.people import LAW_FIRM, People, names_in


def taken(draft: Draft, base: Any, ledger: Ledger, apart: Iterable[str]) -> dict[str, Any]:
    """The facts that a line gives as its cells are: an empty one changes nothing, 清空 empties; `apart` are read otherwise."""
    values: dict[str, Any] = {}
    for column in ledger.columns:
        if column.derived or column.hidden or column.key in apart or column.key not in draft.values:
            continue
        values[column.key] = _as_fact(column, kept(draft, column.key, getattr(base, column.key)))
    return values


def _as_fact(column: Column, value: Any) -> Any:
    if value is None:
        if column.kind is Kind.FLAG:
            return False
        return "" if column.choices is None and column.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE) else None
    return column.choices.of(str(value)) if column.choices is not None else value


def doubts_of(draft: Draft, base: Any) -> tuple[Doubt, ...]:
    """The base's doubts and one more for each cell that could not be read for certain; its 原文 is kept in it."""
    before = {(doubt.field, doubt.raw) for doubt in base.doubts}
    found = [
        Doubt(key, reading.raw, reading.problem.message)
        for key, reading in draft.values.items()
        if reading.problem is not None and reading.problem.severity is not Severity.NOTE and not reading.evidence
    ]
    return (*base.doubts, *(doubt for doubt in found if (doubt.field, doubt.raw) not in before))


class FirmTaker:
    """Takes in a ledger of firms, line by line: by uid, then by name."""

    def __init__(self, session: Session, *, merge: bool) -> None:
        self._session = session
        self._merge = merge
        self._people = People(session)
        self.new_units: tuple[str, ...] = ()

    def take(self, draft: Draft) -> Verdict:
        """What becomes of one line; it fails only for no name or a change the rules forbid."""
        name, uid = str(given(draft, "name") or ""), str(given(draft, "uid") or "")
        by_uid = next((firm for firm in self._people.firms.values() if uid and firm.uid == uid), None)
        known = by_uid or (self._people.firm_named(name) if name else None)
        base = known or FirmFacts(name)
        facts = replace(base, **taken(draft, base, FIRMS, ()), doubts=doubts_of(draft, base))
        if known is not None and not changed(known, facts):
            return Verdict(Action.SKIPPED, known.name, known.id, "与已登记的机构相同")
        if known is not None and by_uid is None and not self._merge:
            return Verdict(Action.SKIPPED, known.name, known.id, "机构已登记，内容不同，按“跳过”处理")
        wrong = errors(problems_of_firm(facts, self._people.firms.values()))
        if wrong and (known is not None or any(item.field == "name" for item in wrong)):
            return Verdict(Action.FAILED, name, known.id if known else None, "；".join(item.message for item in wrong))
        if known is None:
            against = tuple(Doubt(item.field, str(getattr(facts, item.field)), item.message) for item in wrong)
            found = tuple(
                problem(draft, item.field, FIRMS.column(item.field).title, item.message, Severity.WARNING)
                for item in wrong
            )
            made = self._people.add_firm(replace(facts, uid=uid, doubts=(*facts.doubts, *against)))
            return Verdict(Action.CREATED, name, made, problems=found)
        self._people.store()
        record = self._session.get_one(FirmRecord, known.id)
        record.take(facts)
        self._session.flush()
        self._people.firms[record.id] = record.facts()
        return Verdict(Action.UPDATED, facts.name, known.id)

    def store(self) -> None:
        """Insert what was created."""
        self._people.store()


class AdviserTaker:
    """Takes in a ledger of advisers, line by line: by uid, then by name and firm. A masked id number means unchanged."""

    def __init__(self, session: Session, today: date, *, merge: bool) -> None:
        self._session = session
        self._today = today
        self._merge = merge
        self._people = People(session)
        self.new_units: tuple[str, ...] = ()

    def take(self, draft: Draft) -> Verdict:
        """What becomes of one line; it fails only for no name or a change the rules forbid."""
        uid = str(given(draft, "uid") or "")
        by_uid = next((one for one in self._people.advisers.values() if uid and one.uid == uid), None)
        facts, found = self._facts(draft, by_uid or AdviserFacts(str(given(draft, "name") or "")))
        known = by_uid or (self._people.adviser_like(facts) if facts.name else None)
        if by_uid is None and known is not None:
            facts, found = self._facts(draft, known)
        if known is not None and not self._differs(known, facts):
            return Verdict(Action.SKIPPED, known.name, known.id, "与已登记的顾问相同")
        if known is not None and by_uid is None and not self._merge:
            return Verdict(Action.SKIPPED, known.name, known.id, "顾问已登记，内容不同，按“跳过”处理")
        namesakes = [
            Namesake(one.id or 0, one.name, one.firm_id, one.workplace) for one in self._people.advisers.values()
        ]
        wrong = errors(problems_of_adviser(facts, namesakes, self._today))
        if wrong and (known is not None or any(item.field == "name" for item in wrong)):
            return Verdict(
                Action.FAILED, facts.name, known.id if known else None, "；".join(item.message for item in wrong)
            )
        if known is None:
            return self._create(draft, replace(facts, uid=uid), [(item.field, item.message) for item in wrong], found)
        self._people.store()
        record = self._session.get_one(AdviserRecord, known.id)
        record.take(facts)
        self._session.flush()
        self._people.advisers[record.id] = record.facts()
        return Verdict(Action.UPDATED, facts.name, known.id, problems=found)

    def _create(
        self, draft: Draft, facts: AdviserFacts, wrong: list[tuple[str, str]], found: tuple[ImportProblem, ...]
    ) -> Verdict:
        titles = {column.key: column.title for column in ADVISERS.columns}
        against = [
            Doubt(field, "" if field == "id_number" else str(getattr(facts, field)), message)
            for field, message in wrong
        ]
        if is_masked(facts.id_number):
            message = "证件号码是隐去中间几位的，未登记，请补填完整号码"
            against.append(Doubt("id_number", facts.id_number, message))
            facts = replace(facts, id_number="")
        made = self._people.add_adviser(replace(facts, doubts=(*facts.doubts, *against)))
        named = tuple(
            problem(draft, doubt.field, titles.get(doubt.field, ""), doubt.message, Severity.WARNING)
            for doubt in against
        )
        return Verdict(Action.CREATED, facts.name, made, problems=(*found, *named))

    def _differs(self, known: AdviserFacts, facts: AdviserFacts) -> bool:
        """Whether a line says anything new; the number on record is compared by its masked form and, where whole, by itself."""
        if changed(known, replace(facts, id_number=known.id_number)):
            return True
        if is_masked(facts.id_number) or facts.id_number == known.id_number:
            return facts.id_number != known.id_number
        record = self._session.get(AdviserRecord, known.id)
        return record is None or masked_id(facts.id_number) != known.id_number or record.id_number != facts.id_number

    def _facts(self, draft: Draft, base: AdviserFacts) -> tuple[AdviserFacts, tuple[ImportProblem, ...]]:
        apart = ("firm", "specialities", "name", "id_number")
        values = taken(draft, base, ADVISERS, apart)
        values["name"] = "".join(str(kept(draft, "name", base.name) or "").split())
        if "specialities" in draft.values:
            values["specialities"] = names_in(str(kept(draft, "specialities", "") or ""))
        number = str(kept(draft, "id_number", base.id_number) or "")
        values["id_number"] = base.id_number if base.id is not None and is_masked(number) else number
        facts = replace(base, **values, doubts=doubts_of(draft, base))
        place = draft.values.get("firm")
        if place is None or not (place.clear or place.value):
            return facts, ()
        name = "" if place.clear else str(place.value)
        firm = self._people.firm_named(name)
        if firm is None and not LAW_FIRM.search(name):
            return replace(facts, firm_id=None, workplace=name), ()
        if firm is not None:
            return replace(facts, firm_id=firm.id, workplace=""), ()
        note = problem(draft, "firm", ADVISERS.column("firm").title, f"新增机构“{name}”", Severity.NOTE)
        return replace(facts, firm_id=self._people.firm_of(name), workplace=""), (note,)

    def store(self) -> None:
        """Insert what was created."""
        self._people.store()
