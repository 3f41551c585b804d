"""What the first page lists: due items by urgency, waiting ones by what they wait for, gaps. Knows the overview, no widget."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.documents.facts import StepKind
from app.domain.documents.status import ForceStatus
from app.domain.due.advisers import ADOPTION, DECIDE
from app.domain.due.columns import mark_words
from app.domain.due.documents import GATES
from app.domain.due.items import NEAR, DueItem, DueState, DueSubject
from app.domain.ledgers import Filter
from app.domain.number_book import NumberState
from app.domain.problems import Basis
from app.domain.submissions.next_act import NextKind
from app.services.numbering.service import Gap
from app.services.workbench import Tally, Task
from app.ui.tokens import Tone

LEADS = (NEAR, 30, 90)
"""Days ahead at which what is due is grouped, inclusive."""
OWN_ACTS = frozenset(kind.value for kind in GATES)
"""Gates at which nobody but this office is waited for."""
GAPS_ONLY = (Filter("state", (NumberState.GAP.value,)),)
GAPS_SHOWN = 20
"""Gaps listed one by one; the rest is counted in the heading and seen in the number book."""

ASSUMED = "暂按周一至周五计算"


@dataclass(frozen=True)
class Heading:
    """A group's name with how many it holds."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True)
class Entry:
    """One line: what, whose, how many days and why, and where its work is done."""

    title: str
    detail: str
    lead: str = ""
    """还有5天."""
    tone: Tone = Tone.WAITING
    who: str = ""
    basis: Basis | None = None
    page: str = "documents"
    """Page of its work."""
    record_id: int | None = None
    filters: tuple[Filter, ...] = ()
    """The lines its work is about, where it belongs to no one record."""
    item: DueItem | None = None
    """What a mark would be made on; None for what is not due."""

    @property
    def spoken(self) -> str:
        """The whole line for screen readers and the tool tip."""
        who = f"承办人：{self.who}" if self.who else ""
        return "\n".join(part for part in (self.title, self.lead, self.detail, who) if part)

    @property
    def key(self) -> tuple[str, str]:
        """Names the line, so that it stays the current one when the list is read anew."""
        return self.item.key if self.item else f"{self.page}:{self.record_id}", self.title


Item = Heading | Entry


def due_items(due: Iterable[DueItem]) -> list[Item]:
    """What has a last day, the most urgent first, each group under its heading; at the end what was put off."""
    listed = list(due)
    dated = [item for item in listed if item.due is not None and not item.silenced]
    items: list[Item] = []
    for title, tone, least, most in _spans():
        group = [item for item in dated if least <= (item.days or 0) <= most]
        items += _group(title, tone, group, lambda item, tone=tone: _entry(item, item.words, tone))
    silenced = [item for item in listed if item.silenced]
    return [
        *items,
        *_group("已知晓、稍后提醒", Tone.ENDED, silenced, lambda item: _entry(item, mark_words(item), Tone.ENDED)),
    ]


def waiting_items(due: Iterable[DueItem], tasks: Iterable[Task]) -> list[Item]:
    """What has no last day: this office's gates and answers first, then what others have, then drafts."""
    open_ones = [item for item in due if item.due is None and not item.silenced]
    items: list[Item] = []
    for title, holds in _WAITS:
        group = [item for item in open_ones if holds(item)]
        items += _group(title, None, group, _entry)
    rest = list(tasks)
    for gate in (ForceStatus.IN_REVIEW, ForceStatus.DRAFTING):
        items += _group(gate.label, None, [task for task in rest if task.status is gate], _task_entry)
    return items


def gap_items(gaps: Iterable[Gap]) -> list[Item]:
    """Numbers that were skipped and that nobody has explained."""
    gaps = list(gaps)
    if not gaps:
        return []
    heading = Heading(f"断号未说明　{len(gaps)} 个", Tone.DUE)
    lines = (
        Entry(gap.text, f"{gap.scheme}　在 {gap.before} 之前", page="numbering", filters=GAPS_ONLY)
        for gap in gaps[:GAPS_SHOWN]
    )
    return [heading, *lines]


def urgent(due: Iterable[DueItem]) -> int:
    """How many want to be done now: overdue, due within a week, or waiting for this office alone."""
    return sum(
        not item.silenced and (item.act in OWN_ACTS if item.due is None else (item.days or 0) <= LEADS[0])
        for item in due
    )


def filters_of(tally: Tally) -> tuple[Filter, ...]:
    """The conditions that show what a tally counts; gaps are lines of the number book on screen only."""
    return tally.filters or (GAPS_ONLY if tally.ledger == "numbering" else ())


_FAR = 100_000
_WORRYING = frozenset({ForceStatus.EXPIRING.label, "资料不全", "存疑", "断号未说明", "待核实单位"})

_AWAITING_NUMBER = frozenset({StepKind.NUMBERING.value, StepKind.SIGNATURE.value})
_WAITS: tuple[tuple[str, Callable[[DueItem], bool]], ...] = (
    (ForceStatus.AWAITING_PUBLICATION.label, lambda item: item.act == StepKind.PUBLICATION.value),
    (ForceStatus.AWAITING_NUMBER.label, lambda item: item.act in _AWAITING_NUMBER),
    (
        f"送审件{DueState.UNLIMITED.label}",
        lambda item: item.subject is DueSubject.SUBMISSIONS and item.act == NextKind.CONCLUDE.value,
    ),
    ("待答复", lambda item: item.act == NextKind.ANSWER.value),
    ("补正、征求意见、待重报", lambda item: item.state is DueState.PAUSED),
    ("待反馈采纳情况", lambda item: item.act in (NextKind.REPLY.value, ADOPTION)),
    ("利益冲突待处理", lambda item: item.act == DECIDE),
)
"""Groups of what has no last day: heading and which items."""


def tone_of(tally: Tally) -> Tone | None:
    """Whether a count above none asks for something to be done."""
    return Tone.DUE if tally.count and tally.label in _WORRYING else None


def _spans() -> Iterable[tuple[str, Tone, int, int]]:
    """Groups as (title, tone, least and most days), in order."""
    yield DueState.OVERDUE.label, Tone.BAD, -_FAR, -1
    least = 0
    for most in LEADS:
        yield f"{most} 天内", Tone.DUE, least, most
        least = most + 1
    yield f"{LEADS[-1]} 天以后", Tone.ENDED, least, _FAR


def _group(title: str, tone: Tone | None, items: list, entry: Callable) -> list[Item]:  # type: ignore[type-arg]
    return [Heading(f"{title}　{len(items)} 件", tone), *map(entry, items)] if items else []


def _entry(item: DueItem, lead: str = "", tone: Tone = Tone.WAITING) -> Entry:
    return Entry(
        item.title,
        _detail(item),
        lead,
        tone,
        item.handler,
        item.basis,
        item.subject.value,
        item.record_id,
        item.filters,
        item,
    )


def _detail(item: DueItem) -> str:
    """The last day first: on a small screen the end of the line is cut."""
    note = item.mark.note if item.mark else ""
    parts = (
        f"{item.due} 到期" if item.due else "",
        item.what,
        "" if item.due else item.words or (f"自 {item.start} 起" if item.start else ""),
        item.limit if item.due else "",
        ASSUMED if item.assumed else "",
        item.number or item.unit,
        f"备注：{note}" if note else "",
    )
    return "　".join(part for part in parts if part)


def _task_entry(task: Task) -> Entry:
    act = f"下一步：{task.act}" if task.act else ""
    detail = "　".join(part for part in (act, task.number) if part)
    return Entry(task.title, detail, who=task.handler, basis=task.basis, record_id=task.id)
