"""Every figure of the catalogue by a handful of records: which of them stand behind it, and what they come to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.deadlines import Pause, PauseKind
from app.domain.documents.facts import DocumentFacts, EndKind, FileLevel, Nature, Step, StepKind, StepResult
from app.domain.figures.catalogue import BY_KEY, BY_TITLE, CATALOGUE, GROUPS
from app.domain.figures.figure import Figure, FigureValue, Measure, counted, plain, ratio
from app.domain.figures.stock import (
    LetterLine,
    NumberLine,
    OpinionLine,
    PlanLine,
    Stock,
    Subject,
    last_day,
    period_of,
    settled_on,
)
from app.domain.letters import LetterKind, LetterState
from app.domain.number_book import NumberState
from app.domain.plans import PlanItem
from app.domain.submissions.facts import Adoption, ReviewOpinion, Round, SubmissionFacts, SubmissionKind
from app.domain.workdays import Workdays
from tests.domain.figures import advising

Y = 2024
TODAY = date(2025, 3, 3)


def d(month: int, day: int, year: int = Y) -> date:
    return date(year, month, day)


def document(key: int, **given: Any) -> DocumentFacts:
    facts = DocumentFacts(
        "办法", backfill=True, published_on=d(5, 1, 2023), effective_on=d(5, 1, 2023), expires_on=d(4, 30, 2028)
    )
    return replace(facts, id=key, **given)


DOCUMENTS = (
    document(1, published_on=d(3, 1), effective_on=d(4, 1), file_level=FileLevel.GOVERNMENT, unified_number="HZ0120240001",
             registered_on=d(2, 20), steps=(Step(StepKind.CONSULTATION, d(12, 20, 2023)), Step(StepKind.CONSULTATION, d(1, 5)))),
    document(2, published_on=d(1, 1), effective_on=d(1, 1), file_level=FileLevel.OFFICE, interpretation="问答",
             steps=(Step(StepKind.FAIR_COMPETITION, d(1, 1), result=StepResult.NOT_CONCERNED),)),
    document(3, published_on=d(12, 31), effective_on=d(1, 10, 2025), file_level=FileLevel.DEPARTMENT, interpretation="图解", interpreted_on=d(1, 6, 2025)),
    document(4, published_on=d(6, 1), effective_on=d(6, 1), file_level=FileLevel.TOWN, unified_number="HZ0120240002", registered_on=d(5, 20)),
    document(5, published_on=d(6, 2), effective_on=d(6, 2)),
    document(6, published_on=d(6, 3), effective_on=d(6, 3), nature=Nature.NOT_NORMATIVE, unified_number="X", registered_on=d(6, 3)),
    document(7, end_kind=EndKind.REPEALED, ended_on=d(1, 1)),
    document(8, end_kind=EndKind.REPEALED, ended_on=d(1, 1, 2025), file_level=FileLevel.GOVERNMENT),
    document(9, end_kind=EndKind.DECLARED_VOID, ended_on=d(12, 31)),
    document(10, end_kind=EndKind.REVOKED, ended_on=d(7, 1)),
    document(11, end_kind=EndKind.REPLACED, ended_on=d(7, 1)),
    document(12, expires_on=d(12, 31, 2023)),
    document(13, expires_on=d(12, 30)),
    document(14, expires_on=d(12, 31), file_level=FileLevel.DEPARTMENT),
    document(15, expires_on=d(12, 30, 2023)),
    document(16, end_kind=EndKind.EXPIRED),
    document(17, expires_on=d(12, 31, 2025)),
    document(18, expires_on=d(1, 1, 2026)),
)  # fmt: skip
"""1–6 of the year; 7–11 ended; 12–16 expired at the edges of the year; 17 and 18 expire about the end of the next."""


def matter(key: int, kind: SubmissionKind, *rounds: Round, **given: Any) -> SubmissionFacts:
    facts = SubmissionFacts("事项", kind, received_on=rounds[0].received_on if rounds else None, rounds=rounds, id=key)
    return replace(facts, **given)


def went(came: date, ended: date | None, result: StepResult = StepResult.PASSED) -> Round:
    return Round(came, came, ended, result if ended else StepResult.PENDING)


K = SubmissionKind
SUBMISSIONS = (
    matter(1, K.DOCUMENT, went(d(12, 20, 2023), d(12, 29, 2023), StepResult.CONDITIONAL), went(d(1, 2), d(1, 5))),
    matter(2, K.DOCUMENT, went(d(3, 4), d(3, 8), StepResult.RETURNED), went(d(3, 11), d(3, 15), StepResult.REJECTED)),
    matter(3, K.DECISION, went(d(5, 6), d(5, 17)), pauses=(Pause(d(5, 8), d(5, 13), PauseKind.CORRECTION, "补材料"),)),
    matter(4, K.DECISION, went(d(12, 2), d(12, 6), StepResult.CONDITIONAL)),
    matter(5, K.MEETING_ITEM, went(d(6, 3), d(6, 4), StepResult.NOT_CONCERNED)),
    matter(6, K.CONSULTATION, Round(d(7, 1)), answered_on=d(7, 3)),
    matter(7, K.CONSULTATION, went(d(12, 30), d(1, 2, 2025))),
    matter(8, K.MEETING_ITEM, went(d(8, 1), None), withdrawn_on=d(8, 2), answered_on=d(8, 1)),
    matter(9, K.CONTRACT, went(d(9, 2), d(9, 3))),
    matter(10, K.REQUEST, went(d(9, 2), d(9, 3))),
    matter(11, K.LEGISLATION, went(d(9, 2), d(9, 3))),
    matter(12, K.ENFORCEMENT, went(d(9, 2), d(9, 3))),
    matter(13, K.OTHER, Round(None, None, d(9, 3), StepResult.DONE)),
    matter(14, K.DOCUMENT, went(d(11, 1, 2023), d(11, 8, 2023))),
)
"""Settled in the year: 1, 2, 3, 5, 6, 9–13; 4 waits for changes; 7 the year after; 8 withdrawn; 14 the year before."""

_A = Adoption
OPINIONS = tuple(
    OpinionLine(key, ReviewOpinion(1, "意见", adoption=adoption), SUBMISSIONS[on - 1])
    for key, on, adoption in (
        (1, 1, _A.ADOPTED), (2, 1, _A.PARTLY), (3, 2, _A.NOT_ADOPTED), (4, 5, _A.ADOPTED), (5, 6, _A.PENDING),
        (6, 7, _A.ADOPTED), (7, 4, _A.ADOPTED), (8, 9, _A.ADOPTED), (9, 8, _A.ADOPTED),
    )
)  # fmt: skip

NUMBERS = (
    NumberLine(1, NumberState.USED, Y),
    NumberLine(2, NumberState.USED, Y - 1),
    NumberLine(3, NumberState.VOID, Y),
    NumberLine(4, NumberState.RESERVED, Y),
    NumberLine(None, NumberState.GAP, Y),
    NumberLine(None, NumberState.GAP, Y + 1),
)
LETTERS = (
    LetterLine(1, LetterKind.REVIEW_OPINION, LetterState.ISSUED, d(1, 1)),
    LetterLine(2, LetterKind.RECEIPT, LetterState.ISSUED, d(12, 31)),
    LetterLine(3, LetterKind.REVIEW_OPINION, LetterState.VOID, d(5, 1)),
    LetterLine(4, LetterKind.REVIEW_OPINION, LetterState.DRAFT, d(5, 1)),
    LetterLine(5, LetterKind.REVIEW_OPINION, LetterState.ISSUED, d(1, 1, 2025)),
)
PLANS = (
    PlanLine(1, PlanItem(Y, "甲"), d(3, 1), d(6, 1)),
    PlanLine(2, PlanItem(Y, "乙", submit_by=d(6, 30)), None, None),
    PlanLine(3, PlanItem(Y, "丙", submit_by=d(6, 30)), d(7, 1), d(1, 9, 2025)),
    PlanLine(4, PlanItem(Y, "丁", dropped_on=d(5, 1)), None, None),
    PlanLine(5, PlanItem(Y, "戊", dropped_on=d(1, 5, 2025)), None, None),
    PlanLine(6, PlanItem(Y - 1, "己"), d(3, 1), d(6, 1)),
)

DUE = {1: d(1, 5), 2: d(3, 14), 3: d(5, 20), 4: d(12, 1), 7: d(1, 1)}
"""Last days: 2 went beyond its own; 4 is not finished, 7 not in the year; the others have none."""

STOCK = Stock(
    DOCUMENTS,
    SUBMISSIONS,
    OPINIONS,
    NUMBERS,
    LETTERS,
    PLANS,
    Workdays(),
    lambda facts: DUE.get(facts.id or 0),
    advising.STOCK,
)

EXPECTED: dict[str, tuple[Any, list[int | None]]] = {
    "reviewed": (3, [1, 2, 3]),
    "review_rounds": (5, [1, 2, 3, 4]),
    "answered": (2, [5, 6]),
    "conditional": (1, [4]),
    "returned": (1, [2]),
    "rejected": (1, [2]),
    "working_days": (3.6, [1, 2, 3, 5, 9, 10, 11, 12]),
    "late": (1, [2]),
    "on_time_rate": (66.7, [1, 2, 3]),
    "opinions": (6, [1, 2, 3, 4, 5, 8]),
    "opinions_reviewed": (3, [1, 2, 3]),
    "suggestions": (2, [4, 5]),
    "opinions_adopted": (3, [1, 4, 8]),
    "opinions_partly": (1, [2]),
    "opinions_not_adopted": (1, [3]),
    "opinions_pending": (1, [5]),
    "adoption_rate": (80.0, [1, 2, 3, 4, 8]),
    "submissions_received": (11, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    "submissions_settled": (10, [1, 2, 3, 5, 6, 9, 10, 11, 12, 13]),
    "settled_document": (2, [1, 2]),
    "settled_decision": (1, [3]),
    "settled_meeting_item": (1, [5]),
    "settled_consultation": (1, [6]),
    "settled_contract": (1, [9]),
    "settled_request": (1, [10]),
    "settled_legislation": (1, [11]),
    "settled_enforcement": (1, [12]),
    "settled_other": (1, [13]),
    "submissions_open": (2, [4, 7]),
    "submissions_withdrawn": (1, [8]),
    "documents_published": (5, [1, 2, 3, 4, 5]),
    "documents_published_government": (1, [1]),
    "documents_published_office": (1, [2]),
    "documents_published_department": (1, [3]),
    "documents_published_town": (1, [4]),
    "documents_published_other": (1, [5]),
    "documents_numbered": (2, [1, 4]),
    "documents_consulted": (1, [1]),
    "documents_fair_competition": (1, [2]),
    "documents_interpreted": (1, [2]),
    "documents_in_force": (8, [1, 2, 4, 5, 8, 14, 17, 18]),
    "documents_in_force_government": (2, [1, 8]),
    "documents_in_force_office": (1, [2]),
    "documents_in_force_department": (1, [14]),
    "documents_in_force_town": (1, [4]),
    "documents_in_force_other": (3, [5, 17, 18]),
    "documents_repealed": (1, [7]),
    "documents_declared_void": (1, [9]),
    "documents_expired": (2, [12, 13]),
    "documents_replaced": (1, [11]),
    "documents_revoked": (1, [10]),
    "documents_expiring": (2, [14, 17]),
    "numbers_used": (1, [1]),
    "numbers_void": (1, [3]),
    "numbers_gaps": (1, [None]),
    "letters_issued": (2, [1, 2]),
    "letters_review_opinion": (1, [1]),
    "plans": (4, [1, 2, 3, 5]),
    "plans_issued": (1, [1]),
    "plans_late": (1, [2]),
    "plans_rate": (25.0, [1, 2, 3, 5]),
    **advising.EXPECTED,
}


def test_every_figure_is_in_the_table() -> None:
    assert list(EXPECTED) == [figure.key for figure in CATALOGUE]


@pytest.mark.parametrize("figure", CATALOGUE, ids=lambda figure: figure.key)
def test_a_figure_counts_what_its_definition_says(figure: Figure) -> None:
    period = period_of(Y, TODAY, STOCK)
    lines = figure.lines(period)
    assert (figure.value(lines, period), [line.id for line in lines]) == EXPECTED[figure.key]


def test_names_are_unique_and_every_figure_says_how_it_is_counted() -> None:
    assert len(BY_KEY) == len(BY_TITLE) == len(CATALOGUE)
    assert all(len(figure.definition) > 8 and figure.unit for figure in CATALOGUE)
    assert len({heading for heading, _ in GROUPS}) == len(GROUPS)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("documents_published", "documents_published_"),
        ("documents_in_force", "documents_in_force_"),
        ("submissions_settled", "settled_"),
        ("assessments", "assessments_"),
    ],
)
def test_parts_add_up_to_the_whole(whole: str, part: str) -> None:
    parts = [figure for figure in CATALOGUE if figure.key.startswith(part)]
    period = period_of(Y, TODAY, STOCK)
    behind = [line.id for figure in parts for line in figure.lines(period)]
    assert sorted(behind) == sorted(line.id for line in BY_KEY[whole].lines(period))


def test_pauses_and_the_sender_s_own_time_do_not_count() -> None:
    """No. 3: Monday 6 to Friday 17 May are nine working days after the first; 8 to 12 May stand still: three of them."""
    period = period_of(Y, TODAY, STOCK)
    figure = BY_KEY["working_days"]
    days = {line.id: figure.weight(line, period) for line in figure.lines(period)}
    assert (days[3], days[2], days[1]) == (6, 8, 7 + 3)


def test_a_running_year_is_counted_to_this_day() -> None:
    assert last_day(2025, TODAY) == TODAY
    assert last_day(2024, TODAY) == d(12, 31)
    running = period_of(2025, date(2025, 1, 3), STOCK)
    assert [line.id for line in BY_KEY["answered"].lines(running)] == [7]
    assert [line.id for line in BY_KEY["answered"].lines(period_of(2025, date(2025, 1, 1), STOCK))] == []


def test_a_submission_is_finished_on_one_day() -> None:
    days = {facts.id: settled_on(facts) for facts in SUBMISSIONS}
    assert (days[1], days[4], days[6], days[8]) == (d(1, 5), None, d(7, 3), None)


def value_of(key: str, value: Any, before: Any) -> FigureValue:
    return FigureValue(BY_KEY[key], Y, value, before, (), 0)


@pytest.mark.parametrize(
    ("key", "value", "before", "change", "percent", "words"),
    [
        ("reviewed", 75, 60, 15, 25.0, "增加15件（25%）"),
        ("reviewed", 60, 75, -15, -20.0, "减少15件（20%）"),
        ("reviewed", 7, 7, 0, 0.0, "持平"),
        ("reviewed", 3, 0, 3, None, "增加3件"),
        ("reviewed", 1, 3, -2, -66.7, "减少2件（66.7%）"),
        ("adoption_rate", 92.3, 90.0, 2.3, None, "增加2.3个百分点"),
        ("adoption_rate", 92.3, None, None, None, "—"),
        ("working_days", 4.3, 3.1, 1.2, 38.7, "增加1.2个工作日（38.7%）"),
        ("engagement_money", 80_000.1, 79_999.9, 0.2, 0.0, "增加0.20元（0%）"),
        ("engagement_money", 1_280_000, 80_000, 1_200_000, 1500.0, "增加1,200,000元（1500%）"),
    ],
)
def test_a_change_in_words(key: str, value: Any, before: Any, change: Any, percent: Any, words: str) -> None:
    found = value_of(key, value, before)
    assert (found.change, found.percent, found.change_text) == (change, percent, words)


def test_halves_are_rounded_up_and_nothing_comes_of_nothing() -> None:
    assert [ratio(1, 8), ratio(1, 20), ratio(-1, 20), ratio(3, 0)] == [0.1, 0.1, -0.1, None]
    assert [plain(None), plain(12), plain(12.0), plain(12.5)] == ["—", "12", "12", "12.5"]
    empty = {figure.key: figure for figure in CATALOGUE if figure.measure in (Measure.RATE, Measure.MEAN)}
    assert set(empty) == {
        "working_days", "on_time_rate", "adoption_rate", "plans_rate", "adviser_adoption", "adviser_days", "adviser_on_time",
    }  # fmt: skip
    nothing = period_of(Y, TODAY, Stock())
    assert {value.value for value in counted(empty.values(), nothing, nothing)} == {None}


def test_counted_sets_a_year_beside_the_one_before() -> None:
    this, last = period_of(Y, TODAY, STOCK), period_of(Y - 1, TODAY, STOCK)
    (reviewed,) = counted([BY_KEY["reviewed"]], this, last, {"reviewed": 80})
    assert (reviewed.value, reviewed.before, reviewed.target, reviewed.ids) == (3, 1, 80, (1, 2, 3))
    assert Subject.OPINIONS.value == "review-opinions"
