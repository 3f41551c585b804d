"""工作台: what is due, what others draft or review, what is missing, this year's figures. Knows no widget."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import Session

from app.domain.documents.columns import Completeness
from app.domain.documents.status import ForceStatus, force_status
from app.domain.documents.timeline import next_act
from app.domain.documents.validity import soon
from app.domain.due.items import DueItem
from app.domain.ledgers import Filter
from app.domain.problems import Basis
from app.domain.profiles import Profile
from app.domain.submissions.facts import OPEN_STATES
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.imports import ImportBatch
from app.models.numbering import SchemeRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord
from app.services.documents.lookup import documents_in
from app.services.documents.sql import column_sql, status_case, visible
from app.services.due.service import items_in
from app.services.numbering.service import Gap, gaps_in
from app.services.settings import profile_in
from app.services.year_figures import YearFigure, YearFigures, year_figures_in

__all__ = ["Beginning", "Gap", "Overview", "Tally", "Task", "WorkbenchService", "YearFigure", "YearFigures"]

WAITING = (
    ForceStatus.DRAFTING,
    ForceStatus.IN_REVIEW,
    ForceStatus.AWAITING_NUMBER,
    ForceStatus.AWAITING_PUBLICATION,
)
AT_WORK = (ForceStatus.DRAFTING, ForceStatus.IN_REVIEW)
"""Stages at which others work on it; of the later ones the due list tells."""
SHOWN = 200
"""Lines named one by one; beyond them only counted, and the ledger opened by the filter."""


@dataclass(frozen=True)
class Task:
    """One document that is drafted, or reviewed by others: what comes next, and why."""

    id: int
    title: str
    number: str
    handler: str
    status: ForceStatus
    act: str
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

    due: tuple[DueItem, ...]
    """The most urgent first; what is silenced says so."""
    waiting: tuple[Task, ...]
    """Documents of which nothing is due yet."""
    tallies: tuple[Tally, ...]
    gaps: tuple[Gap, ...]
    beginning: Beginning
    empty: bool
    """No document and no submission yet: the page shows the three steps instead."""


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
            at_work = (
                not_(DocumentRecord.backfill),
                status.in_([item.value for item in AT_WORK]),
                not_(_in_review_here()),
            )
            waiting = list(
                session.scalars(
                    visible(select(DocumentRecord.id)).where(*at_work).order_by(DocumentRecord.id).limit(SHOWN)
                )
            )
            gaps = tuple(gaps_in(session))
            return Overview(
                due=tuple(items_in(session, on)),
                waiting=_tasks(session, waiting, on, profile),
                tallies=(*_tallies(counts), *_tallies_of_quality(session, quality, len(gaps))),
                gaps=gaps,
                beginning=_beginning(session),
                empty=not counts and session.scalar(select(SubmissionRecord.id).limit(1)) is None,
            )

    def figures(self, on: date) -> YearFigures:
        """This year's figures beside last year's, and the chart."""
        with self._database.read() as session:
            return year_figures_in(session, on)


def _counts(session: Session, on: date, edge: date) -> tuple[Counter[str], Counter[str]]:
    """How many documents there are of each status and of each completeness; one walk over them tells both."""
    status, completeness = status_case(on, edge), column_sql("completeness", on, edge)
    statement = visible(select(status, completeness, func.count()).select_from(DocumentRecord))
    counts, quality = Counter[str](), Counter[str]()
    for one, other, count in session.execute(statement.group_by(status, completeness)):
        counts[one] += count
        quality[other] += count
    return counts, quality


def _in_review_here() -> ColumnElement[bool]:
    """Whether a submission of the document is under way: then that is what is due."""
    open_one = select(SubmissionRecord.id).where(
        SubmissionRecord.document_id == DocumentRecord.id, SubmissionRecord.state.in_(OPEN_STATES)
    )
    return open_one.correlate(DocumentRecord).exists()


def _tasks(session: Session, ids: list[int], on: date, profile: Profile) -> tuple[Task, ...]:
    found = documents_in(session, ids)
    tasks = []
    for key in ids:
        facts = found[key].facts()
        act = next_act(facts, on, profile)
        status = force_status(facts, on, soon(on, profile))
        tasks.append(
            Task(
                key,
                facts.title,
                facts.document_number or facts.unified_number,
                facts.handler,
                status,
                act.text if act else "",
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
