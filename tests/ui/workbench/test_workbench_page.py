"""The first page with real keys: to the work, the clause, marks, choices, the year's figures, the week's sheet, the three steps."""

from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.deadlines import LimitUnit
from app.domain.ledgers import Filter
from app.domain.numbering.schemes import NumberingScheme
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.documents.page import DocumentsPage
from app.ui.forms.picks import Combo
from app.ui.keys import Act
from app.ui.popover import Popover
from app.ui.shell.window import MainWindow, PageEntry
from app.ui.workbench.page import WorkbenchPage
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import focused, press, tab_to, write

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
    """Two that expire, one drafted, one that waits for its number, gaps before an old number, a contract under review."""
    services.settings.save(
        OfficeSettings("海珠区司法局", "HZ", "海珠区", go_live_on=clock.today() - timedelta(days=1)), CLERK
    )
    services.units.save(unit(), CLERK)
    services.numbering.save_scheme(SCHEME, CLERK)
    for title, days, number in (("丙办法", 40, ""), ("甲办法", 5, "HZ0120250002")):
        facts = old(title=title, expires_on=clock.today() + timedelta(days=days), expiry_reason="原文")
        services.documents.register(
            old(**{**vars(facts), "unified_number": number, "document_number": f"海府规〔2021〕{days}号"}), CLERK
        )
    services.documents.register(draft(handler="王五"), CLERK)
    services.documents.register(
        ready(title="乙办法", handler="李四", registered_on=clock.today(), unified_number="HZ1"), CLERK
    )
    services.submissions.receive(
        SubmissionFacts(
            "某协议", SubmissionKind.CONTRACT, sender_text="某局", handler="张三", received_on=clock.today(),
            limit_count=10, limit_unit=LimitUnit.WORKING_DAYS,
        ),
        CLERK,
    )  # fmt: skip
    return services


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, busy: Office) -> WorkbenchPage:
    return opened(qtbot, desk)


def test_enter_goes_to_the_work_of_the_most_urgent(qtbot: QtBot, page: WorkbenchPage, went: Went) -> None:
    assert [entry.title for entry in page.due.entries] == ["甲办法", "丙办法", "某协议"]
    qtbot.waitUntil(page.due.hasFocus)
    press(Qt.Key.Key_Return)
    assert went.tasks == [("documents", 2)]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert went.tasks[1:] == [("submissions", 2)]


def test_tab_leads_to_what_waits_and_headings_are_passed_over(page: WorkbenchPage, went: Went) -> None:
    page.waiting.setFocus()
    assert [entry.title for entry in page.waiting.entries] == ["乙办法", "海珠区招商引资扶持办法", "HZ0120250001"]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert went.tasks == [("documents", 4), ("documents", 3)]
    assert went.pages == [("numbering", (Filter("state", ("gap",)),))]
    page.due.setFocus()
    tab_to("办理中")
    assert page.waiting.hasFocus()


def sheets(page: WorkbenchPage) -> list[Popover]:
    return [sheet for sheet in page.window().findChildren(Popover) if sheet.isVisible()]


def test_the_space_bar_and_a_click_tell_why(qtbot: QtBot, page: WorkbenchPage) -> None:
    page.due.setFocus()
    entry = page.due.current()
    assert entry is not None
    assert entry.basis is not None
    press(Qt.Key.Key_Space)
    (sheet,) = sheets(page)
    assert entry.basis.source in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.close()
    qtbot.waitUntil(lambda: not sheets(page))
    rect = page.due.visualRect(page.due.items_model.index(3))
    at = QPoint(rect.right() - theme.em(page, 1.5), rect.center().y())
    QTest.mouseClick(page.due.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(sheets(page)) == 1
    assert page.due.current() is page.due.entries[1]
    sheets(page)[0].close()


def test_f8_takes_a_line_off_the_list_and_puts_it_back(qtbot: QtBot, page: WorkbenchPage, busy: Office) -> None:
    page.due.setFocus()
    press(Qt.Key.Key_F8)
    (sheet,) = sheets(page)
    write(focused(), "已电话沟通")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet_shown(sheet) and page.due.entries[-1].title == "甲办法")
    assert [entry.title for entry in page.due.entries] == ["丙办法", "某协议", "甲办法"]
    assert page.due.entries[-1].lead == "已知晓"
    assert page.due.entries[-1].detail.endswith("备注：已电话沟通")
    (known,) = [item for item in busy.due.items(busy.today(), silenced=True) if item.silenced]
    assert known.mark is not None
    assert known.mark.by == CLERK.name
    page.activateWindow()
    page.due.setFocus()
    qtbot.waitUntil(page.due.hasFocus)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.due.entries[0].title == "甲办法")


def sheet_shown(sheet: Popover) -> bool:
    return shiboken6.isValid(sheet) and sheet.isVisible()


def test_f9_puts_a_line_off_to_a_day_but_never_beyond_the_last_one(
    qtbot: QtBot, page: WorkbenchPage, busy: Office, clock: Clock
) -> None:
    page.due.setFocus()
    press(Qt.Key.Key_F9)
    (sheet,) = sheets(page)
    line = focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == "2025-03-04"
    line.selectAll()
    write(line, "2025.3.9")
    press(Qt.Key.Key_Return)
    assert any("不能晚于" in label.text() for label in sheet.findChildren(QLabel) if label.isVisible())
    line.selectAll()
    write(line, "20250306")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.due.entries[-1].lead == "2025-03-06再提醒")
    clock.pass_(days=3)
    page.shown()
    qtbot.waitUntil(lambda: page.due.entries[0].title == "甲办法")


def test_a_moved_last_day_brings_a_known_line_back(qtbot: QtBot, page: WorkbenchPage, busy: Office) -> None:
    item = page.due.entries[2].item
    assert item is not None
    busy.due.mark_known(item.key, "", CLERK)
    qtbot.waitUntil(lambda: page.due.entries[-1].lead == "已知晓")
    busy.submissions.extend(2, 2, "王局长", busy.today(), "情况复杂", CLERK)
    qtbot.waitUntil(lambda: page.due.entries[-1].lead == "还有12个工作日")


def test_where_nothing_can_be_written_a_mark_is_refused_in_words(page: WorkbenchPage, busy: Office) -> None:
    busy.hold("本窗口只能查看")
    page.due.setFocus()
    press(Qt.Key.Key_F8)
    assert not sheets(page)
    assert page.status_text == "本窗口只能查看"


def choose(combo: Combo, text: str) -> None:
    """With the keys of a pick list."""
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        press(Qt.Key.Key_Down)
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        press(Qt.Key.Key_Up)
    raise AssertionError(f"{text} is not offered")


def test_the_list_is_narrowed_by_person_subject_and_horizon(qtbot: QtBot, page: WorkbenchPage, desk: Desk) -> None:
    choose(page.narrowing.person, "我的")
    assert [entry.title for entry in page.due.entries] == ["某协议"]
    assert page.waiting.entries == []
    choose(page.narrowing.person, "李四")
    assert [entry.title for entry in page.waiting.entries] == ["乙办法"]
    choose(page.narrowing.person, "王五")
    assert [entry.title for entry in page.waiting.entries] == ["海珠区招商引资扶持办法"]
    choose(page.narrowing.person, "全部人员")
    choose(page.narrowing.subject, "送审件")
    assert [entry.title for entry in page.due.entries] == ["某协议"]
    choose(page.narrowing.subject, "全部类别")
    choose(page.narrowing.horizon, "7 天内")
    assert [entry.title for entry in page.due.entries] == ["甲办法"]
    again = opened(qtbot, desk)
    assert again.narrowing.horizon.currentText() == "7 天内"


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


def test_every_figure_of_the_year_opens_its_lines(qtbot: QtBot, page: WorkbenchPage, went: Went, clock: Clock) -> None:
    qtbot.waitUntil(lambda: page.figures is not None)
    received, in_time = page.board.buttons[0], page.board.buttons[2]
    assert received.accessibleName() == "收到送审件，今年2，去年同期0，去年全年0"
    assert not in_time.isEnabled()
    QTest.keyClick(received, Qt.Key.Key_Space)
    first, last = clock.today().replace(month=1, day=1), clock.today().replace(month=12, day=31)
    assert went.pages == [("submissions", (Filter("received_on", low=first, high=last),))]
    assert page.board.chart.drawing.isValid()


def titles_shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_in_a_low_window_figures_and_work_share_their_place(qtbot: QtBot, page: WorkbenchPage) -> None:
    qtbot.waitUntil(lambda: page.figures is not None)
    assert page.side.both
    assert page.board.isVisible()
    assert page.waiting.isVisible()
    assert "本年数据" in titles_shown(page.side)
    page.resize(859, 453)
    qtbot.waitUntil(lambda: not page.side.both and not page.board.isVisible())
    below = page.side.tabs.geometry().bottom() + theme.em(page, 1)
    qtbot.waitUntil(lambda: page.waiting.mapTo(page.side, QPoint(0, 0)).y() <= below)  # no gap where the title was
    page.side.tabs.setFocus()
    press(Qt.Key.Key_Right)
    assert page.board.isVisible()
    assert not page.waiting.isVisible()
    assert page.height() == 453
    assert "本年数据" not in titles_shown(page.side), "the tab says it"


def test_the_week_is_printed_for_whom_the_list_shows(
    qtbot: QtBot, page: WorkbenchPage, went: Went, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_USER_FOLDER", str(tmp_path / "user"))
    page.acts[Act.PRINT]()
    qtbot.waitUntil(lambda: bool(went.previews))
    said = "".join(PdfReader(went.previews[0]).pages[0].extract_text().split())
    assert "未确定承办人（1项）" in said
    assert "甲办法" in said


def test_last_days_go_out_as_a_calendar(
    qtbot: QtBot, page: WorkbenchPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    choose(page.narrowing.person, "我的")
    target = tmp_path / "待办.ics"
    dialogs.answers.append(target)
    page.acts[Act.EXPORT]()
    qtbot.waitUntil(lambda: page.status_text.startswith("已把 1 项写到"))
    assert "某协议" in target.read_text("utf-8").replace("\n ", "")
    assert dialogs.asked[0][1].endswith("待办（张三）20250303.ics")


def test_it_follows_what_is_done_elsewhere(qtbot: QtBot, page: WorkbenchPage, busy: Office) -> None:
    with qtbot.waitSignal(page.urgent_counted) as counted:
        busy.documents.register(ready(title="丁办法", registered_on=busy.today(), unified_number="HZ2"), CLERK)
    assert counted.args == [3]
    assert page.status_text == "3 件需要马上办理"


def test_a_new_day_is_noticed(qtbot: QtBot, page: WorkbenchPage, clock: Clock) -> None:
    clock.pass_(days=2)
    page.shown()
    qtbot.waitUntil(lambda: page.due.entries[0].lead == "还有3天")


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
    assert documents.open_form.title.text() == "公布文件　《乙办法》"
    press(Qt.Key.Key_Escape)
    window.show_page("workbench")
    tally = next(button for button in workbench.tallies.buttons if button.tally.label == "即将到期")
    tally.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.current_page is documents and len(documents.table.model.ids) == 2)
    assert documents.table.bar.chips["force_status"].text() == "效力状态：即将到期"
