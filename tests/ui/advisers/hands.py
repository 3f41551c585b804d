"""A clerk's hands in the forms of the advisers' ledgers."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.advisers.book import BookPage
from app.ui.forms.page import FormPage
from tests.ui.hands import focused, press, write

CTRL = Qt.KeyboardModifier.ControlModifier


def form(page: BookPage[Any]) -> FormPage:
    """The form that is open."""
    assert page.open_form is not None
    return page.open_form


def fill(page: BookPage[Any], key: str, text: str, *, chosen: bool = False, instead: bool = False) -> None:
    """Type into a field, `chosen` from what is offered, `instead` of what stands there."""
    form(page).body.go_to(key)
    if instead:
        press(Qt.Key.Key_A, CTRL)
    write(focused(), text)
    if chosen:
        press(Qt.Key.Key_Return)


def save(qtbot: QtBot, page: BookPage[Any]) -> None:
    """Ctrl+S, until the form is gone."""
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.open_form is None and page.desk.work.quiet)


def refused(qtbot: QtBot, page: BookPage[Any], key: str, part: str) -> None:
    """Ctrl+S, until the field says so and the refusal has come: the check as one types may say it before."""
    press(Qt.Key.Key_S, CTRL)
    field = form(page).body.field(key)
    qtbot.waitUntil(lambda: page.desk.work.quiet and any(part in text for text in field.problem_texts))


def said(page: BookPage[Any]) -> str:
    """All that the panel says."""
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel))
