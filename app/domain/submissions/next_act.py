"""What has to be done next with a submission, and why. Knows no store, no widget and no day of the calendar."""

from dataclasses import dataclass

from app.domain.choices import Choice
from app.domain.deadlines import PauseKind
from app.domain.documents.facts import StepResult
from app.domain.problems import Basis
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionKind, SubmissionState, state_of
from app.domain.submissions.rules import ANSWER, CLOCK, PAPERS_FIRST, REASON_FOR_REFUSAL


class NextKind(Choice):
    """The act that is waited for; each has its form."""

    COMPLETE = "complete", "登记材料齐备"
    RESUME = "resume", "恢复计时"
    CONCLUDE = "conclude", "作出审核结论"
    RESUBMIT = "resubmit", "登记重新送审"
    ANSWER = "answer", "登记答复"
    REPLY = "reply", "登记采纳情况"


OURS = frozenset({NextKind.CONCLUDE, NextKind.ANSWER})
"""Acts that the office owes; for the others it waits for somebody else, and reminds."""


@dataclass(frozen=True)
class NextAct:
    """One thing to do, in words, with the rule that asks for it."""

    kind: NextKind
    text: str
    basis: Basis


def next_act(facts: SubmissionFacts) -> NextAct | None:
    """What comes next; None when nothing is left to do. What was taken over from an old register is not asked about."""
    match state_of(facts):
        case SubmissionState.AWAITING_PAPERS:
            missing = "、".join(facts.missing_papers)
            text = f"通知补正并登记材料齐备，还缺：{missing}" if missing else "登记材料齐备，开始计时"
            return _act(facts, NextKind.COMPLETE, text, PAPERS_FIRST)
        case SubmissionState.PAUSED:
            pause = facts.open_pause
            assert pause is not None
            if pause.kind is PauseKind.CORRECTION:
                return _act(facts, NextKind.COMPLETE, f"收到补正材料后登记材料齐备：{pause.reason}", PAPERS_FIRST)
            return _act(facts, NextKind.RESUME, f"{pause.kind.label}结束后恢复计时：{pause.reason}", CLOCK)
        case SubmissionState.IN_REVIEW:
            return _act(facts, NextKind.CONCLUDE, f"提出意见，作出{facts.word}结论", CLOCK)
        case SubmissionState.AWAITING_CHANGES:
            return _act(facts, NextKind.RESUBMIT, "督促送审单位修改，收到后登记重新送审", REASON_FOR_REFUSAL)
        case SubmissionState.CONCLUDED if facts.number:
            return _after(facts)
    return None


def _after(facts: SubmissionFacts) -> NextAct | None:
    last = facts.current
    assert last is not None
    assert last.concluded_on is not None
    if facts.answered_on is None or facts.answered_on < last.concluded_on:
        return _act(facts, NextKind.ANSWER, "书面答复送审单位，登记答复", ANSWER)
    waiting = sum(opinion.adoption is Adoption.PENDING for opinion in facts.opinions)
    if waiting and last.result is not StepResult.REJECTED:
        return _act(facts, NextKind.REPLY, f"还有{waiting}条意见待反馈，登记采纳情况", REASON_FOR_REFUSAL)
    return None


def _act(facts: SubmissionFacts, kind: NextKind, text: str, rule: Basis) -> NextAct:
    """The rule is written for normative documents; with all else the office proceeds alike."""
    own = facts.kind is SubmissionKind.DOCUMENT
    return NextAct(kind, text, rule if own else Basis(f"参照{rule.source}", rule.text))
