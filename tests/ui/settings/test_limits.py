"""办理期限 on the settings page with real keys: set, refused, cleared; what a rule says cannot be changed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.settings.limits import LimitsSection
from app.ui.settings.page import SettingsPage
from tests.offices import CLERK
from tests.ui.documents.looking import texts
from tests.ui.hands import press, tab_to

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, services: Office) -> Iterator[LimitsSection]:
    services.settings.save(OfficeSettings("海珠区司法局", "HZ", limits=(("request", 3, "days"),)), CLERK)
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.shown()
    made = page.section(LimitsSection)
    assert isinstance(made, LimitsSection)
    qtbot.waitUntil(lambda: made.form.body.field("limits.request").value()[0] == 3)
    made.setFocus()
    yield made
    page.close()  # so that this frame keeps it until now: nothing else does


def test_a_limit_is_set_and_another_cleared_by_keys(qtbot: QtBot, section: LimitsSection, services: Office) -> None:
    tab_to("政府合同")
    QTest.keyClicks(section.focusWidget(), "5")
    tab_to("重要请示件")
    press(Qt.Key.Key_Delete)
    with qtbot.waitSignal(section.form.saved):
        press(Qt.Key.Key_S, CTRL)
    assert services.settings.get().limits == (("contract", 5, "working_days"),)


def test_a_limit_of_nothing_is_refused_by_name(qtbot: QtBot, section: LimitsSection, services: Office) -> None:
    tab_to("会议议题")
    QTest.keyClicks(section.focusWidget(), "0")
    press(Qt.Key.Key_S, CTRL)
    field = section.form.body.field("limits.meeting_item")
    qtbot.waitUntil(lambda: field.problem_texts == ["会议议题的办理期限不能是 0，请填写 1 以上的数；清空就是未设期限"])
    assert services.settings.get().limits == (("request", 3, "days"),)


def test_what_the_rules_say_is_shown_and_cannot_be_changed(section: LimitsSection) -> None:
    assert "规范性文件：15个工作日" in texts(section)
    assert "不能在这里更改" in texts(section)
    assert section.form.body.field("limits.document").isHidden()


def test_a_window_for_looking_only_shows(qtbot: QtBot, section: LimitsSection, services: Office) -> None:
    services.hold("本窗口只能查看")
    section.reload()
    qtbot.waitUntil(lambda: not section.form.body.field("limits.contract").count.line.isEnabled())
    assert not section.form.body.editable
