"""Opening a unit's form on the page: what it begins with, what it asks, what follows a save."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from app.domain.problems import Problem
from app.domain.units import UnitFacts
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.suggest import Option
from app.ui.ledger_page import LedgerPage
from app.ui.units.form import REPEATING, facts_of, unit_body, values_of


class Editor(QObject):
    """One open form of a unit; lives as long as the form."""

    def __init__(self, page: LedgerPage, facts: UnitFacts) -> None:
        super().__init__()
        self._page, self._desk, self._base = page, page.desk, facts
        self.body = unit_body(self._parents)
        contract = FormContract(
            "units",
            "个单位",
            self._save,
            self._check,
            REPEATING,
            page.desk.now,
            next_word="保存并录入下一个",
        )
        desk = page.desk
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.saved.connect(self._saved)
        self.form.step_asked.connect(self._step)

    def open(self, *, confirming: bool = False) -> None:
        """Show the form with the facts; `confirming` sets the tick of 核实."""
        facts = self._base
        title = f"核实单位　{facts.name}" if confirming else f"修改单位　{facts.name}" if facts.id else "新增单位"
        shown = replace(facts, confirmed=True) if confirming else facts
        self.form.open(title, values_of(shown), facts.id, facts.revision)
        # A unit entered by hand is confirmed by that; only one that an import proposed has the tick.
        self.body.show_row("confirmed", not facts.confirmed)
        self.body.go_to("name")

    def _parents(self) -> Sequence[Option]:
        return [option for option in self._desk.units.all() if option.value != self._base.id]

    def _save(self, values: dict[str, Any]) -> UnitFacts:
        return self._desk.office.units.save(facts_of(values, self._base), self._desk.actor())

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        return self._desk.office.units.check(facts_of(values, self._base))

    def _saved(self, stored: UnitFacts, then_next: bool) -> None:
        if then_next:
            self._base = UnitFacts("")
            self.form.next("新增单位", values_of(self._base))
            self._page.say(f"已保存“{stored.name}”")
            return
        self._page.close_form()
        self._page.say(f"已保存“{stored.name}”")
        assert stored.id is not None
        self._page.open_record(stored.id)

    def _step(self, by: int) -> None:
        record_id = self._page.step(by)
        if record_id is not None:
            self._desk.work.read("editor:units", lambda: self._desk.office.units.get(record_id), self._open_other)

    def _open_other(self, facts: UnitFacts) -> None:
        self._base = facts
        self.open()


def open_editor(page: LedgerPage, facts: UnitFacts, *, confirming: bool = False) -> FormPage:
    """Show the form of a unit, new (no id) or stored, in place of the ledger."""
    editor = Editor(page, facts)
    page.show_form(editor.form)
    editor.open(confirming=confirming)
    return editor.form
