"""What is open, by one query a subject, as the rules of the due list read it. Knows SQL, does not know what is due."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, and_, case, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from app.domain.deadlines import LimitUnit
from app.domain.documents.facts import DocumentFacts, Nature, RelationKind, StepKind, StepResult, Validity
from app.domain.due.documents import LINGERS, OpenDocument
from app.domain.due.items import DueMark
from app.domain.letters import LetterKind, LetterState
from app.domain.plans import PlanItem, PlanState
from app.domain.submissions.facts import (
    OPEN_STATES,
    Adoption,
    Paper,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
    SubmissionState,
)
from app.models.desk import DueMarkRecord, PlanRecord
from app.models.documents import DocumentRecord, RelationRecord, StepRecord
from app.models.letters import LetterRecord
from app.models.moments import local_day
from app.models.submissions import OpinionRecord, RoundRecord, SubmissionRecord, extensions_of, pauses_of
from app.models.units import UnitRecord
from app.services.desk_sql import plan_sql, plan_state_case

S, D, P, U = SubmissionRecord, DocumentRecord, PlanRecord, UnitRecord

_PENDING = ReviewOpinion(1, "")


@lru_cache(maxsize=4)  # to put it together costs as much as to read a hundred rows
def open_submissions(done_since: date | None = None, done_only: bool = False) -> Select[Any]:
    """The query behind `submissions`: what is under way, concluded without an answer or with opinions unanswered.

    With `done_since` also what was concluded from that day on, with `done_only` nothing else.
    """
    pending = select(OpinionRecord.submission_id).where(OpinionRecord.adoption == Adoption.PENDING)
    count = select(func.count()).where(OpinionRecord.submission_id == S.id, OpinionRecord.adoption == Adoption.PENDING)
    # Asked for only where it counts: without it a wait for papers would begin with an earlier round.
    received = select(RoundRecord.received_on).where(RoundRecord.submission_id == S.id)
    papers = case((S.complete_on.is_(None), type_coerce(S.papers, Text)), else_=literal("[]"))
    last = received.order_by(RoundRecord.position.desc()).limit(1).correlate(S).scalar_subquery()
    wanted = []
    if not done_only:
        unanswered = and_(S.state == SubmissionState.CONCLUDED, S.answered_on.is_(None))
        wanted += [S.state.in_(OPEN_STATES), unanswered, S.id.in_(pending)]
    if done_since is not None:
        wanted.append(and_(S.state == SubmissionState.CONCLUDED, S.concluded_on >= done_since))
    columns: list[Any] = [
        S.id, S.title, S.number, S.handler, func.coalesce(U.name, S.sender_text), S.kind, S.received_on, S.wanted_on,
        S.limit_count, S.limit_unit, papers, type_coerce(S.pauses, Text), type_coerce(S.extensions, Text), S.answered_on,
        S.withdrawn_on, S.complete_on, S.concluded_on, S.result, count.correlate(S).scalar_subquery(),
        case((S.complete_on.is_(None), last)),
    ]  # fmt: skip
    return select(*columns).outerjoin(U, U.id == S.sender_id).where(or_(*wanted))


class Named(NamedTuple):
    """What tells two submissions apart that stand alike."""

    record_id: int
    title: str
    number: str
    handler: str
    unit: str


def submissions(
    session: Session, done_since: date | None = None, record_id: int | None = None, *, done_only: bool = False
) -> Iterator[tuple[SubmissionFacts, list[Named]]]:
    """Open submissions, those that stand alike together: most came in on the same days, and what is due is derived once.

    Of the rounds the facts have only the last, of the opinions only those not answered. With `record_id` only that one.
    """
    statement = open_submissions(done_since, done_only)
    if record_id is not None:
        statement = statement.where(S.id == record_id)
    alike: dict[Any, list[Named]] = {}
    for key, title, number, handler, sender, *stands in session.execute(statement):
        alike.setdefault((number == "", *stands), []).append(Named(key, title, number, handler, sender))
    for (_, *stands), named in alike.items():
        yield _facts(named[0], *stands), named


def _facts(
    named: Named, kind: SubmissionKind, received: date | None, wanted: date | None, count: int | None, unit: LimitUnit | None,
    papers: str, pauses: str, extensions: str, answered: date | None, withdrawn: date | None, complete: date | None,
    concluded: date | None, result: StepResult | None, pending: int, came: date | None,
) -> SubmissionFacts:  # fmt: skip
    return SubmissionFacts(
        named.title, kind, named.number, received_on=received, handler=named.handler, wanted_on=wanted, limit_count=count,
        limit_unit=unit, papers=tuple(Paper(*row) for row in json.loads(papers)), pauses=pauses_of(json.loads(pauses)),
        extensions=extensions_of(json.loads(extensions)),
        rounds=(Round(came, complete, concluded, result or StepResult.PENDING),), opinions=(_PENDING,) * pending,
        answered_on=answered, withdrawn_on=withdrawn, id=named.record_id,
    )  # fmt: skip


_TAKES_ITS_PLACE = (RelationKind.REPLACES, RelationKind.EXTENDS, RelationKind.REPEALS)


def _progress() -> Any:
    """How many stages before expiry are on record; the rule stands with `OpenDocument.progress`."""
    after, review = aliased(D), aliased(S)
    sent = select(review.id).where(review.document_id == after.id).correlate(after).exists()
    successor = (
        select(
            func.max(
                case(
                    (or_(after.adopted_on.is_not(None), after.published_on.is_not(None)), 3),
                    (or_(after.reviewed_on.is_not(None), sent), 2),
                    else_=1,
                )
            )
        )
        .select_from(RelationRecord)
        .join(after, after.id == RelationRecord.document_id)
        .where(RelationRecord.other_id == D.id, RelationRecord.kind.in_(_TAKES_ITS_PLACE), after.binned_at.is_(None))
        .correlate(D)
        .scalar_subquery()
    )
    reminded = select(LetterRecord.id).where(
        LetterRecord.document_id == D.id,
        LetterRecord.kind == LetterKind.EXPIRY_REMINDER,
        LetterRecord.state == LetterState.ISSUED,
        LetterRecord.on >= func.date(D.expires_on, "-1 year"),
    )
    own = select(S.id).where(S.document_id == D.id, S.received_on > func.coalesce(D.published_on, D.effective_on))
    return func.max(
        func.coalesce(successor, 0),
        case((own.correlate(D).exists(), 2), (reminded.correlate(D).exists(), 1), else_=0),
    )


def _unit_of(key: Any) -> Any:
    return select(U.name).where(U.id == key).correlate(D).scalar_subquery()


@lru_cache(maxsize=4)
def _open_documents(on: date, last_expiry: date) -> Select[Any]:
    step = (
        select(StepRecord.id)
        .where(StepRecord.document_id == D.id, StepRecord.kind == StepKind.CONSULTATION)
        .order_by(StepRecord.until.desc(), StepRecord.id.desc())
        .limit(1)
        .correlate(D)
        .scalar_subquery()
    )
    consulted = aliased(StepRecord)
    unpublished = and_(D.backfill.is_(False), or_(D.published_on.is_(None), D.published_on > on))
    expiring = D.expires_on.between(on - timedelta(days=LINGERS), last_expiry)
    columns: list[Any] = [
        D.id, D.title, D.document_number, D.unified_number, D.handler, D.backfill, D.adopted_on, D.signed_on,
        D.registered_on, D.published_on, D.effective_on, D.expires_on, D.validity_mode, consulted.on, consulted.until,
        _progress(), func.coalesce(_unit_of(D.implementer_id), _unit_of(D.drafter_id), D.issuer_text),
    ]  # fmt: skip
    statement = select(*columns).outerjoin(consulted, consulted.id == step)
    return statement.where(
        D.binned_at.is_(None), D.nature == Nature.NORMATIVE, D.end_kind.is_(None), or_(unpublished, expiring)
    )


def documents(session: Session, on: date, last_expiry: date, record_id: int | None = None) -> Iterator[OpenDocument]:
    """Documents not yet published, and those that expire up to a day or have just done so; or only one of them."""
    statement = _open_documents(on, last_expiry)
    if record_id is not None:
        statement = statement.where(D.id == record_id)
    for (
        key, title, number, unified, handler, backfill, adopted, signed, registered, published, effective, expires, mode,
        consulted_from, consulted_until, progress, unit,
    ) in session.execute(statement):  # fmt: skip
        facts = DocumentFacts(
            title, handler=handler, document_number=number, unified_number=unified, backfill=backfill, adopted_on=adopted,
            signed_on=signed, registered_on=registered, published_on=published, effective_on=effective, expires_on=expires,
            validity=Validity(mode), id=key,
        )  # fmt: skip
        yield OpenDocument(facts, unit, consulted_from, consulted_until, progress)


def plans(
    session: Session, on: date, last: date, record_id: int | None = None
) -> Iterator[tuple[PlanItem, str, PlanState]]:
    """Planned documents to be sent in up to a day and not sent in yet."""
    state = plan_state_case(on)
    statement = select(P.id, P.year, P.title, P.submit_by, P.handler, plan_sql("drafter", on, on), state).where(
        P.submit_by <= last, state.in_([PlanState.WAITING.value, PlanState.LATE.value])
    )
    if record_id is not None:
        statement = statement.where(P.id == record_id)
    for key, year, title, submit_by, handler, drafter, stands in session.execute(statement):
        yield (
            PlanItem(year, title, submit_by=submit_by, handler=handler, id=key),
            drafter,
            PlanState.of(stands) or PlanState.WAITING,
        )


def marks(session: Session) -> dict[str, DueMark]:
    """What was said of due items, by their key."""
    found: dict[str, DueMark] = {}
    for row in session.execute(
        select(DueMarkRecord.key, DueMarkRecord.until, DueMarkRecord.note, DueMarkRecord.by, DueMarkRecord.at)
    ):
        day = local_day(row.at)
        assert day is not None
        found[row.key] = DueMark(row.key, row.until, row.note, row.by, day)
    return found
