"""The ledger table as a clerk uses it: keys, filters, sorting, memory."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from app.config import PcSettings
from app.domain.ledgers import Filter
from app.ui.table.delegate import Look, cell_width
from app.ui.table.grid import shares
from app.ui.table.ledger_table import Layout, LedgerTable
from app.ui.table.model import LedgerModel
from app.ui.work import Work
from tests.ui.hands import commit, compose, press, write
from tests.ui.lines import LEDGER, SHOWN, MadeLines

TODAY = date(2025, 3, 3)
FILTERS = ("force_status", "expires_on", "backfill")
Make = Callable[..., LedgerTable]


@pytest.fixture
def source() -> MadeLines:
    return MadeLines(1000)


@pytest.fixture
def make(qtbot: QtBot, work: Work, source: MadeLines, tmp_path: Path) -> Make:
    def made() -> LedgerTable:
        layout = Layout(SHOWN, FILTERS, Look("force_status", "expires_on"))
        table = LedgerTable(LEDGER, layout, source, work, PcSettings(tmp_path / "settings.toml"), lambda: TODAY)
        qtbot.addWidget(table)
        table.resize(900, 500)
        with qtbot.waitActive(table):
            table.show()
            table.activateWindow()
        with qtbot.waitSignal(table.counted):
            table.reload()
        return table

    return made


def _reload_after(qtbot: QtBot, table: LedgerTable, source: MadeLines, act: Callable[[], object]) -> None:
    """Do something, and wait for the lines of what the bar says then: a day half typed may have asked for others."""
    before = len(source.asked)
    act()
    qtbot.waitUntil(
        lambda: (
            len(source.asked) > before
            and table.query == source.asked[-1]
            and table.query.filters == table.bar.filters()
        )
    )


def test_all_lines_are_shown_and_counted(qtbot: QtBot, make: Make) -> None:
    table = make()
    assert len(table.model.ids) == 1000
    table.grid.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_End)
    assert table.grid.current_id() == 1000
    press(Qt.Key.Key_Home)
    assert table.grid.current_id() == 1
    press(Qt.Key.Key_PageDown)
    assert (table.grid.current_id() or 0) > 5


def test_only_what_is_seen_is_fetched(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    make()
    qtbot.waitUntil(lambda: bool(source.pages))
    assert source.pages == [(1, 200)]


def test_typing_searches_after_the_last_key_and_not_while_composing(
    qtbot: QtBot, make: Make, source: MadeLines
) -> None:
    table = make()
    box = table.bar.search
    box.setFocus()
    compose(box, "di")
    assert not box._timer.isActive()
    _reload_after(qtbot, table, source, lambda: (commit(box, "第7"), QTest.keyClicks(box, "77"), write(box, "号")))
    assert [query.text for query in source.asked] == ["", "第777号"]
    assert list(table.model.ids) == [777]


def test_enter_searches_at_once_and_again_goes_into_the_list(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    box = table.bar.search
    box.setFocus()
    write(box, "第12")
    _reload_after(qtbot, table, source, lambda: press(Qt.Key.Key_Return))
    press(Qt.Key.Key_Return)
    assert table.grid.hasFocus()


def test_escape_clears_the_search(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    table.bar.search.setFocus()
    write(table.bar.search, "第12")
    _reload_after(qtbot, table, source, lambda: press(Qt.Key.Key_Return))
    _reload_after(qtbot, table, source, lambda: press(Qt.Key.Key_Escape))
    assert len(table.model.ids) == 1000


def test_a_chip_filters_by_keyboard(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    chip = table.bar.chips["force_status"]
    chip.setFocus()
    sheet = chip.open()
    listed = sheet.findChild(QListWidget)
    assert listed is not None
    row = [listed.item(at).text() for at in range(listed.count())].index("即将到期")
    for _ in range(row):
        QTest.keyClick(listed, Qt.Key.Key_Down)
    _reload_after(qtbot, table, source, lambda: QTest.keyClick(listed, Qt.Key.Key_Space))
    assert chip.text() == "效力状态：即将到期"
    assert len(table.model.ids) == 250
    assert table.bar.clear_button.isVisible()
    sheet.close()
    _reload_after(qtbot, table, source, table.bar.clear_button.click)
    assert chip.text() == "效力状态：全部"
    assert len(table.model.ids) == 1000


def test_many_values_are_summed_up(make: Make) -> None:
    table = make()
    table.bar.set_filters([Filter("force_status", ("in_force", "expiring", "expired"))])
    assert table.bar.chips["force_status"].text() == "效力状态：现行有效等3项"


@pytest.mark.parametrize(("low", "high", "text"), [
    (date(2021, 1, 1), date(2025, 12, 31), "有效期至：2021—2025"),
    (date(2025, 1, 1), date(2025, 12, 31), "有效期至：2025"),
    (date(2025, 2, 1), None, "有效期至：2025-02-01起"),
    (None, date(2024, 12, 31), "有效期至：2024止"),
    (date(2025, 2, 1), date(2025, 3, 1), "有效期至：2025-02-01 至 2025-03-01"),
    (None, None, "有效期至：全部"),
])  # fmt: skip
def test_a_span_of_days_is_read_back_in_words(make: Make, low: date | None, high: date | None, text: str) -> None:
    table = make()
    table.bar.set_filters([Filter("expires_on", (), low, high)])
    assert table.bar.chips["expires_on"].text() == text


def test_days_can_be_typed_in_the_popover(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    from PySide6.QtWidgets import QLineEdit

    table = make()
    sheet = table.bar.chips["expires_on"].open()
    first = sheet.findChildren(QLineEdit)[0]
    _reload_after(qtbot, table, source, lambda: QTest.keyClicks(first, "20260101"))
    assert table.query.filters == (Filter("expires_on", (), date(2026, 1, 1)),)
    sheet.close()


def test_a_click_on_a_head_sorts_and_again_turns_round(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    header = table.grid.horizontalHeader()

    def click() -> None:
        # Where the head stands now: columns may just have grown with their content.
        at = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) // 2, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    for descending in (False, True, False):
        _reload_after(qtbot, table, source, click)
        assert table.query.sort == ("title", descending)
    assert table.model.headerData(1, Qt.Orientation.Horizontal) == "文件名称 ↑"


def test_one_stays_on_the_same_line_when_lines_come_and_go(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    table.grid.go_to_row(41)
    _reload_after(qtbot, table, source, lambda: table.show_only([Filter("force_status", ("expired",))]))
    assert table.grid.current_id() == 42
    _reload_after(qtbot, table, source, lambda: table.show_only([Filter("force_status", ("in_force",))]))
    assert table.grid.current_id() is not None


def test_painting_does_not_ask_every_selected_row(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The heads did, ten times over: seven seconds for 100,000 selected lines."""
    table = make()
    table.grid.selectAll()
    asked: list[int] = []
    count_rows = LedgerModel.rowCount
    monkeypatch.setattr(LedgerModel, "rowCount", lambda self, *index: (asked.append(1), count_rows(self, *index))[1])
    table.grid.grab()
    assert len(asked) < len(table.model.ids)


def test_a_selection_survives_a_reload(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    table.grid.setFocus()
    table.grid.go_to_row(4)
    for _ in range(3):
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = table.grid.selected_ids()
    _reload_after(qtbot, table, source, table.reload)
    qtbot.waitUntil(lambda: table.grid.selected_ids() == chosen == [5, 6, 7, 8])
    table.grid.selectAll()
    _reload_after(qtbot, table, source, table.reload)
    qtbot.waitUntil(lambda: table.grid.selected_count() == 1000)


def test_selected_lines_are_copied_with_their_heads(make: Make) -> None:
    table = make()
    table.grid.setFocus()
    table.grid.go_to_row(0)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "统一编号\t文件名称\t制定机关\t有效期至\t效力状态"
    assert lines[1] == "HZ0120010001\t海珠区第1号办法\t海珠区人民政府\t2025-01-02\t即将到期"
    assert len(lines) == 3


def test_all_lines_can_be_selected_quickly_and_counted(qtbot: QtBot, make: Make) -> None:
    table = make()
    table.grid.setFocus()
    with qtbot.waitSignal(table.counted, check_params_cb=lambda shown, chosen: (shown, chosen) == (1000, 1000)):
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.grid.selected_ids() == list(range(1, 1001))


def test_enter_and_double_click_open_the_line(qtbot: QtBot, make: Make) -> None:
    table = make()
    table.grid.setFocus()
    table.grid.go_to_row(2)
    with qtbot.waitSignal(table.line_opened, check_params_cb=lambda line: line == 3):
        press(Qt.Key.Key_Return)
    place = table.grid.visualRect(table.model.index(4, 1)).center()
    QTest.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.line_opened, check_params_cb=lambda line: line == 5):
        QTest.mouseDClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_letters_typed_at_the_table_do_nothing(make: Make) -> None:
    table = make()
    table.grid.setFocus()
    table.grid.go_to_row(2)
    QTest.keyClicks(table.grid, "hai")
    assert table.grid.current_id() == 3


def test_codes_dates_and_states_are_never_cut(make: Make, qtbot: QtBot) -> None:
    table = make()
    metrics = table.grid.fontMetrics()

    def whole() -> bool:
        return all(
            table.grid.columnWidth(at) >= cell_width(column, table.model.text(row, at), metrics)
            for at, column in enumerate(table.model.columns)
            if column.key in ("number", "expires_on", "force_status")
            for row in range(20)
        )

    qtbot.waitUntil(whole)
    total = sum(table.grid.columnWidth(at) for at in range(len(SHOWN)))
    assert total <= table.grid.viewport().width()


def test_a_longer_code_on_a_later_page_widens_its_column(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = make()
    before = table.grid.columnWidth(0)
    long_code = "HZ01202400019999特长编号"
    monkeypatch.setattr("tests.ui.lines.line", lambda number: (long_code, "名称", "机关", None, "in_force", False, ""))
    table.grid.setFocus()
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: table.grid.columnWidth(0) > before)


def test_widths_sort_and_filters_are_remembered(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    table.grid.horizontalHeader().resizeSection(1, 333)
    _reload_after(qtbot, table, source, lambda: table.grid.sort_asked.emit("title", True))
    _reload_after(qtbot, table, source, lambda: table.show_only([Filter("expires_on", (), date(2025, 1, 1))]))
    again = make()
    assert abs(again.grid.columnWidth(1) - 333) <= 2
    assert again.query.sort == ("title", True)
    assert again.query.filters == (Filter("expires_on", (), date(2025, 1, 1)),)


def test_an_empty_result_says_so_and_offers_to_clear(qtbot: QtBot, make: Make, source: MadeLines) -> None:
    table = make()
    _reload_after(qtbot, table, source, lambda: table.show_only((), "没有这样的文件"))
    assert table.nothing_text.text() == "没有符合筛选条件的记录"
    _reload_after(qtbot, table, source, table.nothing_button.click)
    assert table.pages.currentWidget() is table.grid


@pytest.mark.parametrize(("room", "columns", "total"), [
    (300, {"a": (2, 50, 999), "b": (1, 50, 999)}, 300),
    (300, {"a": (9, 50, 999), "b": (1, 50, 60)}, 300),
    (300, {"a": (2, 50, 60), "b": (1, 50, 60)}, 300),
    (80, {"a": (2, 50, 999), "b": (1, 50, 999)}, 100),
    (300, {}, 0),
])  # fmt: skip
def test_texts_share_the_room_by_weight_but_keep_their_least(
    room: int, columns: dict[str, tuple[int, int, int]], total: int
) -> None:
    given = shares(room, columns)
    assert sum(given.values()) == total
    assert all(given[key] >= least for key, (_, least, _) in columns.items())
    lacking = [key for key, (_, _, most) in columns.items() if given[key] < most]
    fat = [key for key, (_, least, most) in columns.items() if given[key] > max(most, least)]
    assert not (lacking and fat), "nobody gets more than he needs while another lacks"


def test_going_to_a_line_leaves_one_selected_even_while_ctrl_is_held(qtbot: QtBot, make: Make) -> None:
    table = make()
    table.grid.setFocus()
    table.grid.go_to_row(2)
    window = table.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    table.grid.go_to_row(5)
    selected, current = table.grid.selected_rows(), table.grid.currentIndex().row()
    QTest.keyRelease(window, Qt.Key.Key_Control, Qt.KeyboardModifier.NoModifier)
    assert (selected, current) == ([5], 5)
