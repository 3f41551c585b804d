"""已知晓 and 稍后提醒: a small sheet beside the line with a note and, for the latter, a day. Knows items, no service."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.due.items import DueItem, problems_of_snooze
from app.ui import theme
from app.ui.forms.days import DateField
from app.ui.forms.texts import Line
from app.ui.popover import Popover, text_label

Known = Callable[[str], object]
"""Take the item off the list: (note)."""
Later = Callable[[date, str], object]
"""Show it again from a day: (day, note)."""


def known_sheet(anchor: QWidget, item: DueItem, known: Known) -> Popover:
    """Asks for a note, which may stay empty; Enter marks."""
    sheet = Popover(anchor)
    until = "不再列出，直到期限变动" if item.by_mark or item.due is None or item.late else "到期以前不再列出"
    sheet.body.addWidget(text_label(f"标为已知晓：{until}。", "section"))
    note = _note()
    sheet.body.addWidget(note)

    def mark() -> None:
        sheet.close()
        known(note.text())

    _finish(sheet, "已知晓", mark, note)
    return sheet


def later_sheet(anchor: QWidget, item: DueItem, today: date, later: Later) -> Popover:
    """Asks from which day it is to be shown again; usual days are one click away."""
    sheet = Popover(anchor)
    sheet.body.addWidget(text_label("稍后提醒：到这一天再列出。", "section"))
    day = DateField()
    day.set_name("提醒日期")
    day.set_value(today + timedelta(days=1))
    usual = QHBoxLayout()
    for words, wanted in (
        ("明天", today + timedelta(days=1)),
        ("下周一", today + timedelta(days=7 - today.weekday())),
        ("一个月后", today + timedelta(days=30)),
    ):
        if not problems_of_snooze(item, wanted, today):
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, wanted=wanted: day.set_value(wanted))
            usual.addWidget(button)
    usual.addStretch(1)
    sheet.body.addWidget(day)
    sheet.body.addLayout(usual)
    note = _note()
    sheet.body.addWidget(note)
    wrong = QLabel()
    wrong.setWordWrap(True)
    theme.role(wrong, "error")
    wrong.hide()
    sheet.body.addWidget(wrong)

    def put_off() -> None:
        until = day.value()
        problems = problems_of_snooze(item, until, today) if until else ()
        if until is None or problems:
            wrong.setText(problems[0].message if problems else "请填写提醒日期，如 2026-03-09")
            wrong.show()
            sheet.adjustSize()
            return
        sheet.close()
        later(until, note.text())

    _finish(sheet, "稍后提醒", put_off, day.line)
    note.returnPressed.connect(put_off)
    return sheet


def _note() -> Line:
    note = Line("备注（可不填）")
    note.setAccessibleName("备注")
    return note


def _finish(sheet: Popover, word: str, act: Callable[[], None], first: QLineEdit) -> None:
    button = QPushButton(word)
    theme.role(button, "primary")
    button.clicked.connect(act)
    first.returnPressed.connect(act)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    sheet.body.addLayout(row)
    sheet.setFixedWidth(theme.em(sheet, 24))
    sheet.open()
    first.setFocus()
