"""公文 as Word file: page, grid, faces and lines as the standard wants them, nothing of the text lost."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from app.exporters.official import Chart, FactList, Heading, Layout, Official, Paragraph, Table, write
from app.exporters.official.pdf import white_above
from tests.exporters.official.libreoffice import as_pdf
from tests.exporters.official.papers import CHART, NOTICE, REPORT, TABLE, plan
from tests.exporters.official.reading import MM, bare, pages_of, text_of


def made(paper: Official, folder: Path) -> Path:
    path = folder / "公文.docx"
    write(paper, path)
    return path


def style(document: Any, name: str) -> Any:
    return next(each.element for each in document.styles if each.style_id == name)


def texts(path: Path) -> str:
    """All text of the main part in its order."""
    root = Document(str(path)).element.body
    return bare("".join(node.text or "" for node in root.iter(qn("w:t"))))


def expected(paper: Official) -> list[str]:
    """What the paper says, piece by piece."""
    said = [paper.title, f"{paper.addressee}："]
    for block in paper.body:
        match block:
            case Heading() | Paragraph():
                said.append(block.text)
            case FactList():
                said += [label + (value or "—") for label, value in block.facts]
            case Table():
                rows = [tuple(column.title for column in block.columns), *block.rows]
                said += [block.title, f"单位：{block.unit}", *("".join(cell or "—" for cell in row) for row in rows)]
                said += ["".join(block.total or ()), block.note]
            case Chart():
                said.append(block.title)
    said += [f"{place}.{name}" for place, name in enumerate(paper.attachments, 1)]
    said += [paper.office, f"（{paper.note}）"]
    return [bare(each) for each in said]


@pytest.mark.parametrize("paper", [NOTICE, REPORT], ids=["notice", "report"])
def test_it_says_everything_in_order(tmp_path: Path, paper: Official) -> None:
    text, place = texts(made(paper, tmp_path)), 0
    for each in expected(paper):
        assert each in text[place:], each
        place = text.index(each, place) + len(each)


def test_page_margins_and_grid(tmp_path: Path) -> None:
    section = Document(str(made(NOTICE, tmp_path))).sections[0]
    sizes = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    for size, mm in zip(sizes, (210, 297, 37, 35, 28, 26), strict=True):
        assert size is not None
        assert size / Mm(1) == pytest.approx(mm, abs=0.05)
    grid = section._sectPr.find(qn("w:docGrid"))
    pitch, space = int(grid.get(qn("w:linePitch"))), int(grid.get(qn("w:charSpace")))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 225 * MM * 20 // pitch == 22
    normal = style(Document(str(tmp_path / "公文.docx")), "Normal").rPr.find(qn("w:sz"))
    assert 156 * MM // (int(normal.get(qn("w:val"))) / 2 + space / 4096) == 28


FACES = {
    "Title": ("方正小标宋简体", "44"),
    "Heading1": ("黑体", "32"),
    "Heading2": ("楷体_GB2312", "32"),
    "Heading3": ("仿宋_GB2312", "32"),
    "Heading4": ("仿宋_GB2312", "32"),
    "FazhiBody": ("仿宋_GB2312", "32"),
    "FazhiPageNumber": ("宋体", "28"),
}


@pytest.mark.parametrize("name", FACES)
def test_faces_and_sizes(tmp_path: Path, name: str) -> None:
    look = style(Document(str(made(NOTICE, tmp_path))), name).rPr
    face, size = FACES[name]
    fonts = look.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("eastAsia", "ascii", "hAnsi")} == {face}
    assert "Theme" not in "".join(fonts.attrib)
    assert look.find(qn("w:sz")).get(qn("w:val")) == size


def test_body_lines_are_exact_and_indented_by_two_characters(tmp_path: Path) -> None:
    look = style(Document(str(made(NOTICE, tmp_path))), "FazhiBody").pPr
    spacing, indent = look.find(qn("w:spacing")), look.find(qn("w:ind"))
    assert spacing.get(qn("w:lineRule")) == "exact"
    assert 28 <= int(spacing.get(qn("w:line"))) / 20 <= 30
    assert 22 * int(spacing.get(qn("w:line"))) <= 225 * MM * 20
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert look.find(qn("w:jc")).get(qn("w:val")) == "both"


def test_page_numbers_are_fields_outside(tmp_path: Path) -> None:
    document = Document(str(made(NOTICE, tmp_path)))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert "".join(node.text or "" for node in line._p.iter(qn("w:t"))) == "— 1 —"
        assert line._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
        assert line._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert line._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}")) == "280"


def test_tables_repeat_their_header_and_divide_no_row(tmp_path: Path) -> None:
    table = Document(str(made(replace(NOTICE, body=(TABLE,)), tmp_path))).tables[0]
    assert len(table.rows) == len(TABLE.rows) + 2
    for number, row in enumerate(table.rows):
        properties = row._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:cantSplit")) is not None
        assert (properties.find(qn("w:tblHeader")) is not None) is (number == 0)
    total = "".join(cell.text for cell in table.rows[-1].cells)
    assert bare(total) == "合计2379026435"
    kept = table.rows[-2].cells[0].paragraphs[0]._p.pPr
    assert kept is not None
    assert kept.find(qn("w:keepNext")) is not None


def test_headings_are_in_the_navigation_pane(tmp_path: Path) -> None:
    document = Document(str(made(REPORT, tmp_path)))
    assert [paragraph.style.style_id for paragraph in document.paragraphs if paragraph.text[:2] in {"一、", "（一", "1.", "（1"}] == [
        "Heading1", "Heading2", "Heading3", "Heading4",
    ]  # fmt: skip
    assert style(document, "Heading2").pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"


def test_a_chart_is_a_picture_that_can_also_be_heard(tmp_path: Path) -> None:
    document = Document(str(made(replace(NOTICE, body=(CHART, CHART)), tmp_path)))
    assert len(document.inline_shapes) == 2
    about = document.inline_shapes[0]._inline.docPr
    assert about.get("name") == "图1"
    assert about.get("descr", "").startswith("近三年规范性文件办理情况（单位：件）。2023年：登记编号 23，合法性审核 41")


def test_a_cover_is_a_section_of_its_own(tmp_path: Path) -> None:
    document = Document(str(made(replace(REPORT, cover=True), tmp_path)))
    first, second = document.sections
    assert first.footer.is_linked_to_previous
    assert [each.tag for each in first._sectPr if "footerReference" in each.tag] == []
    assert second._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert second._sectPr.find(qn("w:type")).get(qn("w:val")) == "oddPage"
    assert not second.footer.is_linked_to_previous


def test_control_characters_are_counted_and_harmless(tmp_path: Path) -> None:
    paper = replace(NOTICE, body=(Paragraph("前\x0b后\x00<&>\t制表"),))
    assert write(paper, tmp_path / "公文.docx").replaced == 2
    assert "前\ufffd后\ufffd<&>制表" in texts(tmp_path / "公文.docx")


@pytest.mark.parametrize("paper", [NOTICE, REPORT], ids=["notice", "report"])
def test_the_same_paper_makes_the_same_bytes(tmp_path: Path, paper: Official) -> None:
    for name in ("甲.docx", "乙.docx"):
        write(paper, tmp_path / name)
    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()
    about = Document(str(tmp_path / "甲.docx")).core_properties
    assert (about.title, about.author) == (paper.title.replace("\n", ""), paper.office)
    assert about.created is not None
    assert about.created.date() == paper.on
    assert about.comments == ""


def test_a_year_before_zip_archives_is_no_trouble(tmp_path: Path) -> None:
    with ZipFile(made(replace(NOTICE, on=date(1979, 5, 1)), tmp_path)) as archive:
        assert archive.infolist()[0].date_time[:3] == (1980, 5, 1)


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = as_pdf(made(REPORT, tmp_path), monkeypatch)
    text = re.sub(r"—\d+—", "", text_of(path))
    for each in expected(REPORT):
        assert each in text, each
    pages = pages_of(path)
    header = "".join(column.title for column in TABLE.columns)
    assert sum(header in row.text for page in pages for row in page) > 4
    for number, page in enumerate(pages, 1):
        assert page[-1].text == f"—{number}—"
        assert (page[-1].left > 105 * MM) is bool(number % 2)
    last = [row.text for row in pages[-1]]
    assert last[-2] == "广州市海珠区司法局办公室2025年3月3日印发"
    assert pages[-1][-2].baseline > 250 * MM


@pytest.mark.libreoffice
def test_libreoffice_sets_28_characters_and_22_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = replace(plan("000.txt"), body=(Paragraph("国" * 3000), Paragraph("完。")))
    pages = pages_of(as_pdf(made(paper, tmp_path), monkeypatch))
    lines = pages[1][:-1]
    assert len(lines) == 22
    assert [len(row.signs) for row in lines] == [28] * 22
    assert all(row.left >= 28 * MM - 1 and row.right <= 184 * MM + 1 for row in lines)


def test_a_certificate_stands_where_it_stands_in_the_pdf_without_a_number(tmp_path: Path) -> None:
    body = (Paragraph("兹聘请您为法律顾问。"), Paragraph("特发此证。", indented=False))
    paper = Official("聘　　书", "海珠区人民政府", date(2025, 1, 6), body, layout=Layout.CERTIFICATE, dated=False)
    path = made(paper, tmp_path)
    title, first, last, office, day = Document(str(path)).paragraphs
    assert title.paragraph_format.space_before is not None
    assert title.paragraph_format.space_before.pt == pytest.approx(white_above(paper), abs=0.1)
    assert white_above(paper) > 100
    assert [each.style.style_id for each in (title, first, last, office, day)] == [
        "FazhiCertificateTitle", "FazhiCertificateBody", "FazhiCertificateFlush", "FazhiCertificateSignature", "FazhiCertificateSignature",
    ]  # fmt: skip
    assert day.text.split() == ["年", "月", "日"]
    assert style(Document(str(path)), "FazhiCertificateBody").find(f".//{qn('w:ind')}").get(qn("w:firstLine")) == "880"
    with ZipFile(path) as packed:
        assert not any(name.startswith("word/footer") for name in packed.namelist())


def test_a_long_name_of_the_office_is_divided(tmp_path: Path) -> None:
    office = "广州市海珠区人民政府某某街道办事处综合行政执法办公室（某某街道执法队）"
    *_, first, second, day = Document(str(made(replace(NOTICE, office=office, note=""), tmp_path))).paragraphs
    assert first.text + second.text == office
    assert abs(len(first.text) - len(second.text)) < 6
    assert day.text == "2025年1月6日"


def test_short_facts_of_a_form_stand_two_in_a_row(tmp_path: Path) -> None:
    facts = (("姓名", "李某某"), ("单位", "区政府"), ("事项", "长" * 20))
    paper = Official("表", "某局", date(2025, 1, 6), (FactList(facts, compact=True),), signed=False)
    (table,) = Document(str(made(paper, tmp_path))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["姓名", "李某某", "单位", "区政府"], ["事项", *["长" * 20] * 3]]
    assert [len(row._tr.tc_lst) for row in table.rows] == [4, 2]


def test_a_long_list_of_facts_may_be_divided_between_its_rows(tmp_path: Path) -> None:
    facts = FactList(tuple((f"栏目{number}", "") for number in range(12)), empty="　")
    path = made(Official("备案表", "某局", date(2025, 1, 6), (facts,), signed=False), tmp_path)
    (table,) = Document(str(path)).tables
    free = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next is False for row in table.rows]
    assert free == [False, *[True] * 9, False, False]
    assert "—" not in texts(path)
