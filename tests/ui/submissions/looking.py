"""What tests of the submissions' pages look at and reach for."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.submissions.facts import SubmissionFacts
from app.ui.forms.page import FormPage
from app.ui.ledger_page import LedgerPage
from app.ui.submissions.page import SubmissionsPage
from tests.ui.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier


def look(qtbot: QtBot, page: SubmissionsPage, facts: SubmissionFacts) -> None:
    """Show the book and stand on the line of a submission."""
    page.shown()
    page.reload()
    assert facts.id is not None
    key = facts.id
    qtbot.waitUntil(lambda: page.table.model.row_of(key) is not None)
    page.table.go_to(key)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == key)
    page.table.grid.setFocus()


def open_form(page: LedgerPage) -> FormPage:
    form = page.open_form
    assert form is not None
    return form


def field(page: LedgerPage, key: str) -> Any:
    return open_form(page).body.field(key)


def save(qtbot: QtBot, page: LedgerPage) -> None:
    """Ctrl+S, until it is stored and shown."""
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None and page.desk.work.quiet)


def said(qtbot: QtBot, page: LedgerPage, key: str, text: str) -> None:
    """Wait until a field says something."""
    qtbot.waitUntil(lambda: any(text in each for each in field(page, key).problem_texts))
