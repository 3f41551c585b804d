"""The book of letters by keyboard: written from a record, edited, signed three times, sent out, shown, voided."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import FileLevel, StepResult
from app.domain.letters import LetterFacts, LetterKind, LetterState
from app.domain.sign_off import Signature, SignDecision, SignRole
from app.domain.submissions.facts import Paper, SubmissionFacts
from app.services.office import Office
from app.services.settings import OfficeSettings, StaffMember
from app.ui.desk import Desk
from app.ui.forms.page import FormPage
from app.ui.letters.opening import open_letter
from app.ui.letters.page import LettersPage
from tests.factories import old, unit
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import press, tab_to, write

CTRL = Qt.KeyboardModifier.ControlModifier
D = date(2025, 3, 3)


@pytest.fixture
def submission(services: Office) -> int:
    """Reviewed with one opinion; the clerk, the head of the section and the director are known."""
    services.settings.save(OfficeSettings("广州市海珠区司法局", "HZ", "海珠区"), CLERK)
    services.settings.save_staff([StaffMember(name) for name in ("张三", "李四", "王五")], CLERK)
    services.units.save(unit("海珠区民政局"), CLERK)
    facts = SubmissionFacts(
        "海珠区养老服务设施管理办法",
        sender_id=1,
        handler="张三",
        received_on=D,
        papers=(Paper("送审稿", present=True),),
    )
    key = services.submissions.receive(facts, CLERK, FileLevel.GOVERNMENT).id or 0
    services.submissions.add_opinion(key, "删去收费规定", "第三条", CLERK)
    services.submissions.conclude(key, D, StepResult.PASSED, CLERK)
    return key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, submission: int) -> LettersPage:
    made = LettersPage(replace(desk, begin_with=lambda _ledger, facts: made.begin_with(facts)))
    qtbot.addWidget(made)
    made.resize(1180, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.desk.work.quiet)
    made.table.grid.setFocus()
    return made


def form(qtbot: QtBot, page: LettersPage) -> FormPage:
    qtbot.waitUntil(lambda: page.open_form is not None and page.desk.work.quiet)
    opened = page.open_form
    assert opened is not None
    return opened


def saved(qtbot: QtBot, page: LettersPage) -> None:
    """Ctrl+S until the form is gone and the panel shows what was stored."""
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None and page.desk.work.quiet)


def record(page: LettersPage) -> LetterFacts:
    assert page.record is not None
    return page.record.facts


def press_button(page: LettersPage, name: str) -> None:
    QTest.mouseClick(page.bar.buttons[name], Qt.MouseButton.LeftButton)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def drafted(services: Office, kind: LetterKind, **given: Any) -> LetterFacts:
    return services.letters.save(services.letters.prepare(kind, services.today(), handler="张三", **given), CLERK)


def signed(services: Office, letter: LetterFacts, *names: str) -> None:
    for role, name in zip(SignRole, names, strict=False):
        services.sign_off.sign("letters", letter.id or 0, Signature(role, name, D), CLERK)


def test_an_opinion_from_the_draft_to_the_paper_by_keyboard(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int, went: Went
) -> None:
    open_letter(page.desk, LetterKind.REVIEW_OPINION, submission_id=submission)
    opened = form(qtbot, page)
    assert opened.title.text() == "拟写合法性审核意见书"
    assert opened.body.field("field.opinions").value() == "1. 关于第三条：删去收费规定。"
    opened.body.go_to("field.follow_up")
    press(Qt.Key.Key_A, CTRL)
    write(opened.body.field("field.follow_up").edit, "请于三月底前反馈。")  # type: ignore[attr-defined]
    saved(qtbot, page)
    qtbot.waitUntil(lambda: page.record is not None)
    assert record(page).field("follow_up") == "请于三月底前反馈。"
    assert "草稿，待经办签署" in said(page.panel)
    for name in ("张三", "李四", "王五"):
        press_button(page, "sign")
        sheet = form(qtbot, page)
        assert sheet.title.text() == "审签　《合法性审核意见书》"
        sheet.body.go_to("name")
        press(Qt.Key.Key_A, CTRL)
        write(sheet.body.field("name").line, name)  # type: ignore[attr-defined]
        saved(qtbot, page)
    qtbot.waitUntil(lambda: page.record is not None and page.record.sheet.complete)
    press_button(page, "issue")
    issuing = form(qtbot, page)
    assert issuing.body.field("on").problem_texts == ["将编为 海司审〔2025〕1号"]
    saved(qtbot, page)
    qtbot.waitUntil(lambda: record(page).state is LetterState.ISSUED)
    assert page.status_text.startswith("已编号发出：海司审〔2025〕1号")
    assert services.submissions.get(submission).answer_number == "海司审〔2025〕1号"
    page.table.grid.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(went.previews) == 1, timeout=20_000)
    text = "".join(sheet.extract_text() for sheet in PdfReader(went.previews[0]).pages)
    assert "海司审〔2025〕1号" in text
    assert "请于三月底前反馈。" in text
    assert page.bar.buttons["edit"].toolTip() == "已发出，不能修改"


def test_a_new_letter_is_begun_from_the_book(qtbot: QtBot, page: LettersPage) -> None:
    press(Qt.Key.Key_N, CTRL)
    page.new()
    chooser = form(qtbot, page)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(chooser.body.field("matter").problem_texts))
    assert chooser.body.field("matter").problem_texts == ["请选择一件送审件"]
    chooser.body.field("kind").set_value(LetterKind.RECEIPT)
    write(chooser.body.field("matter").line, "养老")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is not None and page.open_form.title.text() == "拟写收件回执")
    saved(qtbot, page)
    qtbot.waitUntil(lambda: page.record is not None and record(page).kind is LetterKind.RECEIPT)


def test_a_field_that_must_not_be_empty_says_so(qtbot: QtBot, page: LettersPage, submission: int) -> None:
    open_letter(page.desk, LetterKind.CONSULTATION, submission_id=submission)
    opened = form(qtbot, page)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: opened.body.field("addressee").problem_texts == ["请填写主送机关"])
    assert opened.body.field("addressee").tab_stops()[0].hasFocus()
    opened._forget_draft()
    page.close_form()


def test_a_draft_of_the_record_is_gone_on_with(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int
) -> None:
    draft = drafted(services, LetterKind.REVIEW_OPINION, submission_id=submission)
    qtbot.waitUntil(lambda: page.desk.work.quiet and len(page.table.model.ids) == 1)
    open_letter(page.desk, LetterKind.REVIEW_OPINION, submission_id=submission)
    assert form(qtbot, page).title.text() == "修改合法性审核意见书"
    page.close_form()
    signed(services, draft, "张三")
    qtbot.waitUntil(lambda: page.desk.work.quiet)
    open_letter(page.desk, LetterKind.REVIEW_OPINION, submission_id=submission)
    qtbot.waitUntil(lambda: page.status_text.startswith("《合法性审核意见书》正在审签"))
    assert page.open_form is None
    assert page.bar.buttons["edit"].toolTip() == "正在审签，需要修改的请先退回"


def test_a_signature_out_of_order_is_refused_at_its_field(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int
) -> None:
    drafted(services, LetterKind.REVIEW_OPINION, submission_id=submission)
    qtbot.waitUntil(lambda: page.record is not None and page.desk.work.quiet)
    page.sign()
    sheet = form(qtbot, page)
    sheet.body.field("role").set_value(SignRole.LEADER)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(sheet.body.field("role").problem_texts))
    assert "现在应由“经办”签署" in sheet.body.field("role").problem_texts[0]
    assert services.sign_off.sheet("letters", 1).signatures == ()
    sheet._forget_draft()
    page.close_form()


def test_a_return_shows_on_the_sheet_and_opens_the_words_again(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int, went: Went
) -> None:
    draft = drafted(services, LetterKind.REVIEW_OPINION, submission_id=submission)
    signed(services, draft, "张三")
    back = Signature(SignRole.SECTION, "李四", D, SignDecision.RETURNED, "依据写全")
    services.sign_off.sign("letters", draft.id or 0, back, CLERK)
    qtbot.waitUntil(lambda: page.record is not None and len(page.record.sheet.signatures) == 2)
    page.panel.open_tab(1)
    assert "科长　李四　退回修改" in said(page.panel)
    assert page.bar.buttons["edit"].isEnabled()
    page.approval()
    qtbot.waitUntil(lambda: len(went.previews) == 1, timeout=20_000)
    assert "退回修改：依据写全" in PdfReader(went.previews[0]).pages[0].extract_text()


def test_a_void_letter_keeps_its_line_and_its_number(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int, dialogs: ScriptedDialogs
) -> None:
    letter = drafted(services, LetterKind.RECEIPT, submission_id=submission)
    services.letters.issue(letter.id or 0, CLERK)
    qtbot.waitUntil(lambda: page.record is not None and record(page).state is LetterState.ISSUED)
    dialogs.answers = ["内容有误，重新出具"]
    page.void()
    qtbot.waitUntil(lambda: record(page).state is LetterState.VOID)
    assert "海司收〔2025〕1号 保留在登记簿中" in dialogs.asked[0][1]
    assert record(page).number == "海司收〔2025〕1号"
    assert "原因：内容有误，重新出具" in said(page.panel)


def test_a_letter_is_saved_for_word_and_its_matter_opened(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int, dialogs: ScriptedDialogs, went: Went,
    tmp_path: Path,
) -> None:  # fmt: skip
    drafted(services, LetterKind.RECEIPT, submission_id=submission)
    qtbot.waitUntil(lambda: page.record is not None and page.desk.work.quiet)
    target = tmp_path / "回执.docx"
    dialogs.answers = [target]
    press_button(page, "word")
    qtbot.waitUntil(lambda: page.status_text.startswith(f"已导出到 {target}"), timeout=20_000)
    assert dialogs.asked[0][1].endswith("草稿 收件回执.docx")
    assert target.read_bytes().startswith(b"PK")
    tab_to("打开对应事项")
    press(Qt.Key.Key_Space)
    assert went.records == [("submissions", submission)]


def test_a_letter_about_a_document(qtbot: QtBot, page: LettersPage, services: Office, went: Went) -> None:
    document = services.documents.register(old(implementer_id=1), CLERK)
    open_letter(page.desk, LetterKind.EXPIRY_REMINDER, document_id=document.id)
    opened = form(qtbot, page)
    assert opened.body.field("addressee").value() == "海珠区民政局"
    saved(qtbot, page)
    qtbot.waitUntil(lambda: page.record is not None)
    next(button for button in page.panel.findChildren(QPushButton) if button.text() == "打开对应事项").click()
    assert went.records == [("documents", document.id)]


def test_a_line_that_has_not_come_yet_is_gone_to_when_it_does(
    qtbot: QtBot, page: LettersPage, services: Office, submission: int
) -> None:
    """Saying what came of an act counts the lines again; that must not give the wanted one up."""
    first = services.letters.prepare(LetterKind.RECEIPT, D, submission_id=submission, handler="张三")
    services.letters.save(first, CLERK)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.kind is LetterKind.RECEIPT)
    second = services.letters.prepare(LetterKind.REVIEW_OPINION, D, submission_id=submission, handler="张三")
    stored = services.letters.save(second, CLERK)
    page.open_record(stored.id or 0)
    page.say("已保存")
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == stored.id)
    assert page.status_text.startswith("已保存")
