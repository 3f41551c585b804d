"""The sample office: every state there is, nothing from the future, the same on any day."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advisers.appointments import AppointmentState
from app.domain.advisers.checks import CHECKS, findings
from app.domain.advisers.engagements import Category, EngagementState
from app.domain.advisers.matters import MatterState
from app.domain.advisers.payments import PaymentState
from app.domain.advisers.people import AdviserKind, AdviserState
from app.domain.advisers.templates import Grade
from app.domain.choices import Choice
from app.domain.credit_code import fault_of_code
from app.domain.documents.status import ForceStatus
from app.domain.due.items import DueState, DueSubject
from app.domain.ledgers import Filter, Query
from app.domain.letters import LetterKind, LetterState
from app.domain.number_book import NumberState
from app.domain.plans import PlanState
from app.domain.submissions.facts import SubmissionState
from app.main import Door, new_office, open_office
from app.services.advisers.checks import dossier_in
from app.services.ledgers import LEDGERS
from app.services.office import Office
from app.services.sample import SampleClock, build, fill
from app.services.sample.build import first_day
from app.services.sample.plan import documents_plan, working_day
from tests.offices import SAMPLE_DAY, UNSYNCED

DAYS = (SAMPLE_DAY, date(2028, 2, 29))
"""A Sunday and a leap day; all others are alike."""
STATED = ("submissions", "letters", "plans", "advisers", "appointments", "engagements", "payments", "matters")
"""Ledgers whose lines have a state."""


def made(root: Path, today: date) -> Office:
    clock = SampleClock(first_day(today))
    new_office(root, clock)
    office = open_office(root, Door.COMMAND, clock=clock, pragmas=UNSYNCED).office
    built = build(office, clock, today)
    assert built.imported.created == built.imported.rows == 26
    return office


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory, sample_office: Office) -> dict[date, Office]:
    _, leap = DAYS
    return {SAMPLE_DAY: sample_office, leap: made(tmp_path_factory.mktemp("示例") / "数据", leap)}


def column(office: Office, ledger: str, key: str, on: date) -> list[object]:
    place = LEDGERS[ledger].index(key)
    return [cells[place] for _, cells in office.ledgers.lines(ledger, Query(on))]


@pytest.mark.parametrize("day", DAYS)
def test_every_state_of_a_document_is_there(offices: dict[date, Office], day: date) -> None:
    states = Counter(column(offices[day], "documents", "force_status", day))
    assert set(states) == {status.value for status in ForceStatus}
    assert states[ForceStatus.EXPIRING] >= 4


@pytest.mark.parametrize("day", DAYS)
def test_numbers_in_every_state_and_one_gap(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    states = set(column(office, "numbering", "state", day))
    assert states == {NumberState.USED, NumberState.RESERVED, NumberState.VOID}
    assert [gap.text for gap in office.numbering.gaps()] == ["HZ0120190003"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("ledger", "states"),
    [
        ("submissions", SubmissionState),
        ("letters", LetterState),
        ("plans", PlanState),
        ("engagements", EngagementState),
        ("payments", PaymentState),
        ("matters", MatterState),
    ],
)
def test_every_state_of_the_desk_is_there(
    offices: dict[date, Office], day: date, ledger: str, states: type[Choice]
) -> None:
    assert set(column(offices[day], ledger, "state", day)) == set(states)


@pytest.mark.parametrize("day", DAYS)
def test_advisers_of_every_kind_serve_and_no_longer_serve(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    assert set(column(office, "advisers", "kind", day)) == set(AdviserKind)
    assert set(column(office, "advisers", "state", day)) == set(AdviserState) - {AdviserState.UNKNOWN}
    assert set(column(office, "appointments", "state", day)) == set(AppointmentState) - {AppointmentState.UNKNOWN}
    assert set(column(office, "engagements", "category", day)) == set(Category)
    assert set(column(office, "assessments", "grade", day)) == {*Grade, None}, "one is still being gathered"
    assert {str(decision) for decision in column(office, "conflicts", "decision", day)} == {"None", "recused"}
    assert not [code for code in column(office, "firms", "credit_code", day) if fault_of_code(str(code))]
    unfit = Query(day, (Filter("grade", (Grade.UNQUALIFIED,)),))
    (vetoed, low) = (cells for _, cells in office.ledgers.lines("assessments", unfit))
    assert {bool(cells[LEDGERS["assessments"].index("vetoes")]) for cells in (vetoed, low)} == {True, False}


@pytest.mark.parametrize("day", DAYS)
def test_the_checks_have_something_to_say_of_the_advisers(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    with office.settings._database.read() as session:
        found = findings(dossier_in(session, day), {check.key for check in CHECKS})
    counts = Counter(finding.check for finding in found)
    for key, least in {"ADV-03": 4, "ADV-07": 1, "ADV-10": 3, "ADV-11": 5}.items():
        assert counts[key] >= least, key
    assert (counts["ADV-04"], counts["ADV-14"]) == (1, 1)
    assert not {"ADV-09", "ADV-13", "ADV-15", "ADV-17"} & counts.keys(), "the services do not let these happen"
    linked = [
        (each.document_id, each.submission_id) for each in map(office.advisers.matters.get, matter_ids(office, day))
    ]
    assert len(linked) >= 45
    assert sum(document is not None for document, _ in linked) >= 4
    assert sum(submission is not None for _, submission in linked) >= 12


def matter_ids(office: Office, day: date) -> list[int]:
    return list(office.ledgers.ids("matters", Query(day)))


@pytest.mark.parametrize("day", DAYS)
def test_letters_of_every_kind_went_out_and_answer_what_they_are_about(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    assert set(column(office, "letters", "kind", day)) == set(LetterKind)
    opinions = Query(day, (Filter("kind", (LetterKind.REVIEW_OPINION,)), Filter("state", (LetterState.ISSUED,))))
    letters = [office.letters.get(key) for key, _ in office.ledgers.lines("letters", opinions)]
    assert len(letters) >= 10
    for letter in letters:
        assert office.sign_off.sheet("letters", letter.id or 0).complete
        assert office.submissions.get(letter.submission_id or 0).answer_number == letter.number


@pytest.mark.parametrize("day", DAYS)
def test_something_is_overdue_something_due_this_week_and_little_without_a_limit(
    offices: dict[date, Office], day: date
) -> None:
    of_submissions = offices[day].due.items(day, subject=DueSubject.SUBMISSIONS)
    states = Counter(item.state for item in of_submissions)
    assert states[DueState.OVERDUE] == 1
    assert sum(item.days is not None and 0 <= item.days <= 7 for item in of_submissions) >= 2
    assert states[DueState.UNLIMITED] <= 5


@pytest.mark.parametrize("day", DAYS)
def test_a_clerk_left_a_year_was_closed_and_targets_are_set(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    (handover,) = office.handovers.all()
    assert handover.matters
    here = {member.name for member in office.settings.staff() if member.active}
    assert handover.receiver in here
    assert handover.giver not in here
    assert office.handovers.open_matters(handover.giver, day) == []
    assert [each.year for each in office.years.years(day) if each.closed] == [day.year - 2]
    assert office.years.targets(day.year)


@pytest.mark.parametrize("day", DAYS)
def test_nothing_happened_on_the_day_itself_or_later(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    assert office.today() == day - timedelta(1)
    for ledger, key in (
        ("documents", "registered_on"),
        ("submissions", "received_on"),
        ("letters", "on"),
        ("engagements", "signed_on"),
        ("payments", "paid_on"),
        ("matters", "done_on"),
        ("assessments", "assessed_on"),
    ):
        assert max(each for each in column(office, ledger, key, day) if isinstance(each, date)) < day


@pytest.mark.parametrize("day", DAYS)
def test_the_data_is_sound_and_has_something_to_do(offices: dict[date, Office], day: date) -> None:
    office = offices[day]
    assert office.backups.check().whole
    assert office.search.find("公开征求意见情况", day)
    assert {"存疑", "资料不全"} <= {
        "存疑" if each == "doubtful" else "资料不全" for each in column(office, "documents", "completeness", day)
    }


def test_the_office_is_the_same_on_any_day(offices: dict[date, Office]) -> None:
    first, second = (
        {
            title: status
            for title, status, backfill in zip(
                *(column(offices[day], "documents", key, day) for key in ("title", "force_status", "backfill")),
                strict=True,
            )
            if not backfill
        }
        for day in DAYS
    )
    assert first == second
    desks = [{ledger: Counter(column(offices[day], ledger, "state", day)) for ledger in STATED} for day in DAYS]
    assert desks[0] == desks[1]


def test_titles_of_the_plan_are_all_different() -> None:
    documents, old = documents_plan()
    titles = [each.title for each in documents] + [each["title"] for each in old]
    assert len(set(titles)) == len(titles) > 40


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-2000, 0), st.integers(0, 200))
def test_acts_fall_on_working_days_in_their_order(today: date, offset: int, later: int) -> None:
    last = today - timedelta(1)
    first = working_day(today + timedelta(min(offset, -1)), last)
    second = working_day(today + timedelta(min(offset + later, -1)), last)
    assert first <= second <= last
    assert first.weekday() < 5


def test_a_large_office_is_filled_by_insert(tmp_path: Path) -> None:
    today = date(2026, 11, 22)
    clock = SampleClock(first_day(today))
    new_office(tmp_path / "大", clock)
    office = open_office(tmp_path / "大", Door.COMMAND, clock=clock, pragmas=UNSYNCED).office
    from app.services.sample.large import PROGRAM
    from app.services.settings import OfficeSettings

    office.setup.begin(OfficeSettings("广州市海珠区司法局", "HZ"), PROGRAM)
    seen: list[tuple[int, int]] = []
    report: Callable[[int, int], None] = lambda done, total: seen.append((done, total))  # noqa: E731 - typed
    assert fill(office, 6_000, report) == 6_000
    assert office.ledgers.count("documents", Query(today)) == 6_000
    assert seen == [(0, 6_000), (5_000, 6_000), (6_000, 6_000)]
    assert office.search.find("湿地保护管理办法", today)
    assert office.audit.verify().broken_at is None
    office.close()
