"""What asks for attention, in the panel and in the form, and what the clerk does about it with the keys."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import Doubt, Validity, ValidityMode, Waiver
from app.services.office import Office
from app.ui.documents.page import DocumentsPage
from app.ui.popover import Popover
from tests import factories
from tests.ui.conftest import ScriptedDialogs
from tests.ui.documents.looking import CTRL, Register, button, field, look, open_form, stored, texts
from tests.ui.hands import focused, press, tab_to, write

TITLE = "海珠区招商办法"
DOUBTS = (
    Doubt("published_on", "2021.13.1", "日历上没有2021年13月1日"),
    Doubt("force_status", "有效", "效力状态为“有效”，但按日期推算为“期满失效”，互相矛盾"),
)


def test_a_doubt_is_looked_into_or_corrected(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = register(factories.old(title=TITLE, doubts=DOUBTS))
    look(qtbot, page, TITLE)
    assert "公布日期原文：2021.13.1" in texts(page.panel)
    dialogs.answers = ["取消", "已核实"]
    for _ in range(2):
        button(page.panel, f"核实：{DOUBTS[1].message}").setFocus()
        press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: DOUBTS[1].message not in texts(page.panel))
    assert services.documents.get(facts.id or 0).doubts == DOUBTS[:1]
    button(page.panel, f"修改：{DOUBTS[0].message}").setFocus()
    press(Qt.Key.Key_Space)
    assert field(page, "published_on").line.hasFocus()


def test_what_is_missing_is_named_and_filled_in(qtbot: QtBot, page: DocumentsPage, register: Register) -> None:
    register(factories.old(title=TITLE, published_on=None, document_number=""))
    look(qtbot, page, TITLE)
    assert "缺少文号、公布日期" in texts(page.panel)
    button(page.panel, "补充").setFocus()
    press(Qt.Key.Key_Space)
    assert field(page, "document_number").line.hasFocus()


def test_what_is_due_stands_with_its_days_its_act_and_its_clause(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    register(factories.old(title=TITLE, expires_on=date(2025, 5, 31)))
    look(qtbot, page, TITLE)
    shown = texts(page.panel)
    assert "还有89天到期　2025年5月31日" in shown
    assert "下一步：届满前评估（应于2024年11月29日前，已逾期）" in shown
    why = next(b for b in page.panel.findChildren(type(button(page.panel, "依据"))) if b.text().startswith("依据："))
    why.setFocus()
    press(Qt.Key.Key_Space)
    sheet = QApplication.activePopupWidget()
    assert isinstance(sheet, Popover)
    sheet.close()


def test_an_emergency_and_the_reasons_given_stay_marked(qtbot: QtBot, page: DocumentsPage, register: Register) -> None:
    facts = factories.draft(title=TITLE, emergency=True, emergency_reason="防汛抢险")
    register(replace(facts, waivers=(Waiver("validity_max", "规划类事项"),)))
    look(qtbot, page, TITLE)
    shown = texts(page.panel)
    assert "应急程序　防汛抢险" in shown
    assert "有效期上限：规划类事项" in shown


def test_a_warning_is_answered_in_the_form_and_the_answer_can_be_taken_back(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    facts = register(factories.draft(title=TITLE, validity=Validity(ValidityMode.YEARS, 9)))
    look(qtbot, page, TITLE)
    page.edit("validity")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    validity = field(page, "validity")
    qtbot.waitUntil(lambda: any("有效期超过5年" in text for text in validity.problem_texts))
    open_form(page).body.go_to("validity")
    dialogs.answers = ["规划类事项"]
    tab_to("说明理由：有效期超过5年")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("已说明：规划类事项" in text for text in validity.problem_texts))
    assert field(page, "waivers").isVisible()
    assert validity.mode.combo.hasFocus(), "the cursor is where one was"
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert services.documents.get(facts.id or 0).waivers == (Waiver("validity_max", "规划类事项"),)
    qtbot.waitUntil(lambda: page.record is not None and bool(page.record.facts.waivers))
    page.edit_whole()
    qtbot.waitUntil(lambda: field(page, "waivers").isVisible())
    tab_to("收回“有效期上限”的理由")
    press(Qt.Key.Key_Return)
    assert field(page, "waivers").value() == ()


def test_a_same_number_is_hinted_while_typing_and_the_other_can_be_seen_beside(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register, dialogs: ScriptedDialogs
) -> None:
    other = register(factories.old(title="海珠区旧办法", document_number="海府规〔2021〕18号"))
    page.shown()
    page.new()
    write(field(page, "title").line, "新办法")
    open_form(page).body.go_to("document_number")
    write(field(page, "document_number").line, "海府规[2021]18号")
    number = field(page, "document_number")
    qtbot.waitUntil(lambda: any("《海珠区旧办法》相同" in text for text in number.problem_texts))
    assert number.line.hasFocus(), "the hint comes while one types"
    tab_to("查看该记录")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    sheet = QApplication.activePopupWidget()
    assert isinstance(sheet, Popover)
    assert "海珠区旧办法" in texts(sheet)
    assert "海府规〔2021〕18号" in texts(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert open_form(page).body.values()["title"] == "新办法"
    dialogs.answers = ["不保存"]
    button(number, f"查看该记录：{number.problem_texts[0]}").click()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    button(QApplication.activePopupWidget(), "离开表单，打开这件文件").click()
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == other.id)


def test_backfilled_documents_are_entered_one_after_the_other(
    qtbot: QtBot, page: DocumentsPage, services: Office, government: int
) -> None:
    page.shown()
    qtbot.waitUntil(lambda: bool(page.desk.units.names))
    page.backfill()
    form = open_form(page)
    assert form.title.text() == "补录旧文件"
    assert field(page, "unified_number").isVisible()
    assert field(page, "handler").value() == "", "who handled it then is not who enters it now"
    for title, expected in (("甲办法", ""), ("乙办法", "海珠区司法局")):
        assert field(page, "title").line.hasFocus()
        write(field(page, "title").line, title)
        open_form(page).body.go_to("handler")
        assert field(page, "handler").value() == expected
        field(page, "handler").line.selectAll()
        write(field(page, "handler").line, "海珠区司法局")
        with qtbot.waitSignal(form.saved):
            press(Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: field(page, "title").value() == "")
        assert form.title.text() == "补录旧文件"
    assert [(facts.title, facts.backfill) for facts in stored(services)] == [("乙办法", True), ("甲办法", True)]
    assert "已保存《乙办法》" in page.status_text


def test_the_expiry_follows_the_years_as_they_are_typed(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    facts = register(
        factories.ready(
            title=TITLE, published_on=None, effective_on=date(2025, 4, 1), validity=Validity(ValidityMode.YEARS, 5)
        )
    )
    assert facts.expires_on == date(2030, 3, 31)
    look(qtbot, page, TITLE)
    page.edit("validity")
    years = field(page, "validity").years.line
    years.setFocus()
    years.selectAll()
    QTest.keyClicks(years, "3")
    qtbot.waitUntil(lambda: field(page, "expires_on").value() == date(2028, 3, 31))
    press(Qt.Key.Key_Return)
    line = field(page, "expires_on").line
    assert focused() is line
    line.selectAll()
    QTest.keyClicks(line, "20281231")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any("保存时改为按有效期推算的 2028-03-31" in text for text in field(page, "expires_on").problem_texts)
    )
    assert field(page, "expiry_reason").line.hasFocus()
    write(field(page, "expiry_reason").line, "文件正文写明")
    qtbot.waitUntil(lambda: not any("保存时改为" in text for text in field(page, "expires_on").problem_texts))
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert services.documents.get(facts.id or 0).expires_on == date(2028, 12, 31)


def test_the_usual_dates_are_shown_and_the_others_folded(page: DocumentsPage) -> None:
    page.shown()
    page.new()
    shown = [key for key in ("signed_on", "published_on", "effective_on", "expires_on") if field(page, key).isVisible()]
    assert len(shown) == 4
    folded = [key for key in ("adopted_on", "dated_on", "registered_on", "printed_on") if field(page, key).isVisible()]
    assert folded == []
    tab_to("更多日期")
    press(Qt.Key.Key_Return)
    assert field(page, "adopted_on").isVisible()
