"""The due list of an office with 20,000 submissions, 2,000 of them open, against the one query that loads the open ones."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.domain.deadlines import LimitUnit, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import (
    OPEN_STATES,
    Adoption,
    Paper,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
)
from app.main import OpenOffice
from app.models.audit import insert_many
from app.models.base import new_uid
from app.models.moments import now
from app.models.submissions import OpinionRecord, RoundRecord, SubmissionRecord, columns_of
from app.services.settings import OfficeSettings
from bench.offices import CLERK, KINDS, TOPICS, empty
from bench.timing import Figure, compare
from bench.window import nobody

ON = date(2026, 3, 2)
SUBMISSIONS, OPEN = 20_000, 2_000
SENT = (SubmissionKind.DOCUMENT, SubmissionKind.CONTRACT, SubmissionKind.DECISION, SubmissionKind.REQUEST)
LIMITS = (("contract", 10, LimitUnit.WORKING_DAYS.value), ("decision", 15, LimitUnit.WORKING_DAYS.value))
"""Of the four kinds that come in turn, requests have no limit."""
PAPERS = tuple(Paper(name, True) for name in ("送审稿", "起草说明", "制定依据", "征求意见及采纳情况"))


def submission(at: int) -> SubmissionFacts:
    """One submission, different from all others; the first 2,000 are open: of ten one lacks papers, one stands still."""
    is_open = at < OPEN
    day = ON - timedelta(days=at % 40 if is_open else 60 + at % 1800)
    end = None if is_open else day + timedelta(days=10)
    complete = None if is_open and at % 10 == 1 else day
    result = StepResult.PASSED if end else StepResult.PENDING
    standing = (
        (Pause(day + timedelta(days=1), None, PauseKind.CONSULTATION, "征求意见"),) if is_open and at % 10 == 2 else ()
    )
    return SubmissionFacts(
        f"海珠区{TOPICS[at % 10]}第{at}号{KINDS[at // 10 % 5]}", SENT[at % 4], f"{day.year}-{at:05}", sender_id=1,
        received_on=day, handler="张三" if at % 2 else "李四", papers=PAPERS, pauses=standing,
        rounds=(Round(day, complete, end, result),), answered_on=end,
        opinions=tuple(ReviewOpinion(1, f"第{at}条意见", adoption=Adoption.ADOPTED) for _ in range(0 if is_open else 3)),
    )  # fmt: skip


def desk(root: Path) -> OpenOffice:
    """An office with all of them."""
    opened = empty(root)
    opened.office.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区", limits=LIMITS), CLERK)
    with opened.office._database.write(CLERK, "试验数据") as session:
        submissions: list[dict[str, Any]] = []
        rounds: list[dict[str, Any]] = []
        opinions: list[dict[str, Any]] = []
        for at in range(SUBMISSIONS):
            facts, key = submission(at), at + 1
            own = {"id": key, "uid": new_uid(), "revision": 1, "created_at": now(session), "year": None, "serial": None}
            submissions.append({**columns_of(facts), **own})
            rounds += ({**vars(item), "id": key, "submission_id": key, "position": 0} for item in facts.rounds)
            opinions += (
                {**vars(item), "id": 3 * key + place, "submission_id": key, "position": place}
                for place, item in enumerate(facts.opinions)
            )
        for record, rows in ((SubmissionRecord, submissions), (RoundRecord, rounds), (OpinionRecord, opinions)):
            insert_many(session, record, rows)
    return opened


def figures(opened: OpenOffice) -> Iterator[Figure]:
    """The whole list against its query."""
    due, database = opened.office.due, opened.office._database

    open_ones = select(*SubmissionRecord.__table__.c).where(SubmissionRecord.state.in_(OPEN_STATES))

    def loaded() -> int:
        with database.read() as session:
            return len(session.execute(open_ones).all())

    if len(due.items(ON)) < loaded() or loaded() != OPEN:
        raise RuntimeError(f"{loaded()} submissions are open, not {OPEN}")
    yield compare(f"due items, {OPEN:,} of {SUBMISSIONS:,} open / one query", lambda: due.items(ON), loaded, 3.0)


def painted(root: Path, user: Path) -> Figure:
    """工作台 of this office read anew and painted whole, against its queries."""
    from PySide6.QtCore import QEventLoop

    from app.main import window_door
    from app.ui import unseen
    from bench.glance import after_paint

    unseen.application()
    with nobody(user), unseen.window(window_door(), root, user, 1366, 768, who=CLERK.name) as start:
        start.begin()
        unseen.entered(start)
        assert start.session is not None
        start.session.window.show_page("workbench")
        unseen.at_rest(start)
        page: Any = start.session.window.page("workbench")
        workbench, today = page.desk.office.workbench, page.desk.office.today()

        def ours() -> None:
            loop = QEventLoop()
            page.figures = None
            page.urgent_counted.connect(lambda _: after_paint(page.due.viewport(), loop.quit))
            page.reload()
            loop.exec()
            unseen.settle(lambda: page.figures is not None, "the figures")
            page.urgent_counted.disconnect()
            page.repaint()

        def queries() -> None:
            workbench.overview(today)
            workbench.figures(today)

        return compare(f"workbench of {OPEN:,} open submissions, painted / its queries", ours, queries, 1.5, 0.060)
