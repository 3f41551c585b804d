"""Values typed on a command line: days in any spelling, conditions on a ledger. Knows ledgers, knows no command."""

from collections.abc import Iterable
from datetime import date

import typer

from app.domain.dates import read_date
from app.domain.ledgers import NUMBERS, Cell, Column, Filter, Kind, Ledger, read_hundredths
from app.domain.money import MoneyUnit, read_money

_YES = frozenset({"是", "true", "yes", "1", "√"})
_NO = frozenset({"否", "false", "no", "0", "×"})


def day(text: str) -> date:
    """A day in any spelling. Raises BadParameter."""
    reading = read_date(text)
    if reading.day is None:
        raise typer.BadParameter(
            f"“{text}”不是日期，请写成 2025-01-01 的样子{f'（{reading.note}）' if reading.note else ''}"
        )
    return reading.day


def filters(ledger: Ledger, conditions: Iterable[str]) -> tuple[Filter, ...]:
    """Conditions `column=value` or `column=from..to`; several values of one column mean any of them. Raises BadParameter."""
    values: dict[str, list[Cell]] = {}
    ranges: list[Filter] = []
    for condition in conditions:
        key, equals, text = condition.partition("=")
        if not equals:
            raise typer.BadParameter(f"“{condition}”应写成“列=值”的样子，如 force_status=现行有效")
        column = _column(ledger, key.strip())
        low, dots, high = text.partition("..")
        if dots and column.kind in (Kind.DATE, Kind.CODE, *NUMBERS):
            ranges.append(Filter(column.key, low=_bound(column, low), high=_bound(column, high)))
        else:
            values.setdefault(column.key, []).append(_value(column, text))
    return (*ranges, *(Filter(key, tuple(given)) for key, given in values.items()))


def _column(ledger: Ledger, name: str) -> Column:
    for column in ledger.columns:
        if name in (column.key, column.title):
            return column
    known = "、".join(f"{column.key}（{column.title}）" for column in ledger.columns if not column.hidden)
    raise typer.BadParameter(f"“{ledger.title}”没有名为“{name}”的列，可用：{known}")


def _bound(column: Column, text: str) -> Cell:
    return _value(column, text) if text.strip() else None


def _value(column: Column, text: str) -> Cell:
    text = text.strip()
    if not text:
        return "" if column.kind is not Kind.DATE else None
    if column.choices is not None:
        member = column.choices.read(text)
        if member is None:
            labels = "、".join(choice.label for choice in column.choices)
            raise typer.BadParameter(f"“{column.title}”没有“{text}”这个值，可用：{labels}")
        return member.value
    if column.kind is Kind.DATE:
        return day(text)
    if column.kind in NUMBERS:
        return _number(column, text)
    if column.kind is Kind.FLAG:
        if text.lower() not in _YES | _NO:
            raise typer.BadParameter(f"“{column.title}”要写“是”或“否”，“{text}”不是")
        return text.lower() in _YES
    return text


def _number(column: Column, text: str) -> int:
    """A whole number, an amount in 分 or a number in hundredths, as the column counts."""
    if column.kind is Kind.MONEY:
        reading = read_money(text, MoneyUnit.YUAN)
        if reading.fen is None:
            raise typer.BadParameter(f"“{column.title}”要写金额：{reading.note}")
        return reading.fen
    if column.kind is Kind.DECIMAL:
        number = read_hundredths(text)
        if number is None:
            raise typer.BadParameter(f"“{column.title}”要写数字，最多两位小数，“{text}”不是")
        return number
    if not text.lstrip("-").isdecimal():
        raise typer.BadParameter(f"“{column.title}”要写整数，“{text}”不是")
    return int(text)
