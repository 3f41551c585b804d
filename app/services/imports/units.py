"""Lines of a unit ledger to units, and the units that other ledgers name. Knows no document."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.domain.problems import Severity, errors
from app.domain.text import fold
from app.domain.unit_names import core_of
from app.domain.units import MAY_NOT_ISSUE, FormerName, IssuerMark, UnitCategory, UnitFacts, problems_of_unit
from app.importers.drafts import Draft, ImportProblem
from app.models.audit import insert_many
from app.models.base import new_uid
from app.models.ids import next_id
from app.models.moments import now
from app.models.units import UnitMarkRecord, UnitNameRecord, UnitRecord
from app.services.imports.matching import Verdict, changed, given, kept, problem
from app.services.imports.outcome import Action
from app.services.settings import settings_in
from app.services.units import names_of, units_in

_ENDINGS: tuple[tuple[tuple[str, ...], UnitCategory], ...] = (
    (("人民政府",), UnitCategory.GOVERNMENT),
    (("政府办公室", "政府办公厅"), UnitCategory.OFFICE),
    (("街道办事处", "街道"), UnitCategory.STREET),
    (("管委会", "管理委员会"), UnitCategory.AUTHORISED),
    (("领导小组", "指挥部", "联席会议"), UnitCategory.COORDINATING),
)


def category_of(name: str) -> UnitCategory:
    """What a unit's name says of its kind; a proposal only, the user confirms it."""
    if name.endswith(("镇人民政府", "乡人民政府")):
        return UnitCategory.TOWN
    return next((kind for ends, kind in _ENDINGS if name.endswith(ends)), UnitCategory.DEPARTMENT)


class UnitNames:
    """Names as files write them to unit ids; a name nobody knows is proposed as a new unit, unconfirmed, not allowed to issue."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._units = units_in(session)
        self._ids = names_of(self._units)
        self._spelled: dict[str, int] = {}
        self._next = next_id(session, UnitRecord)
        self.proposed: dict[str, int] = {}
        self._stored: set[int] = set()
        self._place = settings_in(session).region_name
        self._cores: dict[str, set[int]] = {}
        for name, key_of in self._ids.items():
            self._cores.setdefault(core_of(name, self._place), set()).add(key_of)

    def likely(self, name: str) -> str:
        """The name of the one unit that this is most likely another spelling of: 海珠区住房和建设局 for 区住房和建设局.

        Empty where a unit bears this very name, where none is like it and where several are. Units that the file
        itself has brought along count.
        """
        if fold(name) in self._ids:
            return ""
        found = self._cores.get(core_of(name, self._place), set())
        return self._name_of(next(iter(found))) if len(found) == 1 else ""

    def _name_of(self, key: int) -> str:
        if key in self._units:
            return self._units[key].name
        return next(name for name, proposed in self.proposed.items() if proposed == key)

    def id_of(self, name: str) -> int:
        """The unit of that name, a new one when there is none."""
        if name not in self._spelled:
            key = fold(name)
            if key not in self._ids:
                self._ids[key] = self.proposed[name] = self._next
                self._cores.setdefault(core_of(name, self._place), set()).add(self._next)
                self._next += 1
            self._spelled[name] = self._ids[key]
        return self._spelled[name]

    def known(self, ids: Iterable[int]) -> dict[int, UnitFacts]:
        """Those of some units that were there before."""
        return {key: self._units[key] for key in ids if key in self._units}

    def store(self) -> None:
        """Insert the proposed units that are not stored yet."""
        at = now(self._session)
        waiting = {name: key for name, key in self.proposed.items() if key not in self._stored}
        self._stored.update(waiting.values())
        insert_many(self._session, UnitRecord, [
            {
                "id": key, "uid": new_uid(), "revision": 1, "created_at": at, "name": name,
                "category": category_of(name), "code": "", "short_name": "", "parent_id": None,
                "may_issue": False, "confirmed": False, "remark": "",
            }
            for name, key in waiting.items()
        ])  # fmt: skip


class UnitTaker:
    """Takes in a unit ledger, line by line: by uid, then by any name."""

    def __init__(self, session: Session, *, merge: bool) -> None:
        self._session = session
        self._merge = merge
        self._units = units_in(session)
        self._next = next_id(session, UnitRecord)
        self.new_units: tuple[str, ...] = ()
        self._created: list[UnitFacts] = []

    def take(self, draft: Draft) -> Verdict:
        """What becomes of one line; nothing is written before `store`."""
        name = str(given(draft, "name") or "")
        uid = given(draft, "uid")
        same_uid = next((unit for unit in self._units.values() if uid and unit.uid == uid), None)
        known = same_uid or self._units.get(names_of(self._units).get(fold(name), 0)) if name or uid else None
        facts = self._facts(draft, known)
        if wrong := errors(problems_of_unit(facts, self._units)):
            return Verdict(Action.FAILED, name, reason="；".join(problem.message for problem in wrong))
        found = _problem_of_parent(draft, facts)
        if known is None:
            created = replace(facts, id=self._next, uid=str(uid or new_uid()), revision=1)
            self._next += 1
            self._created.append(created)
            self._units[created.id or 0] = created
            return Verdict(Action.CREATED, name, created.id, problems=found)
        if not changed(known, facts):
            return Verdict(Action.SKIPPED, name, known.id, "与已登记的单位相同")
        if same_uid is None and not self._merge:
            return Verdict(Action.SKIPPED, name, known.id, "单位已登记，内容不同，按“跳过”处理")
        self._update(facts)
        return Verdict(Action.UPDATED, name, known.id)

    def store(self) -> None:
        """Insert what was created."""
        at = now(self._session)
        insert_many(self._session, UnitRecord, [
            {
                "id": unit.id, "uid": unit.uid, "revision": 1, "created_at": at, "name": unit.name,
                "category": unit.category, "code": unit.code, "short_name": unit.short_name,
                "parent_id": unit.parent_id, "may_issue": unit.may_issue, "confirmed": unit.confirmed, "remark": unit.remark,
            }
            for unit in self._created
        ])  # fmt: skip
        _insert_rows(self._session, UnitNameRecord, ((u, vars(row)) for u in self._created for row in u.former_names))
        _insert_rows(self._session, UnitMarkRecord, ((u, vars(row)) for u in self._created for row in u.marks))

    def _update(self, facts: UnitFacts) -> None:
        from app.services.units import save_in

        record = save_in(self._session, facts)
        self._session.flush()
        self._units[record.id] = record.facts()

    def _facts(self, draft: Draft, known: UnitFacts | None) -> UnitFacts:
        base = known or UnitFacts(name="", code="")
        category = UnitCategory.of(str(kept(draft, "category", base.category)))
        if (known is None and category is None) or (known is None and given(draft, "category") is None):
            category = category_of(str(given(draft, "name") or ""))
        parent = given(draft, "parent")
        may_issue = kept(draft, "may_issue", base.may_issue if known else category not in MAY_NOT_ISSUE)
        return replace(
            base,
            name=str(kept(draft, "name", base.name) or ""),
            code=str(kept(draft, "code", base.code) or ""),
            short_name=str(kept(draft, "short_name", base.short_name) or ""),
            category=category or base.category,
            parent_id=names_of(self._units).get(fold(str(parent))) if parent else base.parent_id,
            may_issue=bool(may_issue),
            remark=str(kept(draft, "remark", base.remark) or ""),
            marks=_spans(base.marks, kept(draft, "marks", None), IssuerMark, "mark"),
            former_names=_spans(base.former_names, kept(draft, "former_names", None), FormerName, "name"),
        )


def _problem_of_parent(draft: Draft, facts: UnitFacts) -> tuple[ImportProblem, ...]:
    parent = given(draft, "parent")
    if not parent or facts.parent_id is not None:
        return ()
    message = f"没有名为“{parent}”的上级单位，未填写上级"
    return (problem(draft, "parent", "上级单位", message, Severity.WARNING, "把上级单位放在前面的行，或导入后补填"),)


def _spans(now_: tuple[Any, ...], text: Any, made_of: type[Any], key: str) -> tuple[Any, ...]:
    """The spans with the names of a cell; those already there keep their days."""
    if text is None:
        return now_
    known = {getattr(span, key): span for span in now_}
    return tuple(known.get(name) or made_of(name) for name in str(text).split("、") if name)


def _insert_rows(session: Session, record: Any, rows: Iterable[tuple[UnitFacts, dict[str, Any]]]) -> None:
    first = next_id(session, record)
    positions: dict[int | None, int] = {}
    made = []
    for offset, (unit, row) in enumerate(rows):
        at = positions.get(unit.id, 0)
        positions[unit.id] = at + 1
        made.append({**row, "id": first + offset, "unit_id": unit.id, "position": at})
    insert_many(session, record, made)
