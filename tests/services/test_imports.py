"""Taking the old ledger in: every line accounted for, nothing lost, taken back whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.documents.columns import LEDGER
from app.domain.ledgers import Query
from app.domain.problems import Refused
from app.models.database import Database
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.imports import Cancelled, ImportRefused, ImportService
from app.services.ledgers import LedgerService
from app.services.numbering.service import NumberingService
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.offices import CLERK, Clock
from tests.services.test_numbering import SCHEME

SAMPLE = Path(__file__).parent.parent / "data" / "ledgers" / "规范性文件台账.xlsx"


@pytest.fixture
def imports(database: Database) -> ImportService:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HP", "黄埔区"), CLERK)
    return ImportService(database)


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    workbook = Workbook()
    for row in (("序号", "文件名称", "发文字号", "统一编号", "制定机关", "公布日期", "有效期", "效力状态"), *rows):
        workbook.active.append(row)
    workbook.save(path)
    return path


def test_all_26_documents_of_the_sample_are_created_and_what_is_wrong_is_named(
    imports: ImportService, database: Database
) -> None:
    before = AuditService(database).head().length
    outcome = imports.run("documents", SAMPLE, CLERK)
    assert AuditService(database).verify().length == before + 1, "the whole import is one entry"
    assert (outcome.rows, outcome.created, outcome.updated, outcome.skipped, outcome.failed) == (26, 26, 0, 0, 0)
    assert outcome.hidden_rows == (7,)
    contradicting = {item.row for item in outcome.problems if "互相矛盾" in item.message}
    assert contradicting == {8, 34}
    lacking = {item.row: item.message for item in outcome.problems if item.message.startswith("资料不全")}
    without_dates = {row for row, message in lacking.items() if "公布日期、施行日期" in message}
    assert without_dates == {15, 17, 20, 29, 33, 34}


def test_the_same_file_again_changes_nothing_and_warns(imports: ImportService, clock: Clock) -> None:
    first = imports.run("documents", SAMPLE, CLERK)
    again = imports.run("documents", SAMPLE, CLERK)
    assert (again.created, again.updated, again.skipped, again.failed) == (0, 0, 26, 0)
    assert again.earlier is not None
    assert (again.earlier.batch_id, again.earlier.actor) == (first.batch_id, CLERK.name)


def test_a_plan_says_what_the_run_will_do_and_writes_nothing(imports: ImportService, database: Database) -> None:
    before = AuditService(database).head()
    plan = imports.plan("documents", SAMPLE)
    assert AuditService(database).head() == before
    run = imports.run("documents", SAMPLE, CLERK)
    assert (plan.lines, plan.problems, plan.new_units) == (run.lines, run.problems, run.new_units)


def test_an_unknown_issuer_becomes_an_unconfirmed_unit_that_may_not_issue(
    imports: ImportService, database: Database
) -> None:
    outcome = imports.run("documents", SAMPLE, CLERK)
    units = UnitService(database).all().values()
    assert {unit.name for unit in units} == set(outcome.new_units)
    assert not any(unit.confirmed or unit.may_issue for unit in units)


def test_undo_takes_back_all_but_what_was_edited_since(
    imports: ImportService, database: Database, clock: Clock
) -> None:
    batch = imports.run("documents", SAMPLE, CLERK).batch_id or 0
    documents = DocumentService(database)
    documents.save(replace(documents.get(3), remark="已核对"), CLERK)
    undone = imports.undo(batch, CLERK)
    assert (undone.removed, undone.kept) == (25, (documents.get(3).title,))
    assert list(LedgerService(database).ids("documents", Query(clock.today()))) == [3]
    assert {unit.name for unit in UnitService(database).all().values()} == {"广州开发区管委会", "广州市黄埔区人民政府"}
    assert LedgerService(database).ids("documents", Query(clock.today(), text="番禺")) == LedgerService(database).ids(
        "units", Query(clock.today(), text="番禺")
    )
    with pytest.raises(Refused, match="撤销"):
        imports.undo(batch, CLERK)
    assert AuditService(database).verify().broken_at is None


def test_a_line_without_title_fails_and_stops_the_rest_unless_skipped(
    imports: ImportService, database: Database, tmp_path: Path, clock: Clock
) -> None:
    path = book(tmp_path / "台账 新.xlsx", (1, "甲办法", "海府规〔2024〕1号"), (2, None, "海府规〔2024〕2号"))
    with pytest.raises(ImportRefused) as refusal:
        imports.run("documents", path, CLERK)
    assert [(item.row, item.message) for item in refusal.value.outcome.problems if item.severity == "error"] == [
        (3, "没有文件名称，无法登记；请补填文件名称")
    ]
    assert LedgerService(database).count("documents", Query(clock.today())) == 0
    outcome = imports.run("documents", path, CLERK, skip_bad=True)
    assert (outcome.rows, outcome.created, outcome.failed) == (2, 1, 1)


def test_an_impossible_date_keeps_its_text_and_marks_the_row(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    path = book(tmp_path / "台账.xlsx", (1, "甲办法", None, None, "海珠区人民政府", "2025年2月30日", "若干年"))
    imports.run("documents", path, CLERK)
    facts = DocumentService(database).get(1)
    assert facts.published_on is None
    assert {(doubt.field, doubt.raw) for doubt in facts.doubts} == {
        ("published_on", "2025年2月30日"),
        ("validity", "若干年"),
    }


def test_open_ended_is_a_validity_under_its_own_title_and_a_doubt_elsewhere(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    path = book(tmp_path / "台账.xlsx", (1, "甲办法", None, None, "海珠区人民政府", "长期有效"))
    outcome = imports.run("documents", path, CLERK)
    assert [(doubt.field, doubt.raw) for doubt in DocumentService(database).get(1).doubts] == [
        ("published_on", "长期有效")
    ]
    assert any("只有“有效期至”可以这样写" in item.message for item in outcome.problems)


def test_legacy_numbers_enter_the_book_and_a_double_stays_as_flagged_text(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    numbering = NumberingService(database)
    numbering.save_scheme(SCHEME, CLERK)
    path = book(
        tmp_path / "台账.xlsx",
        (1, "甲办法", None, "HP0120210019", "海珠区人民政府"),
        (2, "乙办法", None, "ＨＰ0120210019", "海珠区人民政府"),
        (3, "丙办法", None, "HFGS-2022-7", "海珠区人民政府"),
    )
    assert imports.run("documents", path, CLERK).created == 3
    documents = DocumentService(database)
    assert [len(numbering.of_document(key)) for key in (1, 2, 3)] == [1, 0, 0]
    assert "已被《甲办法》使用" in documents.get(2).doubts[0].message
    assert documents.get(3).number_note != ""


def test_cancelling_changes_nothing(imports: ImportService, database: Database) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    before = AuditService(database).head()
    with pytest.raises(Cancelled):
        imports.run("documents", SAMPLE, CLERK, progress=stop)
    assert AuditService(database).head() == before


def test_every_importable_column_reaches_a_fact(
    imports: ImportService, database: Database, tmp_path: Path, clock: Clock
) -> None:
    """The blank template's examples, one per column, come in and stand in the ledger as they were written."""
    columns = [column for column in LEDGER.columns if column.example and not column.derived]
    workbook = Workbook()
    workbook.active.append([column.title for column in columns])
    workbook.active.append([column.example for column in columns])
    workbook.save(tmp_path / "样例.xlsx")
    imports.run("documents", tmp_path / "样例.xlsx", CLERK)
    ((_, cells),) = LedgerService(database).lines("documents", Query(clock.today()))
    shown = dict(zip(LEDGER.keys, cells, strict=True))
    for column in columns:
        assert shown[column.key] not in (None, ""), column.title
