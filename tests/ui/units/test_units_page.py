"""The page of units with the hands of a clerk: entering, checking, confirming, deleting."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.units import FormerName, UnitCategory, UnitFacts
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.forms.page import FormPage
from app.ui.popover import Popover
from app.ui.units.page import UnitsPage
from tests.factories import old, unit
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import press, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office) -> UnitsPage:
    services.units.save(unit(), CLERK)
    services.units.save(unit("海珠区司法局", code="05", category=UnitCategory.DEPARTMENT, marks=()), CLERK)
    desk.units.reload()
    made = UnitsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.record is not None and len(desk.units.all()) == 2)
    made.table.grid.setFocus()
    return made


def form(page: UnitsPage) -> FormPage:
    assert page.open_form is not None
    return page.open_form


def test_a_unit_is_entered_with_keys_only(qtbot: QtBot, page: UnitsPage, services: Office) -> None:
    page.new()
    write(form(page).body.field("name").line, "海珠区民政局")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    write(form(page).body.field("short_name").line, "区民政局")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    QTest.keyClicks(form(page).body.field("code").line, "06")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(form(page).body.field("parent_id").line, "hzqrmzf")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None and page.record is not None and page.record.facts.code == "06")
    stored = services.units.all()[3]
    assert (stored.name, stored.short_name, stored.parent_id, stored.may_issue) == ("海珠区民政局", "区民政局", 1, True)


def test_a_name_that_exists_is_told_while_one_types(qtbot: QtBot, page: UnitsPage) -> None:
    page.new()
    name = form(page).body.field("name")
    write(name.line, "海珠区司法局")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name.problem_texts == ["已有名为“海珠区司法局”的单位，请直接修改该单位"])


def test_a_body_that_may_not_issue_is_refused_with_the_clause(qtbot: QtBot, page: UnitsPage, services: Office) -> None:
    page.new()
    body = form(page).body
    write(body.field("name").line, "海珠区防汛指挥部")  # type: ignore[attr-defined]
    body.field("category").set_value(UnitCategory.COORDINATING)
    press(Qt.Key.Key_S, CTRL)
    issues = body.field("may_issue")
    qtbot.waitUntil(lambda: len(issues.problem_texts) == 1)
    (basis,) = issues.basis_stops()
    QTest.mouseClick(basis, Qt.MouseButton.LeftButton)
    sheet = next(child for child in page.window().findChildren(Popover) if child.isVisible())
    sheet.close()
    assert len(services.units.all()) == 2


def test_former_names_and_marks_with_their_days(qtbot: QtBot, page: UnitsPage, services: Office) -> None:
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    press(Qt.Key.Key_Return)
    field = form(page).body.field("former_names")
    QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    (name, *_, start, end) = [stop for stop in field.tab_stops() if hasattr(stop, "composition")]
    write(name, "海珠区法制局")
    QTest.keyClicks(start, "20010101")
    QTest.keyClicks(end, "2019.3.1")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None)
    assert services.units.get(2).former_names == (FormerName("海珠区法制局", date(2001, 1, 1), date(2019, 3, 1)),)


def test_a_proposed_unit_is_confirmed_by_looking_at_it(qtbot: QtBot, page: UnitsPage, services: Office) -> None:
    proposed = services.units.save(UnitFacts("海珠区农业局", confirmed=False, may_issue=False), CLERK)
    assert proposed.id is not None
    page.open_record(proposed.id)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == proposed.id)
    assert page.bar.buttons["confirm"].isEnabled()
    QTest.mouseClick(page.bar.buttons["confirm"], Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None)
    assert services.units.get(proposed.id).confirmed


def test_a_unit_in_use_is_not_deleted_and_says_why(
    qtbot: QtBot, page: UnitsPage, services: Office, dialogs: ScriptedDialogs
) -> None:
    services.documents.register(old(issuers=(1,)), CLERK)
    dialogs.answers = [True, None]
    QTest.mouseClick(page.bar.buttons["delete"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert dialogs.asked[1] == (
        "未能办理",
        "“海珠区人民政府”已被 1 条记录（文件、送审件、合同、下级单位等）使用，不能删除；可取消“可制定规范性文件”",
    )
    dialogs.answers = [True]
    page.open_record(2)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    QTest.mouseClick(page.bar.buttons["delete"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.model.ids) == 1)
    assert list(services.units.all()) == [1]
