"""What the first page lists: due tasks by urgency, waiting ones by their gate, gaps. Knows the overview, no widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.documents.status import ForceStatus
from app.domain.ledgers import Filter
from app.domain.number_book import NumberState
from app.domain.problems import Basis
from app.services.numbering.service import Gap
from app.services.workbench import Overview, Tally, Task
from app.ui.tokens import Tone

LEADS = (7, 30, 90)
"""Days ahead at which what is due is grouped, inclusive."""
GATES = (
    ForceStatus.AWAITING_PUBLICATION,
    ForceStatus.AWAITING_NUMBER,
    ForceStatus.IN_REVIEW,
    ForceStatus.DRAFTING,
)
"""What is nearest its end first."""
OWN_ACTS = frozenset({ForceStatus.AWAITING_PUBLICATION, ForceStatus.AWAITING_NUMBER})
"""Gates at which nobody but this office is waited for."""
GAPS_ONLY = (Filter("state", (NumberState.GAP.value,)),)
GAPS_SHOWN = 20
"""Gaps listed one by one; the rest is counted in the heading and seen in the number book."""


@dataclass(frozen=True)
class Heading:
    """A group's name with how many it holds."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True)
class Entry:
    """One line: what, whose, how many days and why; a document's id, or None for a gap."""

    title: str
    detail: str
    lead: str = ""
    """还有 5 天."""
    tone: Tone = Tone.WAITING
    who: str = ""
    basis: Basis | None = None
    document_id: int | None = None

    @property
    def spoken(self) -> str:
        """The whole line for screen readers and the tool tip."""
        who = f"承办人：{self.who}" if self.who else ""
        return "\n".join(part for part in (self.title, self.lead, self.detail, who) if part)


Item = Heading | Entry


def due_items(tasks: Iterable[Task], on: date) -> list[Item]:
    """What expires, by the days left for its next act, the most urgent first; each group under its heading."""
    ranked = sorted(((days_left(task, on), task) for task in tasks), key=lambda pair: pair[0])
    items: list[Item] = []
    for title, tone, least, most in _spans():
        group = [(days, task) for days, task in ranked if least <= days <= most]
        if group:
            items.append(Heading(f"{title}　{len(group)} 件", tone))
            items += [_due_entry(task, days, on, tone) for days, task in group]
    return items


def days_left(task: Task, on: date) -> int:
    """Days until the next act is due, else until the last day in force; negative when it is overdue."""
    day = task.due or expires_on(task, on)
    return (day - on).days if day else _FAR


def expires_on(task: Task, on: date) -> date | None:
    """The last day in force, from the days that are left."""
    return None if task.days is None else on + timedelta(days=task.days)


def waiting_items(tasks: Iterable[Task]) -> list[Item]:
    """What has not been published yet, by the gate it waits at."""
    tasks = list(tasks)
    items: list[Item] = []
    for gate in GATES:
        group = [task for task in tasks if task.status is gate]
        if group:
            items.append(Heading(f"{gate.label}　{len(group)} 件"))
            items += [_waiting_entry(task) for task in group]
    return items


def gap_items(gaps: Iterable[Gap]) -> list[Item]:
    """Numbers that were skipped and that nobody has explained."""
    gaps = list(gaps)
    if not gaps:
        return []
    heading = Heading(f"断号未说明　{len(gaps)} 个", Tone.DUE)
    return [heading, *(Entry(gap.text, f"{gap.scheme}　在 {gap.before} 之前") for gap in gaps[:GAPS_SHOWN])]


def urgent(overview: Overview, on: date) -> int:
    """How many want to be done now: overdue, due within a week, or waiting for this office alone."""
    due = sum(days_left(task, on) <= LEADS[0] for task in overview.expiring)
    return due + sum(task.status in OWN_ACTS for task in overview.waiting)


def filters_of(tally: Tally) -> tuple[Filter, ...]:
    """The conditions that show what a tally counts; gaps are lines of the number book on screen only."""
    return tally.filters or (GAPS_ONLY if tally.ledger == "numbering" else ())


_FAR = 100_000
_WORRYING = frozenset({ForceStatus.EXPIRING.label, "资料不全", "存疑", "断号未说明", "待核实单位"})


def tone_of(tally: Tally) -> Tone | None:
    """Whether a count above none asks for something to be done."""
    return Tone.DUE if tally.count and tally.label in _WORRYING else None


def _spans() -> Iterable[tuple[str, Tone, int, int]]:
    """Groups as (title, tone, least and most days), in order."""
    yield "逾期", Tone.BAD, -_FAR, -1
    least = 0
    for most in LEADS:
        yield f"{most} 天内", Tone.BAD if most == LEADS[0] else Tone.DUE, least, most
        least = most + 1
    yield f"{LEADS[-1]} 天以后", Tone.ENDED, least, _FAR


def _due_entry(task: Task, days: int, on: date, tone: Tone) -> Entry:
    act = f"{task.due} 前{task.act}" if task.act and task.due else task.act
    end = expires_on(task, on)
    expiry = f"有效期至 {end}" if end and end != task.due else ""
    detail = "　".join(part for part in (act, expiry, task.number) if part)
    return Entry(task.title, detail, lead_text(days), tone, task.handler, task.basis, task.id)


def _waiting_entry(task: Task) -> Entry:
    act = f"下一步：{task.act}" if task.act else ""
    due = f"应于 {task.due} 前" if task.due else ""
    detail = "　".join(part for part in (act, due, task.number) if part)
    return Entry(task.title, detail, who=task.handler, basis=task.basis, document_id=task.id)


def lead_text(days: int) -> str:
    """还有 5 天, 今天到期, 逾期 3 天."""
    if days < 0:
        return f"逾期 {-days} 天"
    return "今天到期" if days == 0 else f"还有 {days} 天" if days < _FAR else ""
