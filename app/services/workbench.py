"""工作台: what expires, what waits at which gate, what is missing; counted in SQL, named with its basis. Knows no widget."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import Session

from app.domain.documents.columns import Completeness
from app.domain.documents.status import ForceStatus, force_status
from app.domain.documents.timeline import days_left, next_act
from app.domain.documents.validity import soon
from app.domain.ledgers import Filter
from app.domain.problems import Basis
from app.domain.profiles import Profile
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.imports import ImportBatch
from app.models.numbering import SchemeRecord
from app.models.units import UnitRecord
from app.services.documents.lookup import documents_in
from app.services.documents.sql import column_sql, status_case, visible
from app.services.numbering.service import Gap, gaps_in
from app.services.settings import profile_in

WAITING = (
    ForceStatus.DRAFTING,
    ForceStatus.IN_REVIEW,
    ForceStatus.AWAITING_NUMBER,
    ForceStatus.AWAITING_PUBLICATION,
)
SHOWN = 200
"""Lines named one by one; beyond them only counted, and the ledger opened by the filter."""


@dataclass(frozen=True)
class Task:
    """One document that waits for something: what, until when (None = no day set), and why."""

    id: int
    title: str
    number: str
    handler: str
    status: ForceStatus
    act: str
    due: date | None
    days: int | None
    """Days left until it expires; None for what does not expire soon."""
    basis: Basis | None


@dataclass(frozen=True)
class Tally:
    """A count with the filter that shows the same lines in the ledger."""

    label: str
    count: int
    ledger: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True)
class Beginning:
    """The three steps of an empty office, ticked when done."""

    units: bool
    scheme: bool
    imported: bool


@dataclass(frozen=True)
class Overview:
    """Everything on the first page."""

    expiring: tuple[Task, ...]
    """By last day in force, the next first."""
    waiting: tuple[Task, ...]
    tallies: tuple[Tally, ...]
    gaps: tuple[Gap, ...]
    beginning: Beginning
    empty: bool
    """No document yet: the page shows the three steps instead."""


class WorkbenchService:
    """The first page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overview(self, on: date) -> Overview:
        """What the office has before it on a day."""
        with self._database.read() as session:
            profile = profile_in(session, on)
            edge = soon(on, profile)
            status = status_case(on, edge)
            counts, quality = _counts(session, on, edge)
            # What each status implies is asked for first: of 100,000 documents only a few are then looked at closely.
            soon_over = DocumentRecord.expires_on.between(on, edge), status == ForceStatus.EXPIRING.value
            at_work = not_(DocumentRecord.backfill), status.in_([item.value for item in WAITING])
            expiring = _ids(session, soon_over, DocumentRecord.expires_on)
            waiting = _ids(session, at_work, DocumentRecord.id)
            gaps = tuple(gaps_in(session))
            return Overview(
                expiring=_tasks(session, expiring, on, profile),
                waiting=_tasks(session, waiting, on, profile),
                tallies=(*_tallies(counts), *_tallies_of_quality(session, quality, len(gaps))),
                gaps=gaps,
                beginning=_beginning(session),
                empty=not counts,
            )


def _counts(session: Session, on: date, edge: date) -> tuple[Counter[str], Counter[str]]:
    """How many documents there are of each status and of each completeness; one walk over them tells both."""
    status, completeness = status_case(on, edge), column_sql("completeness", on, edge)
    statement = visible(select(status, completeness, func.count()).select_from(DocumentRecord))
    counts, quality = Counter[str](), Counter[str]()
    for one, other, count in session.execute(statement.group_by(status, completeness)):
        counts[one] += count
        quality[other] += count
    return counts, quality


def _ids(session: Session, conditions: tuple[ColumnElement[bool], ...], order: Any) -> list[int]:
    return list(session.scalars(visible(select(DocumentRecord.id)).where(*conditions).order_by(order).limit(SHOWN)))


def _tasks(session: Session, ids: list[int], on: date, profile: Profile) -> tuple[Task, ...]:
    found = documents_in(session, ids)
    tasks = []
    for key in ids:
        facts = found[key].facts()
        act = next_act(facts, on, profile)
        left = days_left(facts, on)
        status = force_status(facts, on, soon(on, profile))
        tasks.append(
            Task(
                key,
                facts.title,
                facts.document_number or facts.unified_number,
                facts.handler,
                status,
                act.text if act else "",
                act.due if act else None,
                left,
                act.basis if act else None,
            )
        )
    return tuple(tasks)


def _tallies(counts: Counter[str]) -> tuple[Tally, ...]:
    shown = (*WAITING, ForceStatus.NOT_YET_EFFECTIVE, ForceStatus.IN_FORCE, ForceStatus.EXPIRING)
    return tuple(
        Tally(status.label, counts[status.value], "documents", (Filter("force_status", (status.value,)),))
        for status in shown
    )


def _tallies_of_quality(session: Session, counts: Counter[str], gaps: int) -> tuple[Tally, ...]:
    strange = session.scalar(select(func.count()).where(UnitRecord.confirmed.is_(False))) or 0
    poor = (Completeness.INCOMPLETE, Completeness.DOUBTFUL)
    return (
        *(
            Tally(item.label, counts[item.value], "documents", (Filter("completeness", (item.value,)),))
            for item in poor
        ),
        Tally("断号未说明", gaps, "numbering"),
        Tally("待核实单位", strange, "units", (Filter("confirmed", (False,)),)),
    )


def _beginning(session: Session) -> Beginning:
    def any_of(record: type[UnitRecord] | type[SchemeRecord] | type[ImportBatch]) -> bool:
        return session.scalar(select(record.id).limit(1)) is not None

    return Beginning(any_of(UnitRecord), any_of(SchemeRecord), any_of(ImportBatch))
