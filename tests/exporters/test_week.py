"""一周待办 as PDF, read back."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.problems import Refused
from app.exporters.week import Person, Task, Week, write_week

TASK = Task(
    date(2026, 3, 6),
    "还有2个工作日",
    "海珠区公共停车场收费管理办法（送审稿）",
    "提出意见，作出合法性审核结论",
    "海珠区发展和改革局",
)
MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)


def text(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def week(*people: Person) -> Week:
    return Week(MONDAY, SUNDAY, "广州市海珠区司法局", MONDAY, people)


def test_each_person_has_boxes_to_tick(tmp_path: Path) -> None:
    path = tmp_path / "一周待办.pdf"
    report = write_week(week(Person("张三", (TASK, TASK), 1), Person("李四", (TASK,), 0)), path)
    said = text(path)
    assert (report.lines, report.pages) == (3, 1)
    assert said.count("□") == 3
    for words in (
        "一周待办",
        "2026年3月2日至2026年3月8日",
        "张三（2项，其中逾期1项）",
        "李四（1项）",
        TASK.title,
        "2026-03-06",
    ):
        assert words in said


def test_a_quiet_week_says_so(tmp_path: Path) -> None:
    write_week(week(), tmp_path / "一周待办.pdf")
    assert "本周没有到期的事项" in text(tmp_path / "一周待办.pdf")


def test_a_long_list_goes_on_with_its_header(tmp_path: Path) -> None:
    path = tmp_path / "一周待办.pdf"
    report = write_week(week(Person("张三", (TASK,) * 70, 0)), path)
    assert report.pages > 1
    assert text(path).count("事项名称") == report.pages


def test_a_character_without_a_font_is_named(tmp_path: Path) -> None:
    odd = Task(date(2026, 3, 6), "", "\U0001f600", "", "")
    with pytest.raises(Refused, match="张三的第 1 项"):
        write_week(week(Person("张三", (odd,), 0)), tmp_path / "一周待办.pdf")
    assert not (tmp_path / "一周待办.pdf").exists()
