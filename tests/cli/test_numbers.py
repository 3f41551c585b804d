"""Numbers and papers by commands: allot, the turn of the year, void, gaps, registration form, notice."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Fazhi
from tests.factories import old, ready
from tests.offices import CLERK, Clock


@pytest.fixture
def document(haizhu: Fazhi, inside) -> int:
    return inside(lambda office: office.documents.register(ready(), CLERK)).id


def test_a_number_is_allotted_and_told(haizhu: Fazhi, document: int) -> None:
    assert haizhu("allot", "--document", document, "--json").json == {"id": document, "number": "HZ0120250001"}
    again = haizhu("allot", "--document", document)
    assert again.code == 1
    assert "已有统一编号 HZ0120250001" in again.err


def test_at_the_turn_of_the_year_the_day_must_be_said(haizhu: Fazhi, document: int, inside, clock: Clock) -> None:
    from dataclasses import replace

    inside(
        lambda office: office.documents.save(
            replace(office.documents.get(document), signed_on=date(2025, 12, 31)), CLERK
        )
    )
    clock.now = datetime(2026, 1, 5, 1, tzinfo=UTC)
    said = haizhu("allot", "--document", document)
    assert said.code == 1
    assert "2025年" in said.err
    assert "2026年" in said.err
    assert haizhu("allot", "--document", document, "--on", "2025-12-31", "--json").json["number"] == "HZ0120250001"


def test_another_scheme_by_its_id(haizhu: Fazhi, document: int) -> None:
    other = haizhu("scheme", "add", "本区", "海规〔{year}〕{seq}号", "--json").json["id"]
    assert haizhu("allot", "--document", document, "--scheme", other, "--json").json["number"] == "海规〔2025〕1号"
    assert haizhu("allot", "--document", document, "--scheme", "99").code == 1


def test_a_number_is_voided_and_a_gap_explained(haizhu: Fazhi, document: int, inside) -> None:
    number = haizhu("allot", "--document", document, "--json").json["number"]
    voided = haizhu("void", number, "--reason", "清样有误", "--json")
    assert voided.json == {"number": number, "state": "void", "reason": "清样有误"}
    assert haizhu("void", number, "--reason", "再次").code == 1
    inside(lambda office: office.documents.register(old(unified_number="HZ0120250003"), CLERK))
    assert haizhu("gaps", "--json").json == [
        {"number": "HZ0120250002", "scheme": "广州式（按类别）", "year": 2025, "serial": 2}
    ]
    assert "HZ0120250002" in haizhu("gaps").out
    assert haizhu("void", "HZ0120250002", "--reason", "旧台账漏登").code == 0
    assert haizhu("gaps", "--json").json == []
    assert haizhu("void", "HZ0120250009", "--reason", "没有").code == 1


def test_both_papers_of_a_document(haizhu: Fazhi, document: int, tmp_path: Path) -> None:
    refused = haizhu("paper", "notice", "--document", document, tmp_path / "通知单.pdf")
    assert refused.code == 1
    assert "还没有统一编号" in refused.err
    haizhu("allot", "--document", document)
    for paper in ("registration", "notice"):
        path = tmp_path / f"{paper}.pdf"
        said = haizhu("paper", paper, "--document", document, path, "--as", "李娜", "--json")
        assert said.json == {"file": str(path), "pages": len(PdfReader(path).pages)}
    assert "李娜" in PdfReader(tmp_path / "notice.pdf").pages[-1].extract_text()
    assert haizhu("paper", "registration", "--document", document, tmp_path / "表.docx").code == 1
    assert haizhu("paper", "registration", "--document", 99, tmp_path / "表.pdf").code == 1
