"""What goes out comes in: our own importer takes every line of an export, and no example of a template."""

from pathlib import Path

from app.domain.ledgers import Ledger
from app.exporters import csv, excel
from app.importers.files import read_workbook
from app.importers.tables import Table, find_table
from tests.exporters.sample import LEDGER, real_lines, sheet


def table(path: Path, ledger: Ledger = LEDGER) -> Table:
    return find_table(read_workbook(path).sheets[0], ledger)


def test_every_line_of_a_workbook_is_data_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    excel.write_ledger(sheet(), path)
    found = table(path)
    assert len(found.rows) == len(real_lines())
    assert set(found.keys.values()) == set(LEDGER.keys)
    assert found.unknown == ()
    assert [ignored.row for ignored in found.ignored] == [1, 2, 3, 47]  # title, 填报单位, header, 签字栏


def test_every_line_of_a_csv_is_data_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    csv.write_ledger(sheet(), path)
    found = table(path)
    assert len(found.rows) == len(real_lines())
    assert set(found.keys.values()) == set(LEDGER.keys)
    assert [ignored.row for ignored in found.ignored] == [1]


def test_a_blank_template_is_recognised_and_holds_no_data(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    excel.write_template(LEDGER, path)
    found = table(path)
    assert found.rows == ()
    assert found.missing == ()
    assert [ignored.reason for ignored in found.ignored if ignored.row > 3] == ["模板示例行"] * 2
