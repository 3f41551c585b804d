"""The files that offices have: every frozen release opens, is brought up to date and says what it said."""

import json
import shutil
from pathlib import Path

import pytest

from app.main import Door, OpenOffice, open_office
from app.models.archive import extract_attachments, extract_database, read_archive
from app.models.backup import Reason, list_backups
from app.models.folder import OfficeFolder
from app.models.migrate import HEAD, SCRIPTS, stored_version
from app.models.store import AttachmentStore
from app.services.backups import restore_office
from scripts.freeze_release import lines_of
from tests.models.schema import shape
from tests.offices import CLERK, Clock

RELEASES = Path(__file__).parent.parent / "data" / "releases"
FROZEN = sorted(RELEASES.glob("*.zip"))


def says_what_it_said(opened: OpenOffice, release: Path) -> None:
    expected = json.loads(release.with_suffix(".json").read_text("utf-8"))
    found = lines_of(opened.office)
    for ledger, lines in expected.items():
        assert len(found[ledger]) == len(lines)
        for line, now in zip(lines, found[ledger], strict=True):
            assert {key: now.get(key) for key in line} == line
    checked = opened.office.backups.check()
    assert checked.whole, checked.sentences()
    assert checked.attachments > 0


def test_every_version_but_the_newest_is_frozen() -> None:
    """A version that offices have used must stay openable, so it must be here; the newest is frozen at its release."""
    versions = sorted(path.stem[:4] for path in (SCRIPTS / "versions").glob("*.py"))
    assert set(versions) - {HEAD} <= {path.stem for path in FROZEN}


@pytest.mark.parametrize("release", FROZEN, ids=lambda path: path.stem)
def test_a_released_file_is_brought_up_to_date(
    release: Path, tmp_path: Path, clock: Clock, template_database: Path
) -> None:
    folder, archive = OfficeFolder(tmp_path / "数据"), read_archive(release)
    folder.root.mkdir()
    extract_database(archive, folder.database)
    extract_attachments(archive, AttachmentStore(folder.attachments), tmp_path / "scratch")
    assert stored_version(folder.database) == release.stem
    opened = open_office(folder.root, Door.WINDOW, who="张三", clock=clock)
    says_what_it_said(opened, release)
    opened.close()
    assert stored_version(folder.database) == HEAD
    assert shape(folder.database) == shape(template_database)
    made = [backup.reason for backup in list_backups(folder.backups)]
    assert made == ([] if release.stem == HEAD else [Reason.UPGRADE])


@pytest.mark.parametrize("release", FROZEN, ids=lambda path: path.stem)
def test_a_backup_of_a_release_is_restored_and_brought_up_to_date(release: Path, tmp_path: Path, clock: Clock) -> None:
    carried = shutil.copyfile(release, tmp_path / "备份.zip")
    folder = OfficeFolder(tmp_path / "新电脑")
    restore_office(folder, carried, CLERK, clock)
    opened = open_office(folder.root, Door.COMMAND, clock=clock)
    says_what_it_said(opened, release)
    opened.close()
