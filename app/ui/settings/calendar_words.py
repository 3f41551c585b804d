"""Years and days of the office's calendar as lines of a table and as sentences. Knows no widget's place."""

from datetime import date

from app.domain.calendar import Holiday
from app.services.calendar import Imported, YearState
from app.ui.plain_table import Head, Line
from app.ui.tokens import Tone

YEAR_HEADS = (Head("年份"), Head("放假", number=True), Head("上班", number=True), Head("安排", 1))
DAY_HEADS = (Head("日期"), Head("星期"), Head("类型"), Head("名称", 1), Head("来源", 1))
NO_DAYS = Line(("—", "", "", "还没有安排", "通知公布后请导入，或逐日新增"), quiet=True)
"""Stands where a year has no exception yet."""
WEEKDAYS = "一二三四五六日"


def sentence(done: Imported) -> str:
    """What an import did and what a year still lacks."""
    years = "；".join(_standing(state) for state in done.states)
    return f"新增 {done.added} 天，更新 {done.changed} 天，删去 {done.removed} 天。{years}"


def _standing(state: YearState) -> str:
    counted = f"{state.year}年放假 {state.off} 天、上班 {state.working} 天"
    return f"{counted}，还缺{'、'.join(state.lacking)}" if state.lacking else counted


def year_line(state: YearState) -> Line:
    """A year in the list, amber while it is not known."""
    days = state.off + state.working
    if not state.known:
        words = f"还缺{'、'.join(state.lacking)}" if days else "没有安排"
    elif state.own:
        words = f"已填写 {state.own} 天" if state.own == days else f"自带，另填 {state.own} 天"
    else:
        words = "程序自带"
    counts = (str(state.off), str(state.working))
    return Line((str(state.year), *counts, words), state.year, None if state.known else Tone.DUE, 3)


def day_line(holiday: Holiday) -> Line:
    """A day off or of work; its key is the day."""
    cells = (holiday.day.isoformat(), weekday(holiday.day), holiday.kind.label, holiday.name, holiday.source)
    return Line(cells, holiday.day, Tone.DUE if holiday.working else Tone.GOOD, 2)


def weekday(day: date) -> str:
    """六 for a Saturday."""
    return WEEKDAYS[day.weekday()]
