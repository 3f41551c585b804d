"""Taking off the books with the hands of a clerk what was entered by mistake, and correcting an early end."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.domain.advisers.appointments import EndReason
from app.domain.advisers.engagements import SupplementKind
from app.domain.advisers.payments import PaymentFacts
from app.domain.ledgers import Query
from app.services.office import Office
from app.ui.advisers.appointments import AppointmentsPage
from app.ui.advisers.book import BookPage
from app.ui.advisers.conflicts import ConflictsPage
from app.ui.advisers.engagements import EngagementsPage
from app.ui.advisers.matters import MattersPage
from app.ui.advisers.payments import PaymentsPage
from tests.advisers import asked, contract, declared
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show
from tests.ui.advisers.hands import fill, form, refused, save
from tests.ui.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier
D = date


@pytest.mark.parametrize("kind", [MattersPage, ConflictsPage, PaymentsPage, EngagementsPage])
def test_it_is_taken_off_with_a_reason(qtbot: QtBot, show: Show, served: Office, kind: type[BookPage[Any]]) -> None:
    today, services = D(2025, 3, 3), served.advisers
    services.matters.assign(asked(), CLERK)
    services.conflicts.declare(declared(adviser_id=2), CLERK)
    services.payments.plan(1, [PaymentFacts(1, due=4_000_000)], CLERK)
    services.engagements.save(contract(number="2", signed_on=None), CLERK)
    page = show(kind)
    record_id = 2 if kind is EngagementsPage else 1
    page.open_record(record_id)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == record_id)
    page.do("withdraw")
    refused(qtbot, page, "reason", "请写明原因")
    fill(page, "reason", "重复登记")
    save(qtbot, page)
    assert record_id not in served.ledgers.ids(page.ledger.name, Query(today))
    qtbot.waitUntil(lambda: page.desk.work.quiet and page.current_id != record_id)


def test_a_signed_contract_is_not_taken_off(show: Show) -> None:
    page = show(EngagementsPage)
    actions = {action.text() for action in page.bar.buttons["more"].menu().actions()}
    assert "删除草稿（已签订或属补录）" in actions


@pytest.mark.parametrize("kind", [EngagementsPage, AppointmentsPage])
def test_an_early_end_is_corrected_and_taken_back(
    qtbot: QtBot, show: Show, served: Office, kind: type[BookPage[Any]]
) -> None:
    service: Any = served.advisers.engagements if kind is EngagementsPage else served.advisers.appointments
    service.end(1, D(2025, 3, 1), EndReason.AGREED, "协商", CLERK)
    page = show(kind)
    page.edit()
    fill(page, "ended_on", "20250601", instead=True)
    save(qtbot, page)
    assert (service.get(1).ended_on, service.get(1).end_reason) == (D(2025, 6, 1), "协商")
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.ended_on == D(2025, 6, 1))
    page.edit()
    form(page).body.go_to("ended_on")
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    save(qtbot, page)
    assert (service.get(1).ended_on, service.get(1).end_kind, service.get(1).end_reason) == (None, None, "")


def test_what_a_supplement_says_is_corrected_or_taken_out(qtbot: QtBot, show: Show, served: Office) -> None:
    service = served.advisers.engagements
    service.supplement(1, SupplementKind.AMOUNT, D(2025, 2, 1), {"amount": 9_000_000}, CLERK, "口头")
    page = show(EngagementsPage)
    page.edit()
    form(page).body.go_to("supplements")
    rows = form(page).body.values()["supplements"]
    form(page).body.set_values({"supplements": [{**rows[0], "basis": "补充协议1号", "on": D(2025, 2, 3)}]})
    save(qtbot, page)
    (corrected,) = service.get(1).supplements
    assert (corrected.kind, corrected.on, corrected.basis) == (SupplementKind.AMOUNT, D(2025, 2, 3), "补充协议1号")
    assert (corrected.before, corrected.after) == ("合同金额：80,000.00元", "合同金额：90,000.00元")
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.supplements == (corrected,))
    page.edit()
    field = form(page).body.field("supplements")
    form(page).body.go_to("supplements")
    next(each for each in field.tab_stops() if isinstance(each, QToolButton)).click()
    save(qtbot, page)
    assert (service.get(1).supplements, service.get(1).amount) == ((), 9_000_000)
