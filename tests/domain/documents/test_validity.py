"""The last day in force: counted as published records count it, within the limits of the place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import add_months
from app.domain.documents.facts import DocumentKind, Trial, Validity, ValidityMode
from app.domain.documents.validity import expiry, problems_of_validity, settle, soon
from app.domain.problems import Severity
from app.domain.profiles import RegionalProfile, entries_from
from app.services.settings import load_profile
from tests.factories import PROCEDURE, draft, old, ready

DAY = date(2025, 3, 3)
GENERIC, GUANGZHOU, BEIJING = (load_profile(name).on(DAY) for name in ("generic", "guangzhou", "beijing"))


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        (date(2022, 1, 1), 5, date(2026, 12, 31)),
        (date(2020, 6, 5), 3, date(2023, 6, 4)),
        (date(2025, 3, 31), 3, date(2028, 3, 30)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2023, 3, 1), 1, date(2024, 2, 29)),
    ],
)
def test_expiry_as_three_published_records_count_it(start: date, years: int, last: date) -> None:
    assert expiry(start, years) == last


@given(start=st.dates(date(1949, 10, 1), date(2080, 1, 1)), years=st.integers(1, 20))
def test_a_renewal_starts_where_the_first_period_ends(start: date, years: int) -> None:
    last = expiry(start, years)
    assert start < last
    assert abs((last - start).days + 1 - round(365.2425 * years)) <= 2


def test_equal_dates_are_copied_and_the_expiry_follows_the_effective_day() -> None:
    facts = settle(ready(published_on=DAY, effective_on=date(2025, 4, 3)), GENERIC)
    assert (facts.adopted_on, facts.dated_on, facts.printed_on) == (PROCEDURE[-1].on, facts.signed_on, DAY)
    assert facts.expires_on == date(2030, 4, 2)
    later = settle(ready(published_on=DAY, effective_on=date(2025, 5, 1), expires_on=facts.expires_on), GENERIC)
    assert later.expires_on == date(2030, 4, 30), "a computed expiry moves with the day it was computed from"


def test_an_expiry_typed_with_a_reason_stays() -> None:
    typed = ready(effective_on=DAY, expires_on=date(2027, 12, 31), expiry_reason="正文写明")
    assert settle(typed, GENERIC).expires_on == date(2027, 12, 31)
    assert "expiry_differs" not in {problem.rule for problem in problems_of_validity(typed, GENERIC)}


@pytest.mark.parametrize(
    ("profile", "trial", "last"),
    [
        (GENERIC, Trial.NONE, date(2030, 3, 2)),
        (GENERIC, Trial.TRIAL, date(2027, 3, 2)),
        (GUANGZHOU, Trial.TRIAL, date(2028, 3, 2)),
        (BEIJING, Trial.NONE, None),
    ],
)
def test_what_states_no_validity_gets_the_places_own(profile: object, trial: Trial, last: date | None) -> None:
    facts = ready(effective_on=DAY, trial=trial, validity=Validity(ValidityMode.NONE_STATED))
    assert settle(facts, profile).expires_on == last  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"validity": Validity(ValidityMode.YEARS, 5)}, set()),
        ({"validity": Validity(ValidityMode.YEARS, 6)}, {"validity_max"}),
        ({"validity": Validity(ValidityMode.YEARS, 3), "trial": Trial.TRIAL}, {"validity_max"}),
        ({"validity": Validity(ValidityMode.OPEN_ENDED)}, {"validity_open"}),
        ({"validity": Validity(ValidityMode.FIXED), "expires_on": date(2031, 3, 3)}, {"validity_max"}),
        ({"validity": Validity(ValidityMode.YEARS, 6), "doc_kind": DocumentKind.CIRCULAR}, {"validity_max"}),
    ],
)
def test_the_limits_of_the_place_warn_with_their_clause(change: dict[str, object], rules: set[str]) -> None:
    facts = settle(ready(effective_on=DAY, **change), GENERIC)
    found = [problem for problem in problems_of_validity(facts, GENERIC) if problem.severity is Severity.WARNING]
    assert {problem.rule for problem in found} == rules
    assert all(problem.basis and problem.basis.text for problem in found)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"validity": Validity(ValidityMode.YEARS)}, "validity"),
        ({"validity": Validity(ValidityMode.YEARS, 0)}, "validity"),
        ({"validity": Validity(ValidityMode.FIXED)}, "expires_on"),
        ({"validity": Validity(ValidityMode.OPEN_ENDED), "expires_on": DAY}, "expires_on"),
        ({"effective_on": DAY, "expires_on": DAY - timedelta(days=1), "expiry_reason": "x"}, "expires_on"),
    ],
)
def test_a_validity_that_cannot_be_is_refused_at_its_field(change: dict[str, object], field: str) -> None:
    found = problems_of_validity(draft(**change), GENERIC)
    assert field in {problem.field for problem in found if problem.severity is Severity.ERROR}


def test_in_a_backfilled_record_limits_are_notes() -> None:
    facts = old(validity=Validity(ValidityMode.YEARS, 10), expires_on=date(2031, 12, 31))
    assert {problem.severity for problem in problems_of_validity(facts, GENERIC)} == {Severity.NOTE}


def test_counting_from_publication_where_the_profile_says_so() -> None:
    entry = {"key": "expiry_base", "value": "published", "source": "山东省司法厅规范性文件管理办法"}
    place = RegionalProfile("x", "某地", entries_from([entry]), load_profile("generic").generic).on(DAY)
    assert settle(ready(published_on=DAY, effective_on=date(2025, 5, 1)), place).expires_on == date(2030, 3, 2)


@given(on=st.dates(date(2000, 1, 1), date(2050, 1, 1)), ahead=st.integers(150, 220))
def test_expiring_is_from_the_day_the_evaluation_is_due(on: date, ahead: int) -> None:
    last = on + timedelta(days=ahead)
    assert (last <= soon(on, GENERIC)) == (add_months(last, -6) <= on)
