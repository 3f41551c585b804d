"""What comes next with a submission."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.deadlines import Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import Adoption, Paper, ReviewOpinion, Round, SubmissionFacts, SubmissionKind
from app.domain.submissions.next_act import NextKind, next_act

D = date(2026, 3, 2)
DONE = Round(D, D, D, StepResult.PASSED)


def sent(**given: Any) -> SubmissionFacts:
    facts = SubmissionFacts("养老服务设施管理办法", number="2026-0001", received_on=D, rounds=(Round(D, D),))
    return replace(facts, **given)


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        ({"rounds": (Round(D),), "papers": (Paper("起草说明"),)}, NextKind.COMPLETE, "还缺：起草说明"),
        ({"rounds": (Round(D),)}, NextKind.COMPLETE, "开始计时"),
        ({}, NextKind.CONCLUDE, "合法性审核结论"),
        ({"pauses": (Pause(D, None, PauseKind.ARGUMENTATION, "专家论证"),)}, NextKind.RESUME, "论证结束后恢复计时：专家论证"),
        ({"pauses": (Pause(D, None, PauseKind.CORRECTION, "补财评材料"),)}, NextKind.COMPLETE, "补财评材料"),
        ({"rounds": (replace(DONE, result=StepResult.CONDITIONAL),)}, NextKind.RESUBMIT, "重新送审"),
        ({"rounds": (DONE,)}, NextKind.ANSWER, "登记答复"),
        ({"rounds": (DONE,), "answered_on": D, "opinions": (ReviewOpinion(1, "删去第三条"),)}, NextKind.REPLY, "1条意见"),
    ],
)  # fmt: skip
def test_the_next_act_follows_from_the_facts(given: dict[str, Any], kind: NextKind, words: str) -> None:
    act = next_act(sent(**given))
    assert act is not None
    assert act.kind is kind
    assert words in act.text
    assert act.basis.source == "国办发〔2018〕115号"


@pytest.mark.parametrize(
    "given",
    [
        {"withdrawn_on": D},
        {"rounds": (DONE,), "answered_on": D},
        {"rounds": (DONE,), "answered_on": D, "opinions": (ReviewOpinion(1, "删去", adoption=Adoption.ADOPTED),)},
        {"rounds": (DONE,), "number": ""},
        {"rounds": (replace(DONE, result=StepResult.REJECTED),), "answered_on": D, "opinions": (ReviewOpinion(1, "删"),)},
    ],
)  # fmt: skip
def test_nothing_is_asked_of_what_is_done(given: dict[str, Any]) -> None:
    assert next_act(sent(**given)) is None


def test_the_rule_for_documents_is_followed_alike_by_others() -> None:
    act = next_act(sent(kind=SubmissionKind.CONTRACT))
    assert act is not None
    assert (act.text, act.basis.source) == ("提出意见，作出合法性审查结论", "参照国办发〔2018〕115号")
