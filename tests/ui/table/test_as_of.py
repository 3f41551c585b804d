"""A ledger seen from another day, by keys: which days are taken, what is said, how one comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.config import PcSettings
from app.domain.ledgers import Filter, Query
from app.ui.popover import Popover
from app.ui.table.as_of import AsOfChip
from app.ui.table.ledger_table import Layout, LedgerTable
from app.ui.work import Work
from tests.ui.hands import press, write
from tests.ui.lines import LEDGER, SHOWN, MadeLines

TODAY = date(2025, 3, 3)
EXPIRED = Filter("force_status", ("expired",))
Make = Callable[[], LedgerTable]


@pytest.fixture
def source() -> MadeLines:
    return MadeLines(40)


@pytest.fixture
def make(qtbot: QtBot, work: Work, source: MadeLines, tmp_path: Path) -> Make:
    def made() -> LedgerTable:
        settings = PcSettings(tmp_path / "settings.toml")
        layout = Layout(SHOWN, ("force_status",))
        table = LedgerTable(replace(LEDGER, as_of=True), layout, source, work, settings, lambda: TODAY)
        qtbot.addWidget(table)
        table.resize(900, 500)
        with qtbot.waitActive(table):
            table.show()
            table.activateWindow()
        with qtbot.waitSignal(table.counted):
            table.reload()
        return table

    return made


@pytest.fixture
def table(make: Make) -> LedgerTable:
    return make()


def chip(table: LedgerTable) -> AsOfChip:
    assert table.bar.as_of is not None
    return table.bar.as_of


def type_day(table: LedgerTable, text: str) -> Popover:
    """Open the chip by its key and type into the line that has the focus then."""
    chip(table).setFocus()
    press(Qt.Key.Key_Return)
    (sheet,) = sheets(table)
    line = sheet.focusWidget()
    assert line is not None
    write(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return sheet


def sheets(table: LedgerTable) -> list[Popover]:
    return [found for found in table.window().findChildren(Popover) if found.isVisible()]


def shows(qtbot: QtBot, table: LedgerTable, day: date | None) -> None:
    """The lines of a day are there, and the keys come to the window again."""
    qtbot.waitUntil(lambda: table.as_of == day and table.query.on == (day or TODAY))
    with qtbot.waitActive(table):
        table.activateWindow()


@pytest.mark.parametrize("text", ["20241231", "2024.12.31", "2024-12-31", "2024年12月31日", "24.12.31"])
def test_a_day_can_be_typed_in_every_spelling(qtbot: QtBot, table: LedgerTable, source: MadeLines, text: str) -> None:
    type_day(table, text)
    shows(qtbot, table, date(2024, 12, 31))
    assert not sheets(table)
    assert source.asked[-1] == Query(date(2024, 12, 31), as_of=True)
    assert chip(table).text() == "截至：2024-12-31"
    assert table.notice.isVisible()
    assert table.notice.lead.text() == "截至2024年12月31日的台账，只能查看、导出和打印"
    assert "此后登记的不列入" in table.notice.detail.text()


def test_a_day_to_come_is_called_a_forecast(qtbot: QtBot, table: LedgerTable) -> None:
    type_day(table, "2026.12.31")
    shows(qtbot, table, date(2026, 12, 31))
    assert table.notice.lead.text().startswith("推算至2026年12月31日的台账")
    assert "今后的新增、延期和废止不在其中" in table.notice.detail.text()


@pytest.mark.parametrize(("text", "told"), [
    ("2024.2.30", "日历上没有2024年2月30日这一天"),
    ("2024.12", "只写到2024年12月，缺少日"),
    ("2024", "只写了2024年，缺少月和日"),
    ("1024.1.1", "年份1024不在1949至2100年之间"),
    ("昨天", "看不懂是哪一天"),
])  # fmt: skip
def test_what_is_no_day_is_told_at_the_field_and_changes_nothing(
    qtbot: QtBot, table: LedgerTable, source: MadeLines, text: str, told: str
) -> None:
    asked = len(source.asked)
    sheet = type_day(table, text)
    assert sheet.isVisible()
    labels = [label.text() for label in sheet.findChildren(type(table.notice.lead)) if label.isVisible()]
    assert any(told in words for words in labels)
    line = sheet.focusWidget()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheets(table))
    assert (table.bar.day, len(source.asked)) == (None, asked)
    assert not table.notice.isVisible()


@pytest.mark.parametrize("text", ["", "2025.3.3"])
def test_an_empty_line_or_today_is_today(qtbot: QtBot, table: LedgerTable, text: str) -> None:
    type_day(table, "20241231")
    shows(qtbot, table, date(2024, 12, 31))
    sheet = chip(table).open()
    line = sheet.focusWidget()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Delete)
    write(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    shows(qtbot, table, None)
    assert not table.notice.isVisible()
    assert chip(table).text() == "截至…"


@pytest.mark.parametrize(("word", "day"), [
    ("去年末", date(2024, 12, 31)), ("上月末", date(2025, 2, 28)), ("今年末", date(2025, 12, 31)), ("今天", None),
])  # fmt: skip
def test_the_usual_days_are_one_button_away(qtbot: QtBot, table: LedgerTable, word: str, day: date | None) -> None:
    type_day(table, "20240630")
    shows(qtbot, table, date(2024, 6, 30))
    sheet = chip(table).open()
    button = next(found for found in sheet.findChildren(QPushButton) if found.text() == word)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    shows(qtbot, table, day)


def test_the_notice_has_the_way_back_and_the_filters_stay(qtbot: QtBot, table: LedgerTable) -> None:
    table.show_only((EXPIRED,))
    type_day(table, "20241231")
    shows(qtbot, table, date(2024, 12, 31))
    assert table.query.filters == (EXPIRED,)
    table.notice.back.setFocus()
    press(Qt.Key.Key_Space)
    shows(qtbot, table, None)
    assert table.query.filters == (EXPIRED,)
    assert table.grid.hasFocus()


def test_clearing_the_filters_keeps_the_day_but_a_figure_is_shown_as_of_today(
    qtbot: QtBot, table: LedgerTable, source: MadeLines
) -> None:
    type_day(table, "20241231")
    table.bar.set_filters((EXPIRED,), day=table.bar.day)
    qtbot.waitUntil(lambda: table.query.filters == (EXPIRED,))
    table.bar.clear_button.click()
    qtbot.waitUntil(lambda: table.query.filters == ())
    shows(qtbot, table, date(2024, 12, 31))
    table.show_only((EXPIRED,))
    shows(qtbot, table, None)
    assert table.query.filters == (EXPIRED,)


def test_a_day_without_lines_says_so(qtbot: QtBot, table: LedgerTable, source: MadeLines) -> None:
    source.count = 0
    type_day(table, "19500101")
    qtbot.waitUntil(lambda: table.nothing_text.text() == "截至1950年1月1日没有记录")
    assert not table.nothing_button.isVisible()


def test_the_day_is_not_remembered(qtbot: QtBot, make: Make) -> None:
    table = make()
    type_day(table, "20241231")
    shows(qtbot, table, date(2024, 12, 31))
    table.show_only((EXPIRED,))
    type_day(table, "20241231")
    shows(qtbot, table, date(2024, 12, 31))
    again = make()
    assert again.query == Query(TODAY, (EXPIRED,))
    assert not again.notice.isVisible()


def test_a_ledger_that_cannot_has_no_such_chip(qtbot: QtBot, work: Work, source: MadeLines, tmp_path: Path) -> None:
    made = LedgerTable(LEDGER, Layout(SHOWN), source, work, PcSettings(tmp_path / "s.toml"), lambda: TODAY)
    qtbot.addWidget(made)
    assert made.bar.as_of is None
    assert made.bar.day is None
