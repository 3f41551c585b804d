"""The import of 10,000 lines, against reading them by calamine and inserting the very same rows by `executemany`."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from app.main import Door, open_office
from app.models import search
from app.models.sqlite import connect, engine
from bench.offices import CLERK, FIRST, document, empty
from bench.timing import Figure, compare

LINES = 10_000
TITLES = (
    "序号",
    "文件名称",
    "发文字号",
    "统一编号",
    "制定机关",
    "公布日期",
    "施行日期",
    "有效期至",
    "有效期",
    "效力状态",
    "备注",
)


def workbook(path: Path) -> Path:
    """An old ledger as offices keep them: dates as dates and as text, brackets of several kinds, 30 issuers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["规范性文件登记台账"])
    sheet.append(TITLES)
    for at in range(LINES):
        facts = document(at)
        day = FIRST + timedelta(days=at // 2)
        number = facts.document_number if at % 3 else facts.document_number.replace("〔", "[").replace("〕", "]")
        sheet.append([
            at + 1, facts.title, number, f"HZ0{at % 3 + 1}{day.year}{at // 7:04}" if at % 7 == 0 else None,
            f"海珠区第{at % 30}局" if at % 2 else "海珠区人民政府", facts.published_on,
            facts.effective_on.strftime("%Y.%m.%d") if facts.effective_on else None,
            f"{facts.expires_on:%Y年%m月%d日}", "5年", None, facts.remark or None,
        ])  # fmt: skip
    book.save(path)
    return path


def figures(root: Path) -> Iterator[Figure]:
    """One figure; both sides start from a copy of the same empty office."""
    path = workbook(root / "旧台账.xlsx")
    empty(root / "empty").close()
    ours = iter(_copies(root, "ours"))
    floor = iter(_copies(root, "floor"))
    _import(next(ours), path)
    rows = _rows(root / "ours0")
    yield compare(
        f"import of {LINES:,} lines / calamine + executemany",
        lambda: _import(next(ours), path),
        lambda: _insert(next(floor), path, rows),
        2.5,
    )


def _copies(root: Path, name: str) -> Iterator[Path]:
    for at in range(20):
        shutil.copytree(root / "empty", root / f"{name}{at}")
        yield root / f"{name}{at}"


def _import(root: Path, path: Path) -> None:
    opened = open_office(root, Door.WINDOW, who=CLERK.name)
    outcome = opened.office.imports.run("documents", path, CLERK)
    opened.close()
    if outcome.created != LINES:
        raise RuntimeError(f"{outcome.created} lines were created, not {LINES}")


def _rows(root: Path) -> dict[str, list[Any]]:
    """Every row the import has written, the index rows as their tokens."""
    database = root / "fazhi.db"
    raw = connect(database)
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    kept = [name for (name,) in names if not name.startswith(("search_text", "sqlite_")) and name not in UNTOUCHED]
    found = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in kept}
    with engine(database).connect() as connection:
        documents = connection.exec_driver_sql("SELECT id FROM document ORDER BY id").scalars().all()
        found["search_text"] = list(search.index_rows(connection, documents))
    return {name: rows for name, rows in found.items() if rows}


UNTOUCHED = {"alembic_version", "search_version", "setting", "staff", "numbering_scheme", "column_mapping"}


def _insert(root: Path, path: Path, rows: dict[str, list[Any]]) -> None:
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    raw = connect(root / "fazhi.db")
    raw.execute("BEGIN IMMEDIATE")
    for name, many in rows.items():
        columns = "(rowid, body, initials)" if name == "search_text" else ""
        marks = ",".join("?" * len(many[0]))
        raw.executemany(f"INSERT OR IGNORE INTO {name}{columns} VALUES ({marks})", many)
    raw.execute("COMMIT")
    raw.close()
