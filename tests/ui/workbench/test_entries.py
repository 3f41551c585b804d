"""What the first page lists and how it groups: by days left, by what is waited for, gaps last."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.documents.status import ForceStatus
from app.domain.due.items import DueItem, DueMark, DueState, DueSubject, days_in_words, state_of
from app.domain.problems import Basis
from app.services.numbering.service import Gap
from app.services.workbench import Task
from app.ui.tokens import Tone
from app.ui.workbench.entries import Entry, Heading, Item, due_items, gap_items, urgent, waiting_items

TODAY = date(2025, 3, 3)
BASIS = Basis("规定", "条文")


def item(days: int | None, **given: Any) -> DueItem:
    due = None if days is None else TODAY + timedelta(days=days)
    made = DueItem(
        DueSubject.DOCUMENTS, 1, "evaluation", "届满前评估", f"{days}", state_of(due, TODAY), TODAY, BASIS,
        "海府规〔2020〕3号", "张三", "某局", limit="届满前6个月", due=due,
    )  # fmt: skip
    return replace(made, **given)


def titles(items: list[Item]) -> list[str]:
    return [each.text if isinstance(each, Heading) else each.title for each in items]


@pytest.mark.parametrize(
    ("days", "group", "tone"),
    [
        (-3, "逾期", Tone.BAD),
        (0, "7 天内", Tone.DUE),
        (7, "7 天内", Tone.DUE),
        (8, "30 天内", Tone.DUE),
        (30, "30 天内", Tone.DUE),
        (31, "90 天内", Tone.DUE),
        (90, "90 天内", Tone.DUE),
        (91, "90 天以后", Tone.ENDED),
    ],
)
def test_an_item_is_grouped_by_the_days_left(days: int, group: str, tone: Tone) -> None:
    heading, entry = due_items([item(days)])
    assert heading == Heading(f"{group}　1 件", tone)
    assert isinstance(entry, Entry)
    assert (entry.lead, entry.tone) == (days_in_words(days), tone)


def test_groups_keep_the_order_in_which_items_come() -> None:
    assert titles(due_items([item(3), item(5), item(20)])) == ["7 天内　2 件", "3", "5", "30 天内　1 件", "20"]


def test_a_line_says_what_until_when_whose_and_where_its_work_is() -> None:
    _, entry = due_items([item(30)])
    assert isinstance(entry, Entry)
    assert entry.detail == "2025-04-02 到期　届满前评估　届满前6个月　海府规〔2020〕3号"
    assert (entry.who, entry.page, entry.record_id, entry.basis) == ("张三", "documents", 1, BASIS)
    assert entry.spoken.splitlines()[-1] == "承办人：张三"
    _, assumed = due_items([item(30, assumed=True, number="")])
    assert isinstance(assumed, Entry)
    assert "暂按周一至周五计算　某局" in assumed.detail


def test_what_was_put_off_comes_last_and_says_until_when() -> None:
    known = item(3, mark=DueMark("", None, "已沟通", "张三", TODAY), by_mark=True)
    later = item(-3, mark=DueMark("", date(2025, 3, 20), "", "张三", TODAY))
    back = item(5, mark=DueMark("", TODAY, "等会议", "张三", TODAY))
    items = due_items([known, later, back])
    assert titles(items) == ["7 天内　1 件", "5", "已知晓、稍后提醒　2 件", "3", "-3"]
    entries = [each for each in items if isinstance(each, Entry)]
    assert entries[0].detail.endswith("备注：等会议")
    assert [entry.lead for entry in entries[1:]] == ["已知晓", "2025-03-20再提醒"]


def test_what_has_no_last_day_stands_under_what_it_waits_for() -> None:
    def waits(act: str, state: DueState, title: str) -> DueItem:
        return item(None, subject=DueSubject.SUBMISSIONS, act=act, state=state, title=title, start=date(2025, 3, 1))

    due = [
        waits("reply", DueState.UNLIMITED, "庚"),
        waits("resume", DueState.PAUSED, "己"),
        waits("answer", DueState.UNLIMITED, "戊"),
        waits("conclude", DueState.UNLIMITED, "丁"),
        item(None, act="signature", title="丙"),
        item(None, act="numbering", title="乙"),
        item(None, act="publication", title="甲"),
        item(3),
    ]
    tasks = [
        Task(9, "壬", "", "", ForceStatus.DRAFTING, "区司法局合法性审核", BASIS),
        Task(8, "辛", "", "", ForceStatus.IN_REVIEW, "区政府集体审议", BASIS),
    ]
    items = waiting_items(due, tasks)
    assert titles(items) == [
        "待公布　1 件", "甲", "待登记编号　2 件", "丙", "乙", "送审件未设期限　1 件", "丁", "待答复　1 件", "戊",
        "补正、征求意见、待重报　1 件", "己", "待反馈采纳情况　1 件", "庚", "审核中　1 件", "辛", "起草中　1 件", "壬",
    ]  # fmt: skip
    assert isinstance(items[5], Heading)
    assert isinstance(items[6], Entry)
    assert items[6].detail.startswith("届满前评估　自 2025-03-01 起")
    last = items[-1]
    assert isinstance(last, Entry)
    assert (last.detail, last.record_id, last.item) == ("下一步：区司法局合法性审核", 9, None)


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ([item(-1), item(7), item(8)], 2),
        ([item(None, act="publication"), item(None, act="numbering"), item(None, act="answer")], 2),
        ([item(-1, mark=DueMark("", date(2025, 3, 9), "", "", TODAY))], 0),
        ([], 0),
    ],
)
def test_the_badge_counts_what_wants_to_be_done_now(items: list[DueItem], count: int) -> None:
    assert urgent(items) == count


def test_gaps_say_where_they_are_missing() -> None:
    heading, entry = gap_items([Gap("HZ0120250002", "按类别", 2025, 2, "HZ0120250003")])
    assert isinstance(heading, Heading)
    assert isinstance(entry, Entry)
    assert heading.text == "断号未说明　1 个"
    assert (entry.title, entry.detail) == ("HZ0120250002", "按类别　在 HZ0120250003 之前")
    assert gap_items([]) == []
