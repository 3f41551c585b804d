"""The first day: a folder, the first start, the old ledger taken in and taken back, by keys alone."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt

from app.config import resource
from app.domain.ledgers import Query
from app.ui.first_start.folder import DataFolder
from app.ui.first_start.wizard import FirstStart
from app.ui.imports.wizard import COLUMNS, PREVIEW, RESULT
from tests.journeys.conftest import CTRL, Desk, Open, texts
from tests.ui.hands import focused, press, write


def test_from_an_empty_folder_to_the_old_ledger_and_back(tmp_path: Path, window: Open) -> None:
    root = tmp_path / "法治办 新数据"
    old = Path(shutil.copy(resource("sample/规范性文件台账.xlsx"), tmp_path / "旧 台账.xlsx"))
    desk = window(root, known=False)
    desk.wait(lambda: desk.start.host.findChildren(DataFolder))
    desk.front()
    assert not (root / "fazhi.db").exists(), "nothing is made unasked"
    press(Qt.Key.Key_Space)
    desk.wait(lambda: desk.start.host.findChildren(FirstStart))
    desk.rest()

    set_up(desk)
    office = desk.session.office
    assert office.settings.get().profile == "guangzhou"
    assert [member.name for member in office.settings.staff()] == ["张三"]
    assert len(office.numbering.schemes()) == 1
    assert desk.session.actor().name == "张三"
    assert "还没有规范性文件" in texts(desk.page("workbench"))

    desk.go("imports")
    desk.dialogs.answers = [old]
    press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_O, CTRL)
    wizard = desk.page("imports").wizard
    desk.wait(lambda: wizard.file.workbook is not None)
    press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step == COLUMNS)
    desk.rest()
    press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step == PREVIEW and wizard.preview.outcome is not None)
    desk.rest()
    assert office.ledgers.count("documents", Query(office.today())) == 0, "nothing is written before the last button"
    assert "共 26 行 = 新增 26 + 更新 0 + 跳过 0 + 不能导入 0" in texts(wizard)
    press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: wizard.step == RESULT)
    desk.rest()
    assert office.ledgers.count("documents", Query(office.today())) == 26
    assert any(backup.reason.label == "导入前" for backup in office.backups.all())

    units = len(office.units.all())
    desk.dialogs.answers = [True]
    desk.press_button(wizard.result.undo)
    desk.wait(lambda: office.ledgers.count("documents", Query(office.today())) == 0)
    desk.rest()
    assert len(office.units.all()) < units, "the units it brought along go with it"
    assert desk.dialogs.asked[-1][0] == "撤销本次导入"


def set_up(desk: Desk) -> None:
    """The six steps of the first start."""
    (steps,) = desk.start.host.findChildren(FirstStart)
    press(Qt.Key.Key_Return, CTRL)
    assert steps.step == 0, "the notice must be ticked"
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    write(focused(), "广州市海珠区司法局")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write(focused(), "hz")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return, CTRL)
    assert steps.step == 3, steps.footer.note.text()
    assert len(steps.units.units()) > 20
    press(Qt.Key.Key_Return, CTRL)
    write(focused(), "张三")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    desk.enter()
