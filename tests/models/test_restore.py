"""Restoring: looked through first, what was there is kept, and a damaged file is set aside, never overwritten."""

import json
import zipfile
from pathlib import Path

import pytest

from app.domain.problems import Damaged, TooNew, Unavailable
from app.models.archive import read_archive, verify_archive, write_archive
from app.models.audit import verify_chain
from app.models.backup import Reason, make_backup, verified
from app.models.check import full_check, quick_check
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.migrate import HEAD, stored_version
from app.models.restore import examine, restore
from app.models.sqlite import connect
from app.models.store import AttachmentStore
from tests.models.filling import add_paper, add_setting, setting_keys
from tests.offices import UNSYNCED, Clock


def reopened(office: OfficeFolder, clock: Clock) -> Database:
    return Database(office.database, clock, pragmas=UNSYNCED)


def every_row(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = connect(path, read_only=True)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%'")
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables.fetchall()}
    connection.close()
    return rows


def damage(path: Path, kind: str) -> bytes:
    """Spoil a file; its bytes as they are then."""
    content = bytearray(path.read_bytes())
    match kind:
        case "flipped":
            for at in range(4096, len(content), 997):
                content[at] ^= 0xFF
        case "truncated":
            del content[len(content) // 2 :]
        case "zeroed header":
            content[:4096] = bytes(4096)
        case "empty":
            content.clear()
    path.write_bytes(content)
    return bytes(content)


def look_and_check(path: Path) -> None:
    """What a start does."""
    assert stored_version(path) == HEAD
    quick_check(path)


DAMAGES = ("flipped", "truncated", "zeroed header", "empty")


def test_create_back_up_destroy_restore(office: OfficeFolder, database: Database, clock: Clock) -> None:
    add_setting(database, "first")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    wanted = every_row(office.database)
    database.close()
    office.database.unlink()
    done = restore(office, backup.path, clock)
    assert (done.kept, done.aside) == (None, None)
    assert every_row(office.database) == wanted


def test_restoring_into_a_healthy_file_keeps_what_was_there(
    office: OfficeFolder, database: Database, clock: Clock
) -> None:
    add_setting(database, "first")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    add_setting(database, "second")
    later = every_row(office.database)
    database.close()
    clock.pass_(hours=1)
    done = restore(office, backup.path, clock)
    assert done.kept is not None
    assert done.kept.reason is Reason.RESTORE
    assert "before-restore" in done.kept.path.name
    assert every_row(done.kept.path) == later
    now = reopened(office, clock)
    assert setting_keys(now) == ["first"]
    now.close()
    restore(office, done.kept.path, clock)
    assert every_row(office.database) == later


def test_restoring_under_an_open_database_shows_at_once(office: OfficeFolder, database: Database, clock: Clock) -> None:
    """The backup API replaces within the file, so that even a connection that was left open reads the new rows."""
    add_setting(database, "first")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    add_setting(database, "second")
    other = reopened(office, clock)
    assert setting_keys(other) == ["first", "second"]
    database.close()
    restore(office, backup.path, clock)
    assert setting_keys(other) == ["first"]
    other.close()


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_file_is_set_aside_and_kept(
    office: OfficeFolder, database: Database, clock: Clock, kind: str
) -> None:
    add_setting(database, "first")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    database.close()
    spoiled = damage(office.database, kind)
    done = restore(office, backup.path, clock)
    assert done.kept is None
    assert done.aside is not None
    assert done.aside.name == "fazhi.db.damaged-2025-03-03_091200"
    assert done.aside.read_bytes() == spoiled
    now = reopened(office, clock)
    assert setting_keys(now) == ["first"]
    now.close()


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_found_by_the_quick_check_or_the_first_look(
    office: OfficeFolder, database: Database, clock: Clock, kind: str
) -> None:
    add_setting(database, "first")
    database.close()
    quick_check(office.database)
    spoiled = damage(office.database, kind)
    with pytest.raises(Damaged, match="恢复最近的备份"):
        look_and_check(office.database)
    assert office.database.read_bytes() == spoiled


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_backup_changes_nothing(office: OfficeFolder, database: Database, clock: Clock, kind: str) -> None:
    add_setting(database, "first")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    archive = office.root / "备份.zip"
    write_archive(office.database, AttachmentStore(office.attachments), archive)
    database.close()
    before = office.database.read_bytes()
    for source in (backup.path, archive):
        damage(source, kind)
        with pytest.raises(Damaged):
            examine(office, source)
        with pytest.raises(Damaged):
            restore(office, source, clock)
    backup.manifest.unlink()
    with pytest.raises(Damaged):
        restore(office, backup.path, clock)
    assert office.database.read_bytes() == before
    assert not list(office.root.glob("~*"))


def test_one_flipped_bit_in_a_backup_is_noticed(office: OfficeFolder, database: Database, clock: Clock) -> None:
    """In the text of a row no page check can see it; the hash beside the backup does."""
    add_setting(database, "first", "海珠区司法局")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    content = bytearray(backup.path.read_bytes())
    content[content.index("海珠区司法局".encode())] ^= 1
    backup.path.write_bytes(content)
    assert verified(backup.path).rows["setting"] == 1
    with pytest.raises(Damaged, match="与制作时不一致"):
        restore(office, backup.path, clock)


def test_a_newer_backup_is_refused(office: OfficeFolder, database: Database, clock: Clock) -> None:
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    backup.manifest.unlink()
    connection = connect(backup.path)
    connection.execute("UPDATE alembic_version SET version_num = '9000'")
    connection.close()
    before = office.database.read_bytes()
    with pytest.raises(TooNew, match="9000"):
        restore(office, backup.path, clock)
    assert office.database.read_bytes() == before


def test_a_reader_that_does_not_let_go_is_named(
    office: OfficeFolder, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.models.restore.PATIENCE", 1)
    monkeypatch.setitem(__import__("app.models.sqlite", fromlist=["PRAGMAS"]).PRAGMAS, "busy_timeout", 50)
    add_setting(database, "first")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    add_setting(database, "second")
    other = connect(office.database)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM setting").fetchone()
    with pytest.raises(Unavailable, match="正被"):
        restore(office, backup.path, clock)
    other.close()
    assert setting_keys(database) == ["first", "second"]


def test_a_backup_from_elsewhere_brings_its_attachments(
    office: OfficeFolder, database: Database, clock: Clock, tmp_path: Path
) -> None:
    first = add_paper(database, office, "通知.txt", "通知".encode())
    second = add_paper(database, office, "附件.txt", "附件".encode())
    target = tmp_path / "U盘" / "备份.zip"
    target.parent.mkdir()
    seen: list[tuple[int, int]] = []
    archive = write_archive(
        office.database, AttachmentStore(office.attachments), target, lambda done, total: seen.append((done, total))
    )
    assert archive.missing == ()
    assert seen == sorted(seen)
    assert list(target.parent.iterdir()) == [target]
    database.close()

    elsewhere = OfficeFolder(tmp_path / "新电脑")
    candidate = examine(elsewhere, target)
    assert candidate.contents.rows["document"] == 2
    assert candidate.lost == ()
    assert not elsewhere.database.exists()
    restore(elsewhere, target, clock)
    moved = reopened(elsewhere, clock)
    checked = full_check(moved, AttachmentStore(elsewhere.attachments))
    assert checked.whole, checked.sentences()
    assert checked.attachments == 2
    moved.close()
    store = AttachmentStore(elsewhere.attachments)
    assert [store.read(paper.sha256).decode() for paper in (first, second)] == ["通知", "附件"]
    assert every_row(elsewhere.database) == every_row(office.database)


def test_a_missing_attachment_is_named_and_does_not_hinder(
    office: OfficeFolder, database: Database, clock: Clock, tmp_path: Path
) -> None:
    lost = add_paper(database, office, "通知.txt", "通知".encode())
    add_paper(database, office, "附件.txt", "附件".encode())
    store = AttachmentStore(office.attachments)
    store.path_of(lost.sha256).unlink()
    archive = write_archive(office.database, store, tmp_path / "备份.zip")
    assert archive.missing == (lost,)
    assert read_archive(archive.path) == archive
    candidate = examine(OfficeFolder(tmp_path / "新电脑"), archive.path)
    assert candidate.lost == (lost,)


def hand_made(path: Path, manifest: object, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        if manifest is not None:
            made.writestr("manifest.json", json.dumps(manifest))
        for name, content in members.items():
            made.writestr(name, content)
    return path


EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        [],
        {},
        {"database": {"sha256": EMPTY_HASH, "size": 0}, "attachments": {"../../fazhi.db": 1}, "missing": {}},
        {"database": {"sha256": EMPTY_HASH, "size": 0}, "attachments": {EMPTY_HASH: "x"}, "missing": {}},
        {"database": {"sha256": EMPTY_HASH, "size": 9}, "attachments": {}, "missing": {}},
    ],
)
def test_a_zip_that_is_no_backup_is_refused(office: OfficeFolder, clock: Clock, manifest: object) -> None:
    before = office.database.read_bytes()
    path = hand_made(office.root.parent / "别的.zip", manifest, **{"fazhi.db": b""})
    with pytest.raises(Damaged, match="不是本程序的备份"):
        restore(office, path, clock)
    assert office.database.read_bytes() == before


def test_a_zip_bomb_is_stopped_at_what_the_manifest_allows(office: OfficeFolder, clock: Clock) -> None:
    manifest = {"database": {"sha256": EMPTY_HASH, "size": 10}, "attachments": {}, "missing": {}}
    path = office.root.parent / "炸弹.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", json.dumps(manifest))
        made.writestr("fazhi.db", bytes(200 << 20))
    with pytest.raises(Damaged):
        verify_archive(read_archive(path))
    with pytest.raises(Damaged):
        restore(office, path, clock)


def test_the_restored_chain_still_holds(office: OfficeFolder, database: Database, clock: Clock) -> None:
    for number in range(5):
        add_setting(database, f"key {number}")
    backup = make_backup(office.database, office.backups, Reason.DEMAND, clock())
    database.close()
    restore(office, backup.path, clock)
    now = reopened(office, clock)
    with now.read() as session:
        chain = verify_chain(session)
    assert (chain.broken_at, chain.length, chain.head[:12]) == (None, backup.length, backup.head)
    now.close()


def test_a_missing_backup_is_a_sentence(office: OfficeFolder, clock: Clock, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="读不出备份"):
        restore(office, tmp_path / "没有.zip", clock)
