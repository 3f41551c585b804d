"""The list of facts in the record panel: nothing of a number is beyond its edge."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.panel import FactList

CODE = "31440000MD0230110H"


@pytest.mark.parametrize("name", ["电话", "统一社会信用代码", "执业机构或工作单位"])
def test_a_number_of_eighteen_signs_is_seen_whole_beside_any_name(qtbot: QtBot, name: str) -> None:
    facts = FactList([(name, CODE), ("空", "")])
    qtbot.addWidget(facts)
    room = theme.em(facts, 18)  # about what the panel has on the smallest screen
    facts.resize(room, 200)
    with qtbot.waitExposed(facts):
        facts.show()
    assert facts.width() == room
    shown = {label.text(): label for label in facts.findChildren(QLabel)}
    assert set(shown) == {name, CODE}
    value = shown[CODE]
    assert value.width() >= value.fontMetrics().horizontalAdvance(CODE)
    assert value.geometry().right() <= room
    assert shown[name].height() >= shown[name].heightForWidth(shown[name].width())
