"""A year's arrangement from a file: every spelling that offices use, and the whole file refused with every line named."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.calendar import DayKind, Holiday
from app.domain.problems import Refused
from app.importers.calendar import read_holidays
from tests.calendars import FILE_2027

OFF, WORKING = DayKind.OFF, DayKind.WORKING


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "2027年 安排.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_file_of_2027_is_read(tmp_path: Path) -> None:
    days = read_holidays(FILE_2027)
    assert len(days) == 33
    assert days[0] == Holiday(date(2027, 1, 1), OFF, "元旦")
    assert sum(each.working for each in days) == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_spellings(tmp_path: Path, encoding: str) -> None:
    text = (
        "2027年放假安排\n节日,日期,安排\n元旦,2027-1-1,放假\n元旦,2027.01.02,休息\n"
        "春节,二〇二七年二月十三日,调休上班\n,20270214,补班\n国庆节,2027/10/1,放假（法定）\n填报人：张三\n"
    )
    assert read_holidays(written(tmp_path, text, encoding)) == (
        Holiday(date(2027, 1, 1), OFF, "元旦"),
        Holiday(date(2027, 1, 2), OFF, "元旦"),
        Holiday(date(2027, 2, 13), WORKING, "春节"),
        Holiday(date(2027, 2, 14), WORKING, ""),
        Holiday(date(2027, 10, 1), OFF, "国庆节"),
    )


def test_every_line_that_is_wrong_is_named(tmp_path: Path) -> None:
    text = (
        "日期,类型,名称\n2027-01-01,放假,元旦\n2027-02-30,放假,春节\n,放假,春节\n27-2-5,放假,春节\n2027-02-06,也许,春节\n"
        "2101-01-01,放假,元旦\n1948-10-01,放假,国庆节\n春节,,\n长期,放假,\n2027年1月1日,上班,元旦\n2027-02,,春节\n"
    )
    with pytest.raises(Refused) as refused:
        read_holidays(written(tmp_path, text))
    messages = [problem.message for problem in refused.value.problems]
    assert [message.partition("：")[0] for message in messages] == [f"第 {row} 行" for row in range(3, 13)]
    expected = (
        "没有2027年2月30日", "没有填写日期", "年份只写了两位", "类型“也许”看不懂，请填“放假”或“上班”", "年份2101不在", "年份1948不在",
        "没有填写类型", "“长期”不是日期", "2027年1月1日已在第 2 行出现", "没有填写类型",
    )  # fmt: skip
    for message, said in zip(messages, expected, strict=True):
        assert said in message
    assert "缺少日" in messages[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲,乙,丙\n1,2,3\n", "没有找到表头：应有“日期”、“类型”、“名称”三列"),
        ("日期,名称\n2027-01-01,元旦\n", "缺少“类型”一列"),
        ("日期,类型,名称\n", "只有表头"),
        ("", "空文件"),
    ],
)
def test_a_file_that_is_no_arrangement_says_what_it_should_be(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_holidays(written(tmp_path, text))
