"""Amounts and hundredths in every file: shown in 元 with two decimals, numbers where the format has numbers."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.domain.ledgers import Column, Kind, Ledger, Sheet
from app.exporters import csv as csv_files
from app.exporters import excel, pdf
from app.exporters.excel.template import write_template
from app.importers.drafts import drafts
from app.importers.files import read_workbook
from app.importers.tables import find_table

LEDGER = Ledger(
    "amounts",
    "金额台账",
    (
        Column("name", "合同名称", required=True, example="常年法律顾问合同"),
        Column("amount", "合同金额（元）", Kind.MONEY, 26, synonyms=("合同金额",), example="80000"),
        Column("hours", "工时", Kind.DECIMAL, 14, example="1.5"),
    ),
    importable=True,
)
LINES = (("甲", 8_000_000, 150), ("乙", 5, 225), ("丙", None, None))


def sheet() -> Sheet:
    return Sheet(LEDGER, "金额台账", "海珠区司法局", date(2026, 1, 1), LINES)


def test_a_workbook_holds_numbers(tmp_path: Path) -> None:
    path = tmp_path / "金额.xlsx"
    excel.write_ledger(sheet(), path)
    rows = list(load_workbook(path).worksheets[0].iter_rows(min_row=4, max_row=6))
    assert [[cell.value for cell in row[2:4]] for row in rows] == [[80000, 1.5], [0.05, 2.25], [None, None]]
    assert rows[0][2].number_format == "#,##0.00"
    assert rows[0][2].alignment.horizontal == "right"


def test_paper_and_csv_show_yuan(tmp_path: Path) -> None:
    csv_files.write_ledger(sheet(), tmp_path / "金额.csv")
    with (tmp_path / "金额.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[1:3] for row in csv.reader(file)][1:] == [["80,000.00", "1.5"], ["0.05", "2.25"], ["", ""]]
    pdf.write_ledger(sheet(), tmp_path / "金额.pdf")
    text = PdfReader(tmp_path / "金额.pdf").pages[0].extract_text()
    assert "80,000.00" in text
    assert "2.25" in text


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_goes_out_is_read_back(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"金额.{suffix}"
    (excel if suffix == "xlsx" else csv_files).write_ledger(sheet(), path)
    read = drafts(find_table(read_workbook(path).sheets[0], LEDGER), LEDGER)
    values = [[reading.value for reading in draft.values.values()] for draft in read]
    assert values == [["甲", 8_000_000, 150], ["乙", 5, 225], ["丙"]]
    assert not [problem for draft in read for problem in draft.problems]


def test_the_template_has_an_amount_and_takes_numbers(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(LEDGER, path)
    page = load_workbook(path).worksheets[0]
    assert page["C4"].value == 80000
    rules = {str(rule.sqref): rule.type for rule in page.data_validations.dataValidation}
    assert rules["C4:C5000"] == rules["D4:D5000"] == "decimal"
