"""Every act on a submission by keys: what it stores, what it refuses at which field, what is offered next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.deadlines import Extension, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import Adoption, Paper, SubmissionFacts, SubmissionKind, SubmissionState, state_of
from app.domain.submissions.papers import usual_papers
from app.services.office import Office
from app.ui.submissions import deeds
from app.ui.submissions.page import SubmissionsPage
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.documents.looking import button, texts
from tests.ui.hands import focused, press, tab_to, write
from tests.ui.submissions.conftest import Receive
from tests.ui.submissions.looking import CTRL, field, look, open_form, said, save

MISSING = replace(usual_papers(SubmissionKind.CONTRACT)[0], present=False)


def entry(page: SubmissionsPage, text: str) -> QAction:
    """An entry of 更多 by the beginning of its name."""
    menu = page.bar.buttons["more"].menu()
    return next(action for action in menu.actions() if action.text().startswith(text))


def now(services: Office, facts: SubmissionFacts) -> SubmissionFacts:
    return services.submissions.get(facts.id or 0)


@pytest.fixture
def contract(qtbot: QtBot, page: SubmissionsPage, receive: Receive) -> SubmissionFacts:
    """A contract under review since today, its line chosen."""
    facts = receive(kind=SubmissionKind.CONTRACT, title="某服务协议")
    look(qtbot, page, facts)
    return facts


@pytest.fixture
def incomplete(qtbot: QtBot, page: SubmissionsPage, receive: Receive) -> SubmissionFacts:
    """A contract of which a paper is missing, its line chosen."""
    papers = (MISSING, Paper("起草说明", present=True))
    facts = receive(kind=SubmissionKind.CONTRACT, title="某服务协议", papers=papers)
    look(qtbot, page, facts)
    return facts


def test_no_conclusion_before_the_papers(
    qtbot: QtBot, page: SubmissionsPage, services: Office, incomplete: SubmissionFacts
) -> None:
    page.bar.buttons["conclude"].click()
    said(qtbot, page, "result", "送审材料尚未齐备，缺：合同文本")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not open_form(page)._saving and page.desk.work.quiet)
    said(qtbot, page, "result", "不能作出审核结论")
    assert now(services, incomplete) == incomplete


def test_papers_complete_start_the_clock(
    qtbot: QtBot, page: SubmissionsPage, services: Office, incomplete: SubmissionFacts, clock: Clock
) -> None:
    assert "还缺：合同文本" in texts(page.panel)
    clock.pass_(days=1)
    page.next_step()
    said(qtbot, page, "papers", "还缺：合同文本")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not open_form(page)._saving and page.desk.work.quiet)
    assert state_of(now(services, incomplete)) is SubmissionState.AWAITING_PAPERS
    press(Qt.Key.Key_F8)
    save(qtbot, page)
    stored = now(services, incomplete)
    assert (state_of(stored), stored.rounds[0].complete_on) == (SubmissionState.IN_REVIEW, date(2025, 3, 4))
    assert not stored.missing_papers
    qtbot.waitUntil(lambda: "审核中" in texts(page.panel))


def test_a_correction_stops_the_clock_and_the_papers_let_it_go_on(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts, clock: Clock
) -> None:
    entry(page, "补正、征求意见").trigger()
    said(qtbot, page, "reason", "请写明暂停的内容或原因")
    field(page, "reason").edit.setFocus()
    write(focused(), "缺对方资质证明")
    save(qtbot, page)
    assert now(services, contract).pauses == (Pause(date(2025, 3, 3), None, PauseKind.CORRECTION, "缺对方资质证明"),)
    qtbot.waitUntil(lambda: "补正，暂停计时" in texts(page.panel))
    clock.pass_(days=3)
    page.next_step()
    assert open_form(page).title.text().startswith("登记材料齐备")
    save(qtbot, page)
    assert now(services, contract).pauses[0].end == date(2025, 3, 6)


def test_a_consultation_ends_by_going_on(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts, clock: Clock
) -> None:
    services.submissions.pause(contract.id or 0, PauseKind.CONSULTATION, date(2025, 3, 3), "征求财政局意见", CLERK)
    look(qtbot, page, contract)
    qtbot.waitUntil(lambda: page.record is not None and bool(page.record.facts.pauses))
    clock.pass_(days=2)
    page.next_step()
    assert open_form(page).title.text().startswith("恢复计时")
    field(page, "on").line.setFocus()
    field(page, "on").line.selectAll()
    QTest.keyClicks(field(page, "on").line, "20250302")
    said(qtbot, page, "on", "早于暂停日期")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not open_form(page)._saving and page.desk.work.quiet)
    assert now(services, contract).open_pause is not None
    field(page, "on").line.selectAll()
    QTest.keyClicks(field(page, "on").line, "20250305")
    save(qtbot, page)
    assert now(services, contract).pauses[0].end == date(2025, 3, 5)


def test_a_limit_is_extended_by_somebody(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts
) -> None:
    entry(page, "延长办理期限").trigger()
    said(qtbot, page, "approved_by", "须经批准")
    QTest.keyClicks(focused(), "0")
    said(qtbot, page, "days", "请填1至9999之间的整数")
    field(page, "days").line.selectAll()
    QTest.keyClicks(focused(), "5")
    press(Qt.Key.Key_Return)
    write(focused(), "分管局长")
    save(qtbot, page)
    assert now(services, contract).extensions == (Extension(5, "分管局长", date(2025, 3, 3)),)


def test_opinions_are_given_several_at_once_and_answered_one_by_one(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts
) -> None:
    page.bar.buttons["opinions"].click()
    write(focused(), "第三条")
    press(Qt.Key.Key_Return)
    write(focused(), "明确违约责任")
    tab_to("添加意见")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    write(focused(), "统一用语")
    save(qtbot, page)
    given = now(services, contract).opinions
    assert [(opinion.clause, opinion.text) for opinion in given] == [("第三条", "明确违约责任"), ("", "统一用语")]
    qtbot.waitUntil(lambda: page.panel.tabs.tabText(2) == "意见 2")
    page.panel.open_tab(2)
    assert "2条：待反馈2" in texts(page.panel)
    button(page.panel, "登记采纳情况：第2条").click()
    assert open_form(page).body.title_of("reply.0") == ""
    field(page, "reply.1").adoption.combo.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert field(page, "reply.1").value() == (Adoption.NOT_ADOPTED, "")
    press(Qt.Key.Key_S, CTRL)
    said(qtbot, page, "reply.1", "请写明不采纳的理由")
    assert now(services, contract).opinions == given
    field(page, "reply.1").reason.line.setFocus()
    write(focused(), "已是通行用语")
    save(qtbot, page)
    second = now(services, contract).opinions[1]
    assert (second.adoption, second.reason, second.replied_on) == (
        Adoption.NOT_ADOPTED, "已是通行用语", date(2025, 3, 3),
    )  # fmt: skip
    entry(page, "登记采纳情况").trigger()
    assert open_form(page).body.title_of("reply.0") == "第1条", "only what waits for an answer"
    assert open_form(page).body.title_of("reply.1") == ""


def test_from_the_conclusion_over_another_round_to_the_answer(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts, clock: Clock
) -> None:
    key = contract.id or 0
    services.submissions.add_opinions(key, [("", "明确违约责任")], CLERK)
    look(qtbot, page, contract)
    qtbot.waitUntil(lambda: page.record is not None and bool(page.record.facts.opinions))
    page.next_step()
    assert field(page, "result").value() is StepResult.CONDITIONAL, "an opinion still waits"
    save(qtbot, page)
    qtbot.waitUntil(lambda: "等待重新送审" in texts(page.panel))
    assert page.bar.buttons["conclude"].toolTip() == "等待重新送审"
    clock.pass_(days=2)
    page.next_step()
    assert open_form(page).title.text().startswith("登记重新送审")
    save(qtbot, page)
    page.next_step()
    assert field(page, "result").value() is StepResult.PASSED
    assert field(page, "person").value() == "张三"
    save(qtbot, page)
    qtbot.waitUntil(lambda: "已办结：合法性审查通过" in texts(page.panel))
    page.next_step()
    assert open_form(page).title.text().startswith("登记答复")
    field(page, "number").line.setFocus()
    write(focused(), "海司审〔2025〕1号")
    save(qtbot, page)
    page.next_step()
    assert open_form(page).title.text().startswith("登记采纳情况")
    field(page, "reply.0").adoption.combo.setFocus()
    press(Qt.Key.Key_Down)
    save(qtbot, page)
    stored = now(services, contract)
    assert [each.result for each in stored.rounds] == [StepResult.CONDITIONAL, StepResult.PASSED]
    assert (stored.answer_number, stored.opinions[0].adoption) == ("海司审〔2025〕1号", Adoption.ADOPTED)
    qtbot.waitUntil(lambda: page.bar.buttons["step"].toolTip() == "没有要办的事")
    page.panel.open_tab(1)
    way = texts(page.panel)
    assert (
        way.index("收件")
        < way.index("合法性审查：修改后再审")
        < way.index("重新送审（第二轮）")
        < way.index("答复送审单位")
    )


def test_withdrawing_asks_for_the_reason(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts
) -> None:
    entry(page, "撤回").trigger()
    press(Qt.Key.Key_S, CTRL)
    said(qtbot, page, "withdrawn_reason", "请写明撤回的原因")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    save(qtbot, page)
    stored = now(services, contract)
    assert (stored.withdrawn_on, stored.withdrawn_reason) == (date(2025, 3, 3), "重复登记")
    qtbot.waitUntil(lambda: entry(page, "撤回").text() == "撤回（已撤回）")
    assert not page.bar.buttons["opinions"].isEnabled()


def test_each_act_says_why_it_has_no_meaning_now(page: SubmissionsPage, contract: SubmissionFacts) -> None:
    assert entry(page, "登记材料齐备").text() == "登记材料齐备（材料已登记齐备）"
    assert entry(page, "恢复计时").text() == "恢复计时（没有暂停）"
    assert entry(page, "登记重新送审").text() == "登记重新送审（现为审核中）"
    assert entry(page, "登记答复").text() == "登记答复…", "others are answered with opinions"
    assert entry(page, "登记采纳情况").text() == "登记采纳情况（没有意见）"
    assert entry(page, "打开对应文件").text() == "打开对应文件（没有对应文件）"


@pytest.mark.parametrize("make", deeds.DEEDS.values())
def test_every_act_opens_with_named_fields_and_closes_with_escape(
    page: SubmissionsPage, contract: SubmissionFacts, make: deeds.Make
) -> None:
    page.do(make)
    assert "《某服务协议》" in open_form(page).title.text()
    for stop in (stop for place in open_form(page).body._places.values() for stop in place.field.tab_stops()):
        assert stop.accessibleName() or stop.property("text"), "a screen reader has nothing to say"
    press(Qt.Key.Key_Escape)
    assert page.open_form is None


def test_the_answer_to_a_review_asked_for_by_law_tells_its_conclusion(
    qtbot: QtBot, page: SubmissionsPage, receive: Receive, services: Office
) -> None:
    facts = receive()
    look(qtbot, page, facts)
    assert entry(page, "登记答复").text() == "登记答复（尚未作出结论）"
    page.do(deeds.answer_deed)
    said(qtbot, page, "on", "请先作出结论")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not open_form(page)._saving and page.desk.work.quiet)
    assert now(services, facts).answered_on is None


def test_what_is_due_opens_its_form(qtbot: QtBot, page: SubmissionsPage, receive: Receive) -> None:
    first = receive(kind=SubmissionKind.CONTRACT, title="第一份协议", papers=(MISSING,))
    receive(kind=SubmissionKind.CONTRACT, title="第二份协议")
    page.shown()
    page.open_task(first.id or 0)
    qtbot.waitUntil(lambda: page.open_form is not None)
    assert open_form(page).title.text() == "登记材料齐备　《第一份协议》"


def test_after_the_review_the_document_goes_on(
    qtbot: QtBot, page: SubmissionsPage, services: Office, receive: Receive, went: Went
) -> None:
    facts = receive()
    services.submissions.conclude(facts.id or 0, services.today(), StepResult.PASSED, CLERK)
    services.submissions.answer(facts.id or 0, services.today(), "", "同意", CLERK)
    look(qtbot, page, facts)
    assert "审核已办结，文件下一步：" in texts(page.panel)
    page.next_step()
    assert went.tasks == [("documents", facts.document_id)]
    button(page.panel, "《海珠区养老服务设施管理办法》").click()
    assert went.records == [("documents", facts.document_id)]


def test_the_panel_tells_the_last_day_and_why(
    qtbot: QtBot, page: SubmissionsPage, receive: Receive, clock: Clock
) -> None:
    facts = receive()
    look(qtbot, page, facts)
    assert "期限：2025年3月24日，还有15个工作日" in texts(page.panel)
    (why,) = [each for each in page.panel.findChildren(QPushButton) if each.accessibleName().startswith("依据：")]
    assert "国办发〔2018〕115号；《中华人民共和国民法典》" in why.accessibleName()
    assert "自2025年3月3日的次日起算15个工作日" in why.accessibleName()
    clock.pass_(days=30)
    page.reload()
    qtbot.waitUntil(lambda: "逾期9天" in texts(page.panel))


def test_a_window_for_looking_changes_nothing(
    qtbot: QtBot, page: SubmissionsPage, services: Office, contract: SubmissionFacts
) -> None:
    services.hold("数据文件夹正在另一个窗口中使用，本窗口只能查看")
    page.reload()
    qtbot.waitUntil(lambda: not page.bar.buttons["new"].isEnabled())
    for name in ("new", "edit", "step", "opinions", "conclude"):
        assert "只能查看" in page.bar.buttons[name].toolTip()
    assert "作出审核结论…" not in [each.text() for each in page.panel.findChildren(QPushButton)]
    page.panel.open_tab(2)
    assert "＋ 提意见" not in [each.text() for each in page.panel.findChildren(QPushButton)]


def test_a_changed_form_does_not_let_the_page_go(
    page: SubmissionsPage, contract: SubmissionFacts, dialogs: ScriptedDialogs
) -> None:
    page.bar.buttons["opinions"].click()
    write(focused(), "第一条")
    dialogs.answers = ["继续填写", "不保存"]
    assert not page.may_leave()
    assert page.may_leave()


def test_overdue_by_the_senders_day(qtbot: QtBot, page: SubmissionsPage, receive: Receive, clock: Clock) -> None:
    facts = receive(kind=SubmissionKind.REQUEST, title="某请示", wanted_on=clock.today() + timedelta(days=2))
    look(qtbot, page, facts)
    assert "期限：2025年3月5日，还有2天" in texts(page.panel)
