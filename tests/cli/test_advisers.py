"""Papers of legal advisers and the year's report by commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.advisers.templates import SHIPPED
from app.services.office import Office
from tests.advisers import appointed, asked, contract, firm, lawyer
from tests.cli.conftest import Fazhi
from tests.offices import CLERK

Inside = Callable[[Callable[[Office], Any]], Any]


@pytest.fixture
def advised(haizhu: Fazhi, inside: Inside) -> Fazhi:
    def fill(office: Office) -> None:
        unit = next(iter(office.units.all()))
        office.advisers.people.save_firm(firm(), CLERK)
        office.advisers.people.save(lawyer(firm_id=1), CLERK)
        office.advisers.appointments.appoint(appointed(unit_id=unit), CLERK)
        office.advisers.engagements.save(contract(unit_id=unit), CLERK)
        office.advisers.matters.assign(asked(unit_id=unit), CLERK)

    inside(fill)
    return haizhu


@pytest.mark.parametrize(
    ("kind", "says"), [("聘书", "兹聘请"), ("filing-form", "备案表"), ("法律意见书封面", "保密要求")]
)
def test_a_paper_of_one_record(advised: Fazhi, tmp_path: Path, kind: str, says: str) -> None:
    out = tmp_path / "文书.pdf"
    said = advised("adviser", "paper", kind, out, "--for", 1, "--json").json
    assert said["file"] == str(out)
    assert said["pages"] >= 1
    assert says in "".join(page.extract_text() for page in PdfReader(out).pages)


def test_an_unknown_paper_is_refused_with_those_there_are(advised: Fazhi, tmp_path: Path) -> None:
    said = advised("adviser", "paper", "证书", tmp_path / "文书.pdf", "--for", 1)
    assert said.code == 2
    assert "聘书、备案表、法律意见书封面、考核表" in said.err


def test_an_empty_assessment_form(haizhu: Fazhi, tmp_path: Path) -> None:
    out = tmp_path / "空白.pdf"
    assert haizhu("adviser", "form", out, "--json").json == {"file": str(out), "pages": 1}
    assert SHIPPED[0].name in PdfReader(out).pages[0].extract_text()
    assert haizhu("adviser", "form", out, "--name", SHIPPED[2].name).code == 0
    assert "晋安区" in PdfReader(out).pages[0].extract_text()
    refused = haizhu("adviser", "form", tmp_path / "无.pdf", "--name", "别的表")
    assert refused.code == 2
    assert f"没有名为“别的表”的考核表，可用：{SHIPPED[0].name}、" in refused.err
    assert not (tmp_path / "无.pdf").exists()


def test_the_year_s_report(advised: Fazhi, tmp_path: Path) -> None:
    out = tmp_path / "报告.docx"
    said = advised("adviser", "report", out, "--year", 2025)
    assert said.code == 0
    assert f"2025年度法律顾问工作报告已保存为“{out}”" in said.out
    refused = advised("adviser", "report", tmp_path / "无.pdf", "--year", 2030)
    assert refused.code != 0
    assert "2030 年没有数据" in refused.err


def test_the_overview_as_a_table(advised: Fazhi, tmp_path: Path) -> None:
    out = tmp_path / "概览.csv"
    said = advised("adviser", "overview", out, "--year", 2025, "--by", "按律所")
    assert said.out == f"2025年法律顾问概览已导出到“{out}”，共 2 行。\n"
    assert "广东某某律师事务所" in out.read_text("utf-8-sig")
    assert advised("adviser", "overview", out, "--year", 2025, "--json").json["lines"] == 2
    wrong = advised("adviser", "overview", out, "--year", 2025, "--by", "按科室")
    assert (wrong.code, "可用：按单位、按顾问、按律所" in wrong.err) == (2, True)
    assert advised("adviser", "overview", tmp_path / "概览.docx", "--year", 2025).code == 1
