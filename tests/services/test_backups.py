"""Backups as a user meets them: their age, when they are made, what rotation keeps, how one is put back."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.problems import Damaged, Refused, Unavailable
from app.models.audit import AuditChange, AuditEntry, verify_chain
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.lock import WindowLock
from app.models.search import refresh
from app.services.backups import BackupService, BackupState, Reason, restore_office
from app.services.documents.service import DocumentService
from app.services.search import SearchService
from tests.factories import old
from tests.models.filling import add_paper, add_setting, setting_keys
from tests.offices import CLERK, UNSYNCED, Clock


@pytest.fixture
def backups(office: OfficeFolder, database: Database, clock: Clock) -> BackupService:
    return BackupService(office, database, clock)


def test_status_ages_from_green_to_red(backups: BackupService, clock: Clock) -> None:
    assert backups.status().state is BackupState.RED
    assert backups.status().sentence == "还没有备份，请立即备份"
    made = backups.make()
    assert backups.status().last == made
    assert backups.status().sentence == "上次备份：今天 09:12"
    expected = [(0, "今天"), (1, "昨天"), (1, "2025年3月3日"), (1, "2025年3月3日"), (4, "2025年3月3日")]
    states = []
    for days, said in expected:
        clock.pass_(days=days)
        status = backups.status()
        assert status.sentence == f"上次备份：{said} 09:12"
        states.append(status.state)
    assert states == [BackupState.OK] * 4 + [BackupState.AMBER]
    clock.pass_(minutes=1)
    assert backups.status().state is BackupState.RED


def test_the_days_first_backup_is_made_once(backups: BackupService, clock: Clock) -> None:
    first = backups.start_of_day()
    assert first is not None
    assert first.reason is Reason.START
    clock.pass_(hours=8)
    assert backups.start_of_day() is None
    clock.pass_(hours=8)  # past midnight in China, not yet in UTC
    assert backups.start_of_day() is not None
    assert len(backups.all()) == 2


def test_a_backup_before_an_act_is_not_made_twice(backups: BackupService, database: Database, clock: Clock) -> None:
    assert backups.before(Reason.IMPORT) is not None
    clock.pass_(hours=1)
    assert backups.before(Reason.IMPORT) is None
    add_setting(database, "office")
    again = backups.before(Reason.IMPORT)
    assert again is not None
    assert again.reason is Reason.IMPORT


def test_rotation_goes_with_each_backup(backups: BackupService, clock: Clock) -> None:
    for _ in range(40):
        clock.pass_(days=1)
        backups.start_of_day()
    days = [backup.at.date() for backup in backups.all()]
    today = clock.today()
    assert [(today - day).days for day in days[:14]] == list(range(14))
    assert len(days) < 25
    assert len(list(backups.all()[0].path.parent.iterdir())) == 2 * len(days)


def test_failure_is_red_until_one_succeeds(
    backups: BackupService, office: OfficeFolder, clock: Clock, tmp_path: Path
) -> None:
    backups.make()
    office.backups.rename(tmp_path / "移走")
    office.backups.write_text("挡路的文件", "utf-8")
    clock.pass_(hours=1)
    with pytest.raises(Unavailable):
        backups.make()
    assert backups.status().state is BackupState.RED
    assert "这次备份没有做成" in backups.status().sentence
    office.backups.unlink()
    (tmp_path / "移走").rename(office.backups)
    assert len(backups.all()) == 1
    backups.make()
    assert backups.status().state is BackupState.OK


def test_restoring_takes_back_rows_index_and_is_written_down(
    backups: BackupService, database: Database, clock: Clock
) -> None:
    documents, search = DocumentService(database), SearchService(database)
    documents.register(old(), CLERK)
    made = backups.make()
    later = documents.register(old(title="后来登记的办法", document_number="海府规〔2022〕1号"), CLERK)
    with database.read() as session:
        head = verify_chain(session)
    told: list[frozenset[str]] = []
    database.on_touched(told.append)
    clock.pass_(hours=1)
    done = backups.restore(made.path, CLERK)
    assert done.candidate.contents.rows["document"] == 1
    assert "document" in told[-1]
    with pytest.raises(Refused):
        documents.get(later.id or 0)
    assert search.find("后来登记", clock.today()) == []
    with database.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.actor, entry.use_case) == ("张三", "恢复备份")
        change = session.scalars(select(AuditChange).where(AuditChange.entry_id == entry.id)).one()
        assert change.changes == {"restored": [f"{head.length} {head.head[:12]}", made.path.name]}
        assert verify_chain(session).broken_at is None


def test_rotation_waits_until_a_restore_is_confirmed(backups: BackupService, database: Database, clock: Clock) -> None:
    first = backups.make()
    for _ in range(4):
        clock.pass_(hours=1)
        backups.make()
    clock.pass_(hours=1)
    backups.restore(first.path, CLERK)
    (kept,) = backups.unconfirmed()
    for _ in range(3):
        clock.pass_(days=1)
        backups.make()
    assert len(backups.all()) == 9
    backups.confirm_restore()
    assert backups.unconfirmed() == []
    clock.pass_(days=1)
    backups.make()
    left = backups.all()
    assert len(left) == 5
    assert kept.at in [backup.at for backup in left]  # the last of its day


def test_carrying_elsewhere_and_back(
    backups: BackupService, office: OfficeFolder, database: Database, clock: Clock, tmp_path: Path
) -> None:
    add_paper(database, office, "通知.txt", "通知".encode())
    archive = backups.carry_to(tmp_path)
    assert archive.path == tmp_path / "法治台账备份_2025-03-03_091200.zip"
    assert backups.carry_to(tmp_path / "另一份").path == tmp_path / "另一份.zip"
    assert backups.examine(archive.path).contents.rows["document_attachment"] == 1
    elsewhere = OfficeFolder(tmp_path / "新电脑")
    restore_office(elsewhere, archive.path, CLERK, clock)
    opened = Database(elsewhere.database, clock, pragmas=UNSYNCED)
    opened.index_with(refresh)
    checked = BackupService(elsewhere, opened, clock).check()
    assert checked.sentences() == ["数据完好：修改记录 3 条，附件 1 个，均已核对"]
    opened.close()


def test_a_damaged_office_is_restored_without_opening_it(
    backups: BackupService, office: OfficeFolder, database: Database, clock: Clock
) -> None:
    add_setting(database, "first")
    made = backups.make()
    database.close()
    office.database.write_bytes(b"spoiled" * 1000)
    done = restore_office(office, made.path, CLERK, clock)
    assert done.aside is not None
    assert done.aside.read_bytes() == b"spoiled" * 1000
    assert setting_keys(database) == ["first"]


def test_a_window_in_the_way_refuses_the_restore(backups: BackupService, office: OfficeFolder, clock: Clock) -> None:
    made = backups.make()
    window = WindowLock(office)
    window.take("李四", "PC-04", clock())
    with pytest.raises(Refused, match="李四（PC-04）正在使用，自 09:12，不能恢复"):
        restore_office(office, made.path, CLERK, clock)
    window.release()


def test_a_read_only_window_restores_nothing(backups: BackupService, database: Database) -> None:
    made = backups.make()
    database.blocked = "张三（PC-03）正在使用，自 09:12，本窗口只能查看"
    with pytest.raises(Unavailable, match="只能查看"):
        backups.restore(made.path, CLERK)


def test_the_check_names_what_is_wrong(backups: BackupService, office: OfficeFolder, database: Database) -> None:
    paper = add_paper(database, office, "通知.txt", "通知".encode())
    other = add_paper(database, office, "附件.txt", "附件".encode())
    assert backups.check().whole
    (office.attachments / paper.sha256[:2] / paper.sha256).unlink()
    (office.attachments / other.sha256[:2] / other.sha256).write_bytes("改动".encode())
    with database.raw() as driver:
        driver.execute("PRAGMA foreign_keys = 0")
        driver.execute("DELETE FROM document WHERE id = 1")
        driver.execute("DROP TRIGGER audit_entry_no_update")
        driver.execute("UPDATE audit_entry SET actor = '别人' WHERE id = 2")
        driver.execute("PRAGMA foreign_keys = 1")
    checked = backups.check()
    assert not checked.whole
    said = "\n".join(checked.sentences())
    assert "有 1 行数据指向不存在的记录" in said
    assert "第 2 条修改记录与校验值不符" in said
    assert "附件“通知.txt”不在数据文件夹中" in said
    assert "附件“附件.txt”已损坏" in said


def test_the_full_check_is_made_once_a_week(backups: BackupService, clock: Clock) -> None:
    assert backups.weekly_check() is not None
    backups.start_of_day()
    clock.pass_(days=6)  # Sunday
    assert backups.weekly_check() is None
    clock.pass_(days=1)
    checked = backups.weekly_check()
    assert checked is not None
    assert checked.whole


def test_the_check_of_a_damaged_file(backups: BackupService, office: OfficeFolder, database: Database) -> None:
    add_setting(database, "first")
    database.close()
    content = bytearray(office.database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    office.database.write_bytes(content)
    with pytest.raises(Damaged):
        backups.check()
