"""The first page with real keys: from a line to the place of its work, from a count to its lines, the three steps."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Filter
from app.domain.numbering.schemes import NumberingScheme
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.documents.page import DocumentsPage
from app.ui.popover import Popover
from app.ui.shell.window import MainWindow, PageEntry
from app.ui.workbench.page import WorkbenchPage
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock
from tests.ui.conftest import Went
from tests.ui.hands import press

ENTRIES = (
    PageEntry("workbench", "工作台", "layout-dashboard", WorkbenchPage),
    PageEntry("documents", "规范性文件", "file-text", DocumentsPage),
)
SCHEME = NumberingScheme("按类别", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat"))


def opened(qtbot: QtBot, desk: Desk) -> WorkbenchPage:
    made = WorkbenchPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.overview is not None)
    return made


@pytest.fixture
def busy(services: Office, clock: Clock) -> Office:
    """Two that expire, one drafted, one that waits for its number, gaps before an old number."""
    services.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    services.units.save(unit(), CLERK)
    services.numbering.save_scheme(SCHEME, CLERK)
    for title, days, number in (("丙办法", 40, ""), ("甲办法", 5, "HZ0120250002")):
        facts = old(title=title, expires_on=clock.today() + timedelta(days=days), expiry_reason="原文")
        services.documents.register(
            old(**{**vars(facts), "unified_number": number, "document_number": f"海府规〔2021〕{days}号"}), CLERK
        )
    services.documents.register(draft(handler="王五"), CLERK)
    services.documents.register(ready(title="乙办法", handler="李四"), CLERK)
    return services


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, busy: Office) -> WorkbenchPage:
    return opened(qtbot, desk)


def test_enter_goes_to_the_work_of_the_most_urgent(qtbot: QtBot, page: WorkbenchPage, went: Went) -> None:
    assert [entry.title for entry in page.due.entries] == ["甲办法", "丙办法"]
    qtbot.waitUntil(page.due.hasFocus)
    press(Qt.Key.Key_Return)
    assert went.tasks == [("documents", 2)]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert went.tasks[1:] == [("documents", 1)]


def test_tab_leads_to_what_waits_and_headings_are_passed_over(page: WorkbenchPage, went: Went) -> None:
    page.due.setFocus()
    press(Qt.Key.Key_Tab)
    assert page.waiting.hasFocus()
    assert [entry.title for entry in page.waiting.entries] == [
        "乙办法",
        "海珠区招商引资扶持办法",
        "HZ0120250001",
    ]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert went.tasks == [("documents", 3)]
    assert went.pages == [("numbering", (Filter("state", ("gap",)),))]


def clauses(page: WorkbenchPage) -> list[Popover]:
    return [sheet for sheet in page.window().findChildren(Popover) if sheet.isVisible()]


def test_the_space_bar_and_a_click_tell_why(qtbot: QtBot, page: WorkbenchPage) -> None:
    page.due.setFocus()
    entry = page.due.current()
    assert entry is not None
    assert entry.basis is not None
    press(Qt.Key.Key_Space)
    (sheet,) = clauses(page)
    assert entry.basis.source in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.close()
    qtbot.waitUntil(lambda: not clauses(page))
    rect = page.due.visualRect(page.due.items_model.index(3))
    at = QPoint(rect.right() - theme.em(page, 1.5), rect.center().y())
    QTest.mouseClick(page.due.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(clauses(page)) == 1
    assert page.due.current() is page.due.entries[1]
    clauses(page)[0].close()


def test_every_count_opens_what_it_counts(page: WorkbenchPage, went: Went) -> None:
    counts = {button.tally.label: button for button in page.tallies.buttons}
    assert counts["即将到期"].tally.count == 2
    assert not counts["存疑"].isEnabled()
    QTest.mouseClick(counts["即将到期"], Qt.MouseButton.LeftButton)
    QTest.keyClick(counts["断号未说明"], Qt.Key.Key_Space)
    assert went.pages == [
        ("documents", (Filter("force_status", ("expiring",)),)),
        ("numbering", (Filter("state", ("gap",)),)),
    ]


def test_it_follows_what_is_done_elsewhere(qtbot: QtBot, page: WorkbenchPage, busy: Office) -> None:
    with qtbot.waitSignal(page.urgent_counted) as counted:
        busy.numbering.allot(4, CLERK)
    assert counted.args == [2]
    assert "待公布　1 件" in [str(item.text) for item in page.waiting.items_model.items if hasattr(item, "text")]
    assert page.status_text == "2 件需要马上办理"


def test_a_new_day_is_noticed(qtbot: QtBot, page: WorkbenchPage, clock: Clock) -> None:
    clock.pass_(days=2)
    page.shown()
    qtbot.waitUntil(lambda: page.due.entries[0].lead == "还有 3 天")


def test_an_empty_office_is_led_through_three_steps(qtbot: QtBot, desk: Desk, services: Office, went: Went) -> None:
    services.units.save(unit(), CLERK)
    page = opened(qtbot, desk)
    assert page.views.currentWidget() is page.beginning
    assert [button.text() for button in page.beginning.buttons] == ["打开单位", "打开设置", "导入旧台账"]
    roles = [button.property("role") for button in page.beginning.findChildren(QPushButton)]
    assert roles.count("primary") == 1
    QTest.mouseClick(page.beginning.buttons[2], Qt.MouseButton.LeftButton)
    assert went.pages == [("imports", ())]
    services.documents.register(draft(), CLERK)
    qtbot.waitUntil(lambda: page.views.currentWidget() is not page.beginning)


def test_in_the_real_window_enter_opens_the_form_of_the_next_act(qtbot: QtBot, desk: Desk, busy: Office) -> None:
    window = MainWindow(desk, ENTRIES, "D:\\法治台账")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_page("workbench")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    workbench, documents = window.page("workbench"), window.page("documents")
    assert isinstance(workbench, WorkbenchPage)
    assert isinstance(documents, DocumentsPage)
    qtbot.waitUntil(lambda: workbench.overview is not None)
    assert window.navigation.buttons["workbench"].accessibleName() == "工作台，2项待办"
    workbench.waiting.setFocus()
    press(Qt.Key.Key_Return)
    assert window.current_page is documents
    qtbot.waitUntil(lambda: documents.open_form is not None)
    assert documents.open_form is not None
    assert documents.open_form.title.text() == "登记编号　《乙办法》"
    press(Qt.Key.Key_Escape)
    window.show_page("workbench")
    tally = next(button for button in workbench.tallies.buttons if button.tally.label == "即将到期")
    tally.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.current_page is documents and len(documents.table.model.ids) == 2)
    assert documents.table.bar.chips["force_status"].text() == "效力状态：即将到期"
