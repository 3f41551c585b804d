"""Opening a letter's form on the page: what it begins with, what it asks, what follows a save."""

from typing import Any

from PySide6.QtCore import QObject

from app.domain.letters import LetterFacts
from app.domain.problems import Problem
from app.services.letters.templates import load_template
from app.ui.forms.page import FormContract, FormPage
from app.ui.ledger_page import LedgerPage
from app.ui.letters.form import facts_of, letter_body, values_of


class Editor(QObject):
    """One open form of a letter; lives as long as the form."""

    def __init__(self, page: LedgerPage, facts: LetterFacts, staff: tuple[str, ...]) -> None:
        super().__init__()
        self._page, self._desk, self._base = page, page.desk, facts
        self._template = load_template(facts.kind)
        self.body = letter_body(self._template, tuple(self._desk.units.names.values()), staff)
        contract = FormContract("letters", "件公文", self._save, self._check, now=page.desk.now, next_word="")
        desk = page.desk
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.saved.connect(self._saved)

    def open(self) -> None:
        """Show the form with the facts, the cursor in the first field that is empty."""
        facts = self._base
        title = f"{'修改' if facts.id else '拟写'}{facts.kind.label}"
        self.form.open(title, values_of(facts, self._template), facts.id, facts.revision)
        self.body.go_to("title" if facts.addressee else "addressee")

    def _facts(self, values: dict[str, Any]) -> LetterFacts:
        return facts_of(values, self._base, self._template)

    def _save(self, values: dict[str, Any]) -> LetterFacts:
        return self._desk.office.letters.save(self._facts(values), self._desk.actor())

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        missing = [] if values["on"] else [Problem("on", "请填写成文日期")]
        return [*missing, *self._desk.office.letters.check(self._facts(values))]

    def _saved(self, stored: LetterFacts, _next: bool) -> None:
        self._page.close_form()
        assert stored.id is not None
        self._page.open_record(stored.id)
        self._page.say(f"已保存{stored.named}")


def open_editor(page: LedgerPage, facts: LetterFacts, staff: tuple[str, ...]) -> FormPage:
    """Show the form of a letter, new (no id) or stored, in place of the ledger."""
    editor = Editor(page, facts, staff)
    page.show_form(editor.form)
    editor.open()
    return editor.form
