"""Handovers through the service: what is open, given in one step, kept as a list; the paper that is signed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.documents.facts import StepResult
from app.domain.handovers import Handover
from app.domain.letters import LetterKind, LetterState
from app.domain.matters import MatterKind, counted
from app.domain.plans import PlanItem
from app.domain.problems import Refused
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.models.letters import LetterRecord
from app.models.moments import now
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.handovers import HandoverService
from app.services.plans.service import PlanService
from app.services.search import SearchService
from app.services.settings import OfficeSettings, SettingsService, StaffMember
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from app.services.years.service import YearService
from tests.factories import draft, old, unit
from tests.offices import CLERK, Clock

D = date(2025, 3, 3)


@pytest.fixture
def handovers(database: Database) -> HandoverService:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ"), CLERK)
    SettingsService(database).save_staff([StaffMember("张三"), StaffMember("李四"), StaffMember("王五")], CLERK)
    UnitService(database).save(unit("海珠区民政局"), CLERK)
    submissions, documents, plans = SubmissionService(database), DocumentService(database), PlanService(database)
    came = SubmissionFacts("某合同", SubmissionKind.CONTRACT, sender_id=1, handler="张三", received_on=D)
    submissions.receive(came, CLERK)
    done = submissions.receive(replace(came, title="已办结的合同"), CLERK).id or 0
    submissions.conclude(done, D, StepResult.PASSED, CLERK)
    submissions.receive(replace(came, title="他人的合同", handler="李四"), CLERK)
    documents.register(draft(title="在办的办法", handler="张三"), CLERK)
    documents.register(old(title="在管的办法", handler="张三"), CLERK)
    documents.register(
        old(title="早已失效的", handler="张三", expires_on=date(2024, 1, 1), effective_on=date(2020, 1, 1)), CLERK
    )
    documents.bin(documents.register(draft(title="删去的", handler="张三"), CLERK).id or 0, CLERK)
    plans.save(PlanItem(2025, "计划的办法", handler="张三", submit_by=date(2025, 1, 31)), CLERK)
    plans.save(PlanItem(2025, "取消的办法", handler="张三", dropped_on=D, dropped_reason="原因"), CLERK)
    with database.write(CLERK, "拟稿") as session:
        for title, state in (("征求意见函", LetterState.DRAFT), ("已发的函", LetterState.ISSUED)):
            session.add(
                LetterRecord(
                    kind=LetterKind.CONSULTATION, title=title, addressee="区财政局", fields=[], on=D, handler="张三",
                    submission_id=1, document_id=None, state=state, mark="", year=2025, serial=None, number="",
                    void_reason="", remark="", created_at=now(session),
                )
            )  # fmt: skip
    return HandoverService(database)


GIVEN = Handover("张三", "李四", D, "王五", "调离")


def test_everything_that_is_open_is_listed_by_kind(handovers: HandoverService) -> None:
    matters = handovers.open_matters("张三", D)
    assert [(matter.kind, matter.title) for matter in matters] == [
        (MatterKind.SUBMISSION, "某合同"),
        (MatterKind.DOCUMENT, "在办的办法"),
        (MatterKind.PLAN, "计划的办法"),
        (MatterKind.LETTER, "征求意见函"),
        (MatterKind.IN_FORCE, "在管的办法"),
    ]
    assert [matter.standing for matter in matters] == [
        "2025-0001，2025年3月3日收件，审核中",
        "起草中",
        "2025年计划，报送时间2025年1月31日，逾期未报送",
        "征求意见函，成文日期2025年3月3日，草稿",
        "海府规〔2021〕18号，现行有效，有效期至2026年12月31日",
    ]
    assert counted(matters) == "送审件1件、在办文件1件、制定计划1项、未发公文1件、在管文件1件"
    assert handovers.open_matters("张", D) == []
    assert handovers.givers(D) == ["张三", "李四", "王五"]


def test_all_of_it_goes_over_in_one_entry_and_the_list_stays_as_it_was(
    handovers: HandoverService, database: Database
) -> None:
    before = AuditService(database).head().length
    done = handovers.hand_over(GIVEN, None, CLERK, leaves=True)
    assert AuditService(database).head().length == before + 1
    assert len(done.matters) == 5
    assert handovers.open_matters("张三", D) == []
    assert len(handovers.open_matters("李四", D)) == 6
    assert {member.name: member.active for member in SettingsService(database).staff()}["张三"] is False
    assert SubmissionService(database).get(2).handler == "张三", "what was done stays his"
    (entry,) = [item for item in AuditService(database).history("submissions", 1) if item.use_case == "移交"]
    assert [(change.field, change.old, change.new) for change in entry.changes] == [("承办人", "张三", "李四")]
    SubmissionService(database).conclude(1, D, StepResult.PASSED, CLERK)
    assert handovers.get(done.id or 0) == done
    assert handovers.all() == [done]
    assert any(found.id == 1 and found.ledger == "submissions" for found in SearchService(database).find("李四", D))


def test_a_part_can_go_to_one_and_the_rest_to_another(handovers: HandoverService) -> None:
    keys = [matter.key for matter in handovers.open_matters("张三", D)]
    with pytest.raises(Refused, match="还有 3 项没有移交"):
        handovers.hand_over(GIVEN, keys[:2], CLERK, leaves=True)
    handovers.hand_over(GIVEN, keys[:2], CLERK)
    assert [matter.key for matter in handovers.open_matters("张三", D)] == keys[2:]
    with pytest.raises(Refused, match="2 项刚刚办结或已换了承办人"):
        handovers.hand_over(replace(GIVEN, receiver="王五", supervisor=""), keys, CLERK)
    handovers.hand_over(replace(GIVEN, receiver="王五", supervisor=""), None, CLERK, leaves=True)
    assert handovers.open_matters("张三", D) == []
    assert [handover.receiver for handover in handovers.all()] == ["王五", "李四"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"receiver": "张三"}, "不能是同一个人"),
        ({"receiver": "赵六"}, "不是在岗人员"),
        ({"giver": ""}, "请选择移交人"),
        ({"on": date(2025, 3, 4)}, "不能晚于今天"),
    ],
)
def test_what_is_refused_changes_nothing(
    handovers: HandoverService, database: Database, change: dict[str, object], words: str
) -> None:
    before = AuditService(database).head().length
    facts = replace(GIVEN, **change)  # type: ignore[arg-type]
    assert any(words in problem.message for problem in handovers.check(facts, D))
    with pytest.raises(Refused, match=words):
        handovers.hand_over(facts, None, CLERK)
    assert AuditService(database).head().length == before


def test_nothing_ticked_is_refused_and_empty_hands_are_not(handovers: HandoverService) -> None:
    with pytest.raises(Refused, match="请至少勾选一项"):
        handovers.hand_over(GIVEN, [], CLERK)
    empty = handovers.hand_over(Handover("王五", "李四", D), None, CLERK, leaves=True)
    assert empty.matters == ()


def test_documents_of_a_closed_year_get_another_handler_all_the_same(
    handovers: HandoverService, database: Database, clock: Clock
) -> None:
    DocumentService(database).register(old(title="去年公布的", handler="张三", published_on=date(2024, 5, 1)), CLERK)
    YearService(database).close(2024, CLERK)
    handovers.hand_over(GIVEN, None, CLERK)
    assert any(matter.title == "去年公布的" for matter in handovers.open_matters("李四", clock.today()))


def test_the_list_on_paper_names_all_and_three_sign(handovers: HandoverService, tmp_path: Path) -> None:
    done = handovers.hand_over(GIVEN, None, CLERK)
    path = tmp_path / "移交清单.pdf"
    report = handovers.write_list(done.id or 0, path)
    assert (report.lines, report.pages) == (5, 1)
    text = "".join(PdfReader(path).pages[0].extract_text().split())
    for words in (
        "工作移交清单", "移交人张三，接收人李四，监交人王五，移交日期2025年3月3日。", "移交原因：调离", "移交事项共5项",
        "一、送审件（1件）", "五、在管文件（1件）", "某合同", "在管的办法", "移交人（签名）：", "监交人（签名）：",
    ):  # fmt: skip
        assert words in text
    with pytest.raises(Refused, match="请改以 \\.pdf"):
        handovers.write_list(done.id or 0, tmp_path / "清单.docx")
    with pytest.raises(Refused, match="没有第 9 次移交"):
        handovers.get(9)


def test_an_empty_list_says_so(handovers: HandoverService, tmp_path: Path) -> None:
    done = handovers.hand_over(Handover("王五", "李四", D), None, CLERK)
    path = tmp_path / "移交清单.pdf"
    assert handovers.write_list(done.id or 0, path).lines == 0
    assert "王五名下没有未办结的事项。" in "".join(PdfReader(path).pages[0].extract_text().split())
