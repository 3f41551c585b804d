"""移交 in the settings with real keys: from the staff's button to the list on paper."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.handovers import Handover
from app.domain.plans import PlanItem
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.services.backups import Reason
from app.services.office import Office
from app.services.settings import OfficeSettings, StaffMember
from app.ui.desk import Desk
from app.ui.forms.page import FormPage
from app.ui.settings.handovers import HandoversSection
from app.ui.settings.page import SettingsPage
from app.ui.settings.staff import StaffSection
from tests.offices import CLERK
from tests.ui.conftest import Went
from tests.ui.hands import focused, press, tab_to, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office) -> SettingsPage:
    settings = OfficeSettings("广州市海珠区司法局", "HZ", profile="guangzhou")
    services.setup.begin(settings, CLERK, staff=[StaffMember("张三"), StaffMember("李四"), StaffMember("王五")])
    came = SubmissionFacts("某合同", SubmissionKind.CONTRACT, sender_id=1, handler="张三", received_on=date(2025, 3, 3))
    services.submissions.receive(came, CLERK)
    for title in ("甲办法", "乙办法"):
        services.plans.save(PlanItem(2025, title, handler="张三"), CLERK)
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    return made


def begin(qtbot: QtBot, page: SettingsPage) -> tuple[HandoversSection, FormPage]:
    """The button of the staff opens the form."""
    staff = page.section(StaffSection)
    assert isinstance(staff, StaffSection)
    QTest.mouseClick(staff.handover, Qt.MouseButton.LeftButton)
    section = page.section(HandoversSection)
    assert isinstance(section, HandoversSection)
    qtbot.waitUntil(lambda: section.form is not None)
    assert section.form is not None
    return section, section.form


def test_everything_of_a_clerk_goes_over_and_the_list_is_shown(
    qtbot: QtBot, page: SettingsPage, services: Office, went: Went
) -> None:
    section, form = begin(qtbot, page)
    assert focused() is form.body.field("giver").combo  # type: ignore[attr-defined]
    press(Qt.Key.Key_Down)
    matters = form.body.field("matters")
    qtbot.waitUntil(lambda: len(matters.value()) == 3)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    write(focused(), "王五")
    tab_to("移交原因")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    tab_to("移交后把移交人")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.form is None and bool(went.previews))
    (done,) = services.handovers.all()
    assert (done.giver, done.receiver, done.supervisor, done.reason, len(done.matters)) == (
        "张三", "李四", "王五", "调离", 3,
    )  # fmt: skip
    assert services.submissions.get(1).handler == "李四"
    assert [member.name for member in services.settings.staff() if member.active] == ["李四", "王五"]
    assert [backup.reason for backup in services.backups.all()] == [Reason.BULK]
    assert went.previews[0].read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: section.table.current_key() == done.id)
    assert section.table.lines_model.lines[0].cells == (
        "1", "2025-03-03", "张三", "李四", "王五", "3", "送审件1件、制定计划2项", "调离",
    )  # fmt: skip


def test_a_part_is_ticked_off_by_the_space_bar(qtbot: QtBot, page: SettingsPage, services: Office) -> None:
    section, form = begin(qtbot, page)
    press(Qt.Key.Key_Down)
    matters = form.body.field("matters")
    qtbot.waitUntil(lambda: len(matters.value()) == 3)
    form.body.field("receiver").combo.setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    matters.tree.setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Space)  # the whole kind of submissions
    assert matters.value() == ("plan:1", "plan:2")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Space)
    assert matters.value() == ("plan:1",)
    assert matters.counted.text() == "已勾选 1 项，共 3 项"  # type: ignore[attr-defined]
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.form is None)
    assert [services.plans.get(key).handler for key in (1, 2)] == ["李四", "张三"]


def test_what_is_wrong_stands_under_its_field(qtbot: QtBot, page: SettingsPage, services: Office) -> None:
    _, form = begin(qtbot, page)
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(form.body.field("matters").value()) == 3)
    form.body.field("receiver").combo.setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_S, CTRL)
    receiver = form.body.field("receiver")
    qtbot.waitUntil(lambda: receiver.problem_texts == ["接收人与移交人不能是同一个人，请另选接收人"])
    qtbot.waitUntil(form.footer.save.isEnabled)
    assert services.handovers.all() == []
    assert services.backups.all() == []


def test_an_earlier_list_is_printed_again(qtbot: QtBot, page: SettingsPage, services: Office, went: Went) -> None:
    services.handovers.hand_over(Handover("张三", "李四", date(2025, 3, 3)), None, CLERK)
    section = page.section(HandoversSection)
    assert isinstance(section, HandoversSection)
    qtbot.waitUntil(lambda: section.table.current_key() == 1)
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(went.previews))
