"""The data folder: chosen at first, never made silently where one has vanished."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.config import now
from app.domain.actors import Actor
from app.main import new_office
from app.models.folder import OfficeFolder
from app.services.backups import restore_office
from app.services.office import Office
from app.ui.errors import Failures
from app.ui.first_start.folder import DataDoor, DataFolder
from app.ui.work import Work
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import press

DOOR = DataDoor(
    holds=lambda root: OfficeFolder(root).database.exists(),
    create=new_office,
    restore=lambda root, backup, progress: restore_office(OfficeFolder(root), backup, Actor("张三"), now, progress),
)


@pytest.fixture
def asked(qtbot: QtBot, tmp_path: Path, work: Work, dialogs: ScriptedDialogs, failures: Failures) -> DataFolder:
    made = DataFolder(DOOR, tmp_path / "法治 台账", work, dialogs, failures)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_first_folder_is_made_where_the_user_sees_it(qtbot: QtBot, asked: DataFolder) -> None:
    asked.ask_first()
    assert asked.place.text() == str(asked.folder)
    assert not asked.folder.exists()
    with qtbot.waitSignal(asked.opened, timeout=20_000):
        press(Qt.Key.Key_Space)
    assert DOOR.holds(asked.folder)


def test_where_data_has_vanished_nothing_is_made_unasked(
    qtbot: QtBot, asked: DataFolder, dialogs: ScriptedDialogs
) -> None:
    asked.ask_missing()
    dialogs.answers += [None, False]
    press(Qt.Key.Key_F5)
    asked.create_button.click()
    assert [title for title, _ in dialogs.asked] == ["仍然找不到数据", "新建单位数据"]
    assert str(asked.folder) in dialogs.asked[1][1]
    assert not asked.folder.exists()


def test_data_that_is_found_elsewhere_is_opened(
    qtbot: QtBot, asked: DataFolder, dialogs: ScriptedDialogs, tmp_path: Path, services: Office
) -> None:
    asked.ask_missing()
    dialogs.answers += [tmp_path, None]
    asked.find_button.click()
    assert dialogs.asked[1][0] == "没有找到数据"
    dialogs.answers.append(services.folder.root)
    with qtbot.waitSignal(asked.opened) as opened:
        asked.find_button.click()
    assert opened.args == [services.folder.root]


def test_a_backup_is_put_back_in_the_place_of_what_vanished(
    qtbot: QtBot, asked: DataFolder, dialogs: ScriptedDialogs, services: Office
) -> None:
    backup = services.backups.make().path
    asked.ask_missing()
    dialogs.answers.append(backup)
    with qtbot.waitSignal(asked.opened, timeout=20_000) as opened:
        asked.restore_button.click()
    assert opened.args == [asked.folder]
    assert DOOR.holds(asked.folder)


def test_a_sync_folder_is_refused(asked: DataFolder, dialogs: ScriptedDialogs, tmp_path: Path) -> None:
    asked.folder = tmp_path / "我的坚果云" / "法治"
    asked.ask_first()
    assert "坚果云" in asked.warning.text()
    dialogs.answers.append(None)
    asked.create_button.click()
    assert dialogs.asked[0][0] == "不能放在这里"
    assert not asked.folder.exists()
