"""The main form of a ledger of advisers: what a subject says of it, and the one way it is opened and saved. Knows no subject."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from app.domain.actors import Actor
from app.domain.documents.facts import Waiver
from app.domain.facts import altered
from app.domain.problems import Problem, refuse_if
from app.ui.forms.body import FormBody
from app.ui.forms.drafts import Draft
from app.ui.forms.field import GIVE_REASON, answer_of, without_reasons
from app.ui.forms.page import FormContract, FormPage
from app.ui.ledger_page import LedgerPage


class Stored(Protocol):
    """Facts of one record."""

    @property
    def id(self) -> int | None: ...
    @property
    def revision(self) -> int: ...


FactsT = TypeVar("FactsT", bound=Stored)
Values = dict[str, Any]


def no_rows(_: FormBody) -> None:
    """Where no field depends on another."""


@dataclass(frozen=True)
class MainForm(Generic[FactsT]):
    """What a subject says of its main form."""

    noun: str
    """What is entered, with its measure word: 份合同."""
    new_title: str
    body: Callable[[FactsT], FormBody]
    named: Callable[[FactsT], str]
    get: Callable[[int], FactsT]
    check: Callable[[FactsT], Sequence[Problem]]
    save: Callable[[FactsT, Actor], FactsT]
    blank: Callable[[], FactsT]
    asked: tuple[tuple[str, str], ...] = ()
    """Fields without which there are no facts, each with what is said where it is empty."""
    shown: Callable[[FactsT], Values] = lambda _: {}
    """Values of fields that are no fact of the same name."""
    taken: Callable[[Values, FactsT], Values] = lambda *_: {}
    """Facts that are no field of the same name."""
    follow: Callable[[FormBody], None] = no_rows
    """Show and hide what depends on other fields."""
    repeating: tuple[str, ...] = ()
    next_word: str = "保存并录入下一条"


class Editor(QObject, Generic[FactsT]):
    """One open form; lives as long as the form."""

    def __init__(self, page: LedgerPage, main: MainForm[FactsT], facts: FactsT, see: Callable[[Problem], None]) -> None:
        """`see` shows the record that a problem speaks of."""
        super().__init__()
        self._page, self._desk, self._main, self._see = page, page.desk, main, see
        self._base = facts
        self.body = main.body(facts)
        self._keys = tuple(self.body.values())
        desk = page.desk
        contract = FormContract(
            page.ledger.name, main.noun, self._save, self._check, main.repeating, desk.now, next_word=main.next_word
        )
        self.form = FormPage(self.body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self.setParent(self.form)
        self.form.saved.connect(self._saved)
        self.form.step_asked.connect(self._step)
        self.body.edited.connect(lambda: main.follow(self.body))
        self.body.asked.connect(self._answer)

    def open(self) -> None:
        """Show the form with the facts."""
        facts = self._base
        title = f"修改　{self._main.named(facts)}" if facts.id is not None else self._main.new_title
        self.form.open(title, self._values(facts), facts.id, facts.revision)
        self._main.follow(self.body)
        self.body.move_to_first()

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.form.take_up(draft.key, draft.values)
        self._main.follow(self.body)

    def _values(self, facts: FactsT) -> Values:
        shown = self._main.shown(facts)
        return {key: shown[key] if key in shown else getattr(facts, key) for key in self._keys}

    def _facts(self, values: Values) -> FactsT:
        """The facts typed, over those the form was opened with."""
        taken = self._main.taken(values, self._base)
        same = {key: values[key] for key in self._keys if key not in taken and hasattr(self._base, key)}
        return altered(self._base, **same, **taken)

    def _lacking(self, values: Values) -> list[Problem]:
        return [Problem(key, message) for key, message in self._main.asked if values[key] in (None, ())]

    def _check(self, values: Values) -> list[Problem]:
        lacking = self._lacking(values)
        if lacking:
            return lacking
        found = self._main.check(self._facts(values))
        return list(found) if hasattr(self._base, "waivers") or "override" in self._keys else without_reasons(found)

    def _save(self, values: Values) -> FactsT:
        refuse_if(self._lacking(values))
        return self._main.save(self._facts(values), self._desk.actor())

    def _saved(self, stored: FactsT, then_next: bool) -> None:
        said = f"已保存{self._main.named(stored)}"
        if then_next:
            self._base = self._main.blank()
            self.form.next(self._main.new_title, self._values(self._base))
            self._main.follow(self.body)
            self._page.say(said)
            return
        self._page.close_form()
        self._page.say(said)
        assert stored.id is not None
        self._page.open_record(stored.id)

    def _step(self, by: int) -> None:
        record_id = self._page.step(by)
        if record_id is not None:
            self._desk.work.read(
                f"editor:{self._page.ledger.name}", lambda: self._main.get(record_id), self._open_other
            )

    def _open_other(self, facts: FactsT) -> None:
        self._base = facts
        self.open()

    def _answer(self, problem: Problem) -> None:
        """See the record that is spoken of, or accept a soft rule with a reason."""
        if answer_of(problem) != GIVE_REASON:
            self._see(problem)
            return
        if not hasattr(self._base, "waivers"):
            self.body.go_to("override")
            return
        reason = self._desk.dialogs.text("说明理由", problem.message)
        if reason:
            base: Any = self._base
            self._base = replace(base, waivers=(*base.waivers, Waiver(problem.rule, reason)))
            self.form.check()
