"""The blank template: what an import takes in, examples that it passes over, lists to choose from, and how to fill it in."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.choices import Choice
from app.domain.ledgers import Column, Kind, Ledger
from app.domain.problems import Unavailable
from app.exporters.excel import write_template
from tests.exporters.sample import LEDGER, State


class Level(Choice):
    """More labels than a list written into a rule may have characters."""

    GOVERNMENT = "government", "政府规范性文件"
    OFFICE = "office", "政府办公室规范性文件"
    DEPARTMENT = "department", "部门规范性文件"


WITH_LIST = Ledger(
    "x",
    "文件",
    (
        Column("level", "文件级别", Kind.CHOICE, choices=Level, example="政府规范性文件", required=True),
        Column("state", "状态", Kind.TEXT, choices=State),
    ),
)


@pytest.fixture
def template(tmp_path: Path) -> Any:
    path = tmp_path / "模板.xlsx"
    write_template(LEDGER, path)
    return openpyxl.load_workbook(path)


def test_header_has_what_an_import_takes_in(template: Any) -> None:
    sheet = template["规范性文件台账"]
    titles = [cell.value for cell in sheet[3]]
    taken = [column.title for column in LEDGER.columns if not column.derived and not column.hidden]
    assert titles == ["序号", *taken]
    red = [cell.value for cell in sheet[3] if cell.font.color is not None and cell.font.color.rgb.endswith("C00000")]
    assert red == ["文件名称", "制定机关"]
    assert sheet.freeze_panes == "B4"


def test_two_examples_are_marked(template: Any) -> None:
    sheet = template["规范性文件台账"]
    assert [sheet.cell(row, 1).value for row in (4, 5, 6)] == ["示例", "示例", None]
    full, least = (dict(zip((c.value for c in sheet[3]), (c.value for c in sheet[row]), strict=True)) for row in (4, 5))
    assert full["公布日期"].date() == date(2024, 5, 1)
    assert full["份数"] == 3
    assert full["文号"] == "海府规〔2024〕3号"
    assert {title for title, value in least.items() if value} == {"序号", "文件名称", "制定机关"}


def test_empty_cells_have_their_formats(template: Any) -> None:
    """An 18-digit number typed into the template stays a text."""
    sheet = template["规范性文件台账"]
    formats = {sheet.cell(3, place).value: column.number_format for place, column in _dimensions(sheet)}
    assert formats["统一编号"] == formats["文号"] == "@"
    assert formats["公布日期"] == 'yyyy"年"m"月"d"日"'


def _dimensions(sheet: Any) -> list[tuple[int, Any]]:
    return [(openpyxl.utils.column_index_from_string(key), value) for key, value in sheet.column_dimensions.items()]


def test_lists_to_choose_from_stand_on_a_hidden_sheet(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(WITH_LIST, path)
    workbook = openpyxl.load_workbook(path)
    assert workbook["字典"].sheet_state == "hidden"
    rules = {str(rule.sqref): rule for rule in workbook["文件"].data_validations.dataValidation}
    strict, free = rules["B4:B5000"], rules["C4:C5000"]
    assert strict.formula1 == "字典!$A$2:$A$4"
    assert strict.showErrorMessage
    assert not free.showErrorMessage  # usual values only: others may be typed
    column = strict.formula1.split("!")[1].replace("$", "")
    assert [row[0].value for row in workbook["字典"][column]] == [level.label for level in Level]


def test_every_column_prompts(template: Any) -> None:
    rules = {str(rule.sqref): rule for rule in template["规范性文件台账"].data_validations.dataValidation}
    title = rules["C4:C5000"]
    assert title.promptTitle == "文件名称"
    assert title.prompt == "必填。文字。\n填写全称，不加书名号。\n例：海珠区公共租赁住房管理办法"
    assert rules["I4:I5000"].formula1 == '"是,否"'
    day = rules["F4:F5000"]
    assert (day.type, day.formula1, day.formula2) == ("date", "DATE(1949,1,1)", "DATE(2100,12,31)")
    assert day.errorStyle == "warning"  # an import also reads 长期 and 2024年5月
    assert all(rule.showInputMessage and len(rule.prompt) <= 255 for rule in rules.values())


def test_guide_explains_every_column(template: Any) -> None:
    rows = [[cell.value for cell in row] for row in template["填写说明"].iter_rows()]
    explained = {row[0]: row for row in rows if row[2] is not None}
    assert list(explained)[1:] == [cell.value for cell in template["规范性文件台账"][3]][1:]
    assert explained["文件名称"] == ["文件名称", "必填", "文字", None, "填写全称，不加书名号。", "名称、标题"]
    assert any("示例" in str(row[0]) and "自动跳过" in str(row[0]) for row in rows)


def test_first_sheet_is_the_one_to_fill_in(template: Any) -> None:
    assert template.active.title == "规范性文件台账"
    assert template.sheetnames == ["规范性文件台账", "填写说明"]  # no column of it has a pick list


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到文件夹"):
        write_template(LEDGER, tmp_path / "没有" / "模板.xlsx")
