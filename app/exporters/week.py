"""一周待办: what each person has to do, with a box to tick at every line, A4 upright. Knows no subject; the services fill it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.dates import chinese
from app.exporters.cells import Align, Report
from app.exporters.fonts import Role
from app.exporters.pdf.pages import Imprint, Paper, Piece, page_of, paginate, save, space
from app.exporters.pdf.pen import MM
from app.exporters.pdf.table import Table, TableColumn
from app.exporters.pdf.text import Style, Texts, both_ends, heading, paragraph

PAPER = Paper(210 * MM, 297 * MM, top=18 * MM, right=15 * MM, bottom=18 * MM, left=15 * MM)
BOX = "□"

_COLUMNS = (
    (BOX, 5, Align.CENTRE),
    ("到期日", 13, Align.CENTRE),
    ("余期", 15, Align.CENTRE),
    ("事项名称", 33, Align.JUSTIFIED),
    ("待办", 25, Align.LEFT),
    ("单位", 17, Align.LEFT),
)
"""Title, share of the width, where the texts stand."""
_TITLE = Style(Role.TITLE, 18, 28)
_NAME = Style(Role.HEADING, 11, 18)
_BODY = Style(Role.BODY, 9, 13)
_HEADER = Style(Role.HEADING, 9, 13)
_LINE = Style(size=10, pitch=18)


@dataclass(frozen=True)
class Task:
    """One line."""

    due: date
    words: str
    title: str
    what: str
    unit: str


@dataclass(frozen=True)
class Person:
    """One person with what is to be done, the most urgent first."""

    name: str
    tasks: tuple[Task, ...]
    overdue: int


@dataclass(frozen=True)
class Week:
    """The whole sheet."""

    monday: date
    sunday: date
    office: str
    on: date
    """Day on which it was made."""
    people: tuple[Person, ...]


def write_week(week: Week, path: Path) -> Report:
    """Write the sheet. Raises Refused for characters that no font has, Unavailable."""
    texts = Texts()
    pieces = list(_pieces(week, texts))
    texts.refuse_missing()
    title = f"一周待办（{week.monday.isoformat()}）"
    pages = save(path, paginate(pieces, PAPER.inner_height), PAPER, Imprint(title, week.office, week.on), page_of)
    return Report(sum(len(person.tasks) for person in week.people), texts.replaced, pages)


def _pieces(week: Week, texts: Texts) -> Iterator[Piece]:
    width = PAPER.inner_width
    yield from heading("一周待办", _TITLE, width)
    span = f"{chinese(week.monday)}至{chinese(week.sunday)}（含逾期未办）"
    yield both_ends(texts.take(week.office, "单位"), span, _LINE, width)
    if not week.people:
        yield from paragraph("本周没有到期的事项，也没有逾期未办的事项。", _LINE, width)
    for place, person in enumerate(week.people):
        if place:
            yield space(10)
        late = f"，其中逾期{person.overdue}项" if person.overdue else ""
        title = texts.take(f"{person.name}（{len(person.tasks)}项{late}）", "承办人", Role.HEADING)
        yield both_ends(title, "", _NAME, width)
        yield from _table(person, texts, width)
    yield space(8)
    made = f"{chinese(week.on)}生成。办理情况以台账为准，在台账中登记后不再列出。"
    yield from paragraph(made, Style(size=8, pitch=12), width)


def _table(person: Person, texts: Texts, width: float) -> Iterator[Piece]:
    whole = sum(share for _, share, _ in _COLUMNS)
    columns = (
        TableColumn(title if title != BOX else "", width * share / whole, align) for title, share, align in _COLUMNS
    )
    table = Table(tuple(columns), _HEADER, _BODY)
    rows = []
    for number, task in enumerate(person.tasks, 1):
        where = f"{person.name}的第 {number} 项"
        cells = (BOX, task.due.isoformat(), task.words, task.title, task.what, task.unit)
        rows.append([texts.take(cell, where) for cell in cells])
    yield from table.pieces(rows, PAPER.inner_height)
