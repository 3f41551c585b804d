"""Loading all that figures are counted from: plain rows, each table read once. Knows no figure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts, Step, StepKind, Validity
from app.domain.facts import altered
from app.domain.figures.adviser_stock import AdviserStock
from app.domain.figures.stock import ADVISING, LetterLine, NumberLine, OpinionLine, PlanLine, Stock, Subject
from app.domain.number_book import NumberState
from app.domain.plans import PlanItem
from app.domain.submissions.facts import ReviewOpinion, Round, SubmissionFacts
from app.domain.submissions.limits import due_of, limits_of
from app.domain.workdays import Workdays
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord, StepRecord
from app.models.letters import LetterRecord
from app.models.numbering import NumberRecord
from app.models.submissions import OpinionRecord, RoundRecord, SubmissionRecord, extensions_of, pauses_of
from app.services.calendar import workdays_in
from app.services.documents.sql import visible
from app.services.figures.adviser_stock import advisers_in
from app.services.numbering.service import gaps_in
from app.services.settings import load_profile, settings_in

D, S, R, P, L, N = DocumentRecord, SubmissionRecord, RoundRecord, OpinionRecord, LetterRecord, NumberRecord

_DOCUMENT = (
    "id", "title", "nature", "file_level", "unified_number", "registered_on", "published_on", "effective_on", "expires_on",
    "ended_on", "end_kind", "backfill", "interpretation", "interpreted_on",
)  # fmt: skip
_SUBMISSION = (
    "id", "title", "kind", "received_on", "wanted_on", "limit_count", "limit_unit", "answered_on", "withdrawn_on",
)  # fmt: skip
_SENT = {Subject.SUBMISSIONS, Subject.OPINIONS}
_STEPS = (StepKind.CONSULTATION, StepKind.FAIR_COMPETITION)


def stock_in(session: Session, wanted: Collection[Subject] = frozenset(Subject)) -> Stock:
    """The subjects wanted, as they stand in a session; what is not wanted is not read.

    No record of the mapper is made but of advisers, who are few, so 20,000 documents take under a second.
    """
    submissions = _submissions(session) if _SENT & set(wanted) else {}
    return Stock(
        documents=tuple(_documents(session)) if Subject.DOCUMENTS in wanted else (),
        submissions=tuple(submissions.values()),
        opinions=tuple(_opinions(session, submissions)) if Subject.OPINIONS in wanted else (),
        numbers=tuple(_numbers(session)) if Subject.NUMBERS in wanted else (),
        letters=tuple(_letters(session)) if Subject.LETTERS in wanted else (),
        plans=tuple(_plans(session)) if Subject.PLANS in wanted else (),
        advising=advisers_in(session) if ADVISING & set(wanted) else AdviserStock(),
        workdays=workdays_in(session) if submissions else Workdays(),
        due=_due(session),
    )


def _due(session: Session) -> Callable[[SubmissionFacts], date | None]:
    """The last day of a submission, worked out when it is asked for: a figure asks for those of its year only."""
    settings, workdays = settings_in(session), workdays_in(session)
    region, limits = load_profile(settings.profile), limits_of(settings.limits)
    known: dict[int | None, date | None] = {}

    def last_day(facts: SubmissionFacts) -> date | None:
        if facts.id not in known:
            found = due_of(facts, region, limits, workdays)
            known[facts.id] = found.due if found else None
        return known[facts.id]

    return last_day


def _columns(record: Any, names: Sequence[str]) -> list[Any]:
    return [getattr(record, name) for name in names]


def _documents(session: Session) -> list[DocumentFacts]:
    steps: dict[int, list[Step]] = defaultdict(list)
    taken = select(StepRecord.document_id, StepRecord.kind, StepRecord.on, StepRecord.result)
    for document, kind, on, result in session.execute(taken.where(StepRecord.kind.in_(_STEPS))):
        steps[document].append(Step(kind, on, result=result))
    rows = session.execute(visible(select(*_columns(D, _DOCUMENT), D.validity_mode).order_by(D.id)))
    blank = DocumentFacts("")
    return [
        altered(
            blank, **dict(zip(_DOCUMENT, row, strict=False)), validity=Validity(row[-1]), steps=tuple(steps.get(row[0], ()))
        )
        for row in rows
    ]  # fmt: skip


def _submissions(session: Session) -> dict[int, SubmissionFacts]:
    rounds: dict[int, list[Round]] = defaultdict(list)
    parts = select(R.submission_id, R.received_on, R.complete_on, R.concluded_on, R.result)
    for submission, received, complete, concluded, result in session.execute(
        parts.order_by(R.submission_id, R.position)
    ):
        rounds[submission].append(Round(received, complete, concluded, result))
    blank = SubmissionFacts("")
    return {
        row[0]: altered(
            blank,
            **dict(zip(_SUBMISSION, row, strict=False)),
            pauses=pauses_of(row[-2]),
            extensions=extensions_of(row[-1]),
            rounds=tuple(rounds.get(row[0], ())),
        )
        for row in session.execute(select(*_columns(S, _SUBMISSION), S.pauses, S.extensions).order_by(S.id))
    }


def _opinions(session: Session, submissions: dict[int, SubmissionFacts]) -> list[OpinionLine]:
    rows = session.execute(select(P.id, P.submission_id, P.round, P.adoption).order_by(P.id))
    return [
        OpinionLine(key, ReviewOpinion(number, "", adoption=adoption), submissions[submission])
        for key, submission, number, adoption in rows
    ]


def _numbers(session: Session) -> list[NumberLine]:
    kept = [NumberLine(*row) for row in session.execute(select(N.id, N.state, N.year).order_by(N.id))]
    return [*kept, *(NumberLine(None, NumberState.GAP, gap.year) for gap in gaps_in(session))]


def _letters(session: Session) -> Iterator[LetterLine]:
    return (LetterLine(*row) for row in session.execute(select(L.id, L.kind, L.state, L.on).order_by(L.id)))


def _plans(session: Session) -> list[PlanLine]:
    sent = select(S.document_id, func.min(S.received_on).label("on")).group_by(S.document_id).subquery()
    columns = (PlanRecord.id, PlanRecord.year, PlanRecord.submit_by, PlanRecord.dropped_on, PlanRecord.carried_to)
    rows = session.execute(
        select(*columns, sent.c.on, D.published_on)
        .outerjoin(sent, sent.c.document_id == PlanRecord.document_id)
        .outerjoin(D, D.id == PlanRecord.document_id)
        .order_by(PlanRecord.id)
    )
    return [
        PlanLine(
            row[0],
            PlanItem(row[1], "", submit_by=row[2], dropped_on=row[3], carried_to=row[4]),
            row[5],
            row[6],
        )
        for row in rows
    ]
