"""What fills the four tabs of the record panel for one document. Knows facts and widgets, does not read the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.documents.facts import DocumentFacts
from app.domain.problems import Problem, Severity
from app.domain.profiles import Profile
from app.services.attachments import Attachment
from app.services.audit import HistoryEntry
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.attachments import AttachmentList
from app.ui.documents.summary import fact_rows, head_line, moments, notice_of
from app.ui.history import HistoryList
from app.ui.panel import FactList, NoticeBox, RecordPanel, column_of, heading, link, record_head
from app.ui.popover import text_label
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


def read_record(office: Office, record_id: int) -> Record:
    """Everything about one document. In the reader thread. Raises Refused when it is gone."""
    facts, today = office.documents.get(record_id), office.today()
    return Record(
        facts,
        tuple(office.documents.check(facts, today)),
        office.settings.profile(today),
        tuple(office.audit.history("documents", record_id)),
        tuple(office.attachments.of_document(record_id)),
    )


def fill(
    panel: RecordPanel, desk: Desk, record: Record, next_step: Callable[[], None], accept: Callable[[Problem], None]
) -> None:
    """Show a record; a tab's content is made when it is looked at."""
    facts, today, names = record.facts, desk.office.today(), desk.units.names
    assert facts.id is not None
    document_id = facts.id
    panel.show_tabs(
        (
            lambda: _overview(record, today, names, accept),
            lambda: _procedure(record, today, next_step if not desk.office.read_only else None),
            lambda: AttachmentList(desk, document_id, record.papers),
            lambda: HistoryList(record.history),
        ),
        (None, None, len(record.papers), None),
    )


def _overview(record: Record, today: date, names: dict[int, str], accept: Callable[[Problem], None]) -> QWidget:
    facts = record.facts
    warnings = [problem for problem in record.problems if problem.severity is Severity.WARNING and problem.rule]
    return column_of(
        record_head(facts.title, head_line(facts)),
        NoticeBox(notice_of(facts, today, record.profile)),
        *(_warning(problem, accept) for problem in warnings),
        FactList(fact_rows(facts, names)),
        heading("办理过程"),
        Timeline(moments(facts, today, record.profile)),
    )


def _procedure(record: Record, today: date, next_step: Callable[[], None] | None) -> QWidget:
    facts = record.facts
    parts: list[QWidget] = [
        record_head(facts.title, head_line(facts)),
        Timeline(moments(facts, today, record.profile)),
    ]
    if next_step is not None:
        parts.append(link("＋ 登记办理过程", next_step))
    return column_of(*parts)


def _warning(problem: Problem, accept: Callable[[Problem], None]) -> QWidget:
    return column_of(text_label(f"提醒：{problem.message}", "warning"), link("说明理由", lambda: accept(problem)))
