"""办理期限 of a submission: which limit applies and by what rule, and its last day. Knows no store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.dates import chinese
from app.domain.deadlines import MOST, Deadline, Limit, LimitUnit, deadline
from app.domain.limits import DAY
from app.domain.problems import Basis, Problem
from app.domain.profiles import RegionalProfile
from app.domain.submissions.facts import Round, SubmissionFacts, SubmissionKind
from app.domain.workdays import Workdays

OWN = "本件设定的期限"
OFFICE = "本单位设定"
WANTED = "来文要求"
NONE = "未设期限"

Limits = Mapping[SubmissionKind, Limit]
"""The office's own limits by kind; a kind that is not there has none."""


def limits_of(rows: Iterable[tuple[str, int, str]]) -> dict[SubmissionKind, Limit]:
    """The office's limits as its settings keep them (kind, count, unit); what a later version wrote is left out."""
    read = ((SubmissionKind.of(kind), count, LimitUnit.of(unit)) for kind, count, unit in rows)
    return {kind: Limit(count, unit) for kind, count, unit in read if kind and unit and count > 0}


def problems_of_limits(rows: Iterable[tuple[str, int, str]]) -> Iterator[Problem]:
    """What is wrong with the office's own limits, each under the field limits.kind."""
    for value, count, unit in rows:
        kind, counted = SubmissionKind.of(value), LimitUnit.of(unit)
        name = kind.label if kind else value
        if counted is None:
            yield Problem(f"limits.{value}", f"{name}的办理期限没有单位，请选择")
        elif count < 1:
            yield Problem(f"limits.{value}", f"{name}的办理期限不能是 {count}，请填写 1 以上的数；清空就是未设期限")
        elif count > MOST[counted]:
            yield Problem(f"limits.{value}", f"{name}的办理期限 {count}{counted.label}超过一百年，请核对")


@dataclass(frozen=True)
class Due:
    """The last day of a submission's present round, and why; or why there is none yet."""

    due: date | None
    """Last day, inclusive; None while the clock stands still or has not begun."""
    basis: Basis
    """Which limit it is, the rule it rests on, and the reckoning."""
    limit: Limit | None = None
    """The limit that applies; None where only the sender's day counts."""
    clock: Deadline | None = None
    """The reckoning by the limit; None until the papers are complete."""
    by_wanted: bool = False
    """Whether the sender's or the meeting's day decides, and not the limit."""

    def days_left(self, on: date) -> int | None:
        """Natural days from a day to the last one: 0 on the last day, negative after it, None where there is none."""
        return None if self.due is None else (self.due - on) // DAY

    def overdue(self, on: date) -> bool:
        """Whether the last day lies before a day."""
        return self.due is not None and self.due < on

    def words(self, on: date) -> str:
        """How it stands on a day: 还有3个工作日, 还有12天, 今天到期, 逾期2天, 材料齐备后开始计时."""
        left = self.days_left(on)
        if self.clock is not None and not self.by_wanted:
            return self.clock.words(on)
        if left is None:
            return "材料齐备后开始计时"
        return f"还有{left}天" if left > 0 else f"逾期{-left}天" if left else "今天到期"


def limit_of(facts: SubmissionFacts, region: RegionalProfile, limits: Limits) -> tuple[Limit | None, Basis]:
    """The limit of a submission and what it rests on: its own, the profile's for documents, the office's for the kind.

    A profile's value is that of the day on which the clock started. Without any of these there is no limit, and the
    basis says whose wish remains.
    """
    if facts.limit_count and facts.limit_unit:
        own = Limit(facts.limit_count, facts.limit_unit)
        return own, Basis(OWN, f"本件的办理期限设定为{own}")
    if facts.kind is SubmissionKind.DOCUMENT and (day := _clock_day(facts)):
        profile = region.on(day)
        if days := profile.number("review_days"):
            return Limit(days, LimitUnit.WORKING_DAYS), profile.basis("review_days")
    if limit := limits.get(facts.kind):
        return limit, Basis(OFFICE, f"{facts.kind.label}的办理期限设定为{limit}")
    if facts.wanted_on:
        return None, Basis(WANTED, f"要求最迟于{chinese(facts.wanted_on)}办结")
    return None, Basis(NONE, f"{facts.kind.label}未设办理期限，可在本件中填写，或在“系统设置”的“办理期限”中设定")


def due_of(facts: SubmissionFacts, region: RegionalProfile, limits: Limits, workdays: Workdays) -> Due | None:
    """The last day of the present round, whether or not it has been concluded; None where nothing sets one.

    The day on which the papers were complete does not count (民法典第二百零一条). Pauses move the limit's day, not the
    day wanted; of both the earlier holds.
    """
    limit, basis = limit_of(facts, region, limits)
    clock = _clock(facts, limit, workdays) if limit else None
    found = None
    if clock is not None:
        found = Due(clock.due, _joined(basis, clock.basis), limit, clock)
    elif limit is not None:
        found = Due(None, basis, limit)
    if facts.wanted_on is None or (found and found.due and found.due <= facts.wanted_on):
        return found
    return Due(facts.wanted_on, _wanted(facts.wanted_on, found), limit, clock, by_wanted=True)


def _clock(facts: SubmissionFacts, limit: Limit, workdays: Workdays) -> Deadline | None:
    last = facts.current
    if last is None or last.complete_on is None:
        return None
    start = last.complete_on
    # What was settled before this round's clock began moved an earlier round's day.
    pauses = tuple(pause for pause in facts.pauses if pause.end is None or pause.end > start)
    extensions = tuple(item for item in facts.extensions if item.on >= start)
    return deadline(start, limit, workdays, pauses, extensions)


def _clock_day(facts: SubmissionFacts) -> date | None:
    """The day whose rules hold: of the complete papers, else of the receipt."""
    last = facts.current or Round()
    return last.complete_on or last.received_on or facts.received_on


def _wanted(day: date, found: Due | None) -> Basis:
    asked = f"要求最迟于{chinese(day)}办结"
    if found is None:
        return Basis(WANTED, asked)
    later = f"早于按期限计算的{chinese(found.due)}" if found.due else "不因材料补正或者暂停计时而推迟"
    return Basis(WANTED, f"{asked}，{later}；{found.basis.text}")


def _joined(limit: Basis, reckoning: Basis) -> Basis:
    return Basis(f"{limit.source}；{reckoning.source}", f"{limit.text}；{reckoning.text}")
