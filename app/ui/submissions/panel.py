"""What fills the tabs of the record panel for one submission. Knows facts and widgets; reads through the services."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.documents.facts import DocumentFacts
from app.domain.documents.timeline import NextAct as DocumentAct
from app.domain.documents.timeline import next_act as next_of_document
from app.domain.problems import Problem
from app.domain.submissions.facts import OPEN_STATES, SubmissionFacts, SubmissionState, state_of
from app.domain.submissions.limits import Due
from app.domain.submissions.next_act import NextAct, next_act
from app.services.audit import HistoryEntry
from app.services.office import Office
from app.ui.advisers.advice import Advice, advice
from app.ui.desk import Desk
from app.ui.history import HistoryList
from app.ui.panel import FactList, NoticeBox, RecordPanel, WordyLink, column_of, heading, link, record_head
from app.ui.popover import text_label
from app.ui.submissions.opinion_list import OpinionList
from app.ui.submissions.summary import fact_rows, head_line, moments, notice_of
from app.ui.timeline import Timeline

TABS = ("概要", "过程", "意见", "修改记录")


@dataclass(frozen=True)
class Record:
    """What the panel shows of the current line, read in one go."""

    facts: SubmissionFacts
    due: Due | None
    act: NextAct | None
    problems: tuple[Problem, ...]
    document: DocumentFacts | None
    document_act: DocumentAct | None
    """What comes next with the document, once the review is over."""
    history: tuple[HistoryEntry, ...]
    advice: Advice
    """What legal advisers were asked about it or its document."""


@dataclass(frozen=True)
class Deeds:
    """What can be begun from the panel."""

    next_step: Callable[[], object]
    give_opinions: Callable[[], object]
    reply: Callable[[int], object]
    """Record the answer to the opinion at a position."""
    ask_adviser: Callable[[], object]


def read_record(office: Office, record_id: int) -> Record:
    """Everything about one submission. In the reader thread. Raises Refused when it is gone."""
    facts, today = office.submissions.get(record_id), office.today()
    document = office.documents.get(facts.document_id) if facts.document_id is not None else None
    over = document is not None and state_of(facts) is SubmissionState.CONCLUDED
    return Record(
        facts,
        office.submissions.due(facts),
        next_act(facts),
        tuple(office.submissions.check(facts)),
        document,
        next_of_document(document, today, office.settings.profile(today)) if document is not None and over else None,
        tuple(office.audit.history("submissions", record_id)),
        office.advisers.matters.concerning(submissions=(record_id,), document_id=facts.document_id),
    )


def fill(
    panel: RecordPanel,
    desk: Desk,
    record: Record,
    deeds: Deeds | None,
    open_other: Callable[[int], object],
    remark: str = "",
) -> None:
    """Show a record as it is today; a tab's content is made when it is looked at. Without deeds nothing can be changed."""
    facts, today, names = record.facts, desk.office.today(), desk.units.names
    panel.show_tabs(
        (
            lambda: _overview(desk, record, names, today, deeds, open_other),
            lambda: _way(record, names, today, deeds),
            lambda: _opinions(facts, names, deeds),
            lambda: HistoryList(record.history),
        ),
        (None, None, len(facts.opinions), None),
        remark,
    )


def _overview(
    desk: Desk,
    record: Record,
    names: Mapping[int, str],
    today: date,
    deeds: Deeds | None,
    open_other: Callable[[int], object],
) -> QWidget:
    facts = record.facts
    parts: list[QWidget] = [_head(facts, names), NoticeBox(notice_of(facts, today, record.due, record.act))]
    if deeds is not None and record.act is not None:
        parts.append(link(f"{record.act.kind.label}…", deeds.next_step))
    for problem in record.problems:
        parts.append(text_label(problem.message, problem.severity.value))
        if problem.record is not None:
            parts.append(link("打开这一件", partial(open_other, problem.record)))
    parts.append(FactList(fact_rows(facts, names, record.due)))
    parts += _document(desk, record, changeable=deeds is not None)
    parts += advice(record.advice, today, desk.open_record, deeds.ask_adviser if deeds is not None else None)
    return column_of(*parts)


def _document(desk: Desk, record: Record, *, changeable: bool) -> Iterator[QWidget]:
    """The document under review, and what comes next with it."""
    document = record.document
    if document is None or document.id is None:
        return
    yield heading("对应文件")
    number = document.unified_number or document.document_number
    words = "　".join(text for text in (document.named, number) if text)
    yield WordyLink(words, partial(desk.open_record, "documents", document.id))
    if record.document_act is not None:
        yield text_label(f"审核已办结，文件下一步：{record.document_act.text}")
        if changeable:
            yield link("办理这一步…", partial(desk.open_task, "documents", document.id))


def _way(record: Record, names: Mapping[int, str], today: date, deeds: Deeds | None) -> QWidget:
    facts = record.facts
    parts: list[QWidget] = [_head(facts, names), Timeline(moments(facts, today, record.due, record.act))]
    if deeds is not None and record.act is not None:
        parts.append(link(f"＋ {record.act.kind.label}", deeds.next_step))
    return column_of(*parts)


def _opinions(facts: SubmissionFacts, names: Mapping[int, str], deeds: Deeds | None) -> QWidget:
    parts: list[QWidget] = [_head(facts, names), OpinionList(facts, deeds.reply if deeds is not None else None)]
    if deeds is not None and state_of(facts) in OPEN_STATES:
        parts.append(link("＋ 提意见", deeds.give_opinions))
    return column_of(*parts)


def _head(facts: SubmissionFacts, names: Mapping[int, str]) -> QWidget:
    return record_head(facts.title, head_line(facts, names))
