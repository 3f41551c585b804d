"""节假日 on the settings page with real keys: a year comes in from a file, single days by hand, a bad file says all."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.calendar import DayKind
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.settings.calendar import CalendarSection
from app.ui.settings.page import SettingsPage
from tests.calendars import FILE_2027
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import focused, press, tab_to, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office, clock: Clock) -> SettingsPage:
    """The page in November, when the next year's arrangement is asked for."""
    clock.now = datetime(2026, 11, 2, 1, 12, tzinfo=UTC)
    services.setup.begin(OfficeSettings("广州市海珠区司法局", "HZ", profile="guangzhou"), CLERK)
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    return made


@pytest.fixture
def section(qtbot: QtBot, page: SettingsPage) -> CalendarSection:
    """The part, with its years listed."""
    made = page.section(CalendarSection)
    assert isinstance(made, CalendarSection)
    qtbot.waitUntil(lambda: made.years.current_key() is not None)
    return made


def shown(section: CalendarSection) -> list[tuple[str, ...]]:
    return [line.cells for line in section.table.lines_model.lines]


def go_to_year(qtbot: QtBot, section: CalendarSection, year: int) -> None:
    """Arrow keys in the list of years, the latest of which stands first."""
    section.years.setFocus()
    while section.years.current_key() != year:
        press(Qt.Key.Key_Down if section.years.current_key() > year else Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: all(cells[0].startswith(str(year)) for cells in shown(section)) and bool(shown(section)))


def notice_of(section: CalendarSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(QLabel) if label.isVisible())


def test_the_next_year_is_asked_for_and_comes_in_from_a_file(
    qtbot: QtBot, section: CalendarSection, dialogs: ScriptedDialogs, services: Office
) -> None:
    assert section.year == 2026
    assert "还没有录入2027年的节假日安排" in notice_of(section)
    assert section.years.lines_model.lines[0].cells == ("2027", "0", "0", "没有安排")
    section.years.setFocus()
    press(Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: [line[3] for line in shown(section)[:1]] == ["还没有安排"])
    assert not section.bar.buttons["export"].isEnabled()
    dialogs.answers.append(FILE_2027)
    section.table.setFocus()
    tab_to("导入")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(shown(section)) == 33)
    said = "已导入“2027.csv”：新增 33 天，更新 0 天，删去 0 天。2027年放假 27 天、上班 6 天"
    qtbot.waitUntil(lambda: section.said.text() == said)
    assert shown(section)[3] == ("2027-01-30", "六", "上班", "春节", "导入“2027.csv”")
    qtbot.waitUntil(lambda: section.years.lines_model.lines[0].cells[3] == "已填写 33 天")
    assert "还没有录入" not in notice_of(section)
    assert services.calendar.workdays().is_working(date(2027, 1, 30))


def test_a_bad_file_changes_nothing_and_shows_every_line(
    qtbot: QtBot, section: CalendarSection, dialogs: ScriptedDialogs, services: Office, tmp_path: Path
) -> None:
    bad = tmp_path / "2027年.csv"
    bad.write_text("日期,类型,名称\n2027-02-30,放假,春节\n2027-01-01,也许,元旦\n2027-01-02,放假,元旦\n", "utf-8")
    dialogs.answers.append(bad)
    section.bar.buttons["import"].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: section.views.currentWidget() is section.refused)
    assert section.refused.said.text().startswith("“2027年.csv”没有导入，有 2 处要改正")
    assert [line.cells[0].partition("：")[0] for line in section.refused.table.lines_model.lines] == [
        "第 2 行",
        "第 3 行",
    ]
    assert services.calendar.days(2027) == ()
    tab_to("返回")
    press(Qt.Key.Key_Space)
    assert section.table.isVisible()
    dialogs.answers += [tmp_path, None]
    section.import_file()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 3)
    assert "是文件夹" in dialogs.asked[2][1]


def test_days_are_entered_one_after_the_other(
    qtbot: QtBot, section: CalendarSection, services: Office, dialogs: ScriptedDialogs
) -> None:
    go_to_year(qtbot, section, 2026)
    section.add()
    assert section.form is not None
    write(focused(), "20260715")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write(focused(), "防汛停工")
    press(Qt.Key.Key_Return, CTRL)
    day = section.form.body.field("day")
    qtbot.waitUntil(lambda: day.value() == date(2026, 7, 16))
    assert (section.form.body.values()["name"], section.form.body.values()["kind"]) == ("防汛停工", DayKind.OFF)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.form is None)
    qtbot.waitUntil(lambda: len(shown(section)) == 41)
    assert [each.day.day for each in services.calendar.days(2026) if each.name == "防汛停工"] == [15, 16]
    section.add()
    write(focused(), "2026.7.15")
    press(Qt.Key.Key_S, CTRL)
    assert section.form is not None
    day = section.form.body.field("day")
    qtbot.waitUntil(lambda: any("2026年7月15日已登记为“放假”" in text for text in day.problem_texts))
    dialogs.answers.append("不保存")
    press(Qt.Key.Key_Escape)
    assert section.form is None


def test_a_shipped_day_is_overruled_and_given_back(
    qtbot: QtBot, section: CalendarSection, services: Office, dialogs: ScriptedDialogs
) -> None:
    go_to_year(qtbot, section, 2026)
    row = next(at for at, cells in enumerate(shown(section)) if cells[0] == "2026-10-10")
    section.table.setFocus()
    section.table.go_to_row(row)
    assert "程序自带的安排不能删除" in section.bar.buttons["remove"].toolTip()
    press(Qt.Key.Key_Return)
    assert section.form is not None
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.form is None and shown(section)[row][2:5:2] == ("放假", "手工填写"))
    assert not services.calendar.workdays().is_working(date(2026, 10, 10))
    qtbot.waitUntil(section.bar.buttons["remove"].isEnabled)
    dialogs.answers.append(True)
    section.bar.buttons["remove"].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(section)[row][2:5:2] == ("上班", "程序自带"))
    assert "2026年10月10日的“放假”将被删除" in dialogs.asked[0][1]


def test_a_year_and_a_blank_go_out(
    qtbot: QtBot, section: CalendarSection, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    go_to_year(qtbot, section, 2026)
    out, blank = tmp_path / "2026.csv", tmp_path / "空白.csv"
    dialogs.answers += [out, blank]
    qtbot.waitUntil(section.bar.buttons["export"].isEnabled)
    section.bar.buttons["export"].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: section.said.text() == f"已存为 {out}")
    assert len(out.read_text("utf-8-sig").splitlines()) == 40
    assert dialogs.asked[0][1].endswith("2026年节假日安排.csv")
    section.bar.buttons["blank"].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: section.said.text() == f"已存为 {blank}")
    assert blank.exists()
    assert dialogs.asked[1][1].endswith("2027年节假日安排（空白表）.csv")


def test_a_window_that_only_looks_changes_nothing(qtbot: QtBot, page: SettingsPage, services: Office) -> None:
    services.hold("另一个窗口正在使用")
    section = page.section(CalendarSection)
    assert isinstance(section, CalendarSection)
    qtbot.waitUntil(lambda: section.years.current_key() is not None)
    go_to_year(qtbot, section, 2026)
    assert [name for name, button in section.bar.buttons.items() if button.isEnabled()] == ["export", "blank"]
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    assert section.form is None


def test_the_due_item_of_the_next_year_opens_this_part(page: SettingsPage, services: Office) -> None:
    (item,) = services.due.items(services.today())
    assert (item.subject.value, item.due) == ("settings", date(2026, 12, 31))
    page.show_lines(item.filters)
    assert page.tabs.tabText(page.tabs.currentIndex()) == CalendarSection.title
