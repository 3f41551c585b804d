"""A document's life in order, and what comes next with its basis."""

from datetime import date

import pytest

from app.domain.documents.facts import DocumentFacts, EndKind, Step, StepKind, StepLevel, StepResult
from app.domain.documents.timeline import days_left, next_act, timeline
from app.domain.documents.validity import settle
from app.services.settings import load_profile
from tests.factories import PROCEDURE, draft, old, passed, ready

DAY = date(2025, 3, 3)
PROFILE = load_profile("generic").on(DAY)


def test_moments_stand_in_order_of_time_and_milestones_take_the_documents_days() -> None:
    facts = ready(
        unified_number="HZ0120250001", registered_on=date(2025, 2, 27), published_on=DAY, effective_on=date(2025, 4, 3),
        expires_on=date(2030, 4, 2), steps=(Step(StepKind.SIGNATURE, person="王区长"), *reversed(PROCEDURE)),
    )  # fmt: skip
    moments = timeline(facts)
    days = [moment.on for moment in moments if moment.on]
    assert days == sorted(days)
    assert [moment.title for moment in moments] == [
        "公开征求意见", "公平竞争审查", "部门合法性审核", "区政府合法性审核", "区政府集体审议", "签署", "登记编号", "公布", "施行", "有效期届满",
    ]  # fmt: skip
    signed = next(moment for moment in moments if moment.title == "签署")
    assert (signed.on, signed.person) == (facts.signed_on, "王区长")
    assert not moments[-1].done


def test_an_undated_step_keeps_its_usual_place() -> None:
    pending = Step(StepKind.REVIEW, level=StepLevel.GOVERNMENT, result=StepResult.PENDING)
    titles = [moment.title for moment in timeline(draft(steps=(pending, *PROCEDURE[:2])))]
    assert titles == ["公开征求意见", "公平竞争审查", "区政府合法性审核"]


def test_an_end_closes_the_timeline() -> None:
    moments = timeline(old(end_kind=EndKind.REPEALED, ended_on=date(2024, 5, 1), end_reason="被新办法替代"))
    assert (moments[-1].title, moments[-1].detail) == ("废止", "被新办法替代")
    assert "有效期届满" not in [moment.title for moment in moments]


@pytest.mark.parametrize(
    ("facts", "act"),
    [
        (draft(), "区司法局合法性审核"),
        (
            draft(steps=(passed(StepKind.REVIEW, date(2025, 2, 1), StepLevel.GOVERNMENT),)),
            "公平竞争审查（或确认不涉及）",
        ),
        (draft(steps=PROCEDURE[:-1]), "区政府集体审议"),
        (ready(signed_on=None), "签署"),
        (ready(), "登记编号"),
        (ready(unified_number="X", registered_on=DAY), "公布"),
    ],
)
def test_the_next_act_names_its_basis(facts: DocumentFacts, act: str) -> None:
    found = next_act(settle(facts, PROFILE), DAY, PROFILE)
    assert found is not None
    assert found.text == act
    assert found.basis.source


@pytest.mark.parametrize(
    ("on", "act", "due"),
    [
        (date(2026, 6, 29), None, None),
        (date(2026, 6, 30), "届满前评估", date(2026, 6, 30)),
        (date(2026, 7, 1), "评估意见送合法性审核", date(2026, 10, 31)),
        (date(2026, 11, 1), "报请决定延期、修改或者废止", date(2026, 11, 30)),
        (date(2026, 12, 1), "决定是否重新公布", date(2026, 12, 31)),
        (date(2027, 1, 1), None, None),
    ],
)
def test_the_stages_before_expiry_are_clamped_to_the_months_end(on: date, act: str | None, due: date | None) -> None:
    found = next_act(old(), on, PROFILE)
    assert (found.text if found else None, found.due if found else None) == (act, due)


def test_days_left_count_down_to_the_last_day_in_force() -> None:
    assert days_left(old(), date(2026, 12, 30)) == 1
    assert days_left(old(), date(2026, 12, 31)) == 0
    assert days_left(old(), date(2027, 1, 1)) is None
