"""Submissions through the service: received, completed, reviewed in rounds, and what their document knows of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.deadlines import PauseKind
from app.domain.documents.facts import FileLevel, StepKind, StepLevel, StepResult
from app.domain.ledgers import Filter, Query
from app.domain.problems import Refused
from app.domain.submissions.columns import LEDGER
from app.domain.submissions.facts import Adoption, Paper, SubmissionFacts, SubmissionKind, SubmissionState, state_of
from app.models.database import Database
from app.models.desk import YearRecord
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.ledgers import LedgerService
from app.services.search import SearchService
from app.services.stale import Stale
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from tests.factories import draft, passed, unit
from tests.offices import CLERK, Clock

D = date(2025, 3, 3)


@pytest.fixture
def submissions(database: Database) -> SubmissionService:
    UnitService(database).save(unit("海珠区民政局"), CLERK)
    return SubmissionService(database)


def came_in(**given: Any) -> SubmissionFacts:
    facts = SubmissionFacts("海珠区养老服务设施管理办法", sender_id=1, handler="张三", received_on=D)
    return replace(facts, **given)


def test_a_submission_gets_its_number_and_its_document(submissions: SubmissionService, database: Database) -> None:
    stored = submissions.receive(came_in(), CLERK, FileLevel.GOVERNMENT, (1,))
    assert (stored.number, state_of(stored)) == ("2025-0001", SubmissionState.IN_REVIEW)
    document = DocumentService(database).get(stored.document_id or 0)
    assert (document.title, document.drafter_id, document.file_level) == (stored.title, 1, FileLevel.GOVERNMENT)
    (step,) = document.steps
    assert (step.kind, step.level, step.result, step.submission_id) == (
        StepKind.REVIEW, StepLevel.GOVERNMENT, StepResult.PENDING, stored.id,
    )  # fmt: skip
    assert submissions.receive(came_in(title="另一件", kind=SubmissionKind.CONTRACT), CLERK).document_id is None


def test_numbers_count_within_the_year_of_receipt(submissions: SubmissionService) -> None:
    days = (D, date(2024, 12, 31), D, date(2024, 12, 30))
    numbers = [
        submissions.receive(came_in(title=f"第{at}件", received_on=day), CLERK).number for at, day in enumerate(days)
    ]
    assert numbers == ["2025-0001", "2024-0001", "2025-0002", "2024-0002"]


def test_the_whole_way_of_a_review(submissions: SubmissionService, database: Database) -> None:
    papers = (Paper("送审稿", present=True), Paper("起草说明"))
    key = submissions.receive(came_in(papers=papers), CLERK, FileLevel.GOVERNMENT).id or 0
    with pytest.raises(Refused, match="起草说明"):
        submissions.conclude(key, D, StepResult.PASSED, CLERK)
    with pytest.raises(Refused, match="还缺：起草说明"):
        submissions.complete(key, D, CLERK)
    submissions.save(replace(submissions.get(key), papers=(papers[0], Paper("起草说明", present=True))), CLERK)
    assert submissions.complete(key, date(2025, 3, 5), CLERK).rounds[0].complete_on == date(2025, 3, 5)
    submissions.pause(key, PauseKind.CORRECTION, date(2025, 3, 6), "第三条依据不明，请补充", CLERK)
    with pytest.raises(Refused, match="暂停计时"):
        submissions.conclude(key, date(2025, 3, 7), StepResult.PASSED, CLERK)
    assert state_of(submissions.complete(key, date(2025, 3, 10), CLERK)) is SubmissionState.IN_REVIEW
    submissions.add_opinion(key, "删去第三条中的收费规定", "第三条", CLERK)
    with pytest.raises(Refused, match="不采纳的理由"):
        submissions.reply(key, 0, Adoption.NOT_ADOPTED, "", date(2025, 3, 12), CLERK)
    submissions.reply(key, 0, Adoption.ADOPTED, "", date(2025, 3, 12), CLERK)
    again = submissions.conclude(key, date(2025, 3, 12), StepResult.CONDITIONAL, CLERK, note="修改后再报")
    assert state_of(again) is SubmissionState.AWAITING_CHANGES
    submissions.resubmit(key, date(2025, 3, 14), CLERK)
    done = submissions.conclude(key, date(2025, 3, 18), StepResult.PASSED, CLERK)
    assert [item.result for item in done.rounds] == [StepResult.CONDITIONAL, StepResult.PASSED]
    assert done.rounds[1].person == "张三"
    submissions.answer(key, date(2025, 3, 19), "海司审〔2025〕1号", "同意提交审议", CLERK)
    uses = [entry.use_case for entry in AuditService(database).history("submissions", key)]
    assert uses == [
        "登记答复", "作出审核结论", "登记重新送审", "作出审核结论", "登记采纳情况", "提出审核意见", "登记材料齐备", "暂停计时（补正）",
        "登记材料齐备", "修改送审件", "登记送审件",
    ]  # fmt: skip
    document = DocumentService(database).get(done.document_id or 0)
    assert [(step.on, step.result) for step in document.steps] == [
        (date(2025, 3, 12), StepResult.CONDITIONAL), (date(2025, 3, 18), StepResult.PASSED),
    ]  # fmt: skip


def test_a_passed_round_opens_the_gate_of_the_deliberation(submissions: SubmissionService, database: Database) -> None:
    documents = DocumentService(database)
    stored = submissions.receive(came_in(), CLERK, FileLevel.GOVERNMENT, (1,))
    key = stored.document_id or 0
    documents.add_step(key, passed(StepKind.FAIR_COMPETITION, date(2025, 3, 10)), CLERK)
    meeting = passed(StepKind.DELIBERATION, date(2025, 3, 20), StepLevel.GOVERNMENT)
    with pytest.raises(Refused, match="没有通过的合法性审核"):
        documents.add_step(key, meeting, CLERK)
    submissions.conclude(stored.id or 0, date(2025, 3, 18), StepResult.PASSED, CLERK)
    assert documents.add_step(key, meeting, CLERK).adopted_on == date(2025, 3, 20)


def test_a_review_entered_with_a_document_becomes_a_round(submissions: SubmissionService, database: Database) -> None:
    documents = DocumentService(database)
    key = documents.register(draft(title="随文件登记的审核"), CLERK).id or 0
    documents.add_step(key, replace(passed(StepKind.REVIEW, D, StepLevel.GOVERNMENT), result=StepResult.PENDING), CLERK)
    documents.add_step(key, passed(StepKind.REVIEW, date(2025, 3, 9), StepLevel.GOVERNMENT, person="李四"), CLERK)
    (submission,) = submissions.of_document(key)
    assert (submission.number, submission.title) == ("", "随文件登记的审核")
    (only,) = submission.rounds
    assert (only.received_on, only.concluded_on, only.result, only.person) == (
        D,
        date(2025, 3, 9),
        StepResult.PASSED,
        "李四",
    )


def test_a_round_cannot_be_changed_in_the_document(submissions: SubmissionService, database: Database) -> None:
    documents = DocumentService(database)
    stored = submissions.receive(came_in(), CLERK, FileLevel.GOVERNMENT)
    facts = documents.get(stored.document_id or 0)
    with pytest.raises(Refused, match="送审件"):
        documents.save(replace(facts, steps=()), CLERK)
    assert documents.get(stored.document_id or 0).steps == facts.steps


def test_a_stale_save_and_another_number_are_refused(submissions: SubmissionService) -> None:
    stored = submissions.receive(came_in(), CLERK)
    submissions.save(replace(stored, remark="先改"), CLERK)
    with pytest.raises(Stale):
        submissions.save(replace(stored, remark="后改"), CLERK)
    with pytest.raises(Refused, match="收件号"):
        submissions.save(replace(submissions.get(stored.id or 0), number="2025-0009"), CLERK)


def test_withdrawn_keeps_its_number_and_is_closed(submissions: SubmissionService) -> None:
    key = submissions.receive(came_in(), CLERK).id or 0
    with pytest.raises(Refused, match="撤回的原因"):
        submissions.withdraw(key, D, " ", CLERK)
    assert submissions.withdraw(key, D, "重复登记", CLERK).number == "2025-0001"
    with pytest.raises(Refused, match="已撤回"):
        submissions.add_opinion(key, "意见", "", CLERK)


def test_what_was_concluded_in_a_closed_year_stays(
    submissions: SubmissionService, database: Database, clock: Clock
) -> None:
    key = submissions.receive(came_in(), CLERK).id or 0
    done = submissions.conclude(key, date(2025, 3, 4), StepResult.PASSED, CLERK)
    clock.now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with database.write(CLERK, "关闭年度") as session:
        session.add(YearRecord(year=2025, closed_on=date(2026, 1, 5), closed_by="张三", reopened_by="", reason=""))
    with pytest.raises(Refused, match="年度结转"):
        submissions.save(replace(done, remark="改"), CLERK)
    with pytest.raises(Refused, match="2025 年"):
        submissions.receive(came_in(title="补登的一件"), CLERK)
    assert submissions.get(key) == done


def test_its_ledgers_and_the_search_show_it(submissions: SubmissionService, database: Database) -> None:
    key = submissions.receive(came_in(), CLERK).id or 0
    submissions.add_opinion(key, "删去收费规定", "第三条", CLERK)
    submissions.add_opinion(key, "明确牵头部门", "第八条", CLERK)
    submissions.reply(key, 1, Adoption.PARTLY, "", D, CLERK)
    ledgers, query = LedgerService(database), Query(D)
    ((_, cells),) = ledgers.lines("submissions", query)
    keys = ("number", "sender", "rounds", "opinions", "adopted", "state")
    assert tuple(cells[LEDGER.index(name)] for name in keys) == ("2025-0001", "海珠区民政局", 1, 2, 1, "in_review")
    assert len(ledgers.ids("review-opinions", Query(D, (Filter("adoption", ("partly",)),)))) == 1
    assert len(ledgers.ids("review-opinions", Query(D, text="牵头"))) == 1
    assert ledgers.count("submissions", Query(date(2025, 3, 2), as_of=True)) == 0
    found = SearchService(database).find("收费", D)
    assert [(hit.ledger, hit.id, hit.number) for hit in found] == [("submissions", key, "2025-0001")]
    assert [hit.ledger for hit in SearchService(database).find("民政局 养老", D)] == ["documents", "submissions"]
