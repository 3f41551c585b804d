"""What can be wrong with a submission, and the gates of its acts. The one function that form, service and import call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.dates import MAX_YEAR, MIN_YEAR, chinese
from app.domain.documents.facts import StepResult
from app.domain.problems import Basis, Problem, Severity
from app.domain.submissions.facts import Adoption, Round, SubmissionFacts, SubmissionKind, SubmissionState, state_of

PAPERS_FIRST = Basis("国办发〔2018〕115号", "送审材料不齐备的，审核机构可以退回补正；审核期限自材料齐备之日起计算")
REASON_FOR_REFUSAL = Basis(
    "国办发〔2018〕115号", "起草单位应当根据合法性审核意见修改完善；未完全采纳的，应当书面说明理由"
)
ANSWER = Basis("国办发〔2018〕115号", "审核机构应当提出合法、不合法或者应当予以修改的书面审核意见")
CLOCK = Basis("国办发〔2018〕115号", "审核时间一般不少于5个工作日，最长不超过15个工作日")


@dataclass(frozen=True)
class Earlier:
    """Another submission of the same matter."""

    id: int
    title: str
    number: str
    received_on: date | None


def problems_of_submission(facts: SubmissionFacts, earlier: tuple[Earlier, ...] = ()) -> list[Problem]:
    """All that is wrong with a submission; `earlier` are open ones with the same title."""
    return [
        *_problems_of_receipt(facts, earlier),
        *_problems_of_limit(facts),
        *_problems_of_rounds(facts.rounds),
        *_problems_of_pauses(facts),
        *_problems_of_opinions(facts),
        *_problems_of_end(facts),
    ]


def _problems_of_receipt(facts: SubmissionFacts, earlier: tuple[Earlier, ...]) -> Iterator[Problem]:
    if not facts.title.strip():
        yield Problem("title", "请填写事项名称")
    if facts.received_on is None and not facts.rounds:
        yield Problem("received_on", "请填写收件日期")
    elif facts.received_on is not None and not MIN_YEAR <= facts.received_on.year <= MAX_YEAR:
        yield Problem("received_on", f"收件日期的年份 {facts.received_on.year} 不在 {MIN_YEAR}–{MAX_YEAR} 之间，请更正")
    if facts.sender_id is None and not facts.sender_text.strip() and facts.number:
        yield Problem("sender", "请填写送审单位")
    if facts.document_id is not None and facts.kind is not SubmissionKind.DOCUMENT:
        yield Problem("kind", "已关联规范性文件的送审件，类别只能是“规范性文件”")
    names = [paper.name.strip() for paper in facts.papers]
    if not all(names):
        yield Problem("papers", "材料名称不能为空，请填写或删去该行")
    if len(set(names)) < len(names):
        yield Problem("papers", "材料清单中有重复的名称，请删去一个")
    for other in earlier:
        day = f"（{chinese(other.received_on)}收）" if other.received_on else ""
        yield Problem(
            "title",
            f"同名事项 {other.number or '（未编收件号）'}{day}尚在办理，请确认不是重复登记",
            Severity.NOTE,
            record=other.id,
        )


def _problems_of_limit(facts: SubmissionFacts) -> Iterator[Problem]:
    if facts.limit_count is not None and facts.limit_count < 1:
        yield Problem("limit", f"办理期限不能是 {facts.limit_count}，请填写 1 以上的数，或清空后按规定的期限计算")
    if facts.limit_count is not None and facts.limit_unit is None:
        yield Problem("limit", "请选择办理期限的单位（工作日或自然日）")
    if facts.wanted_on and facts.received_on and facts.wanted_on < facts.received_on:
        yield Problem(
            "wanted_on",
            f"要求办结日期（{chinese(facts.wanted_on)}）早于收件日期（{chinese(facts.received_on)}），请更正",
        )
    for item in facts.extensions:
        if item.days < 1:
            yield Problem("extensions", f"延长的日数不能是 {item.days}，请填写 1 以上的数")
        if not item.approved_by.strip():
            yield Problem("extensions", "延长办理期限须经批准，请填写批准人")


def _problems_of_rounds(rounds: tuple[Round, ...]) -> Iterator[Problem]:
    for number, item in enumerate(rounds, 1):
        if item.complete_on and item.received_on and item.complete_on < item.received_on:
            yield Problem(
                "rounds",
                f"第{number}轮材料齐备日期（{chinese(item.complete_on)}）早于收件日期（{chinese(item.received_on)}），请更正",
            )
        if item.concluded_on and item.complete_on is None:
            yield Problem("rounds", f"第{number}轮材料尚未齐备，不能作出审核结论，请先登记材料齐备", basis=PAPERS_FIRST)
        elif item.concluded_on and item.complete_on and item.concluded_on < item.complete_on:
            yield Problem(
                "rounds",
                f"第{number}轮结论日期（{chinese(item.concluded_on)}）早于材料齐备日期（{chinese(item.complete_on)}），请更正",
            )
        if item.concluded_on and item.result is StepResult.PENDING:
            yield Problem("rounds", f"第{number}轮已有结论日期，请选择审核结论")


def _problems_of_pauses(facts: SubmissionFacts) -> Iterator[Problem]:
    if sum(pause.end is None for pause in facts.pauses) > 1:
        yield Problem("pauses", "已有一项暂停尚未结束，请先登记恢复计时")
    ordered = sorted(facts.pauses, key=lambda pause: pause.start)
    for pause in ordered:
        if not pause.reason.strip():
            yield Problem("pauses", f"请写明{pause.kind.label}的内容或原因")
        if pause.end is not None and pause.end < pause.start:
            yield Problem(
                "pauses", f"恢复计时的日期（{chinese(pause.end)}）早于暂停日期（{chinese(pause.start)}），请更正"
            )
    for before, after in pairwise(ordered):
        if before.end is not None and after.start < before.end:
            yield Problem("pauses", f"{chinese(after.start)}起的暂停与上一次暂停重叠，请更正日期")


def _problems_of_opinions(facts: SubmissionFacts) -> Iterator[Problem]:
    for number, opinion in enumerate(facts.opinions, 1):
        if not opinion.text.strip():
            yield Problem("opinions", f"第{number}条意见没有内容，请填写或删去")
        if opinion.adoption is Adoption.NOT_ADOPTED and not opinion.reason.strip():
            yield Problem("opinions", f"第{number}条意见未被采纳，请写明不采纳的理由", basis=REASON_FOR_REFUSAL)
        if not 1 <= opinion.round <= max(len(facts.rounds), 1):
            yield Problem("opinions", f"第{number}条意见所属的轮次（{opinion.round}）不存在，请更正")


def _problems_of_end(facts: SubmissionFacts) -> Iterator[Problem]:
    if facts.withdrawn_on is not None and not facts.withdrawn_reason.strip():
        yield Problem("withdrawn_reason", "请写明撤回的原因")
    if facts.answered_on and facts.received_on and facts.answered_on < facts.received_on:
        yield Problem(
            "answered_on",
            f"答复日期（{chinese(facts.answered_on)}）早于收件日期（{chinese(facts.received_on)}），请更正",
        )


def gates_of_conclusion(facts: SubmissionFacts, on: date, result: StepResult) -> Iterator[Problem]:
    """Why the present round cannot be concluded on a day: papers missing, the clock standing still, nothing open."""
    state = state_of(facts)
    if state in (SubmissionState.CONCLUDED, SubmissionState.WITHDRAWN):
        yield Problem("result", f"{facts.named}{state.label}，不能再作结论")
    elif state is SubmissionState.AWAITING_CHANGES:
        yield Problem("result", f"{facts.named}正等待修改重报，请先登记重新送审")
    elif state is SubmissionState.AWAITING_PAPERS:
        missing = "、".join(facts.missing_papers)
        lacks = f"，缺：{missing}" if missing else ""
        yield Problem("result", f"送审材料尚未齐备{lacks}，不能作出审核结论；请先登记材料齐备", basis=PAPERS_FIRST)
    elif state is SubmissionState.PAUSED and (pause := facts.open_pause):
        yield Problem("result", f"正因“{pause.kind.label}”暂停计时，请先登记恢复，再作结论", basis=CLOCK)
    last = facts.current
    if last and last.complete_on and on < last.complete_on:
        yield Problem("on", f"结论日期（{chinese(on)}）早于材料齐备日期（{chinese(last.complete_on)}），请更正")
    if result in (StepResult.PENDING, StepResult.DONE):
        yield Problem("result", "请选择审核结论")


def gates_of_completion(facts: SubmissionFacts, on: date) -> Iterator[Problem]:
    """Why the papers cannot be called complete on a day."""
    if state_of(facts) is not SubmissionState.AWAITING_PAPERS and facts.open_pause is None:
        yield Problem("papers", f"{facts.named}的材料已经登记齐备")
    if missing := facts.missing_papers:
        yield Problem("papers", f"还缺：{'、'.join(missing)}；收到后请勾选，确不需要的请取消“必需”", basis=PAPERS_FIRST)
    last = facts.current
    if last and last.received_on and on < last.received_on:
        yield Problem("on", f"材料齐备日期（{chinese(on)}）早于收件日期（{chinese(last.received_on)}），请更正")


def gates_of_resubmission(facts: SubmissionFacts, on: date) -> Iterator[Problem]:
    """Why a new round cannot begin on a day."""
    if state_of(facts) is not SubmissionState.AWAITING_CHANGES:
        yield Problem(
            "received_on", f"{facts.named}没有在等待修改重报（现为“{state_of(facts).label}”），不能登记重新送审"
        )
    last = facts.current
    if last and last.concluded_on and on < last.concluded_on:
        yield Problem(
            "received_on", f"重新送审日期（{chinese(on)}）早于上一轮结论日期（{chinese(last.concluded_on)}），请更正"
        )
