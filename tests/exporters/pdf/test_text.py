"""Paragraphs on paper: the lines that a reader sees are those of the line breaker, at four column widths."""

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from app.exporters.cells import Align
from app.exporters.lines import NO_END, NO_START
from app.exporters.pdf.pages import Imprint, Paper, paginate, save
from app.exporters.pdf.text import Style, paragraph
from tests.exporters.sample import DATA

STYLE = Style(size=10.5, pitch=15, align=Align.JUSTIFIED, indent=2)


@pytest.mark.parametrize("width", [80, 160, 300, 441])
def test_a_plan_as_pdf_reads_as_its_source_without_a_fault(tmp_path: Path, width: float) -> None:
    """M46 and M47, from the finished file: text, beginnings and ends of lines."""
    files = (DATA / "typesetting" / name for name in ("000.txt", "004.txt"))
    source = [text for file in files for text in file.read_text(encoding="utf-8").splitlines()]
    paper = Paper(width + 60, 842, top=30, right=30, bottom=30, left=30)
    pieces = [piece for text in source for piece in paragraph(text, STYLE, width)]
    path = tmp_path / "规划.pdf"
    save(path, paginate(pieces, paper.inner_height), paper, Imprint("规划", "", date(2025, 1, 1)), lambda *_: None)
    with pypdfium2.PdfDocument(path) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_range().split("\r\n")]
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", "".join(source))
    begins = {re.sub(r"\s", "", text)[0] for text in source}
    assert len(lines) > 500
    assert [line for line in lines if line.lstrip()[:1] in set(NO_START) - begins] == []
    assert [line for line in lines if line.rstrip()[-1:] in set(NO_END)] == []
