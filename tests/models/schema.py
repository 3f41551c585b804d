"""The shape of a database as SQLite tells it, so that two ways to make one can be compared."""

from pathlib import Path
from typing import Any

from app.models.sqlite import look

OUTSIDE = ("search_", "sqlite_", "alembic_")
"""Tables that stand outside the migrations or belong to the tools."""


def shape(path: Path) -> dict[str, Any]:
    """Columns, keys, indexes and AUTOINCREMENT of every table; the order of columns does not matter."""
    connection = look(path)
    try:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _table(connection, name, sql) for name, sql in tables if not name.startswith(OUTSIDE)}
    finally:
        connection.close()


def _table(connection: Any, name: str, sql: str) -> dict[str, Any]:
    columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    keys = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    return {
        "columns": {column: tuple(rest) for _, column, *rest in columns},
        "keys": sorted(tuple(key[2:]) for key in keys),
        "indexes": sorted(_index(connection, name), key=str),
        "autoincrement": "AUTOINCREMENT" in sql,
    }


def _index(connection: Any, table: str) -> list[tuple[Any, ...]]:
    found = []
    for _, name, unique, origin, partial in connection.execute(f"PRAGMA index_list({table})").fetchall():
        columns = [row[2] for row in connection.execute(f"PRAGMA index_info({name})").fetchall()]
        found.append((name if origin == "c" else origin, unique, partial, tuple(columns)))
    return found
