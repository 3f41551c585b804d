"""合规检查表 of a unit on the page of units: what was found leads to its record, what is fine is named."""

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.advisers.payments import PaymentFacts
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.units.page import UnitsPage
from tests.offices import CLERK
from tests.ui.conftest import Went


def test_what_is_found_leads_to_its_record(qtbot: QtBot, desk: Desk, served: Office, went: Went) -> None:
    served.advisers.payments.plan(1, [PaymentFacts(1, due=4_000_000, due_on=date(2025, 2, 1))], CLERK)
    page = UnitsPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: desk.work.quiet and page.record is not None)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1)
    page.panel.open_tab(1)
    assert page.panel.tabs.tabText(1) == "顾问检查 1"
    said = "\n".join(label.text() for label in page.panel.findChildren(QLabel))
    assert "第1期40,000.00元应于2025年2月1日支付，已逾期30天" in said
    assert "法律顾问工作共检查7项，1项有问题" in said
    assert "聘期和合同到期、未采纳意见的理由、采纳情况反馈" in said
    next(button for button in page.panel.findChildren(QPushButton) if button.text() == "打开这条记录").click()
    assert went.records == [("payments", 1)]
