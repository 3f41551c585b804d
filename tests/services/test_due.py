"""The due list through the service: one query a subject says what the rules say of whole facts; marks; the ledger."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.domain.deadlines import Extension, LimitUnit, Pause, PauseKind
from app.domain.documents.facts import (
    DocumentFacts,
    EndKind,
    FileLevel,
    Nature,
    Relation,
    RelationKind,
    Step,
    StepKind,
    StepResult,
)
from app.domain.due.columns import LEDGER, line_id
from app.domain.due.documents import OpenDocument, Stages, document_items
from app.domain.due.items import LOOK_AHEAD, DueItem, DueState, DueSubject
from app.domain.due.submissions import Reckoner, submission_items
from app.domain.ledgers import Filter, Query
from app.domain.letters import LetterFacts, LetterField, LetterKind, LetterState
from app.domain.plans import PlanItem
from app.domain.problems import Refused
from app.domain.submissions.facts import (
    Adoption,
    Paper,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
)
from app.models.database import Database
from app.models.desk import DueMarkRecord, PlanRecord
from app.models.documents import DocumentRecord
from app.models.letters import LetterRecord
from app.models.moments import now
from app.models.submissions import SubmissionRecord
from app.services.audit import AuditService
from app.services.calendar import workdays_in
from app.services.documents.service import DocumentService
from app.services.due.service import DueService, items_in
from app.services.ledgers import LedgerService
from app.services.settings import OfficeSettings, SettingsService, load_profile
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock

D = date(2025, 3, 3)


@pytest.fixture
def due(database: Database, clock: Clock) -> DueService:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    UnitService(database).save(unit("海珠区民政局"), CLERK)
    return DueService(database, clock)


def receive(database: Database, **given: Any) -> int:
    facts = SubmissionFacts(
        "某协议", SubmissionKind.CONTRACT, sender_id=1, handler="张三", received_on=D, limit_count=5,
        limit_unit=LimitUnit.WORKING_DAYS,
    )  # fmt: skip
    stored = SubmissionService(database).receive(replace(facts, **given), CLERK)
    assert stored.id is not None
    return stored.id


def acts(items: list[DueItem]) -> list[tuple[str, str]]:
    return [(item.subject.value, item.act) for item in items]


def test_all_subjects_stand_in_one_list_the_most_urgent_first(due: DueService, database: Database) -> None:
    receive(database)
    documents = DocumentService(database)
    documents.register(draft(handler="李四"), CLERK)
    documents.register(ready(title="乙办法", handler="李四"), CLERK)
    documents.register(old(expires_on=date(2025, 9, 10), expiry_reason="原文"), CLERK)
    with database.write(CLERK, "试验") as session:
        record = PlanRecord(created_at=now(session))
        record.take(PlanItem(2025, "海珠区停车场办法", drafter_id=1, submit_by=date(2025, 3, 20)))
        session.add(record)
    found = due.items(D)
    assert acts(found) == [
        ("documents", "list"),
        ("reports", "report"),
        ("submissions", "conclude"),
        ("documents", "evaluation"),
        ("plans", "submit"),
        ("documents", "numbering"),
    ]
    assert [item.due for item in found if item.due] == sorted(item.due for item in found if item.due)
    assert [item.unit for item in found if item.subject is DueSubject.PLANS] == ["海珠区民政局"]
    assert acts(due.items(D, "李四")) == [("documents", "numbering")]
    assert acts(due.items(D, subject=DueSubject.PLANS)) == [("plans", "submit")]
    assert {item.due for item in due.items(D, "张三", horizon=6)} == set()
    assert [item.due for item in due.items(D, "张三", horizon=7)] == [date(2025, 3, 10)]


def test_one_record_can_be_asked_for(due: DueService, database: Database) -> None:
    first, second = receive(database), receive(database, title="另一协议")
    assert [item.record_id for item in due.of(DueSubject.SUBMISSIONS, second, D)] == [second]
    assert due.of(DueSubject.DOCUMENTS, first, D) == []


def test_a_review_runs_through_its_states(due: DueService, database: Database) -> None:
    submissions = SubmissionService(database)
    key = receive(database, papers=(Paper("合同文本"),))

    def now_due() -> tuple[str, DueState, date | None]:
        (item,) = due.of(DueSubject.SUBMISSIONS, key, D)
        return item.act, item.state, item.due

    assert now_due() == ("complete", DueState.PAUSED, None)
    submissions.save(replace(submissions.get(key), papers=(Paper("合同文本", True),)), CLERK)
    submissions.complete(key, D, CLERK)
    assert now_due() == ("conclude", DueState.SOON, date(2025, 3, 10))
    submissions.pause(key, PauseKind.CONSULTATION, date(2025, 3, 4), "征求财政局意见", CLERK)
    assert now_due() == ("resume", DueState.PAUSED, None)
    submissions.resume(key, date(2025, 3, 6), CLERK)
    assert now_due() == ("conclude", DueState.NORMAL, date(2025, 3, 12))
    submissions.extend(key, 2, "王局长", date(2025, 3, 7), "情况复杂", CLERK)
    assert now_due() == ("conclude", DueState.NORMAL, date(2025, 3, 14))
    submissions.add_opinion(key, "删去第三条", "第三条", CLERK)
    submissions.conclude(key, date(2025, 3, 12), StepResult.PASSED, CLERK)
    assert now_due() == ("answer", DueState.UNLIMITED, None)
    submissions.answer(key, date(2025, 3, 12), "海司审〔2025〕1号", "同意", CLERK)
    assert now_due() == ("reply", DueState.UNLIMITED, None)
    submissions.reply(key, 0, Adoption.ADOPTED, "", date(2025, 3, 13), CLERK)
    assert due.of(DueSubject.SUBMISSIONS, key, D) == []
    (done,) = [item for item in due.items(date(2025, 3, 20), done=True) if item.state is DueState.DONE]
    assert (done.due, done.done_on, done.late) == (date(2025, 3, 14), date(2025, 3, 12), False)
    assert [item.state for item in due.items(date(2026, 3, 20), done=True)].count(DueState.DONE) == 0


def test_what_a_successor_or_a_reminder_says_makes_a_stage_done(due: DueService, database: Database) -> None:
    documents, submissions = DocumentService(database), SubmissionService(database)
    key = documents.register(old(expires_on=date(2025, 9, 10), expiry_reason="原文"), CLERK).id
    assert key is not None

    def stage() -> str:
        (item,) = due.of(DueSubject.DOCUMENTS, key, D)
        return item.act

    assert stage() == "evaluation"
    letter = LetterFacts(
        LetterKind.EXPIRY_REMINDER, "提醒函", "海珠区民政局", (LetterField("text", "正文", "请评估"),), D,
        document_id=key, state=LetterState.DRAFT, mark="海司提",
    )  # fmt: skip
    with database.write(CLERK, "试验") as session:
        record = LetterRecord(created_at=now(session))
        record.take(letter)
        session.add(record)
    assert stage() == "evaluation"
    with database.write(CLERK, "试验") as session:
        kept = session.scalars(select(LetterRecord)).one()
        kept.take(replace(kept.facts(), state=LetterState.ISSUED, serial=1))
    assert stage() == "legal_review"
    after = documents.register(
        draft(title="新办法", relations=(Relation(RelationKind.REPLACES, key, "旧办法"),)), CLERK
    )
    assert stage() == "legal_review"
    submissions.receive(
        SubmissionFacts("新办法（送审稿）", sender_id=1, received_on=D, document_id=after.id),
        CLERK,
        FileLevel.GOVERNMENT,
    )
    assert stage() == "decision"


def test_a_consultation_is_found_by_its_last_round(due: DueService, database: Database) -> None:
    steps = (
        Step(StepKind.CONSULTATION, date(2025, 1, 2), date(2025, 2, 5)),
        Step(StepKind.CONSULTATION, date(2025, 2, 20), date(2025, 3, 6)),
    )
    DocumentService(database).register(draft(steps=steps), CLERK)
    (item,) = due.items(D, subject=DueSubject.DOCUMENTS, horizon=5)[-1:]
    assert (item.act, item.start, item.due) == ("consultation", date(2025, 2, 20), date(2025, 3, 6))


def test_known_and_put_off_hold_until_the_last_day_moves(due: DueService, database: Database, clock: Clock) -> None:
    key = receive(database)
    (item,) = due.of(DueSubject.SUBMISSIONS, key, D)
    due.mark_known(item.key, "已与经办沟通", CLERK)
    assert due.items(D, "张三") == []
    (kept,) = due.items(D, "张三", silenced=True)
    assert kept.mark is not None
    assert (kept.mark.note, kept.mark.by, kept.mark.on) == ("已与经办沟通", "张三", D)
    SubmissionService(database).extend(key, 3, "王局长", D, "情况复杂", CLERK)
    (moved,) = due.items(D, "张三")
    assert moved.due == date(2025, 3, 13)
    due.snooze(moved.key, date(2025, 3, 6), "等会议", CLERK)
    assert due.items(D, "张三") == []
    assert [item.due for item in due.items(date(2025, 3, 6), "张三")] == [date(2025, 3, 13)]
    due.unmark(moved.key, CLERK)
    assert [item.mark for item in due.items(D, "张三")] == [None]
    clock.pass_(days=20)
    assert due.items(clock.today(), "张三")[0].state is DueState.OVERDUE


def test_a_mark_is_refused_where_there_is_nothing_to_mark(due: DueService, database: Database) -> None:
    key = receive(database)
    (item,) = due.of(DueSubject.SUBMISSIONS, key, D)
    with pytest.raises(Refused, match="刷新"):
        due.mark_known("submissions:99:conclude:2025-03-10", "", CLERK)
    with pytest.raises(Refused, match="不能晚于"):
        due.snooze(item.key, date(2025, 3, 11), "", CLERK)
    with pytest.raises(Refused, match="没有标记"):
        due.unmark(item.key, CLERK)
    with database.read() as session:
        assert session.scalar(select(func.count(DueMarkRecord.id))) == 0


def test_marks_are_in_the_audit(due: DueService, database: Database) -> None:
    key = receive(database)
    (item,) = due.of(DueSubject.SUBMISSIONS, key, D)
    due.mark_known(item.key, "已沟通", CLERK)
    with database.read() as session:
        mark = session.scalars(select(DueMarkRecord)).one().id
    (entry,) = AuditService(database).history("due", mark)
    assert entry.use_case == "待办标为已知晓"
    assert {change.field for change in entry.changes} >= {"待办标记·待办事项", "待办标记·说明"}


def test_the_week_ends_on_sunday_and_begins_with_what_is_overdue(due: DueService, database: Database) -> None:
    for title, days in (("逾期", 1), ("周日", 5), ("下周一", 6)):
        receive(
            database, title=title, received_on=date(2025, 3, 4), limit_count=days, limit_unit=LimitUnit.DAYS,
            wanted_on=date(2025, 3, 4) + timedelta(days=days),
        )  # fmt: skip
    assert [item.title for item in due.week(date(2025, 3, 6), "张三")] == ["逾期", "周日"]


def test_what_is_asked_for_long_before_its_last_day_is_not_in_the_week(due: DueService) -> None:
    asked = date(2026, 11, 25)
    assert "2027年节假日安排" in [item.title for item in due.items(asked)]
    assert due.week(asked) == []


def test_nothing_is_due_that_started_before_the_first_day_of_use(due: DueService, database: Database) -> None:
    receive(database)
    settings = SettingsService(database)
    settings.save(replace(settings.get(), go_live_on=date(2025, 3, 4)), CLERK)
    assert due.items(D) == []


# The ledger.


def test_the_ledger_is_filtered_searched_sorted_and_counted(due: DueService, database: Database) -> None:
    for title, handler, days in (("乙协议", "张三", 5), ("甲协议", "李四", 3), ("丙协议", "李四", 9)):
        receive(database, title=title, handler=handler, limit_count=days)
    ledgers = LedgerService(database)
    contracts = Filter("subject", (DueSubject.SUBMISSIONS.value,))

    def titles(*filters: Filter, text: str = "", sort: tuple[str, bool] | None = None) -> list[str]:
        query = Query(D, (contracts, *filters), text, sort)
        ids = ledgers.ids("due", query)
        assert ledgers.count("due", query) == len(ids)
        lines = ledgers.page("due", ids, query)
        assert [cells for _, cells in ledgers.lines("due", query)] == lines
        return [str(cells[LEDGER.index("title")]) for cells in lines]

    assert titles() == ["甲协议", "乙协议", "丙协议"]
    assert titles(Filter("handler", ("李四",))) == ["甲协议", "丙协议"]
    assert titles(Filter("due", low=date(2025, 3, 7), high=date(2025, 3, 10))) == ["乙协议"]
    assert titles(text="民政 乙") == ["乙协议"]
    first = ledgers.ids("due", Query(D, (contracts,)))[0]
    assert titles(Filter("id", (first,))) == ["甲协议"]
    assert titles(text="本单位没有") == []
    assert titles(sort=("title", False)) == ["丙协议", "甲协议", "乙协议"]
    assert titles(sort=("due", True)) == ["丙协议", "乙协议", "甲协议"]
    assert ledgers.values("due", "handler", Query(D)) == ["张三", "李四"]
    assert ledgers.page("due", [1], Query(D)) == [(None,) * len(LEDGER.columns)]


def test_what_is_done_is_on_the_ledger_only_where_it_is_asked_for(due: DueService, database: Database) -> None:
    key = receive(database)
    SubmissionService(database).conclude(key, date(2025, 3, 12), StepResult.PASSED, CLERK)
    ledgers = LedgerService(database)

    def states(*filters: Filter) -> list[object]:
        query = Query(date(2025, 3, 20), (Filter("subject", ("submissions",)), *filters))
        return [cells[0] for _, cells in ledgers.lines("due", query)]

    assert states() == ["unlimited"]
    assert states(Filter("state", ("done",))) == ["done"]
    assert states(Filter("late", (True,))) == ["done"]
    assert states(Filter("done_on", low=date(2025, 3, 12))) == ["done"]


def test_a_line_keeps_its_number_while_its_last_day_stands(due: DueService, database: Database) -> None:
    key = receive(database)
    (before,) = due.of(DueSubject.SUBMISSIONS, key, D)
    (after,) = due.of(DueSubject.SUBMISSIONS, key, D + timedelta(days=1))
    assert line_id(before) == line_id(after)
    SubmissionService(database).extend(key, 1, "王局长", D, "", CLERK)
    (moved,) = due.of(DueSubject.SUBMISSIONS, key, D)
    assert line_id(moved) != line_id(before)


# One query says what the rules say of the whole facts.

FIRST = date(2025, 1, 1)
days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
some_day = st.none() | days
rounds = st.builds(
    lambda received, complete, concluded, result: Round(
        received, complete, concluded if complete else None, result if complete and concluded else StepResult.PENDING
    ),
    days,
    some_day,
    some_day,
    st.sampled_from([StepResult.PASSED, StepResult.CONDITIONAL, StepResult.REJECTED]),
)
submissions_ = st.builds(
    SubmissionFacts,
    title=st.just("题"),
    kind=st.sampled_from([SubmissionKind.DOCUMENT, SubmissionKind.CONTRACT, SubmissionKind.REQUEST]),
    number=st.sampled_from(["", "2025-0001"]),  # without one it came from the register's old steps
    received_on=some_day,
    wanted_on=some_day,
    limit_count=st.none() | st.integers(1, 9),
    limit_unit=st.just(LimitUnit.WORKING_DAYS),
    papers=st.sampled_from([(), (Paper("送审稿"),)]),
    pauses=st.lists(st.builds(Pause, days, st.none(), st.just(PauseKind.CORRECTION), st.just("缺件")), max_size=1).map(tuple),
    extensions=st.lists(st.builds(Extension, st.integers(1, 5), st.just("王"), days), max_size=1).map(tuple),
    rounds=st.lists(rounds, max_size=2).map(tuple),
    opinions=st.lists(
        st.builds(ReviewOpinion, st.just(1), st.just("删去"), adoption=st.sampled_from(list(Adoption)), reason=st.just("无")), max_size=3
    ).map(tuple),
    answered_on=some_day,
    withdrawn_on=st.none() | st.none() | days,
)  # fmt: skip


def _spoken(items: list[DueItem]) -> list[tuple[Any, ...]]:
    return sorted((item.key, item.what, item.state, item.limit, str(item.basis), str(item.start)) for item in items)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(facts=st.lists(submissions_, min_size=1, max_size=12), on=days, go_live=some_day)
def test_the_query_of_submissions_loses_nothing(
    database: Database, facts: list[SubmissionFacts], on: date, go_live: date | None
) -> None:
    SettingsService(database).save(OfficeSettings("海珠区司法局", go_live_on=go_live), CLERK)
    expected: list[DueItem] = []
    with database.write(CLERK, "试验") as session:
        reckoner = Reckoner(load_profile("generic"), {}, workdays_in(session))
        for record in session.scalars(
            select(SubmissionRecord).options(
                selectinload(SubmissionRecord.rounds), selectinload(SubmissionRecord.opinions)
            )
        ):
            session.delete(record)
        session.flush()
        for item in facts:
            record = SubmissionRecord(created_at=now(session), rounds=[], opinions=[])
            record.take(item)
            session.add(record)
            session.flush()
            expected += submission_items(replace(item, id=record.id), "", on, reckoner, go_live, done=True)
    with database.read() as session:
        found = items_in(session, on, look_ahead=10_000, done_since=date.min)
    assert _spoken([item for item in found if item.subject is DueSubject.SUBMISSIONS]) == _spoken(expected)


documents_ = st.builds(
    DocumentFacts,
    title=st.just("题"),
    nature=st.sampled_from(list(Nature)),
    backfill=st.booleans(),
    adopted_on=some_day,
    signed_on=some_day,
    registered_on=some_day,
    published_on=some_day,
    effective_on=some_day,
    expires_on=st.none() | st.integers(-90, 400).map(lambda n: FIRST + timedelta(days=n)),
    end_kind=st.none() | st.none() | st.sampled_from(list(EndKind)),
    steps=st.lists(st.builds(lambda on, until: Step(StepKind.CONSULTATION, on, until), days, days), max_size=1).map(
        tuple
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(facts=st.lists(documents_, min_size=1, max_size=12), on=days, go_live=some_day)
def test_the_query_of_documents_loses_nothing(
    database: Database, facts: list[DocumentFacts], on: date, go_live: date | None
) -> None:
    SettingsService(database).save(OfficeSettings("海珠区司法局", go_live_on=go_live), CLERK)
    profile = load_profile("generic").on(on)
    expected: list[DueItem] = []
    with database.write(CLERK, "试验") as session:
        first = (session.scalar(select(func.max(DocumentRecord.id))) or 0) + 1
        workdays = workdays_in(session)
        for item in facts:
            record = DocumentRecord(created_at=now(session), issuers=[], steps=[], carriers=[], bases=[], relations=[])
            record.take(item)
            session.add(record)
            session.flush()
            step = next(iter(item.steps), Step(StepKind.CONSULTATION))
            whole = OpenDocument(replace(item, id=record.id), "", step.on, step.until)
            expected += document_items(whole, on, profile, Stages(on, profile, workdays), go_live)
    expected = [item for item in expected if item.due is None or item.due <= on + timedelta(days=LOOK_AHEAD)]
    with database.read() as session:
        found = items_in(session, on)
    ours = [item for item in found if item.subject is DueSubject.DOCUMENTS and (item.record_id or 0) >= first]
    assert _spoken(ours) == _spoken(expected)
