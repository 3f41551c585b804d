"""The two doors of the database: pragmas, transactions, what they refuse and who hears of a commit."""

import threading
from datetime import date
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.problems import Unavailable
from app.models import sqlite
from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.settings import SettingRecord
from app.models.sqlite import PRAGMAS, PragmaRefused, address, connect
from tests.models.filling import add_setting, setting_keys
from tests.offices import CLERK, UNSYNCED, Clock


def test_every_pragma_is_set_and_read_back(office: OfficeFolder, clock: Clock) -> None:
    database = Database(office.database, clock)
    with database.raw() as driver:
        answers = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert answers == PRAGMAS
    assert answers["synchronous"] == 2
    assert answers["journal_mode"] == "delete"
    database.close()


def test_a_setting_that_is_not_taken_is_an_error(office: OfficeFolder) -> None:
    with pytest.raises(PragmaRefused, match="journal_mode is delete, not nonsense"):
        connect(office.database, pragmas={"journal_mode": "nonsense"})


def test_paths_that_an_address_would_read_otherwise(tmp_path: Path, office: OfficeFolder) -> None:
    """The path goes to SQLite as an address: signs with a meaning there must arrive as they are."""
    for name in ("100% 完成", "问?号", "井#号", "a&b=c", "𠮷"):
        folder = tmp_path / name
        folder.mkdir()
        target = folder / "fazhi.db"
        target.write_bytes(office.database.read_bytes())
        connection = connect(target)
        connection.execute("INSERT INTO setting (key, value) VALUES ('x', '1')")
        connection.close()
        assert target.read_bytes() != office.database.read_bytes()
        assert [path.name for path in folder.iterdir()] == ["fazhi.db"]


def fail_half_way(database: Database) -> None:
    with database.write(CLERK, "修改设置") as session:
        session.add(SettingRecord(key="half", value="1"))
        session.flush()
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PurePosixPath("/home/a b/fazhi.db"), "file:///home/a%20b/fazhi.db?mode=rw"),
        (PureWindowsPath(r"D:\data\fazhi.db"), "file:///D:/data/fazhi.db?mode=rw"),
        (PureWindowsPath(r"\\server\share\fazhi.db"), "file:////server/share/fazhi.db?mode=rw"),
        (PureWindowsPath(r"\\?\D:\data\fazhi.db"), "file:///D:/data/fazhi.db?mode=rw"),
        (PureWindowsPath(r"\\?\UNC\server\share\fazhi.db"), "file:////server/share/fazhi.db?mode=rw"),
    ],
)
def test_the_address_of_a_file_on_any_system(path: PurePath, expected: str) -> None:
    assert address(path) == expected


def test_a_failed_use_case_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_half_way(database)
    assert setting_keys(database) == []
    with database.read() as session:
        assert session.scalar(select(func.count(AuditEntry.id))) == 1  # the making of the database
    add_setting(database, "after")
    assert setting_keys(database) == ["after"]


def test_ids_of_what_was_deleted_do_not_come_back(database: Database) -> None:
    add_setting(database, "first")
    with database.write(CLERK, "修改设置") as session:
        session.delete(session.get_one(SettingRecord, 1))
    add_setting(database, "second")
    with database.read() as session:
        assert session.scalars(select(SettingRecord.id)).all() == [2]


def test_changes_that_would_pass_the_audit_by_are_refused(database: Database) -> None:
    for statement in (
        update(SettingRecord).values(value="2"),
        delete(SettingRecord),
        insert(SettingRecord).values(key="x", value="1"),
    ):
        with pytest.raises(RuntimeError, match="audit"), database.write(CLERK, "修改设置") as session:
            session.execute(statement)
        with pytest.raises(RuntimeError, match="audit"), database.read() as session:
            session.execute(statement)


def test_a_reading_session_cannot_store(database: Database) -> None:
    with database.read() as session:
        session.add(SettingRecord(key="x", value="1"))
        with pytest.raises(KeyError, match="journal"):
            session.commit()
    assert setting_keys(database) == []


def test_a_use_case_never_calls_a_use_case(database: Database) -> None:
    with pytest.raises(RuntimeError, match="never calls a use case"), database.write(CLERK, "外"):
        add_setting(database, "inner")
    add_setting(database, "later")
    assert setting_keys(database) == ["later"]


def test_what_is_read_in_a_write_cannot_change_before_its_commit(office: OfficeFolder, clock: Clock) -> None:
    """The lock is taken at the beginning, so that max + 1 is nobody else's."""
    first, second = (
        Database(office.database, clock, pragmas=UNSYNCED),
        Database(office.database, clock, pragmas=UNSYNCED),
    )
    order: list[str] = []
    inside, go = threading.Event(), threading.Event()

    def other() -> None:
        inside.wait()
        go.set()
        with second.write(CLERK, "后来") as session:
            order.append(f"second sees {session.scalar(select(func.count(SettingRecord.id)))}")

    thread = threading.Thread(target=other)
    thread.start()
    with first.write(CLERK, "先到") as session:
        inside.set()
        go.wait()
        session.add(SettingRecord(key="x", value="1"))
        order.append("first writes")
    thread.join()
    assert order == ["first writes", "second sees 1"]
    first.close()
    second.close()


def test_listeners_hear_the_tables_after_the_commit_only(database: Database) -> None:
    heard: list[tuple[frozenset[str], list[str]]] = []
    database.on_touched(lambda tables: heard.append((tables, setting_keys(database))))
    add_setting(database, "office")
    assert heard == [(frozenset({"setting"}), ["office"])]
    with pytest.raises(ZeroDivisionError):
        fail_half_way(database)
    with database.write(CLERK, "什么也不做"):
        pass
    assert len(heard) == 1
    database.tell_replaced()
    assert {"setting", "document", "unit"} <= heard[-1][0]


def test_a_read_only_database_reads_and_refuses_to_write(office: OfficeFolder, clock: Clock) -> None:
    writer = Database(office.database, clock, pragmas=UNSYNCED)
    add_setting(writer, "office")
    viewer = Database(office.database, clock, read_only=True)
    assert setting_keys(viewer) == ["office"]
    with pytest.raises(Unavailable, match="只读方式打开"):
        add_setting(viewer, "x")
    viewer.blocked = "张三（PC-03）正在使用，自 09:12，本窗口只能查看"
    with pytest.raises(Unavailable, match="张三（PC-03）"):
        add_setting(viewer, "x")
    with pytest.raises(Unavailable), viewer.raw() as driver:
        driver.execute("DELETE FROM setting")
    add_setting(writer, "later")
    assert setting_keys(viewer) == ["office", "later"]
    writer.close()
    viewer.close()


def test_a_lock_held_too_long_is_a_sentence(
    office: OfficeFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(office.database, clock, pragmas={**UNSYNCED, "busy_timeout": 50})
    holder = connect(office.database)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="正被另一个程序占用"):
        add_setting(database, "x")
    holder.execute("ROLLBACK")
    add_setting(database, "x")
    reader = connect(office.database)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()
    with pytest.raises(Unavailable, match="正被另一个程序占用"):
        add_setting(database, "y")
    reader.execute("ROLLBACK")
    add_setting(database, "z")
    assert setting_keys(database) == ["x", "z"]
    holder.close()
    reader.close()
    database.close()


def test_our_own_faults_are_not_put_on_the_disk(database: Database) -> None:
    add_setting(database, "x")
    with pytest.raises(IntegrityError):
        add_setting(database, "x")
    assert sqlite.explain(ValueError("no such column: titel")) == ""


def test_a_long_write_does_not_lock_readers_out_before_its_commit(office: OfficeFolder, clock: Clock) -> None:
    """cache_spill = 0: uncommitted pages stay in memory however many there are."""
    database = Database(office.database, clock, pragmas=UNSYNCED)
    viewer = Database(office.database, clock, pragmas={"busy_timeout": 0})
    with database.write(CLERK, "导入") as session:
        for number in range(300):
            session.add(SettingRecord(key=f"key {number}", value="长" * 20_000))
        session.flush()
        assert setting_keys(viewer) == []
    assert len(setting_keys(viewer)) == 300
    database.close()
    viewer.close()


@pytest.mark.parametrize("value", [date(2025, 3, 3), "text", 1, None, ["列"]])
def test_a_setting_keeps_its_value(database: Database, value: Any) -> None:
    plain = value.isoformat() if isinstance(value, date) else value
    add_setting(database, "key", plain)
    with database.read() as session:
        assert session.scalars(select(SettingRecord.value)).one() == plain
