"""The page of documents seen from another day: its states, what can be done then, how one comes back to today's work."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import FileLevel
from app.domain.documents.status import ForceStatus
from app.domain.ledgers import Filter
from app.ui.documents.page import DocumentsPage
from app.ui.keys import Act
from tests import factories
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.documents.looking import CTRL, Register, button, look, open_form, texts
from tests.ui.hands import focused, press

NEW, ENDED = "海珠区新办法", "海珠区旧办法"
YEAR_END = date(2024, 12, 31)


@pytest.fixture
def page(page: DocumentsPage, register: Register) -> DocumentsPage:
    """Two documents: one in force until 2025-01-31, one published on 2025-02-01."""
    register(factories.old(title=ENDED, document_number="", expires_on=date(2025, 1, 31)))
    new = factories.old(title=NEW, document_number="", published_on=date(2025, 2, 1), effective_on=date(2025, 2, 1))
    register(new)
    return page


def see(qtbot: QtBot, page: DocumentsPage, day: str) -> None:
    """Type a day where Ctrl+D puts the focus, wait for its lines and the panel, and for the keys to come to the window again."""
    page.acts[Act.AS_OF]()
    line = focused()
    QTest.keyClicks(line, day)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.as_of is not None and page.desk.work.quiet)
    with qtbot.waitActive(page):
        page.activateWindow()


def states(page: DocumentsPage) -> dict[object, object]:
    lines = [page.table.model.line(row) for row in range(len(page.table.model.ids))]
    title, status = (page.ledger.index(key) for key in ("title", "force_status"))
    return {line[title]: line[status] for line in lines}


def back(qtbot: QtBot, page: DocumentsPage) -> bool:
    qtbot.waitUntil(lambda: page.table.as_of is None and page.desk.work.quiet)
    return not page.table.notice.isVisible() and page.bar.buttons["new"].isEnabled()


def test_states_are_those_of_the_day_and_later_documents_are_left_out(qtbot: QtBot, page: DocumentsPage) -> None:
    look(qtbot, page, ENDED)
    assert states(page) == {NEW: ForceStatus.IN_FORCE, ENDED: ForceStatus.EXPIRED}
    see(qtbot, page, "2024.12.31")
    assert states(page) == {ENDED: ForceStatus.EXPIRING}
    page.table.show_only((), "")
    assert back(qtbot, page)
    see(qtbot, page, "2030.1.1")
    assert states(page) == {NEW: ForceStatus.EXPIRED, ENDED: ForceStatus.EXPIRED}


def test_the_panel_says_that_it_shows_today_and_offers_no_act(qtbot: QtBot, page: DocumentsPage) -> None:
    look(qtbot, page, ENDED)
    see(qtbot, page, "20241231")
    assert "下面是这件文件今天的情况" in texts(page.panel)
    assert "期满失效" in texts(page.panel)
    page.panel.open_tab(1)
    assert not [found for found in page.panel.findChildren(QPushButton) if "登记办理过程" in found.text()]
    page.panel.open_tab(2)
    assert not [found for found in page.panel.findChildren(QPushButton) if "添加附件" in found.text()]
    press(Qt.Key.Key_Escape)
    assert back(qtbot, page)
    assert page.bar.buttons["more"].isEnabled()
    assert "今天的情况" not in texts(page.panel)
    assert button(page.panel, "＋ 添加附件…").isVisible()


def test_nothing_can_be_changed_and_it_says_why(qtbot: QtBot, page: DocumentsPage) -> None:
    look(qtbot, page, ENDED)
    see(qtbot, page, "20241231")
    why = "正在查看截至2024年12月31日的台账，请先按 Esc 回到今天"
    for name, found in page.bar.buttons.items():
        assert found.isEnabled() == (name in ("export", "print")), name
    assert page.bar.buttons["new"].toolTip() == why
    page.table.grid.setFocus()
    press(Qt.Key.Key_Return)
    page.acts[Act.NEW]()
    assert page.open_form is None
    assert page.status_text.startswith(why)


@pytest.mark.parametrize("place", ["grid", "search", "bar"])
def test_escape_comes_back_from_everywhere(qtbot: QtBot, page: DocumentsPage, place: str) -> None:
    look(qtbot, page, ENDED)
    see(qtbot, page, "20241231")
    {"grid": page.table.grid, "search": page.table.bar.search, "bar": page.bar.buttons["export"]}[place].setFocus()
    press(Qt.Key.Key_Escape)
    assert back(qtbot, page)
    assert page.table.grid.hasFocus()
    assert states(page).keys() == {NEW, ENDED}


def test_what_goes_out_is_of_the_day(
    qtbot: QtBot, page: DocumentsPage, dialogs: ScriptedDialogs, went: Went, tmp_path: Path
) -> None:
    look(qtbot, page, ENDED)
    see(qtbot, page, "20241231")
    target = tmp_path / "上年末.xlsx"
    dialogs.answers = [target]
    page.acts[Act.EXPORT]()
    assert dialogs.asked[0][1].endswith("行政规范性文件台账（截至2024年12月31日）.xlsx")
    qtbot.waitUntil(lambda: page.status_text.startswith("已导出 1 行"))
    cells = [str(cell.value) for row in load_workbook(target).active.iter_rows() for cell in row]
    assert "行政规范性文件台账（截至2024年12月31日）" in cells
    assert (ENDED in cells, NEW in cells) == (True, False)
    page.table.bar.set_filters((Filter("completeness", ("complete",)),), day=page.table.bar.day)
    qtbot.waitUntil(lambda: page.table.query.filters != ())
    dialogs.answers = ["截至2024年12月31日全部", target]
    page.acts[Act.EXPORT]()
    qtbot.waitUntil(lambda: not dialogs.answers)
    page.table.bar.clear()
    qtbot.waitUntil(lambda: page.table.query.filters == () and page.desk.work.quiet)
    page.acts[Act.PRINT]()
    qtbot.waitUntil(lambda: len(went.previews) == 1)


def test_what_is_asked_for_from_elsewhere_is_shown_as_of_today(
    qtbot: QtBot, page: DocumentsPage, register: Register
) -> None:
    drafted = register(factories.draft(title="海珠区招商办法", file_level=FileLevel.DEPARTMENT))
    look(qtbot, page, ENDED)
    see(qtbot, page, "20241231")
    page.show_lines((Filter("force_status", (ForceStatus.EXPIRED.value,)),))
    assert back(qtbot, page)
    assert states(page) == {ENDED: ForceStatus.EXPIRED}
    see(qtbot, page, "20241231")
    assert drafted.id is not None
    page.open_record(drafted.id)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == drafted.id)
    assert back(qtbot, page)
    page.table.grid.setFocus()
    see(qtbot, page, "2025.12.31")
    page.open_task(drafted.id)
    qtbot.waitUntil(lambda: page.open_form is not None)
    assert open_form(page).isVisible()
    assert back(qtbot, page)


def test_while_a_form_is_open_the_key_does_nothing(qtbot: QtBot, page: DocumentsPage) -> None:
    look(qtbot, page, ENDED)
    page.edit()
    page.acts[Act.AS_OF]()
    assert page.open_form is not None
    assert focused().window() is page
    press(Qt.Key.Key_S, CTRL)
