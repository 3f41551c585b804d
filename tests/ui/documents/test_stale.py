"""Two clerks, one document: what each typed is kept, what both changed is chosen with the keys, nothing is lost unseen."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor
from app.domain.documents.facts import DocumentFacts, Step, StepKind
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.form import values_of
from app.ui.documents.page import DocumentsPage
from app.ui.forms.conflicts import ConflictDialog
from app.ui.forms.page import FormPage
from tests import factories
from tests.ui.conftest import ScriptedDialogs
from tests.ui.documents.looking import CTRL, Register, field, look, open_form
from tests.ui.hands import press, tab_to, write

OTHER = Actor("李四")


def meanwhile(services: Office, facts: DocumentFacts, **changes: Any) -> DocumentFacts:
    """Another clerk saves the same document."""
    return services.documents.save(replace(services.documents.get(facts.id or 0), **changes), OTHER)


def begin(qtbot: QtBot, page: DocumentsPage, register: Register, **given: Any) -> DocumentFacts:
    facts = register(factories.draft(title="海珠区招商办法", **given))
    look(qtbot, page, "海珠区招商办法")
    page.edit()
    return facts


def retype(page: DocumentsPage, key: str, text: str) -> None:
    line = field(page, key).line
    line.setFocus()
    line.selectAll()
    write(line, text)


def test_changes_of_different_fields_are_saved_together_without_a_question(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    facts = begin(qtbot, page, register)
    retype(page, "handler", "王五")
    meanwhile(services, facts, remark="已送审", topic="招商")
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    now = services.documents.get(facts.id or 0)
    assert (now.handler, now.remark, now.topic) == ("王五", "已送审", "招商")
    assert "他人对主题分类、备注的修改一并保留。" in page.status_text


def test_what_both_changed_is_chosen_field_by_field_with_keys(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = begin(qtbot, page, register, handler="张三", topic="经济")
    retype(page, "handler", "王五")
    open_form(page).body.go_to("topic")
    retype(page, "topic", "产业")
    meanwhile(services, facts, handler="赵六", topic="招商", remark="已送审")

    def choose(dialog: ConflictDialog) -> None:
        shown = [label.text() for label in dialog.findChildren(QLabel)]
        assert [text for text in shown if text in ("张三", "王五", "赵六")] == ["张三", "王五", "赵六"]
        assert "他人对备注的修改一并保留。" in shown
        assert not dialog.save.isEnabled(), "nothing is chosen beforehand"
        press(Qt.Key.Key_Space)  # 承办人: mine
        tab_to("主题分类用我的")
        assert not dialog.save.isEnabled()
        press(Qt.Key.Key_Right)  # to 现有
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)

    dialogs.answers = [choose]
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    now = services.documents.get(facts.id or 0)
    assert (now.handler, now.topic, now.remark) == ("王五", "招商", "已送审")
    assert dialogs.asked[0][0] == "他人同时修改了《海珠区招商办法》"


def test_escape_goes_back_to_the_form_with_all_that_was_typed(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = begin(qtbot, page, register)
    retype(page, "title", "海珠区招商引资办法")
    meanwhile(services, facts, title="海珠区产业扶持办法")
    dialogs.answers = [lambda _: press(Qt.Key.Key_Escape)]
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "还没有保存，填写的内容都在表单里" in page.status_text)
    assert field(page, "title").value() == "海珠区招商引资办法"
    assert services.documents.get(facts.id or 0).title == "海珠区产业扶持办法"
    assert page.desk.drafts.left_over()[0].values["title"] == "海珠区招商引资办法"

    def all_mine(dialog: ConflictDialog) -> None:
        tab_to("全部用我的")
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)

    dialogs.answers = [all_mine]
    field(page, "title").line.setFocus()
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert services.documents.get(facts.id or 0).title == "海珠区招商引资办法"


def test_what_was_chosen_is_kept_in_the_form_when_a_rule_refuses_it(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = begin(qtbot, page, register)
    open_form(page).body.go_to("published_on")
    retype(page, "published_on", "20250301")
    meanwhile(services, facts, effective_on=date(2025, 2, 1), remark="已送审")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: any("早于公布日期" in text for text in field(page, "effective_on").problem_texts))
    assert (field(page, "published_on").value(), field(page, "remark").value()) == (date(2025, 3, 1), "已送审")
    assert dialogs.asked == []
    assert services.documents.get(facts.id or 0).published_on is None


def test_a_number_given_meanwhile_is_not_undone(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    facts = begin(qtbot, page, register)
    retype(page, "handler", "王五")
    step = Step(StepKind.DRAFT, date(2025, 1, 2), person="李四")
    services.documents.add_step(facts.id or 0, step, OTHER)
    services.documents.accept(facts.id or 0, "validity_open", "基础性制度", OTHER)
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    now = services.documents.get(facts.id or 0)
    assert now.steps == (step,)
    assert [waiver.rule for waiver in now.waivers] == ["validity_open"]
    assert now.handler == "王五"


def test_a_draft_taken_up_after_a_crash_does_not_undo_what_others_did(
    qtbot: QtBot, desk: Desk, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = begin(qtbot, page, register, handler="张三", topic="经济")
    retype(page, "handler", "王五")
    open_form(page).keep_draft()
    (draft,) = desk.drafts.left_over()
    page.close_form()
    meanwhile(services, facts, topic="招商", handler="赵六")
    page.resume(draft)
    qtbot.waitUntil(lambda: page.open_form is not None)
    assert field(page, "handler").value() == "王五"
    assert field(page, "topic").value() == "经济", "as it was read when the typing began"

    def mine(dialog: ConflictDialog) -> None:
        assert len(dialog._groups) == 1
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)

    dialogs.answers = [mine]
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    now = services.documents.get(facts.id or 0)
    assert (now.handler, now.topic) == ("王五", "招商")


def test_a_draft_of_an_older_program_asks_for_every_difference(
    qtbot: QtBot, desk: Desk, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = begin(qtbot, page, register, topic="经济")
    form: FormPage = open_form(page)
    state = form.body.state() | {"handler": "王五"}
    page.close_form()
    desk.drafts.keep("old", "documents", facts.id, facts.revision, "修改", "2025-03-03 09:12", state)
    meanwhile(services, facts, topic="招商")
    (draft,) = desk.drafts.left_over()
    page.resume(draft)
    qtbot.waitUntil(lambda: page.open_form is not None)

    def choose(dialog: ConflictDialog) -> None:
        assert "（不详）" in [label.text() for label in dialog.findChildren(QLabel)]
        assert set(dialog._groups) == {"handler", "topic"}
        dialog.choose_all(1)
        press(Qt.Key.Key_Return)

    dialogs.answers = [choose]
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert services.documents.get(facts.id or 0).topic == "招商"


def test_the_values_of_the_form_are_those_of_the_facts(register: Register) -> None:
    facts = register(factories.ready())
    assert values_of(facts)["waivers"] == ()
