"""A full disk, a read-only folder, a drive that goes, a second window: a sentence each, and nothing that was there is lost."""

import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.actors import Actor
from app.domain.problems import Unavailable
from app.main import Door, open_office
from app.models.backup import verified
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.migrate import bring_up_to_date
from app.models.sqlite import connect
from app.models.store import AttachmentStore
from app.services.attachments import AttachmentService
from app.services.backups import BackupService, BackupState
from app.services.documents.service import DocumentService
from tests.factories import old
from tests.faults.victim import opened
from tests.models.filling import add_setting, setting_keys
from tests.models.test_migrate import NEXT, dump, scripts_with
from tests.offices import CLERK, Clock
from tests.surroundings import as_ordinary_user, files_up_to


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


# --- a full disk --------------------------------------------------------------------------------------------------


def test_a_full_disk_refuses_the_save_and_keeps_what_was_there(office: OfficeFolder, clock: Clock) -> None:
    """The real SQLITE_FULL: the database may not grow by another page."""
    database = Database(office.database, clock)
    add_setting(database, "first")
    with database.raw() as driver:
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
    database.close()
    full = Database(office.database, clock, pragmas={"max_page_count": pages})
    with pytest.raises(Unavailable, match="磁盘已满，本次操作没有保存"):
        add_setting(full, "large", "长" * 100_000)
    assert setting_keys(full) == ["first"]
    add_setting(full, "small")
    full.close()
    roomy = Database(office.database, clock)
    add_setting(roomy, "large", "长" * 100_000)
    assert setting_keys(roomy) == ["first", "small", "large"]
    roomy.close()


@pytest.mark.parametrize("room", [0, 512, 20_000])
def test_a_disk_that_fails_in_the_midst_of_writing(office: OfficeFolder, clock: Clock, room: int) -> None:
    """Journal or database cannot be written, at the first byte or later; the same window saves again afterwards."""
    database = opened(office, clock)
    documents = DocumentService(database)
    kept = documents.register(old(), CLERK)
    size = office.database.stat().st_size
    with files_up_to(min(size, room)), pytest.raises(Unavailable, match="没有保存"):
        documents.register(old(title="写不下的办法", document_number="海府规〔2022〕1号"), CLERK)
    assert [path.name for path in office.root.iterdir() if "journal" in path.name] == []
    again = documents.register(old(title="写得下的办法", document_number="海府规〔2022〕2号"), CLERK)
    assert documents.get(kept.id or 0).title == old().title
    assert documents.get(again.id or 0).title == "写得下的办法"
    assert BackupService(office, database, clock).check().whole
    database.close()


@pytest.mark.parametrize("room", [0, 4096, 100_000])
def test_no_room_for_a_backup(office: OfficeFolder, clock: Clock, tmp_path: Path, room: int) -> None:
    database = opened(office, clock)
    backups = BackupService(office, database, clock)
    first = backups.make()
    clock.pass_(hours=1)
    with files_up_to(room), pytest.raises(Unavailable, match="以前的备份都在"):
        backups.make()
    assert backups.status().state is BackupState.RED
    assert backups.all() == [first]
    verified(first.path)
    with files_up_to(room), pytest.raises(Unavailable):
        backups.carry_to(tmp_path)
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob("~*"))
    assert sorted(path.suffix for path in office.backups.iterdir()) == [".db", ".json"]
    assert backups.make().path.exists()
    database.close()


def test_no_room_for_an_attachment(office: OfficeFolder, clock: Clock, tmp_path: Path) -> None:
    database = opened(office, clock)
    document = DocumentService(database).register(old(), CLERK).id or 0
    papers = AttachmentService(database, AttachmentStore(office.attachments))
    paper = tmp_path / "附件.txt"
    paper.write_text("附件" * 10_000, "utf-8")
    with files_up_to(4096), pytest.raises(Unavailable, match=r"“附件\.txt”.*没有保存"):
        papers.add(document, paper, CLERK)
    assert papers.of_document(document) == []
    assert [path for path in office.attachments.rglob("*") if path.is_file()] == []
    assert papers.add(document, paper, CLERK).attachment.name == "附件.txt"
    database.close()


def test_no_room_for_an_upgrade(office: OfficeFolder, clock: Clock, tmp_path: Path) -> None:
    scripts = scripts_with(tmp_path / "scripts", 'run("CREATE TABLE large AS SELECT hex(zeroblob(500000)) AS body")')
    before = dump(office.database)
    with files_up_to(office.database.stat().st_size), pytest.raises(Unavailable, match="数据保持原样"):
        bring_up_to_date(office.database, clock, lambda: None, scripts=scripts, head=NEXT)
    assert dump(office.database) == before


def test_no_room_for_a_restore(office: OfficeFolder, clock: Clock) -> None:
    """There is room to keep what is there, but not for what is put back: the file stays the one it was."""
    database = opened(office, clock)
    backups = BackupService(office, database, clock)
    small = backups.make()
    add_setting(database, "large", "长" * 200_000)
    clock.pass_(hours=1)
    large = backups.make()
    backups.restore(small.path, CLERK)
    add_setting(database, "later")
    clock.pass_(hours=1)
    with files_up_to(office.database.stat().st_size + 50_000), pytest.raises(Unavailable):
        backups.restore(large.path, CLERK)
    assert setting_keys(database) == ["later"]
    assert backups.check().whole
    database.close()


# --- a read-only folder -------------------------------------------------------------------------------------------


@pytest.fixture
def shared_office(open_place: Path, template_database: Path) -> OfficeFolder:
    """An office that everybody may read and nobody write."""
    shared = OfficeFolder(open_place / "法治办 数据")
    shared.root.mkdir()
    shutil.copyfile(template_database, shared.database)
    shared.root.chmod(0o555)
    shared.database.chmod(0o444)
    return shared


def test_a_read_only_folder_can_be_looked_at(shared_office: OfficeFolder, clock: Clock) -> None:
    def look() -> list[str]:
        database = Database(shared_office.database, clock, read_only=True)
        return setting_keys(database)

    before = digest(shared_office.database)
    assert as_ordinary_user(look) == "[]"
    assert digest(shared_office.database) == before


def test_saving_into_a_read_only_folder_is_refused(shared_office: OfficeFolder, clock: Clock) -> None:
    said = as_ordinary_user(lambda: add_setting(Database(shared_office.database, clock), "x"))
    assert "只读" in said
    assert "没有保存" in said


def test_a_writable_file_in_a_read_only_folder_is_refused_too(shared_office: OfficeFolder, clock: Clock) -> None:
    """No journal can be made there, and without one nothing may be written."""
    shared_office.database.chmod(0o666)
    before = digest(shared_office.database)
    said = as_ordinary_user(lambda: add_setting(Database(shared_office.database, clock), "x"))
    assert "打不开数据文件" in said or "只读" in said
    assert digest(shared_office.database) == before


def test_a_window_on_a_read_only_folder_says_so_and_shows(shared_office: OfficeFolder, clock: Clock) -> None:
    def look() -> str:
        opened = open_office(shared_office.root, Door.WINDOW, who="李四", clock=clock)
        return f"{opened.office.read_only} {len(opened.office.units.all())}"

    said = as_ordinary_user(look)
    assert "不允许写入，只能查看" in said
    assert said.endswith(" 0")


def test_a_window_that_may_only_look_refuses_a_file_of_another_version(
    shared_office: OfficeFolder, clock: Clock
) -> None:
    shared_office.database.chmod(0o644)
    for version, words in (("0000", "要先升级到"), (NEXT, "由较新版本的程序保存")):
        connection = connect(shared_office.database)
        connection.execute(f"UPDATE alembic_version SET version_num = '{version}'")
        connection.close()
        before = digest(shared_office.database)
        said = as_ordinary_user(lambda: open_office(shared_office.root, Door.WINDOW, who="李四", clock=clock))
        assert words in said
        assert version in said
        assert digest(shared_office.database) == before


def test_a_backup_of_a_read_only_folder_goes_elsewhere(
    shared_office: OfficeFolder, clock: Clock, open_place: Path
) -> None:
    target = open_place / "U盘"
    target.mkdir()
    target.chmod(0o777)

    def carry() -> str:
        database = Database(shared_office.database, clock, read_only=True)
        return BackupService(shared_office, database, clock).carry_to(target).path.name

    assert as_ordinary_user(carry) == "法治台账备份_2025-03-03_091200.zip"
    assert "这次备份没有做成" in as_ordinary_user(
        lambda: BackupService(shared_office, Database(shared_office.database, clock), clock).make()
    )


# --- a drive that goes --------------------------------------------------------------------------------------------


def test_a_folder_that_vanishes_while_the_window_is_open(office: OfficeFolder, clock: Clock) -> None:
    """Nothing empty appears in its place, and when it is back, work goes on."""
    database = opened(office, clock)
    add_setting(database, "first")
    database.close()  # as after a pause: the next use opens the file anew
    away = office.root.with_name("拔掉的盘")
    office.root.rename(away)
    with pytest.raises(Unavailable, match="打不开数据文件"):
        add_setting(database, "x")
    office.root.mkdir()
    with pytest.raises(Unavailable, match="打不开数据文件"):
        add_setting(database, "x")
    assert list(office.root.iterdir()) == []
    with pytest.raises(Unavailable):
        BackupService(office, database, clock).make()
    shutil.rmtree(office.root)
    away.rename(office.root)
    add_setting(database, "second")
    assert setting_keys(database) == ["first", "second"]
    database.close()


# --- a second window ----------------------------------------------------------------------------------------------

WINDOW = """
import sys
from pathlib import Path
from app.main import Door, open_office
from app.domain.actors import Actor
from tests.offices import Clock
from tests.models.filling import add_setting
opened = open_office(Path(sys.argv[1]), Door.WINDOW, who="张三", clock=Clock())
print("open", flush=True)
sys.stdin.readline()
add_setting(opened.office._database, "from the first window")
print("saved", flush=True)
sys.stdin.readline()
"""


def test_a_second_window_and_the_command_line_look_only(office: OfficeFolder, clock: Clock) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", WINDOW, office.root],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == "open\n"
    for door in Door:
        second = open_office(office.root, door, who="李四", clock=clock)
        assert second.office.read_only.startswith("张三（")
        assert "）正在使用，自 09:12" in second.office.read_only
        with pytest.raises(Unavailable, match="张三（"):
            second.office.documents.register(old(), Actor("李四"))
        second.close()
    viewer = open_office(office.root, Door.WINDOW, who="李四", clock=clock)
    first.stdin.write("\n")
    first.stdin.flush()
    assert first.stdout.readline() == "saved\n"
    assert viewer.office.audit.head().length > 1, "what the first window saves is seen by the second"
    first.kill()
    first.wait()
    first.stdin.close()
    first.stdout.close()
    viewer.close()
    heir = open_office(office.root, Door.WINDOW, who="李四", clock=clock)
    assert heir.office.read_only == ""
    assert heir.office.documents.register(old(), Actor("李四")).id
    heir.close()


def test_a_hot_journal_is_recovered_even_by_one_who_only_looks(office: OfficeFolder, clock: Clock) -> None:
    """The first window died while it wrote: the second shows the last whole state, not half of the next."""
    database = opened(office, clock)
    add_setting(database, "first")
    database.close()
    victim = """
import os, signal, sys
from pathlib import Path
from app.models.sqlite import connect
connection = connect(Path(sys.argv[1]), pragmas={"cache_size": 5})
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE setting SET value = 'half'")
connection.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", [(f"k{i}", "x" * 3000) for i in range(500)])
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", victim, office.database], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    assert office.database.with_name("fazhi.db-journal").stat().st_size > 0
    viewer = Database(office.database, clock, read_only=True)
    assert setting_keys(viewer) == ["first"]
    viewer.close()
    connection = connect(office.database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
