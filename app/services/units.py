"""What a user can do with units: enter, change, confirm, find by any name. Knows no window."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.domain.actors import Actor
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.text import fold
from app.domain.units import UnitFacts, problems_of_unit
from app.models.base import Record
from app.models.database import Database
from app.models.moments import now
from app.models.units import UnitMarkRecord, UnitNameRecord, UnitRecord
from app.services.stale import refuse_stale

_whole = (selectinload(UnitRecord.former_names), selectinload(UnitRecord.marks))


def units_in(session: Session, ids: Iterable[int] | None = None) -> dict[int, UnitFacts]:
    """Units by id, all of them or those asked for."""
    statement = select(UnitRecord).options(*_whole).order_by(UnitRecord.code, UnitRecord.id)
    if ids is not None:
        statement = statement.where(UnitRecord.id.in_(set(ids)))
    return {row.id: row.facts() for row in session.scalars(statement)}


def names_of(units: Mapping[int, UnitFacts]) -> dict[str, int]:
    """Folded name (current, short or former) to unit id; a current name wins over another unit's former one."""
    former = {fold(name): key for key, unit in units.items() for name in unit.names}
    return {**former, **{fold(unit.name): key for key, unit in units.items()}}


class UnitService:
    """Units of the district."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[int, UnitFacts]:
        """Every unit by id, by code."""
        with self._database.read() as session:
            return units_in(session)

    def get(self, unit_id: int) -> UnitFacts:
        """One unit. Raises Refused when there is none with that id."""
        with self._database.read() as session:
            return _one(session, unit_id).facts()

    def check(self, facts: UnitFacts) -> list[Problem]:
        """What is wrong with a unit as typed so far."""
        return problems_of_unit(facts, self.all())

    def save(self, facts: UnitFacts, actor: Actor) -> UnitFacts:
        """Enter a unit or change one. Raises Refused, Stale when it was changed meanwhile."""
        facts = cleaned(facts)
        with self._database.write(actor, "修改单位" if facts.id else "新增单位") as session:
            refuse_if(problems_of_unit(facts, units_in(session)))
            record = save_in(session, facts)
            session.flush()
            return record.facts()

    def delete(self, unit_id: int, actor: Actor) -> None:
        """Take out a unit that nothing refers to. Raises Refused when any record does."""
        with self._database.write(actor, "删除单位") as session:
            record = _one(session, unit_id)
            if uses := _uses(session, unit_id):
                raise Refused(
                    f"“{record.name}”已被 {uses} 条记录（文件、送审件、合同、下级单位等）使用，不能删除；可取消“可制定规范性文件”"
                )
            session.delete(record)


def save_in(session: Session, facts: UnitFacts) -> UnitRecord:
    """Store a unit within a transaction; the rules have been asked before."""
    if facts.id is None:
        record = UnitRecord(created_at=now(session), former_names=[], marks=[])
        session.add(record)
    else:
        record = _one(session, facts.id)
        refuse_stale(record.facts(), facts)
    record.take(facts)
    return record


def _one(session: Session, unit_id: int) -> UnitRecord:
    record = session.get(UnitRecord, unit_id, options=_whole)
    if record is None:
        raise Refused(f"没有编号为 {unit_id} 的单位，可能已被删除，请刷新")
    return record


def _uses(session: Session, unit_id: int) -> int:
    """How often any record refers to a unit, its own names and marks left out."""
    own = {UnitNameRecord.__tablename__, UnitMarkRecord.__tablename__}
    columns = [
        key.parent
        for table in Record.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == UnitRecord.__tablename__ and table.name not in own
    ]
    return sum(session.scalar(select(func.count()).where(column == unit_id)) or 0 for column in columns)
