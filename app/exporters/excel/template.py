"""A blank workbook to fill in and import: header, drop-downs, prompts, two examples, 填写说明. Knows no subject."""

from itertools import zip_longest
from pathlib import Path
from typing import Any

from app.domain.dates import MAX_YEAR, MIN_YEAR, read_date
from app.domain.ledgers import Column, Kind, Ledger
from app.domain.money import FEN, MoneyUnit, read_money
from app.exporters.cells import NUMBER_MM
from app.exporters.excel.book import Book, Page, letter, new_book, set_up_page, units
from app.exporters.excel.ledger import HEADER_ROW, LOOKS
from app.exporters.excel.styles import Look, dress

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
    Kind.DECIMAL: "数字，最多两位小数",
    Kind.MONEY: "金额（元）",
    Kind.CHOICE: "从下拉列表中选择",
    Kind.FLAG: "是 或 否",
}


def write_template(ledger: Ledger, path: Path) -> None:
    """Write the template of an importable ledger: all columns that an import takes in. Raises Unavailable."""
    columns = [column for column in ledger.columns if not column.derived and not column.hidden]
    with new_book(path, f"{ledger.title}导入模板", "") as book:
        page = book.sheet(ledger.title, [units(NUMBER_MM), *(units(column.width_mm) for column in columns)])
        lists = _pick_lists(book, columns)
        for place, column in enumerate(columns, 1):
            dress(page.sheet.column_dimensions[letter(place)], LOOKS[column.kind], ruled=False)
            page.sheet.data_validations.append(_rule(place, column, lists.get(column.key, "")))
        _fill(page, ledger, columns)
        _guide(book, ledger, columns)


def _fill(page: Page, ledger: Ledger, columns: list[Column]) -> None:
    """Header, one example with everything and one with what is required."""
    page.sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    set_up_page(page.sheet, a3=False, header_row=HEADER_ROW)
    page.banner(Look.TITLE, f"{ledger.title}导入模板", len(columns) + 1, 40)
    page.banner(Look.LEFT_NOTE, f"填写前请先看“{GUIDE}”工作表。", len(columns) + 1, 24)
    looks = [Look.HEADER, *(Look.REQUIRED if column.required else Look.HEADER for column in columns)]
    page.write(page.looks(looks), ["序号", *(column.title for column in columns)])
    cells = page.looks([Look.CENTRE, *(LOOKS[column.kind] for column in columns)])
    page.write(cells, [EXAMPLE, *map(_example, columns)])
    page.write(cells, [EXAMPLE, *(_example(column) if column.required else None for column in columns)])


def _example(column: Column) -> object:
    if column.kind is Kind.DATE:
        return read_date(column.example).day or column.example or None
    if column.kind is Kind.INTEGER and column.example.isdecimal():
        return int(column.example)
    if column.kind is Kind.MONEY and (fen := read_money(column.example, MoneyUnit.YUAN).fen) is not None:
        return fen / FEN
    return column.example or None


def _pick_lists(book: Book, columns: list[Column]) -> dict[str, str]:
    """Write the pick lists beside each other on a hidden sheet; key of a column → where its list stands."""
    listed = [(column, [choice.label for choice in column.choices]) for column in columns if column.choices]
    if not listed:
        return {}
    page = book.sheet(PICK_LISTS, [30.0] * len(listed))
    page.sheet.sheet_state = "hidden"
    titles = [column.title for column, _ in listed]
    page.write(page.looks([Look.HEADER] * len(listed)), titles)
    cells = page.looks([Look.LEFT] * len(listed))
    for labels in zip_longest(*(labels for _, labels in listed)):
        page.write(cells, labels)
    return {
        column.key: f"{PICK_LISTS}!${letter(place)}$2:${letter(place)}${len(labels) + 1}"
        for place, (column, labels) in enumerate(listed)
    }


def _rule(place: int, column: Column, pick_list: str) -> Any:
    """What the cells of a column take and say; only a pick list refuses, since an import reads more than a program asks."""
    from openpyxl.worksheet.datavalidation import DataValidation

    match column.kind:
        case Kind.CHOICE | Kind.TEXT | Kind.LONG_TEXT | Kind.CODE if pick_list:
            strict = column.kind is Kind.CHOICE and not column.several
            rule = DataValidation(type="list", formula1=pick_list, showErrorMessage=strict)
        case Kind.FLAG:
            rule = DataValidation(type="list", formula1='"是,否"', showErrorMessage=True)
        case Kind.DATE:
            first, last = f"DATE({MIN_YEAR},1,1)", f"DATE({MAX_YEAR},12,31)"
            rule = DataValidation(type="date", operator="between", formula1=first, formula2=last, errorStyle="warning")
            rule.showErrorMessage = True
        case Kind.INTEGER:
            rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", errorStyle="warning")
            rule.showErrorMessage = True
        case Kind.DECIMAL | Kind.MONEY:
            rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", errorStyle="warning")
            rule.showErrorMessage = True
        case _:
            rule = DataValidation()
    rule.allow_blank = True
    rule.errorTitle, rule.error = column.title[:32], f"这一列应填：{_KINDS[column.kind]}。"
    rule.promptTitle, rule.prompt = column.title[:32], _prompt(column)
    rule.showInputMessage = True
    rule.add(f"{letter(place)}{HEADER_ROW + 1}:{letter(place)}{_LAST_ROW}")
    return rule


def _prompt(column: Column) -> str:
    """What is shown beside the cell; Excel takes 255 characters."""
    required = "必填。" if column.required and not column.help.startswith("必填") else ""
    example = f"例：{column.example}" if column.example else ""
    parts = (f"{required}{_KINDS[column.kind]}。", column.help, example)
    return "\n".join(part for part in parts if part)[:255]


def _guide(book: Book, ledger: Ledger, columns: list[Column]) -> None:
    """The sheet that explains the columns."""
    titles = ("列名", "是否必填", "填写内容", "可选值", "说明", "也认得的列名")
    page = book.sheet(GUIDE, [20.0, 11.0, 22.0, 40.0, 46.0, 46.0])
    set_up_page(page.sheet, a3=False, header_row=len(_NOTES) + 2)
    page.banner(Look.TITLE, f"{ledger.title}{GUIDE}", len(titles), 40)
    for number, note in enumerate(_NOTES, 1):
        page.banner(Look.LEFT_NOTE, f"{number}. {note.format(noun=ledger.noun)}", len(titles), 24)
    page.write(page.looks([Look.HEADER] * len(titles)), titles)
    cells = page.looks([Look.LEFT] * len(titles))
    for column in columns:
        required = "必填" if column.required else None
        choices = "、".join(choice.label for choice in column.choices) if column.choices else None
        synonyms = "、".join(column.synonyms) or None
        page.write(cells, [column.title, required, _KINDS[column.kind], choices, column.help or None, synonyms])
