"""What fills the four tabs of the record panel for one document. Knows facts and widgets, does not read the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.documents.facts import DocumentFacts, Nature
from app.domain.due.items import DueItem, DueSubject
from app.domain.problems import Problem
from app.domain.profiles import Profile
from app.domain.submissions.facts import SubmissionFacts
from app.services.attachments import Attachment
from app.services.audit import HistoryEntry
from app.services.documents.relations import Related
from app.services.office import Office
from app.ui.advisers.advice import Advice, advice
from app.ui.desk import Desk
from app.ui.documents.attachments import AttachmentList
from app.ui.documents.concerns import Deeds, concerns
from app.ui.documents.deeds import count_reserved
from app.ui.documents.relations import RelationList
from app.ui.documents.summary import fact_rows, head_line, moments, notice_of
from app.ui.history import HistoryList
from app.ui.panel import FactList, NoticeBox, RecordPanel, column_of, heading, link, record_head
from app.ui.timeline import Timeline

TABS = ("概要", "过程", "附件", "修改记录")


@dataclass(frozen=True)
class Record:
    """What the panel shows of the current line, read in one go."""

    facts: DocumentFacts
    problems: tuple[Problem, ...]
    profile: Profile
    history: tuple[HistoryEntry, ...]
    papers: tuple[Attachment, ...]
    related: tuple[Related, ...]
    submissions: tuple[SubmissionFacts, ...]
    """What was sent in of this document for review, the earliest first."""
    reserved: int
    """Numbers set aside that no document has taken."""
    advice: Advice
    """What legal advisers were asked about it or its submissions."""
    due: tuple[DueItem, ...] = ()
    """What the workbench lists of it."""


def read_record(office: Office, record_id: int) -> Record:
    """Everything about one document. In the reader thread. Raises Refused when it is gone."""
    facts, today = office.documents.get(record_id), office.today()
    submissions = tuple(office.submissions.of_document(record_id))
    sent = [each.id for each in submissions if each.id is not None]
    return Record(
        facts,
        tuple(office.documents.check(facts, today)),
        office.settings.profile(today),
        tuple(office.audit.history("documents", record_id)),
        tuple(office.attachments.of_document(record_id)),
        tuple(office.documents.related(record_id)),
        submissions,
        count_reserved(office),
        office.advisers.matters.concerning(submissions=sent, document_id=record_id),
        tuple(office.due.of(DueSubject.DOCUMENTS, record_id, today)),
    )


def fill(
    panel: RecordPanel,
    desk: Desk,
    record: Record,
    deeds: Deeds | None,
    open_other: Callable[[int], None],
    remark: str = "",
) -> None:
    """Show a record as it is today; a tab's content is made when it is looked at. Without deeds nothing can be changed."""
    facts, today, names = record.facts, desk.office.today(), desk.units.names
    assert facts.id is not None
    document_id = facts.id
    open_submission = partial(desk.open_record, "submissions")
    panel.show_tabs(
        (
            lambda: _overview(record, today, names, deeds, open_other, desk.open_record),
            lambda: _procedure(record, today, deeds, open_submission),
            lambda: AttachmentList(desk, document_id, record.papers, changeable=deeds is not None),
            lambda: HistoryList(record.history),
        ),
        (None, None, len(record.papers), None),
        remark,
    )


def _overview(
    record: Record,
    today: date,
    names: dict[int, str],
    deeds: Deeds | None,
    open_other: Callable[[int], None],
    open_record: Callable[[str, int], None],
) -> QWidget:
    facts = record.facts
    open_submission = partial(open_record, "submissions")
    parts: list[QWidget] = [
        record_head(facts.title, head_line(facts)),
        NoticeBox(notice_of(facts, today, record.profile, record.due)),
        *concerns(facts, record.problems, deeds),
        FactList(fact_rows(facts, names)),
    ]
    if record.related:
        parts += [heading("文件关系"), RelationList(record.related, open_other)]
    if facts.nature is Nature.NORMATIVE:
        parts += advice(record.advice, today, open_record, deeds.ask_adviser if deeds is not None else None)
    parts += [heading("办理过程"), Timeline(moments(facts, today, record.profile, open_submission, record.due))]
    return column_of(*parts)


def _procedure(record: Record, today: date, deeds: Deeds | None, open_submission: Callable[[int], object]) -> QWidget:
    facts = record.facts
    parts: list[QWidget] = [
        record_head(facts.title, head_line(facts)),
        Timeline(moments(facts, today, record.profile, open_submission, record.due)),
    ]
    if deeds is not None:
        parts.append(link("＋ 登记办理过程", deeds.next_step))
    return column_of(*parts)
