"""公文 as PDF by GB/T 9704-2012, measured in the finished file: lines, characters, margins, page numbers, tables, head and foot."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from app.domain.problems import Refused
from app.exporters.lines import NO_END, NO_START
from app.exporters.official import Appendix, FactList, Heading, Layout, Official, Paragraph, write
from tests.exporters.official.papers import NOTICE, PLANS, REPORT, TABLE, plan
from tests.exporters.official.reading import MM, Row, bare, pages_of, text_of

LEFT, RIGHT = 28 * MM, (210 - 26) * MM
CHARACTER, PITCH = 15.75, 29.5
NUMBER = re.compile(r"—(\d+)—")


def made(paper: Official, folder: Path) -> Path:
    path = folder / "公文.pdf"
    write(paper, path)
    return path


def body_rows(page: list[Row]) -> list[Row]:
    return [row for row in page if not NUMBER.fullmatch(row.text)]


def advances(row: Row) -> list[float]:
    """From one Chinese character to the next one right beside it."""
    return [
        after.left - sign.left
        for sign, after in pairwise(row.signs)
        if not after.apart and "\u4e00" <= sign.text <= "\u9fff" and "\u4e00" <= after.text <= "\u9fff"
    ]


def test_a_notice_says_everything_in_order(tmp_path: Path) -> None:
    path = tmp_path / "通知单.pdf"
    report = write(replace(NOTICE, mark="海司规编〔2025〕1号"), path)
    said = []
    for block in NOTICE.body:
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, FactList):
            said += [label + (value or "—") for label, value in block.facts]
    expected = f"{NOTICE.title}海司规编〔2025〕1号{NOTICE.addressee}：{''.join(said)}{NOTICE.office}2025年1月6日（{NOTICE.note}）—1—"
    assert text_of(path) == expected
    assert (report.pages, report.replaced) == (1, 0)


@pytest.mark.parametrize("name", sorted(file.name for file in PLANS.glob("*.txt")))
def test_a_long_text_keeps_to_the_type_area(tmp_path: Path, name: str) -> None:
    """28 characters in a line, 22 lines on a page, characters on their grid, no line beyond 156 mm, no fault of 避头尾."""
    pages = pages_of(made(plan(name), tmp_path))
    begins = {line.lstrip()[:1] for line in (PLANS / name).read_text("utf-8").splitlines()}
    full = rows = 0
    for page in pages:
        lines = body_rows(page)
        assert len(lines) <= 22
        for row in lines:
            rows += 1
            assert row.left >= LEFT - 0.5
            assert row.right <= RIGHT + 0.1, row.text
            assert row.text[0] not in set(NO_START) - begins, row.text
            assert row.text[-1] not in NO_END, row.text
            if row.right > LEFT + 28 * CHARACTER - 1:
                full += 1
                assert all(abs(step / CHARACTER - 1) <= 0.04 for step in advances(row)), row.text
    assert rows > 300
    assert full > 0.7 * rows
    assert max(len(body_rows(page)) for page in pages) == 22


def test_all_of_a_long_text_is_there(tmp_path: Path) -> None:
    path = made(plan("000.txt"), tmp_path)
    assert bare((PLANS / "000.txt").read_text("utf-8")) in NUMBER.sub("", text_of(path))


def test_lines_are_one_pitch_apart_and_begin_and_end_with_the_type_area(tmp_path: Path) -> None:
    paper = replace(NOTICE, body=(Paragraph("国" * 2000),))
    page = body_rows(pages_of(made(paper, tmp_path))[1])
    assert len(page) == 22
    assert [len(row.signs) for row in page] == [28] * 22
    assert all(after.baseline - row.baseline == pytest.approx(PITCH, abs=0.1) for row, after in pairwise(page))
    top = page[0].baseline - CHARACTER
    assert top == pytest.approx(37 * MM, abs=3.5)  # a character's box hangs a little below its baseline
    assert page[-1].baseline == pytest.approx((297 - 35) * MM, abs=3.5)
    assert advances(page[3]) == pytest.approx([CHARACTER] * 27, abs=0.02)


def test_page_numbers_stand_outside_seven_millimetres_below(tmp_path: Path) -> None:
    path = made(plan("004.txt"), tmp_path)
    pages = pages_of(path)
    for number, page in enumerate(pages, 1):
        row = page[-1]
        assert row.text == f"—{number}—"
        inner = row.right if number % 2 else row.left
        assert inner == pytest.approx(RIGHT - 14 if number % 2 else LEFT + 14, abs=0.5)
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        place = text.search("— 1 —").get_next()
        assert place is not None
        _, bottom, _, top = text.get_charbox(place[0])
    assert 297 * MM - (bottom + top) / 2 == pytest.approx((297 - 35 + 7) * MM, abs=0.5)


def test_no_line_of_a_paragraph_is_alone_on_a_page(tmp_path: Path) -> None:
    body = tuple(
        Paragraph(f"{name}：" + "法治政府建设" * count)
        for name, count in zip("甲乙丙丁" * 30, [7, 11, 15] * 40, strict=True)
    )
    pages = [body_rows(page) for page in pages_of(made(replace(NOTICE, body=body, signed=False, note=""), tmp_path))]
    assert len(pages) > 10
    for page, after in pairwise(pages):
        assert not re.match("[甲乙丙丁]：", page[-1].text), "a first line alone"
        assert re.match("[甲乙丙丁]：", after[0].text) or not re.match("[甲乙丙丁]：", after[1].text), (
            "a last line alone"
        )


def test_a_heading_stays_with_what_follows(tmp_path: Path) -> None:
    for lines in range(15, 24):
        body = (*(Paragraph("短句。") for _ in range(lines)), Heading("一、标题在此", 1), Paragraph("正文" * 60))
        pages = pages_of(made(replace(NOTICE, body=body), tmp_path))
        for page in pages:
            texts = [row.text for row in body_rows(page)]
            assert texts[-1] != "一、标题在此"


def test_the_signature_is_never_alone_on_a_page(tmp_path: Path) -> None:
    for lines in range(10, 24):
        body = tuple(Paragraph("第" * 20) for _ in range(lines))
        pages = pages_of(made(replace(NOTICE, body=body), tmp_path))
        page = next(page for page in pages if any("2025年1月6日" in row.text for row in page))
        assert any(row.text.startswith("第第") for row in page)


def test_headings_have_their_faces(tmp_path: Path) -> None:
    path = made(REPORT, tmp_path)
    faces: dict[str, str] = {}

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float) -> None:
        if font is not None:
            for key in ("一、主", "（一）", "1. 抓", "（1）", "广州市海珠区司法局文件"):
                if text.strip().startswith(key):
                    faces.setdefault(key, font["/BaseFont"])

    pypdf.PdfReader(path).pages[0].extract_text(visitor_text=visit)
    assert {key: face.split("+")[1] for key, face in faces.items()} == {
        "一、主": "NotoSansSC-Bold",
        "（一）": "FazhiKai-Regular",
        "1. 抓": "NotoSerifSC-Regular",
        "（1）": "NotoSerifSC-Regular",
        "广州市海珠区司法局文件": "NotoSerifSC-Bold",
    }


def test_every_face_is_embedded(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(made(REPORT, tmp_path))
    seen = 0
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index,attr-defined]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
            seen += 1
    assert seen > 10


def test_a_table_repeats_its_header_and_divides_no_row(tmp_path: Path) -> None:
    path = made(replace(NOTICE, body=(TABLE,)), tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        pages = [bare(page.get_textpage().get_text_range()) for page in document]
    header = "".join(column.title for column in TABLE.columns)
    of_table = [page for page in pages if header in page]
    assert len(of_table) > 3
    assert ["续表" in page for page in of_table] == [False, *[True] * (len(of_table) - 1)]
    for row in TABLE.rows:
        whole = "".join(cell or "—" for cell in row)
        assert sum(whole in page for page in pages) == 1, row
    last = of_table[-1]
    assert "合计2379026435" in last
    assert f"{TABLE.rows[-1][0]}{TABLE.rows[-1][1]}" in last, "the total is alone"
    assert of_table[0].index("单位：件") > of_table[0].index(TABLE.title)


def test_the_red_head(tmp_path: Path) -> None:
    path = made(REPORT, tmp_path)
    rows = pages_of(path)[0]
    assert rows[0].text == "广州市海珠区司法局文件"
    assert rows[1].text == "海司报〔2025〕3号签发人：王小明"
    assert rows[1].left == pytest.approx(LEFT + CHARACTER, abs=1)
    assert rows[1].right == pytest.approx(RIGHT - CHARACTER, abs=1)
    assert sum((rows[0].left, rows[0].right)) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert [row.text for row in rows[2:5]] == [
        "广州市海珠区司法局",
        "关于2024年法治政府建设情况的报告",
        "广州市海珠区人民政府：",
    ]
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    red = [
        y
        for y in range(picture.height)
        for pixel in [picture.getpixel((picture.width // 2, y))]
        if isinstance(pixel, tuple) and pixel[0] > 180 and pixel[1] < 110
    ]
    assert min(red) / 2 == pytest.approx((37 + 35) * MM, abs=8)
    whole = [y for y in red if all(picture.getpixel((x, y))[1] < 140 for x in range(200, 1000, 50))]  # type: ignore[index]
    assert whole, "a red line across"
    left, right = (int(edge * 2) for edge in (LEFT, RIGHT))
    assert picture.getpixel((left + 2, whole[0]))[1] < 140  # type: ignore[index]
    assert picture.getpixel((right - 3, whole[0]))[1] < 140  # type: ignore[index]


def test_attachments_signature_and_note(tmp_path: Path) -> None:
    pages = pages_of(made(REPORT, tmp_path))
    page = next(page for page in pages if any(row.text.startswith("附件：") for row in page))
    texts = [row.text for row in page]
    start = texts.index("附件：1.2024年度主要数据表")
    assert texts[start + 1] == "2.名词说明"
    assert texts[start + 2].startswith("3.有关单位合法性审核")
    assert "".join(texts[start + 2 : start + 4]) == f"3.{REPORT.enclosed[0]}"
    hanging = page[start + 3].left
    assert hanging == pytest.approx(page[start + 2].signs[2].left, abs=0.5)
    office, day = (next(row for row in page[start:] if row.text == text) for text in (REPORT.office, "2025年3月1日"))
    assert RIGHT - day.right == pytest.approx(4 * CHARACTER, abs=0.5)
    assert office.left + office.right == pytest.approx(day.left + day.right, abs=0.5)
    assert page[texts.index("2025年3月1日") + 1].text == f"（{REPORT.note}）"


def test_an_office_with_a_long_name_moves_the_date(tmp_path: Path) -> None:
    name = "广州市海珠区人民政府行政规范性文件管理办公室"
    rows = pages_of(made(replace(NOTICE, office=name), tmp_path))[0]
    office, day = (next(row for row in rows if row.text == text) for text in (name, "2025年1月6日"))
    assert office.right == pytest.approx(RIGHT, abs=0.5)
    assert office.left + office.right == pytest.approx(day.left + day.right, abs=0.5)


def test_appendices_begin_pages_and_the_colophon_ends_the_last(tmp_path: Path) -> None:
    pages = pages_of(made(REPORT, tmp_path))
    firsts = [page[0].text for page in pages]
    assert firsts.index("附件1") < firsts.index("附件2") == len(pages) - 1
    last = [row.text for row in body_rows(pages[-1])]
    assert last[:2] == ["附件2", "名词说明"]
    assert last[-3:-1] == [
        "抄送：区委办，区人大常委会办公室，区政协办公室，区纪委监委，",
        "区法院，区检察院，各街道办事处。",
    ]
    assert last[-1] == "广州市海珠区司法局办公室2025年3月3日印发"
    foot = body_rows(pages[-1])[-1]
    assert foot.left == pytest.approx(LEFT + 14, abs=0.5)
    assert foot.right == pytest.approx(RIGHT - 14, abs=0.5)
    assert 0 < (297 - 35) * MM - foot.baseline < 12
    assert not any("印发" in row.text for page in pages[:-1] for row in page)


def test_a_single_appendix_has_no_number(tmp_path: Path) -> None:
    paper = replace(NOTICE, appendices=(Appendix("名词说明", (Paragraph("无。"),)),))
    pages = [[row.text for row in page] for page in pages_of(made(paper, tmp_path))]
    assert "附件：名词说明" in pages[0]
    assert pages[1][:3] == ["附件", "名词说明", "无。"]


def test_a_full_last_page_gives_the_colophon_one_more(tmp_path: Path) -> None:
    assert REPORT.colophon is not None
    feet = set()
    for lines in range(8, 23):
        paper = replace(NOTICE, body=tuple(Paragraph("短句。") for _ in range(lines)), colophon=REPORT.colophon)
        pages = pages_of(made(paper, tmp_path))
        foot = body_rows(pages[-1])[-1]
        assert foot.text.endswith("印发")
        feet.add(round(foot.baseline, 1))
    assert len(feet) == 1


def test_a_cover_lies_before_page_one(tmp_path: Path) -> None:
    paper = replace(REPORT, head=None, mark="", cover=True, subtitle="（送审稿）", colophon=None)
    pages = pages_of(made(paper, tmp_path))
    cover = [row.text for row in pages[0]]
    assert cover == [
        "广州市海珠区司法局",
        "关于2024年法治政府建设情况的报告",
        "（送审稿）",
        REPORT.office,
        "2025年3月1日",
    ]
    assert pages[1] == []
    assert pages[2][-1].text == "—1—"
    assert pages[2][-1].right == pytest.approx(RIGHT - 14, abs=0.5)
    assert pages[3][-1].text == "—2—"


def test_a_character_without_a_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"主送机关中的“\U0001f600”（U\+1F600）"):
        write(replace(NOTICE, addressee="\U0001f600局"), tmp_path / "通知单.pdf")
    rows = (TABLE.rows[0], ("2", "\U0001f600", "", "", ""))
    with pytest.raises(Refused, match="表格“规范性文件制定和备案情况”第 2 行的“单位”"):
        write(replace(NOTICE, body=(replace(TABLE, rows=rows),)), tmp_path / "通知单.pdf")
    assert list(tmp_path.iterdir()) == []


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"请改以 \.pdf 或 \.docx 结尾"):
        write(NOTICE, tmp_path / "通知单.txt")
    assert list(tmp_path.iterdir()) == []


def test_control_characters_are_counted(tmp_path: Path) -> None:
    paper = replace(NOTICE, body=(Paragraph("前\x0b后\x00"),))
    assert write(paper, tmp_path / "通知单.pdf").replaced == 2
    assert "前□后□" in text_of(tmp_path / "通知单.pdf")


@pytest.mark.parametrize("paper", [NOTICE, REPORT], ids=["notice", "report"])
def test_the_same_paper_makes_the_same_bytes(tmp_path: Path, paper: Official) -> None:
    for name in ("甲.pdf", "乙.pdf"):
        write(paper, tmp_path / name)
    assert (tmp_path / "甲.pdf").read_bytes() == (tmp_path / "乙.pdf").read_bytes()
    about = pypdf.PdfReader(tmp_path / "甲.pdf").metadata
    assert about is not None
    assert about.title == paper.title.replace("\n", "")
    assert about.creation_date is not None
    assert about.creation_date.date() == paper.on


def test_dates_have_no_leading_zero(tmp_path: Path) -> None:
    assert "2025年3月4日" in text_of(made(replace(NOTICE, on=date(2025, 3, 4)), tmp_path))


CERTIFICATE = Official(
    "聘　　书",
    "海珠区人民政府",
    date(2025, 1, 6),
    (
        Paragraph("兹聘请李某某律师为海珠区人民政府法律顾问，聘期自2025年1月1日起至2027年12月31日止。"),
        Paragraph("特发此证。"),
    ),
    mark="编号：海府聘〔2025〕1号",
    layout=Layout.CERTIFICATE,
)
LONG_OFFICE = "广州市海珠区人民政府某某街道办事处综合行政执法办公室（区城市管理综合执法局某某执法队）"


@pytest.mark.parametrize("office", [CERTIFICATE.office, LONG_OFFICE])
def test_a_certificate_stands_in_the_middle_of_its_sheet_without_a_number(tmp_path: Path, office: str) -> None:
    (page,) = pages_of(made(replace(CERTIFICATE, office=office), tmp_path))
    assert not any(NUMBER.fullmatch(row.text) for row in page)
    assert bare("".join(row.text for row in page)).endswith(bare(f"特发此证。{office}2025年1月6日"))
    height, foot = 297 * MM, page[-1].baseline  # baselines grow from the top of the page
    white = page[0].baseline - 37 * MM, height - 35 * MM - foot
    assert 0 < white[0] < height / 3
    assert abs(white[0] - white[1]) < 60, "as much white above as below, but for what the eye wants"
    assert all(row.left > LEFT - 1 and row.right < RIGHT + 1 for row in page)


def test_a_certificate_s_day_may_be_left_to_be_written_by_hand(tmp_path: Path) -> None:
    (page,) = pages_of(made(replace(CERTIFICATE, dated=False), tmp_path))
    assert page[-1].text == "年月日"


def test_a_sheet_by_itself_has_a_large_title_over_text_of_the_usual_size(tmp_path: Path) -> None:
    (usual,) = pages_of(made(replace(CERTIFICATE, layout=Layout.TEXT), tmp_path))
    (sheet,) = pages_of(made(replace(CERTIFICATE, layout=Layout.SHEET), tmp_path))
    assert sheet[0].right - sheet[0].left > 1.4 * (usual[0].right - usual[0].left)
    assert sheet[0].baseline > usual[0].baseline + 2 * PITCH
    assert [row.text for row in sheet] == [row.text for row in usual if not NUMBER.fullmatch(row.text)]


def test_a_long_name_of_the_office_is_divided_above_its_date(tmp_path: Path) -> None:
    (page,) = pages_of(made(replace(NOTICE, office=LONG_OFFICE, note=""), tmp_path))
    first, second, day = body_rows(page)[-3:]
    assert first.text + second.text == LONG_OFFICE
    assert day.text == "2025年1月6日"
    middles = [(row.left + row.right) / 2 for row in (first, second, day)]
    assert max(middles) - min(middles) < CHARACTER
    assert all(row.left > LEFT - 0.5 and row.right < RIGHT + 0.5 for row in (first, second, day))


def test_short_facts_of_a_form_stand_two_in_a_row(tmp_path: Path) -> None:
    facts = (("姓名", "李某某"), ("单位", "区政府"), ("事项", "长" * 20), ("年度", "2025年"))
    paper = Official("表", "某局", date(2025, 1, 6), (FactList(facts, "　", compact=True),), signed=False)
    (page,) = pages_of(made(paper, tmp_path))
    assert [row.text for row in body_rows(page)] == ["表", "姓名李某某单位区政府", f"事项{'长' * 20}", "年度2025年"]


@pytest.mark.parametrize("compact", [False, True])
def test_a_fact_longer_than_a_page_goes_on_beside_its_label(tmp_path: Path, compact: bool) -> None:
    value = "\n".join(f"第{number}项服务" for number in range(80))
    facts = FactList((("合同", "甲"), ("服务", value), ("备注", "")), compact=compact)
    pages = pages_of(made(Official("表", "某局", date(2025, 1, 6), (facts,)), tmp_path))
    rows = [row for page in pages for row in body_rows(page)]
    text = "".join(row.text for row in rows)
    assert all(f"第{number}项服务" in text for number in range(80))
    assert all(row.baseline < (297 - 35) * MM for row in rows)
    assert text.endswith("备注—某局2025年1月6日")


def test_a_long_list_of_facts_begins_on_the_page_it_stands_on(tmp_path: Path) -> None:
    facts = FactList(tuple((f"栏目{number}", "内容") for number in range(30)))
    first, second = pages_of(made(Official("备案表", "某局", date(2025, 1, 6), (facts,), signed=False), tmp_path))
    assert len(body_rows(first)) > 12
    assert "栏目29内容" in [row.text for row in second]


def test_a_form_to_be_filled_in_by_hand_shows_no_dash(tmp_path: Path) -> None:
    paper = Official("表", "某局", date(2025, 1, 6), (FactList((("姓名", ""),), empty="　"),), signed=False)
    (page,) = pages_of(made(paper, tmp_path))
    assert [row.text for row in body_rows(page)] == ["表", "姓名"]


def test_a_short_table_is_not_divided(tmp_path: Path) -> None:
    short = replace(TABLE, rows=TABLE.rows[:3], title="短表", note="")
    for lines in range(10, 20):
        body = (*(Paragraph("某事。") for _ in range(lines)), short)
        pages = pages_of(made(Official("报告", "某局", date(2025, 1, 6), body, signed=False), tmp_path))
        first = [row.text for row in body_rows(pages[0])]
        assert ("短表" in first) == any(text.startswith("合计") for text in first), lines
