"""What the first page lists and how it groups: by days left, by gate, gaps last."""

from datetime import date, timedelta

import pytest

from app.domain.documents.status import ForceStatus
from app.services.numbering.service import Gap
from app.services.workbench import Task
from app.ui.workbench.entries import Entry, Heading, due_items, gap_items, lead_text, waiting_items

TODAY = date(2025, 3, 3)


def task(days: int | None, due: int | None = None, status: ForceStatus = ForceStatus.EXPIRING) -> Task:
    on = None if due is None else TODAY + timedelta(days=due)
    return Task(1, f"{days}", "海府规〔2020〕3号", "张三", status, "届满前评估", on, days, None)


@pytest.mark.parametrize(
    ("days", "due", "group"),
    [
        (10, -3, "逾期"),
        (0, None, "7 天内"),
        (7, None, "7 天内"),
        (8, None, "30 天内"),
        (170, 30, "30 天内"),
        (31, None, "90 天内"),
        (90, None, "90 天内"),
        (91, None, "90 天以后"),
        (179, 100, "90 天以后"),
    ],
)
def test_a_task_is_grouped_by_the_days_left_for_its_next_act(days: int, due: int | None, group: str) -> None:
    heading, entry = due_items([task(days, due)], TODAY)
    assert isinstance(heading, Heading)
    assert isinstance(entry, Entry)
    assert heading.text == f"{group}　1 件"
    assert entry.lead == lead_text(days if due is None else due)


def test_the_most_urgent_comes_first() -> None:
    items = due_items([task(60), task(5), task(20), task(3)], TODAY)
    assert [item.title for item in items if isinstance(item, Entry)] == ["3", "5", "20", "60"]


def test_a_line_says_what_whose_and_until_when() -> None:
    _, entry = due_items([task(60, 30)], TODAY)
    assert isinstance(entry, Entry)
    assert entry.detail == "2025-04-02 前届满前评估　有效期至 2025-05-02　海府规〔2020〕3号"
    assert (entry.lead, entry.who) == ("还有 30 天", "张三")


@pytest.mark.parametrize(("days", "text"), [(-3, "逾期 3 天"), (0, "今天到期"), (1, "还有 1 天")])
def test_days_in_words(days: int, text: str) -> None:
    assert lead_text(days) == text


def test_what_waits_stands_under_its_gate_the_nearest_to_its_end_first() -> None:
    items = waiting_items(
        [
            task(None, status=ForceStatus.DRAFTING),
            task(None, status=ForceStatus.AWAITING_NUMBER),
            task(None, status=ForceStatus.AWAITING_PUBLICATION),
        ]
    )
    assert [item.text for item in items if isinstance(item, Heading)] == [
        "待公布　1 件",
        "待登记编号　1 件",
        "起草中　1 件",
    ]


def test_gaps_say_where_they_are_missing() -> None:
    heading, entry = gap_items([Gap("HZ0120250002", "按类别", 2025, 2, "HZ0120250003")])
    assert isinstance(heading, Heading)
    assert isinstance(entry, Entry)
    assert heading.text == "断号未说明　1 个"
    assert (entry.title, entry.detail) == ("HZ0120250002", "按类别　在 HZ0120250003 之前")
    assert gap_items([]) == []
