"""The ledgers beside the contracts with the hands of a clerk: advisers, firms, appointments, work, payments, assessments, conflicts."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.advisers.assessments import Consequence, Hand
from app.domain.advisers.conflicts import ConflictDecision
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserKind, AdviserState
from app.domain.submissions.facts import Adoption
from app.services.office import Office
from app.ui.advisers.appointments import AppointmentsPage
from app.ui.advisers.assessments import AssessmentsPage
from app.ui.advisers.book import BookPage
from app.ui.advisers.conflicts import ConflictsPage
from app.ui.advisers.engagements import EngagementsPage
from app.ui.advisers.firms import FirmsPage
from app.ui.advisers.marks import MarksField
from app.ui.advisers.matters import MattersPage
from app.ui.advisers.payments import PaymentsPage
from app.ui.advisers.people import AdvisersPage
from app.ui.forms.field import SEE_OTHER
from app.ui.switch import ADVISERS, BookSwitch
from tests.advisers import asked, declared
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show
from tests.ui.advisers.hands import fill, form, refused, said, save
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import focused, press, write

D = date


@pytest.mark.parametrize(
    "kind",
    [
        EngagementsPage, AppointmentsPage, MattersPage, PaymentsPage, AssessmentsPage, ConflictsPage, AdvisersPage, FirmsPage,
    ],
)  # fmt: skip
def test_each_leads_to_the_others(show: Show, went: Went, kind: type[BookPage[Any]]) -> None:
    page = show(kind)
    tabs = page.findChild(BookSwitch).tabs
    for at, (name, _) in enumerate(ADVISERS):
        tabs.setCurrentIndex(at)
        if name != page.ledger.name:
            assert went.pages[-1] == (name, ())
    assert len(went.pages) == len(ADVISERS) - 1


def test_an_adviser_is_entered_suspended_and_taken_back(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(AdvisersPage)
    page.new()
    write(focused(), "周某某")
    fill(page, "firm_id", "另一", chosen=True)
    fill(page, "specialities", "行政法、合同")
    save(qtbot, page)
    stored = served.advisers.people.get(4)
    assert (stored.name, stored.firm_id, stored.specialities) == ("周某某", 2, ("行政法", "合同"))
    page.do("suspend")
    refused(qtbot, page, "suspended_reason", "请写明停聘的原因")
    fill(page, "suspended_reason", "受到行业处分")
    save(qtbot, page)
    qtbot.waitUntil(lambda: page.record is not None and page.record.cells["state"] == AdviserState.SUSPENDED.value)
    page.resume_adviser()
    qtbot.waitUntil(lambda: page.desk.work.quiet)
    assert served.advisers.people.get(4).suspended_on is None


def test_a_lawyer_who_becomes_one_of_the_governments_own_leaves_his_firm(
    qtbot: QtBot, show: Show, served: Office
) -> None:
    page = show(AdvisersPage)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1)
    page.edit()
    combo = form(page).body.field("kind").combo
    combo.setCurrentIndex(combo.findData(AdviserKind.PUBLIC_LAWYER.value))
    assert not form(page).body.field("firm_id").isVisible()
    form(page).check()
    kind = form(page).body.field("kind")
    qtbot.waitUntil(lambda: any("仍是服务合同“常年法律顾问服务合同”的受聘顾问" in text for text in kind.problem_texts))
    fill(page, "workplace", "海珠区司法局")
    save(qtbot, page)
    stored = served.advisers.people.get(1)
    assert (stored.kind, stored.firm_id, stored.workplace) == (AdviserKind.PUBLIC_LAWYER, None, "海珠区司法局")


def test_an_id_number_is_shown_masked_and_opened_with_a_reason(
    qtbot: QtBot, show: Show, dialogs: ScriptedDialogs
) -> None:
    page = show(AdvisersPage)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1)
    assert "110105********002X" in said(page)
    dialogs.answers = ["办理聘任备案", None]
    page.reveal()
    qtbot.waitUntil(lambda: not dialogs.answers and page.desk.work.quiet)
    assert dialogs.asked[-1] == ("证件号码", "李某某：11010519491231002X")
    qtbot.waitUntil(lambda: page.record is not None and page.record.history[0].use_case == "查看证件号码")
    assert "办理聘任备案" in [change.new for change in page.record.history[0].changes]


def test_a_wrong_credit_code_is_refused_at_its_field(qtbot: QtBot, show: Show) -> None:
    page = show(FirmsPage)
    page.new()
    write(focused(), "新律师事务所")
    fill(page, "credit_code", "91350100M000100Y44")
    refused(qtbot, page, "credit_code", "校验")


def test_an_appointment_is_made_renewed_and_ended(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(AppointmentsPage)
    page.new()
    write(focused(), "赵某某")
    press(Qt.Key.Key_Return)
    fill(page, "unit_id", "教育局", chosen=True)
    fill(page, "starts_on", "20250101")
    fill(page, "ends_on", "20271231")
    save(qtbot, page)
    assert served.advisers.appointments.get(2).adviser_id == 2
    page.do("renew")
    save(qtbot, page)
    renewed = served.advisers.appointments.get(3)
    assert (renewed.previous_id, renewed.starts_on, renewed.ends_on) == (2, D(2028, 1, 1), D(2030, 12, 31))
    page.do("end")
    fill(page, "end_reason", "调任")
    form(page).body.go_to("ended_on")
    focused().selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), "20290101")
    save(qtbot, page)
    assert served.advisers.appointments.get(3).ended_on == D(2029, 1, 1)


def test_a_matter_is_assigned_answered_and_not_adopted_with_a_reason(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(MattersPage)
    page.new()
    write(focused(), "养老项目合作协议的审查")
    fill(page, "unit_id", "人民政府", chosen=True)
    fill(page, "adviser_id", "李某某", chosen=True)
    save(qtbot, page)
    assert served.advisers.matters.get(1).engagement_id == 1, "the contract that covers the day"
    page.next_step()
    save(qtbot, page)
    assert served.advisers.matters.get(1).adoption is Adoption.PENDING
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.done_on is not None)
    page.next_step()
    combo = form(page).body.field("adoption").combo
    combo.setCurrentIndex(combo.findData(Adoption.NOT_ADOPTED.value))
    refused(qtbot, page, "adoption_reason", "请写明未采纳的理由")
    fill(page, "adoption_reason", "工期不允许")
    save(qtbot, page)
    assert served.advisers.matters.get(1).adoption_reason == "工期不允许"
    page.do("outcome")
    fill(page, "satisfaction", "5")
    save(qtbot, page)
    assert served.advisers.matters.get(1).satisfaction == 5


def test_an_open_conflict_keeps_an_adviser_from_a_matter_by_name(
    qtbot: QtBot, show: Show, served: Office, went: Went
) -> None:
    served.advisers.conflicts.declare(declared(), CLERK)
    page = show(MattersPage)
    page.new()
    write(focused(), "土地合同的审查")
    fill(page, "unit_id", "人民政府", chosen=True)
    fill(page, "counterparty", "某某置业有限公司")
    fill(page, "adviser_id", "李某某", chosen=True)
    refused(qtbot, page, "adviser_id", "与“某某置业有限公司”的利益冲突")
    buttons = form(page).body.field("adviser_id").findChildren(QPushButton)
    next(button for button in buttons if button.text() == SEE_OTHER).click()
    assert went.records == [("conflicts", 1)]


def test_a_conflict_is_decided(qtbot: QtBot, show: Show, served: Office) -> None:
    served.advisers.conflicts.declare(declared(), CLERK)
    page = show(ConflictsPage)
    page.next_step()
    refused(qtbot, page, "decided_by", "请填写批准人")
    fill(page, "decided_by", "王五")
    save(qtbot, page)
    assert served.advisers.conflicts.get(1).decision is ConflictDecision.RECUSED
    qtbot.waitUntil(lambda: page.bar.buttons["decide"].toolTip() == "已经处理")


def test_an_instalment_is_paid(qtbot: QtBot, show: Show, served: Office) -> None:
    served.advisers.payments.plan(1, [PaymentFacts(1, due=4_000_000, due_on=D(2025, 2, 1))], CLERK)
    page = show(PaymentsPage)
    assert "逾期未付" in said(page)
    page.do("pay")
    save(qtbot, page)
    assert served.advisers.payments.get(1).paid == 4_000_000


def test_a_form_whose_weights_are_unknown_is_not_used_and_says_where_to_fill_it_in(
    qtbot: QtBot, show: Show, served: Office, dialogs: ScriptedDialogs
) -> None:
    page = show(AssessmentsPage)
    dialogs.answers = ["法律顾问考核评价表（晋安区）", "知道了"]
    page.new()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert "系统设置—顾问考核表" in dialogs.asked[1][1]
    assert page.open_form is None
    assert all(template.id is None for template in served.advisers.assessments.templates())


def test_an_assessment_follows_its_form(qtbot: QtBot, show: Show, served: Office, dialogs: ScriptedDialogs) -> None:
    page = show(AssessmentsPage)
    dialogs.answers = ["法律顾问年度考核表"]
    page.new()
    qtbot.waitUntil(lambda: page.open_form is not None and page.desk.work.quiet)
    fill(page, "adviser_id", "李某某", chosen=True)
    marks = form(page).body.field("marks")
    assert isinstance(marks, MarksField)
    for item, points in (("duty", "41"), ("quality", "25"), ("conduct", "13"), ("discipline", "12.5")):
        cell = marks.cells[item, Hand.UNIT]
        cell.line.setFocus()
        QTest.keyClicks(focused(), points)
    assert marks.result.text() == "总分 91.5　等次：优秀"
    refused(qtbot, page, "marks", "“职责履行”的服务单位评分41分，超出0至40分")
    marks.cells["duty", Hand.UNIT].line.setFocus()
    focused().selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), "20")
    assert marks.result.text() == "总分 70.5　等次：基本合格"
    combo = form(page).body.field("conclusion").combo
    combo.setCurrentIndex(combo.findData(Consequence.CORRECT.value))
    fill(page, "assessed_on", "20250301")
    save(qtbot, page)
    stored = served.advisers.assessments.get(1)
    assert (stored.adviser_id, stored.conclusion, len(stored.marks)) == (1, Consequence.CORRECT, 4)
    qtbot.waitUntil(lambda: page.record is not None)
    assert "基本合格" in said(page)


def test_the_work_of_a_contract_stands_in_its_panel(qtbot: QtBot, show: Show, served: Office) -> None:
    served.advisers.matters.assign(asked(asked_on=D(2025, 2, 3)), CLERK)
    page = show(EngagementsPage)
    page.panel.open_tab(2)
    assert "本合同年交办1件，办结0件" in said(page)
