"""What goes out comes back: an exported ledger taken in again changes nothing, in every format."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.documents.columns import LEDGER
from app.domain.documents.facts import Carrier, CarrierKind, EndKind, LegalBasis, Nature, Validity, ValidityMode
from app.domain.ledgers import Query
from app.domain.plans import PlanItem
from app.models.audit import ChainState
from app.models.database import Database
from app.models.search import refresh
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.imports import ImportService
from app.services.ledgers import LEDGERS, LedgerService
from app.services.papers import PaperService
from app.services.plans.service import PlanService
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock
from tests.services.test_imports import SAMPLE


@pytest.fixture
def filled(database: Database) -> Database:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    units = UnitService(database)
    units.save(unit(), CLERK)
    units.save(unit("海珠区司法局", code="11", parent_id=1, short_name="区司法局", remark="=1+1"), CLERK)
    ImportService(database).run("documents", SAMPLE, CLERK)
    documents = DocumentService(database)
    for facts in (
        draft(remark="=SUM(A1) 以等号开头\n第二行", drafter_id=2, topic="\t制表符"),
        ready(title="题中有 _x000D_ 字样\n分行", effective_on=date(2025, 4, 1)),
        old(
            title="联合文件", issuers=(1, 2), issuer_text="海珠区人民政府、海珠区司法局", unified_number="HZ0120210001"
        ),
        old(title="不是规范性文件的", nature=Nature.NOT_NORMATIVE, nature_reason="会议纪要"),
        old(title="任务完成时止", expires_on=None, validity=Validity(ValidityMode.UNTIL_DONE)),
        old(title="废止的", end_kind=EndKind.REPEALED, ended_on=date(2024, 1, 1), end_reason="被替代"),
        old(
            title="有载体和依据",
            carriers=(Carrier(CarrierKind.GAZETTE, "2022年第1期"),),
            bases=(LegalBasis("某法", "第三条"),),
        ),
        old(title="𠮷䶮", handler="李四", index_number="'0012-1", document_number="+1〔2020〕3号"),
    ):
        documents.register(facts, CLERK)
    plans = PlanService(database)
    for item in (
        PlanItem(
            2025, "海珠区养老服务设施管理办法", 1, submit_by=date(2025, 6, 30), handler="张三", remark="=1+1\n第二行"
        ),
        PlanItem(2024, "《联合起草的》（送审稿）", drafter_text="海珠区民政局、海珠区财政局"),
        PlanItem(2025, "取消的", dropped_on=date(2025, 2, 1), dropped_reason="上位法修订"),
    ):
        plans.save(item, CLERK)
    plans.carry([2], 2025, CLERK)
    return database


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("ledger", [name for name, ledger in LEDGERS.items() if ledger.importable])
def test_an_export_taken_in_again_changes_nothing(
    filled: Database, clock: Clock, tmp_path: Path, ledger: str, suffix: str
) -> None:
    path = tmp_path / f"导出.{suffix}"
    papers = PaperService(filled, clock)
    papers.export(ledger, path, Query(clock.today()))
    before: ChainState = AuditService(filled).head()
    outcome = ImportService(filled).run(ledger, path, CLERK)
    assert [line for line in outcome.lines if line.action != "skipped"] == []
    assert outcome.skipped == outcome.rows == LedgerService(filled).count(ledger, Query(clock.today()))
    assert AuditService(filled).head().length == before.length + 1, "the batch itself, nothing else"


def test_an_export_taken_in_by_another_office_says_the_same(
    filled: Database, clock: Clock, tmp_path: Path, template_database: Path
) -> None:
    path = tmp_path / "导出.xlsx"
    PaperService(filled, clock).export("documents", path, Query(clock.today()))
    other_file = tmp_path / "另一个.db"
    other_file.write_bytes(template_database.read_bytes())
    other = Database(other_file, clock)
    other.index_with(refresh)
    SettingsService(other).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    outcome = ImportService(other).run("documents", path, CLERK)
    assert outcome.failed == 0
    shown = (
        "title",
        "document_number",
        "unified_number",
        "issuer",
        "published_on",
        "effective_on",
        "expires_on",
        "validity",
        "remark",
        "end_kind",
    )
    lines = []
    for database in (filled, other):
        ledgers = LedgerService(database)
        rows = ledgers.lines("documents", Query(clock.today(), sort=("title", False)))
        places = [LEDGER.index(key) for key in shown]
        lines.append([[cells[place] for place in places] for _, cells in rows])
    other.close()
    assert lines[0] == lines[1]


def test_a_line_edited_in_excel_updates_its_document(filled: Database, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "导出.xlsx"
    PaperService(filled, clock).export("documents", path, Query(clock.today()))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    header = {cell.value: cell.column for row in sheet.iter_rows(min_row=1, max_row=5) for cell in row if cell.value}
    line = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, header["文件名称"]).value == "联合文件")
    sheet.cell(line, header["备注"]).value = "在表格中补记"
    sheet.cell(line, header["承办人"]).value = "王五"
    book.save(path)
    outcome = ImportService(filled).run("documents", path, CLERK)
    assert (outcome.created, outcome.updated, outcome.failed) == (0, 1, 0)
    documents = DocumentService(filled)
    changed = next(item.record_id for item in outcome.lines if item.action == "updated")
    facts = documents.get(changed or 0)
    assert (facts.remark, facts.handler) == ("在表格中补记", "王五")
    undone = ImportService(filled).undo(outcome.batch_id or 0, CLERK)
    assert (undone.removed, undone.restored) == (0, 1)
    assert documents.get(changed or 0) == replace(facts, remark="", handler="", revision=facts.revision + 1)
