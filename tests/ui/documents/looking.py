"""What tests of the documents' page look at and reach for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import DocumentFacts
from app.domain.ledgers import Query
from app.services.office import Office
from app.ui.documents.page import DocumentsPage
from app.ui.forms.page import FormPage

CTRL = Qt.KeyboardModifier.ControlModifier
Register = Callable[[DocumentFacts], DocumentFacts]


def look(qtbot: QtBot, page: DocumentsPage, title: str) -> None:
    """Show the ledger and stand on the line of a title."""
    page.shown()
    page.reload()
    qtbot.waitUntil(lambda: len(page.table.model.ids) > 0)
    rows = range(len(page.table.model.ids))
    page.table.grid.go_to_row(next(row for row in rows if page.table.model.line(row)[1] == title))
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.title == title)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def open_form(page: DocumentsPage) -> FormPage:
    form = page.open_form
    assert form is not None
    return form


def field(page: DocumentsPage, key: str) -> Any:
    return open_form(page).body.field(key)


def stored(services: Office) -> list[DocumentFacts]:
    return [services.documents.get(key) for key in services.ledgers.ids("documents", Query(services.today()))]


def entry(page: DocumentsPage, text: str) -> QAction:
    """An entry of 更多 by the beginning of its name."""
    menu = page.bar.buttons["more"].menu()
    return next(action for action in menu.actions() if action.text().startswith(text))


def button(widget: QWidget, name: str) -> QPushButton:
    """A visible button by its words or by its name for screen readers."""
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible()]
    return next(b for b in found if name in (b.text(), b.accessibleName()))
