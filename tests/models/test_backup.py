"""Backups: made from one consistent view, verified before they have a name, never at the cost of an earlier one."""

import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.problems import Damaged, Unavailable
from app.models.audit import AuditEntry, head_of
from app.models.backup import Reason, list_backups, make_backup, verified
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.sqlite import connect
from tests.models.filling import add_paper, add_setting
from tests.offices import Clock


def test_a_backup_holds_what_the_database_holds(office: OfficeFolder, database: Database, clock: Clock) -> None:
    add_setting(database, "office")
    paper = add_paper(database, office, "关于印发办法的通知.txt", b"text")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    with database.read() as session:
        head = head_of(session)
        rows = session.scalar(select(func.count(AuditEntry.id)))
    assert backup.path.name == f"2025-03-03_091200_manual_{head.length}_{head.head[:12]}.db"
    assert (backup.length, backup.head) == (head.length, head.head[:12])
    contents = verified(backup.path)
    assert (contents.length, contents.head) == (head.length, head.head)
    assert contents.rows["audit_entry"] == rows
    assert contents.attachments == (paper,)
    assert list_backups(office.backups) == [backup]


def test_the_manifest_lists_rows_and_attachments(office: OfficeFolder, database: Database, clock: Clock) -> None:
    paper = add_paper(database, office, "附件.txt", b"text")
    backup = make_backup(office.database, office.backups, Reason.START, clock())
    manifest = json.loads(backup.manifest.read_text("utf-8"))
    assert manifest["attachments"] == {paper.sha256: 4}
    assert manifest["rows"]["document"] == 1
    assert manifest["database"]["size"] == backup.size == backup.path.stat().st_size


def test_what_was_deleted_is_not_in_the_backup(office: OfficeFolder, database: Database, clock: Clock) -> None:
    """The audit keeps the value masked or not; free pages of the file must keep nothing at all."""
    connection = connect(office.database)
    connection.execute("CREATE TABLE note (body)")
    connection.execute("INSERT INTO note VALUES (?)", ("秘密" * 5000,))
    connection.execute("DROP TABLE note")
    connection.close()
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    assert "秘密".encode() not in backup.path.read_bytes()


def test_backing_up_while_others_write(office: OfficeFolder, database: Database, clock: Clock) -> None:
    """Each backup is one moment: the audit entries in it are exactly those up to its head."""
    stop = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        other = Database(office.database, clock)
        while not stop.is_set():
            add_setting(other, f"key {written}")
            written += 1
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = []
        for _ in range(5):
            clock.pass_(seconds=1)
            backups.append(make_backup(office.database, office.backups, Reason.DEMAND, clock()))
    finally:
        stop.set()
        writer.join()
    assert written > 0
    for backup in backups:
        contents = verified(backup.path)
        assert contents.rows["audit_entry"] == contents.length == backup.length
        assert contents.rows["setting"] == contents.length - 1
        with Database(backup.path, clock).read() as session:
            assert head_of(session).head[:12] == backup.head


def test_a_foreign_file_among_the_backups_is_none(office: OfficeFolder, database: Database, clock: Clock) -> None:
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    for name in (
        "说明.txt",
        "~1234.tmp",
        "2025-03-03_091200_nonsense_1_0123456789ab.db",
        "2025-13-03_091200_manual_1_0123456789ab.db",
    ):
        (office.backups / name).write_bytes(b"")
    assert list_backups(office.backups) == [backup]
    assert list_backups(office.root / "没有") == []


def test_backup_of_a_damaged_database_is_refused(office: OfficeFolder, database: Database, clock: Clock) -> None:
    add_setting(database, "office")
    first = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    database.close()
    content = bytearray(office.database.read_bytes())
    content[20_000:40_000] = b"\xff" * 20_000
    office.database.write_bytes(content)
    clock.pass_(minutes=1)
    with pytest.raises(Unavailable, match="以前的备份都在"):
        make_backup(office.database, office.backups, Reason.DEMAND, clock())
    assert list_backups(office.backups) == [first]
    assert sorted(path.suffix for path in office.backups.iterdir()) == [".db", ".json"]


def test_no_room_for_the_folder(office: OfficeFolder, database: Database, clock: Clock) -> None:
    office.backups.write_text("挡路的文件", "utf-8")
    with pytest.raises(Unavailable, match="这次备份没有做成，以前的备份都在"):
        make_backup(office.database, office.backups, Reason.DEMAND, clock())


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(4000)])
def test_no_backup_is_verified_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup.db"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        verified(path)
