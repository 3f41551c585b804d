"""审签 through its service: sheets of letters, submissions and documents, the switch of an office of one, the printed sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.problems import Refused
from app.domain.sign_off import Signature, SignDecision, SignRole
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.models.desk import YearRecord
from app.models.folder import OfficeFolder
from app.services.office import Office
from app.services.settings import OfficeSettings
from tests.factories import draft, unit
from tests.offices import CLERK, Clock

D = date(2025, 3, 3)
CLERK_, SECTION, LEADER = SignRole


@pytest.fixture
def services(office: OfficeFolder, database: Database, clock: Clock) -> Office:
    made = Office(office, database, clock)
    made.settings.save(OfficeSettings("广州市海珠区司法局", "HZ", "海珠区"), CLERK)
    made.units.save(unit(), CLERK)
    return made


@pytest.fixture
def submission(services: Office) -> int:
    facts = SubmissionFacts("某合同", SubmissionKind.CONTRACT, sender_text="区城管局", handler="张三", received_on=D)
    key = services.submissions.receive(facts, CLERK).id or 0
    services.submissions.add_opinion(key, "补充违约责任", "第九条", CLERK)
    return key


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def test_the_opinions_of_a_submission_are_signed_in_order(services: Office, submission: int) -> None:
    sign = services.sign_off.sign
    with pytest.raises(Refused, match="现在应由“经办”签署"):
        sign("submissions", submission, Signature(SECTION, "李四", D), CLERK)
    assert services.sign_off.sheet("submissions", submission).signatures == ()
    sign("submissions", submission, Signature(CLERK_, "张三", D), CLERK)
    sign("submissions", submission, Signature(SECTION, "李四", D, SignDecision.RETURNED, "补充依据"), CLERK)
    sheet = sign("submissions", submission, Signature(CLERK_, "张三", D), CLERK)
    assert (len(sheet.signatures), len(sheet.round), sheet.next_role) == (3, 1, SECTION)
    assert sheet.subject == "《某合同》的合法性审查意见"


def test_an_office_of_one_signs_alone_once_it_says_so(services: Office, submission: int) -> None:
    for role in (CLERK_, SECTION):
        services.sign_off.sign("submissions", submission, Signature(role, "张三", D), CLERK)
    with pytest.raises(Refused, match="一人审签"):
        services.sign_off.sign("submissions", submission, Signature(LEADER, "张三", D), CLERK)
    services.settings.save(replace(services.settings.get(), one_person=True), CLERK)
    assert services.sign_off.sign("submissions", submission, Signature(LEADER, "张三", D), CLERK).complete


def test_documents_have_a_sheet_and_units_have_none(services: Office) -> None:
    key = services.documents.register(draft(handler="张三"), CLERK).id or 0
    sheet = services.sign_off.sign("documents", key, Signature(CLERK_, "张三", D), CLERK)
    assert (sheet.subject, sheet.drafter) == ("《海珠区招商引资扶持办法》的统一编号", "张三")
    with pytest.raises(Refused, match="可审签的有"):
        services.sign_off.sheet("units", 1)
    with pytest.raises(Refused, match="没有记录号为 99 的公文"):
        services.sign_off.sheet("letters", 99)


def test_what_is_withdrawn_is_not_signed(services: Office, submission: int) -> None:
    services.submissions.withdraw(submission, D, "重复登记", CLERK)
    with pytest.raises(Refused, match="已撤回，不再审签"):
        services.sign_off.sign("submissions", submission, Signature(CLERK_, "张三", D), CLERK)


def test_a_closed_year_takes_no_signature(services: Office, submission: int, database: Database, clock: Clock) -> None:
    clock.now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with database.write(CLERK, "关闭年度") as session:
        session.add(YearRecord(year=2025, closed_on=date(2026, 1, 5), closed_by="张三", reopened_by="", reason=""))
    with pytest.raises(Refused, match="年度结转"):
        services.sign_off.sign("submissions", submission, Signature(CLERK_, "张三", D), CLERK)


def test_the_sheet_tells_subject_opinions_names_and_what_was_returned(
    services: Office, submission: int, tmp_path: Path
) -> None:
    for wanted in (
        Signature(CLERK_, "张三", D),
        Signature(SECTION, "李四", D, SignDecision.RETURNED, "补充依据"),
        Signature(CLERK_, "张三", date(2025, 3, 5)),
        Signature(SECTION, "李四", date(2025, 3, 6), note="请局领导审定"),
    ):
        services.sign_off.sign("submissions", submission, wanted, CLERK)
    services.papers.approval("submissions", submission, tmp_path / "审批表.pdf")
    text = text_of(tmp_path / "审批表.pdf")
    for said in (
        "合法性审查意见审批表", "某合同", "2025-0001", "区城管局", "1. 关于第九条：补充违约责任", "退回修改：补充依据", "第1次",
        "同意。请局领导审定。", "签名：李四", "2025年3月6日", "分管局领导意见", "年　　月　　日",
    ):  # fmt: skip
        assert said in text, said
    with pytest.raises(Refused, match=r"\.pdf"):
        services.papers.approval("submissions", submission, tmp_path / "审批表.docx")


def test_the_sheet_of_a_number(services: Office, tmp_path: Path) -> None:
    key = services.documents.register(draft(handler="张三"), CLERK).id or 0
    services.papers.approval("documents", key, tmp_path / "审批表.pdf")
    text = text_of(tmp_path / "审批表.pdf")
    assert "规范性文件统一编号审批表" in text
    assert "待登记编号" in text
