"""Smaller widgets: popover, timeline, record panel, history, preview."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.problems import Basis, Unavailable
from app.services.audit import FieldChange, HistoryEntry
from app.ui.desk import Desk
from app.ui.history import HistoryList
from app.ui.panel import FactList, Notice, NoticeBox, RecordPanel, column_of
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import basis_button, text_label
from app.ui.preview import PdfPreview
from app.ui.timeline import Mark, Moment, Timeline
from app.ui.tokens import Tone
from tests.ui.conftest import ScriptedDialogs

LONG = "届满前评估：建议修改后重新发布，评估报告已报区政府常务会议审议并征求起草单位和有关部门意见"


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_the_basis_opens_beside_its_button_and_closes_with_escape(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    button = basis_button(Basis("国办发〔2018〕115号", "未经合法性审核的文件，不得提交集体审议"))
    button.setParent(holder)
    holder.show()
    assert button.accessibleName() == "依据：国办发〔2018〕115号：未经合法性审核的文件，不得提交集体审议"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    sheet = QApplication.activePopupWidget()
    assert sheet is not None
    assert texts(sheet) == ["国办发〔2018〕115号", "未经合法性审核的文件，不得提交集体审议"]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_a_timeline_wraps_its_text_and_never_clips_it(qtbot: QtBot) -> None:
    line = Timeline(
        [Moment("2026-06-28", LONG, Mark.DONE, LONG), Moment("下一步", "登记编号", Mark.NEXT, basis=Basis("37号文"))]
    )
    qtbot.addWidget(line)
    line.resize(260, line.heightForWidth(260))
    line.show()
    qtbot.waitUntil(lambda: all(label.height() > 0 for label in line.findChildren(QLabel)))
    for label in line.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()
        assert label.width() >= label.sizeHint().width() or label.wordWrap()
    assert [button.text() for button in line.findChildren(QPushButton)] == ["依据"]
    line.show_moments([Moment("2025-01-01", "公布")])
    assert line.accessibleName() == "2025-01-01公布"


def test_facts_without_a_value_take_no_room(qtbot: QtBot) -> None:
    facts = FactList([("制定机关", "海珠区人民政府"), ("解读", ""), ("备注", "<b>不是标记</b>")])
    qtbot.addWidget(facts)
    assert texts(facts) == ["制定机关", "海珠区人民政府", "备注", "<b>不是标记</b>"]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in facts.findChildren(QLabel))


@pytest.mark.parametrize("tone", Tone)
def test_a_notice_wears_its_tone(qtbot: QtBot, tone: Tone) -> None:
    box = NoticeBox(Notice(tone, "还有39天到期", ("下一步：报区政府决定",), Basis("管理规定")))
    qtbot.addWidget(box)
    assert box.property("role") == f"notice-{tone.name.lower()}"
    assert texts(box) == ["还有39天到期", "下一步：报区政府决定"]


def test_tabs_are_made_when_they_are_looked_at(qtbot: QtBot) -> None:
    panel, made = RecordPanel(("概要", "过程", "附件")), []

    def content(name: str) -> QWidget:
        made.append(name)
        return column_of(text_label(name))

    qtbot.addWidget(panel)
    panel.show()
    assert not panel.tabs.isTabEnabled(1)
    panel.show_tabs([lambda: content("一"), lambda: content("二"), lambda: content("三")], (None, None, 3))
    assert made == ["一"]
    assert panel.tabs.tabText(2) == "附件 3"
    panel.open_tab(2)
    assert made == ["一", "三"]
    panel.show_tabs([lambda: content("甲"), lambda: content("乙"), lambda: content("丙")])
    assert made == ["一", "三", "丙"], "the tab looked at stays, the others are made anew later"
    panel.show_nothing()
    assert "选择一行查看内容" in texts(panel)


def test_history_is_told_in_the_offices_time(qtbot: QtBot) -> None:
    at = datetime(2025, 3, 3, 17, 5, tzinfo=UTC)
    changes = (
        FieldChange("文号", "", "海府规〔2025〕1号"),
        FieldChange("备注", "旧" * 90, "新"),
        FieldChange("承办人", "张三", ""),
    )
    shown = HistoryList([HistoryEntry(1, at, "张三", "修改文件", changes)])
    qtbot.addWidget(shown)
    found = texts(shown)
    assert found[0] == "2025-03-04 01:05　张三　修改文件"
    assert found[1] == "文号：海府规〔2025〕1号"
    assert found[2].endswith("… → 新")
    assert found[3] == "承办人：张三 → （清空）"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "登记表.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    painter = QPainter(writer)
    for page in range(3):
        if page:
            writer.newPage()
        painter.drawText(400, 400, f"第{page + 1}页")
    painter.end()
    return path


@pytest.fixture
def preview(qtbot: QtBot, desk: Desk) -> PdfPreview:
    made = PdfPreview(desk)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_pdf_is_shown_with_its_pages(preview: PdfPreview, pdf: Path) -> None:
    preview.open(pdf, "登记表")
    assert preview.pages.text() == "共 3 页"
    assert preview.document.pageCount() == 3


def test_a_long_title_of_a_preview_is_cut_on_screen_only(qtbot: QtBot, preview: PdfPreview, pdf: Path) -> None:
    preview.open(pdf, LONG * 3)
    qtbot.waitUntil(lambda: preview.title.text().endswith("…"))
    assert preview.title.words == preview.title.toolTip() == LONG * 3


def test_what_is_no_pdf_is_refused_with_its_name(preview: PdfPreview, tmp_path: Path) -> None:
    wrong = tmp_path / "坏.pdf"
    wrong.write_bytes(b"no pdf")
    with pytest.raises(Unavailable, match=r"坏\.pdf"):
        preview.open(wrong, "坏")


def test_escape_closes_the_preview_and_keys_zoom(qtbot: QtBot, preview: PdfPreview, pdf: Path) -> None:
    preview.open(pdf, "登记表")
    preview.zoom_in()
    larger = preview.view.zoomFactor()
    preview.zoom_in()
    assert preview.view.zoomFactor() > larger
    with qtbot.waitSignal(preview.closed):
        QTest.keyClick(preview.view, Qt.Key.Key_Escape)


def test_the_file_is_saved_as_it_is(preview: PdfPreview, pdf: Path, dialogs: ScriptedDialogs, tmp_path: Path) -> None:
    preview.open(pdf, "登记表")
    target = tmp_path / "另存.pdf"
    dialogs.answers = [target]
    preview.save_as()
    assert target.read_bytes() == pdf.read_bytes()


def test_a_folder_that_refuses_is_told(
    preview: PdfPreview, pdf: Path, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    preview.open(pdf, "登记表")
    dialogs.answers = [tmp_path / "没有这个文件夹" / "另存.pdf", None]
    preview.save_as()
    assert dialogs.asked[1][0] == "暂时不能进行"


def test_printing_draws_the_pages_asked_for(preview: PdfPreview, pdf: Path, tmp_path: Path) -> None:
    from PySide6.QtPdf import QPdfDocument

    preview.open(pdf, "登记表")
    target = tmp_path / "打印.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFromTo(2, 3)
    preview.print_on(printer)
    printed = QPdfDocument()
    assert printed.load(str(target)) is QPdfDocument.Error.None_
    assert printed.pageCount() == 2


def test_a_column_is_as_wide_as_its_widest_text_not_its_longest(qtbot: QtBot) -> None:
    table = PlainTable("编号")
    qtbot.addWidget(table)
    heads = (Head("编号"), Head("件数", number=True))
    table.show_lines(heads, [Line(("HZ0120260008", "7")), Line(("海司登〔2026〕6号", "12"))])
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("海司登〔2026〕6号")
    sides = [
        table.lines_model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) for at in (0, 1)
    ]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, True]
