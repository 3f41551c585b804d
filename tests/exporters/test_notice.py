"""The 统一编号通知单: a letter by GB/T 9704-2012 that names the document and its number."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from app.domain.problems import Refused
from app.exporters.notice import PAPER, write_notice
from tests.exporters.papers import NOTICE


def lines_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [line for page in document for line in page.get_textpage().get_text_range().splitlines()]


def test_it_says_everything_in_order(tmp_path: Path) -> None:
    path = tmp_path / "通知单.pdf"
    report = write_notice(replace(NOTICE, mark="海司规编〔2025〕1号"), path)
    facts = "".join(label + value for label, value in NOTICE.facts)
    expected = (
        f"{NOTICE.title}海司规编〔2025〕1号{NOTICE.addressee}：{''.join(NOTICE.paragraphs)}{facts}"
        f"{''.join(NOTICE.closing)}{NOTICE.office}2025年1月6日（{NOTICE.contact}）—1—"
    )
    assert re.sub(r"\s", "", "".join(lines_of(path))) == expected
    assert report.pages == 1


def test_a_line_has_28_characters(tmp_path: Path) -> None:
    path = tmp_path / "通知单.pdf"
    write_notice(replace(NOTICE, paragraphs=("国" * 200,), facts=()), path)
    full = [line for line in lines_of(path) if set(line.strip()) == {"国"}]
    assert [len(line.strip()) for line in full[:3]] == [26, 28, 28]


def test_the_office_stands_centred_above_the_date_four_characters_from_the_edge(tmp_path: Path) -> None:
    path = tmp_path / "通知单.pdf"
    write_notice(NOTICE, path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        office, day = (_extent(page, text) for text in (NOTICE.office, "2025年1月6日"))
    assert PAPER.width - PAPER.right - day[1] == pytest.approx(4 * 15.75, abs=3)
    assert sum(office) == pytest.approx(sum(day), abs=3)


def _extent(page: pypdfium2.PdfTextPage, text: str) -> tuple[float, float]:
    """Left and right edge of the last place where a text stands."""
    searcher, found = page.search(text), None
    while (hit := searcher.get_next()) is not None:
        found = hit
    assert found is not None
    boxes = [page.get_charbox(index) for index in range(found[0], found[0] + found[1])]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def test_a_long_letter_has_its_page_numbers_outside(tmp_path: Path) -> None:
    path = tmp_path / "通知单.pdf"
    report = write_notice(replace(NOTICE, paragraphs=NOTICE.paragraphs * 12), path)
    assert report.pages == 3
    with pypdfium2.PdfDocument(path) as document:
        lefts = [_extent(page.get_textpage(), f"— {number} —")[0] for number, page in enumerate(document, 1)]
    assert lefts[0] == pytest.approx(lefts[2], abs=3)
    assert lefts[0] > PAPER.width / 2 > lefts[1]


def test_the_date_has_no_leading_zero(tmp_path: Path) -> None:
    path = tmp_path / "通知单.pdf"
    write_notice(replace(NOTICE, on=date(2025, 3, 4)), path)
    assert any("2025年3月4日" in line for line in lines_of(path))


def test_a_character_without_a_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"主送机关中的“\U0001f600”（U\+1F600）"):
        write_notice(replace(NOTICE, addressee="\U0001f600局"), tmp_path / "通知单.pdf")
    assert list(tmp_path.iterdir()) == []
