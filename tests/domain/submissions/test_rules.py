"""Submissions: where one stands, what is refused, and which word a paper uses."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import Extension, LimitUnit, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.problems import Severity
from app.domain.submissions.facts import (
    CLOSING_RESULTS,
    CONCLUSIONS,
    Adoption,
    Paper,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
    SubmissionState,
    state_of,
)
from app.domain.submissions.papers import usual_papers
from app.domain.submissions.rules import (
    Earlier,
    Known,
    gates_of_completion,
    gates_of_conclusion,
    gates_of_resubmission,
    problems_of_submission,
)

D = date(2026, 3, 2)


def sent(**changes: Any) -> SubmissionFacts:
    """A complete submission, received and under review since 2026-03-02."""
    facts = SubmissionFacts(
        "海珠区养老服务设施管理办法", number="2026-0001", sender_text="区民政局", received_on=D, rounds=(Round(D, D),)
    )
    return replace(facts, **changes)


PASSED = Round(D, D, date(2026, 3, 9), StepResult.PASSED)
CONDITIONAL = Round(D, D, date(2026, 3, 9), StepResult.CONDITIONAL)
PAUSE = Pause(date(2026, 3, 4), None, PauseKind.CORRECTION, "缺起草说明")


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (sent(), SubmissionState.IN_REVIEW),
        (sent(rounds=()), SubmissionState.AWAITING_PAPERS),
        (sent(rounds=(Round(D),)), SubmissionState.AWAITING_PAPERS),
        (sent(pauses=(PAUSE,)), SubmissionState.PAUSED),
        (sent(pauses=(replace(PAUSE, end=date(2026, 3, 6)),)), SubmissionState.IN_REVIEW),
        (sent(rounds=(PASSED,)), SubmissionState.CONCLUDED),
        (sent(rounds=(replace(PASSED, result=StepResult.REJECTED),)), SubmissionState.CONCLUDED),
        (sent(rounds=(CONDITIONAL,)), SubmissionState.AWAITING_CHANGES),
        (sent(rounds=(replace(CONDITIONAL, result=StepResult.RETURNED),)), SubmissionState.AWAITING_CHANGES),
        (sent(rounds=(CONDITIONAL, Round(date(2026, 3, 12)))), SubmissionState.AWAITING_PAPERS),
        (sent(rounds=(CONDITIONAL, replace(PASSED, concluded_on=date(2026, 3, 20)))), SubmissionState.CONCLUDED),
        (sent(withdrawn_on=D, rounds=(PASSED,)), SubmissionState.WITHDRAWN),
    ],
)
def test_where_it_stands(facts: SubmissionFacts, state: SubmissionState) -> None:
    assert state_of(facts) is state


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": " "}, "title", "事项名称"),
        ({"received_on": None, "rounds": ()}, "received_on", "收件日期"),
        ({"received_on": date(1948, 1, 1), "rounds": ()}, "received_on", "1949"),
        ({"sender_text": ""}, "sender", "送审单位"),
        ({"kind": SubmissionKind.CONTRACT, "document_id": 3}, "kind", "规范性文件"),
        ({"papers": (Paper("送审稿"), Paper("送审稿"))}, "papers", "重复"),
        ({"papers": (Paper(" "),)}, "papers", "不能为空"),
        ({"limit_count": 0, "limit_unit": LimitUnit.WORKING_DAYS}, "limit", "不能是 0"),
        ({"limit_count": 5}, "limit", "单位"),
        ({"wanted_on": date(2026, 3, 1)}, "wanted_on", "早于收件日期"),
        ({"extensions": (Extension(0, "李四", D),)}, "extensions", "不能是 0"),
        ({"extensions": (Extension(5, "", D),)}, "extensions", "批准人"),
        ({"rounds": (Round(D, date(2026, 3, 1)),)}, "rounds", "早于收件日期"),
        ({"rounds": (Round(D, None, D, StepResult.PASSED),)}, "rounds", "尚未齐备"),
        ({"rounds": (Round(D, D, date(2026, 3, 1), StepResult.PASSED),)}, "rounds", "早于材料齐备日期"),
        ({"rounds": (Round(D, D, D),)}, "rounds", "选择审核结论"),
        ({"pauses": (PAUSE, PAUSE)}, "pauses", "尚未结束"),
        ({"pauses": (replace(PAUSE, end=date(2026, 3, 3)),)}, "pauses", "早于暂停日期"),
        ({"pauses": (replace(PAUSE, reason=""),)}, "pauses", "补正"),
        ({"opinions": (ReviewOpinion(1, "删去第三条", adoption=Adoption.NOT_ADOPTED),)}, "opinions", "不采纳的理由"),
        ({"opinions": (ReviewOpinion(1, " "),)}, "opinions", "没有内容"),
        ({"opinions": (ReviewOpinion(2, "删去第三条"),)}, "opinions", "轮次"),
        ({"withdrawn_on": D}, "withdrawn_reason", "撤回的原因"),
        ({"answered_on": date(2026, 3, 1)}, "answered_on", "早于收件日期"),
    ],
)
def test_what_is_refused_by_name(changes: dict[str, Any], field: str, said: str) -> None:
    (problem,) = problems_of_submission(sent(**changes))
    assert (problem.field, problem.severity) == (field, Severity.ERROR)
    assert said in problem.message


def test_a_sound_one_has_no_problem_and_one_under_way_is_only_noted() -> None:
    assert problems_of_submission(sent()) == []
    (note,) = problems_of_submission(sent(), Known((Earlier(7, "同名", "2026-0003", D),)))
    assert (note.severity, note.record) == (Severity.NOTE, 7)


def test_overlapping_pauses_are_refused() -> None:
    first = Pause(date(2026, 3, 4), date(2026, 3, 9), PauseKind.CONSULTATION, "征求意见")
    second = Pause(date(2026, 3, 6), date(2026, 3, 10), PauseKind.ARGUMENTATION, "论证")
    (problem,) = problems_of_submission(sent(pauses=(second, first)))
    assert "重叠" in problem.message


def test_no_conclusion_before_the_papers() -> None:
    facts = sent(rounds=(Round(D),), papers=(Paper("送审稿", present=True), Paper("起草说明")))
    (gate,) = gates_of_conclusion(facts, D, StepResult.PASSED)
    assert "起草说明" in gate.message
    assert gate.basis is not None
    assert "115号" in gate.basis.source


@pytest.mark.parametrize(
    "facts", [sent(pauses=(PAUSE,)), sent(rounds=(PASSED,)), sent(rounds=(CONDITIONAL,)), sent(withdrawn_on=D)]
)
def test_no_conclusion_while_paused_or_where_none_is_open(facts: SubmissionFacts) -> None:
    assert list(gates_of_conclusion(facts, date(2026, 3, 10), StepResult.PASSED))


def test_papers_are_complete_when_the_required_ones_are_there() -> None:
    facts = sent(rounds=(Round(D),), papers=(Paper("送审稿"), Paper("论证材料", required=False)))
    assert [problem.field for problem in gates_of_completion(facts, D)] == ["papers"]
    ticked = replace(facts, papers=(Paper("送审稿", present=True), Paper("论证材料", required=False)))
    assert list(gates_of_completion(ticked, D)) == []
    assert [problem.field for problem in gates_of_completion(ticked, date(2026, 3, 1))] == ["on"]


def test_a_further_round_only_after_a_conditional_end() -> None:
    assert list(gates_of_resubmission(sent(rounds=(CONDITIONAL,)), date(2026, 3, 12))) == []
    assert list(gates_of_resubmission(sent(rounds=(CONDITIONAL,)), date(2026, 3, 8)))
    assert list(gates_of_resubmission(sent(), date(2026, 3, 12)))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (SubmissionKind.DOCUMENT, "合法性审核"),
        (SubmissionKind.DECISION, "合法性审查"),
        (SubmissionKind.ENFORCEMENT, "法制审核"),
        (SubmissionKind.CONTRACT, "合法性审查"),
    ],
)
def test_the_word_on_paper_follows_the_object(kind: SubmissionKind, word: str) -> None:
    assert sent(kind=kind).word == word


@pytest.mark.parametrize("kind", list(SubmissionKind))
def test_every_kind_has_its_usual_papers(kind: SubmissionKind) -> None:
    papers = usual_papers(kind)
    assert any(paper.required for paper in papers)
    assert not any(paper.present for paper in papers)
    assert len({paper.name for paper in papers}) == len(papers)


@given(
    results=st.lists(st.sampled_from(CONCLUSIONS), max_size=4),
    open_round=st.booleans(),
    paused=st.booleans(),
)
def test_exactly_the_closing_results_conclude(results: list[StepResult], open_round: bool, paused: bool) -> None:
    rounds = tuple(Round(D, D, D, result) for result in results) + ((Round(D, D),) if open_round else ())
    state = state_of(sent(rounds=rounds, pauses=(PAUSE,) if paused else ()))
    if open_round:
        assert state is (SubmissionState.PAUSED if paused else SubmissionState.IN_REVIEW)
    elif results:
        closed = results[-1] in CLOSING_RESULTS
        assert state is (SubmissionState.CONCLUDED if closed else SubmissionState.AWAITING_CHANGES)
