"""Looking at ledgers: ids by one select, lines by pages, whole ledgers for paper. Knows no widget and no file."""

from array import array
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.documents.validity import soon
from app.domain.ledgers import ID, Cells, Column, Filter, Kind, Ledger, Query
from app.domain.problems import Refused
from app.domain.text import words
from app.models.base import canonical
from app.models.database import Database
from app.models.entries import STRIDE, SUBJECTS
from app.models.search import newest_hit_first, only_hits, search_key
from app.services.ledgers.source import Source
from app.services.ledgers.sources import COMPUTED, SOURCES
from app.services.settings import profile_in

LEDGERS: dict[str, Ledger] = {name: source.ledger for name, source in (SOURCES | COMPUTED).items()}


def ledger_named(name: str) -> Ledger:
    """The ledger with a name of the command line. Raises Refused naming those there are."""
    if name not in LEDGERS:
        raise Refused(f"没有名为“{name}”的台账，可选：{'、'.join(LEDGERS)}")
    return LEDGERS[name]


class LedgerService:
    """Reads every ledger in the same way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, name: str, query: Query, limit: int | None = None) -> "array[int]":
        """Ids of all lines of a query in order, or the first of them."""
        with self._database.read() as session:
            if computed := COMPUTED.get(name):
                return array("q", [key for key, _ in computed.lines(session, query)[:limit]])
            statement = self._filtered(session, SOURCES[name], query)
            # The driver's own rows: a third faster than scalars for 100,000.
            rows = session.connection().execute(statement.limit(limit)).cursor.fetchall()
        return array("q", [row[0] for row in rows])

    def count(self, name: str, query: Query) -> int:
        """How many lines a query has."""
        with self._database.read() as session:
            if computed := COMPUTED.get(name):
                return len(computed.lines(session, query))
            inner = self._filtered(session, SOURCES[name], query, ordered=False).subquery()
            return session.scalar(select(func.count()).select_from(inner)) or 0

    def page(self, name: str, ids: Sequence[int], query: Query) -> list[Cells]:
        """The lines of some ids in their order; an id that is gone gives a line of blanks."""
        with self._database.read() as session:
            if computed := COMPUTED.get(name):
                lines = dict(computed.picked(session, query, ids))
            else:
                lines = {row[0]: tuple(row[1:]) for row in session.execute(*_lines(session, name, query, ids))}
        blank = (None,) * len(LEDGERS[name].columns)
        return [lines.get(key, blank) for key in ids]

    def lines(self, name: str, query: Query, ids: Sequence[int] | None = None) -> list[tuple[int, Cells]]:
        """Every line of a query (or of the ids picked) with its id, in order, for paper and for machines."""
        with self._database.read() as session:
            if computed := COMPUTED.get(name):
                return computed.lines(session, query) if ids is None else computed.picked(session, query, ids)
            source = SOURCES[name]
            if ids is None:
                columns = _columns(source, query.on, soon(query.on, profile_in(session, query.on)))
                statement = self._filtered(session, source, query).add_columns(*columns)
                return [(row[0], tuple(row[1:])) for row in session.execute(statement)]
            found: dict[int, Cells] = {}
            for start in range(0, len(ids), 500):
                for row in session.execute(*_lines(session, name, query, ids[start : start + 500])):
                    found[row[0]] = tuple(row[1:])
            return [(key, found[key]) for key in ids if key in found]

    def values(self, name: str, key: str, query: Query) -> list[Any]:
        """The distinct values of a column, for the filter bar's pick list."""
        with self._database.read() as session:
            if computed := COMPUTED.get(name):
                return computed.values(session, key, query)
            source = SOURCES[name]
            expression = source.column(key, query.on, soon(query.on, profile_in(session, query.on)))
            statement = source.base(select(expression).select_from(source.record)).distinct().order_by(expression)
            return [value for (value,) in session.execute(statement) if value not in (None, "")]

    def _filtered(self, session: Session, source: Source, query: Query, *, ordered: bool = True) -> Select[Any]:
        edge = soon(query.on, profile_in(session, query.on))
        statement = source.base(select(source.record.id).select_from(source.record))
        for condition in query.filters:
            if condition.key == ID.key:
                statement = statement.where(_picked(source.record.id, condition))
                continue
            expression = source.column(condition.key, query.on, edge)
            statement = statement.where(_condition(source.ledger.column(condition.key), expression, condition))
        if query.as_of:
            if source.as_of is None:
                raise Refused(f"“{source.ledger.title}”不能按过去的日期查看")
            statement = statement.where(source.as_of(query.on))
        wanted = words(query.text)
        if wanted and source.subject:
            statement = only_hits(statement, source.subject, source.record.id, wanted)
        elif wanted and source.holds:
            statement = statement.where(*map(source.holds, wanted))
        return _ordered(statement, source, query, edge, bool(wanted)) if ordered else statement


def _columns(source: Source, on: date, edge: date) -> list[Any]:
    return [source.column(column.key, on, edge).label(column.key) for column in source.ledger.columns]


def _lines(session: Session, name: str, query: Query, ids: Sequence[int]) -> tuple[Select[Any], dict[str, Any]]:
    return _lines_from(name, query.on, soon(query.on, profile_in(session, query.on))), {"ids": ids}


@lru_cache(maxsize=32)
def _lines_from(name: str, on: date, edge: date) -> Select[Any]:
    """The lines of some `ids`, kept: putting the statement together takes longer than its answer, and a page is read while it is painted."""
    source = SOURCES[name]
    statement = select(source.record.id, *_columns(source, on, edge)).select_from(source.record)
    return source.base(statement).where(source.record.id.in_(bindparam("ids", expanding=True)))


def _picked(record_id: Any, condition: Filter) -> Any:
    """Records by their ids, a whole ledger of them if need be, also of a ledger that does not show them."""
    wanted = func.json_each(canonical(list(condition.values))).table_valued("value")
    picked = [record_id.in_(select(wanted.c.value))] if condition.values else []
    return and_(True, *picked, _bounds(record_id, condition))


def _condition(column: Column, expression: Any, condition: Filter) -> Any:
    parts = []
    if condition.values:
        blank = any(value in (None, "") for value in condition.values)
        given = [value for value in condition.values if value not in (None, "")]
        if blank:
            parts.append(
                expression.in_(given)
                | expression.is_(None)
                | (expression == "" if column.kind is not Kind.DATE else False)
            )
        else:
            parts.append(expression.in_(given))
    return and_(True, *parts, _bounds(expression, condition))


def _bounds(expression: Any, condition: Filter) -> Any:
    parts = []
    if condition.low is not None:
        parts.append(expression >= condition.low)
    if condition.high is not None:
        parts.append(expression <= condition.high)
    return and_(True, *parts)


def _ordered(statement: Select[Any], source: Source, query: Query, edge: date, searched: bool) -> Select[Any]:
    key, descending = query.sort or source.ledger.default_sort
    record_id = source.record.id
    if key == "id":
        if searched and source.subject and descending:
            return statement.order_by(newest_hit_first())
        return statement.order_by(record_id.desc() if descending else record_id)
    if key in source.sort_keys:
        code = SUBJECTS[source.subject]
        statement = statement.outerjoin(search_key, search_key.c.id == record_id * STRIDE + code)
        expression = search_key.c[source.sort_keys[key]]
    else:
        expression = source.column(key, query.on, edge)
    order = expression.desc() if descending else expression
    return statement.order_by(order.nulls_last(), record_id)
