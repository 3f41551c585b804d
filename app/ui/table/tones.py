"""Which state is good, due, ended or awaited. Knows the pick lists, not how a tone is drawn."""

from app.domain.advisers.appointments import AppointmentState
from app.domain.advisers.engagements import EngagementState
from app.domain.advisers.matters import MatterState
from app.domain.advisers.payments import PaymentState
from app.domain.advisers.people import AdviserState
from app.domain.advisers.templates import Grade
from app.domain.choices import Choice
from app.domain.documents.columns import Completeness
from app.domain.documents.status import ForceStatus
from app.domain.ledgers import Cell, Column
from app.domain.letters import LetterState
from app.domain.number_book import NumberState
from app.domain.plans import PlanState
from app.domain.submissions.facts import Adoption, SubmissionState
from app.ui.tokens import Tone

TONES: dict[type[Choice], dict[str, Tone]] = {
    ForceStatus: {
        ForceStatus.DRAFTING: Tone.WAITING,
        ForceStatus.IN_REVIEW: Tone.WAITING,
        ForceStatus.AWAITING_NUMBER: Tone.WAITING,
        ForceStatus.AWAITING_PUBLICATION: Tone.WAITING,
        ForceStatus.NOT_YET_EFFECTIVE: Tone.WAITING,
        ForceStatus.IN_FORCE: Tone.GOOD,
        ForceStatus.EXPIRING: Tone.DUE,
        ForceStatus.EXPIRED: Tone.ENDED,
        ForceStatus.DECLARED_VOID: Tone.ENDED,
        ForceStatus.REPEALED: Tone.ENDED,
        ForceStatus.REVOKED: Tone.BAD,
        ForceStatus.REPLACED: Tone.ENDED,
        ForceStatus.UNKNOWN: Tone.DUE,
        ForceStatus.NOT_NORMATIVE: Tone.ENDED,
    },
    Completeness: {
        Completeness.COMPLETE: Tone.GOOD,
        Completeness.INCOMPLETE: Tone.DUE,
        Completeness.DOUBTFUL: Tone.BAD,
    },
    SubmissionState: {
        SubmissionState.AWAITING_PAPERS: Tone.DUE,
        SubmissionState.IN_REVIEW: Tone.WAITING,
        SubmissionState.PAUSED: Tone.DUE,
        SubmissionState.AWAITING_CHANGES: Tone.DUE,
        SubmissionState.CONCLUDED: Tone.GOOD,
        SubmissionState.WITHDRAWN: Tone.ENDED,
    },
    Adoption: {
        Adoption.PENDING: Tone.DUE,
        Adoption.ADOPTED: Tone.GOOD,
        Adoption.PARTLY: Tone.WAITING,
        Adoption.NOT_ADOPTED: Tone.ENDED,
    },
    LetterState: {
        LetterState.DRAFT: Tone.WAITING,
        LetterState.ISSUED: Tone.GOOD,
        LetterState.VOID: Tone.BAD,
    },
    PlanState: {
        PlanState.WAITING: Tone.WAITING,
        PlanState.LATE: Tone.BAD,
        PlanState.SUBMITTED: Tone.WAITING,
        PlanState.ISSUED: Tone.GOOD,
        PlanState.DROPPED: Tone.ENDED,
        PlanState.CARRIED: Tone.ENDED,
    },
    EngagementState: {
        EngagementState.DRAFT: Tone.WAITING,
        EngagementState.UNKNOWN: Tone.DUE,
        EngagementState.UPCOMING: Tone.WAITING,
        EngagementState.RUNNING: Tone.GOOD,
        EngagementState.EXPIRING: Tone.DUE,
        EngagementState.RENEWED: Tone.ENDED,
        EngagementState.EXPIRED: Tone.BAD,
        EngagementState.ENDED: Tone.ENDED,
    },
    AppointmentState: {
        AppointmentState.UNKNOWN: Tone.DUE,
        AppointmentState.UPCOMING: Tone.WAITING,
        AppointmentState.RUNNING: Tone.GOOD,
        AppointmentState.EXPIRING: Tone.DUE,
        AppointmentState.RENEWED: Tone.ENDED,
        AppointmentState.EXPIRED: Tone.BAD,
        AppointmentState.ENDED: Tone.ENDED,
    },
    AdviserState: {
        AdviserState.CANDIDATE: Tone.WAITING,
        AdviserState.SERVING: Tone.GOOD,
        AdviserState.SUSPENDED: Tone.BAD,
        AdviserState.DISMISSED: Tone.ENDED,
        AdviserState.EXPIRED: Tone.ENDED,
        AdviserState.UNKNOWN: Tone.DUE,
    },
    MatterState: {
        MatterState.OPEN: Tone.WAITING,
        MatterState.LATE: Tone.BAD,
        MatterState.AWAITING_REPLY: Tone.DUE,
        MatterState.DONE: Tone.GOOD,
    },
    PaymentState: {
        PaymentState.WAITING: Tone.WAITING,
        PaymentState.OVERDUE: Tone.BAD,
        PaymentState.PARTLY: Tone.DUE,
        PaymentState.PAID: Tone.GOOD,
    },
    Grade: {
        Grade.EXCELLENT: Tone.GOOD,
        Grade.QUALIFIED: Tone.GOOD,
        Grade.BASIC: Tone.DUE,
        Grade.UNQUALIFIED: Tone.BAD,
    },
    NumberState: {
        NumberState.USED: Tone.GOOD,
        NumberState.RESERVED: Tone.WAITING,
        NumberState.VOID: Tone.BAD,
        NumberState.GAP: Tone.DUE,
    },
}


def tone(column: Column, cell: Cell) -> Tone | None:
    """The tone of a state; None for cells that are no state."""
    if column.choices is None or not isinstance(cell, str):
        return None
    return TONES.get(column.choices, {}).get(cell)
