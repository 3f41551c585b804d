"""Opening a submission's form on the page: what it begins with, what follows from the kind, what follows a save."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from app.domain.dates import chinese
from app.domain.problems import Problem, Refused, Severity
from app.domain.submissions.facts import Round, SubmissionFacts, SubmissionKind
from app.domain.submissions.kinds import kind_of_title
from app.domain.submissions.papers import usual_papers
from app.ui.desk import Desk
from app.ui.documents.editing import sources as document_sources
from app.ui.forms.drafts import Draft
from app.ui.forms.page import FormContract, FormPage
from app.ui.ledger_page import LedgerPage
from app.ui.submissions.form import REPEATING, Sources, facts_of, submission_body, values_of

FIELD_OF = {"sender_id": "sender", "sender_text": "sender", "limit_count": "limit", "document": "document_id"}
"""Where the form has what is known under another name."""
NO_KIND = Problem("kind", "请选择类别")


class Editor(QObject):
    """One open form of a submission; lives as long as the form."""

    def __init__(self, page: LedgerPage, facts: SubmissionFacts, *, kind_given: bool) -> None:
        """`kind_given`: whether the kind is known; else it is told by the title or asked for."""
        super().__init__()
        self._page, self._desk = page, page.desk
        self._base = facts
        self._kind: SubmissionKind | None = facts.kind if facts.id is not None or kind_given else None
        self.body = submission_body(_sources(page.desk), stored=facts.id is not None)
        contract = FormContract(
            "submissions", "件送审件", self._save, self._check, REPEATING, page.desk.now, save_word="登记"
            if facts.id is None else "保存", next_word="登记并收下一件",
        )  # fmt: skip
        desk = page.desk
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.saved.connect(self._saved)
        self.form.step_asked.connect(self._step)
        self.body.edited.connect(self._follow)
        self.body.visited.connect(self._guess_kind)
        self.body.asked.connect(self._answer)

    def open(self, at: str = "title") -> None:
        """Show the form with the facts, the cursor in a field."""
        facts = self._base
        title = f"修改送审件　{facts.number}　{facts.named}" if facts.id is not None else "收件登记"
        values = values_of(facts, self._kind)
        if facts.id is None and self._kind is not None and not facts.papers:
            values["papers"] = usual_papers(self._kind)
        self.form.open(title, values, facts.id, facts.revision)
        self._show_rows()
        field = FIELD_OF.get(at, at)
        self.body.go_to(field if self.body.title_of(field) else "title")

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.form.take_up(draft.key, draft.values)
        self._kind = self._chosen()
        self._show_rows()

    def _chosen(self) -> SubmissionKind | None:
        kind = self.body.field("kind").value()
        assert kind is None or isinstance(kind, SubmissionKind)
        return kind

    def _guess_kind(self) -> None:
        """A title that tells the kind chooses it, where nobody has."""
        if self._chosen() is None and (kind := kind_of_title(str(self.body.field("title").value()))):
            self.body.field("kind").set_value(kind)
            self._follow()
            self.form.check()

    def _follow(self) -> None:
        self._follow_kind()
        self._show_rows()

    def _follow_kind(self) -> None:
        """Another kind asks for other papers; a list that somebody has changed stays."""
        kind, before = self._chosen(), self._kind
        if kind is before:
            return
        self._kind = kind
        papers = self.body.field("papers")
        names = [paper.name for paper in papers.value()]
        usual = [paper.name for paper in usual_papers(before)] if before else []
        if kind is not None and (not names or names == usual):
            ticked = {paper.name for paper in papers.value() if paper.present}
            papers.set_value([replace(paper, present=paper.name in ticked) for paper in usual_papers(kind)])

    def _show_rows(self) -> None:
        """What is asked of normative documents only; the draft's own facts while none is chosen."""
        is_document = self._chosen() is SubmissionKind.DOCUMENT
        self.body.show_row("document_id", is_document)
        drafts = is_document and self.body.field("document_id").value() is None
        for key in ("file_level", "issuers"):
            if self.body.title_of(key):
                self.body.show_row(key, drafts)

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        facts = facts_of(values, self._base)
        service = self._desk.office.submissions
        found = service.check(facts)
        if values["kind"] is None:
            found.append(NO_KIND)
        elif facts.id is None and facts.received_on is not None and facts.papers:
            found += self._foretold(facts)
        return found

    def _foretold(self, facts: SubmissionFacts) -> list[Problem]:
        """What will be said of the papers and the last day once it is entered."""
        if facts.missing_papers:
            missing = f"还缺：{'、'.join(facts.missing_papers)}；登记后通知补正，材料齐备时开始计时"
            return [Problem("papers", missing, Severity.NOTE)]
        day = facts.received_on
        try:
            due = self._desk.office.submissions.due(replace(facts, rounds=(Round(day, day),)))
        except Refused:  # the limit's own field says what is wrong with it
            return []
        if due is None or due.due is None:
            return []
        return [Problem("papers", f"材料齐备，最迟于{chinese(due.due)}办结", Severity.NOTE, due.basis)]

    def _save(self, values: dict[str, Any]) -> SubmissionFacts:
        facts, actor = facts_of(values, self._base), self._desk.actor()
        service = self._desk.office.submissions
        if facts.id is not None:
            return service.save(facts, actor)
        if values["kind"] is None:
            raise Refused([*service.check(facts), NO_KIND])
        if facts.received_on is None:
            raise Refused([Problem("received_on", "请填写收件日期")])
        return service.receive(facts, actor, values["file_level"], values["issuers"])

    def _saved(self, stored: SubmissionFacts, then_next: bool) -> None:
        said = f"已登记 {stored.number}　{stored.named}"
        if then_next:
            self._base, self._kind = SubmissionFacts("", handler=stored.handler), stored.kind
            blank = values_of(self._base, stored.kind) | {"papers": usual_papers(stored.kind)}
            self.form.next("收件登记", blank)
            self._show_rows()
            self._page.say(said)
            return
        self._page.close_form()
        self._page.say(said if self._base.id is None else f"已保存{stored.named}")
        assert stored.id is not None
        self._page.open_record(stored.id)

    def _step(self, by: int) -> None:
        record_id = self._page.step(by)
        if record_id is not None:
            service = self._desk.office.submissions
            self._desk.work.read("editor:submissions", lambda: service.get(record_id), self._open_other)

    def _open_other(self, facts: SubmissionFacts) -> None:
        self._base, self._kind = facts, facts.kind
        self.open()

    def _answer(self, problem: Problem) -> None:
        """See the submission that may be the same; a form with changes asks first."""
        if problem.record is not None:
            self._page.open_record(problem.record)


def open_editor(
    page: LedgerPage, facts: SubmissionFacts, at: str = "title", draft: Draft | None = None, *, kind_given: bool = False
) -> FormPage:
    """Show the form of a submission, new (no id) or stored, in place of the ledger, the cursor in a field."""
    editor = Editor(page, facts, kind_given=kind_given)
    page.show_form(editor.form)
    editor.open(at)
    if draft is not None:
        editor.take_up(draft)
    return editor.form


def _sources(desk: Desk) -> Sources:
    documents = document_sources(desk)
    staff = [member.name for member in desk.office.settings.staff() if member.active]
    return Sources(desk.units.all, desk.units.issuers, staff, documents.find_documents, documents.name_document)
