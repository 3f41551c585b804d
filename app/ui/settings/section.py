"""What every part of the settings page is: a title, how it is loaded; one over the office's settings, one with a list. Knows no setting."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.page import FormContract, FormPage
from app.ui.plain_table import PlainTable


class Section(QWidget):
    """One tab of the settings page."""

    title = ""
    name = ""
    """By which a due item finds it; empty where none does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def reload(self) -> None:
        """Show what is stored; what is being typed stays."""

    @property
    def form(self) -> FormPage | None:
        """The form that may hold something unsaved."""
        return None


class StoredSection(Section):
    """A part whose form shows some of the office's settings; what is being typed stays when others change them."""

    def make_form(self, body: FormBody, name: str, noun: str) -> FormPage:
        """The form over the fields; `name` is its part of the drafts' names, `noun` what is entered."""
        self._stored = OfficeSettings()
        self._topic = f"settings.{name}"
        desk = self.desk
        contract = FormContract(self._topic, noun, self._save, self._check, now=desk.now, next_word="")
        self._form = FormPage(body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self._form.saved.connect(lambda *_: self.reload())
        self._form.closed.connect(self._show_stored)
        return self._form

    @property
    def form(self) -> FormPage:
        return self._form

    def reload(self) -> None:
        self.desk.work.read(self._topic, self.desk.office.settings.get, self._take)

    def _take(self, settings: OfficeSettings) -> None:
        """Show the settings as they are stored now, unless something is being typed over others."""
        if self._form.changed and settings != self._stored and self._stored.office:
            return
        self._stored = settings
        self._show_stored()

    def _show_stored(self) -> None:
        """Fill the form with what is stored."""
        raise NotImplementedError

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        """What is wrong with the values typed so far."""
        raise NotImplementedError

    def _save(self, values: dict[str, Any]) -> OfficeSettings:
        """Store the values. Raises Refused."""
        raise NotImplementedError


class ListedSection(Section):
    """A part with a list; the form of one of its lines takes the list's place."""

    table: PlainTable

    def lay_list(self, *parts: QWidget, wide: QWidget) -> None:
        """The list's parts one under the other, `wide` taking the room that is left."""
        self._form: FormPage | None = None
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part, 1 if part is wide else 0)
        self.views = QStackedWidget()
        self.views.addWidget(listed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.table)

    @property
    def form(self) -> FormPage | None:
        return self._form

    def show_form(self, body: FormBody, contract: FormContract) -> FormPage:
        """A form in the list's place, to be opened by the caller; it goes when it is closed."""
        desk = self.desk
        self._form = FormPage(body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self._form.closed.connect(self.close_form)
        self.views.addWidget(self._form)
        self.views.setCurrentWidget(self._form)
        return self._form

    def close_form(self) -> None:
        """Back to the list, read anew."""
        form, self._form = self._form, None
        self.views.setCurrentIndex(0)
        if form is not None:
            self.views.removeWidget(form)
            form.deleteLater()
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
