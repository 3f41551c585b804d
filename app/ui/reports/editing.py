"""The open form of one year's report: drafts, rules, saving, and what another clerk saved meanwhile. Knows no figure."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent

from app.domain.problems import Problem
from app.domain.reports import ReportFacts, Skeleton
from app.services.reports.service import ReportView
from app.services.stale import Stale
from app.ui.desk import Desk
from app.ui.forms.drafts import Draft
from app.ui.forms.page import FormContract, FormPage
from app.ui.reports.form import TITLE, ReportBody, facts_of, values_of
from app.ui.reports.reconciling import reconcile

FORM = "reports"
"""Drafts of a year's report are named reports.2025."""


class Editor(QObject):
    """Lives as long as its form."""

    kept = Signal(object)
    """The report as it was stored."""

    def __init__(self, desk: Desk, view: ReportView, skeleton: Skeleton, say: Callable[[str], None]) -> None:
        super().__init__()
        self._desk, self._say = desk, say
        self.base = view.facts
        """What the report said when it was read."""
        self._original: dict[str, Any] | None = values_of(view.facts)
        self.body = ReportBody(view.facts, skeleton)
        contract = FormContract(
            f"{FORM}.{view.facts.year}", "份年度报告", self._save, self._check, now=desk.now, next_word="", settle=self._settle
        )  # fmt: skip
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.open(view.facts.title, values_of(view.facts), view.facts.id, view.facts.revision)
        self.form.saved.connect(self._saved)
        self.form.area.viewport().installEventFilter(self)
        self.body.set_editable(not desk.office.read_only)

    @property
    def facts(self) -> ReportFacts:
        """The report as typed so far."""
        return facts_of(self.body.values(), self.base)

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft; what others changed since it was begun is told from its own by what it had read then."""
        if draft.record != self.base.id or draft.revision != self.base.revision:
            self._original = dict(draft.original) or None
        self.form.take_up(draft.key, draft.values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.body.fit(event.size().height())
        return super().eventFilter(watched, event)

    def _check(self, values: dict[str, Any]) -> list[Problem]:
        return self._desk.office.reports.check(facts_of(values, self.base))

    def _save(self, values: dict[str, Any]) -> ReportFacts:
        return self._desk.office.reports.save(facts_of(values, self.base), self._desk.actor())

    def _saved(self, stored: ReportFacts, _next: bool) -> None:
        self.base, self._original = stored, values_of(stored)
        self.kept.emit(stored)

    def _settle(self, stale: Stale) -> None:
        """Somebody else saved first: bring both together and save again, or go back to the form as it is."""
        current = stale.current
        assert isinstance(current, ReportFacts)
        headings = {block.key: block.heading or "导语" for block in current.blocks} | {TITLE: "标题"}
        mine = self.body.values()
        merged = reconcile(self._desk, self.body, self._original, mine, values_of(current), headings)
        if merged is None:
            self._say("还没有保存，填写的内容都在表单里")
            return
        self.base, self._original = current, values_of(current)
        self.form.rebase(values_of(current), merged, current.revision)
        self.form.save()
