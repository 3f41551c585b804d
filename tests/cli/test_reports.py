"""Figures and the annual report by commands."""

from pathlib import Path

from pypdf import PdfReader

from app.domain.figures.catalogue import CATALOGUE
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from tests.cli.conftest import Fazhi
from tests.factories import old
from tests.offices import CLERK, Clock


def test_figures_of_a_year(haizhu: Fazhi, inside, clock: Clock) -> None:
    def fill(office) -> None:
        facts = SubmissionFacts(
            "会议议题", SubmissionKind.MEETING_ITEM, sender_text="区府办", received_on=clock.today()
        )
        key = office.submissions.receive(facts, CLERK).id
        office.submissions.answer(key, clock.today(), "", "没有意见", CLERK)
        office.documents.register(old(), CLERK)

    inside(fill)
    found = {value["key"]: value for value in haizhu("figures", "--year", 2025, "--json").json}
    assert list(found) == [figure.key for figure in CATALOGUE]
    answered = found["answered"]
    assert (answered["value"], answered["unit"], answered["before"], answered["change"], answered["percent"]) == (
        1,
        "件",
        0,
        1,
        None,
    )
    assert (answered["ledger"], answered["lines"], answered["ids"], answered["title"]) == (
        "submissions",
        1,
        [1],
        "反馈件数",
    )
    assert "会议议题" in answered["definition"]
    assert found["documents_in_force"]["before"] == 1
    said = haizhu("figures", "--year", 2025).out
    assert "【合法性审核】" in said
    assert "反馈件数\t2025年 1件\t2024年 0件\t增加1件\t" in said
    refused = haizhu("figures", "--year", 2026)
    assert (refused.code, "2026 年没有数据" in refused.err) == (1, True)
    assert haizhu("figures").code == 2


def test_a_report_that_nobody_has_begun_is_made_from_the_template(haizhu: Fazhi, inside, tmp_path: Path) -> None:
    pdf, word = tmp_path / "年度报告.pdf", tmp_path / "年度报告.docx"
    said = haizhu("report", "annual", "--year", 2024, pdf, "--json").json
    assert said == {"file": str(pdf), "pages": said["pages"], "replaced": 0, "drafted": False}
    assert said["pages"] == len(PdfReader(pdf).pages) > 5
    assert "还没有起草" in haizhu("report", "annual", "--year", 2024, word).out
    assert word.stat().st_size > 10_000
    assert inside(lambda office: office.reports.view(2024, office.today()).stored) is False
    inside(lambda office: office.reports.start(2024, CLERK))
    assert haizhu("report", "annual", "--year", 2024, pdf, "--json").json["drafted"] is True
    wrong = haizhu("report", "annual", "--year", 2024, tmp_path / "年度报告.xlsx")
    assert (wrong.code, "PDF 或 Word" in wrong.err) == (1, True)
