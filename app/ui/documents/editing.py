"""Opening a document's form on the page: what it begins with, what it asks, what follows a save."""

from typing import Any

from PySide6.QtCore import QObject

from app.domain.documents.facts import DocumentFacts, Nature, ValidityMode
from app.domain.ledgers import Query
from app.domain.problems import Problem
from app.ui.desk import Desk
from app.ui.documents.form import REPEATING, Sources, document_body, facts_of, values_of
from app.ui.forms.days import DateField
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.suggest import SHOWN, Option
from app.ui.ledger_page import LedgerPage


class Editor(QObject):
    """One open form of a document; lives as long as the form."""

    def __init__(self, page: LedgerPage, facts: DocumentFacts) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self._base = facts
        self._prepared = facts
        self.body = document_body(sources(page.desk))
        contract = FormContract(
            "documents", "件规范性文件", self._save, self._check, REPEATING, page.desk.now,
        )  # fmt: skip
        desk = page.desk
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.checked.connect(self._show_computed)
        self.form.saved.connect(self._saved)
        self.form.step_asked.connect(self._step)
        self.body.edited.connect(self._show_rows)

    def open(self) -> None:
        """Show the form with the facts."""
        facts = self._base
        title = f"修改{facts.named}" if facts.id else "新增规范性文件"
        self.form.open(title, values_of(facts), facts.id, facts.revision)
        self._show_rows()
        self.body.go_to("title")

    def _save(self, values: dict[str, Any]) -> DocumentFacts:
        facts, actor = facts_of(values, self._base), self._desk.actor()
        documents = self._desk.office.documents
        return documents.save(facts, actor) if facts.id else documents.register(facts, actor)

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        office = self._desk.office
        facts, today = facts_of(values, self._base), office.today()
        self._prepared = office.documents.prepare(facts, today)
        return office.documents.check(facts, today)

    def _saved(self, stored: DocumentFacts, then_next: bool) -> None:
        if then_next:
            self._base = DocumentFacts("")
            self.form.next("新增规范性文件", values_of(self._base))
            self._show_rows()
            self._page.tell(f"已保存{stored.named}")
            return
        self._page.close_form()
        assert stored.id is not None
        self._page.open_record(stored.id)

    def _step(self, by: int) -> None:
        record_id = self._page.step(by)
        if record_id is not None:
            self._desk.work.read(
                "editor:documents", lambda: self._desk.office.documents.get(record_id), self._open_other
            )

    def _open_other(self, facts: DocumentFacts) -> None:
        self._base = facts
        self.open()

    def _show_computed(self) -> None:
        """The expiry that follows from the validity stands grey in its empty field."""
        field = self.body.field("expires_on")
        assert isinstance(field, DateField)
        due = self._prepared.expires_on
        field.line.setPlaceholderText(f"按有效期推算为 {due}" if due and field.value() is None else "如 20250101")

    def _show_rows(self) -> None:
        """Fields that only sometimes have a meaning."""
        values = self.body.values()
        self.body.show_row("nature_reason", values["nature"] is not Nature.NORMATIVE)
        self.body.show_row("unified_number", bool(values["backfill"]))
        self.body.show_row("emergency_reason", bool(values["emergency"]))
        self.body.show_row("expiry_reason", values["validity"].mode is ValidityMode.YEARS)


def open_editor(page: LedgerPage, facts: DocumentFacts) -> FormPage:
    """Show the form of a document, new (no id) or stored, in place of the ledger; a draft can be taken up in it."""
    editor = Editor(page, facts)
    page.show_form(editor.form)
    editor.open()
    return editor.form


def sources(desk: Desk) -> Sources:
    """Where the form finds units and other documents."""

    def find(typed: str) -> list[Option]:
        query = Query(desk.office.today(), text=typed)
        ids = desk.office.ledgers.ids("documents", query, SHOWN)
        lines = desk.office.ledgers.page("documents", ids, query)
        return [
            Option(key, str(cells[1] or ""), note=str(cells[2] or cells[0] or ""))
            for key, cells in zip(ids, lines, strict=True)
        ]

    def name_of(document_id: int) -> str:
        (cells,) = desk.office.ledgers.page("documents", [document_id], Query(desk.office.today()))
        return str(cells[1] or "")

    return Sources(desk.units.all, desk.units.issuers, find, name_of)
