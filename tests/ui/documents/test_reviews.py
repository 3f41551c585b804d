"""The office's own reviews are begun, opened and seen from the document; they are recorded with its submission."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import StepKind, StepLevel, StepResult
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.services.office import Office
from app.ui.documents.deeds import step_deed
from app.ui.documents.form import values_of
from app.ui.documents.page import DocumentsPage
from tests import factories
from tests.offices import CLERK
from tests.ui.conftest import Went
from tests.ui.documents.looking import CTRL, Register, button, entry, field, look, open_form
from tests.ui.hands import press

TITLE = "海珠区招商办法"


@pytest.fixture
def sent(services: Office, register: Register) -> SubmissionFacts:
    """A draft of the government whose submission is under review."""
    document = register(factories.draft(title=TITLE))
    facts = SubmissionFacts(f"{TITLE}（送审稿）", sender_text="区商务局", document_id=document.id)
    return services.submissions.receive(replace(facts, received_on=services.today()), CLERK)


def test_a_draft_is_sent_for_review_with_what_is_known_of_it(
    qtbot: QtBot, page: DocumentsPage, register: Register, government: int, went: Went
) -> None:
    document = register(factories.draft(title=TITLE, handler="李四"))
    look(qtbot, page, TITLE)
    page.bar.buttons["step"].setFocus()
    press(Qt.Key.Key_Space)
    ((ledger, begun),) = went.begun
    assert ledger == "submissions"
    assert begun == SubmissionFacts(
        f"{TITLE}（送审稿）", SubmissionKind.DOCUMENT, sender_id=government, handler="李四", document_id=document.id
    )
    assert page.open_form is None


def test_a_review_under_way_is_opened_at_its_next_act(
    qtbot: QtBot, page: DocumentsPage, services: Office, sent: SubmissionFacts, went: Went
) -> None:
    look(qtbot, page, TITLE)
    page.next_step()
    services.submissions.conclude(sent.id or 0, services.today(), StepResult.RETURNED, CLERK)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.steps[0].result is StepResult.RETURNED)
    page.next_step()
    assert went.tasks == [("submissions", sent.id)] * 2
    assert went.begun == []


def test_a_review_that_failed_is_followed_by_a_new_submission(
    qtbot: QtBot, page: DocumentsPage, services: Office, sent: SubmissionFacts, went: Went
) -> None:
    services.submissions.conclude(sent.id or 0, services.today(), StepResult.REJECTED, CLERK)
    look(qtbot, page, TITLE)
    page.next_step()
    assert [ledger for ledger, _ in went.begun] == ["submissions"]


def test_rounds_in_the_timeline_open_their_submission(
    qtbot: QtBot, page: DocumentsPage, sent: SubmissionFacts, went: Went
) -> None:
    look(qtbot, page, TITLE)
    page.panel.open_tab(1)
    button(page.panel, "打开送审件").click()
    assert went.records == [("submissions", sent.id)]


def test_any_draft_can_be_sent_and_what_is_published_cannot(
    qtbot: QtBot, page: DocumentsPage, register: Register, went: Went
) -> None:
    register(factories.old(title="海珠区旧办法"))
    register(factories.ready(title=TITLE))
    look(qtbot, page, TITLE)
    entry(page, "送区司法局审核").trigger()
    assert [ledger for ledger, _ in went.begun] == ["submissions"]
    look(qtbot, page, "海珠区旧办法")
    assert entry(page, "送区司法局审核").text() == "送区司法局审核（已公布）"


def test_the_form_of_a_step_says_where_our_review_is_recorded(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    document = register(factories.draft(title=TITLE))
    look(qtbot, page, TITLE)
    page.do(step_deed)
    field(page, "level").combo.setFocus()
    press(Qt.Key.Key_Down)
    assert (field(page, "kind").value(), field(page, "level").value()) == (StepKind.REVIEW, StepLevel.GOVERNMENT)
    qtbot.waitUntil(lambda: any("在“送审件”中登记" in text for text in field(page, "level").problem_texts))
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not open_form(page)._saving and page.desk.work.quiet)
    assert services.documents.get(document.id or 0).steps == ()
    assert services.submissions.of_document(document.id or 0) == []


@pytest.mark.parametrize("backfill", [False, True])
def test_the_documents_form_takes_our_review_only_of_long_ago(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, government: int, backfill: bool
) -> None:
    document = register(factories.draft(title=TITLE, backfill=backfill))
    look(qtbot, page, TITLE)
    page.edit()
    reviewed = replace(document, steps=(factories.PROCEDURE[3],))
    open_form(page).body.set_values(values_of(reviewed))
    press(Qt.Key.Key_S, CTRL)
    if backfill:
        qtbot.waitUntil(lambda: page.open_form is None)
        assert [step.level for step in services.documents.get(document.id or 0).steps] == [StepLevel.GOVERNMENT]
    else:
        qtbot.waitUntil(lambda: any("在“送审件”中登记" in text for text in field(page, "steps").problem_texts))
        assert services.documents.get(document.id or 0).steps == ()
