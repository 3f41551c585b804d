"""One cell read by the kind of its column: value, what is doubtful about it, what was expected. Knows no row."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

from app.domain.choices import Choice
from app.domain.dates import DateState, read_date
from app.domain.ledgers import Cell, Column, Kind, read_hundredths
from app.domain.money import MoneyState, MoneyUnit, read_money
from app.domain.problems import Severity
from app.domain.text import clean, fold
from app.importers.names import split_issuers
from app.importers.raw import RawCell

CLEAR = "清空"
"""The word that empties a value; an empty cell leaves it as it is."""

_EXACT = 1e15
_PLACEHOLDER = re.compile(r"[-—–―－/／\\]{1,4}")
"""What a printed ledger shows for no value."""
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")
_INTEGER = re.compile(
    r"([-+]?\d{1,3}(?:,\d{3})+|[-+]?\d{1,15})(?:\.0+)?(?:个|件|份|人次|人|次|年|个月|天|日|册|页|学时|项|名)?"
)
_BRACKETED = re.compile(r"\([^()]*\)")

_YES = frozenset(["是", "有", "已", "对", "真", "√", "✓", "✔", "☑", "■", "y", "yes", "t", "true", "1"])
_NO = frozenset(
    ["否", "无", "没有", "未", "不", "错", "假", "×", "✗", "✘", "☐", "□", "x", "n", "no", "f", "false", "0"]
)
_COUNTED = re.compile(r"(?:个)?(?:小时|学时|课时|分|h)$")
_AN_AMOUNT = "金额，如 80,000.00 或 8万元"
_A_DATE = "一个完整的日期，如 2025-01-01 或 2025年1月1日"


class Doubt(NamedTuple):
    """What is wrong with a cell."""

    message: str
    expected: str
    suggestion: str = ""
    severity: Severity = Severity.WARNING


class Understood(NamedTuple):
    """A cell as far as it could be understood; the original text stands beside it in the reading."""

    value: Cell = None
    doubt: Doubt | None = None
    clear: bool = False
    state: DateState | None = None
    """For dates: how far; OPEN_ENDED is no day and no mistake."""
    replaced: int = 0
    """Control characters taken out."""


NOTHING = Understood()
_CLEARED = Understood(clear=True)
_LOST = Doubt(
    "精度已丢失：超过 15 位的数字被当作数值保存，末尾几位已经变了",
    "文本格式的完整号码",
    "请在原文件中把该列设为“文本”格式，按原件重新填写这个号码",
    Severity.ERROR,
)


def raw_text(cell: RawCell) -> str:
    """A cell as a person would copy it: 2025-01-01, 8.5, 是; empty for None."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "是" if cell else "否"
        case float():
            return format(cell, ".15g")
        case datetime():
            return cell.isoformat(" ", "minutes" if cell.second == 0 else "seconds")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def reader(column: Column, epoch_1904: bool, unit: MoneyUnit | None = None) -> Callable[[RawCell], Understood]:
    """The function that reads a column's cells, None excepted. It never raises; what it cannot read it doubts.

    `unit` is what the file says a bare amount of this column counts.
    """
    match column.kind:
        case Kind.DATE:
            return lambda cell: _read_date(cell, epoch_1904)
        case Kind.INTEGER:
            return _read_integer
        case Kind.DECIMAL:
            return _read_decimal
        case Kind.MONEY:
            return lambda cell: _read_amount(cell, unit)
        case Kind.FLAG:
            return _read_flag
        case Kind.CHOICE if column.choices is not None:
            choices = column.choices
            return lambda cell: _read_choice(cell, choices)
        case Kind.CODE:
            return _read_code
        case _ if column.several:
            return _read_several
        case Kind.LONG_TEXT:
            return lambda cell: _read_text(cell, lines=True)
        case _:
            return _read_text


def _word(text: str) -> Understood | None:
    """An empty or a clearing cell; None for one that is to be read."""
    if len(text) <= 6:
        word = text.strip()
        if not word or _PLACEHOLDER.fullmatch(word):
            return NOTHING
        if word == CLEAR:
            return _CLEARED
    return None


def _read_text(cell: RawCell, lines: bool = False) -> Understood:
    if isinstance(cell, float) and abs(cell) >= _EXACT:
        return Understood(raw_text(cell), _LOST._replace(severity=Severity.WARNING))
    cleaned = clean(raw_text(cell), lines=lines)
    return _word(cleaned.text) or Understood(cleaned.text, replaced=cleaned.replaced)


def _read_several(cell: RawCell) -> Understood:
    cleaned = clean(raw_text(cell), lines=True)
    names = (clean(name).text for name in split_issuers(cleaned.text))
    text = "、".join(name for name in names if name)
    return _word(text) or Understood(text, replaced=cleaned.replaced)


def _read_code(cell: RawCell) -> Understood:
    if isinstance(cell, float) and abs(cell) >= _EXACT:
        return Understood(doubt=_LOST)
    if isinstance(cell, date | time):
        doubt = Doubt(
            "编号被表格软件变成了日期或时间", "文本格式的编号", "请在原文件中把该列设为“文本”格式，按原件重新填写"
        )
        return Understood(doubt=doubt)
    cleaned = clean(raw_text(cell))
    if _SCIENTIFIC.fullmatch(cleaned.text):
        return Understood(doubt=_LOST)
    return _word(cleaned.text) or Understood(cleaned.text, replaced=cleaned.replaced)


def _read_date(cell: RawCell, epoch_1904: bool) -> Understood:
    cleaned = clean(cell) if isinstance(cell, str) else None
    if cleaned and (word := _word(cleaned.text)):
        return word
    reading = read_date(cleaned.text if cleaned else cell, epoch_1904=epoch_1904)
    match reading.state:
        case DateState.EMPTY:
            return NOTHING
        case DateState.EXACT | DateState.OPEN_ENDED:
            return Understood(reading.day, state=reading.state)
        case DateState.TWO_DIGIT_YEAR:
            doubt = Doubt(reading.note, _A_DATE, f"请核对是否为 {reading.day}")
        case _:
            doubt = Doubt(reading.note, _A_DATE, "请按原件改正；查不到的请留空")
    return Understood(reading.day, doubt, state=reading.state)


def _read_integer(cell: RawCell) -> Understood:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Understood(cell)
    text = clean(raw_text(cell)).text
    if word := _word(text):
        return word
    found = _INTEGER.fullmatch(fold(text).replace(" ", ""))
    if found and not isinstance(cell, float | bool):
        return Understood(int(found[1].replace(",", "")))
    return Understood(doubt=Doubt(f"“{_short(text)}”不是整数", "一个整数，如 5", "请只填数字"))


def _read_decimal(cell: RawCell) -> Understood:
    text = clean(raw_text(cell)).text
    if word := _word(text):
        return word
    number = None if isinstance(cell, bool) else read_hundredths(_COUNTED.sub("", fold(text).replace(",", "")))
    if number is not None:
        return Understood(number)
    return Understood(doubt=Doubt(f"“{_short(text)}”不是最多两位小数的数字", "一个数字，如 1.5", "请只填数字"))


def _read_amount(cell: RawCell, unit: MoneyUnit | None) -> Understood:
    text = clean(raw_text(cell)).text
    if word := _word(text):
        return word
    reading = read_money(cell if isinstance(cell, int | float) else text, unit)
    match reading.state:
        case MoneyState.EXACT:
            return Understood(reading.fen)
        case MoneyState.NO_TOTAL:
            return Understood(
                doubt=Doubt(reading.note, _AN_AMOUNT, "已按计费方式登记，请核对“计费方式”", Severity.NOTE)
            )
        case MoneyState.DOUBTFUL:
            return Understood(reading.fen, Doubt(reading.note, _AN_AMOUNT, "请核对金额"))
    return Understood(doubt=Doubt(reading.note, _AN_AMOUNT, "请按合同更正"))


def _read_flag(cell: RawCell) -> Understood:
    if isinstance(cell, bool):
        return Understood(cell)
    text = clean(raw_text(cell)).text
    if word := _word(text):
        return word
    folded = fold(text)
    if folded in _YES or folded in _NO:
        return Understood(folded in _YES)
    return Understood(doubt=Doubt(f"“{_short(text)}”看不出是“是”还是“否”", "是 或 否", "请填“是”或“否”"))


def _read_choice(cell: RawCell, choices: type[Choice]) -> Understood:
    text = clean(raw_text(cell)).text
    if word := _word(text):
        return word
    known = known_words(choices)
    folded = fold(text)
    # 现行有效(来源库标注), 2024清理:失效: the word is there, with a remark around it.
    for attempt in (folded, _BRACKETED.sub("", folded), folded.rpartition(":")[2]):
        if member := known.get(attempt):
            return Understood(member)
    labels = "、".join(member.label for member in choices)
    return Understood(doubt=Doubt(f"“{_short(text)}”不在可选的项目中", f"以下之一：{labels}", "请从可选项目中选一个"))


@cache
def known_words(choices: type[Choice]) -> dict[str, str]:
    """Label, synonyms and value of every member, folded → the stored value."""
    known: dict[str, str] = {}
    for member in choices:
        for word in (member.label, *member.synonyms, member.value):
            known.setdefault(fold(word), member.value)
    return known


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
