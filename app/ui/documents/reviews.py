"""The office's own reviews of a document: kept with its submission, opened and begun from the document. Knows no page."""

from collections.abc import Iterable, Sequence

from app.domain.documents.facts import DocumentFacts, Step, StepKind, StepLevel
from app.domain.documents.procedure import final_level
from app.domain.documents.timeline import NextAct
from app.domain.problems import Problem
from app.domain.submissions.facts import DRAFT_MARK, OPEN_STATES, SubmissionFacts, state_of
from app.ui.desk import Desk

ELSEWHERE = "区司法局的合法性审核在“送审件”中登记：请关闭本表，在“更多”中选“送区司法局审核”"


def is_own_review(kind: StepKind | None, level: StepLevel | None) -> bool:
    """Whether a step is a review by the office itself."""
    return kind is StepKind.REVIEW and level is StepLevel.GOVERNMENT


def asked_of_us(facts: DocumentFacts, act: NextAct | None) -> bool:
    """Whether what comes next is the office's own review."""
    return act is not None and is_own_review(act.kind, final_level(facts.file_level))


def problems_of_place(steps: Iterable[Step], *, backfill: bool) -> list[Problem]:
    """Says so where a review of the office is written down in the document; one of long ago may be."""
    new = (step for step in steps if step.submission_id is None and is_own_review(step.kind, step.level))
    return [Problem("steps", ELSEWHERE)] if not backfill and any(new) else []


def go_to_review(desk: Desk, facts: DocumentFacts, submissions: Sequence[SubmissionFacts]) -> None:
    """The submission under way at what has to be done next with it; where there is none, a new one of this document."""
    under_way = [each for each in submissions if state_of(each) in OPEN_STATES and each.id is not None]
    if under_way:
        desk.open_task("submissions", under_way[-1].id or 0)
        return
    sender = facts.drafter_id or (facts.issuers[0] if facts.issuers else None)
    begun = SubmissionFacts(f"{facts.title}{DRAFT_MARK}", sender_id=sender, handler=facts.handler, document_id=facts.id)
    desk.begin_with("submissions", begun)
