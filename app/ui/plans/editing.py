"""Opening a planned document's form on the page: what it begins with, what it asks, what follows a save."""

from typing import Any

from PySide6.QtCore import QObject

from app.domain.plans import PlanItem
from app.domain.problems import Problem
from app.ui.forms.page import FormContract, FormPage
from app.ui.ledger_page import LedgerPage
from app.ui.plans.form import REPEATING, facts_of, plan_body, values_of


class Editor(QObject):
    """One open form of an item; lives as long as the form."""

    def __init__(self, page: LedgerPage, facts: PlanItem) -> None:
        super().__init__()
        self._page, self._desk, self._base = page, page.desk, facts
        self.body = plan_body(page.desk.units.all)
        contract = FormContract(
            "plans", "项计划", self._save, self._check, REPEATING, page.desk.now, next_word="保存并录入下一项"
        )
        desk = page.desk
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.saved.connect(self._saved)
        self.form.step_asked.connect(self._step)

    def open(self) -> None:
        """Show the form with the facts."""
        facts = self._base
        title = f"修改计划项目　{facts.named}" if facts.id else "新增计划项目"
        self.form.open(title, values_of(facts), facts.id, facts.revision)
        self.body.show_row("drafter_text", bool(facts.drafter_text))
        self.body.go_to("title")

    def _save(self, values: dict[str, Any]) -> PlanItem:
        return self._desk.office.plans.save(facts_of(values, self._base), self._desk.actor())

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        return self._desk.office.plans.check(facts_of(values, self._base))

    def _saved(self, stored: PlanItem, then_next: bool) -> None:
        if then_next:
            self._base = PlanItem(stored.year, "")
            self.form.next("新增计划项目", values_of(self._base))
            self._page.say(f"已保存{stored.named}")
            return
        self._page.close_form()
        self._page.say(f"已保存{stored.named}")
        assert stored.id is not None
        self._page.open_record(stored.id)

    def _step(self, by: int) -> None:
        record_id = self._page.step(by)
        if record_id is not None:
            self._desk.work.read("editor:plans", lambda: self._desk.office.plans.get(record_id), self._open_other)

    def _open_other(self, facts: PlanItem) -> None:
        self._base = facts
        self.open()


def open_editor(page: LedgerPage, facts: PlanItem) -> FormPage:
    """Show the form of an item, new (no id) or stored, in place of the ledger."""
    editor = Editor(page, facts)
    page.show_form(editor.form)
    editor.open()
    return editor.form
