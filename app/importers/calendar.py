"""A year's arrangement of holidays from a file: every line read, or the file refused with every line named. Knows no table of ours."""

from datetime import date
from pathlib import Path

from app.domain.calendar import LEDGER, DayKind, Holiday
from app.domain.dates import DateState, chinese
from app.domain.problems import Problem, Refused, refuse_if
from app.importers.drafts import Draft, Reading, drafts
from app.importers.files import FileRefused, read_workbook
from app.importers.tables import Table, find_table

HEADER = "、".join(f"“{column.title}”" for column in LEDGER.columns)


def read_holidays(path: Path) -> tuple[Holiday, ...]:
    """The days of a file, in its order, without a source. Raises Refused naming every line that is wrong; Unavailable."""
    table = _table(path)
    days: list[Holiday] = []
    problems: list[Problem] = []
    rows: dict[date, int] = {}
    for draft in drafts(table, LEDGER):
        read = _read(draft)
        if isinstance(read, Problem):
            problems.append(read)
        elif read.day in rows:
            earlier = rows[read.day]
            problems.append(_problem(draft, f"{chinese(read.day)}已在第 {earlier} 行出现，请只留一行"))
        else:
            rows[read.day] = draft.row
            days.append(read)
    refuse_if(problems)
    if not days:
        raise FileRefused(path, "里只有表头，没有一行安排：请每天填写一行再导入")
    return tuple(days)


def _table(path: Path) -> Table:
    sheet = next(iter(read_workbook(path).visible), None)
    if sheet is None:
        raise FileRefused(path, f"里没有可读的内容：第一张工作表应有{HEADER}三列")
    try:
        table = find_table(sheet, LEDGER)
    except Refused as error:
        raise FileRefused(path, f"里没有找到表头：应有{HEADER}三列，可以先存一份空白表照着填写") from error
    if table.missing:
        titles = "、".join(f"“{column.title}”" for column in table.missing)
        raise FileRefused(path, f"缺少{titles}一列：表头应有{HEADER}，可以先存一份空白表照着填写")
    return table


def _read(draft: Draft) -> Holiday | Problem:
    """The day of a line, or all that is wrong with it."""
    day, kind, name = (draft.values.get(key) for key in ("day", "kind", "name"))
    chosen = DayKind.of(str(kind.value)) if kind is not None and kind.value is not None else None
    wrong = [said for said in (_wrong_day(day), "" if chosen else _wrong_kind(kind)) if said]
    if wrong or day is None or chosen is None:
        return _problem(draft, "；".join(wrong))
    assert isinstance(day.value, date)
    return Holiday(day.value, chosen, str(name.value or "") if name else "")


def _wrong_day(day: Reading | None) -> str:
    if day is None:
        return "没有填写日期，请填写，或删去这一行"
    if day.state is DateState.TWO_DIGIT_YEAR:
        return f"日期“{day.raw}”的年份只写了两位，请写成四位，如 2027-01-01"
    if day.problem is not None:
        return day.problem.message
    return "" if isinstance(day.value, date) else f"“{day.raw}”不是日期，请填写这一天，或删去这一行"


def _wrong_kind(kind: Reading | None) -> str:
    return f"{f'类型“{kind.raw}”看不懂' if kind else '没有填写类型'}，请填“放假”或“上班”"


def _problem(draft: Draft, message: str) -> Problem:
    return Problem("", f"第 {draft.row} 行：{message}")
