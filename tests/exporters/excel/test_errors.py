"""The list of failed rows: the user's own cells under the user's own header, each with its reasons."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from app.domain.problems import Refused
from app.exporters.excel import ErrorRow, write_errors


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment as a workbook knows it: of no time zone."""
    return datetime.combine(date(2025, 1, day), time(hour, minute))


HEADER = ("序号", "文件名称", "公布日期")


def test_rows_stand_as_they_were_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "错误.xlsx"
    rows = [
        ErrorRow(5, (1.0, "=办法", "2025-13-45"), ("公布日期不是日期。", "缺制定机关。")),
        ErrorRow(9, (2, None, at(2)), ("没有文件名称。",)),
        ErrorRow(11, (2.5, True, date(2025, 1, 3), "多出的一格", time(9, 30), at(2, 15, 16)), ("重复。",)),
    ]
    report = write_errors(path, HEADER, rows)
    assert report.lines == 3
    sheet = openpyxl.load_workbook(path).active
    written = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert written[0] == [*HEADER, None, None, None, "原行号", "错误说明"]
    assert written[1] == [1, "=办法", "2025-13-45", None, None, None, 5, "公布日期不是日期。\n缺制定机关。"]
    assert written[2] == [2, None, at(2), None, None, None, 9, "没有文件名称。"]
    assert written[3] == [
        2.5,
        "是",
        at(3),
        "多出的一格",
        "09:30:00",
        "2025-01-02 15:16:00",
        11,
        "重复。",
    ]
    assert sheet["B2"].data_type == "s"
    assert sheet["C3"].number_format == 'yyyy"年"m"月"d"日"'
    assert sheet["C2"].number_format == "General"
    assert sheet.freeze_panes == "A2"


def test_control_characters_are_counted(tmp_path: Path) -> None:
    assert write_errors(tmp_path / "错误.xlsx", HEADER, [ErrorRow(2, ("甲\x0b",), ("坏\x00",))]).replaced == 2


def test_a_text_too_long_for_a_cell_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="第 7 行的“文件名称”有 40000 字"):
        write_errors(tmp_path / "错误.xlsx", HEADER, [ErrorRow(7, (1, "长" * 40_000), ("太长。",))])
    assert list(tmp_path.iterdir()) == []
