"""The page of the drafting plan with the hands of a clerk: entering, sending in, linking, dropping, looking at a year."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import FileLevel
from app.domain.plans import PlanItem, PlanState
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.forms.page import FormPage
from app.ui.plans.page import PlansPage
from tests.factories import draft, unit
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import focused, press, tab_to, write

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2025, 3, 3)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office) -> PlansPage:
    services.units.save(unit(), CLERK)
    services.units.save(unit("海珠区民政局", code="06", marks=()), CLERK)
    for item in (
        PlanItem(2025, "海珠区养老服务设施管理办法", 2, submit_by=date(2025, 1, 31), handler="张三"),
        PlanItem(2025, "海珠区城市书房建设管理办法", submit_by=date(2025, 9, 30)),
        PlanItem(2024, "去年的办法", submit_by=date(2024, 9, 30)),
    ):
        services.plans.save(item, CLERK)
    desk.units.reload()
    made = PlansPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.record is not None and len(desk.units.all()) == 2)
    made.table.grid.setFocus()
    return made


def form(page: PlansPage) -> FormPage:
    assert page.open_form is not None
    return page.open_form


def state(services: Office, plan_id: int) -> PlanState:
    return services.plans.standing(plan_id, TODAY).state


def test_it_opens_at_this_years_plan_with_what_is_late_counted(qtbot: QtBot, page: PlansPage) -> None:
    assert list(page.table.model.ids) == [1, 2]
    with qtbot.waitSignal(page.urgent_counted) as told:
        page.reload()
    assert told.args == [2], "late ones of every year"
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1)
    assert page.record is not None
    assert page.record.standing.state is PlanState.LATE
    page.table.bar.clear()
    qtbot.waitUntil(lambda: len(page.table.model.ids) == 3)


def test_an_item_is_entered_with_keys_only_and_the_next_keeps_the_year(
    qtbot: QtBot, page: PlansPage, services: Office
) -> None:
    page.new()
    write(form(page).body.field("title").line, "海珠区停车管理办法")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    assert focused().text() == "2025"  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "2025.11.30")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqmzj")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: form(page).title.text() == "新增计划项目" and form(page).body.values()["title"] == "")
    stored = services.plans.get(4)
    assert (stored.title, stored.submit_by, stored.drafter_id, stored.handler) == (
        "海珠区停车管理办法", date(2025, 11, 30), 2, "张三",
    )  # fmt: skip
    assert form(page).body.values()["year"] == 2025
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.open_form is None)


def test_what_is_wrong_stands_under_its_field(qtbot: QtBot, page: PlansPage, services: Office) -> None:
    press(Qt.Key.Key_Return)
    body = form(page).body
    body.go_to("submit_by")
    focused().selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), "2030.1.1")
    press(Qt.Key.Key_S, CTRL)
    field = body.field("submit_by")
    qtbot.waitUntil(lambda: field.problem_texts == ["报送日期 2030-01-01 与计划年度 2025 不符，请核对"])
    assert services.plans.get(1).submit_by == date(2025, 1, 31)


def test_sent_in_from_the_plan(qtbot: QtBot, page: PlansPage, services: Office) -> None:
    QTest.mouseClick(page.bar.buttons["submit"], Qt.MouseButton.LeftButton)
    body = form(page).body
    assert body.values()["sender_id"] == 2
    tab_to("收件日期")
    QTest.keyClicks(focused(), "2025.2.28")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None and state(services, 1) is PlanState.SUBMITTED)
    submission = services.submissions.get(1)
    assert (submission.number, submission.received_on, submission.missing_papers) == (
        "2025-0001",
        date(2025, 2, 28),
        (),
    )
    assert services.documents.get(submission.document_id or 0).file_level is FileLevel.GOVERNMENT
    assert "收件号 2025-0001" in page.status_text
    qtbot.waitUntil(lambda: page.record is not None and page.record.standing.state is PlanState.SUBMITTED)
    assert not page.bar.buttons["submit"].isEnabled()
    assert page.bar.buttons["submit"].toolTip() == "现为“已送审”，不能再登记送审"


def test_a_document_of_the_same_title_is_linked_with_one_click(
    qtbot: QtBot, page: PlansPage, services: Office, went: Went
) -> None:
    document = services.documents.register(draft(title="海珠区养老服务设施管理办法", issuers=(1,)), CLERK).id or 0
    qtbot.waitUntil(lambda: page.record is not None and bool(page.record.candidates))
    offer = next(button for button in page.panel.findChildren(QPushButton) if button.text() == "关联这件文件")
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.document_id == document)
    QTest.mouseClick(page.bar.buttons["open"], Qt.MouseButton.LeftButton)
    assert went.records == [("documents", document)]


def test_the_link_is_chosen_by_typing_and_taken_off_by_emptying(
    qtbot: QtBot, page: PlansPage, services: Office
) -> None:
    document = services.documents.register(draft(title="另一个名称的办法", issuers=(1,)), CLERK).id
    QTest.mouseClick(page.bar.buttons["link"], Qt.MouseButton.LeftButton)
    line = form(page).body.field("document").line  # type: ignore[attr-defined]
    write(line, "另一个")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: services.plans.get(1).document_id == document)
    qtbot.waitUntil(lambda: page.open_form is None and page.record is not None and bool(page.record.standing.document))
    QTest.mouseClick(page.bar.buttons["link"], Qt.MouseButton.LeftButton)
    line = form(page).body.field("document").line  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: services.plans.get(1).document_id is None)


def test_dropped_with_a_reason_and_put_back(
    qtbot: QtBot, page: PlansPage, services: Office, dialogs: ScriptedDialogs
) -> None:
    dialogs.answers = ["上位法修订，暂缓制定"]
    QTest.mouseClick(page.bar.buttons["drop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(services, 1) is PlanState.DROPPED)
    qtbot.waitUntil(lambda: page.record is not None and page.record.standing.state is PlanState.DROPPED)
    back = next(button for button in page.panel.findChildren(QPushButton) if button.text() == "恢复这个项目")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(services, 1) is PlanState.LATE)


def test_a_refused_drop_is_told(qtbot: QtBot, page: PlansPage, dialogs: ScriptedDialogs) -> None:
    dialogs.answers = ["", None]
    QTest.mouseClick(page.bar.buttons["drop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert dialogs.asked[1] == ("未能办理", "取消计划项目的，请写明原因")


def test_a_line_of_another_year_is_found_from_elsewhere(qtbot: QtBot, page: PlansPage) -> None:
    page.open_record(3)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 3)
    assert not page.table.bar.active


def test_a_window_that_only_looks_offers_nothing_to_change(qtbot: QtBot, page: PlansPage, services: Office) -> None:
    services.hold("另一个窗口正在使用，本窗口只能查看")
    page.reload()
    qtbot.waitUntil(lambda: not page.bar.buttons["new"].isEnabled())
    for name in ("new", "edit", "submit", "link", "drop", "import"):
        assert not page.bar.buttons[name].isEnabled()
    assert page.bar.buttons["export"].isEnabled()
