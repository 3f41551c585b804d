"""Whether the notice of a unified number has left the office, and that it does. Knows no paper."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts
from app.domain.number_book import NumberState
from app.domain.problems import Refused
from app.models.moments import now
from app.models.numbering import NumberRecord


def number_of_in(session: Session, facts: DocumentFacts) -> NumberRecord:
    """The number of a document in the book. Raises Refused where it has none there."""
    if not facts.unified_number:
        raise Refused(f"{facts.named}还没有统一编号，不能出具统一编号通知单，请先登记编号")
    number = session.scalar(
        select(NumberRecord).where(NumberRecord.document_id == facts.id, NumberRecord.state == NumberState.USED)
    )
    if number is None:
        raise Refused(f"{facts.named}的编号 {facts.unified_number} 不在编号登记簿中，不能出具统一编号通知单")
    return number


def send_out_in(session: Session, facts: DocumentFacts) -> None:
    """Note that the notice of a document's number goes out: from now on the number cannot be withdrawn."""
    number = number_of_in(session, facts)
    if number.notice_printed_at is None:
        number.notice_printed_at = now(session)
