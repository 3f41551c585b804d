"""An act on a record as a small form beside the ledger, and the menu of acts. Knows no subject and no service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.domain.problems import Problem, Refused
from app.services.stale import Stale
from app.ui.action_bar import menu_action
from app.ui.forms.body import FormBody
from app.ui.forms.field import without_reasons

Values = dict[str, Any]


def no_rule(_: Values) -> Sequence[Problem]:
    """For acts that only the service judges."""
    return ()


@dataclass(frozen=True)
class Deed:
    """One act: its heading, its fields with what they begin with, its rules and what saving does."""

    name: str
    title: str
    body: FormBody
    values: Values
    save: Callable[[Values], Any]
    word: str = "登记"
    check: Callable[[Values], Sequence[Problem]] = no_rule
    accept: Callable[[Problem, str], None] | None = None
    """Takes the reason for which a soft rule's warning is accepted; without it none is asked for."""
    beside: bool = True
    """Beside the ledger; an act with long texts takes the ledger's place."""

    def found(self, values: Values) -> Sequence[Problem]:
        """What the rules find, as the form says it: a reason is asked for only where it is taken."""
        problems = self.check(values)
        return problems if self.accept is not None else without_reasons(problems)

    def kept(self, values: Values) -> Any:
        """What saving gives. Raises Refused, its problems as the form says them."""
        try:
            return self.save(values)
        except Refused as refused:
            if self.accept is not None or isinstance(refused, Stale):
                raise
            raise Refused(without_reasons(refused.problems)) from refused


def day_of(values: Values, key: str, title: str) -> date:
    """The day typed. Raises Refused when there is none."""
    day = values[key]
    if not isinstance(day, date):
        raise Refused([Problem(key, f"请填写{title}")])
    return day


StandingT = TypeVar("StandingT")
WhyNot = Callable[[StandingT], str]
"""Why an act has no meaning for a record as it stands; empty when it has one."""


class DeedMenu(Generic[StandingT]):
    """Entries in the order they are added; one that cannot be chosen says why behind its name."""

    def __init__(self, menu: QMenu, none: str) -> None:
        """`none` is said where no record is chosen."""
        self._menu, self._none = menu, none
        self._entries: list[tuple[QAction, str, WhyNot[StandingT] | None, bool]] = []

    def add(
        self, text: str, act: Callable[[], object], why_not: WhyNot[StandingT] | None, *, reads: bool = False
    ) -> None:
        """An act; without `why_not` it needs no record; one that only `reads` is open where nothing can be changed."""
        self._entries.append((menu_action(self._menu, text, act), text, why_not, reads))

    def separate(self) -> None:
        self._menu.addSeparator()

    def allow(self, standing: StandingT | None, read_only: str) -> None:
        """Open and close the entries for the current record."""
        for action, text, why_not, reads in self._entries:
            reason = (not reads and read_only) or self._reason(standing, why_not)
            action.setEnabled(not reason)
            # A tip is not seen by who works with keys: the reason stands in the entry.
            action.setText(f"{text.rstrip('…')}（{reason}）" if reason and standing else text)

    def _reason(self, standing: StandingT | None, why_not: WhyNot[StandingT] | None) -> str:
        if why_not is None:
            return ""
        return why_not(standing) if standing else self._none
