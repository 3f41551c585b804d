"""The annual report with the hands of a clerk: write, cite, look behind a figure, preview, export, two at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.reports import ReportFacts
from app.domain.submissions.facts import ReviewOpinion, SubmissionFacts, SubmissionKind
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.forms.conflicts import ConflictDialog
from app.ui.reports.beside import LAST, READS
from app.ui.reports.page import ReportsPage
from tests.factories import old, unit
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import commit, compose, focused, press, tab_to, write

CTRL = Qt.KeyboardModifier.ControlModifier
YEAR = 2024


@pytest.fixture
def filled(services: Office) -> Office:
    """An office with one item of a meeting, answered last year with two opinions."""
    services.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    services.units.save(unit("海珠区民政局"), CLERK)
    worded = (ReviewOpinion(1, "删去收费"), ReviewOpinion(1, "明确部门"))
    facts = SubmissionFacts(
        "养老服务实施方案", SubmissionKind.MEETING_ITEM, sender_id=1, received_on=date(YEAR, 5, 6), opinions=worded
    )
    key = services.submissions.receive(facts, CLERK).id or 0
    services.submissions.answer(key, date(YEAR, 5, 9), "", "已反馈", CLERK)
    services.documents.register(old(), CLERK)
    return services


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, filled: Office) -> ReportsPage:
    return opened(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk) -> ReportsPage:
    made = ReportsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    settled(qtbot, made)
    made.setFocus()
    return made


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.editor is not None and page.desk.work.quiet)


def text_of(page: ReportsPage) -> QPlainTextEdit:
    """Where the current section is written."""
    edit = focused()
    assert isinstance(edit, QPlainTextEdit)
    return edit


def to_section(page: ReportsPage, start: str) -> QPlainTextEdit:
    """Down the outline to a section, Enter into its text."""
    page.outline.setFocus()
    press(Qt.Key.Key_Home, CTRL)
    names = [line.cells[0] for line in page.outline.lines_model.lines]
    for _ in range(next(at for at, name in enumerate(names) if name.startswith(start))):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    return text_of(page)


def saved(qtbot: QtBot, page: ReportsPage) -> ReportFacts:
    """Ctrl+S, and what is kept then."""
    press(Qt.Key.Key_S, CTRL)
    assert page.editor is not None
    qtbot.waitUntil(lambda: page.editor is not None and not page.editor.form.changed and page.desk.work.quiet)
    return page.desk.office.reports.view(page.year, page.desk.office.today()).facts


def test_last_year_s_report_stands_as_the_template_begins(page: ReportsPage) -> None:
    assert page.year == YEAR
    names = [line.cells[0] for line in page.outline.lines_model.lines]
    assert names[:3] == ["标题", "导语", "一、主要举措和成效"]
    assert names[-1] == "五、其他需要报告的情况"
    assert page.state.text().startswith("还没有起草")
    assert page.editor is not None
    assert page.editor.body.text("title") == "海珠区2024年法治政府建设年度报告"


def test_a_section_is_written_with_a_figure_in_it(qtbot: QtBot, page: ReportsPage) -> None:
    edit = to_section(page, "五、")
    press(Qt.Key.Key_A, CTRL)
    write(edit, "反馈意见")
    page.find_figure()
    write(focused(), "反馈件数")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: page.beside.figures.current is not None and page.beside.figures.current.figure.key == "answered"
    )
    press(Qt.Key.Key_I, CTRL)
    assert focused() is edit
    write(edit, "。")
    assert edit.toPlainText() == "反馈意见{反馈件数}。"
    page.beside.tabs.setCurrentIndex(READS)
    assert page.beside.reads.text() == "反馈意见1件。"
    stored = saved(qtbot, page)
    block = stored.block("others")
    assert block is not None
    assert block.text == "反馈意见{反馈件数}。"
    assert page.state.text() == "已起草"


def test_half_a_word_of_an_input_method_is_left_alone(page: ReportsPage) -> None:
    edit = to_section(page, "五、")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    compose(edit, "fa zhi")
    assert "fa" not in edit.toPlainText()
    commit(edit, "法治")
    assert edit.toPlainText().endswith("法治")


def test_keys_turn_from_section_to_section(page: ReportsPage) -> None:
    first = to_section(page, "三、")
    press(Qt.Key.Key_PageDown, CTRL)
    second = text_of(page)
    assert second is not first
    assert page.outline.current_key() == "plans"
    press(Qt.Key.Key_PageUp, CTRL)
    assert text_of(page) is first
    assert (first.isVisible(), second.isVisible()) == (True, False)


def test_a_citation_of_nothing_is_refused_at_its_section(qtbot: QtBot, page: ReportsPage) -> None:
    edit = to_section(page, "三、")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    write(edit, "另有{好评率}。")
    to_section(page, "五、")
    press(Qt.Key.Key_S, CTRL)
    assert page.editor is not None
    field = page.editor.body.field("shortcomings")
    qtbot.waitUntil(lambda: any("“{好评率}”" in text for text in field.problem_texts))
    qtbot.waitUntil(lambda: page.outline.current_key() == "shortcomings")  # the check as one types says it first
    assert text_of(page) is edit
    assert not page.desk.office.reports.view(YEAR, page.desk.office.today()).stored


def test_enter_on_a_figure_shows_its_records_and_esc_comes_back(qtbot: QtBot, page: ReportsPage, went: Went) -> None:
    edit = to_section(page, "五、")
    write(edit, "先写一句，")
    page.find_figure()
    write(focused(), "意见建议条数")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: page.beside.figures.current is not None and page.beside.figures.current.figure.key == "suggestions"
    )
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.lines is not None and len(page.lines.table.model.ids) == 2)
    assert page.lines is not None
    page.lines.table.grid.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: went.records == [("submissions", 1)])
    press(Qt.Key.Key_Escape)
    assert page.lines is None
    assert page.editor is not None
    assert "先写一句，" in page.editor.body.text("others")
    assert page.editor.form.changed


def test_the_list_behind_a_figure_goes_out_as_a_file(
    qtbot: QtBot, page: ReportsPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    value = page.desk.office.figures.one("suggestions", YEAR, page.desk.office.today())
    page.show_figure(value)
    target = tmp_path / "清单.csv"
    dialogs.answers = [target]
    page.papers.export()
    qtbot.waitUntil(lambda: "已导出 2 行" in page.status_text)
    assert "删去收费" in target.read_text("utf-8-sig")
    assert dialogs.asked[0][1].endswith("2024年意见建议条数.xlsx")


def test_preview_and_export_take_what_is_typed(
    qtbot: QtBot, page: ReportsPage, went: Went, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    edit = to_section(page, "五、")
    press(Qt.Key.Key_A, CTRL)
    write(edit, "正在起草的一句。")
    page.papers.preview()
    qtbot.waitUntil(lambda: len(went.previews) == 1)
    assert "正在起草的一句。" in "".join(sheet.extract_text() for sheet in PdfReader(went.previews[0]).pages)
    dialogs.answers = [tmp_path / "报告.docx"]
    page.papers.export()
    qtbot.waitUntil(lambda: "已导出到" in page.status_text)
    assert (tmp_path / "报告.docx").stat().st_size > 10_000
    assert dialogs.asked[0][1].endswith("海珠区2024年法治政府建设年度报告.docx")
    assert not page.desk.office.reports.view(YEAR, page.desk.office.today()).stored


def test_another_year_asks_for_what_is_not_saved(qtbot: QtBot, page: ReportsPage, dialogs: ScriptedDialogs) -> None:
    write(to_section(page, "五、"), "没有保存，")
    dialogs.answers = ["继续填写"]
    page.years.setFocus()
    press(Qt.Key.Key_Down)
    assert (page.year, page.years.currentData()) == (YEAR, YEAR)
    dialogs.answers = ["不保存"]
    press(Qt.Key.Key_Down)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.view is not None and page.view.facts.year == YEAR - 1)
    assert page.editor is not None
    assert page.editor.body.text("title") == "海珠区2023年法治政府建设年度报告"


def test_last_year_s_text_stands_beside(qtbot: QtBot, page: ReportsPage) -> None:
    office, today = page.desk.office, page.desk.office.today()
    assert page.beside.last.text() == "上年的年度报告没有在本程序中起草。"
    begun = office.reports.start(YEAR - 1, CLERK)
    blocks = tuple(
        replace(each, text="{年度}年没有其他情况。") if each.key == "others" else each for each in begun.blocks
    )
    office.reports.save(replace(begun, blocks=blocks), CLERK)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.view is not None and bool(page.view.last))
    to_section(page, "五、")
    page.beside.tabs.setCurrentIndex(LAST)
    assert page.beside.last.text() == "2023年没有其他情况。"
    assert office.reports.view(YEAR, today).last["others"] == "2023年没有其他情况。"


def test_figures_follow_the_records_while_one_writes(qtbot: QtBot, page: ReportsPage) -> None:
    edit = to_section(page, "五、")
    write(edit, "写到一半，")
    facts = SubmissionFacts("第二件", SubmissionKind.CONSULTATION, sender_id=1, received_on=date(YEAR, 6, 3))
    key = page.desk.office.submissions.receive(facts, CLERK).id or 0
    page.desk.office.submissions.answer(key, date(YEAR, 6, 5), "", "已反馈", CLERK)
    qtbot.waitUntil(lambda: page.view is not None and page.view.known["反馈件数"] == "2件")
    assert focused() is edit
    assert "写到一半，" in edit.toPlainText()


def test_two_who_wrote_at_once_are_brought_together(qtbot: QtBot, page: ReportsPage, dialogs: ScriptedDialogs) -> None:
    office = page.desk.office
    begun = office.reports.start(YEAR, CLERK)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.base == begun)
    edit = to_section(page, "五、")
    press(Qt.Key.Key_A, CTRL)
    write(edit, "我的说法。")
    texts = {"others": "别人的说法。", "party": "别人写的党建。"}
    blocks = tuple(replace(each, text=texts.get(each.key, each.text)) for each in begun.blocks)
    office.reports.save(replace(begun, blocks=blocks), CLERK)

    def take_mine(dialog: ConflictDialog) -> None:
        dialog.choose_all(0)
        QTest.keyClick(dialog.save, Qt.Key.Key_Return)

    dialogs.answers = [take_mine]
    stored = saved(qtbot, page)
    assert [stored.block(key).text for key in ("others", "party")] == ["我的说法。", "别人写的党建。"]  # type: ignore[union-attr]  # both are there
    assert "五、其他需要报告的情况" in dialogs.asked[0][1]
    assert stored.revision == 3


def test_what_was_typed_survives_a_crash(qtbot: QtBot, page: ReportsPage, desk: Desk) -> None:
    write(to_section(page, "五、"), "断电以前写的，")
    assert page.editor is not None
    page.editor.form.keep_draft()
    page.editor.form._draft_timer.stop()
    again = opened(qtbot, desk)
    assert again.offer.isVisible()
    again.activateWindow()
    tab_to("继续填写")
    press(Qt.Key.Key_Space)
    settled(qtbot, again)
    qtbot.waitUntil(lambda: again.editor is not None and "断电以前写的，" in again.editor.body.text("others"))
    assert not again.offer.isVisible()


def test_a_window_that_may_only_look_changes_nothing(qtbot: QtBot, desk: Desk, filled: Office) -> None:
    filled.hold("另一个窗口正在使用，本窗口只能查看")
    page = opened(qtbot, desk)
    page.find_figure()
    page.beside.figures.table.setFocus()
    press(Qt.Key.Key_I, CTRL)
    assert page.editor is not None
    assert not page.editor.form.changed
    assert not page.beside.figures.value_button.isEnabled()
    assert not page.editor.body.field("others").tab_stops()[0].isEnabled()
