"""The page of documents over a real database, by keyboard: register, look, act, number, publish, end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import FileLevel, Relation, RelationKind, Step, StepKind, StepLevel
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.deeds import end_deed, number_deed, publish_deed, renew_deed, sign_deed, step_deed
from app.ui.documents.form import facts_of, values_of
from app.ui.documents.page import DocumentsPage
from tests import factories
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs
from tests.ui.documents.looking import CTRL, Register, field, look, open_form, stored, texts
from tests.ui.hands import press, write


def test_a_document_is_registered_by_keyboard(
    qtbot: QtBot, page: DocumentsPage, services: Office, government: int
) -> None:
    page.shown()
    qtbot.waitUntil(lambda: bool(page.desk.units.names))
    page.new()
    write(field(page, "title").line, "海珠区招商引资办法")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(field(page, "issuers").adder.line, "hzqrmzf")
    press(Qt.Key.Key_Return)
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    (facts,) = stored(services)
    assert (facts.title, facts.file_level, facts.issuers) == ("海珠区招商引资办法", FileLevel.GOVERNMENT, (government,))
    assert facts.issuer_text == "海珠区人民政府"
    assert facts.handler == CLERK.name
    assert page.open_form is None
    qtbot.waitUntil(lambda: page.current_id == facts.id)


def test_a_refused_save_keeps_the_form_and_names_the_field(qtbot: QtBot, page: DocumentsPage, services: Office) -> None:
    page.shown()
    page.new()
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: field(page, "title").problem_texts == ["请填写文件名称"])
    assert stored(services) == []


def test_a_same_title_is_hinted_while_typing_and_never_blocks(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    register(factories.draft(title="海珠区招商办法"))
    page.shown()
    page.new()
    write(field(page, "title").line, "海珠区招商办法")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("同名" in text for text in field(page, "title").problem_texts))
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert len(stored(services)) == 2


def test_the_computed_expiry_stands_grey_in_its_field(qtbot: QtBot, page: DocumentsPage) -> None:
    page.shown()
    page.new()
    form = open_form(page)
    form.body.set_values({"title": "办法", "effective_on": date(2025, 1, 1)})
    field(page, "validity").mode.combo.setCurrentIndex(1)
    field(page, "validity").years.line.setFocus()
    QTest.keyClicks(field(page, "validity").years.line, "5")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2029-12-31" in field(page, "expires_on").line.placeholderText())
    assert field(page, "expires_on").value() is None


def test_facts_survive_the_way_through_the_form(qtbot: QtBot, page: DocumentsPage, government: int) -> None:
    page.shown()
    qtbot.waitUntil(lambda: bool(page.desk.units.names))
    facts = replace(
        factories.ready(),
        issuers=(government,),
        relations=(Relation(RelationKind.REPLACES, None, "海府规〔2016〕5号", date(2025, 3, 1), "第三条"),),
    )
    page.new()
    form = open_form(page)
    form.body.set_values(values_of(facts))
    assert facts_of(form.body.values(), facts) == facts
    form.body.restore(form.body.state())
    assert facts_of(form.body.values(), facts) == facts


def test_the_panel_tells_how_it_stands_what_is_next_and_why(
    qtbot: QtBot, page: DocumentsPage, register: Register
) -> None:
    register(factories.draft(title="海珠区招商办法"))
    look(qtbot, page, "海珠区招商办法")
    shown = texts(page.panel)
    assert "海珠区招商办法" in shown
    assert "起草中" in shown
    assert "下一步：" in shown
    assert [button for button in page.panel.findChildren(QPushButton) if button.text() == "依据"]
    page.panel.open_tab(3)
    assert "登记文件" in texts(page.panel)


def test_steps_are_recorded_beside_the_ledger(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    facts = register(factories.draft(title="海珠区招商办法", file_level=FileLevel.DEPARTMENT))
    look(qtbot, page, "海珠区招商办法")
    page.next_step()
    assert field(page, "kind").value() is StepKind.REVIEW
    assert field(page, "level").value() is StepLevel.DEPARTMENT
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert page.open_form is None
    (step,) = services.documents.get(facts.id or 0).steps
    assert (step.kind, step.on) == (StepKind.REVIEW, services.today())
    qtbot.waitUntil(lambda: page.record is not None and len(page.record.facts.steps) == 1)


def test_unmet_gates_of_a_number_are_named_before_anything_is_typed(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    facts = register(factories.draft(title="海珠区招商办法"))
    look(qtbot, page, "海珠区招商办法")
    page.do(number_deed)
    qtbot.waitUntil(lambda: "尚未签署" in texts(page.side))
    assert "集体审议" in texts(page.side)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not open_form(page)._saving)
    assert services.documents.get(facts.id or 0).unified_number == ""


def test_signing_publishing_and_ending(qtbot: QtBot, page: DocumentsPage, services: Office, register: Register) -> None:
    facts = register(factories.old(title="海珠区旧办法"))
    look(qtbot, page, "海珠区旧办法")
    page.do(end_deed)
    write(field(page, "end_reason").edit, "海府〔2025〕3号决定废止")
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    ended = services.documents.get(facts.id or 0)
    assert (ended.ended_on, ended.end_reason) == (services.today(), "海府〔2025〕3号决定废止")
    qtbot.waitUntil(lambda: "已废止" in texts(page.panel))


@pytest.mark.parametrize("make", [step_deed, sign_deed, number_deed, publish_deed, end_deed, renew_deed])
def test_every_act_opens_with_named_fields_and_closes_with_escape(
    qtbot: QtBot, page: DocumentsPage, register: Register, make: Callable[..., Any]
) -> None:
    register(factories.old(title="海珠区旧办法"))
    look(qtbot, page, "海珠区旧办法")
    page.do(make)
    form = open_form(page)
    assert "《海珠区旧办法》" in form.title.text()
    press(Qt.Key.Key_Escape)
    assert page.open_form is None


def test_enter_on_a_line_opens_its_form(qtbot: QtBot, page: DocumentsPage, register: Register) -> None:
    register(factories.draft(title="海珠区招商办法"))
    look(qtbot, page, "海珠区招商办法")
    page.table.grid.setFocus()
    press(Qt.Key.Key_Return)
    assert open_form(page).title.text() == "修改《海珠区招商办法》"
    assert field(page, "title").line.hasFocus()


def test_a_changed_form_does_not_let_the_page_go(qtbot: QtBot, page: DocumentsPage, dialogs: ScriptedDialogs) -> None:
    page.shown()
    page.new()
    write(field(page, "title").line, "办法")
    dialogs.answers = ["继续填写", "不保存"]
    assert not page.may_leave()
    assert page.may_leave()
    assert page.open_form is None


def test_a_warning_is_accepted_with_a_reason(
    qtbot: QtBot, page: DocumentsPage, services: Office, dialogs: ScriptedDialogs,
    register: Register,
) -> None:  # fmt: skip
    ready = factories.ready(title="海珠区招商办法")
    steps = tuple(step for step in ready.steps if step.kind is not StepKind.CONSULTATION)
    facts = register(replace(ready, steps=steps))
    look(qtbot, page, "海珠区招商办法")
    assert "没有公开征求意见的记录" in texts(page.panel)
    dialogs.answers = ["依法需要保密"]
    link = next(b for b in page.panel.findChildren(QPushButton) if b.text() == "说明理由")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "没有公开征求意见的记录" not in texts(page.panel))
    assert [waiver.reason for waiver in services.documents.get(facts.id or 0).waivers] == ["依法需要保密"]


def test_a_draft_is_binned_after_asking(
    qtbot: QtBot, page: DocumentsPage, services: Office, dialogs: ScriptedDialogs,
    register: Register,
) -> None:  # fmt: skip
    register(factories.draft(title="海珠区招商办法"))
    look(qtbot, page, "海珠区招商办法")
    dialogs.answers = [False, True]
    page.bin()
    assert len(stored(services)) == 1
    page.bin()
    qtbot.waitUntil(lambda: stored(services) == [])
    qtbot.waitUntil(lambda: len(page.table.model.ids) == 0)


def test_buttons_without_meaning_say_why(qtbot: QtBot, page: DocumentsPage, register: Register) -> None:
    page.shown()
    assert page.bar.buttons["edit"].toolTip() == "请先选择一件文件"
    register(factories.old(title="海珠区旧办法", unified_number="HZ0120240007"))
    look(qtbot, page, "海珠区旧办法")
    assert page.bar.buttons["edit"].isEnabled()
    assert page.bar.buttons["number"].toolTip() == "已有统一编号 HZ0120240007"


def test_previous_and_next_record_within_the_form(qtbot: QtBot, page: DocumentsPage, register: Register) -> None:
    for number in range(3):
        register(factories.draft(title=f"海珠区第{number}号办法"))
    look(qtbot, page, "海珠区第1号办法")
    page.edit()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: open_form(page).title.text() == "修改《海珠区第0号办法》")
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: open_form(page).title.text() == "修改《海珠区第1号办法》")


def test_a_task_opens_the_form_of_what_is_next(qtbot: QtBot, page: DocumentsPage, register: Register) -> None:
    facts = register(factories.draft(title="海珠区招商办法", file_level=FileLevel.DEPARTMENT))
    register(factories.draft(title="海珠区另一办法"))
    look(qtbot, page, "海珠区另一办法")
    page.open_task(facts.id or 0)
    qtbot.waitUntil(lambda: page.open_form is not None)
    assert "《海珠区招商办法》" in open_form(page).title.text()


def test_steps_typed_in_the_form_are_kept_in_order(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    facts = register(factories.draft(title="海珠区招商办法"))
    look(qtbot, page, "海珠区招商办法")
    page.edit()
    field(page, "steps").set_value([{"kind": StepKind.DRAFT, "on": date(2025, 1, 2), "person": "李四"}])
    with qtbot.waitSignal(open_form(page).saved):
        open_form(page).save()
    assert services.documents.get(facts.id or 0).steps == (Step(StepKind.DRAFT, date(2025, 1, 2), person="李四"),)


def test_a_crash_while_typing_loses_nothing(qtbot: QtBot, desk: Desk, services: Office, register: Register) -> None:
    facts = register(factories.draft(title="海珠区招商办法"))
    values = values_of(facts)
    state = {"title": "海珠区招商引资办法", "signed_on": "2025.13."}
    desk.drafts.keep("one", "documents", facts.id, facts.revision, "修改《海珠区招商办法》", "2025-03-03 09:10", state)
    desk.drafts.keep(
        "two", "documents.step", facts.id, 0, "登记办理过程", "2025-03-03 09:11", {"meeting": "第41次常务会议"}
    )
    desk.drafts.keep("three", "documents", None, 0, "新增规范性文件", "2025-03-03 09:12", {"title": "新办法"})
    page = DocumentsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.shown()

    def answer(name: str) -> None:
        next(b for b in page.offer.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()).click()

    answer("继续填写修改《海珠区招商办法》")
    qtbot.waitUntil(lambda: page.open_form is not None)
    assert field(page, "title").value() == "海珠区招商引资办法"
    assert field(page, "signed_on").line.text() == "2025.13."
    assert field(page, "doc_kind").value() == values["doc_kind"], "what the draft does not name stays as stored"
    field(page, "signed_on").line.clear()
    with qtbot.waitSignal(open_form(page).saved):
        open_form(page).save()
    assert services.documents.get(facts.id or 0).title == "海珠区招商引资办法"

    answer("继续填写登记办理过程")
    qtbot.waitUntil(lambda: page.open_form is not None)
    assert field(page, "meeting").value() == "第41次常务会议"
    page.close_form()
    answer("放弃新增规范性文件")
    assert page.offer.isHidden()
    assert [draft.key for draft in desk.drafts.left_over()] == ["two"]
