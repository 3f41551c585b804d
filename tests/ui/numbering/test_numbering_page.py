"""The number book with the hands of a clerk: gaps at their places, reserving, voiding, withdrawing, printing."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import DocumentFacts
from app.domain.number_book import NumberState
from app.domain.numbering.schemes import NumberingScheme
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.numbering.page import GAPS, NumberingPage
from tests.factories import old, ready, unit
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import press, write

CTRL = Qt.KeyboardModifier.ControlModifier
SCHEME = NumberingScheme("按类别", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat"))


@pytest.fixture
def numbered(services: Office) -> DocumentFacts:
    """HZ0120250003 of an old document, HZ0120250004 of a new one: two gaps before them."""
    services.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    services.units.save(unit(), CLERK)
    services.numbering.save_scheme(SCHEME, CLERK)
    services.documents.register(old(unified_number="HZ0120250003"), CLERK)
    stored = services.documents.register(ready(), CLERK)
    services.numbering.allot(stored.id or 0, CLERK)
    return stored


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, numbered: DocumentFacts) -> NumberingPage:
    made = NumberingPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.record is not None)
    made.table.grid.setFocus()
    return made


def shown(page: NumberingPage) -> list[tuple[str, str]]:
    model = page.table.model
    return [(model.text(row, 0), model.text(row, 1)) for row in range(len(model.ids))]


def stand_on(qtbot: QtBot, page: NumberingPage, number: str) -> None:
    row = [text for text, _ in shown(page)].index(number)
    page.table.grid.go_to_row(row)
    qtbot.waitUntil(lambda: page.record is not None and page.record.number == number)


def test_gaps_stand_where_they_are_missing(qtbot: QtBot, page: NumberingPage) -> None:
    assert shown(page) == [
        ("HZ0120250001", "未说明"),
        ("HZ0120250002", "未说明"),
        ("HZ0120250003", "已用"),
        ("HZ0120250004", "已用"),
    ]
    assert page.status_text == "共 2 个编号，断号 2 个未说明"
    page.table._sort_by("number", True)
    qtbot.waitUntil(lambda: shown(page)[-1][0] == "HZ0120250001")
    assert [text for text, _ in shown(page)][-2:] == ["HZ0120250002", "HZ0120250001"]
    page.show_lines(GAPS)
    qtbot.waitUntil(lambda: {state for _, state in shown(page)} == {"未说明"})


def test_a_gap_is_explained_by_enter_and_stays_in_the_book(
    qtbot: QtBot, page: NumberingPage, services: Office, dialogs: ScriptedDialogs
) -> None:
    stand_on(qtbot, page, "HZ0120250002")
    assert not page.bar.buttons["withdraw"].isEnabled()
    dialogs.answers = ["旧台账漏登"]
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("HZ0120250002", "作废") in shown(page))
    qtbot.waitUntil(lambda: page.record is not None and page.record.state is NumberState.VOID)
    assert page.record is not None
    assert page.record.number == "HZ0120250002"
    assert [gap.text for gap in services.numbering.gaps()] == ["HZ0120250001"]


def test_the_last_number_of_today_is_withdrawn_and_others_say_why_not(
    qtbot: QtBot, page: NumberingPage, services: Office, dialogs: ScriptedDialogs, clock: Clock
) -> None:
    stand_on(qtbot, page, "HZ0120250003")
    dialogs.answers = [True, None]
    QTest.mouseClick(page.bar.buttons["withdraw"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert dialogs.asked[1][1].startswith("1. 编号 HZ0120250003 之后已有编号，不能撤回，请作废")
    stand_on(qtbot, page, "HZ0120250004")
    dialogs.answers = [True]
    QTest.mouseClick(page.bar.buttons["withdraw"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    qtbot.waitUntil(lambda: page.status_text.startswith("编号 HZ0120250004 已撤回　共 1 个编号"))


def test_a_number_is_reserved_for_a_document_and_given_to_it(
    qtbot: QtBot, page: NumberingPage, services: Office
) -> None:
    other = services.documents.register(ready(title="海珠区湿地保护办法"), CLERK)
    qtbot.waitUntil(lambda: len(page._schemes) == 1)
    page.reserve()
    form = page.open_form
    assert form is not None
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(form.body.field("purpose").problem_texts))
    write(form.body.field("like").line, "湿地")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write(form.body.field("purpose").line, "常务会议当日签发")  # type: ignore[attr-defined]
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.record is not None and page.record.state is NumberState.RESERVED)
    assert page.record is not None
    assert page.record.number == "HZ0120250005"
    assert page.status_text.startswith("已预留编号 HZ0120250005")
    QTest.mouseClick(page.bar.buttons["use"], Qt.MouseButton.LeftButton)
    form = page.open_form
    assert form is not None
    write(form.body.field("document").line, "湿地")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.record is not None and page.record.document_id == other.id)
    assert services.documents.get(other.id or 0).unified_number == "HZ0120250005"


def test_enter_opens_the_document_also_of_a_void_number(
    qtbot: QtBot, page: NumberingPage, numbered: DocumentFacts, dialogs: ScriptedDialogs, went: Went
) -> None:
    stand_on(qtbot, page, "HZ0120250004")
    dialogs.answers = ["重复编号"]
    QTest.mouseClick(page.bar.buttons["void"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.record is not None and page.record.state is NumberState.VOID)
    page.table.grid.setFocus()
    press(Qt.Key.Key_Return)
    assert went.records == [("documents", numbered.id)]


def test_words_are_looked_for_in_numbers_titles_and_reasons(
    qtbot: QtBot, page: NumberingPage, services: Office
) -> None:
    services.numbering.void("HZ0120250001", "印制时跳号", CLERK)
    page.table.focus_search()
    for typed, number in (("跳号", "HZ0120250001"), ("资产", "HZ0120250003"), ("hz0120250004", "HZ0120250004")):
        page.table.bar.search.clear()
        write(page.table.bar.search, typed)
        qtbot.waitUntil(lambda number=number: [text for text, _ in shown(page)] == [number])


def test_the_printed_book_names_the_gaps(qtbot: QtBot, page: NumberingPage, went: Went) -> None:
    QTest.mouseClick(page.bar.buttons["print"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(went.previews) == 1)
    text = PdfReader(went.previews[0]).pages[0].extract_text()
    assert "HZ0120250001" in text
    assert "未说明" in text


def test_export_writes_what_is_shown_where_one_wants_it(
    qtbot: QtBot, page: NumberingPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    target = tmp_path / "登记簿.csv"
    press(Qt.Key.Key_A, CTRL)
    dialogs.answers = ["当前显示的（共 2 个编号，断号 2 个未说明）", target]
    QTest.mouseClick(page.bar.buttons["export"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.status_text.startswith("已导出 4 行到"))
    assert "HZ0120250002" in target.read_text("utf-8-sig")
