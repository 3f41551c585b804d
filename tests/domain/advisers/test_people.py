"""Advisers and firms: what is refused at which field, years in practice, states by the calendar."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advisers.firms import problems_of_firm
from app.domain.advisers.people import (
    AdviserKind,
    AdviserState,
    Namesake,
    RecordCheck,
    adviser_state,
    problems_of_adviser,
    years_in_practice,
)
from app.domain.advisers.terms import Span
from app.domain.problems import Severity, errors
from tests.advisers import firm, lawyer

D = date
TODAY = D(2025, 3, 3)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name": " "}, "name", "请填写姓名"),
        ({"id_number": "440105199001011234"}, "id_number", "校验位"),
        ({"kind": AdviserKind.PUBLIC_LAWYER, "firm_id": 1}, "firm_id", "不属于律师事务所"),
        ({"first_practised_on": D(2025, 3, 4)}, "first_practised_on", "晚于今天"),
        ({"checked_on": TODAY, "check_result": RecordCheck.FOUND}, "check_note", "处分的内容"),
        ({"check_result": RecordCheck.CLEAN}, "checked_on", "核查日期"),
        ({"suspended_on": TODAY}, "suspended_reason", "停聘的原因"),
    ],
)
def test_what_an_adviser_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    (problem,) = errors(problems_of_adviser(lawyer(**given), today=TODAY))
    assert problem.field == field
    assert said in problem.message


def test_a_masked_number_is_no_fault() -> None:
    assert problems_of_adviser(lawyer(id_number="440105********1234")) == []


def test_one_name_in_one_firm_is_one_adviser() -> None:
    others = [Namesake(7, "李某某", 1), Namesake(8, "李某某", None, "广东某某律师事务所")]
    (problem,) = errors(problems_of_adviser(lawyer(firm_id=1), others))
    assert (problem.field, problem.record) == ("name", 7)
    assert not errors(problems_of_adviser(lawyer(firm_id=2), others))
    assert not errors(problems_of_adviser(lawyer(firm_id=1, id=7), others))


def test_an_unknown_kind_is_asked_for() -> None:
    (problem,) = problems_of_adviser(lawyer(kind=None))
    assert (problem.field, problem.severity) == ("kind", Severity.WARNING)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name": ""}, "name", "名称"),
        ({"credit_code": "91350100M000100Y44"}, "credit_code", "校验位不符"),
        ({"credit_code": "9135"}, "credit_code", "4位"),
    ],
)
def test_what_a_firm_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    (problem,) = problems_of_firm(firm(**given))
    assert problem.field == field
    assert said in problem.message


def test_a_firm_is_entered_once() -> None:
    other = firm(id=3)
    assert {problem.field for problem in problems_of_firm(firm(), [other])} == {"name", "credit_code"}
    assert problems_of_firm(firm(id=3), [other]) == []


@pytest.mark.parametrize(
    ("first", "on", "years"),
    [
        (D(2020, 3, 3), D(2025, 3, 2), 4),
        (D(2020, 3, 3), D(2025, 3, 3), 5),
        (D(2020, 2, 29), D(2025, 2, 28), 4),
        (D(2020, 2, 29), D(2025, 3, 1), 5),
        (D(2020, 2, 29), D(2024, 2, 29), 4),
        (D(2030, 1, 1), D(2025, 1, 1), 0),
        (None, D(2025, 1, 1), None),
    ],
)
def test_years_in_practice(first: date | None, on: date, years: int | None) -> None:
    assert years_in_practice(first, on) == years


@given(st.dates(D(1990, 1, 1), D(2020, 1, 1)), st.dates(D(2020, 1, 1), D(2050, 1, 1)))
def test_years_in_practice_never_fall(first: date, on: date) -> None:
    assert years_in_practice(first, on) <= years_in_practice(first, D.fromordinal(on.toordinal() + 1))  # type: ignore[operator]


RUN = Span(D(2024, 1, 1), D(2024, 12, 31))


@pytest.mark.parametrize(
    ("spans", "given", "state"),
    [
        ([], {}, AdviserState.CANDIDATE),
        ([Span(D(2026, 1, 1), D(2026, 12, 31))], {}, AdviserState.CANDIDATE),
        ([Span(D(2025, 1, 1), D(2025, 12, 31))], {}, AdviserState.SERVING),
        ([Span(D(2025, 1, 1), D(2025, 12, 31))], {"suspended_on": TODAY}, AdviserState.SUSPENDED),
        ([Span(D(2025, 1, 1), D(2025, 12, 31))], {"suspended_on": D(2025, 3, 4)}, AdviserState.SERVING),
        ([RUN], {}, AdviserState.EXPIRED),
        ([RUN, Span(None, None)], {}, AdviserState.UNKNOWN),
        ([RUN, Span(D(2025, 1, 1), D(2026, 1, 1), ended_on=D(2025, 2, 1))], {}, AdviserState.DISMISSED),
        ([Span(D(2023, 1, 1), D(2023, 12, 31), ended_on=D(2023, 6, 1)), RUN], {}, AdviserState.EXPIRED),
    ],
)
def test_the_state_of_an_adviser(spans: list[Span], given: dict[str, Any], state: AdviserState) -> None:
    assert adviser_state(lawyer(**given), spans, TODAY) is state
