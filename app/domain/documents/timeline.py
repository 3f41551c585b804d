"""A document's life as a timeline, and what comes next and why. Knows no store and no widget."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.dates import add_months, chinese
from app.domain.documents.facts import (
    MILESTONES,
    DocumentFacts,
    Nature,
    Step,
    StepKind,
    StepResult,
)
from app.domain.documents.procedure import (
    DELIBERATION_FIRST,
    LEVEL_WORDS,
    NUMBER_FIRST,
    PUBLICATION_FIRST,
    REVIEW_FIRST,
    final_level,
    reviewer,
    settled_by,
)
from app.domain.documents.status import ForceStatus, force_status
from app.domain.documents.validity import soon
from app.domain.problems import Basis
from app.domain.profiles import Profile

STAGES = {
    "evaluation_lead_months": "届满前评估",
    "legal_review_lead_months": "评估意见送合法性审核",
    "decision_lead_months": "报请决定延期、修改或者废止",
}
"""The stages before expiry in order: the profile's key of how many months ahead, and the words."""


@dataclass(frozen=True)
class Moment:
    """One line of the timeline; `on` is None for a step whose day is not known."""

    title: str
    on: date | None
    done: bool
    detail: str = ""
    person: str = ""
    kind: StepKind | None = None
    submission_id: int | None = None
    """The submission whose round the line tells of."""


def timeline(facts: DocumentFacts) -> tuple[Moment, ...]:
    """Everything that has happened or is dated ahead, in order of time; undated steps keep their usual place."""
    moments = [_moment(step) for step in facts.steps if step.kind not in MILESTONES]
    moments.extend(_milestones(facts))
    order = list(StepKind)
    ranked = [(moment, order.index(moment.kind) if moment.kind else len(order)) for moment in moments]
    days = _days(ranked)
    return tuple(
        moment
        for _, _, moment in sorted(
            zip(days, (rank for _, rank in ranked), moments, strict=True), key=lambda item: item[:2]
        )
    )


def _days(ranked: list[tuple[Moment, int]]) -> list[date]:
    """The day each moment is placed at: its own, or for an undated one the latest of the steps before it."""
    return [
        moment.on
        or max((other.on for other, other_rank in ranked if other.on and other_rank <= rank), default=date.min)
        for moment, rank in ranked
    ]


def _moment(step: Step) -> Moment:
    level = LEVEL_WORDS[step.level] if step.level else ""
    span = f"至{chinese(step.until)}（{(step.until - step.on).days}日）" if step.on and step.until else ""
    result = "" if step.result is StepResult.DONE else step.result.label
    detail = "，".join(part for part in (step.meeting, span, result, step.note) if part)
    done = step.result is not StepResult.PENDING
    return Moment(f"{level}{step.kind.label}", step.on, done, detail, step.person, step.kind, step.submission_id)


def _milestones(facts: DocumentFacts) -> Iterator[Moment]:
    notes = {step.kind: step for step in facts.steps if step.kind in MILESTONES}
    details = {
        StepKind.NUMBERING: facts.unified_number,
        StepKind.PUBLICATION: "、".join(f"{c.kind.label} {c.detail}".strip() for c in facts.carriers),
    }
    for kind, name in MILESTONES.items():
        day: date | None = getattr(facts, name)
        note = notes.get(kind)
        if day is None and note is None:
            continue
        detail = "，".join(part for part in (details.get(kind, ""), note.note if note else "") if part)
        yield Moment(kind.label, day, day is not None, detail, note.person if note else "", kind)
    if facts.end_kind is not None:
        yield Moment(facts.end_kind.label, facts.ended_on, True, facts.end_reason)
    elif facts.expires_on is not None:
        yield Moment("有效期届满", facts.expires_on, False)


@dataclass(frozen=True)
class NextAct:
    """What is to be done next: in words, until when (None = no day set), and the rule it rests on."""

    text: str
    basis: Basis
    due: date | None = None
    kind: StepKind | None = None
    """The step it leads to, so that the window can open at the right place."""


def next_act(facts: DocumentFacts, on: date, profile: Profile) -> NextAct | None:
    """The first thing that still has to happen, seen from a day; None where nothing has."""
    match force_status(facts, on, soon(on, profile)):
        case ForceStatus.DRAFTING | ForceStatus.IN_REVIEW:
            return _next_gate(facts, on, profile)
        case ForceStatus.AWAITING_NUMBER if facts.signed_on is None:
            return NextAct("签署", DELIBERATION_FIRST, kind=StepKind.SIGNATURE)
        case ForceStatus.AWAITING_NUMBER:
            return NextAct("登记编号", NUMBER_FIRST, kind=StepKind.NUMBERING)
        case ForceStatus.AWAITING_PUBLICATION:
            return NextAct(profile.text("third_unification") or "公布", PUBLICATION_FIRST, kind=StepKind.PUBLICATION)
        case ForceStatus.EXPIRING:
            return _next_before_expiry(facts, on, profile)
    return None


def _next_gate(facts: DocumentFacts, on: date, profile: Profile) -> NextAct:
    level = final_level(facts.file_level)
    if (
        profile.holds("fair_competition")
        and not settled_by(facts, StepKind.FAIR_COMPETITION, None, on)
        and settled_by(facts, StepKind.REVIEW, level, on)
    ):
        return NextAct(
            "公平竞争审查（或确认不涉及）", profile.basis("fair_competition"), kind=StepKind.FAIR_COMPETITION
        )
    if not settled_by(facts, StepKind.REVIEW, level, on):
        return NextAct(f"{reviewer(level)}合法性审核", REVIEW_FIRST, kind=StepKind.REVIEW)
    return NextAct(f"{LEVEL_WORDS[level]}集体审议", DELIBERATION_FIRST, kind=StepKind.DELIBERATION)


def _next_before_expiry(facts: DocumentFacts, on: date, profile: Profile) -> NextAct | None:
    """The stages before expiry, each so many months ahead of the last day (clamped to the month's end)."""
    if facts.expires_on is None:
        return None
    for key, text in STAGES.items():
        lead = profile.number(key)
        if lead is not None and on <= (due := add_months(facts.expires_on, -lead)):
            return NextAct(text, profile.basis(key), due)
    return NextAct("决定是否重新公布", profile.basis("renewal"), facts.expires_on)


def days_left(facts: DocumentFacts, on: date) -> int | None:
    """Days until the last day in force, that day included as 0; None without an expiry or after it."""
    if facts.expires_on is None or facts.expires_on < on or facts.nature is not Nature.NORMATIVE:
        return None
    return (facts.expires_on - on) // timedelta(days=1)
