"""Making a database and bringing an old one up to date: wholly or not at all, and never a newer one."""

import ast
import importlib
import pkgutil
import shutil
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

import app.models
from app.domain.actors import Origin
from app.domain.problems import Damaged, Missing, Refused, TooNew, Unavailable
from app.models.audit import AuditChange, AuditEntry, verify_chain
from app.models.base import Record
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.migrate import HEAD, SCRIPTS, Migrated, bring_up_to_date, create_database, stored_version
from app.models.settings import SettingRecord
from app.models.sqlite import connect, engine
from tests.models.schema import shape
from tests.offices import CLERK, UNSYNCED, Clock

NEXT = "9000"
"""A version after every real one, for throw-away scripts."""


def scripts_with(folder: Path, upgrade: str) -> Path:
    """A copy of the real scripts with one more, whose upgrade() runs these lines."""
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    lines = "".join(f"    {line}\n" for line in upgrade.splitlines())
    (folder / "versions" / f"{NEXT}_next.py").write_text(
        f'"""Throw-away."""\n\nfrom alembic import op\n\nrevision = "{NEXT}"\ndown_revision = "{HEAD}"\n\n\n'
        f"def upgrade():\n    run = op.get_bind().exec_driver_sql\n{lines}",
        "utf-8",
    )
    return folder


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def dump(path: Path) -> list[str]:
    """Everything a file says, as SQL."""
    connection = connect(path, read_only=True)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    said = [f"{table}: {connection.execute(f'SELECT * FROM {table}').fetchall()}" for table in tables]
    said += [str(row) for row in connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()]
    connection.close()
    return said


def no_backup() -> None:
    raise AssertionError("nothing is to be upgraded, so nothing is to be backed up")


def test_head_is_the_last_script() -> None:
    from alembic.script import ScriptDirectory

    revisions = [script.revision for script in ScriptDirectory(SCRIPTS).walk_revisions()]
    assert revisions[0] == HEAD
    assert revisions == sorted(revisions, reverse=True)  # versions are compared as text


@pytest.mark.parametrize("script", sorted((SCRIPTS / "versions").glob("*.py")), ids=lambda path: path.stem)
def test_scripts_are_frozen(script: Path) -> None:
    """A script that imports the program changes with it."""
    tree = ast.parse(script.read_text("utf-8"))
    modules = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    modules += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {module.split(".")[0] for module in modules} <= {"alembic", "sqlalchemy"}


def declare_all() -> None:
    """Import every module of the floor, so that no table is forgotten."""
    for module in pkgutil.walk_packages(app.models.__path__, "app.models."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


def test_migrated_schema_is_the_declared_one(template_database: Path, tmp_path: Path) -> None:
    declare_all()
    declared = tmp_path / "declared.db"
    declared.touch()
    made = engine(declared, pragmas=UNSYNCED)
    with made.execution_options(write=True).begin() as connection:
        Record.metadata.create_all(connection)
    made.dispose()
    assert shape(template_database) == shape(declared)
    assert all(table["autoincrement"] for table in shape(declared).values())


@pytest.mark.parametrize("table", ["audit_entry", "audit_change"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_audit_is_append_only_for_any_program(office: OfficeFolder, table: str, change: str) -> None:
    connection = sqlite3.connect(office.database)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change.format(table))
    connection.close()


def test_a_new_database_begins_its_audit(office: OfficeFolder, clock: Clock) -> None:
    database = Database(office.database, clock, pragmas=UNSYNCED)
    with database.read() as session:
        entry = session.scalars(select(AuditEntry)).one()
        change = session.scalars(select(AuditChange)).one()
        assert (entry.actor, entry.origin, entry.use_case) == ("程序", Origin.PROGRAM, "建立数据")
        assert change.changes == {"version": [None, HEAD]}
        assert verify_chain(session).broken_at is None
    database.close()


def test_creating_never_replaces(office: OfficeFolder, clock: Clock) -> None:
    before = digest(office.database)
    with pytest.raises(Refused, match="已经存在"):
        create_database(office.database, clock)
    assert digest(office.database) == before


def test_creating_where_no_folder_can_be(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "文件").write_text("不是文件夹", "utf-8")
    with pytest.raises(Unavailable, match="不能在"):
        create_database(tmp_path / "文件" / "fazhi.db", clock)


def test_what_a_killed_creation_left_does_not_hinder_the_next(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "fazhi.db"
    (tmp_path / "~fazhi.db").write_bytes(b"half")
    (tmp_path / "~fazhi.db-journal").write_bytes(b"half")
    create_database(path, clock, pragmas=UNSYNCED)
    assert stored_version(path) == HEAD
    assert [item.name for item in tmp_path.iterdir()] == ["fazhi.db"]


def test_a_database_that_is_up_to_date_is_only_looked_at(office: OfficeFolder, clock: Clock) -> None:
    before = digest(office.database)
    assert bring_up_to_date(office.database, clock, no_backup) is None
    assert digest(office.database) == before


def test_looking_does_not_load_alembic(office: OfficeFolder) -> None:
    code = (
        "import sys; from pathlib import Path; from app.models.migrate import bring_up_to_date\n"
        "assert bring_up_to_date(Path(sys.argv[1]), None, None) is None\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, office.database], check=True)


def test_missing_database_is_not_made(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Missing, match="找不到数据文件") as told:
        bring_up_to_date(tmp_path / "fazhi.db", clock, no_backup)
    assert str(tmp_path / "fazhi.db") in told.value.message
    with pytest.raises(Unavailable, match="打不开数据文件"), Database(tmp_path / "fazhi.db", clock).read() as session:
        session.execute(select(SettingRecord))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, clock: Clock, content: bytes) -> None:
    path = tmp_path / "fazhi.db"
    path.write_bytes(content)
    with pytest.raises(Damaged, match="恢复最近的备份"):
        bring_up_to_date(path, clock, no_backup)
    assert path.read_bytes() == content


def test_newer_database_is_refused_by_name_and_unharmed(office: OfficeFolder, clock: Clock) -> None:
    connection = connect(office.database)
    connection.execute(f"UPDATE alembic_version SET version_num = '{NEXT}'")
    connection.close()
    before = digest(office.database)
    with pytest.raises(TooNew) as told:
        bring_up_to_date(office.database, clock, no_backup)
    assert NEXT in told.value.message
    assert HEAD in told.value.message
    assert digest(office.database) == before
    assert [item.name for item in office.root.iterdir()] == [office.database.name]


def test_upgrade_is_backed_up_first_and_audited(office: OfficeFolder, clock: Clock, tmp_path: Path) -> None:
    scripts = scripts_with(tmp_path / "scripts", 'run("ALTER TABLE setting ADD COLUMN note VARCHAR")')
    order: list[str] = []
    done = bring_up_to_date(
        office.database,
        clock,
        lambda: order.append(stored_version(office.database)),
        scripts=scripts,
        head=NEXT,
        pragmas=UNSYNCED,
    )
    assert done == Migrated(HEAD, NEXT)
    assert order == [HEAD]
    assert stored_version(office.database) == NEXT
    assert bring_up_to_date(office.database, clock, no_backup, scripts=scripts, head=NEXT) is None
    database = Database(office.database, clock, pragmas=UNSYNCED)
    with database.read() as session:
        last = session.scalars(select(AuditChange).order_by(AuditChange.id.desc())).first()
        assert last is not None
        assert last.changes == {"version": [HEAD, NEXT]}
        chain = verify_chain(session)
        assert (chain.length, chain.broken_at) == (2, None)
    database.close()


FAILING = {
    "late error": 'run("ALTER TABLE setting ADD COLUMN note VARCHAR")\nrun("DROP TABLE staff")\nraise ValueError("later")',
    "bad sql": 'run("DELETE FROM setting")\nrun("CREATE TABEL x (a)")',
    "broken key": "run(\"INSERT INTO unit_name (unit_id, position, name) VALUES (77, 0, '无此单位')\")",
    "audit rewritten": "run(\"UPDATE audit_entry SET actor = '别人'\")",
}


@pytest.mark.parametrize("upgrade", FAILING.values(), ids=FAILING.keys())
def test_failing_step_changes_nothing(office: OfficeFolder, clock: Clock, tmp_path: Path, upgrade: str) -> None:
    database = Database(office.database, clock, pragmas=UNSYNCED)
    with database.write(CLERK, "修改设置") as session:
        session.add(SettingRecord(key="office", value="海珠区司法局"))
    database.close()
    before = dump(office.database)
    scripts = scripts_with(tmp_path / "scripts", upgrade)
    with pytest.raises(Unavailable, match="数据保持原样") as told:
        bring_up_to_date(office.database, clock, lambda: None, scripts=scripts, head=NEXT, pragmas=UNSYNCED)
    assert HEAD in told.value.message
    assert NEXT in told.value.message
    assert dump(office.database) == before


def test_failed_backup_keeps_the_old_version(office: OfficeFolder, clock: Clock, tmp_path: Path) -> None:
    scripts = scripts_with(tmp_path / "scripts", 'run("DROP TABLE staff")')
    before = digest(office.database)

    def full() -> None:
        raise Unavailable(office.backups, "磁盘已满")

    with pytest.raises(Unavailable, match="磁盘已满"):
        bring_up_to_date(office.database, clock, full, scripts=scripts, head=NEXT)
    assert digest(office.database) == before


REBUILD_PARENT = """
run("CREATE TABLE unit_new (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid VARCHAR NOT NULL UNIQUE, name VARCHAR NOT NULL)")
run("INSERT INTO unit_new (id, uid, name) SELECT id, uid, name FROM unit")
run("DROP TABLE unit")
run("ALTER TABLE unit_new RENAME TO unit")
"""


def test_rebuilding_a_parent_keeps_its_children(office: OfficeFolder, clock: Clock, tmp_path: Path) -> None:
    """With foreign keys on, DROP TABLE unit would delete every former name."""
    connection = connect(office.database)
    connection.execute(
        "INSERT INTO unit (uid, revision, created_at, name, category, code, short_name, may_issue, confirmed, remark)"
        " VALUES ('u', 1, '2025-03-03', '区司法局', 'department', '', '', 1, 1, '')"
    )
    connection.execute("INSERT INTO unit_name (unit_id, position, name) VALUES (1, 0, '区政府法制办公室')")
    connection.close()
    scripts = scripts_with(tmp_path / "scripts", REBUILD_PARENT.strip())
    bring_up_to_date(office.database, clock, lambda: None, scripts=scripts, head=NEXT, pragmas=UNSYNCED)
    connection = connect(office.database)
    assert connection.execute("SELECT name FROM unit_name WHERE unit_id = 1").fetchall() == [("区政府法制办公室",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
