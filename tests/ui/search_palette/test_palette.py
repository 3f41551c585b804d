"""Ctrl+K in the real window: hits while one types, arrows and Enter open, Esc comes back, preedit is no word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.page import DocumentsPage
from app.ui.shell.window import MainWindow, PageEntry
from app.ui.units.page import UnitsPage
from tests.factories import old, unit
from tests.offices import CLERK
from tests.ui.hands import commit, compose, focused, press, write

CTRL = Qt.KeyboardModifier.ControlModifier
ENTRIES = (
    PageEntry("documents", "规范性文件", "file-text", DocumentsPage),
    PageEntry("units", "单位", "building-2", UnitsPage),
)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, services: Office) -> MainWindow:
    services.units.save(unit(), CLERK)
    services.units.save(unit("海珠区司法局", code="05", marks=()), CLERK)
    services.documents.register(old(remark="2024年常务会议纪要（第三次）"), CLERK)
    services.documents.register(old(title="海珠区湿地保护办法", document_number="海府规〔2023〕9号"), CLERK)
    made = MainWindow(desk, ENTRIES, "D:\\法治台账")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_page("documents")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    page = made.page("documents")
    assert isinstance(page, DocumentsPage)
    qtbot.waitUntil(lambda: page.record is not None)
    page.table.grid.setFocus()
    return made


def type_in(window: MainWindow, text: str) -> None:
    press(Qt.Key.Key_K, CTRL)
    write(window.header.search, text)


def titles(window: MainWindow) -> list[str]:
    hits = window.finder.list.hits_model.hits if window.finder.isVisible() else ()
    return [hit.found.title for hit in hits]


def test_one_character_finds_in_all_ledgers_and_says_where(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "海")
    qtbot.waitUntil(lambda: len(titles(window)) == 4)
    assert titles(window)[0] == "海珠区湿地保护办法"
    assert {hit.found.ledger for hit in window.finder.list.hits_model.hits} == {"documents", "units"}
    first = window.finder.list.hits_model.hits[0]
    assert (first.where, first.in_title) == ("在 文件名称 中匹配", ((0, 1),))
    assert window.finder.count.text() == "找到 4 条"
    hits = window.finder.list.hits_model
    assert hits.data(hits.index(0), Qt.ItemDataRole.AccessibleTextRole).startswith("规范性文件\n海珠区湿地保护办法")


def test_arrows_and_enter_open_the_record(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "海珠")
    qtbot.waitUntil(lambda: len(titles(window)) == 4)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(key)
    hit = window.finder.list.current()
    assert hit is not None
    press(Qt.Key.Key_Return)
    page = window.page("units")
    assert isinstance(page, UnitsPage)
    assert window.current_page is page
    qtbot.waitUntil(lambda: page.current_id == hit.found.id)
    assert not window.finder.isVisible()
    assert window.header.search.text() == ""


def test_the_last_words_win(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "海珠")
    press(Qt.Key.Key_Return)
    write(window.header.search, "区司法")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == ["海珠区司法局"])


def test_composing_is_not_searched_and_its_enter_opens_nothing(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "湿地")
    qtbot.waitUntil(lambda: titles(window) == ["海珠区湿地保护办法"])
    compose(window.header.search, "bao'hu")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert titles(window) == ["海珠区湿地保护办法"]
    commit(window.header.search, "保护")
    qtbot.waitUntil(lambda: window.finder._shown_for == "湿地保护")
    assert titles(window) == ["海珠区湿地保护办法"]


def test_esc_forgets_the_words_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    before: QWidget = focused()
    type_in(window, "司法")
    qtbot.waitUntil(lambda: len(titles(window)) == 1)
    press(Qt.Key.Key_Escape)
    assert not window.finder.isVisible()
    assert window.header.search.text() == ""
    assert focused() is before


def test_from_a_form_esc_closes_the_list_only(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    page.new()
    assert page.open_form is not None
    type_in(window, "司法")
    qtbot.waitUntil(lambda: len(titles(window)) == 1)
    press(Qt.Key.Key_Escape)
    assert page.open_form is not None
    assert page.open_form.isAncestorOf(focused())


def test_nothing_found_is_said_and_what_to_try(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "没有的词")
    qtbot.waitUntil(window.finder.isVisible)
    assert window.finder.count.text() == "没有找到“没有的词”。可以换一个字、文号、编号或拼音首字母"
    press(Qt.Key.Key_Return)
    assert window.finder.isVisible()


def test_a_click_opens_and_leaving_the_box_hides(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "会议纪要")
    qtbot.waitUntil(lambda: len(titles(window)) == 1)
    hit = window.finder.list.hits_model.hits[0]
    assert (hit.where, hit.below) == ("在 备注 中匹配", "海府规〔2021〕18号　2024年常务会议纪要（第三次）")
    assert [hit.below[start:end] for start, end in hit.in_below] == ["会议纪要"]
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    page.table.grid.setFocus()
    assert not window.finder.isVisible()
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: len(titles(window)) == 1)
    rect = window.finder.list.visualRect(window.finder.list.hits_model.index(0))
    QTest.mouseClick(window.finder.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.waitUntil(lambda: page.current_id == 1)
    assert not window.finder.isVisible()
