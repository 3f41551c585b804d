"""The settings page with real keys over the real services: what is set is stored, judged and written down."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.config import FONT_SIZE, LAST_FOLDER
from app.services.office import Office
from app.services.settings import OfficeSettings, StaffMember
from app.ui import theme
from app.ui.desk import Desk
from app.ui.settings.backups import BackupsSection
from app.ui.settings.checks import ChecksSection
from app.ui.settings.office import OfficeSection
from app.ui.settings.page import SECTIONS, SettingsPage
from app.ui.settings.pc import PcSection
from app.ui.settings.rules import RulesSection
from app.ui.settings.schemes import SchemesSection
from app.ui.settings.staff import StaffSection
from tests.factories import ready
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import focused, press, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office) -> SettingsPage:
    settings = OfficeSettings("广州市海珠区司法局", "HZ", profile="guangzhou")
    services.setup.begin(settings, CLERK, staff=[StaffMember("张三"), StaffMember("李四", "副科长")])
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    return made


def test_every_part_opens_by_the_arrow_keys_and_fits(page: SettingsPage) -> None:
    page.tabs.setFocus()
    for at, kind in enumerate(SECTIONS):
        assert page.tabs.currentIndex() == at
        assert isinstance(page.stack.currentWidget(), kind)
        press(Qt.Key.Key_Right)
    assert page.minimumSizeHint().width() < 900


def test_the_office_is_renamed_and_the_parameters_follow_the_profile(
    qtbot: QtBot, page: SettingsPage, services: Office
) -> None:
    section = page.section(OfficeSection)
    assert isinstance(section, OfficeSection)
    qtbot.waitUntil(lambda: section.profile.value() == "guangzhou")
    lines = {line.key: line.cells for line in section.table.lines_model.lines}
    assert lines["validity_max_trial"][1:] == ("3年", "广东省行政规范性文件管理规定（省政府令第277号）")
    assert lines["consultation_days"][1] == "30日（待核实）"
    name = section.form.body.field("office")
    name.line.setFocus()  # type: ignore[attr-defined]
    name.line.selectAll()  # type: ignore[attr-defined]
    write(focused(), "海珠区司法局")
    section.profile.combo.setFocus()
    press(Qt.Key.Key_Up)
    assert {line.key: line.cells for line in section.table.lines_model.lines}["validity_max_trial"][1] == "2年"
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: services.settings.get().office == "海珠区司法局")
    assert services.settings.get().profile == "generic"


def test_a_code_with_a_sign_is_refused_at_its_field(qtbot: QtBot, page: SettingsPage, services: Office) -> None:
    section = page.section(OfficeSection)
    assert isinstance(section, OfficeSection)
    qtbot.waitUntil(lambda: section.profile.value() == "guangzhou")
    code = section.form.body.field("region_code")
    code.line.setFocus()  # type: ignore[attr-defined]
    write(focused(), "-1")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: any("只能由字母和数字组成" in text for text in code.problem_texts))
    assert services.settings.get().region_code == "HZ"


def test_a_soft_rule_is_switched_off_by_the_space_bar(qtbot: QtBot, page: SettingsPage, services: Office) -> None:
    section = page.section(RulesSection)
    assert isinstance(section, RulesSection)
    qtbot.waitUntil(section.boxes["validity_max"].isChecked)
    section.boxes["validity_max"].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: services.settings.get().switched_off == ("validity_max",))
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: services.settings.get().switched_off == ())


def test_a_scheme_is_added_from_an_example_and_made_the_default(
    qtbot: QtBot, page: SettingsPage, services: Office
) -> None:
    section = page.section(SchemesSection)
    assert isinstance(section, SchemesSection)
    qtbot.waitUntil(lambda: section.table.current_key() is not None)
    section.choose()
    for _ in range(2):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert section.form is not None
    assert section.form.body.field("template").preview.text() == "样例编号：HFGS-2026-12"  # type: ignore[attr-defined]
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(services.numbering.schemes()) == 2 and section.form is None)
    made = services.numbering.schemes()[1]
    assert (made.key, made.valid_from) == ("huizhou", services.today())
    qtbot.waitUntil(lambda: section.table.lines_model.rowCount() == 2)
    section.table.go_to_row(1)
    section.make_default()
    qtbot.waitUntil(lambda: services.settings.get().default_scheme_id == made.id)


def test_a_scheme_that_has_given_numbers_keeps_its_template_but_can_be_ended(
    qtbot: QtBot, page: SettingsPage, services: Office
) -> None:
    issuer = next(key for key, unit in services.units.all().items() if unit.code == "01")
    services.documents.register(ready(issuers=(issuer,)), CLERK)
    services.numbering.allot(1, CLERK)
    section = page.section(SchemesSection)
    assert isinstance(section, SchemesSection)
    qtbot.waitUntil(lambda: section.table.current_key() is not None)
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    assert section.form is not None
    template = section.form.body.field("template")
    template.line.setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_End)
    write(focused(), "号")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: any("已编过 1 个号" in text for text in template.problem_texts))
    template.line.setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace)
    ended = section.form.body.field("valid_to")
    ended.line.setFocus()  # type: ignore[attr-defined]
    write(focused(), "20251231")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.form is None)
    assert str(services.numbering.schemes()[0].valid_to) == "2025-12-31"


def test_a_clerk_is_added_and_another_leaves_but_stays_known(
    qtbot: QtBot, page: SettingsPage, services: Office
) -> None:
    section = page.section(StaffSection)
    assert isinstance(section, StaffSection)
    qtbot.waitUntil(lambda: len(section.rows.value()) == 2)
    section.rows.tab_stops()[3].setFocus()
    press(Qt.Key.Key_Return)  # takes 张三 out
    section.rows.add_button.click()
    write(focused(), "王五")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(services.settings.staff()) == 3)
    assert [(member.name, member.active) for member in services.settings.staff()] == [
        ("李四", True),
        ("王五", True),
        ("张三", False),
    ]
    assert services.settings.staff()[0].id == 2


def test_the_font_size_changes_at_once_and_is_remembered(page: SettingsPage, desk: Desk, qapp: QApplication) -> None:
    section = page.section(PcSection)
    assert isinstance(section, PcSection)
    section.sizes[theme.FontSize.LARGE].click()
    try:
        assert qapp.font().pointSizeF() == pytest.approx(theme.FontSize.LARGE.points)
        assert desk.settings.get(*FONT_SIZE, "") == "LARGE"
    finally:
        theme.set_font_size(qapp, theme.FontSize.STANDARD)


def test_another_folder_is_remembered_for_the_next_start(
    page: SettingsPage, desk: Desk, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    section = page.section(PcSection)
    assert isinstance(section, PcSection)
    dialogs.answers += [tmp_path, None]
    section.other.click()
    assert desk.settings.get(*LAST_FOLDER, "") == str(tmp_path)


def test_a_backup_is_made_listed_and_put_back_after_it_was_read_through(
    qtbot: QtBot, page: SettingsPage, services: Office, dialogs: ScriptedDialogs
) -> None:
    section = page.section(BackupsSection)
    assert isinstance(section, BackupsSection)
    section.bar.buttons["make"].click()
    qtbot.waitUntil(lambda: section.table.lines_model.rowCount() == 1)
    assert section.table.lines_model.lines[0].cells[1:6:2] == ("手动备份", "0", "0")
    assert section.table.lines_model.lines[0].cells[4] == "24"
    services.settings.save(replace(services.settings.get(), office="改错的名称"), CLERK)
    dialogs.answers += [True, None]
    section.restore_chosen()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2, timeout=20_000)
    assert "单位 24 个" in dialogs.asked[0][1]
    assert services.settings.get().office == "广州市海珠区司法局"
    qtbot.waitUntil(lambda: section.bar.buttons["confirm"].isVisible() and section.bar.buttons["confirm"].isEnabled())
    section.bar.buttons["confirm"].click()
    qtbot.waitUntil(lambda: not services.backups.unconfirmed())


def test_a_backup_is_carried_elsewhere(
    qtbot: QtBot, page: SettingsPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    section = page.section(BackupsSection)
    assert isinstance(section, BackupsSection)
    target = tmp_path / "带走.zip"
    dialogs.answers += [target, None]
    section.bar.buttons["carry"].click()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2, timeout=20_000)
    assert target.stat().st_size > 1000
    assert str(target) in dialogs.asked[1][1]


def test_a_file_that_is_no_backup_changes_nothing(
    qtbot: QtBot, page: SettingsPage, dialogs: ScriptedDialogs, services: Office, tmp_path: Path
) -> None:
    section = page.section(BackupsSection)
    assert isinstance(section, BackupsSection)
    wrong = tmp_path / "不是备份.db"
    wrong.write_bytes(b"nothing of ours" * 100)
    dialogs.answers += [wrong, None]
    before = services.audit.head()
    section.restore_other()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert "不是备份.db" in dialogs.asked[1][1]
    assert services.audit.head() == before


def test_the_data_and_the_audit_are_checked(qtbot: QtBot, page: SettingsPage) -> None:
    section = page.section(ChecksSection)
    assert isinstance(section, ChecksSection)
    section.full.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(section.found), timeout=20_000)
    assert section.found[0].startswith("数据完好")
    section.verify()
    assert not section.chain.isEnabled()
    qtbot.waitUntil(section.chain.isEnabled)
    assert section.found == []
