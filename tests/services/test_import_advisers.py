"""The offices' ledger of advisers taken in: every line accounted for, nothing guessed silently, taken back whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.advisers.engagements import Category, Filing, Method, Pricing
from app.domain.advisers.people import AdviserKind
from app.domain.ledgers import Query
from app.domain.money import WAN
from app.domain.problems import Severity
from app.domain.units import UnitCategory
from app.models.database import Database
from app.services.advisers.bundle import AdviserServices
from app.services.audit import AuditService
from app.services.imports import ImportService
from app.services.imports.outcome import Outcome
from app.services.ledgers import LEDGERS, LedgerService
from app.services.papers import PaperService
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.advisers import contract, lawyer
from tests.factories import unit
from tests.offices import CLERK, Clock

SAMPLE = Path(__file__).parent.parent / "data" / "ledgers" / "法律顾问聘任情况.xlsx"
D = date


@pytest.fixture
def imports(database: Database) -> ImportService:
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区", profile="guangzhou"), CLERK)
    return ImportService(database)


def services(database: Database) -> AdviserServices:
    return AdviserServices(database)


def lines(database: Database, ledger: str) -> list[dict[str, object]]:
    found = LedgerService(database).lines(ledger, Query(D(2025, 3, 3), sort=("id", False)))
    return [{"id": key, **dict(zip(LEDGERS[ledger].keys, cells, strict=True))} for key, cells in found]


def told(outcome: Outcome, row: int) -> list[str]:
    return [item.message for item in outcome.problems if item.row == row]


def changes(outcome: Outcome, row: int) -> dict[str, tuple[str, str]]:
    (line,) = (line for line in outcome.lines if line.row == row)
    return {title: (raw, new) for title, raw, new in line.changes}


def test_all_24_lines_are_accounted_for(imports: ImportService, database: Database) -> None:
    before = AuditService(database).head().length
    outcome = imports.run("engagements", SAMPLE, CLERK)
    assert AuditService(database).verify().length == before + 1, "the whole import is one entry"
    assert (outcome.rows, outcome.created, outcome.updated, outcome.skipped, outcome.failed) == (24, 24, 0, 0, 0)
    assert [(first, text) for first, _, _, text in outcome.ignored][-1] == (28, "合计 24人")
    assert outcome.new_units == ("区人民政府", "区住房和建设局", "区财政局", "瑞宝街道办事处", "区教育局", "凤阳街道办")
    sheet = load_workbook(SAMPLE).active
    assert sheet is not None
    people = {
        (row[2].value, name) for row in sheet.iter_rows(min_row=4, max_row=27) for name in str(row[3].value).split("、")
    }
    counts = {name: len(lines(database, name)) for name in ("engagements", "firms", "advisers", "appointments")}
    assert counts == {"engagements": 24, "firms": 5, "advisers": len(people), "appointments": 30}


def test_amounts_are_right_to_the_fen(imports: ImportService, database: Database) -> None:
    imports.run("engagements", SAMPLE, CLERK)
    sheet = load_workbook(SAMPLE).active
    assert sheet is not None
    wanted = {
        "8": 8 * WAN, 8.5: 85 * WAN // 10, "8万元": 8 * WAN, "捌万元整": 8 * WAN, "￥80,000元": 8 * WAN, "80000元": 8 * WAN, "按件计费": None,
    }  # fmt: skip
    rows = [row[6].value for row in sheet.iter_rows(min_row=4, max_row=27)]
    contracts = [services(database).engagements.get(int(str(line["id"]))) for line in lines(database, "engagements")]
    assert [facts.amount for facts in contracts] == [wanted[value] for value in rows]
    assert [facts.pricing for facts in contracts] == [
        Pricing.PER_CASE if value == "按件计费" else None for value in rows
    ]


def test_terms_ways_and_filings_are_told_with_what_was_understood(imports: ImportService, database: Database) -> None:
    outcome = imports.run("engagements", SAMPLE, CLERK)
    get = services(database).engagements.get
    assert (get(1).starts_on, get(1).ends_on, told(outcome, 4)) == (D(2021, 1, 1), D(2024, 12, 31), [])
    second = get(2)
    assert (second.method, second.filing, second.filed_on) == (Method.CONSULTATION, Filing.FILED, D(2023, 2, 1))
    assert changes(outcome, 5)["备案情况"] == ("2023.2.1已报区司法局", "已备案，备案日期 2023-02-01")
    assert changes(outcome, 5)["合同金额（元）"] == ("8.5", "85,000.00")
    third = get(3)
    assert (third.renewal, third.method, third.filing) == (True, None, None)
    assert changes(outcome, 6)["聘用方式"] == ("续聘", "续聘（选聘方式待补填）")
    assert ["续聘" in message for message in told(outcome, 6)] == [True]
    fourth = get(4)
    assert (fourth.starts_on, fourth.ends_on, fourth.filing) == (D(2024, 6, 1), D(2027, 5, 31), Filing.NOT_FILED)
    assert changes(outcome, 7)["合同期限"] == ("2024年6月—2027年5月", "2024-06-01 至 2027-05-31")
    assert any("只写到月" in message for message in told(outcome, 7))
    fifth = get(5)
    assert (fifth.starts_on, fifth.ends_on, fifth.open_ended) == (None, None, False)
    assert changes(outcome, 8)["合同期限"] == ("三年", "起止日期待补填")
    sixth = get(6)
    assert (sixth.starts_on, sixth.ends_on, sixth.open_ended) == (D(2022, 7, 1), None, True)
    assert changes(outcome, 9)["合同期限"] == ("2022.7.1至今", "2022-07-01 至今")
    assert changes(outcome, 10)["合同金额（元）"] == ("按件计费", "没有总额，计费方式：按件")
    doubtful = {line["id"] for line in lines(database, "engagements") if line["doubts"]}
    warned = {item.row - 3 for item in outcome.problems if item.severity is Severity.WARNING}
    assert doubtful == warned
    states = {line["state"] for line in lines(database, "engagements")}
    assert states == {"running", "expired", "unknown", "expiring"}


def test_firms_advisers_and_appointments_of_the_sample(imports: ImportService, database: Database) -> None:
    imports.run("engagements", SAMPLE, CLERK)
    people = services(database).people
    first = services(database).engagements.get(1)
    assert [people.get(engaged.adviser_id).name for engaged in first.advisers] == ["李律师", "赵律师"]
    assert not any(engaged.lead for engaged in first.advisers), "nobody has said who leads"
    namesakes = [facts for facts in people.all().values() if facts.name == "陈律师"]
    assert len({facts.firm_id for facts in namesakes}) == len(namesakes) > 1
    assert {facts.kind for facts in people.all().values()} == {AdviserKind.LAWYER}
    appointment = services(database).appointments.get(first.advisers[0].appointment_id or 0)
    assert (appointment.starts_on, appointment.ends_on, appointment.unit_id) == (
        D(2021, 1, 1),
        D(2024, 12, 31),
        first.unit_id,
    )


def test_the_sample_again_creates_nothing(imports: ImportService, database: Database) -> None:
    imports.run("engagements", SAMPLE, CLERK)
    for duplicates in ("skip", "merge"):
        again = imports.run("engagements", SAMPLE, CLERK, duplicates=duplicates)
        assert (again.created, again.updated, again.skipped, again.failed) == (0, 0, 24, 0)
    engagements = services(database).engagements
    filled = replace(
        engagements.get(5), starts_on=D(2023, 1, 1), ends_on=D(2025, 12, 31), doubts=engagements.get(5).doubts
    )
    engagements.save(filled, CLERK)
    again = imports.run("engagements", SAMPLE, CLERK, duplicates="merge")
    assert (again.created, again.updated, again.skipped) == (0, 0, 24)
    assert engagements.get(5).ends_on == D(2025, 12, 31)


def test_undo_takes_back_all_that_the_file_brought(imports: ImportService, database: Database) -> None:
    outcome = imports.run("engagements", SAMPLE, CLERK)
    undone = imports.undo(outcome.batch_id or 0, CLERK)
    assert (undone.removed, undone.kept) == (24, ())
    assert not any(lines(database, name) for name in ("engagements", "firms", "advisers", "appointments"))
    assert UnitService(database).all() == {}
    again = imports.run("engagements", SAMPLE, CLERK)
    kept = services(database).engagements.get(again.lines[0].record_id or 0)
    services(database).engagements.save(replace(kept, number="海司法顾〔2021〕1号"), CLERK)
    undone = imports.undo(again.batch_id or 0, CLERK)
    assert (undone.removed, undone.kept) == (23, (kept.name,))
    assert len(lines(database, "advisers")) == 2, "who serves under what is kept stays"


def test_a_plan_says_what_the_run_will_do_and_writes_nothing(imports: ImportService, database: Database) -> None:
    before = AuditService(database).head()
    plan = imports.plan("engagements", SAMPLE)
    assert AuditService(database).head() == before
    run = imports.run("engagements", SAMPLE, CLERK)
    assert (plan.lines, plan.problems, plan.new_units) == (run.lines, run.problems, run.new_units)


def book(path: Path, titles: tuple[str, ...], *rows: tuple[object, ...]) -> Path:
    workbook = Workbook()
    assert workbook.active is not None
    for row in (titles, *rows):
        workbook.active.append(row)
    workbook.save(path)
    return path


TITLES = ("聘用单位", "律师事务所", "顾问姓名", "聘期", "聘用方式", "合同金额（万元）", "备案情况", "类别")


def test_what_a_ledger_can_say_wrongly_is_kept_and_named(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    path = book(
        tmp_path / "台账.xlsx", TITLES,
        ("区教育局", "广东甲律师事务所", "张 三", "2024.12.31-2024.1.1", "抓阄", "8.1234567", "不清楚", "常年"),
        ("区教育局、区财政局", "中山大学法学院", "李四；王五", "2024.1.1-2024.12.31", "政府采购(竞争性磋商)", 8, "2024年1月已报备", "专项"),
        ("区财政局", "钱教授", None, "见合同", "公开招标", "面议", None, None),
        (None, "广东甲律师事务所", "张三", "2024.1.1-2024.12.31", "公开遴选", 8, None, None),
    )  # fmt: skip
    outcome = imports.run("engagements", path, CLERK, skip_bad=True)
    assert (outcome.created, outcome.failed) == (3, 1)
    get, people = services(database).engagements.get, services(database).people
    first = get(1)
    assert {doubt.field for doubt in first.doubts} == {"term", "method", "amount", "filing"}
    assert (first.ends_on, first.category, first.amount) == (D(2024, 1, 1), Category.RETAINER, None)
    assert any("两位小数" in message for message in told(outcome, 2))
    second = get(2)
    assert (second.method, second.filing, second.filed_on, second.amount) == (
        Method.CONSULTATION,
        Filing.FILED,
        None,
        8 * WAN,
    )
    assert (len(second.served), [people.get(one.adviser_id).name for one in second.advisers]) == (1, ["李四", "王五"])
    assert people.get(second.advisers[0].adviser_id).kind is None, "nobody has said what they are"
    third = get(3)
    assert (third.firm_id, people.get(third.advisers[0].adviser_id).name, third.method) == (
        None,
        "钱教授",
        Method.OPEN_TENDER,
    )
    assert {doubt.field for doubt in third.doubts} == {"firm", "term", "amount"}
    assert "没有聘用单位" in outcome.lines[3].reason


def test_two_contracts_of_the_same_parties_and_term_are_both_kept(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    row = ("区教育局", "广东甲律师事务所", "张三", "2024.1.1-2024.12.31", "公开遴选", 8, "已备案", None)
    path = book(tmp_path / "台账.xlsx", TITLES, row, row, (*row[:5], 3, *row[6:]), (*row[:7], "专项"))
    outcome = imports.run("engagements", path, CLERK)
    assert [line.action.value for line in outcome.lines] == ["created", "skipped", "created", "created"]
    assert any("与第 2 行相同，内容不同" in message for message in told(outcome, 4))
    assert len(lines(database, "appointments")) == 1


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("ledger", ["engagements", "advisers", "firms"])
def test_an_export_taken_in_again_changes_nothing(
    imports: ImportService, database: Database, clock: Clock, tmp_path: Path, ledger: str, suffix: str
) -> None:
    imports.run("engagements", SAMPLE, CLERK)
    whole = services(database)
    whole.engagements.save(
        contract(served=(2,), served_text="赤岗社区", clauses=whole.engagements.get(1).clauses), CLERK
    )
    whole.people.save(
        lawyer(
            "王某", firm_id=2, id_number="11010519491231002X", specialities=("行政法", "合同"), expert_pool=True, phone="13800000000"
        ), CLERK,
    )  # fmt: skip
    path = tmp_path / f"导出.{suffix}"
    PaperService(database, clock).export(ledger, path, Query(clock.today()))
    assert b"19491231" not in path.read_bytes()
    outcome = imports.run(ledger, path, CLERK, duplicates="merge")
    assert [(line.row, line.action, line.reason) for line in outcome.lines if line.action != "skipped"] == []
    assert outcome.rows == LedgerService(database).count(ledger, Query(clock.today()))


def test_an_export_edited_in_excel_updates_and_keeps_the_masked_number(
    imports: ImportService, database: Database, clock: Clock, tmp_path: Path
) -> None:
    people = services(database).people
    people.save(lawyer(id_number="11010519491231002X"), CLERK)
    path = tmp_path / "导出.xlsx"
    PaperService(database, clock).export("advisers", path, Query(clock.today()))
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    header = {cell.value: cell.column for cell in sheet[3]}
    assert sheet.cell(4, header["证件号码"]).value == "110105********002X"
    sheet.cell(4, header["联系电话"]).value = "13900000000"
    workbook.save(path)
    outcome = imports.run("advisers", path, CLERK)
    assert (outcome.updated, outcome.failed) == (1, 0)
    assert people.get(1).phone == "13900000000"
    assert people.reveal(1, "核对", CLERK) == "11010519491231002X"
    imports.undo(outcome.batch_id or 0, CLERK)
    assert people.get(1).phone == ""
    assert people.reveal(1, "核对", CLERK) == "11010519491231002X"


def test_a_ledger_of_advisers_of_another_office(imports: ImportService, database: Database, tmp_path: Path) -> None:
    titles = ("姓名", "类型", "工作单位", "身份证号", "专长", "执业证号", "首次执业日期", "专家库")
    path = book(
        tmp_path / "名册.xlsx", titles,
        ("李某某", "律师", "广东甲律师事务所", "110105********002X", "行政法、合同", "14401201012345678", "2010年7月1日", "是"),
        ("钱教授", "法学专家", "中山大学法学院", "440105199001011234", "", "", "", ""),
        ("孙科长", "公职律师", "海珠区司法局", "", "", "", "2030年1月1日", ""),
    )  # fmt: skip
    outcome = imports.run("advisers", path, CLERK)
    assert (outcome.created, outcome.failed) == (3, 0)
    first, second, third = services(database).people.all().values()
    assert (first.id_number, first.specialities, first.expert_pool, first.firm_id) == ("", ("行政法", "合同"), True, 1)
    assert [doubt.field for doubt in first.doubts] == ["id_number"]
    assert (second.workplace, [doubt.field for doubt in second.doubts]) == ("中山大学法学院", ["id_number"])
    assert [doubt.field for doubt in third.doubts] == ["first_practised_on"]
    said = str([entry.changes for entry in AuditService(database).history("advisers", 2)])
    assert "440105199001011234" not in said


def known_units(database: Database) -> dict[str, int]:
    units = UnitService(database)
    for name, short in (
        ("海珠区人民政府", "区政府"), ("海珠区住房和建设局", "区住房建设局"), ("海珠区财政局", "区财政局"),
        ("海珠区人民政府凤阳街道办事处", "凤阳街道"),
    ):  # fmt: skip
        category = UnitCategory.STREET if name.endswith("街道办事处") else UnitCategory.DEPARTMENT
        units.save(unit(name, code="", short_name=short, category=category), CLERK)
    return {facts.name: key for key, facts in units.all().items()}


def test_another_spelling_of_a_known_unit_is_taken_for_it_said_and_doubted(
    imports: ImportService, database: Database
) -> None:
    ids = known_units(database)
    outcome = imports.run("engagements", SAMPLE, CLERK)
    assert outcome.new_units == ("瑞宝街道办事处", "区教育局"), "nobody knows these two"
    get = services(database).engagements.get
    assert changes(outcome, 9)["聘用单位"] == ("凤阳街道办", "海珠区人民政府凤阳街道办事处")
    message = "没有名为“凤阳街道办”的单位，按“海珠区人民政府凤阳街道办事处”登记，请核对是否同一单位"
    assert message in told(outcome, 9)
    sixth = get(6)
    assert sixth.unit_id == ids["海珠区人民政府凤阳街道办事处"]
    assert ("unit", "凤阳街道办", message) in {(each.field, each.raw, each.message) for each in sixth.doubts}
    assert get(2).unit_id == ids["海珠区住房和建设局"]
    third = get(3)
    assert (third.unit_id, "聘用单位" in changes(outcome, 6)) == (ids["海珠区财政局"], False), "its short name"
    assert not any(each.field == "unit" for each in third.doubts)
    again = imports.run("engagements", SAMPLE, CLERK)
    assert (again.created, again.updated, again.skipped) == (0, 0, 24)


def written(tmp_path: Path, *units: str) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("聘用单位", "律师事务所/专家", "聘期", "合同金额"))
    for number, name in enumerate(units, 1):
        sheet.append((name, f"广东某某{number}律师事务所", "2024.1.1-2024.12.31", "8万元"))
    path = tmp_path / "聘任.xlsx"
    book.save(path)
    return path


def test_two_spellings_in_one_file_make_one_unit(imports: ImportService, database: Database, tmp_path: Path) -> None:
    outcome = imports.run("engagements", written(tmp_path, "沙园街道办", "沙园街", "区沙园街道办事处"), CLERK)
    assert outcome.new_units == ("沙园街道办",)
    assert {services(database).engagements.get(key).unit_id for key in (1, 2, 3)} == {1}
    assert changes(outcome, 3)["聘用单位"] == ("沙园街", "沙园街道办")


def test_where_several_units_could_be_meant_none_is_guessed(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    units = UnitService(database)
    units.save(unit("海珠区沙园街道办事处", code="61"), CLERK)
    units.save(unit("沙园街办", code="62"), CLERK)
    outcome = imports.run("engagements", written(tmp_path, "沙园街道"), CLERK)
    assert outcome.new_units == ("沙园街道",)
    assert "聘用单位" not in changes(outcome, 2)


def test_of_several_units_in_a_cell_each_spelling_is_doubted(
    imports: ImportService, database: Database, tmp_path: Path
) -> None:
    ids = known_units(database)
    outcome = imports.run("engagements", written(tmp_path, "区住房和建设局、凤阳街道办"), CLERK)
    facts = services(database).engagements.get(1)
    assert (facts.unit_id, facts.served) == (ids["海珠区住房和建设局"], (ids["海珠区人民政府凤阳街道办事处"],))
    assert len([message for message in told(outcome, 2) if "请核对" in message]) == 3
    assert len([each for each in facts.doubts if each.field == "unit"]) == 3
