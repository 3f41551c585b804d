"""A blank workbook to fill in and import: header, drop-downs, prompts, two examples, 填写说明. Knows no subject."""

from pathlib import Path
from typing import Any

from app.domain.dates import MAX_YEAR, MIN_YEAR, read_date
from app.domain.ledgers import Column, Kind, Ledger
from app.exporters.cells import NUMBER_MM
from app.exporters.excel.book import letter, set_up_page, units
from app.exporters.excel.ledger import HEADER_ROW, LOOKS
from app.exporters.excel.styles import Look, dress
from app.exporters.files import swapped_in

EXAMPLE = "示例"
"""In 序号: rows that an import passes over."""

PICK_LISTS = "字典"
GUIDE = "填写说明"

_LAST_ROW = 5_000
"""Down to here cells are checked and prompted for."""

_NOTES = (
    "从第 4 行起每行填一{noun}。“序号”一列写有“示例”的行，导入时自动跳过，可以删除，也可以保留。",
    "红字标题的列必须填写，其余各列没有内容就留空。",
    "日期可写作 2025-1-1、2025年1月1日、2025.1.1 或 20250101；只知道年月的，写 2025年1月；长期有效的，写“长期”。",
    "编号、文号、电话等列已设为文本，前面的零和较长的数字会原样保留。",
    "带下拉箭头的列请从列表中选择。列表来自隐藏的“字典”工作表，请勿改动。",
    "更新已有记录时，空白单元格表示保持不变；要清除原有内容，请填“清空”。",
    "可以增加自己的列、调整列的先后，但请保留标题行的文字。",
)

_KINDS = {
    Kind.TEXT: "文字",
    Kind.LONG_TEXT: "文字，可以分行",
    Kind.CODE: "文本格式的编号",
    Kind.DATE: "日期",
    Kind.INTEGER: "整数",
    Kind.CHOICE: "从下拉列表中选择",
    Kind.FLAG: "是 或 否",
}


def write_template(ledger: Ledger, path: Path) -> None:
    """Write the template of an importable ledger: all columns that an import takes in. Raises Unavailable."""
    from openpyxl import Workbook

    columns = [column for column in ledger.columns if not column.derived and not column.hidden]
    book = Workbook()
    book.properties.title = f"{ledger.title}导入模板"
    book.properties.creator = ""
    sheet: Any = book.active
    sheet.title = ledger.title
    lists = _pick_lists(book.create_sheet(PICK_LISTS), columns)
    _guide(book.create_sheet(GUIDE), ledger, columns)
    _head(sheet, ledger, columns)
    _examples(sheet, columns)
    for place, column in enumerate(columns, 1):
        _column(sheet, place, column)
        rule = _rule(column, lists.get(column.key, ""))
        rule.add(f"{letter(place)}{HEADER_ROW + 1}:{letter(place)}{_LAST_ROW}")
        sheet.add_data_validation(rule)
    with swapped_in(path) as temporary:
        book.save(temporary)


def _head(sheet: Any, ledger: Ledger, columns: list[Column]) -> None:
    last = letter(len(columns))
    for row, (text, look, height) in enumerate(
        ((f"{ledger.title}导入模板", Look.TITLE, 40), (f"填写前请先看“{GUIDE}”工作表。", Look.LEFT_NOTE, 24)), 1
    ):
        sheet.cell(row, 1, text)
        dress(sheet.cell(row, 1), look)
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = height
    for place, title in enumerate(("序号", *(column.title for column in columns)), 1):
        cell = sheet.cell(HEADER_ROW, place, title)
        required = place > 1 and columns[place - 2].required
        dress(cell, Look.REQUIRED if required else Look.HEADER)
    sheet.row_dimensions[HEADER_ROW].height = 30
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    set_up_page(sheet, a3=False, header_row=HEADER_ROW)


def _column(sheet: Any, place: int, column: Column) -> None:
    """Width, and the format of the cells still empty: an 18-digit number typed here stays whole."""
    whole = sheet.column_dimensions[letter(place)]
    whole.width = units(column.width_mm)
    dress(whole, LOOKS[column.kind], ruled=False)


def _examples(sheet: Any, columns: list[Column]) -> None:
    """One row with everything, one with what is required."""
    sheet.column_dimensions["A"].width = units(NUMBER_MM)
    for row, all_of_it in ((HEADER_ROW + 1, True), (HEADER_ROW + 2, False)):
        values: list[object] = [EXAMPLE]
        values += [_example(column) if all_of_it or column.required else None for column in columns]
        looks = [Look.CENTRE, *(LOOKS[column.kind] for column in columns)]
        for place, (value, look) in enumerate(zip(values, looks, strict=True), 1):
            cell = sheet.cell(row, place, value)
            dress(cell, look)
            if isinstance(value, str):
                cell.data_type = "s"
        sheet.row_dimensions[row].height = 24


def _example(column: Column) -> object:
    if column.kind is Kind.DATE:
        return read_date(column.example).day or column.example or None
    if column.kind is Kind.INTEGER and column.example.isdecimal():
        return int(column.example)
    return column.example or None


def _pick_lists(sheet: Any, columns: list[Column]) -> dict[str, str]:
    """Write the pick lists beside each other on the hidden sheet; key of a column → where its list stands."""
    sheet.sheet_state = "hidden"
    where: dict[str, str] = {}
    for column in columns:
        if column.choices is None:
            continue
        place = len(where)
        sheet.cell(1, place + 1, column.title)
        labels = [choice.label for choice in column.choices]
        for row, label in enumerate(labels, 2):
            sheet.cell(row, place + 1, label)
        at = letter(place)
        where[column.key] = f"{PICK_LISTS}!${at}$2:${at}${len(labels) + 1}"
    return where


def _rule(column: Column, pick_list: str) -> Any:
    """What a cell of a column takes and says when it is entered; only a pick list refuses, since an import reads more."""
    from openpyxl.worksheet.datavalidation import DataValidation

    match column.kind:
        case Kind.CHOICE | Kind.TEXT | Kind.LONG_TEXT | Kind.CODE if pick_list:
            rule = DataValidation(type="list", formula1=pick_list)
            rule.showErrorMessage = column.kind is Kind.CHOICE
        case Kind.FLAG:
            rule = DataValidation(type="list", formula1='"是,否"', showErrorMessage=True)
        case Kind.DATE:
            first, last = f"DATE({MIN_YEAR},1,1)", f"DATE({MAX_YEAR},12,31)"
            rule = DataValidation(type="date", operator="between", formula1=first, formula2=last, errorStyle="warning")
            rule.showErrorMessage = True
        case Kind.INTEGER:
            rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", errorStyle="warning")
            rule.showErrorMessage = True
        case _:
            rule = DataValidation()
    rule.allow_blank = True
    rule.errorTitle, rule.error = column.title[:32], f"这一列应填：{_KINDS[column.kind]}。"
    rule.promptTitle, rule.prompt = column.title[:32], _prompt(column)
    rule.showInputMessage = True
    return rule


def _prompt(column: Column) -> str:
    """What is shown beside the cell; Excel takes 255 characters."""
    parts = ["必填。" if column.required else "", f"{_KINDS[column.kind]}。", column.help]
    if column.example:
        parts.append(f"例：{column.example}")
    return "".join(parts)[:255]


def _guide(sheet: Any, ledger: Ledger, columns: list[Column]) -> None:
    """The sheet that explains the columns."""
    titles = ("列名", "是否必填", "填写内容", "可选值", "说明", "也认得的列名")
    for place, width in enumerate((20, 10, 22, 40, 50, 40)):
        sheet.column_dimensions[letter(place)].width = width
    rows: list[tuple[tuple[str, ...], Look]] = [((f"{ledger.title}{GUIDE}",), Look.TITLE)]
    rows += [((f"{number}. {note.format(noun=ledger.noun)}",), Look.LEFT_NOTE) for number, note in enumerate(_NOTES, 1)]
    rows.append((titles, Look.HEADER))
    for column in columns:
        choices = "、".join(choice.label for choice in column.choices) if column.choices else ""
        synonyms = "、".join(column.synonyms)
        kind = _KINDS[column.kind]
        rows.append(
            ((column.title, "必填" if column.required else "", kind, choices, column.help, synonyms), Look.LEFT)
        )
    for number, (values, look) in enumerate(rows, 1):
        for place, value in enumerate(values, 1):
            cell = sheet.cell(number, place, value or None)
            dress(cell, look)
            cell.data_type = "s"
        if len(values) == 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(titles))
        sheet.row_dimensions[number].height = 40 if look is Look.TITLE else None if look is Look.LEFT else 24
    set_up_page(sheet, a3=False, header_row=len(_NOTES) + 2)
