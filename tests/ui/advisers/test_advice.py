"""From a submission, a document and a finding to the adviser and back: who was asked, what he said, asking him."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.advisers.matters import Conclusion, MatterFacts, MatterKind
from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.page import DocumentsPage
from app.ui.ledger_page import LedgerPage
from app.ui.panel import WordyLink
from app.ui.submissions.page import SubmissionsPage
from app.ui.units.page import UnitsPage
from tests import factories
from tests.advisers import asked
from tests.offices import CLERK
from tests.ui.conftest import Went

ASK = "＋ 交办法律顾问"
CONTRACT = SubmissionFacts("养老项目合作协议", SubmissionKind.CONTRACT, sender_id=2, contact="张某")


def shown(qtbot: QtBot, page: LedgerPage, record_id: int) -> None:
    """The page on the line of a record."""
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.desk.work.quiet and len(page.table.model.ids) > 0)
    page.open_record(record_id)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == record_id)


def click(page: LedgerPage, words: str) -> None:
    buttons = [*page.panel.findChildren(QPushButton), *page.panel.findChildren(WordyLink)]
    next(each for each in buttons if each.text() == words or each.accessibleName().startswith(words)).click()


def said(page: LedgerPage) -> str:
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel))


def test_a_submission_leads_to_the_adviser_and_shows_his_opinion(
    qtbot: QtBot, desk: Desk, served: Office, went: Went
) -> None:
    served.submissions.receive(replace(CONTRACT, received_on=served.today()), CLERK)
    page = SubmissionsPage(desk)
    shown(qtbot, page, 1)
    assert "还没有听取法律顾问的意见" in said(page)
    click(page, ASK)
    begun = MatterFacts(CONTRACT.title, MatterKind.CONTRACT, 2, "张某", asked_on=served.today(), submission_id=1)
    assert went.begun == [("matters", begun)]
    served.advisers.matters.assign(replace(begun, adviser_id=1), CLERK)
    served.advisers.matters.give_opinion(1, served.today(), Conclusion.AT_RISK, CLERK)
    qtbot.waitUntil(lambda: [each.conclusion for each, _ in page.record.advice] == [Conclusion.AT_RISK])
    click(page, "李某某　存在风险　待反馈采纳　2025年3月3日交办")
    assert went.records == [("matters", 1)]


def test_a_document_shows_what_was_asked_about_it_and_its_submissions(
    qtbot: QtBot, desk: Desk, served: Office, went: Went
) -> None:
    document = served.documents.register(factories.draft(title="海珠区招商办法", issuers=(1,), drafter_id=2), CLERK)
    sent = replace(CONTRACT, kind=SubmissionKind.DOCUMENT, document_id=document.id, received_on=served.today())
    served.submissions.receive(sent, CLERK)
    served.advisers.matters.assign(asked("送审稿的审查", submission_id=1), CLERK)
    page = DocumentsPage(desk)
    shown(qtbot, page, document.id or 0)
    assert [each.title for each, _ in page.record.advice] == ["送审稿的审查"]
    click(page, ASK)
    ((ledger, begun),) = went.begun
    assert ledger == "matters"
    assert (begun.kind, begun.unit_id, begun.document_id) == (MatterKind.DOCUMENT, 2, document.id)


def test_a_finding_that_nobody_was_heard_begins_the_matter(
    qtbot: QtBot, desk: Desk, served: Office, went: Went
) -> None:
    settings = served.settings.get()
    served.settings.save(replace(settings, adviser_checks=(*settings.adviser_checks, "ADV-08")), CLERK)
    served.submissions.receive(replace(CONTRACT, received_on=served.today()), CLERK)
    served.submissions.conclude(1, served.today(), StepResult.PASSED, CLERK)
    page = UnitsPage(desk)
    shown(qtbot, page, 2)
    page.panel.open_tab(1)
    click(page, ASK)
    qtbot.waitUntil(lambda: bool(went.begun))
    assert went.begun[0][1].submission_id == 1
