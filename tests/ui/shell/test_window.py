"""The main window: pages by key, geometry remembered, nothing unsaved lost, status and counts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.desk import Desk
from app.ui.keys import KEY_LIST, Act
from app.ui.page import Page
from app.ui.shell.keylist import KeyList
from app.ui.shell.statusbar import StatusBar, folder_text
from app.ui.shell.window import MainWindow, PageEntry

CTRL = Qt.KeyboardModifier.ControlModifier


class SamplePage(Page):
    """Counts what it is asked."""

    tables = frozenset({"document"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reloads = 0
        self.acted: list[Act] = []
        self.holds = False
        self.opened: list[int] = []
        self.acts |= {Act.NEW: lambda: self.acted.append(Act.NEW)}

    def reload(self) -> None:
        self.reloads += 1
        self.tell(f"共 {self.reloads} 件")

    def may_leave(self) -> bool:
        return not self.holds

    def open_record(self, record_id: int) -> None:
        self.opened.append(record_id)


ENTRIES = (
    PageEntry("workbench", "工作台", "layout-dashboard", SamplePage),
    PageEntry("documents", "规范性文件", "file-text", SamplePage),
    PageEntry("search", "搜索", "search", SamplePage, under="documents"),
)
Make = Callable[[], MainWindow]


@pytest.fixture
def make(qtbot: QtBot, desk: Desk) -> Make:
    def made() -> MainWindow:
        window = MainWindow(desk, ENTRIES, "D:\\法治台账\\数据")
        qtbot.addWidget(window)
        window.show_page("workbench")
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return made


def page(window: MainWindow, name: str) -> SamplePage:
    found = window.page(name)
    assert isinstance(found, SamplePage)
    return found


def test_ctrl_digits_open_the_pages_in_their_order(make: Make) -> None:
    window = make()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.header.title.text() == "规范性文件"
    assert window.navigation.buttons["documents"].isChecked()
    assert not window.navigation.buttons["workbench"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert window.current_page is window.page("workbench")


def test_a_click_in_the_navigation_opens_a_page(make: Make) -> None:
    window = make()
    QTest.mouseClick(window.navigation.buttons["documents"], Qt.MouseButton.LeftButton)
    assert window.current_page is window.page("documents")


def test_keys_go_to_the_page_that_is_seen(make: Make) -> None:
    window = make()
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert page(window, "workbench").acted == [Act.NEW]
    assert page(window, "workbench").reloads == 2
    assert window.status.left.text() == "共 2 件"


def test_a_page_that_holds_keeps_the_window(qtbot: QtBot, make: Make) -> None:
    window = make()
    page(window, "workbench").holds = True
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current_page is window.page("workbench")
    assert window.navigation.buttons["workbench"].isChecked()
    assert not window.close()
    page(window, "workbench").holds = False
    with qtbot.waitSignal(window.closing):
        assert window.close()


def test_pages_reload_when_their_tables_change_at_once_or_when_seen(make: Make, desk: Desk) -> None:
    window = make()
    window.show_page("documents")
    window.show_page("workbench")
    seen, hidden = page(window, "workbench"), page(window, "documents")
    before = (seen.reloads, hidden.reloads)
    desk.touched({"document"})
    assert (seen.reloads, hidden.reloads) == (before[0] + 1, before[1])
    desk.touched({"unit"})
    assert seen.reloads == before[0] + 1
    window.show_page("documents")
    assert hidden.reloads == before[1] + 1


def test_size_and_page_are_remembered(make: Make, desk: Desk) -> None:
    window = make()
    window.show_page("documents")
    window.resize(777, 666)
    window.close()
    again = make()
    assert (again.width(), again.height()) == (777, 666)
    assert desk.settings.get("window", "page", "") == "documents"


def test_f1_lists_every_key(make: Make) -> None:
    window = make()
    QTest.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeyList)
    assert sheet is not None
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    listed = {key for _, keys in KEY_LIST for key, _ in keys}
    assert listed <= shown
    assert {act.key for act in Act} <= {part for key in listed for part in key.replace("、", " ").split()}
    sheet.close()


def test_ctrl_k_goes_to_the_search_line(make: Make) -> None:
    window = make()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.header.search.hasFocus()


def test_a_record_is_opened_on_its_page(make: Make) -> None:
    window = make()
    window.desk.open_record("documents", 7)
    assert page(window, "documents").opened == [7]
    assert window.current_page is window.page("documents")


def test_on_a_small_screen_the_navigation_shows_icons_only(qtbot: QtBot, make: Make) -> None:
    window = make()
    window.resize(911, 512)
    assert window.navigation.name.isHidden()
    qtbot.waitUntil(lambda: window.navigation.width() < theme.em(window, 6))
    assert window.minimumSizeHint().width() <= 911
    window.resize(1366, 768)
    assert not window.navigation.name.isHidden()


def test_what_is_due_is_told_beside_the_page(make: Make) -> None:
    window = make()
    window.navigation.show_counts({"documents": 12})
    assert window.navigation.buttons["documents"].accessibleName() == "规范性文件，12项待办"
    assert window.navigation.buttons["workbench"].accessibleName() == "工作台"


@pytest.mark.parametrize(("gravity", "role"), [("", "basis"), ("warning", "status-warning"), ("error", "status-error")])
def test_the_last_backup_is_told_with_its_gravity(qtbot: QtBot, gravity: str, role: str) -> None:
    bar = StatusBar("D:\\法治台账")
    qtbot.addWidget(bar)
    bar.show_backup("上次备份：今天 09:02", gravity)
    assert bar.backup.property("role") == role
    assert not bar.backup.isHidden()


def test_a_long_job_shows_how_far_it_is_and_can_be_cancelled(qtbot: QtBot) -> None:
    bar = StatusBar("D:\\法治台账")
    qtbot.addWidget(bar)
    cancelled: list[bool] = []
    bar.begin_job("正在导出…", lambda: cancelled.append(True))
    bar.progress_job(30, 100)
    assert (bar.progress.value(), bar.progress.maximum()) == (30, 100)
    bar.cancel.click()
    assert cancelled == [True]
    assert bar.busy.text() == "正在取消…"
    bar.end_job()
    assert bar.progress.isHidden()


def test_a_long_folder_keeps_its_ends() -> None:
    path = "D:\\" + "很长的文件夹名\\" * 12 + "数据"
    assert len(folder_text(path)) <= 48
    assert folder_text(path).startswith("D:\\")
    assert folder_text(path).endswith("数据")
    assert folder_text("D:\\数据") == "D:\\数据"
