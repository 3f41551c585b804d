"""What follows from a letter going out, and from its being voided, within a transaction. Knows no template and no number."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.letters import LetterFacts, LetterKind, LetterState
from app.domain.problems import Refused
from app.domain.submissions.facts import REVIEWED
from app.models.letters import LetterRecord
from app.services.documents.lookup import document_in
from app.services.numbering.notices import send_out_in
from app.services.submissions.changes import answer_in
from app.services.submissions.lookup import submission_in


def carry_out_in(session: Session, facts: LetterFacts) -> None:
    """An opinion answers its submission; the notice of a number lets the number leave the office. Raises Refused."""
    match facts.kind:
        case LetterKind.REVIEW_OPINION:
            _answer(session, facts)
        case LetterKind.NUMBER_NOTICE:
            _send_number(session, facts)
        case _:
            return


def take_back_in(session: Session, facts: LetterFacts) -> None:
    """A void opinion is no answer; a number that has left the office stays out."""
    if facts.kind is not LetterKind.REVIEW_OPINION or facts.submission_id is None:
        return
    if submission_in(session, facts.submission_id).answer_number == facts.number:
        answer_in(session, facts.submission_id, None, "")


def _answer(session: Session, facts: LetterFacts) -> None:
    assert facts.submission_id is not None
    submission = submission_in(session, facts.submission_id).facts()
    last = submission.current
    if submission.kind in REVIEWED and (last is None or last.concluded_on is None):
        raise Refused(f"{submission.named}还没有作出审核结论，不能发出{facts.title}，请先在送审件中登记结论")
    answer_in(session, facts.submission_id, facts.on, facts.number)


def _send_number(session: Session, facts: LetterFacts) -> None:
    assert facts.document_id is not None
    document = document_in(session, facts.document_id).facts()
    if document.unified_number != facts.field("unified_number"):
        said, now_is = facts.field("unified_number"), document.unified_number or "空"
        raise Refused(f"通知单上的编号是 {said}，{document.named}现在的编号是 {now_is}，请修改通知单后再发出")
    earlier = session.scalars(
        select(LetterRecord).where(
            LetterRecord.document_id == facts.document_id,
            LetterRecord.kind == LetterKind.NUMBER_NOTICE,
            LetterRecord.state == LetterState.ISSUED,
        )
    )
    for other in earlier:
        if other.facts().field("unified_number") == document.unified_number:
            raise Refused(
                f"编号 {document.unified_number} 的通知单已发出（{other.number}），请直接打印；确需重发的先作废"
            )
    send_out_in(session, document)
