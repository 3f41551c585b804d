"""Switching checks of legal advisers on and off; those that are rules of saving stay on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.advisers.check_keys import ALWAYS, ON_AT_FIRST
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.settings.adviser_checks import AdviserChecksSection
from tests.offices import CLERK


def test_a_check_is_switched_on_and_off(qtbot: QtBot, desk: Desk, services: Office) -> None:
    services.settings.save(OfficeSettings("海珠区司法局"), CLERK)
    section = AdviserChecksSection(desk)
    qtbot.addWidget(section)
    section.show()
    section.reload()
    qtbot.waitUntil(section.boxes["ADV-03"].isChecked)
    assert {key for key, box in section.boxes.items() if box.isChecked()} == {*ON_AT_FIRST, *ALWAYS}
    assert {key for key, box in section.boxes.items() if not box.isEnabled()} == ALWAYS
    QTest.keyClick(section.boxes["ADV-14"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: section.said.text() == "“聘而不用”已开启")
    assert services.settings.get().adviser_checks == ("ADV-03", "ADV-07", "ADV-09", "ADV-10", "ADV-14")
    QTest.keyClick(section.boxes["ADV-03"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: section.said.text() == "“聘期和合同到期”已关闭")
    assert "ADV-03" not in services.settings.get().adviser_checks
