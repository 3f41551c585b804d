"""What is due with a document: its gates, its consultation, one stage of its expiry at a time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.facts import DocumentFacts, EndKind, Nature
from app.domain.due.documents import LINGERS, OpenDocument, Stages, document_items, last_expiry
from app.domain.due.items import DueItem, DueMark, DueState
from app.services.settings import load_profile
from tests.calendars import workdays_to_2027
from tests.factories import old, ready

PROFILE = load_profile("generic").on(date(2026, 1, 1))
EXPIRES = date(2026, 12, 31)


def items(
    facts: DocumentFacts,
    on: date,
    progress: int = 0,
    go_live: date | None = None,
    marks: dict[str, DueMark] | None = None,
    **consulted: Any,
) -> list[DueItem]:
    document = OpenDocument(replace(facts, id=5), "海珠区农业农村局", progress=progress, **consulted)
    return list(document_items(document, on, PROFILE, Stages(on, PROFILE, workdays_to_2027()), go_live, marks))


@pytest.mark.parametrize(
    ("expires", "progress", "act", "due"),
    [
        (EXPIRES, 0, "evaluation", date(2026, 6, 30)),
        (EXPIRES, 1, "legal_review", date(2026, 10, 30)),
        (EXPIRES, 2, "decision", date(2026, 11, 30)),
        (EXPIRES, 3, "expiry", EXPIRES),
        (date(2026, 8, 31), 0, "evaluation", date(2026, 2, 28)),
        (date(2024, 8, 31), 0, "evaluation", date(2024, 2, 29)),
        (date(2027, 4, 1), 0, "evaluation", date(2026, 9, 30)),
    ],
    ids=["six months", "two, the 31st is a Saturday", "one", "the last day", "month's end on a Saturday of work",
         "leap year", "moved before the holidays"],
)  # fmt: skip
def test_stages_are_counted_back_from_the_last_day(expires: date, progress: int, act: str, due: date) -> None:
    (item,) = items(old(expires_on=expires), due - timedelta(days=30), progress)
    assert (item.act, item.due, item.state) == (act, due, DueState.NORMAL)
    assert act == "expiry" or f"届满（{expires.isoformat()}）前" in item.limit


def test_a_stage_that_is_not_on_record_stays_overdue_and_is_the_only_one() -> None:
    (item,) = items(old(), date(2026, 10, 22))
    assert (item.act, item.state, item.words) == ("evaluation", DueState.OVERDUE, "逾期114天")
    assert item.basis.source.startswith(PROFILE.basis("evaluation_lead_months").source)
    assert "向前推算6个月" in item.basis.text


@pytest.mark.parametrize(
    ("on", "act", "words"),
    [
        (date(2026, 10, 22), "evaluation", "逾期114天"),
        (date(2026, 10, 23), "legal_review", "还有7天"),
        (date(2026, 11, 22), "legal_review", "逾期23天"),
        (date(2026, 11, 23), "decision", "还有7天"),
        (date(2026, 12, 23), "decision", "逾期23天"),
        (date(2026, 12, 24), "expiry", "还有7天"),
    ],
)
def test_a_stage_gives_way_to_the_next_once_that_is_near(on: date, act: str, words: str) -> None:
    (item,) = items(old(), on)
    assert (item.act, item.words) == (act, words)


def test_known_is_how_a_stage_makes_room_for_the_next() -> None:
    (first,) = items(old(), date(2026, 7, 10))
    mark = DueMark(first.key, None, "", "张三", date(2026, 7, 10))
    known, second = items(old(), date(2026, 7, 10), marks={first.key: mark})
    assert (known.silenced, second.act, second.silenced) == (True, "legal_review", False)
    put_off = replace(mark, until=date(2026, 8, 1))
    (same,) = items(old(), date(2026, 7, 10), marks={first.key: put_off})
    assert same.silenced
    moved = items(old(expires_on=date(2027, 12, 31)), date(2026, 7, 10), marks={first.key: mark})
    assert [item.act for item in moved] == ["evaluation"]


@pytest.mark.parametrize(
    ("go_live", "act"),
    [
        (None, "evaluation"),
        (date(2026, 6, 30), "evaluation"),
        (date(2026, 7, 1), "legal_review"),
        (date(2026, 12, 31), "expiry"),
        (date(2027, 1, 1), None),
    ],
)
def test_a_stage_that_was_over_before_the_first_day_of_use_is_not_asked_for(
    go_live: date | None, act: str | None
) -> None:
    found = items(
        old(), date(2026, 7, 2) if go_live is None or go_live.month < 9 else date(2027, 1, 2), go_live=go_live
    )
    assert [item.act for item in found] == ([act] if act else [])


@pytest.mark.parametrize(("days", "state"), [(0, DueState.SOON), (1, DueState.OVERDUE), (LINGERS, DueState.OVERDUE)])
def test_the_last_day_is_due_and_lingers(days: int, state: DueState) -> None:
    (item,) = items(old(), EXPIRES + timedelta(days=days), 3)
    assert item.state is state
    assert item.what.startswith("有效期已满" if days else "决定是否重新公布")
    assert items(old(), EXPIRES + timedelta(days=LINGERS + 1), 3) == []


@pytest.mark.parametrize(
    "facts",
    [
        old(end_kind=EndKind.REPEALED, ended_on=date(2026, 9, 1)),
        old(end_kind=EndKind.REPEALED, ended_on=date(2026, 3, 1)),
        old(end_kind=EndKind.EXPIRED),
        old(expires_on=None),
        old(nature=Nature.NOT_NORMATIVE),
    ],
    ids=["ends later", "ended", "ended some day", "no end", "not normative"],
)
def test_what_has_its_end_is_not_due(facts: DocumentFacts) -> None:
    assert items(facts, date(2026, 7, 1)) == []


@pytest.mark.parametrize(
    ("given", "act", "start"),
    [
        ({"signed_on": None}, "signature", date(2025, 2, 20)),
        ({}, "numbering", date(2025, 2, 26)),
        ({"registered_on": date(2025, 2, 27)}, "publication", date(2025, 2, 27)),
    ],
)
def test_each_gate_of_this_office_waits_without_a_limit(given: dict[str, Any], act: str, start: date) -> None:
    facts = ready(adopted_on=date(2025, 2, 20), **given)
    (item,) = items(facts, date(2025, 3, 3))
    assert (item.act, item.state, item.start, item.due) == (act, DueState.UNLIMITED, start, None)
    assert items(facts, date(2025, 3, 3), go_live=start) == [item]
    assert items(facts, date(2025, 3, 3), go_live=start + timedelta(days=1)) == []


def test_a_consultation_is_due_until_it_ends() -> None:
    facts, start, until = DocumentFacts("草案"), date(2025, 3, 3), date(2025, 4, 3)
    (item,) = items(facts, date(2025, 3, 28), consulted_from=start, consulted_until=until)
    assert (item.act, item.due, item.start, item.state) == ("consultation", until, start, DueState.SOON)
    assert items(facts, date(2025, 4, 4), consulted_from=start, consulted_until=until) == []
    assert items(facts, start, consulted_from=None, consulted_until=None) == []
    assert items(facts, start, go_live=date(2025, 3, 4), consulted_from=start, consulted_until=until) == []


@given(expires=st.dates(date(2024, 1, 1), date(2027, 12, 31)), before=st.integers(-60, 800), progress=st.integers(0, 3))
def test_at_most_one_stage_is_open_and_no_document_beyond_the_reach_has_one(
    expires: date, before: int, progress: int
) -> None:
    on = expires - timedelta(days=before)
    found = items(old(expires_on=expires, effective_on=date(2020, 1, 1)), on, progress)
    assert len(found) == (before >= -LINGERS)
    for item in found:
        assert item.due is not None
        assert item.due <= expires <= last_expiry(item.due, PROFILE)
