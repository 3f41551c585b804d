"""The first start by keys alone: from the notice to an office with units, clerks and a numbering rule."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.units import UnitCategory
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.first_start.wizard import FirstStart
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import focused, press, write

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NOTICE, OFFICE, PROFILE, UNITS, STAFF, SCHEME = range(6)


@pytest.fixture
def start(qtbot: QtBot, desk: Desk) -> FirstStart:
    made = FirstStart(desk.office, desk.work, desk.failures)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.notice.agreed.setFocus()
    return made


def go_on() -> None:
    press(Qt.Key.Key_Return, CTRL)


def to_units(start: FirstStart) -> None:
    press(Qt.Key.Key_Space)
    go_on()
    write(focused(), "广州市海珠区司法局")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write(focused(), "hz")
    go_on()
    assert start.step == PROFILE
    go_on()
    assert start.step == UNITS


def to_scheme(start: FirstStart) -> None:
    to_units(start)
    go_on()
    write(focused(), "张三")
    press(Qt.Key.Key_Return)
    write(focused(), "科员")
    go_on()
    assert start.step == SCHEME


def test_nothing_goes_on_before_the_notice_is_acknowledged(start: FirstStart) -> None:
    go_on()
    assert (start.step, start.footer.note.text()) == (NOTICE, "请阅读后勾选")
    press(Qt.Key.Key_Space)
    go_on()
    assert start.step == OFFICE


def test_an_office_is_set_up_with_keys_only(qtbot: QtBot, start: FirstStart, services: Office) -> None:
    to_scheme(start)
    with qtbot.waitSignal(start.finished, timeout=20_000):
        go_on()
    settings = services.settings.get()
    assert (settings.office, settings.region_code, settings.region_name) == ("广州市海珠区司法局", "HZ", "海珠区")
    assert settings.go_live_on == date(2025, 3, 3)
    assert [(member.name, member.post) for member in services.settings.staff()] == [("张三", "科员")]
    assert [scheme.key for scheme in services.numbering.schemes()] == ["guangzhou_category"]
    units = services.units.all()
    government = next(unit for unit in units.values() if unit.category is UnitCategory.GOVERNMENT)
    assert len(units) == 24
    assert {unit.parent_id for unit in units.values()} == {None, government.id}
    assert services.audit.head().length == 2


def test_the_district_follows_the_name_until_it_is_typed(start: FirstStart) -> None:
    press(Qt.Key.Key_Space)
    go_on()
    write(focused(), "张掖市甘州区司法局")
    assert start.office_step.place.value() == "甘州区"
    press(Qt.Key.Key_Return)
    focused().selectAll()  # type: ignore[attr-defined]
    write(focused(), "高台县")
    start.office_step.name.line.setFocus()
    write(focused(), "（试用）")
    assert start.office_step.place.value() == "高台县"


def test_units_can_be_changed_taken_out_and_added(qtbot: QtBot, start: FirstStart, services: Office) -> None:
    to_units(start)
    rows = start.units.rows
    rows.tab_stops()[5].click()  # type: ignore[attr-defined]  # the first row: the government
    assert start.units.count.text() == "共 23 个单位"
    fields = rows.add_row()
    fields["name"].line.setFocus()  # type: ignore[attr-defined]
    write(focused(), "海珠区人民政府")
    fields["category"].set_value(UnitCategory.GOVERNMENT)
    go_on()
    assert start.step == STAFF
    units = start.units.units()
    assert (units[0].name, units[0].parent_id, units[1].parent_id) == ("海珠区人民政府", None, 0)


def test_a_code_used_twice_is_named(start: FirstStart) -> None:
    to_units(start)
    focused().selectAll()  # type: ignore[attr-defined]
    write(focused(), "02")
    assert "编码 02 已被“海珠区人民政府”使用" in start.footer.note.text()
    go_on()
    assert start.step == UNITS


def test_the_profile_names_what_is_not_verified(start: FirstStart) -> None:
    lines = {line.key: line for line in start.profile.table.lines_model.lines}
    assert lines["consultation_days"].cells[2] == "30日（待核实）"
    assert lines["validity_max_trial"].cells[1:3] == ("2年", "3年")
    assert lines["expiry_base"].quiet
    start.profile.buttons["beijing"].click()
    assert start.profile.name == "beijing"
    assert start.profile.basis.text().startswith("北京市")


def test_a_template_of_ones_own_is_previewed_as_typed_and_judged(
    qtbot: QtBot, start: FirstStart, services: Office
) -> None:
    to_scheme(start)
    assert start.scheme.sample.text().endswith("HZ0120260012")
    start.scheme.advanced.setFocus()
    press(Qt.Key.Key_Space)
    focused().selectAll()  # type: ignore[attr-defined]
    write(focused(), "{region}-{year}")
    assert "没有顺序号" in start.scheme.template.preview.text()
    go_on()
    assert start.step == SCHEME
    write(focused(), "-{seq:3}")
    assert start.scheme.template.preview.text() == "样例编号：HZ-2026-012"
    with qtbot.waitSignal(start.finished, timeout=20_000):
        go_on()
    (scheme,) = services.numbering.schemes()
    assert (scheme.template, scheme.scope, scheme.key) == ("{region}-{year}-{seq:3}", ("region",), "")


def test_a_rule_that_needs_the_region_asks_for_it(start: FirstStart) -> None:
    to_scheme(start)
    for _ in range(4):
        press(Qt.Key.Key_Left, ALT)
    assert start.step == OFFICE
    start.office_step.code.line.setFocus()
    start.office_step.code.line.selectAll()
    press(Qt.Key.Key_Delete)
    for _ in range(4):
        go_on()
    assert start.step == SCHEME
    assert "行政区代码" in start.footer.note.text()
    start.scheme.picker.table.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Down)
    assert start.scheme.picker.key == "huizhou"
    assert start.footer.next.isEnabled()


def test_a_refused_set_up_says_why_and_can_be_tried_again(
    qtbot: QtBot, start: FirstStart, services: Office, dialogs: ScriptedDialogs
) -> None:
    to_scheme(start)
    services.setup.begin(OfficeSettings("广州市海珠区司法局"), CLERK)
    dialogs.answers.append(None)
    go_on()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 1)
    assert "已经建立" in dialogs.asked[0][1]
    assert start.footer.next.isEnabled()
