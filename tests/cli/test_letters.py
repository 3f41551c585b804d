"""Letters and sheets by commands: prepared, kept, sent out where they may go, else written as drafts."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.documents.facts import StepResult
from app.domain.sign_off import Signature, SignRole
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.services.office import Office
from tests.cli.conftest import Fazhi
from tests.factories import old, ready
from tests.offices import CLERK

D = date(2025, 3, 3)


@pytest.fixture
def contract(haizhu: Fazhi, inside) -> int:
    """A contract that was reviewed today."""

    def come_in(office: Office) -> int:
        facts = SubmissionFacts(
            "某合同", SubmissionKind.CONTRACT, sender_text="区城管局", handler="张三", received_on=D
        )
        key = office.submissions.receive(facts, CLERK).id or 0
        office.submissions.add_opinion(key, "补充违约责任", "第九条", CLERK)
        office.submissions.conclude(key, D, StepResult.PASSED, CLERK)
        return key

    return inside(come_in)


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_receipt_goes_out_at_once(haizhu: Fazhi, contract: int, tmp_path: Path) -> None:
    path = tmp_path / "回执.pdf"
    said = haizhu("letter", "receipt", "--for", contract, path, "--json")
    assert said.json == {
        "id": 1, "kind": "receipt", "number": "海司收〔2025〕1号", "state": "issued", "file": str(path),
        "pages": len(PdfReader(path).pages), "withheld": [],
    }  # fmt: skip
    assert "海司收〔2025〕1号" in text_of(path)
    assert haizhu("letter", "收件回执", "--for", contract, tmp_path / "回执.docx", "--json").json["id"] == 1


def test_an_unsigned_opinion_is_a_draft_without_a_number(haizhu: Fazhi, contract: int, tmp_path: Path, inside) -> None:
    said = haizhu("letter", "合法性审核意见书", "--for", contract, tmp_path / "意见书.pdf")
    assert said.code == 0
    assert "未签发，无发文号" in said.out
    assert "现应由“经办”签署" in said.out
    assert "（草稿，未签发）" in text_of(tmp_path / "意见书.pdf")

    def sign(office: Office) -> None:
        for role, name in zip(SignRole, ("张三", "李四", "王五"), strict=True):
            office.sign_off.sign("letters", 1, Signature(role, name, D), CLERK)

    inside(sign)
    assert haizhu("paper", "approval", "--letter", 1, tmp_path / "审批表.pdf", "--json").json["pages"] == 1
    assert "签名：王五" in text_of(tmp_path / "审批表.pdf")
    out = haizhu("letter", "review_opinion", "--for", contract, tmp_path / "意见书.pdf", "--json")
    assert (out.json["id"], out.json["number"]) == (1, "海司审〔2025〕1号")


def test_of_documents(haizhu: Fazhi, tmp_path: Path, inside) -> None:
    key = inside(lambda office: office.documents.register(ready(handler="张三"), CLERK)).id
    refused = haizhu("letter", "number_notice", "--for", key, tmp_path / "单.pdf")
    assert refused.code == 1
    assert "还没有统一编号" in refused.err
    haizhu("allot", "--document", key)
    assert (
        haizhu("letter", "number_notice", "--for", key, tmp_path / "单.pdf", "--json").json["number"]
        == "海司登〔2025〕1号"
    )
    assert haizhu("paper", "notice", "--document", key, tmp_path / "又一份.docx").code == 0
    expiring = inside(lambda office: office.documents.register(old(handler="张三"), CLERK)).id
    reminder = haizhu("letter", "届满提醒函", "--for", expiring, tmp_path / "函.pdf", "--json").json
    assert (reminder["number"], reminder["state"]) == ("", "draft")


def test_what_cannot_be_written_is_refused_by_name(haizhu: Fazhi, contract: int, tmp_path: Path) -> None:
    assert haizhu("letter", "回函", "--for", contract, tmp_path / "函.pdf").code == 2
    addressee = haizhu("letter", "consultation", "--for", contract, tmp_path / "函.pdf", "--json")
    assert (addressee.code, addressee.json["refused"][0]["field"]) == (1, "addressee")
    assert haizhu("letter", "consultation", "--for", contract, tmp_path / "函.pdf", "--to", "区财政局").code == 0
    assert haizhu("letter", "receipt", "--for", 99, tmp_path / "函.pdf").code == 1
    assert haizhu("letter", "receipt", "--for", contract, tmp_path / "函.txt").code == 1
    assert haizhu("letter", "receipt", "--for", contract, tmp_path / "没有" / "函.pdf").code == 1
    assert haizhu("export", "letters", tmp_path / "发文.csv", "--json").json["lines"] == 1
    assert haizhu("paper", "approval", tmp_path / "表.pdf").code == 1
    sheet = haizhu("paper", "approval", "--submission", contract, tmp_path / "表.pdf")
    assert sheet.code == 0
