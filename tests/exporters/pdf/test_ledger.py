"""The PDF ledger: every cell on paper and nothing else, header on every page, no row divided, no character lost."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.ledgers import Column, Kind, Ledger, Sheet
from app.domain.problems import Refused
from app.exporters.cells import on_paper, printed
from app.exporters.pdf import write_ledger
from app.exporters.pdf.table import fitted
from tests.exporters.sample import LEDGER, ON, line, many, real_lines, sheet

HEADER = "".join(LEDGER.columns[place].title for place in printed(LEDGER))


def pages_of(path: Path) -> list[str]:
    """The text of every page without white space."""
    with pypdfium2.PdfDocument(path) as document:
        return [bare(page.get_textpage().get_text_range()) for page in document]


def bare(text: str) -> str:
    """Without white space; pdfium reads a hyphen at the end of a line as one that was not in the text."""
    return re.sub(r"\s", "", text.replace("\ufffe", "-"))


def test_text_is_the_ledger(tmp_path: Path) -> None:
    """M47: reading the PDF gives title, heads, all printed cells in order, foot and page numbers, by two readers."""
    path = tmp_path / "台账.pdf"
    report = write_ledger(sheet(), path)
    assert (report.lines, report.pages, report.replaced) == (43, len(pages_of(path)), 0)
    text = "".join(pages_of(path))
    places = printed(LEDGER)
    for number, cells in enumerate(real_lines(), 1):
        shown = "".join(on_paper(LEDGER.columns[place], cells[place]) or "—" for place in places)
        assert bare(f"{number}{shown}") in text
    assert "海珠区规范性文件台账（2025年度）" in text
    assert "填报单位：广州市海珠区司法局（盖章）填报日期：2025年1月1日" in text
    other = bare("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    assert sorted(other) == sorted(text)


def test_unprinted_and_hidden_columns_stay_off_paper(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    write_ledger(sheet([line(title="办法", region="不印的地区", uid="不印的标识")]), path)
    assert "不印的" not in pages_of(path)[0]


def test_every_page_has_the_header_and_its_number(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    report = write_ledger(sheet(many(300)), path)
    pages = pages_of(path)
    assert len(pages) == report.pages > 5
    for number, page in enumerate(pages, 1):
        assert page.count(f"序号{HEADER}") == 1
        assert page.endswith(f"第{number}页共{report.pages}页")
        assert ("续表" in page) is (number > 1)
        assert ("填报人：" in page) is (number == report.pages)
        assert ("修改记录1284条" in page) is (number == report.pages)


def test_the_foot_is_never_alone_on_a_page(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    for count in range(20, 60):
        write_ledger(sheet(many(count)), path)
        last = pages_of(path)[-1]
        assert f"{on_paper(LEDGER.columns[0], many(count)[-1][0])}" in last


def test_a_cell_of_200_characters_wraps(tmp_path: Path) -> None:
    note = "本办法自公布之日起施行，有效期五年。" * 12
    path = tmp_path / "台账.pdf"
    write_ledger(sheet([line(title="办法", note=note)]), path)
    assert note in pages_of(path)[0]


def test_a_row_higher_than_a_page_goes_on_and_says_so(tmp_path: Path) -> None:
    """One long remark must not keep a whole ledger from the printer."""
    note = "".join(f"第{number}条规定的事项，由主管部门负责解释。" for number in range(1, 400))
    path = tmp_path / "台账.pdf"
    report = write_ledger(sheet([line(title="甲"), line(title="乙", note=note), line(title="丙")]), path)
    pages = pages_of(path)
    assert report.pages == len(pages) >= 3
    joined = re.sub(f"第\\d+页共\\d+页|续表|序号{HEADER}|2（续）|—", "", "".join(pages))
    assert note in joined
    assert "2（续）" in pages[2]


def test_control_characters_become_a_sign_and_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    report = write_ledger(sheet([line(title="甲\x0b乙\x00\x07丙", note="一\r\n二\t三")]), path)
    assert report.replaced == 3
    assert "甲□乙□□丙" in pages_of(path)[0]


def test_characters_without_a_font_are_all_named_and_nothing_is_written(tmp_path: Path) -> None:
    """M45: character, code, line and column."""
    path = tmp_path / "台账.pdf"
    lines = [line(title="好办法"), line(title="坏\U0001f600办法", note="甲\U0001f4a9乙\U0001f600"), line(title="又好")]
    with pytest.raises(Refused) as caught:
        write_ledger(sheet(lines), path)
    assert [problem.field for problem in caught.value.problems] == ["title", "note", "note"]
    first, second, third = (problem.message for problem in caught.value.problems)
    assert "第 2 行“坏\U0001f600办法”的“文件名称”" in first
    assert "“\U0001f600”（U+1F600）" in first
    assert "“备注”" in second
    assert "U+1F4A9" in second
    assert "U+1F600" in third
    assert list(tmp_path.iterdir()) == []


def test_the_same_ledger_makes_the_same_file(tmp_path: Path) -> None:
    for name in ("一.pdf", "二.pdf"):
        write_ledger(sheet(), tmp_path / name)
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    write_ledger(sheet(), path)
    about = pypdf.PdfReader(path).metadata
    assert about is not None
    assert about.title == "海珠区规范性文件台账（2025年度）"
    assert about.author == "广州市海珠区司法局"
    assert about.creation_date is not None
    assert about.creation_date.date() == ON


def test_only_embedded_fonts(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    write_ledger(sheet([line(title="𠮷䶮㛃𬭚")]), path)
    fonts = pypdf.PdfReader(path).pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 4  # body, title, header, and the one that has 𠮷
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    assert "𠮷䶮㛃𬭚" in pages_of(path)[0]


def test_a_year_is_small_enough_to_send(tmp_path: Path) -> None:
    """M47: 500 documents are far more than a district issues in a year."""
    path = tmp_path / "台账.pdf"
    write_ledger(sheet(many(500)), path)
    assert path.stat().st_size < 3_000_000


def of_width(*widths: int) -> Sheet:
    columns = tuple(Column(f"c{place}", f"第{place}列", width_mm=width) for place, width in enumerate(widths))
    ledger = Ledger("x", "x", columns)
    return Sheet(ledger, "题", "单位", ON, [("内容",) * len(widths)])


@pytest.mark.parametrize(
    ("widths", "size"), [((60, 60), (297, 210)), ((90, 90, 90), (297, 210)), ((150, 200, 90), (420, 297))]
)
def test_paper_is_chosen_by_the_width_of_the_columns(
    tmp_path: Path, widths: tuple[int, ...], size: tuple[int, int]
) -> None:
    path = tmp_path / "台账.pdf"
    write_ledger(of_width(*widths), path)
    box = pypdf.PdfReader(path).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == size


def test_an_empty_ledger_is_still_a_paper(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    report = write_ledger(sheet([]), path)
    assert (report.lines, report.pages) == (0, 1)
    assert "填报人：" in pages_of(path)[0]


def test_a_long_title_is_broken_evenly(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    title = "广州市海珠区人民政府及其办公室、区属各部门、各街道办事处现行有效行政规范性文件统一登记编号台账" * 2
    write_ledger(sheet(title=title), path)
    with pypdfium2.PdfDocument(path) as document:
        first, second = document[0].get_textpage().get_text_range().splitlines()[:2]
    assert first + second == title
    assert abs(len(first) - len(second)) <= 4


cell_text = st.text(st.sampled_from("国家机关，。、；（）《》“”〔〕—…·12.%abXY -\n　𠮷䶮龘\x07"), max_size=80)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cell_text, cell_text), min_size=1, max_size=4))
def test_any_text_is_on_paper(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "台账.pdf"
    ledger = Ledger("x", "x", (Column("a", "甲", width_mm=90), Column("b", "乙", Kind.LONG_TEXT, width_mm=60)))
    report = write_ledger(Sheet(ledger, "题", "单位", ON, rows), path)
    text = "".join(pages_of(path))
    for number, row in enumerate(rows, 1):
        shown = "".join(bare(cell.replace("\x07", "□")) if cell.strip() else "—" for cell in row)
        assert f"{number}{shown}" in text
    assert report.replaced == sum(cell.count("\x07") for row in rows for cell in row)


def test_dates_and_choices_are_shown_as_offices_write_them(tmp_path: Path) -> None:
    path = tmp_path / "台账.pdf"
    cells = line(title="办法", effective_on=date(2024, 6, 1), state="in_force", filed=False, copies=0)
    write_ledger(replace(sheet([cells]), footnote=""), path)
    assert "2024年6月1日—现行有效否0—" in pages_of(path)[0]


def test_widths_are_shifted_but_kept_in_sum() -> None:
    assert fitted([10, 40, 50], {0: 14.0}) == pytest.approx([14, 40 - 4 * 40 / 90, 50 - 4 * 50 / 90])
    assert fitted([10, 40, 50], {0: 9.0}) == [10, 40, 50]
    assert fitted([10, 40], {0: 100.0}) == pytest.approx([15, 35])  # at most half as much again
    assert fitted([60, 30], {0: 90.0}) == pytest.approx([70, 20])  # the other gives a third
    assert fitted([10, 10], {0: 15.0, 1: 20.0}) == [10, 10]  # nobody to take from
