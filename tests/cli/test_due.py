"""待办 by command: for people, for machines, as a calendar, as the week's sheet, as a ledger."""

import csv
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.deadlines import LimitUnit
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.search import refresh
from app.services.submissions.service import SubmissionService
from tests.cli.conftest import Fazhi
from tests.offices import CLERK, UNSYNCED, Clock


@pytest.fixture
def busy(haizhu: Fazhi, root: Path, clock: Clock) -> Fazhi:
    """One contract of 张三, due on Monday 2025-03-10."""
    database = Database(OfficeFolder(root).database, clock, pragmas=UNSYNCED)
    database.index_with(refresh)
    facts = SubmissionFacts(
        "某协议", SubmissionKind.CONTRACT, sender_text="某局", handler="张三", received_on=date(2025, 3, 3),
        limit_count=5, limit_unit=LimitUnit.WORKING_DAYS,
    )  # fmt: skip
    SubmissionService(database).receive(facts, CLERK)
    database.close()
    return haizhu


def test_every_item_says_what_whose_until_when_and_why(busy: Fazhi) -> None:
    said = busy("due", "--person", "张三")
    assert said.code == 0
    first, why, count = said.out.splitlines()
    assert first.split("\t") == [
        "临近",
        "2025-03-10",
        "还有5个工作日",
        "某协议",
        "提出意见，作出合法性审查结论",
        "张三",
    ]
    assert why.startswith("\t依据：本件设定的期限")
    assert count == "临近 1 项。"


def test_machines_get_the_basis_too(busy: Fazhi) -> None:
    (item,) = busy("due", "--person", "张三", "--on", "2025年3月12日", "--json").json
    assert (item["ledger"], item["id"], item["act"], item["state"]) == ("submissions", 1, "conclude", "overdue")
    assert (item["start"], item["due"], item["days"]) == ("2025-03-03", "2025-03-10", -2)
    assert item["basis"]["source"].startswith("本件设定的期限")
    assert item["key"] == "submissions:1:conclude:2025-03-10"


def test_only_a_subject_can_be_listed(busy: Fazhi) -> None:
    assert [item["ledger"] for item in busy("due", "--subject", "送审件", "--json").json] == ["submissions"]
    wrong = busy("due", "--subject", "合同")
    assert wrong.code == 2
    assert "送审件、规范性文件" in wrong.err


def test_it_goes_out_as_a_calendar_and_as_a_sheet(busy: Fazhi, tmp_path: Path) -> None:
    calendar, sheet = tmp_path / "待办.ics", tmp_path / "周.pdf"
    said = busy("due", "--person", "张三", "--on", "2025-03-05", "--ics", calendar, "--week", sheet, "--json")
    assert [each["lines"] for each in said.json] == [1, 0]
    assert "UID:submissions-1-conclude@hz.fazhi-taizhang" in calendar.read_text("utf-8")
    assert len(PdfReader(sheet).pages) == 1
    assert busy("due", "--ics", tmp_path / "待办.txt").code == 1


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "csv"])
def test_it_is_a_ledger_like_others(busy: Fazhi, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"待办.{suffix}"
    said = busy("export", "due", out, "--where", "类别=送审件", "--where", "到期日=2025-03-01..2025-03-31", "--json")
    assert said.json["lines"] == 1
    assert out.exists()
    if suffix == "csv":
        (line,) = csv.DictReader(out.read_text("utf-8-sig").splitlines())
        assert (line["状态"], line["余期"], line["待办"]) == ("临近", "还有5个工作日", "提出意见，作出合法性审查结论")


def test_nothing_due_is_said(haizhu: Fazhi) -> None:
    assert haizhu("due", "--person", "无此人").out == "没有待办事项。\n"
