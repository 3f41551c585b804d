"""Deadlines: a limit counted from an event, with pauses and extensions, told in words. Knows no record and no profile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.limits import DAY, Clock, Limit, LimitUnit, Stop, merged, step
from app.domain.problems import Basis, Problem, Severity, refuse_if
from app.domain.workdays import ASSUMED, Workdays

__all__ = [
    "Deadline",
    "Extension",
    "Limit",
    "LimitUnit",
    "Pause",
    "PauseKind",
    "deadline",
    "late_extensions",
    "problems_of_deadline",
]

MOST = {LimitUnit.DAYS: 36_500, LimitUnit.WORKING_DAYS: 25_000, LimitUnit.MONTHS: 1_200, LimitUnit.YEARS: 100}
"""A limit beyond a century is a slip of the pen."""


class PauseKind(Choice):
    """Why a clock stands still."""

    CORRECTION = "correction", "补正"
    CONSULTATION = "consultation", "征求意见"
    ARGUMENTATION = "argumentation", "论证"


@dataclass(frozen=True)
class Pause:
    """Days that do not count."""

    start: date
    """First day that does not count."""
    end: date | None
    """The day the clock goes on: it counts again. None = the clock still stands."""
    kind: PauseKind
    reason: str = ""


@dataclass(frozen=True)
class Extension:
    """Time added to a limit by somebody's decision."""

    days: int
    """In the limit's own unit: working days where the limit counts working days, months where it counts months."""
    approved_by: str
    on: date
    """Day of the approval."""
    reason: str = ""


@dataclass(frozen=True)
class Deadline:
    """The last day of a limit, or a clock that stands still; with the reckoning in words."""

    start: date
    limit: Limit
    due: date | None
    """Last day, inclusive; None while the clock stands still."""
    basis: Basis
    """The articles the reckoning rests on, and the reckoning itself."""
    assumed: bool
    """Whether it rests on a year without holidays: 暂按周一至周五计算."""
    standing: Pause | None = None
    """The pause that has not ended and keeps the clock from running out."""
    left_standing: int | None = None
    """Days still to run once the clock goes on, at least 1: working days where the limit counts these, else natural ones."""
    workdays: Workdays = field(default_factory=Workdays, repr=False, compare=False)

    def days_left(self, on: date) -> int | None:
        """Natural days from a day to the last one: 0 on the last day, negative after it, None for a standing clock."""
        return None if self.due is None else (self.due - on) // DAY

    def working_left(self, on: date) -> int | None:
        """Working days after a day up to the last one, that one included; negative after it, None for a standing clock."""
        return None if self.due is None else self.workdays.count_working(on, self.due)

    def overdue(self, on: date) -> bool:
        """Whether the last day lies before a day."""
        return self.due is not None and self.due < on

    def words(self, on: date) -> str:
        """How it stands on a day: 还有3个工作日, 还有12天, 今天到期, 逾期2天, 补正期间暂停计时，还剩8个工作日."""
        days = self.days_left(on)
        if days is None:
            kind = self.standing.kind.label if self.standing else ""
            return f"{kind}期间暂停计时，还剩{self.left_standing}{self.limit.measure}"
        if days <= 0:
            return f"逾期{-days}天" if days else "今天到期"
        return f"还有{self.working_left(on) if self.limit.by_working_days else days}{self.limit.measure}"


def problems_of_deadline(
    start: date, limit: Limit, pauses: Sequence[Pause] = (), extensions: Sequence[Extension] = ()
) -> Iterator[Problem]:
    """What keeps a limit from being reckoned; fields are limit, pauses, extensions."""
    if limit.count <= 0:
        yield Problem("limit", f"期限为{limit}，应大于 0，请更正；没有期限的请留空")
    elif limit.count > MOST[limit.unit]:
        yield Problem("limit", f"期限为{limit}，超过一百年，请核对")
    if limit.backward and (pauses or extensions):
        yield Problem("limit", "向前推算的期限不能暂停或延长，请删去暂停和延长的记录")
    yield from _problems_of_pauses(pauses)
    for extension in extensions:
        yield from _problems_of_extension(start, limit, extension)


def _problems_of_pauses(pauses: Sequence[Pause]) -> Iterator[Problem]:
    for pause in pauses:
        kind, since = pause.kind.label, chinese(pause.start)
        if pause.end is not None and pause.end < pause.start:
            yield Problem("pauses", f"{kind}的恢复日期（{chinese(pause.end)}）早于暂停日期（{since}），请更正")
        later = next((each for each in pauses if each is not pause and each.start >= pause.start), None)
        if pause.end is None and later is not None:
            again = f"{chinese(later.start)}开始的{later.kind.label}"
            yield Problem("pauses", f"{since}开始的{kind}还没有恢复，又登记了{again}，请先填写前一次的恢复日期")


def _problems_of_extension(start: date, limit: Limit, extension: Extension) -> Iterator[Problem]:
    added = f"延长{extension.days}{limit.unit.label}"
    if extension.days <= 0:
        yield Problem("extensions", f"{added}，应大于 0，请更正")
    elif extension.days > MOST[limit.unit]:
        yield Problem("extensions", f"{added}，超过一百年，请核对")
    if not extension.approved_by.strip():
        yield Problem("extensions", f"{added}没有写明批准人，请填写")
    if extension.on < start:
        yield Problem(
            "extensions", f"{added}的批准日期（{chinese(extension.on)}）早于起算日（{chinese(start)}），请更正"
        )


def late_extensions(
    start: date,
    limit: Limit,
    workdays: Workdays,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Iterator[Problem]:
    """A warning for each extension approved only after the limit had run out. Raises Refused as `deadline` does."""
    taken: list[Extension] = []
    for extension in sorted(extensions, key=lambda each: each.on):
        before = deadline(start, limit, workdays, pauses, taken)
        if before.due is not None and before.due < extension.on:
            message = f"{chinese(extension.on)}批准延长时，期限已于{chinese(before.due)}届满，请核对批准日期"
            yield Problem("extensions", message, Severity.WARNING, before.basis)
        taken.append(extension)


def deadline(
    start: date,
    limit: Limit,
    workdays: Workdays,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """The last day of a limit that begins with an event on `start`, a day that does not count (民法典第二百零一条).

    A last day that is no working day moves later (第二百零三条), one counted backward moves earlier. Months end on the
    corresponding day or the month's last (第二百零二条); years from 29 February end on 1 March, as validity does.
    Raises Refused with what `problems_of_deadline` finds.
    """
    refuse_if(problems_of_deadline(start, limit, pauses, extensions))
    if limit.backward:
        nominal = step(start, -limit.count, limit.unit, workdays)
        due = workdays.previous_working(nominal) if limit.moves else nominal
        parts = [f"自{chinese(start)}的前一日起向前推算{limit}", _end(nominal, due, "提前", "最迟为{}")]
        return _reckoned(start, limit, workdays, nominal, due, parts)
    clock = Clock(start, limit, workdays, merged(Stop(pause.start, pause.end) for pause in pauses))
    nominal = clock.run(limit.count + sum(extension.days for extension in extensions))
    settled = clock.settle(nominal)
    parts = [f"自{chinese(start)}的次日起算{limit}", *_added(limit, extensions), *_paused(clock, pauses, settled)]
    if settled is not None:
        parts.append(_end(nominal, settled, "顺延", "{}届满"))
        return _reckoned(start, limit, workdays, nominal, settled, parts)
    left = clock.left(nominal)
    parts.append(f"暂停计时，恢复后还剩{left}{limit.measure}")
    standing = next(pause for pause in pauses if pause.end is None)
    return _reckoned(start, limit, workdays, nominal, None, parts, standing, left)


def _reckoned(
    start: date,
    limit: Limit,
    workdays: Workdays,
    nominal: date,
    due: date | None,
    parts: list[str],
    standing: Pause | None = None,
    left: int | None = None,
) -> Deadline:
    articles = ["第二百零一条"]
    if limit.unit in (LimitUnit.MONTHS, LimitUnit.YEARS):
        articles.append("第二百零二条")
    if due is not None and due > nominal:
        articles.append("第二百零三条")
    # Natural days, months and years ask for working days only at their end.
    first = start + (-DAY if limit.backward else DAY)
    counted_from = first if limit.by_working_days else nominal
    asked = limit.by_working_days or (limit.moves and due is not None)
    unknown = workdays.unknown_years(counted_from, due or nominal) if asked else ()
    if unknown:
        parts.append(f"{'、'.join(map(str, unknown))}年的节假日安排尚未录入，{ASSUMED}")
    basis = Basis(f"《中华人民共和国民法典》{'、'.join(articles)}", "；".join(parts))
    return Deadline(start, limit, due, basis, bool(unknown), standing, left, workdays)


def _added(limit: Limit, extensions: Sequence[Extension]) -> Iterator[str]:
    for extension in extensions:
        yield f"延长{extension.days}{limit.unit.label}（{chinese(extension.on)}{extension.approved_by}批准）"


def _paused(clock: Clock, pauses: Sequence[Pause], due: date | None) -> Iterator[str]:
    """The pauses that fell into the clock's run."""
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.end is None and due is None:
            yield f"{chinese(pause.start)}起{pause.kind.label}"
        elif pause.end is None or (due is not None and pause.start > due):
            continue
        elif lost := clock.lost(Stop(pause.start, pause.end)):
            span = f"{chinese(pause.start)}至{chinese(pause.end - DAY)}"
            yield f"{pause.kind.label}暂停{lost}{clock.limit.measure}（{span}）"


def _end(nominal: date, due: date, moved: str, plain: str) -> str:
    if nominal == due:
        return plain.format(chinese(due))
    return f"最后一日{chinese(nominal)}不是工作日，{moved}至{chinese(due)}"
