"""What is due with a normative document: its gates, its consultation, the stages before it expires. Knows no store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.dates import chinese
from app.domain.deadlines import Deadline, Limit, LimitUnit, deadline
from app.domain.documents.facts import DocumentFacts, Nature, StepKind
from app.domain.documents.procedure import CONSULTATION
from app.domain.documents.status import ForceStatus, force_status
from app.domain.documents.timeline import STAGES, next_act
from app.domain.due.items import NEAR, DueItem, DueMark, DueState, DueSubject, state_of
from app.domain.problems import Basis
from app.domain.profiles import Profile
from app.domain.workdays import Workdays

GATES = (StepKind.PUBLICATION, StepKind.NUMBERING, StepKind.SIGNATURE)
"""Acts of this office that wait without a limit, what is nearest its end first; an item's `act` is their value."""

CONSULTED = StepKind.CONSULTATION.value
EXPIRY = "expiry"

LINGERS = 30
"""Days that an expiry nobody decided on stays on the list: afterwards the ledger shows it, or every old file would be red."""

_STARTS = {
    StepKind.SIGNATURE: "adopted_on",
    StepKind.NUMBERING: "signed_on",
    StepKind.PUBLICATION: "registered_on",
}
"""Since when a gate waits."""


@dataclass(frozen=True)
class OpenDocument:
    """A document of which something may be due. Of the facts only the dates and the end of life are read."""

    facts: DocumentFacts
    unit: str
    consulted_from: date | None = None
    """First and last day of its latest public consultation."""
    consulted_until: date | None = None
    progress: int = 0
    """How many of the stages before expiry are on record: a reminder or a successor, its review, its decision."""


def document_items(
    document: OpenDocument,
    on: date,
    profile: Profile,
    stages: "Stages",
    go_live: date | None,
    marks: Mapping[str, DueMark] | None = None,
) -> Iterator[DueItem]:
    """What is due with one document on the day of the `stages`.

    Of the stages before expiry only the present one: the first that is neither on record nor marked 已知晓 (those
    marked come along, with their mark), nor overtaken by the next one, which is near or past itself. Nothing that
    started before `go_live` is due; of validity, no stage whose last day lay before it.
    """
    facts = document.facts
    if facts.nature is not Nature.NORMATIVE:
        return
    status = force_status(facts, on, on)
    if status in (ForceStatus.AWAITING_NUMBER, ForceStatus.AWAITING_PUBLICATION):
        yield from _gate(document, on, profile, go_live)
    if status in (ForceStatus.DRAFTING, ForceStatus.IN_REVIEW):
        yield from _consultation(document, on, go_live)
    elif status in _HAS_VALIDITY and facts.expires_on is not None:
        yield from _stages(document, stages.of(facts.expires_on), on, go_live, marks or {})


_HAS_VALIDITY = frozenset(
    {
        ForceStatus.IN_FORCE,
        ForceStatus.EXPIRING,
        ForceStatus.NOT_YET_EFFECTIVE,
        ForceStatus.UNKNOWN,
        ForceStatus.EXPIRED,
    }
)


def _item(document: OpenDocument, act: str, what: str, state: DueState, on: date, basis: Basis) -> DueItem:
    facts = document.facts
    return DueItem(
        DueSubject.DOCUMENTS,
        facts.id,
        act,
        what,
        facts.title,
        state,
        on,
        basis,
        facts.document_number or facts.unified_number,
        facts.handler,
        document.unit,
    )


def _gate(document: OpenDocument, on: date, profile: Profile, go_live: date | None) -> Iterator[DueItem]:
    act = next_act(document.facts, on, profile)
    if act is None or act.kind is None:
        return
    start: date | None = getattr(document.facts, _STARTS[act.kind])
    if go_live is None or (start is not None and start >= go_live):
        item = _item(document, act.kind.value, act.text, DueState.UNLIMITED, on, act.basis)
        yield replace(item, start=start)


def _consultation(document: OpenDocument, on: date, go_live: date | None) -> Iterator[DueItem]:
    start, until = document.consulted_from, document.consulted_until
    if start is None or until is None or until < on or (go_live is not None and start < go_live):
        return
    what = "公开征求意见截止，汇总意见"
    item = _item(document, CONSULTED, what, state_of(until, on), on, CONSULTATION)
    yield replace(item, start=start, limit=f"公告至{chinese(until)}", due=until, by_mark=True)


def _stages(
    document: OpenDocument,
    stages: Sequence["_Stage"],
    on: date,
    go_live: date | None,
    marks: Mapping[str, DueMark],
) -> Iterator[DueItem]:
    facts, expires_on = document.facts, document.facts.expires_on
    if facts.end_kind is not None or expires_on is None or (on - expires_on).days > LINGERS:
        return
    for place, stage in enumerate(stages):
        following = stages[place + 1].due if place + 1 < len(stages) else None
        overtaken = following is not None and (following - on).days <= NEAR
        if place < document.progress or overtaken or (go_live is not None and stage.due < go_live):
            continue
        item = replace(
            _item(document, stage.act, stage.what, state_of(stage.due, on), on, stage.basis),
            start=expires_on,
            limit=stage.limit,
            due=stage.due,
            assumed=stage.assumed,
            by_mark=True,
        )
        item = replace(item, mark=marks.get(item.key))
        yield item
        if item.mark is None or item.mark.until is not None:
            return


@dataclass(frozen=True)
class _Stage:
    act: str
    what: str
    limit: str
    due: date
    basis: Basis
    assumed: bool = False


class Stages:
    """The stages before an expiry as they stand on a day, reckoned once for each last day: many documents share theirs."""

    def __init__(self, on: date, profile: Profile, workdays: Workdays) -> None:
        self._on, self._profile, self._workdays = on, profile, workdays
        self._known: dict[date, tuple[_Stage, ...]] = {}

    def of(self, expires_on: date) -> tuple[_Stage, ...]:
        """The stages of a last day in force, in order."""
        found = self._known.get(expires_on)
        if found is None:
            found = self._known[expires_on] = tuple(_reckoned(expires_on, self._on, self._profile, self._workdays))
        return found


def _reckoned(expires_on: date, on: date, profile: Profile, workdays: Workdays) -> Iterator[_Stage]:
    """The stages of an expiry in order, the expiry itself last. One whose last day is no working day ends before it."""
    for key, text in STAGES.items():
        months = profile.number(key)
        if months:
            found: Deadline = deadline(expires_on, Limit(months, LimitUnit.MONTHS, backward=True), workdays)
            assert found.due is not None
            rule = profile.basis(key)
            basis = Basis(f"{rule.source}；{found.basis.source}", f"{rule.text}；{found.basis.text}")
            act = key.removesuffix("_lead_months")
            yield _Stage(act, text, f"届满（{expires_on.isoformat()}）前{months}个月", found.due, basis, found.assumed)
    what = "有效期已满，标明失效" if expires_on < on else "决定是否重新公布"
    yield _Stage(EXPIRY, what, "有效期届满", expires_on, profile.basis("renewal"))


def last_expiry(last: date, profile: Profile) -> date:
    """The latest last day in force of which a stage can be due by a day; with room for a holiday before the stage."""
    months = max((profile.number(key) or 0 for key in STAGES), default=0)
    return last + timedelta(days=31 * months + LINGERS)
