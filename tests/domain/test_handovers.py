"""Rules of a handover, and of closing a year."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.handovers import Handover, problems_of_handover
from app.domain.matters import Matter, MatterKind, counted, grouped
from app.domain.targets import GOALS, problems_of_targets
from app.domain.years import OfficeYear, problems_of_closing, problems_of_reopening

D = date(2026, 1, 5)
STAFF = ("张三", "李四", "王五")
OPEN = (Matter(MatterKind.SUBMISSION, 1, "甲", "审核中"), Matter(MatterKind.IN_FORCE, 2, "乙", "现行有效"))
GIVEN = Handover("张三", "李四", D, "王五", matters=OPEN)


def test_a_handover_of_everything_is_in_order() -> None:
    assert not list(problems_of_handover(GIVEN, STAFF, OPEN, D, leaves=True))
    nothing = replace(GIVEN, matters=())
    assert not list(problems_of_handover(nothing, STAFF, (), D, leaves=True)), "empty hands are signed for too"


@pytest.mark.parametrize(
    ("change", "leaves", "field"),
    [
        ({"giver": " "}, False, "giver"),
        ({"receiver": ""}, False, "receiver"),
        ({"receiver": "张三"}, False, "receiver"),
        ({"receiver": "赵六"}, False, "receiver"),
        ({"supervisor": "李四"}, False, "supervisor"),
        ({"supervisor": "张三"}, False, "supervisor"),
        ({"on": date(2026, 1, 6)}, False, "on"),
        ({"matters": ()}, False, "matters"),
        ({"matters": OPEN[:1]}, True, "leaves"),
        ({"giver": "孙七"}, True, "leaves"),
    ],
)
def test_what_keeps_a_handover_from_being_done(change: dict[str, object], leaves: bool, field: str) -> None:
    found = problems_of_handover(replace(GIVEN, **change), STAFF, OPEN, D, leaves=leaves)  # type: ignore[arg-type]
    assert field in {problem.field for problem in found}


def test_one_who_is_no_longer_here_can_still_give() -> None:
    assert not list(problems_of_handover(replace(GIVEN, giver="孙七"), STAFF, OPEN, D, leaves=False))


def test_matters_are_counted_by_kind() -> None:
    assert list(grouped(reversed(OPEN))) == [MatterKind.SUBMISSION, MatterKind.IN_FORCE]
    assert counted(OPEN) == "送审件1件、在管文件1件"
    assert counted(()) == "没有未办结的事项"
    assert OPEN[0].key == "submission:1"


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (OfficeYear(2025), ""),
        (OfficeYear(2026), "2027年1月1日起"),
        (OfficeYear(2027), "还没有结束"),
        (OfficeYear(2025, D, "张三"), "不需要再次关闭"),
        (OfficeYear(2025, D, "张三", D, "李四", "漏登"), ""),
    ],
)
def test_when_a_year_can_be_closed(year: OfficeYear, words: str) -> None:
    found = [problem.message for problem in problems_of_closing(year, D)]
    assert bool(found) is bool(words)
    assert words in "".join(found)


def test_a_year_is_opened_again_for_a_reason_only() -> None:
    closed = OfficeYear(2025, D, "张三")
    assert not list(problems_of_reopening(closed, "漏登一件"))
    assert [problem.field for problem in problems_of_reopening(closed, " ")] == ["reason"]
    assert "没有关闭" in next(problems_of_reopening(OfficeYear(2025), "漏登一件")).message


def test_what_a_year_says_of_itself() -> None:
    assert OfficeYear(2025).said == "2025年度尚未关闭"
    assert OfficeYear(2025, D, "张三").said == "2025年度已于2026年1月5日由张三关闭"
    assert OfficeYear(2025, D, "张三", D, "李四", "漏登").said.endswith("由李四重新打开，原因：漏登")


def test_targets_are_of_known_figures_and_within_bounds() -> None:
    assert not list(problems_of_targets({goal.key: 10 for goal in GOALS} | {GOALS[0].key: None}))
    assert [problem.field for problem in problems_of_targets({"plans_rate": 101, "nobody": 1})] == [
        "plans_rate",
        "nobody",
    ]
