"""Conditions from elsewhere on columns without a chip: said, kept beside the chips, taken off by one click, never remembered."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.documents.columns import LEDGER
from app.domain.ledgers import ID, Filter
from app.ui.table.filters import FilterBar
from app.ui.table.given import given_words

YEAR = Filter("registered_on", low=date(2025, 1, 1), high=date(2025, 12, 31))
STATUS = Filter("force_status", ("in_force",))


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    made = FilterBar([LEDGER.column("force_status")], {}, lambda: date(2025, 3, 3), others=LEDGER.columns)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "condition", "words"),
    [
        ("registered_on", YEAR, "登记日期：2025"),
        ("registered_on", Filter("registered_on", low=date(2025, 3, 3)), "登记日期：2025-03-03起"),
        ("nature", Filter("nature", ("normative",)), "认定结果：行政规范性文件"),
        ("handler", Filter("handler", ("甲", "乙", "丙")), "承办人：甲等3项"),
        ("id", Filter("id", (3, 5)), "指定的2条"),
    ],
)
def test_a_condition_is_said_in_words(key: str, condition: Filter, words: str) -> None:
    assert given_words(ID if key == "id" else LEDGER.column(key), condition) == words


def test_it_narrows_beside_the_chips_until_it_is_taken_off(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_filters((STATUS, YEAR, Filter("id", (3,))))
    assert bar.filters() == (STATUS, YEAR, Filter("id", (3,)))
    assert [chip.text() for chip in bar.given] == ["登记日期：2025", "指定的1条"]
    assert bar.clear_button.isVisible()
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar.given[0], Qt.Key.Key_Space)
    assert bar.filters() == (STATUS, Filter("id", (3,)))
    bar.clear()
    assert bar.filters() == ()
    assert bar.given == []


def test_it_is_not_kept_between_starts(bar: FilterBar) -> None:
    bar.set_filters((STATUS, YEAR))
    assert len(bar.state()) == 1
    bar.restore(bar.state())
    assert STATUS in bar.filters()


def test_a_column_that_the_ledger_does_not_have_is_left_out(bar: FilterBar) -> None:
    bar.set_filters((Filter("unheard", ("x",)),))
    assert bar.filters() == ()
