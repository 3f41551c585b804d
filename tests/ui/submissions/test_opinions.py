"""The book of opinions: found by what became of them, answered, and the way to their submission and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Filter
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionKind
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.shell.window import MainWindow, PageEntry
from app.ui.submissions.opinions import OpinionsPage
from app.ui.submissions.page import SubmissionsPage
from tests.offices import CLERK
from tests.ui.conftest import Went
from tests.ui.documents.looking import texts
from tests.ui.hands import press, write
from tests.ui.submissions.conftest import Receive
from tests.ui.submissions.looking import field, save

ENTRIES = (
    PageEntry("submissions", "送审件", "inbox", SubmissionsPage),
    PageEntry("review-opinions", "审核意见", "", OpinionsPage, under="submissions"),
)


@pytest.fixture
def given(receive: Receive, services: Office) -> SubmissionFacts:
    """A contract with two opinions, the first adopted."""
    facts = receive(kind=SubmissionKind.CONTRACT, title="某服务协议")
    services.submissions.add_opinions(facts.id or 0, [("第三条", "明确违约责任"), ("", "统一用语")], CLERK)
    return services.submissions.reply(facts.id or 0, 0, Adoption.ADOPTED, "", services.today(), CLERK)


@pytest.fixture
def book(qtbot: QtBot, desk: Desk, given: SubmissionFacts) -> OpinionsPage:
    made = OpinionsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    made.show_lines((Filter("adoption", ("pending",)),))
    qtbot.waitUntil(lambda: made.record is not None and made.record.position == 1)
    return made


def test_an_opinion_is_answered_where_it_is_found(
    qtbot: QtBot, book: OpinionsPage, services: Office, given: SubmissionFacts
) -> None:
    shown = texts(book.panel)
    assert "第2条意见" in shown
    assert "待反馈" in shown
    book.bar.buttons["reply"].click()
    field(book, "reply.1").adoption.combo.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert field(book, "reply.1").reason.isVisible()
    press(Qt.Key.Key_Return)
    write(field(book, "reply.1").reason.line, "已改一半")
    save(qtbot, book)
    opinion = services.submissions.get(given.id or 0).opinions[1]
    assert (opinion.adoption, opinion.reason) == (Adoption.PARTLY, "已改一半")


def test_enter_opens_its_submission(book: OpinionsPage, given: SubmissionFacts, went: Went) -> None:
    book.table.grid.setFocus()
    press(Qt.Key.Key_Return)
    assert went.records == [("submissions", given.id)]


def test_a_window_for_looking_records_nothing(qtbot: QtBot, book: OpinionsPage, services: Office) -> None:
    services.hold("本窗口只能查看")
    book.reload()
    qtbot.waitUntil(lambda: not book.bar.buttons["reply"].isEnabled())
    book.reply()
    assert book.open_form is None


def tabs_above(window: MainWindow, name: str) -> QTabBar:
    """The switch between the books on one of their pages."""
    return next(bar for bar in window.page(name).findChildren(QTabBar) if bar.accessibleName() == "登记簿")


def test_the_books_are_a_step_apart_and_the_navigation_knows_one(
    qtbot: QtBot, desk: Desk, given: SubmissionFacts
) -> None:
    window = MainWindow(desk, ENTRIES, "D:\\法治台账\\数据")
    qtbot.addWidget(window)
    window.show_page("submissions")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert list(window.navigation.buttons) == ["submissions"]
    switch = tabs_above(window, "submissions")
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Right)
    opinions = window.page("review-opinions")
    assert window.current_page is opinions
    assert window.header.title.text() == "审核意见"
    assert window.navigation.buttons["submissions"].isChecked()
    assert isinstance(opinions, OpinionsPage)
    qtbot.waitUntil(lambda: opinions.record is not None)
    back = tabs_above(window, "review-opinions")
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Left)
    assert window.current_page is window.page("submissions")
    assert (switch.currentIndex(), back.currentIndex()) == (0, 1), "each names its own book"
