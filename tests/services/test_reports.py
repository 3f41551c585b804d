"""The annual report through the service and on paper: begun, kept, refused, set by GB/T 9704."""

import ctypes
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx import Document

from app.domain.figures.catalogue import BY_KEY
from app.domain.problems import Refused, Severity
from app.domain.reports import Block, ReportFacts, cited, resolve
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.services.audit import AuditService
from app.services.office import Office
from app.services.reports.service import ReportService
from app.services.reports.skeleton import load_skeleton
from app.services.settings import OfficeSettings, SettingsService
from app.services.stale import Stale
from app.services.submissions.service import SubmissionService
from tests.offices import CLERK, SAMPLE_DAY

YEAR = 2024
TODAY = date(2025, 3, 3)
POINT = 25.4 / 72
"""Millimetres."""


@pytest.fixture
def reports(database: Database) -> ReportService:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    return ReportService(database)


def with_text(facts: ReportFacts, key: str, text: str) -> ReportFacts:
    blocks = tuple(replace(block, text=text) if block.key == key else block for block in facts.blocks)
    return replace(facts, blocks=blocks)


def test_the_skeleton_has_the_five_contents_and_cites_only_what_there_is(reports: ReportService) -> None:
    skeleton = load_skeleton()
    required = [plan.block.heading for plan in skeleton.blocks if plan.required]
    assert [heading[0] for heading in required] == list("一二三四五")
    for words, heading in zip(
        ("举措和成效", "第一责任人职责", "不足和原因", "下一年度主要安排", "其他"), required, strict=True
    ):
        assert words in heading
    view = reports.view(YEAR, TODAY)
    assert view.facts.title == "海珠区2024年法治政府建设年度报告"
    assert not view.stored
    wrong = [problem for problem in reports.check(view.facts) if problem.severity is Severity.ERROR]
    assert wrong == []
    assert sum(len(cited(block.text)) for block in view.facts.blocks) > 20
    listed = [key for table in skeleton.tables for key in table.figures]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(BY_KEY)


def test_a_report_is_begun_once_and_kept_with_its_texts(reports: ReportService, database: Database) -> None:
    begun = reports.start(YEAR, CLERK)
    assert reports.view(YEAR, TODAY).facts == begun
    assert reports.view(YEAR, TODAY).stored
    with pytest.raises(Refused, match="已经起草"):
        reports.start(YEAR, CLERK)
    stored = reports.save(with_text(begun, "others", "审核{审核件数}。\n另有说明。"), CLERK)
    assert (stored.revision, stored.block("others")) == (
        2, Block("others", "五、其他需要报告的情况", 1, "审核{审核件数}。\n另有说明。"),
    )  # fmt: skip
    entries = AuditService(database).history("reports", stored.id or 0)
    assert [entry.use_case for entry in entries] == ["修改年度报告", "起草年度报告"]
    (change,) = entries[0].changes
    assert change.field == "报告正文"
    assert "五、其他需要报告的情况：审核{审核件数}。" in change.new
    assert "others" not in change.new


def test_the_first_save_begins_it_and_a_stale_one_is_refused(reports: ReportService) -> None:
    fresh = reports.view(YEAR, TODAY).facts
    stored = reports.save(fresh, CLERK)
    assert stored.id
    with pytest.raises(Stale):
        reports.save(fresh, CLERK)
    reports.save(with_text(stored, "others", "先"), CLERK)
    with pytest.raises(Stale) as caught:
        reports.save(with_text(stored, "others", "后"), CLERK)
    assert caught.value.differing == ("blocks",)


def test_a_wrong_citation_is_refused_by_name_and_nothing_changes(reports: ReportService, tmp_path: Path) -> None:
    begun = reports.start(YEAR, CLERK)
    wrong = with_text(begun, "decisions", "审核{审查件数}。")
    with pytest.raises(Refused, match=re.escape("“{审查件数}”")):
        reports.save(wrong, CLERK)
    assert reports.view(YEAR, TODAY).facts == begun
    with pytest.raises(Refused, match=re.escape("“{审查件数}”")):
        reports.write(YEAR, tmp_path / "报告.pdf", TODAY, wrong)
    with pytest.raises(Refused, match=r"\.pdf 或 \.docx"):
        reports.write(YEAR, tmp_path / "报告.txt", TODAY)
    for ask in (lambda: reports.view(2026, TODAY), lambda: reports.start(2026, CLERK)):
        with pytest.raises(Refused, match="2026 年没有数据"):
            ask()
    assert list(tmp_path.glob("报告*")) == []


def test_last_year_s_texts_read_with_last_year_s_figures(reports: ReportService, database: Database) -> None:
    assert reports.view(YEAR, TODAY).last == {}
    submissions = SubmissionService(database)
    facts = SubmissionFacts(
        "第一件", SubmissionKind.MEETING_ITEM, sender_text="区府办", received_on=date(YEAR - 1, 5, 6)
    )
    key = submissions.receive(facts, CLERK).id or 0
    submissions.answer(key, date(YEAR - 1, 5, 9), "", "已反馈", CLERK)
    last = reports.start(YEAR - 1, CLERK)
    reports.save(with_text(last, "others", "{年度}年反馈{反馈件数}。"), CLERK)
    assert reports.view(YEAR, TODAY).last["others"] == "2023年反馈1件。"
    view = reports.view(YEAR, TODAY)
    assert resolve("{反馈件数}，上年{反馈件数·上年}，{反馈件数·同比}", view.known) == "0件，上年1件，减少1件（100%）"
    assert reports.years(TODAY)[:2] == [2025, 2024]


# -------------------------------------------------------------------- on paper


@dataclass(frozen=True)
class Sign:
    """One character of a page: its origin and right edge from the left edge of the paper, its baseline from the foot, in mm."""

    text: str
    left: float
    right: float
    base: float
    size: float


def signs(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    """The characters of a page in their order, blanks left out."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        if sign.strip():
            x, y = ctypes.c_double(), ctypes.c_double()
            assert pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
            right = text.get_charbox(at, loose=True)[2]
            size = pdfium.FPDFText_GetFontSize(text.raw, at)
            yield Sign(sign, x.value * POINT, right * POINT, y.value * POINT, size)


def lines(page: pypdfium2.PdfPage) -> list[list[Sign]]:
    """The lines of a page from top to bottom."""
    rows: dict[int, list[Sign]] = {}
    for sign in signs(page):
        rows.setdefault(round(sign.base), []).append(sign)
    return [sorted(row, key=lambda sign: sign.left) for _, row in sorted(rows.items(), reverse=True)]


@pytest.fixture(scope="module")
def paper(sample_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("报告") / "年度报告.pdf"
    sample_office.reports.write(SAMPLE_DAY.year - 1, path, SAMPLE_DAY)
    return path


HAN = re.compile("[一-鿿]")
NEVER_FIRST = "。，、；：？！）》”’〕】%％"
NEVER_LAST = "（《“‘〔【"


def test_its_pages_are_set_by_the_standard(paper: Path) -> None:
    """Han advance 15.75 pt ± 4 % on full lines, nothing beyond 156 mm, no 避头尾 fault, — 1 — outside on every page."""
    full = 0
    with pypdfium2.PdfDocument(paper) as document:
        for number, page in enumerate(document, 1):
            rows = lines(page)
            foot = "".join(sign.text for sign in rows[-1])
            assert foot == f"—{number}—"
            outside = rows[-1][-1].right if number % 2 else rows[-1][0].left
            assert outside == pytest.approx(210 - 26 - 5.56 if number % 2 else 28 + 5.56, abs=1.5)
            body = [row for row in rows[:-1] if max(sign.size for sign in row) == pytest.approx(15.75)]
            for row in rows[:-1]:
                assert row[0].left >= 28 - 0.3
                assert row[-1].right <= 28 + 156 + 0.3
            for row in body:
                assert row[0].text not in NEVER_FIRST
                assert row[-1].text not in NEVER_LAST
                if row[-1].right < 28 + 156 - 6.5:
                    continue
                full += 1
                steps = [
                    (after.left - before.left) / POINT
                    for before, after in pairwise(row)
                    if HAN.match(before.text) and HAN.match(after.text)
                ]
                assert all(15.75 * 0.96 <= step <= 15.75 * 1.04 for step in steps), "".join(s.text for s in row)
    assert full > 40


def test_it_says_what_the_texts_say_with_their_figures(paper: Path, sample_office: Office) -> None:
    view = sample_office.reports.view(SAMPLE_DAY.year - 1, SAMPLE_DAY)
    with pypdfium2.PdfDocument(paper) as document:
        said = "".join(re.sub(r"—\s*\d+\s*—\s*$", "", page.get_textpage().get_text_range()) for page in document)
    said = re.sub(r"\s", "", said)
    for block in view.facts.blocks:
        for line in (block.heading, *resolve(block.text, view.known).splitlines()):
            assert re.sub(r"\s", "", line) in said
    for value in view.figures:
        if value.figure.key in ("reviewed", "documents_in_force", "adoption_rate"):
            assert f"{value.figure.title}{value.figure.unit}" in said
    assert "{" not in said


def test_the_same_content_makes_the_same_file(paper: Path, sample_office: Office, tmp_path: Path) -> None:
    for suffix in ("pdf", "docx"):
        made = [tmp_path / f"{at}.{suffix}" for at in range(2)]
        for path in made:
            sample_office.reports.write(SAMPLE_DAY.year - 1, path, SAMPLE_DAY)
        assert made[0].read_bytes() == made[1].read_bytes()


def test_lines_of_their_own_stand_as_headings_in_the_word_file(reports: ReportService, tmp_path: Path) -> None:
    facts = with_text(reports.view(YEAR, TODAY).facts, "others", "（一）队伍建设\n全年招录××人。\n1.培训\n无。")
    path = tmp_path / "报告.docx"
    reports.write(YEAR, path, TODAY, facts)
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    at = texts.index("（一）队伍建设")
    assert texts[at : at + 4] == ["（一）队伍建设", "全年招录××人。", "1.培训", "无。"]
    assert not reports.view(YEAR, TODAY).stored


@pytest.mark.libreoffice
def test_libreoffice_opens_the_word_file_whole(sample_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "年度报告.docx"
    sample_office.reports.write(SAMPLE_DAY.year - 1, path, SAMPLE_DAY)
    program = shutil.which("soffice")
    assert program is not None
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", path.name],
        cwd=tmp_path, check=True, timeout=150, capture_output=True,
    )  # fmt: skip
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as document:
        said = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    view = sample_office.reports.view(SAMPLE_DAY.year - 1, SAMPLE_DAY)
    assert view.facts.title in said
    for block in view.facts.blocks:
        assert block.heading in said
    for value in view.figures:
        if value.figure.key == "documents_in_force":
            assert value.figure.definition[:20] in said
