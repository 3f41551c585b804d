"""The import from the file to its undoing, with the keys of a clerk, over the real services."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Query
from app.services.imports import Action
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.imports.page import ImportPage
from app.ui.imports.wizard import COLUMNS, FILE, PREVIEW, RESULT, ImportWizard
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import focused, press

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SAMPLE = Path(__file__).parents[2] / "data" / "ledgers" / "规范性文件台账.xlsx"
HEADER = ("序号", "文件名称", "发文字号", "制定机关", "公布日期")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office) -> ImportPage:
    services.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    made = ImportPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    return made


@pytest.fixture
def wizard(page: ImportPage) -> ImportWizard:
    page.begin()
    return page.wizard


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def choose(qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, path: Path) -> None:
    dialogs.answers.append(path)
    press(Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: wizard.file.workbook is not None)


def to_columns(qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, path: Path) -> None:
    choose(qtbot, wizard, dialogs, path)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == COLUMNS)


def to_preview(qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, path: Path) -> None:
    to_columns(qtbot, wizard, dialogs, path)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == PREVIEW and wizard.preview.outcome is not None)


def documents(services: Office) -> int:
    return services.ledgers.count("documents", Query(services.today()))


def test_the_old_ledger_comes_in_and_is_taken_back_by_keys_alone(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, services: Office
) -> None:
    to_columns(qtbot, wizard, dialogs, SAMPLE)
    assert wizard.columns.place.text() == "表头：第 3—4 行（自动识别）"
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.preview.outcome is not None)
    assert wizard.preview.count.text().startswith("共 26 行 = 新增 26 + 更新 0 + 跳过 0 + 不能导入 0")
    assert documents(services) == 0
    assert wizard.footer.next.text() == "导入 26 行  Ctrl+Enter"
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == RESULT)
    assert documents(services) == 26
    assert [backup.reason.label for backup in services.backups.all()] == ["导入前"]
    dialogs.answers.append(True)
    wizard.result.undo.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: documents(services) == 0 and wizard.result.undo.isHidden())


def test_every_line_is_counted_once_and_can_be_looked_at_by_kind(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs
) -> None:
    to_preview(qtbot, wizard, dialogs, SAMPLE)
    outcome = wizard.preview.outcome
    assert outcome is not None
    assert outcome.rows == sum(outcome.count(action) for action in Action) == 26
    model = wizard.preview.table.lines_model
    for title, count in (
        ("全部各行", 26),
        ("新增", 26),
        ("问题", len(outcome.problems)),
        ("新单位", len(outcome.new_units)),
    ):
        wizard.preview.show_view(title)
        assert model.rowCount() == count
    wizard.preview.show_view("原值与新值")
    assert ("5", "公布日期", "2021.12.31", "2021-12-31") in {line.cells[:4] for line in model.lines}


def test_a_header_pointed_at_and_a_mapping_changed_are_remembered_for_the_next_file(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, services: Office, tmp_path: Path
) -> None:
    rows = (("甲", "乙", "丙"), ("名目", "字", "何时"), ("海珠区招商引资办法", "海府规〔2024〕1号", "2024.3.2"))
    to_columns(qtbot, wizard, dialogs, book(tmp_path / "旧 台账.xlsx", *rows))
    assert "没有找到表头" in wizard.columns.place.text()
    assert not wizard.footer.next.isEnabled()
    wizard.columns.rows.go_to_row(1)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.columns.table is not None)
    assert wizard.footer.note.text() == "请指定：文件名称"
    for combo, key in zip(wizard.columns._combos.values(), ("title", "document_number", "published_on"), strict=True):
        combo.setCurrentIndex(combo.findData(key))
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.preview.outcome is not None)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == RESULT)
    assert services.documents.get(1).document_number == "海府规〔2024〕1号"
    wizard.begin()
    later = book(tmp_path / "新 台账.xlsx", rows[0], rows[1], ("海珠区湿地保护办法", "海府规〔2024〕2号", "2024.3.3"))
    wizard.read(later)
    qtbot.waitUntil(lambda: wizard.file.workbook is not None and wizard.file.workbook.path == later)
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.step == COLUMNS)
    wizard.columns.rows.go_to_row(1)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.columns.table is not None)
    assert not wizard.columns.missing


def test_a_ledger_column_is_given_to_one_column_of_the_file_only(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    to_columns(qtbot, wizard, dialogs, book(tmp_path / "a.xlsx", HEADER, (1, "甲办法", "海府规〔2024〕1号")))
    number, issuer = wizard.columns._combos[2], wizard.columns._combos[3]
    issuer.setFocus()
    issuer.setCurrentIndex(issuer.findData("document_number"))
    assert number.currentData() is None
    assert wizard.columns.summary.text().startswith("C列改为其他列。")
    assert wizard.columns.mapping == {1: "title", 2: None, 3: "document_number", 4: "published_on"}


def test_a_line_that_fails_stops_the_rest_until_the_user_says_to_skip_it(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, services: Office, tmp_path: Path
) -> None:
    path = book(tmp_path / "a.xlsx", HEADER, (1, "甲办法", "海府规〔2024〕1号"), (2, None, "海府规〔2024〕2号"))
    to_preview(qtbot, wizard, dialogs, path)
    assert not wizard.footer.next.isEnabled()
    assert "有 1 行不能导入" in wizard.footer.note.text()
    target = tmp_path / "问题清单.xlsx"
    dialogs.answers.append(target)
    wizard.preview.errors.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(target) in wizard.footer.note.text())
    cells = [cell.value for row in load_workbook(target).active for cell in row]
    assert any("没有文件名称" in str(value) for value in cells)
    wizard.preview.bad.setFocus()
    press(Qt.Key.Key_Down)
    assert wizard.footer.next.text() == "导入 1 行  Ctrl+Enter"
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == RESULT)
    assert documents(services) == 1


def test_the_same_file_again_is_told_with_day_and_person_and_merging_is_offered(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, services: Office, tmp_path: Path
) -> None:
    services.imports.run("documents", book(tmp_path / "a.xlsx", HEADER, (1, "甲办法", "海府规〔2024〕1号")), CLERK)
    changed = book(tmp_path / "b.xlsx", HEADER, (1, "甲办法", "海府规〔2024〕1号", None, "2024-3-2"))
    to_preview(qtbot, wizard, dialogs, changed)
    assert wizard.footer.note.text() == "没有需要导入的行"
    assert not wizard.footer.next.isEnabled()
    wizard.preview.duplicates.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: wizard.preview.outcome is not None and wizard.preview.outcome.updated == 1)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == RESULT)
    wizard.begin()
    assert wizard.preview.merge == "skip"
    to_preview(qtbot, wizard, dialogs, changed)
    outcome = wizard.preview.outcome
    assert outcome is not None
    assert outcome.earlier is not None
    assert outcome.earlier.actor == CLERK.name


def test_one_click_imports_once(qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, services: Office) -> None:
    to_preview(qtbot, wizard, dialogs, SAMPLE)
    QTest.mouseClick(wizard.footer.next, Qt.MouseButton.LeftButton)
    assert not wizard.footer.next.isEnabled()
    wizard.run()
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: wizard.step == RESULT)
    assert len(services.imports.batches()) == 1


def test_escape_stops_the_preview_and_goes_back_to_the_columns(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, services: Office, tmp_path: Path
) -> None:
    lines = [(at, f"海珠区第{at}号办法", f"海府规〔2024〕{at}号") for at in range(1, 3000)]
    to_columns(qtbot, wizard, dialogs, book(tmp_path / "大.xlsx", HEADER, *lines))
    before = services.audit.head()
    press(Qt.Key.Key_Return, CTRL)
    assert wizard.importing
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: wizard.step == COLUMNS and not wizard.importing)
    assert services.audit.head() == before
    press(Qt.Key.Key_Left, ALT)
    assert wizard.step == FILE


def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "通知.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    dialogs.answers += [path, None]
    press(Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert "是 PDF，不是表格" in dialogs.asked[1][1]
    assert not wizard.footer.next.isEnabled()


def test_the_list_takes_an_import_back_and_names_what_was_edited_since(
    qtbot: QtBot, page: ImportPage, dialogs: ScriptedDialogs, services: Office
) -> None:
    services.imports.run("documents", SAMPLE, CLERK)
    edited = services.documents.get(3)
    services.documents.save(replace(edited, remark="已核对"), CLERK)
    qtbot.waitUntil(lambda: page.table.current_key() == 1 and page.bar.buttons["undo"].isEnabled())
    dialogs.answers += [True, None]
    page.undo()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert f"《{edited.title}》" in dialogs.asked[1][1]
    qtbot.waitUntil(lambda: not page.bar.buttons["undo"].isEnabled())
    assert documents(services) == 1


def test_the_blank_template_is_saved_where_the_user_says(
    qtbot: QtBot, wizard: ImportWizard, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    target = tmp_path / "模板.xlsx"
    dialogs.answers.append(target)
    wizard.file.template.setFocus()
    assert focused() is wizard.file.template
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(target) in wizard.footer.note.text())
    assert "文件名称" in [cell.value for row in load_workbook(target).active for cell in row]
