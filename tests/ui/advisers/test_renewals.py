"""Renewing with the hands of a clerk: gaps, overlaps and lengths are told before anything is saved, and accepted with a reason."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Query
from app.services.office import Office
from app.ui.advisers.appointments import AppointmentsPage
from app.ui.advisers.engagements import EngagementsPage
from app.ui.forms.field import GIVE_REASON
from app.ui.panel import WordyLink
from tests.advisers import contract
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show
from tests.ui.advisers.hands import fill, form, said, save
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier
D = date


@pytest.mark.parametrize(("starts_on", "told"), [("20260301", "断档59天"), ("20251201", "重叠31天")])
def test_a_gap_or_an_overlap_is_told_before_saving_and_accepted_with_a_reason(
    qtbot: QtBot, show: Show, served: Office, dialogs: ScriptedDialogs, starts_on: str, told: str
) -> None:
    page = show(EngagementsPage)
    page.do("renew")
    fill(page, "starts_on", starts_on, instead=True)
    press(Qt.Key.Key_Tab)
    field = form(page).body.field("starts_on")
    qtbot.waitUntil(lambda: any(told in text for text in field.problem_texts))
    dialogs.answers = ["重新招标"]
    next(each for each in field.findChildren(QPushButton) if each.text() == GIVE_REASON).click()
    qtbot.waitUntil(lambda: any("已说明：重新招标" in text for text in field.problem_texts))
    save(qtbot, page)
    (waiver,) = served.advisers.engagements.get(2).waivers
    assert waiver.reason == "重新招标"


def test_a_renewal_is_as_long_as_the_contract_and_may_have_no_total(qtbot: QtBot, show: Show, served: Office) -> None:
    services = served.advisers.engagements
    services.save(contract(number="2", starts_on=D(2024, 7, 1), ends_on=D(2024, 12, 31)), CLERK)
    page = show(EngagementsPage)
    page.open_record(2)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    page.do("renew")
    values = form(page).body.values()
    assert (values["starts_on"], values["ends_on"]) == (D(2025, 1, 1), D(2025, 6, 30))
    form(page).body.go_to("amount")
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    save(qtbot, page)
    assert services.get(3).amount is None


def test_a_renewal_of_an_appointment_tells_of_a_gap(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(AppointmentsPage)
    page.do("renew")
    assert form(page).body.values()["ends_on"] == D(2029, 12, 31)
    fill(page, "starts_on", "20270201", instead=True)
    press(Qt.Key.Key_Tab)
    field = form(page).body.field("starts_on")
    qtbot.waitUntil(lambda: any("断档31天" in text for text in field.problem_texts))


def test_no_reason_is_offered_where_none_can_be_given(qtbot: QtBot, show: Show, served: Office) -> None:
    """The contract is longer than the place allows; ending it early is not the form to say why."""
    served.advisers.engagements.save(contract(number="2", starts_on=D(2025, 1, 1), ends_on=D(2035, 12, 31)), CLERK)
    page = show(EngagementsPage)
    page.open_record(2)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    page.do("end")
    press(Qt.Key.Key_S, CTRL)
    body = form(page).body
    qtbot.waitUntil(lambda: bool(body.field("end_reason").problem_texts))
    assert GIVE_REASON not in [each.text() for each in body.findChildren(QPushButton)]
    assert "服务合同期限超过" in said(page)


def test_contracts_entered_apart_are_linked_and_seen_both_ways(qtbot: QtBot, show: Show, served: Office) -> None:
    served.advisers.engagements.save(contract(number="2", starts_on=D(2026, 1, 1), ends_on=D(2026, 12, 31)), CLERK)
    page = show(EngagementsPage)
    page.open_record(2)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    page.edit()
    fill(page, "previous_id", "海司法顾〔2025〕1号", chosen=True)
    assert form(page).body.field("previous_id").line.text() == "常年法律顾问服务合同（2025-01-01 至 2025-12-31）"
    save(qtbot, page)
    assert served.advisers.engagements.get(2).previous_id == 1
    index = page.ledger.index("next")
    (cells,) = served.ledgers.page("engagements", [1], Query(D(2025, 3, 3)))
    assert cells[index] == "常年法律顾问服务合同（2026-01-01 至 2026-12-31）"


def test_the_terms_of_an_adviser_are_a_chain(qtbot: QtBot, show: Show, served: Office) -> None:
    served.advisers.appointments.renew(1, D(2029, 12, 31), CLERK)
    page = show(AppointmentsPage)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1)
    assert page.bar.buttons["renew"].toolTip() == "已经续聘"
    following = next(
        each for each in page.panel.findChildren(WordyLink) if each.accessibleName().startswith("下一期　第2期")
    )
    following.click()
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    assert any(each.accessibleName().startswith("上一期　第1期") for each in page.panel.findChildren(WordyLink))
