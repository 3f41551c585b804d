"""The CSV ledger: every column, readable by Excel, nothing in it that a spreadsheet would run."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exporters.csv import write_ledger
from tests.exporters.sample import LEDGER, line, real_lines, sheet


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_column_and_line_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    report = write_ledger(sheet(), path)
    header, *rows = read(path)
    assert header == [column.title for column in LEDGER.columns]
    assert rows == [
        [column.show(cell) for column, cell in zip(LEDGER.columns, cells, strict=True)] for cells in real_lines()
    ]
    assert (report.lines, report.replaced) == (43, 0)


def test_excel_finds_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    write_ledger(sheet([line(title="𠮷")]), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@SUM(A1)", "\t=1", "'=1", "''-"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(tmp_path: Path, text: str) -> None:
    path = tmp_path / "台账.csv"
    write_ledger(sheet([line(title=text)]), path)
    assert read(path)[1][1] == f"'{text}"


def test_numbers_dates_and_plain_texts_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    cells = line(title="'甲'的办法", copies=-3, published_on=date(2024, 5, 1), filed=True, state="expired")
    write_ledger(sheet([cells]), path)
    row = dict(zip(read(path)[0], read(path)[1], strict=True))
    assert (row["文件名称"], row["份数"], row["公布日期"]) == ("'甲'的办法", "-3", "2024-05-01")
    assert (row["已备案"], row["效力状态"], row["备注"]) == ("是", "已失效", "")


def test_control_characters_are_replaced_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    report = write_ledger(sheet([line(title="甲\x0b乙\x00", note="一\r\n二")]), path)
    assert report.replaced == 2
    assert read(path)[1][1] == "甲\ufffd乙\ufffd"
    assert read(path)[1][10] == "一\n二"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("=+-@'\"\t,;\n甲a "), max_size=8))
def test_one_apostrophe_taken_away_gives_the_text_back(tmp_path: Path, text: str) -> None:
    path = tmp_path / "台账.csv"
    write_ledger(sheet([line(title=text)]), path)
    written = read(path)[1][1]
    guarded = written.startswith("'") and written.lstrip("'")[:1] in set("=+-@\t")
    assert (written[1:] if guarded else written) == text
