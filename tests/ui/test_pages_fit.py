"""At 1366×768 and on what is left of it at 150 % no text of a page is clipped, no English word stands in it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.letters import LetterKind
from app.domain.numbering.schemes import NumberingScheme
from app.domain.submissions.facts import Paper, SubmissionFacts, SubmissionKind
from app.domain.submissions.papers import usual_papers
from app.domain.units import UnitFacts
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.advisers.overview import AdviserOverviewPage
from app.ui.desk import Desk
from app.ui.letters.page import LettersPage
from app.ui.numbering.page import NumberingPage
from app.ui.reports.page import ReportsPage
from app.ui.shell.window import MainWindow, PageEntry
from app.ui.submissions.deeds import reply_deed
from app.ui.submissions.opinions import OpinionsPage
from app.ui.submissions.page import SubmissionsPage
from app.ui.units.page import UnitsPage
from app.ui.workbench.page import WorkbenchPage
from tests.advisers import contract, firm, lawyer
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock
from tests.ui.gallery import clipped

SIZES = ((1366, 768), (911, 512))
ENTRIES = (
    PageEntry("workbench", "工作台", "layout-dashboard", WorkbenchPage),
    PageEntry("submissions", "送审件", "inbox", SubmissionsPage),
    PageEntry("review-opinions", "审核意见", "", OpinionsPage, under="submissions"),
    PageEntry("numbering", "编号登记簿", "hash", NumberingPage),
    PageEntry("letters", "发文", "send", LettersPage),
    PageEntry("reports", "年度报告", "chart-column", ReportsPage),
    PageEntry("advising", "法律顾问概览", "scale", AdviserOverviewPage),
    PageEntry("units", "单位", "building-2", UnitsPage),
)
KEYS = re.compile(r"Ctrl\+\S+|Alt\+\S+|Enter|Esc|Excel|PDF|Word|F8|HZ\d+")
"""Names of keys and programs, and numbers: Latin letters that a clerk knows."""


@pytest.fixture
def filled(services: Office, clock: Clock) -> Office:
    services.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    services.units.save(unit(), CLERK)
    services.units.save(UnitFacts("海珠区农业局", confirmed=False, may_issue=False), CLERK)
    services.numbering.save_scheme(
        NumberingScheme("按类别", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat")), CLERK
    )
    soon = clock.today() + timedelta(days=5)
    services.documents.register(old(unified_number="HZ0120250003", expires_on=soon, expiry_reason="原文"), CLERK)
    services.documents.register(draft(handler="欧阳晓明"), CLERK)
    services.documents.register(ready(title="海珠区城市更新项目监管细则"), CLERK)
    services.numbering.allot(3, CLERK)
    papers = (*usual_papers(SubmissionKind.DOCUMENT)[:5], Paper("专家论证会会议纪要及签到表", present=True))
    sent = SubmissionFacts(
        "海珠区养老服务设施管理办法（送审稿）", sender_id=2, received_on=clock.today(), papers=papers
    )
    key = services.submissions.receive(sent, CLERK).id or 0
    services.submissions.add_opinions(key, [("第三条第二款", "删去收费规定"), ("", "统一用语")], CLERK)
    services.advisers.people.save_firm(firm(), CLERK)
    services.advisers.people.save(lawyer(firm_id=1), CLERK)
    services.advisers.engagements.save(contract(starts_on=clock.today() - timedelta(days=90)), CLERK)
    notice = services.letters.prepare(LetterKind.NUMBER_NOTICE, clock.today(), document_id=3, handler="欧阳晓明")
    services.letters.save(notice, CLERK)
    return services


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, filled: Office) -> MainWindow:
    made = MainWindow(desk, ENTRIES, "D:\\法治台账\\数据")
    qtbot.addWidget(made)
    return made


def workbench(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("workbench")
    assert isinstance(page, WorkbenchPage)
    qtbot.waitUntil(lambda: page.overview is not None)


def gap(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("numbering")
    assert isinstance(page, NumberingPage)
    qtbot.waitUntil(lambda: page.record is not None and page.record.id < 0)


def reserving(qtbot: QtBot, window: MainWindow) -> None:
    gap(qtbot, window)
    page = window.page("numbering")
    assert isinstance(page, NumberingPage)
    page.reserve()


def report(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.editor is not None)


def records(qtbot: QtBot, window: MainWindow) -> None:
    report(qtbot, window)
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    page.show_figure(window.desk.office.figures.one("documents_in_force", 2024, window.desk.office.today()))
    qtbot.waitUntil(lambda: page.lines is not None and len(page.lines.table.model.ids) > 0)


def received(qtbot: QtBot, window: MainWindow) -> SubmissionsPage:
    page = window.page("submissions")
    assert isinstance(page, SubmissionsPage)
    qtbot.waitUntil(lambda: page.record is not None)
    return page


def receiving(qtbot: QtBot, window: MainWindow) -> None:
    page = received(qtbot, window)
    page.new()
    assert page.open_form is not None
    page.open_form.body.set_values({"kind": SubmissionKind.DOCUMENT})
    page.open_form.body.field("kind").changed.emit()


def completing(qtbot: QtBot, window: MainWindow) -> None:
    received(qtbot, window).next_step()


def replying(qtbot: QtBot, window: MainWindow) -> None:
    received(qtbot, window).do(reply_deed)


def opined(qtbot: QtBot, window: MainWindow) -> None:
    page = received(qtbot, window)
    page.panel.open_tab(2)


def opinion(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("review-opinions")
    assert isinstance(page, OpinionsPage)
    qtbot.waitUntil(lambda: page.record is not None)


def unconfirmed(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("units")
    assert isinstance(page, UnitsPage)
    qtbot.waitUntil(lambda: page.record is not None)


def confirming(qtbot: QtBot, window: MainWindow) -> None:
    unconfirmed(qtbot, window)
    page = window.page("units")
    assert isinstance(page, UnitsPage)
    page.confirm()
    assert page.open_form is not None


def advised(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("advising")
    assert isinstance(page, AdviserOverviewPage)
    qtbot.waitUntil(lambda: page.overview is not None and len(page.overview.lines) == 2)
    page.table.go_to_row(1)


def letter(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("letters")
    assert isinstance(page, LettersPage)
    qtbot.waitUntil(lambda: page.record is not None)


def writing(qtbot: QtBot, window: MainWindow) -> None:
    letter(qtbot, window)
    page = window.page("letters")
    assert isinstance(page, LettersPage)
    page.edit()
    assert page.open_form is not None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "arrive"),
    [
        ("workbench", workbench),
        ("submissions", received),
        ("submissions", receiving),
        ("submissions", completing),
        ("submissions", replying),
        ("submissions", opined),
        ("review-opinions", opinion),
        ("numbering", gap),
        ("numbering", reserving),
        ("reports", report),
        ("reports", records),
        ("advising", advised),
        ("letters", letter),
        ("letters", writing),
        ("units", unconfirmed),
        ("units", confirming),
    ],
)
def test_nothing_is_clipped_and_all_is_chinese(
    qtbot: QtBot,
    window: MainWindow,
    name: str,
    arrive: Callable[[QtBot, MainWindow], object],
    size: tuple[int, int],
) -> None:
    window.resize(*size)
    window.show_page(name)
    with qtbot.waitExposed(window):
        window.show()
    arrive(qtbot, window)
    QApplication.processEvents()  # lays everything out
    window.grab()
    assert (window.width(), window.height()) == size
    assert clipped(window) == []
    assert [text for text in texts(window.page(name)) if re.search("[A-Za-z]{2}", KEYS.sub("", text))] == []


def texts(page: QWidget) -> list[str]:
    """Every word that is read on a page."""
    said = [widget.text() for widget in page.findChildren(QLabel) + page.findChildren(QAbstractButton)]
    lines = page.findChildren(QLineEdit)
    return [re.sub("<[^>]*>", "", text) for text in (*said, *(line.placeholderText() for line in lines))]
