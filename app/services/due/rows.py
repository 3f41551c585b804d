"""What is open, by one query a subject, as the rules of the due list read it. Knows SQL, does not know what is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

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


def open_submissions(done_since: date | None = None, record_id: int | None = None) -> Select[Any]:
    """The query behind `submissions`: what is under way, concluded without an answer or with opinions unanswered.

    With `done_since` also what was concluded from that day on; with `record_id` only that one.
    """
    pending = select(OpinionRecord.submission_id).where(OpinionRecord.adoption == Adoption.PENDING)
    count = select(func.count()).where(OpinionRecord.submission_id == S.id, OpinionRecord.adoption == Adoption.PENDING)
    # Asked for only where it counts: without it a wait for papers would begin with an earlier round.
    received = select(RoundRecord.received_on).where(RoundRecord.submission_id == S.id)
    last = received.order_by(RoundRecord.position.desc()).limit(1).correlate(S).scalar_subquery()
    wanted = [
        S.state.in_(OPEN_STATES),
        and_(S.state == SubmissionState.CONCLUDED, S.answered_on.is_(None)),
        S.id.in_(pending),
    ]
    if done_since is not None:
        wanted.append(and_(S.state == SubmissionState.CONCLUDED, S.concluded_on >= done_since))
    statement = (
        select(
            S.id, S.title, S.kind, S.number, S.received_on, S.handler, S.wanted_on, S.limit_count, S.limit_unit, S.papers,
            S.pauses, S.extensions, S.answered_on, S.withdrawn_on, S.complete_on, S.concluded_on, S.result,
            count.correlate(S).scalar_subquery(), func.coalesce(U.name, S.sender_text), case((S.complete_on.is_(None), last)),
        )
        .outerjoin(U, U.id == S.sender_id)
        .where(or_(*wanted))
    )  # fmt: skip
    return statement if record_id is None else statement.where(S.id == record_id)


def submissions(
    session: Session, done_since: date | None = None, record_id: int | None = None
) -> Iterator[tuple[SubmissionFacts, str]]:
    """Each open submission with its sender; of its rounds only the last, of its opinions only those not answered."""
    for (
        key, title, kind, number, received, handler, wanted, count, unit, papers, pauses, extensions, answered, withdrawn,
        complete, concluded, result, pending, sender, came,
    ) in session.execute(open_submissions(done_since, record_id)):  # fmt: skip
        yield (
            SubmissionFacts(
                title, kind, number, received_on=received, handler=handler, wanted_on=wanted, limit_count=count,
                limit_unit=unit, papers=tuple(Paper(*row) for row in papers), pauses=pauses_of(pauses),
                extensions=extensions_of(extensions),
                rounds=(Round(came, complete, concluded, result or StepResult.PENDING),), opinions=(_PENDING,) * pending,
                answered_on=answered, withdrawn_on=withdrawn, id=key,
            ),
            sender,
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


def documents(session: Session, on: date, last_expiry: date, record_id: int | None = None) -> Iterator[OpenDocument]:
    """Documents not yet published, and those that expire up to a day or have just done so."""
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
    statement = (
        select(
            D.id, D.title, D.document_number, D.unified_number, D.handler, D.backfill, D.adopted_on, D.signed_on,
            D.registered_on, D.published_on, D.effective_on, D.expires_on, D.validity_mode, consulted.on, consulted.until,
            _progress(), func.coalesce(_unit_of(D.implementer_id), _unit_of(D.drafter_id), D.issuer_text),
        )
        .outerjoin(consulted, consulted.id == step)
        .where(D.binned_at.is_(None), D.nature == Nature.NORMATIVE, D.end_kind.is_(None), or_(unpublished, expiring))
    )  # fmt: skip
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
