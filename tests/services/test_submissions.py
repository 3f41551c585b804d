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
from app.domain.submissions.facts import (
    Adoption,
    Paper,
    Round,
    SubmissionFacts,
    SubmissionKind,
    SubmissionState,
    state_of,
)
from app.models.database import Database
from app.models.desk import YearRecord
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.ledgers import LedgerService
from app.services.search import SearchService
from app.services.settings import SettingsService
from app.services.stale import Stale
from app.services.submissions.service import Reply, SubmissionService
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


def test_its_history_is_told_in_the_offices_words(submissions: SubmissionService, database: Database) -> None:
    papers = (Paper("送审稿"), Paper("论证材料", required=False))
    key = submissions.receive(came_in(papers=papers), CLERK).id or 0
    submissions.complete(key, D, CLERK, [replace(paper, present=True) for paper in papers])
    submissions.pause(key, PauseKind.CONSULTATION, date(2025, 3, 4), "征求财政局意见", CLERK)
    submissions.extend(key, 5, "分管局长", date(2025, 3, 5), "案情复杂", CLERK)
    submissions.add_opinion(key, "删去第三条", "第三条", CLERK)
    submissions.reply(key, 0, Adoption.NOT_ADOPTED, "上位法有规定", date(2025, 3, 6), CLERK)
    told = {
        (entry.use_case, change.field): change.new
        for entry in AuditService(database).history("submissions", key)
        for change in entry.changes
    }
    assert told["登记材料齐备", "送审材料"] == "送审稿（已收）；论证材料（已收，可缺）"
    assert told["暂停计时（征求意见）", "暂停计时"] == "征求意见　2025-03-04起，未恢复（征求财政局意见）"
    assert told["延长办理期限", "延长期限"] == "2025-03-05分管局长批准延长5（案情复杂）"
    assert told["提出审核意见", "审核意见·意见内容"] == "删去第三条"
    assert told["登记采纳情况", "审核意见·不采纳理由"] == "上位法有规定"
    assert not [field for _, field in told if field.isascii()], "no column is told by its name"


def test_several_opinions_and_their_replies_are_one_act_each(submissions: SubmissionService) -> None:
    key = submissions.receive(came_in(), CLERK).id or 0
    with pytest.raises(Refused, match="至少填写一条"):
        submissions.add_opinions(key, [], CLERK)
    submissions.add_opinions(key, [("第三条", "删去收费"), ("", "统一用语")], CLERK)
    with pytest.raises(Refused, match="第2条意见未被采纳"):
        submissions.reply_all(key, [Reply(0, Adoption.ADOPTED), Reply(1, Adoption.NOT_ADOPTED)], D, CLERK)
    assert [opinion.adoption for opinion in submissions.get(key).opinions] == [Adoption.PENDING] * 2
    submissions.reply_all(key, [Reply(0, Adoption.ADOPTED), Reply(1, Adoption.NOT_ADOPTED, "已是通行用语")], D, CLERK)
    done = submissions.get(key).opinions
    assert [(opinion.clause, opinion.adoption, opinion.replied_on) for opinion in done] == [
        ("第三条", Adoption.ADOPTED, D),
        ("", Adoption.NOT_ADOPTED, D),
    ]
    submissions.reply(key, 0, Adoption.PENDING, "", D, CLERK)
    assert submissions.get(key).opinions[0].replied_on is None


def test_papers_ticked_at_the_resubmission_start_the_clock_or_do_not(submissions: SubmissionService) -> None:
    key = submissions.receive(came_in(papers=(Paper("送审稿", present=True),)), CLERK).id or 0
    submissions.conclude(key, D, StepResult.RETURNED, CLERK)
    again = submissions.resubmit(key, date(2025, 3, 5), CLERK, [Paper("送审稿")])
    assert state_of(again) is SubmissionState.AWAITING_PAPERS
    assert submissions.complete(key, date(2025, 3, 6), CLERK, [Paper("送审稿", present=True)]).rounds[1] == Round(
        date(2025, 3, 5), date(2025, 3, 6)
    )


def test_the_clock_is_stopped_and_stretched_only_while_it_runs(submissions: SubmissionService) -> None:
    key = submissions.receive(came_in(papers=(Paper("送审稿"),)), CLERK).id or 0
    with pytest.raises(Refused, match="开始计时以后"):
        submissions.extend(key, 5, "局长", D, "", CLERK)
    with pytest.raises(Refused, match="审核中的送审件"):
        submissions.pause(key, PauseKind.CONSULTATION, D, "征求意见", CLERK)
    submissions.complete(key, date(2025, 3, 5), CLERK, [Paper("送审稿", present=True)])
    with pytest.raises(Refused, match="早于材料齐备"):
        submissions.pause(key, PauseKind.CONSULTATION, D, "征求意见", CLERK)
    with pytest.raises(Refused, match="没有正在进行的暂停"):
        submissions.resume(key, D, CLERK)
    with pytest.raises(Refused, match="先作出结论"):
        submissions.answer(key, D, "", "", CLERK)


def test_the_same_matter_is_recognised(submissions: SubmissionService, database: Database) -> None:
    first = submissions.receive(came_in(title="《海珠区养老服务设施管理办法》（送审稿）"), CLERK)
    found = submissions.check(came_in())
    assert [(problem.field, problem.record) for problem in found] == [("document_id", None), ("title", first.id)]
    assert "同名文件《海珠区养老服务设施管理办法》" in found[0].message
    with pytest.raises(Refused, match="已有在办的送审件 2025-0001"):
        submissions.receive(came_in(title="另一个名称", document_id=first.document_id), CLERK)
    submissions.withdraw(first.id or 0, D, "重复登记", CLERK)
    assert submissions.receive(came_in(document_id=first.document_id), CLERK).number == "2025-0002"


def test_its_last_day_is_reckoned_by_the_offices_rules(submissions: SubmissionService, database: Database) -> None:
    contract = submissions.receive(came_in(title="某协议", kind=SubmissionKind.CONTRACT), CLERK)
    assert submissions.due(contract) is None
    settings = SettingsService(database)
    settings.save(replace(settings.get(), office="某局", limits=(("contract", 5, "working_days"),)), CLERK)
    due = submissions.due(contract)
    assert due is not None
    assert due.due == date(2025, 3, 10)
    document = submissions.due(submissions.receive(came_in(), CLERK))
    assert document is not None
    assert document.due == date(2025, 3, 24)
