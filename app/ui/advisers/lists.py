"""What else is on record of an adviser, a firm, a term, as lines that open it. Knows facts, no service."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.advisers.appointments import AppointmentFacts, appointment_state
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import EngagementFacts, engagement_state
from app.domain.advisers.matters import MatterFacts, matter_state
from app.domain.advisers.people import AdviserFacts
from app.domain.dates import chinese
from app.ui.panel import WordyLink, heading
from app.ui.popover import text_label

Open = Callable[[str, int], None]
Words = tuple[int | None, str]


def section(title: str, ledger: str, lines: Sequence[Words], open_record: Open, nothing: str = "") -> Iterator[QWidget]:
    """A heading with a line for each record; without any what is said instead, or nothing at all."""
    if lines or nothing:
        yield heading(title)
    if not lines and nothing:
        yield text_label(nothing, "muted")
    for key, words in lines:
        yield WordyLink(words, partial(open_record, ledger, key or 0))


def one(key: int | None, name: str) -> list[Words]:
    """The one record that an id refers to, or none."""
    return [(key, name)] if key is not None else []


def people(found: Sequence[AdviserFacts]) -> list[Words]:
    """Advisers by name and kind."""
    return [(each.id, joined(each.name, each.kind.label if each.kind else "")) for each in found]


def joined(*parts: str) -> str:
    """The parts that say something, beside each other."""
    return "　".join(part for part in parts if part)


def day(value: date | None) -> str:
    """2025年3月3日; empty for none."""
    return chinese(value) if value else ""


def appointments(found: Sequence[AppointmentFacts], units: dict[int, str], on: date) -> list[Words]:
    """The appointments, the latest first."""
    followed = {each.previous_id for each in found if each.span().came_about}
    return [
        (
            each.id,
            joined(
                units.get(each.unit_id, ""),
                "首席" if each.chief else "",
                f"{day(each.starts_on)}至{day(each.ends_on) or '未定'}",
                appointment_state(each, on, renewed=each.id in followed).label,
            ),
        )
        for each in reversed(found)
    ]


def contracts(found: Sequence[EngagementFacts], units: dict[int, str], on: date) -> list[Words]:
    """The contracts, the latest first: renewals share their name, so the state and the term come before it."""
    followed = {each.previous_id for each in found if not each.draft}
    return [
        (
            each.id,
            joined(
                engagement_state(each, on, renewed=each.id in followed).label,
                units.get(each.unit_id, ""),
                f"{day(each.starts_on)}至{day(each.ends_on) or '未定'}" if each.starts_on or each.ends_on else "",
                each.name,
            ),
        )
        for each in reversed(found)
    ]


def conflicts(found: Sequence[ConflictFacts]) -> list[Words]:
    """The declarations, the latest first."""
    return [
        (
            each.id,
            joined(
                day(each.declared_on),
                each.counterparty or each.matter_text,
                each.kind.label,
                each.decision.label if each.decision else "待处理",
            ),
        )
        for each in reversed(found)
    ]


def assessments(found: Sequence[AssessmentFacts]) -> list[Words]:
    """The assessments as they stand, the latest year first."""
    return [
        (
            each.id,
            joined(
                f"{each.year}年{each.period.label}",
                each.conclusion.label if each.conclusion else "",
                day(each.assessed_on) or "评分中",
            ),
        )
        for each in found
    ]


def matters(found: Sequence[MatterFacts], on: date) -> list[Words]:
    """The work, the latest first."""
    return [
        (
            each.id,
            joined(
                day(each.asked_on),
                each.kind.label,
                each.title,
                matter_state(each, on).label,
                each.adoption.label if each.adoption else "",
            ),
        )
        for each in reversed(found)
    ]
