"""Opening a document's form on the page: what it begins with, what it asks, what follows a save."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from app.domain.documents.facts import DocumentFacts, Nature, RelationKind, ValidityMode
from app.domain.ledgers import Query
from app.domain.problems import Problem, Severity, refuse_if
from app.services.stale import Stale
from app.ui.desk import Desk
from app.ui.documents.asks import ask_waiver
from app.ui.documents.fields import WaiversField
from app.ui.documents.form import REPEATING, Sources, document_body, facts_of, values_of
from app.ui.documents.other import show_other
from app.ui.documents.reconciling import reconcile
from app.ui.documents.reviews import problems_of_place
from app.ui.forms.days import DateField
from app.ui.forms.drafts import Draft
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.suggest import SHOWN, Option
from app.ui.ledger_page import LedgerPage

FIELD_OF = {"issuer": "issuers", "drafter": "drafter_id", "implementer": "implementer_id", "force_status": "end_kind"}
"""Where the form has what a ledger column shows under another name."""


class Editor(QObject):
    """One open form of a document; lives as long as the form."""

    def __init__(self, page: LedgerPage, facts: DocumentFacts) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self._base = facts
        """What the record said when it was read."""
        self._known = True
        """Whether `_base` is what it said when the typing began."""
        self._prepared = facts
        self._followed = facts.expires_on
        self.body = document_body(sources(page.desk))
        contract = FormContract(
            "documents", "件规范性文件", self._save, self._check, REPEATING, page.desk.now, settle=self._settle
        )
        desk = page.desk
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.checked.connect(self._show_computed)
        self.form.saved.connect(self._saved)
        self.form.step_asked.connect(self._step)
        self.body.edited.connect(self._show_rows)
        self.body.asked.connect(self._answer)

    def open(self, at: str = "title") -> None:
        """Show the form with the facts, the cursor in a field."""
        facts = self._base
        self._followed = facts.expires_on
        self.form.open(_title(facts), values_of(facts), facts.id, facts.revision)
        self._show_rows()
        field = FIELD_OF.get(at, at)
        self.body.go_to(field if self.body.title_of(field) else "title")

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft. Others' changes since it was begun are told from its own by what it had read then."""
        current = self._base
        if current.id is not None and draft.revision != current.revision:
            self._known = bool(draft.original)
            self.body.restore(draft.original)
            self._base = replace(facts_of(self.body.values(), current), revision=draft.revision)
            self.open()
        self.form.take_up(draft.key, draft.values)
        self._show_rows()

    def _save(self, values: dict[str, Any]) -> DocumentFacts:
        facts, actor = facts_of(values, self._base), self._desk.actor()
        refuse_if(problems_of_place(facts.steps, backfill=facts.backfill))
        documents = self._desk.office.documents
        return documents.save(facts, actor) if facts.id else documents.register(facts, actor)

    def _settle(self, stale: Stale) -> None:
        """Somebody else saved first: bring both together and save again, or go back to the form as it is."""
        mine, current = facts_of(self.body.values(), self._base), stale.current
        assert isinstance(current, DocumentFacts)
        original = self._base if self._known else None
        merged, kept = reconcile(self._desk, self.body, original, mine, current)
        if merged is None:
            self._page.say("还没有保存，填写的内容都在表单里")
            return
        self._base, self._known = current, True
        self.form.rebase(values_of(current), values_of(merged), current.revision)
        self._show_rows()
        if kept:
            self._page.say(kept)
        self.form.save()

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        office = self._desk.office
        facts, today = facts_of(values, self._base), office.today()
        self._prepared = office.documents.prepare(facts, today)
        return [
            *office.documents.check(facts, today),
            *problems_of_place(facts.steps, backfill=facts.backfill),
            *_overwritten(facts, self._prepared, self._followed),
        ]

    def _saved(self, stored: DocumentFacts, then_next: bool) -> None:
        if then_next:
            self._base = DocumentFacts("", backfill=stored.backfill)
            self._followed = None
            self.form.next(_title(self._base), values_of(self._base))
            self._show_rows()
            self._page.say(f"已保存{stored.named}")
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
        self._base, self._known = facts, True
        self.open()

    def _answer(self, problem: Problem) -> None:
        """What the user wants done about a problem: see the other document, or say why it may stand."""
        if problem.record is not None:
            anchor = self.body.field(problem.field) if self.body.title_of(problem.field) else self.body
            show_other(self._page, anchor, problem.record)
            return
        if reason := ask_waiver(self._desk, problem):
            waivers = self.body.field("waivers")
            assert isinstance(waivers, WaiversField)
            waivers.give(problem.rule, reason)
            self._show_rows()
        if self.body.title_of(problem.field):
            self.body.go_to(problem.field)

    def _show_computed(self) -> None:
        """The expiry that follows from the validity: grey in an empty field; one that was computed before follows."""
        field = self.body.field("expires_on")
        assert isinstance(field, DateField)
        due = self._prepared.expires_on
        follows = field.value() is not None and field.value() == self._followed and self.form.changed
        if due and follows and not field.line.hasFocus():
            field.set_value(due)
            self._followed = due
        field.line.setPlaceholderText(f"按有效期推算为 {due}" if due and field.value() is None else "如 20250101")

    def _show_rows(self) -> None:
        """Fields that only sometimes have a meaning."""
        values = self.body.values()
        self.body.show_row("nature_reason", values["nature"] is not Nature.NORMATIVE)
        self.body.show_row("unified_number", bool(values["backfill"]))
        self.body.show_row("emergency_reason", bool(values["emergency"]))
        self.body.show_row("expiry_reason", values["validity"].mode is ValidityMode.YEARS)
        self.body.show_row("waivers", bool(values["waivers"]))


def open_editor(page: LedgerPage, facts: DocumentFacts, at: str = "title", draft: Draft | None = None) -> FormPage:
    """Show the form of a document, new (no id) or stored, in place of the ledger, the cursor in a field."""
    editor = Editor(page, facts)
    page.show_form(editor.form)
    editor.open(at)
    if draft is not None:
        editor.take_up(draft)
    return editor.form


def _title(facts: DocumentFacts) -> str:
    if facts.id is not None:
        return f"修改{facts.named}"
    if facts.backfill:
        return "补录旧文件"
    replaces = any(relation.kind is RelationKind.REPLACES for relation in facts.relations)
    return f"重新公布{facts.named}：登记新文件" if replaces and facts.title else "新增规范性文件"


def _overwritten(facts: DocumentFacts, prepared: DocumentFacts, followed: Any) -> list[Problem]:
    """Says so when a save would put the computed expiry in place of the one just typed."""
    due = prepared.expires_on
    if due is None or facts.expires_on in (None, due, followed):
        return []
    message = f"保存时改为按有效期推算的 {due}；要按所填日期，请填写“到期日说明”"
    return [Problem("expires_on", message, Severity.NOTE)]


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
