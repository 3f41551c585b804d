"""Due items for taking along: the week by person as PDF, last days with alarms for a calendar. Knows no widget."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from app.domain.due.items import DueItem, DueState
from app.domain.problems import Refused
from app.exporters.cells import Report

NOBODY = "未确定承办人"


def write_week(items: Sequence[DueItem], office: str, on: date, path: Path) -> Report:
    """Write 一周待办 with the items of a week, by person. Raises Refused, Unavailable."""
    from app.exporters import week

    if path.suffix.lower() != ".pdf":
        raise Refused(f"一周待办是 PDF 文件，“{path.name}”请改以 .pdf 结尾")
    people = []
    for name in _people(items):
        own = [item for item in items if item.handler == name]
        tasks = tuple(
            week.Task(item.due, item.words, item.title, item.what, item.unit) for item in own if item.due is not None
        )
        people.append(week.Person(name or NOBODY, tasks, sum(item.state is DueState.OVERDUE for item in own)))
    monday = on - timedelta(days=on.weekday())
    return week.write_week(week.Week(monday, monday + timedelta(days=6), office, on, tuple(people)), path)


def _people(items: Iterable[DueItem]) -> list[str]:
    """Whose items they are, by the number of items, what is nobody's last."""
    count: dict[str, int] = {}
    for item in items:
        count[item.handler] = count.get(item.handler, 0) + 1
    return sorted(count, key=lambda name: (not name, -count[name], name))


def write_calendar(items: Iterable[DueItem], office: str, region: str, at: datetime, path: Path) -> Report:
    """Write every item with a last day as an all-day event with alarms. Raises Refused, Unavailable."""
    from app.exporters import ics

    if path.suffix.lower() != ".ics":
        raise Refused(f"日历文件“{path.name}”请改以 .ics 结尾")
    events = (
        ics.Event(
            _uid(item, region),
            item.due,
            f"{item.subject.label}：{item.title}　{item.what}",
            "\n".join(_description(item)),
            (item.subject.label,),
        )
        for item in items
        if item.due is not None and item.done_on is None
    )
    return ics.write_calendar(events, f"{office}待办", at, path)


def _uid(item: DueItem, region: str) -> str:
    """Names the record and the act, not the day: a moved last day changes the event that a calendar has already."""
    whose = item.record_id if item.record_id is not None else item.due and item.due.year
    return f"{item.subject.value}-{whose}-{item.act}@{region.lower() or 'office'}.fazhi-taizhang"


def _description(item: DueItem) -> Iterable[str]:
    facts = (
        ("承办人", item.handler),
        ("单位", item.unit),
        ("编号、文号", item.number),
        ("起算日", item.start.isoformat() if item.start else ""),
        ("期限", item.limit),
        ("依据", str(item.basis)),
        ("备注", item.mark.note if item.mark else ""),
    )
    return (f"{label}：{text}" for label, text in facts if text)
