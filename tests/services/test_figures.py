"""Figures over a real database: the sentence of a published report, and the lines behind every figure of the sample office."""

from datetime import date, timedelta

import pytest

from app.domain.documents.facts import FileLevel, StepResult
from app.domain.figures.catalogue import CATALOGUE
from app.domain.figures.figure import Figure, Measure
from app.domain.figures.stock import Subject, last_day
from app.domain.ledgers import Filter, Query
from app.domain.problems import Refused
from app.domain.submissions.facts import ReviewOpinion, SubmissionFacts, SubmissionKind
from app.models.database import Database
from app.models.desk import TargetRecord
from app.services.figures import stock
from app.services.figures.service import FigureService, lines_of
from app.services.ledgers import LedgerService
from app.services.office import Office
from app.services.submissions.service import SubmissionService
from app.services.units import UnitService
from tests.factories import unit
from tests.offices import CLERK, SAMPLE_DAY

YEAR = 2024
TODAY = date(2025, 3, 3)


@pytest.fixture
def submissions(database: Database) -> SubmissionService:
    UnitService(database).save(unit("门头沟区司法局"), CLERK)
    return SubmissionService(database)


def handled(
    submissions: SubmissionService,
    kind: SubmissionKind,
    at: int,
    opinions: int = 0,
    year: int = YEAR,
    *,
    answered: bool = False,
) -> None:
    """One submission from receipt to its end; with an answer alone where the office gave no conclusion."""
    came = date(year, 1, 2) + timedelta(days=at % 300)
    worded = tuple(ReviewOpinion(1, f"第{number + 1}条意见") for number in range(opinions))
    facts = SubmissionFacts(
        f"{kind.label}第{at}件", kind, sender_id=1, handler="张三", received_on=came, opinions=worded
    )
    key = submissions.receive(facts, CLERK, FileLevel.GOVERNMENT).id or 0
    if answered:
        submissions.answer(key, came + timedelta(days=5), "", "已反馈", CLERK)
    else:
        submissions.conclude(key, came + timedelta(days=5), StepResult.PASSED, CLERK)


def test_the_sentence_of_a_published_report(submissions: SubmissionService, database: Database) -> None:
    """合法性审核机构审核区政府文件、决策75件；对常务会议题及部门文件反馈意见132件，提出意见建议189条 (门头沟区2024年报告)."""
    k = SubmissionKind
    for at in range(75):
        handled(submissions, k.DOCUMENT if at < 50 else k.DECISION, at, opinions=at % 2)
    for at in range(132):
        kind = k.MEETING_ITEM if at < 90 else k.CONSULTATION
        handled(submissions, kind, at, opinions=2 if at < 57 else 1, answered=at % 3 == 0)
    for at, kind in enumerate((k.CONTRACT, k.REQUEST, k.LEGISLATION, k.ENFORCEMENT, k.OTHER)):
        handled(submissions, kind, at, opinions=3)
    handled(submissions, k.DOCUMENT, 1000, opinions=4, year=YEAR - 1)
    handled(submissions, k.MEETING_ITEM, 1001, opinions=4, year=YEAR - 1)
    found = {value.figure.key: value for value in FigureService(database).year(YEAR, TODAY)}
    assert {key: found[key].value for key in ("reviewed", "answered", "suggestions")} == {
        "reviewed": 75, "answered": 132, "suggestions": 189,
    }  # fmt: skip
    assert (found["settled_document"].value, found["settled_decision"].value) == (50, 25)
    assert (found["reviewed"].before, found["suggestions"].before) == (1, 4)
    opinions = LedgerService(database).lines("review-opinions", Query(TODAY, lines_of(found["suggestions"])))
    assert len(opinions) == 189


def test_a_document_reviewed_after_its_last_day_is_late(submissions: SubmissionService, database: Database) -> None:
    """Fifteen working days from Tuesday 2 January 2024 end on the 23rd; a contract has no limit until the office sets one."""
    handled(submissions, SubmissionKind.DOCUMENT, 0)
    facts = SubmissionFacts("晚办的一件", sender_id=1, handler="张三", received_on=date(YEAR, 1, 2))
    key = submissions.receive(facts, CLERK, FileLevel.GOVERNMENT).id or 0
    submissions.conclude(key, date(YEAR, 1, 24), StepResult.PASSED, CLERK)
    handled(submissions, SubmissionKind.CONTRACT, 1)
    figures = FigureService(database)
    assert figures.one("late", YEAR, TODAY).ids == (key,)
    assert (figures.one("按期办结率", YEAR, TODAY).value, figures.one("on_time_rate", YEAR, TODAY).count) == (50.0, 2)


def lines_behind(office: Office, figure: Figure, year: int) -> tuple[int, int, list[int]]:
    """The figure's own count, what its ledger shows of it on paper, and the ids there."""
    value = office.figures.one(figure.key, year, SAMPLE_DAY)
    query = Query(last_day(year, SAMPLE_DAY), lines_of(value))
    sheet = office.papers.sheet(figure.subject.value, query)
    return value.count, len(sheet.lines), list(office.ledgers.ids(figure.subject.value, query))


@pytest.mark.parametrize("figure", CATALOGUE, ids=lambda figure: figure.key)
def test_the_ledger_shows_exactly_the_lines_behind_a_figure(sample_office: Office, figure: Figure) -> None:
    for year in (SAMPLE_DAY.year - 7, SAMPLE_DAY.year - 1, SAMPLE_DAY.year):
        count, shown, ids = lines_behind(sample_office, figure, year)
        assert shown == count
        value = sample_office.figures.one(figure.key, year, SAMPLE_DAY)
        assert sorted(ids) == sorted(value.ids)
        if figure.measure is Measure.COUNT:
            assert value.value == count


def test_the_sample_office_has_something_to_report(sample_office: Office) -> None:
    found = {value.figure.key: value for value in sample_office.figures.year(SAMPLE_DAY.year - 1, SAMPLE_DAY)}
    for key in ("reviewed", "answered", "suggestions", "documents_published", "documents_in_force", "adoption_rate"):
        assert found[key].value
        assert found[key].count


def test_in_force_at_the_end_of_a_year_is_what_the_ledger_of_that_day_shows(sample_office: Office) -> None:
    for year in range(SAMPLE_DAY.year - 5, SAMPLE_DAY.year):
        on = date(year, 12, 31)
        value = sample_office.figures.one("年末现行有效", year, SAMPLE_DAY)
        query = Query(on, (Filter("force_status", ("in_force", "expiring")),), as_of=True)
        assert value.value == sample_office.ledgers.count("documents", query)


def test_a_year_that_has_not_begun_and_an_unknown_figure_are_refused(database: Database) -> None:
    figures = FigureService(database)
    with pytest.raises(Refused, match="2026 年没有数据"):
        figures.year(2026, TODAY)
    with pytest.raises(Refused, match="没有名为“好评率”的数据"):
        figures.one("好评率", YEAR, TODAY)
    assert {value.value for value in figures.year(YEAR, TODAY)} == {0, None}


def test_only_what_is_counted_is_read(sample_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample_office.figures.year(SAMPLE_DAY.year, SAMPLE_DAY)
    read: list[str] = []
    for name in ("advisers_in", "_documents", "_submissions", "_numbers", "_letters", "_plans"):
        real = getattr(stock, name)
        monkeypatch.setattr(stock, name, lambda session, name=name, real=real: read.append(name) or real(session))
    for key, wanted in (
        ("matters_done", ["advisers_in"]),
        ("documents_in_force", ["_documents"]),
        ("suggestions", ["_submissions"]),
    ):
        assert sample_office.figures.one(key, SAMPLE_DAY.year, SAMPLE_DAY) in whole
        assert read == wanted
        read.clear()


def test_a_target_stands_beside_its_figure(database: Database) -> None:
    with database.write(CLERK, "下达目标") as session:
        session.add(TargetRecord(year=YEAR, figure="reviewed", value=80))
        session.add(TargetRecord(year=YEAR - 1, figure="reviewed", value=70))
    assert FigureService(database).one("reviewed", YEAR, TODAY).target == 80
    assert FigureService(database).one("answered", YEAR, TODAY).target is None


def test_an_opinion_leads_to_its_submission(submissions: SubmissionService, database: Database) -> None:
    handled(submissions, SubmissionKind.CONTRACT, 1)
    handled(submissions, SubmissionKind.MEETING_ITEM, 2, opinions=1)
    figures = FigureService(database)
    (opinion,) = figures.one("suggestions", YEAR, TODAY).ids
    assert figures.submission_of(opinion) == 2
    with pytest.raises(Refused, match="已被删除"):
        figures.submission_of(99)


def test_records_are_picked_by_id_from_every_ledger(sample_office: Office) -> None:
    for subject in Subject:
        query = Query(SAMPLE_DAY)
        every = list(sample_office.ledgers.ids(subject.value, query))
        for wanted in (every[:1], every[1:3], every):
            if wanted:
                picked = Query(SAMPLE_DAY, (Filter("id", tuple(wanted)),))
                assert sorted(sample_office.ledgers.ids(subject.value, picked)) == sorted(wanted)
    assert len(sample_office.ledgers.ids("documents", Query(SAMPLE_DAY, (Filter("id", low=2, high=4),)))) <= 3
