"""What is due with a submission: its review, the papers or changes waited for, the answer, the feedback. Knows no store."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.dates import chinese
from app.domain.due.items import DueItem, DueState, DueSubject, state_of
from app.domain.problems import Basis
from app.domain.profiles import RegionalProfile
from app.domain.submissions.facts import SubmissionFacts, SubmissionState
from app.domain.submissions.facts import state_of as stands
from app.domain.submissions.limits import WANTED, Due, Limits, due_of, limit_of
from app.domain.submissions.next_act import NextKind, next_act
from app.domain.workdays import Workdays


@dataclass(frozen=True)
class Reckoner:
    """Last days of submissions by the rules of one office; equal clocks are reckoned once."""

    region: RegionalProfile
    limits: Limits
    workdays: Workdays
    _known: dict[Any, Due | None] = field(default_factory=dict, repr=False, compare=False)

    def due(self, facts: SubmissionFacts) -> Due | None:
        """As `due_of`; None where nothing sets a last day."""
        last = facts.current
        key = (
            facts.kind, facts.limit_count, facts.limit_unit, facts.wanted_on, facts.received_on, facts.pauses,
            facts.extensions, last and last.received_on, last and last.complete_on,
        )  # fmt: skip
        if key not in self._known:
            self._known[key] = due_of(facts, self.region, self.limits, self.workdays)
        return self._known[key]


def submission_items(
    facts: SubmissionFacts, unit: str, on: date, reckoner: Reckoner, go_live: date | None, *, done: bool = False
) -> Iterator[DueItem]:
    """What is due with one submission on a day; with `done` also its review where that is concluded.

    Of the rounds only the last is read, so a caller need not know the others. What started before `go_live` is left out.
    """
    if done and stands(facts) is SubmissionState.CONCLUDED:
        yield from _done(facts, unit, on, reckoner, go_live)
    act = next_act(facts)
    start = _start(facts)
    if act is None or _too_old(start, go_live):
        return
    due = _last_day(facts, act.kind, reckoner)
    counted = due if due is not None and (act.kind is NextKind.CONCLUDE or due.by_wanted) else None
    waits = act.kind in _WAITING
    yield DueItem(
        DueSubject.SUBMISSIONS,
        facts.id,
        act.kind.value,
        act.text,
        facts.title,
        state_of(counted.due if counted else None, on, DueState.PAUSED if waits else DueState.UNLIMITED),
        on,
        counted.basis if counted else _basis(facts, act.kind, reckoner, due) or act.basis,
        facts.number,
        facts.handler,
        unit,
        start,
        _limit(due),
        counted.due if counted else None,
        _assumed(due),
        clock=counted or due,
    )


_RUNNING = frozenset({NextKind.COMPLETE, NextKind.RESUME, NextKind.CONCLUDE})
_WAITING = frozenset({NextKind.COMPLETE, NextKind.RESUME, NextKind.RESUBMIT})
"""Acts before which the office waits for somebody else; nothing runs out, save the day that the sender wants."""


def _last_day(facts: SubmissionFacts, kind: NextKind, reckoner: Reckoner) -> Due | None:
    """What a submission's clock says; once its round is concluded only the day that the sender wants is left."""
    if kind is NextKind.RESUBMIT and facts.wanted_on is not None:
        basis = Basis(WANTED, f"要求最迟于{chinese(facts.wanted_on)}办结")
        return Due(facts.wanted_on, basis, by_wanted=True)
    return reckoner.due(facts) if kind in _RUNNING else None


def _done(facts: SubmissionFacts, unit: str, on: date, reckoner: Reckoner, go_live: date | None) -> Iterator[DueItem]:
    last = facts.current
    if last is None or last.concluded_on is None or _too_old(last.complete_on, go_live):
        return
    due = reckoner.due(facts)
    yield DueItem(
        DueSubject.SUBMISSIONS,
        facts.id,
        NextKind.CONCLUDE.value,
        f"{facts.word}结论：{last.result.label}",
        facts.title,
        DueState.DONE,
        on,
        due.basis if due else limit_of(facts, reckoner.region, reckoner.limits)[1],
        facts.number,
        facts.handler,
        unit,
        last.complete_on,
        _limit(due),
        due.due if due else None,
        _assumed(due),
        done_on=last.concluded_on,
    )


def _start(facts: SubmissionFacts) -> date | None:
    """The day the present clock or wait began."""
    last = facts.current
    if last is None:
        return facts.received_on
    return last.concluded_on or last.complete_on or last.received_on or facts.received_on


def _too_old(start: date | None, go_live: date | None) -> bool:
    return go_live is not None and (start is None or start < go_live)


def _basis(facts: SubmissionFacts, kind: NextKind, reckoner: Reckoner, due: Due | None) -> Basis | None:
    """Why there is no last day: none is set, or the clock stands."""
    if kind is NextKind.CONCLUDE:
        return limit_of(facts, reckoner.region, reckoner.limits)[1]
    return due.basis if kind is NextKind.RESUME and due else None


def _limit(due: Due | None) -> str:
    if due is None:
        return ""
    return WANTED if due.by_wanted or due.limit is None else str(due.limit)


def _assumed(due: Due | None) -> bool:
    return due is not None and not due.by_wanted and due.clock is not None and due.clock.assumed
