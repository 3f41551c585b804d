"""Export and print take what is shown, or what is chosen; a place that refuses is told in a sentence."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Filter
from app.domain.units import UnitCategory
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.keys import Act
from app.ui.units.page import UnitsPage
from tests.factories import unit
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import press

NAMES = ("海珠区人民政府", "海珠区司法局", "海珠区民政局", "海珠区财政局")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office) -> UnitsPage:
    for at, name in enumerate(NAMES):
        category = UnitCategory.DEPARTMENT if at else UnitCategory.GOVERNMENT
        services.units.save(unit(name, code=f"{at:02}", category=category, marks=()), CLERK)
    made = UnitsPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.record is not None)
    made.table.grid.setFocus()
    return made


def written(path: Path) -> list[str]:
    """Units named in a workbook, in order."""
    cells = [str(cell.value) for row in load_workbook(path).active.iter_rows() for cell in row]
    return [cell for cell in cells if cell in NAMES]


def test_all_lines_go_out_without_a_question(
    qtbot: QtBot, page: UnitsPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    target = tmp_path / "单位.xlsx"
    dialogs.answers = [target]
    page.acts[Act.EXPORT]()
    assert dialogs.asked[0][1].endswith("单位名录20250303.xlsx")
    qtbot.waitUntil(lambda: page.status_text.startswith(f"已导出 4 行到 {target}　共 4 个单位"))
    assert written(target) == list(NAMES)


def test_selected_lines_are_offered(qtbot: QtBot, page: UnitsPage, dialogs: ScriptedDialogs, tmp_path: Path) -> None:
    target = tmp_path / "单位.xlsx"
    page.table.grid.go_to_row(1)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialogs.answers = ["所选的 2 个单位", target]
    page.acts[Act.EXPORT]()
    qtbot.waitUntil(lambda: page.status_text.startswith("已导出 2 行"))
    assert written(target) == ["海珠区司法局", "海珠区民政局"]


def test_behind_a_filter_all_can_still_be_had(
    qtbot: QtBot, page: UnitsPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    page.show_lines((Filter("category", (UnitCategory.DEPARTMENT.value,)),))
    qtbot.waitUntil(lambda: len(page.table.model.ids) == 3)
    target = tmp_path / "单位.xlsx"
    for choice, count in (("当前显示的（共 3 个单位）", 3), ("全部", 4)):
        dialogs.answers = [choice, target]
        page.acts[Act.EXPORT]()
        qtbot.waitUntil(lambda count=count: page.status_text.startswith(f"已导出 {count} 行"))
        assert len(written(target)) == count


def test_given_up_or_refused_nothing_is_said_to_be_done(
    qtbot: QtBot, page: UnitsPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    dialogs.answers = [None]
    page.acts[Act.EXPORT]()
    assert page.status_text == "共 4 个单位"
    dialogs.answers = [tmp_path / "没有的文件夹" / "单位.xlsx", None]
    page.acts[Act.EXPORT]()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 3)
    assert dialogs.asked[2][0] == "暂时不能进行"
    assert page.status_text == "共 4 个单位"


def test_print_shows_the_file_in_the_window(qtbot: QtBot, page: UnitsPage, went: Went) -> None:
    page.acts[Act.PRINT]()
    qtbot.waitUntil(lambda: len(went.previews) == 1)
    assert went.previews[0].read_bytes().startswith(b"%PDF")
    assert page.status_text == "共 4 个单位"


def test_while_a_form_is_open_nothing_is_exported(page: UnitsPage, dialogs: ScriptedDialogs) -> None:
    page.new()
    page.acts[Act.EXPORT]()
    page.acts[Act.PRINT]()
    assert dialogs.asked == []
