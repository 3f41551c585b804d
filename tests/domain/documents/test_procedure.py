"""The gates: what must have happened before the next act, each refusal with its basis."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.facts import DocumentFacts, FileLevel, Nature, Step, StepKind, StepLevel, StepResult, Waiver
from app.domain.documents.procedure import (
    SOFT_RULES,
    gates_of_deliberation,
    gates_of_numbering,
    gates_of_publication,
    problems_of_procedure,
    standing,
)
from app.domain.problems import Severity
from app.services.settings import load_profile
from tests.factories import PROCEDURE, draft, passed, ready

DAY = date(2025, 2, 20)
PROFILE = load_profile("generic").on(DAY)
REVIEWED = passed(StepKind.REVIEW, date(2025, 2, 14), StepLevel.GOVERNMENT)
COMPETED = passed(StepKind.FAIR_COMPETITION, date(2025, 2, 6))


def with_result(step: Step, result: StepResult) -> Step:
    return replace(step, result=result)


@pytest.mark.parametrize(
    ("steps", "unmet"),
    [
        ((), 2),
        ((REVIEWED,), 1),
        ((COMPETED,), 1),
        ((REVIEWED, COMPETED), 0),
        ((REVIEWED, with_result(COMPETED, StepResult.NOT_CONCERNED)), 0),
        ((with_result(REVIEWED, StepResult.CONDITIONAL), COMPETED), 1),
        ((with_result(REVIEWED, StepResult.RETURNED), COMPETED), 1),
        ((with_result(REVIEWED, StepResult.REJECTED), COMPETED), 1),
        ((with_result(REVIEWED, StepResult.PENDING), COMPETED), 1),
        ((REVIEWED, with_result(COMPETED, StepResult.REJECTED)), 1),
        ((passed(StepKind.REVIEW, date(2025, 2, 14), StepLevel.DEPARTMENT), COMPETED), 1),
        ((passed(StepKind.REVIEW, date(2025, 2, 21), StepLevel.GOVERNMENT), COMPETED), 1),
    ],
    ids=[
        "nothing", "review alone", "competition alone", "both", "not concerned", "conditional", "returned", "rejected",
        "pending", "competition failed", "review of another level", "review after the deliberation",
    ],
)  # fmt: skip
def test_a_deliberation_needs_its_own_review_and_fair_competition(steps: tuple[Step, ...], unmet: int) -> None:
    found = list(gates_of_deliberation(draft(steps=steps), StepLevel.GOVERNMENT, DAY, PROFILE))
    assert len(found) == unmet
    assert all(problem.basis and problem.basis.source and problem.severity is Severity.ERROR for problem in found)


def test_the_last_round_decides() -> None:
    rounds = (
        replace(REVIEWED, on=date(2025, 2, 1), result=StepResult.RETURNED),
        replace(REVIEWED, on=date(2025, 2, 10)),
        replace(REVIEWED, on=date(2025, 2, 18), result=StepResult.RETURNED),
    )
    assert list(gates_of_deliberation(draft(steps=(*rounds[:2], COMPETED)), StepLevel.GOVERNMENT, DAY, PROFILE)) == []
    assert len(list(gates_of_deliberation(draft(steps=(*rounds, COMPETED)), StepLevel.GOVERNMENT, DAY, PROFILE))) == 1


def test_fair_competition_is_a_gate_from_2024_08_01_only() -> None:
    before = date(2024, 7, 31)
    facts = draft(steps=(replace(REVIEWED, on=before),))
    assert list(gates_of_deliberation(facts, StepLevel.GOVERNMENT, before, load_profile("generic").on(before))) == []
    after = date(2024, 8, 1)
    assert len(list(gates_of_deliberation(facts, StepLevel.GOVERNMENT, after, load_profile("generic").on(after)))) == 1


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"signed_on": None}, ["signed_on"]),
        ({"signed_on": date(2025, 3, 4)}, ["signed_on"]),
        ({"steps": PROCEDURE[:-1]}, ["steps"]),
        ({"steps": (*PROCEDURE[:-1], with_result(PROCEDURE[-1], StepResult.RETURNED))}, ["steps"]),
        ({"issuers": ()}, ["issuers"]),
        ({"file_level": None, "steps": ()}, ["file_level", "steps"]),
        ({"nature": Nature.PARTY_JOINT}, ["nature"]),
        ({"unified_number": "HZ0120250001"}, ["unified_number"]),
        ({"backfill": True, "steps": (), "signed_on": None}, []),
    ],
)
def test_no_number_before_deliberation_and_signature(change: dict[str, object], fields: list[str]) -> None:
    assert [problem.field for problem in gates_of_numbering(ready(**change), date(2025, 3, 3))] == fields


def test_a_department_document_is_decided_by_its_department() -> None:
    steps = (
        COMPETED,
        passed(StepKind.REVIEW, date(2025, 2, 10), StepLevel.DEPARTMENT),
        passed(StepKind.DELIBERATION, date(2025, 2, 12), StepLevel.DEPARTMENT),
    )
    facts = ready(file_level=FileLevel.DEPARTMENT, steps=steps)
    assert list(gates_of_numbering(facts, date(2025, 3, 3))) == []
    warned = {problem.rule for problem in problems_of_procedure(facts, PROFILE)}
    assert "department_prereview" in warned
    assert "department_prereview" not in {
        problem.rule for problem in problems_of_procedure(facts, load_profile("beijing").on(DAY))
    }


def test_no_publication_before_the_number() -> None:
    day = date(2025, 3, 3)
    assert [problem.field for problem in gates_of_publication(ready(), day)] == ["unified_number"]
    numbered = ready(unified_number="HZ0120250001", registered_on=day)
    assert list(gates_of_publication(numbered, day)) == []
    assert [problem.field for problem in gates_of_publication(numbered, date(2025, 3, 2))] == ["published_on"]


def test_soft_rules_warn_accept_a_reason_and_can_be_switched_off() -> None:
    facts = ready(
        unified_number="X", registered_on=DAY, published_on=date(2025, 3, 3), effective_on=date(2025, 3, 5),
        steps=tuple(step for step in PROCEDURE if step.kind is not StepKind.CONSULTATION),
    )  # fmt: skip
    found = list(problems_of_procedure(facts, PROFILE))
    warned = {problem.rule for problem in found if problem.severity is Severity.WARNING}
    assert warned == {"consultation_missing", "effective_delay"}
    accepted = standing(
        found, replace(facts, waivers=(Waiver("effective_delay", "不立即施行将有碍施行"),)), frozenset()
    )
    notes = [problem.message for problem in accepted if problem.severity is Severity.NOTE]
    assert any("已说明：不立即施行将有碍施行" in note for note in notes)
    left = standing(found, facts, frozenset({"consultation_missing"}))
    assert {problem.rule for problem in left} == {"effective_delay"}


def test_an_emergency_lifts_limits_but_no_hard_gate_and_stays_marked() -> None:
    facts = draft(
        emergency=True, emergency_reason="防汛抢险", steps=(passed(StepKind.DELIBERATION, DAY, StepLevel.GOVERNMENT),)
    )
    found = standing(problems_of_procedure(facts, PROFILE), facts, frozenset())
    assert sum(problem.severity is Severity.ERROR for problem in found) == 2
    assert not any(problem.severity is Severity.WARNING for problem in found)
    assert any("应急程序：防汛抢险" in problem.message for problem in found)
    without_reason = replace(facts, emergency_reason="")
    assert "emergency_reason" in {problem.field for problem in problems_of_procedure(without_reason, PROFILE)}


def test_in_a_backfilled_record_gates_are_notes() -> None:
    facts = draft(backfill=True, published_on=DAY, steps=(passed(StepKind.DELIBERATION, DAY, StepLevel.GOVERNMENT),))
    assert {problem.severity for problem in problems_of_procedure(facts, PROFILE)} == {Severity.NOTE}


def test_every_warning_names_a_rule_that_can_be_switched_off() -> None:
    known = {rule.key for rule in SOFT_RULES}
    facts = ready(published_on=DAY, effective_on=DAY, unified_number="X", steps=PROCEDURE[1:])
    rules = {problem.rule for problem in problems_of_procedure(facts, PROFILE) if problem.severity is Severity.WARNING}
    assert rules <= known


some_steps = st.lists(
    st.builds(
        Step,
        st.sampled_from([StepKind.REVIEW, StepKind.DELIBERATION, StepKind.FAIR_COMPETITION]),
        st.dates(date(2025, 1, 1), date(2025, 1, 9)),
        level=st.sampled_from(list(StepLevel)),
        result=st.sampled_from(list(StepResult)),
    ),
    max_size=7,
).map(tuple)


@given(
    steps=some_steps,
    signed=st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 12)),
    level=st.sampled_from(list(FileLevel)),
)
def test_whatever_the_steps_a_number_means_a_passed_deliberation_and_a_signature(
    steps: tuple[Step, ...], signed: date | None, level: FileLevel
) -> None:
    facts = DocumentFacts("题", issuers=(1,), file_level=level, steps=steps, signed_on=signed)
    on = date(2025, 1, 10)
    if any(gates_of_numbering(facts, on)):
        return
    assert signed is not None
    assert signed <= on
    held = [
        step
        for step in steps
        if step.kind is StepKind.DELIBERATION and step.result in (StepResult.PASSED, StepResult.NOT_CONCERNED)
    ]
    assert held
