"""Papers of legal advisers from their books: shown before printing, saved as files, also where nothing may be changed."""

from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.advisers.appointments import AppointmentKind
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.templates import SHIPPED
from app.services.office import Office
from app.ui.advisers.appointments import AppointmentsPage
from app.ui.advisers.assessments import AssessmentsPage
from app.ui.advisers.book import BookPage
from app.ui.advisers.engagements import EngagementsPage
from app.ui.advisers.matters import MattersPage
from app.ui.advisers.papers import CERTIFICATE
from app.ui.advisers.subject import Record
from app.ui.desk import Desk
from tests.advisers import appointed, asked
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show, ShowOverview
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def known(served: Office) -> Office:
    """One matter and one assessment beside the appointment and the contract."""
    served.advisers.matters.assign(asked(), CLERK)
    template = served.advisers.assessments.save_template(SHIPPED[0], CLERK)
    served.advisers.assessments.save(AssessmentFacts(1, template.id or 0, 2024, unit_id=1), CLERK)
    return served


@pytest.mark.parametrize(
    ("kind", "entry", "title", "says"),
    [
        (AppointmentsPage, "打印聘书（任命书）", "聘书", "兹聘请"),
        (EngagementsPage, "打印备案表", "备案表", "聘用单位意见"),
        (MattersPage, "打印法律意见书封面", "法律意见书封面", "保密要求"),
        (AssessmentsPage, "打印考核表", "2024年度考核表", "自评分"),
        (AssessmentsPage, "打印空白考核表", "法律顾问年度考核表（空白）", "自评分"),
    ],
)
def test_each_book_shows_its_paper(
    qtbot: QtBot, known: Office, show: Show, went: Went, kind: type[BookPage[object]], entry: str, title: str, says: str
) -> None:
    known.hold("本窗口只能查看")
    page = show(kind)
    qtbot.waitUntil(lambda: page.record is not None)
    action = next(each for each in page.bar.buttons["more"].menu().actions() if each.text() == entry)
    assert action.isEnabled(), "what only looks is open where nothing may be changed"
    action.trigger()
    qtbot.waitUntil(lambda: bool(went.previews))
    said = "".join(text.extract_text() for text in PdfReader(went.previews[0]).pages)
    assert says in said.replace("\n", "")


def test_a_paper_is_saved_as_word(
    qtbot: QtBot, known: Office, show: Show, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    page = show(EngagementsPage)
    qtbot.waitUntil(lambda: page.record is not None)
    target = tmp_path / "备案表.docx"
    dialogs.answers = [target]
    next(each for each in page.bar.buttons["more"].menu().actions() if each.text() == "导出备案表…").trigger()
    qtbot.waitUntil(lambda: f"已导出到 {target}" in page.status_text)
    assert Document(str(target)).paragraphs[0].text == "法律顾问聘任合同备案表"
    assert dialogs.asked[0][1].endswith("备案表　常年法律顾问服务合同.docx")


def test_the_year_s_report_from_the_overview(
    qtbot: QtBot,
    known: Office,
    desk: Desk,
    show_overview: ShowOverview,
    dialogs: ScriptedDialogs,
    went: Went,
    tmp_path: Path,
) -> None:
    page = show_overview()
    page.preview()
    qtbot.waitUntil(lambda: bool(went.previews))
    assert "海珠区2025年度" in PdfReader(went.previews[0]).pages[0].extract_text()
    page.table.setFocus()
    press(Qt.Key.Key_Down)
    target = tmp_path / "报告.docx"
    dialogs.answers = [target]
    page.export()
    qtbot.waitUntil(lambda: page.status_text == f"已导出到 {target}")
    assert "海珠区人民政府2025年度" in Document(str(target)).paragraphs[0].text
    page.groupings.setCurrentIndex(1)
    qtbot.waitUntil(lambda: desk.work.quiet)
    page.table.go_to_row(1)
    assert page.bar.buttons["print"].toolTip() == "年度工作报告按单位或全区出具，请选择“全区”，或改为“按单位”"


def test_an_assignment_without_a_beginning_says_what_it_lacks() -> None:
    record = Record(appointed(kind=AppointmentKind.ASSIGNED, starts_on=None), {}, (), ())
    assert CERTIFICATE.why_not(record) == "没有填写任命日期"
