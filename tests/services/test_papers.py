"""Papers: ledgers in three formats, the number book with its gaps, 登记表, 通知单, the list of refused lines."""

import csv
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from app.domain.documents.facts import (
    Carrier,
    CarrierKind,
    Nature,
    Relation,
    RelationKind,
    Step,
    StepKind,
    StepLevel,
    StepResult,
)
from app.domain.documents.status import ForceStatus
from app.domain.ledgers import Filter, Query
from app.domain.letters import LetterKind
from app.domain.problems import Refused, Unavailable
from app.models.database import Database
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.imports import ImportService
from app.services.letters.service import LetterService
from app.services.numbering.service import NumberingService
from app.services.papers import PaperService
from app.services.settings import OfficeSettings
from app.services.setup import SetupService
from tests.factories import PROCEDURE, draft, old, passed, ready
from tests.offices import CLERK, Clock

HAIZHU = OfficeSettings(office="广州市海珠区司法局", region_code="HZ", profile="guangzhou")


@pytest.fixture
def papers(database: Database, clock: Clock) -> PaperService:
    SetupService(database).begin(HAIZHU, CLERK)
    return PaperService(database, clock)


@pytest.fixture
def documents(papers: PaperService, database: Database) -> DocumentService:
    return DocumentService(database)


@pytest.fixture
def book(papers: PaperService, database: Database) -> NumberingService:
    return NumberingService(database)


def register(documents: DocumentService, **given: object) -> int:
    stored = documents.register(ready(**given), CLERK)
    assert stored.id is not None
    return stored.id


def notice(papers: PaperService, document: int, path: Path) -> None:
    """Hand the notice of a number out."""
    letters = LetterService(papers._database, papers._clock)
    letters.hand_out(LetterKind.NUMBER_NOTICE, path, CLERK, document_id=document)


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def today(clock: Clock) -> Query:
    return Query(clock.today())


def test_the_same_lines_go_out_in_three_formats(
    papers: PaperService, documents: DocumentService, clock: Clock, tmp_path: Path
) -> None:
    documents.register(old(), CLERK)
    documents.register(
        old(title="海珠区另一件办法", document_number="海府规〔2022〕1号", published_on=date(2024, 1, 1)), CLERK
    )
    for suffix in ("xlsx", "pdf", "csv"):
        assert papers.export("documents", tmp_path / f"台账.{suffix}", today(clock)).lines == 2
    sheet = load_workbook(tmp_path / "台账.xlsx").active
    assert sheet["A1"].value == "行政规范性文件台账（2021—2024年）"
    assert sheet["A2"].value == "填报单位：广州市海珠区司法局（盖章）"
    assert "填报日期：2025年3月3日" in [cell.value for cell in sheet[2]]
    text = text_of(tmp_path / "台账.pdf")
    assert "海珠区另一件办法" in text
    head = AuditService(documents._database).head()
    assert f"修改记录 {head.length} 条，末条校验值 {head.head[:16]}" in text
    with (tmp_path / "台账.csv").open(encoding="utf-8-sig") as file:
        assert [row["文件名称"] for row in csv.DictReader(file)] == [
            "海珠区另一件办法",
            "海珠区农村集体资产交易管理办法",
        ]


def test_a_past_day_stands_in_the_title_and_later_documents_are_left_out(
    papers: PaperService, documents: DocumentService, clock: Clock
) -> None:
    documents.register(old(), CLERK)
    documents.register(old(title="海珠区另一件办法", document_number="", published_on=date(2024, 1, 1)), CLERK)
    sheet = papers.sheet("documents", Query(date(2022, 12, 31), as_of=True))
    assert sheet.title == "行政规范性文件台账（截至2022年12月31日）"
    assert [line[sheet.ledger.index("title")] for line in sheet.lines] == ["海珠区农村集体资产交易管理办法"]
    assert sheet.on == clock.today()


def test_only_the_picked_lines_go_out_in_their_order(
    papers: PaperService, documents: DocumentService, clock: Clock
) -> None:
    for number in range(3):
        documents.register(old(title=f"第{number}件办法", document_number=""), CLERK)
    sheet = papers.sheet("documents", today(clock), [3, 1])
    assert [line[sheet.ledger.index("title")] for line in sheet.lines] == ["第2件办法", "第0件办法"]


def test_a_day_still_to_come_stands_in_the_title_as_a_forecast(
    papers: PaperService, documents: DocumentService, clock: Clock
) -> None:
    documents.register(old(), CLERK)
    on = date(clock.today().year + 30, 12, 31)
    sheet = papers.sheet("documents", Query(on, as_of=True))
    assert sheet.title == "行政规范性文件台账（推算至2055年12月31日）"
    (line,) = sheet.lines
    assert line[sheet.ledger.index("force_status")] == ForceStatus.EXPIRED
    assert papers.sheet("documents", Query(clock.today(), as_of=True)).title.endswith("（截至2025年3月3日）")


@pytest.mark.parametrize("name", ["台账.docx", "台账", "台账.xls"])
def test_another_format_is_refused(papers: PaperService, clock: Clock, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"\.xlsx、\.pdf、\.csv"):
        papers.export("documents", tmp_path / name, today(clock))
    assert not list(tmp_path.glob("台账*"))


def numbers(papers: PaperService, query: Query) -> list[tuple[str, str]]:
    sheet = papers.sheet("numbering", query)
    number, state = sheet.ledger.index("number"), sheet.ledger.column("state")
    return [(str(line[number]), state.show(line[sheet.ledger.index("state")])) for line in sheet.lines]


def with_a_void_and_gaps(documents: DocumentService, book: NumberingService) -> None:
    """0001 used, 0002 void, 0003 skipped, 0004 used, 0005 skipped, 0006 used."""
    for title in ("甲办法", "乙办法"):
        book.allot(register(documents, title=title), CLERK)
    book.void("HZ0120250002", "清样有误", CLERK)
    for serial in (4, 6):
        documents.register(old(title=f"旧{serial}", document_number="", unified_number=f"HZ012025{serial:04}"), CLERK)


def test_the_number_book_lists_void_numbers_and_every_gap_in_order(
    papers: PaperService, documents: DocumentService, book: NumberingService, clock: Clock, tmp_path: Path
) -> None:
    with_a_void_and_gaps(documents, book)
    assert numbers(papers, today(clock)) == [
        ("HZ0120250001", "已用"),
        ("HZ0120250002", "作废"),
        ("HZ0120250003", "未说明"),
        ("HZ0120250004", "已用"),
        ("HZ0120250005", "未说明"),
        ("HZ0120250006", "已用"),
    ]
    papers.export("numbering", tmp_path / "登记簿.pdf", today(clock))
    text = text_of(tmp_path / "登记簿.pdf")
    assert "规范性文件编号登记簿（2025年）" in text
    assert "清样有误" in text
    assert "HZ0120250003" in text


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Filter("state", ("gap",)), ["HZ0120250003", "HZ0120250005"]),
        (Filter("state", ("void",)), ["HZ0120250002"]),
        (Filter("serial", low=5), ["HZ0120250005", "HZ0120250006"]),
        (Filter("year", (2024,)), []),
        (Filter("allotted_on", low=date(2025, 1, 1)), ["HZ0120250001", "HZ0120250002"]),
    ],
)
def test_filters_hold_for_gaps_too(
    papers: PaperService,
    documents: DocumentService,
    book: NumberingService,
    clock: Clock,
    condition: Filter,
    expected: list[str],
) -> None:
    with_a_void_and_gaps(documents, book)
    assert [number for number, _ in numbers(papers, Query(clock.today(), (condition,)))] == expected


def test_the_registration_form_tells_the_whole_course(
    papers: PaperService, documents: DocumentService, book: NumberingService, clock: Clock, tmp_path: Path
) -> None:
    steps = (
        *PROCEDURE[:2],
        Step(
            StepKind.REVIEW,
            date(2025, 2, 5),
            level=StepLevel.GOVERNMENT,
            result=StepResult.RETURNED,
            note="缺少起草说明",
        ),
        *PROCEDURE[2:],
    )
    earlier = documents.register(old(), CLERK)
    document = register(
        documents, steps=steps, handler="李娜", relations=(Relation(RelationKind.REPLACES, earlier.id),), drafter_id=24
    )
    book.allot(document, CLERK)
    documents.publish(document, clock.today(), date(2025, 4, 10), (Carrier(CarrierKind.WEBSITE),), CLERK)
    path = tmp_path / "登记表.pdf"
    assert papers.registration(document, path).pages >= 1
    text = text_of(path)
    for expected in (
        "行政规范性文件登记表", "海珠区招商引资扶持办法", "HZ0120250001", "区政府合法性审核（第1轮）", "退回补正", "缺少起草说明",
        "区政府合法性审核（第2轮）", "第41次常务会议", "替代《海珠区农村集体资产交易管理办法》", "海珠区投资促进局", "有效期届满", "政府门户网站",
    ):  # fmt: skip
        assert expected in text, expected


def test_a_file_that_is_no_normative_document_gets_a_form_of_its_own(
    papers: PaperService, documents: DocumentService, tmp_path: Path
) -> None:
    stored = documents.register(
        draft(nature=Nature.NOT_NORMATIVE, nature_reason="工作方案", title="海珠区专项行动工作方案"), CLERK
    )
    papers.registration(stored.id or 0, tmp_path / "登记表.pdf")
    assert "不是行政规范性文件" in text_of(tmp_path / "登记表.pdf")


def test_the_notice_goes_to_the_drafter_and_fixes_the_number(
    papers: PaperService, documents: DocumentService, book: NumberingService, tmp_path: Path
) -> None:
    document = register(documents, drafter_id=24, document_number="海府规〔2025〕2号")
    number = book.allot(document, CLERK)
    notice(papers, document, tmp_path / "通知单.pdf")
    text = text_of(tmp_path / "通知单.pdf")
    for expected in (
        "海珠区投资促进局：",
        number,
        "海府规〔2025〕2号",
        "2025年3月3日",
        "广州市海珠区司法局",
        "统一发布",
        "联系人：张三",
    ):
        assert expected in text, expected
    with pytest.raises(Refused, match="通知单已打印"):
        book.withdraw(number, CLERK)
    length = AuditService(documents._database).head().length
    notice(papers, document, tmp_path / "通知单.pdf")
    assert AuditService(documents._database).head().length == length


def test_the_notice_can_be_a_word_file(
    papers: PaperService, documents: DocumentService, book: NumberingService, tmp_path: Path
) -> None:
    document = register(documents, drafter_id=24)
    number = book.allot(document, CLERK)
    with pytest.raises(Refused, match=r"请改以 \.pdf 或 \.docx 结尾"):
        notice(papers, document, tmp_path / "通知单.txt")
    book.withdraw(number, CLERK)
    number = book.allot(document, CLERK)
    notice(papers, document, tmp_path / "通知单.docx")
    said = [cell.text for row in Document(str(tmp_path / "通知单.docx")).tables[0].rows for cell in row.cells]
    assert said[said.index("统一编号") + 1] == number
    with pytest.raises(Refused, match="通知单已打印"):
        book.withdraw(number, CLERK)


def test_a_department_document_goes_back_to_its_issuer(
    papers: PaperService, documents: DocumentService, book: NumberingService, tmp_path: Path
) -> None:
    steps = (*PROCEDURE[:4], passed(StepKind.DELIBERATION, date(2025, 2, 20), StepLevel.DEPARTMENT))
    document = register(documents, issuers=(5,), file_level="department", steps=steps)
    book.allot(document, CLERK)
    notice(papers, document, tmp_path / "通知单.pdf")
    assert "海珠区科技和工业信息化局：" in text_of(tmp_path / "通知单.pdf")


def test_no_notice_without_a_number_in_the_book(
    papers: PaperService, documents: DocumentService, tmp_path: Path
) -> None:
    waiting = register(documents)
    foreign = documents.register(old(unified_number="HFGS-2022-7"), CLERK)
    for document, reason in ((waiting, "还没有统一编号"), (foreign.id or 0, "不在编号登记簿中")):
        with pytest.raises(Refused, match=reason):
            notice(papers, document, tmp_path / "通知单.pdf")
    assert not (tmp_path / "通知单.pdf").exists()


def test_a_notice_that_could_not_be_saved_leaves_the_number_free(
    papers: PaperService, documents: DocumentService, book: NumberingService, tmp_path: Path
) -> None:
    document = register(documents)
    number = book.allot(document, CLERK)
    with pytest.raises(Unavailable):
        notice(papers, document, tmp_path / "没有的文件夹" / "通知单.pdf")
    book.withdraw(number, CLERK)


def test_a_first_notice_waits_while_nothing_can_be_noted(
    papers: PaperService, documents: DocumentService, book: NumberingService, database: Database, tmp_path: Path
) -> None:
    document = register(documents)
    book.allot(document, CLERK)
    database.blocked = "李四正在使用"
    with pytest.raises(Unavailable, match="李四正在使用"):
        notice(papers, document, tmp_path / "通知单.pdf")
    assert not (tmp_path / "通知单.pdf").exists()


@pytest.mark.parametrize("ledger", ["documents", "units"])
def test_the_template_of_an_importable_ledger(papers: PaperService, tmp_path: Path, ledger: str) -> None:
    papers.template(ledger, tmp_path / "模板.xlsx")
    assert load_workbook(tmp_path / "模板.xlsx").sheetnames[0]


def test_no_template_for_what_the_program_writes_itself(papers: PaperService, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不能导入"):
        papers.template("numbering", tmp_path / "模板.xlsx")
    with pytest.raises(Refused, match=r"\.xlsx"):
        papers.template("documents", tmp_path / "模板.csv")
    with pytest.raises(Refused, match="documents"):
        papers.template("contracts", tmp_path / "模板.xlsx")


def test_refused_lines_go_back_with_their_reasons(papers: PaperService, database: Database, tmp_path: Path) -> None:
    (tmp_path / "旧.csv").write_text("文件名称,文号\n甲办法,海府规〔2020〕1号\n,海府规〔2020〕2号\n", "utf-8")
    outcome = ImportService(database).plan("documents", tmp_path / "旧.csv")
    assert papers.errors(outcome, tmp_path / "错误.xlsx").lines == outcome.failed == 1
    rows = list(load_workbook(tmp_path / "错误.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:2] == ("文件名称", "文号")
    assert rows[1][1] == "海府规〔2020〕2号"
    assert "文件名称" in rows[1][-1]
