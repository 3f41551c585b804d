"""What can be wrong with a submission, and the gates of its acts. The one function that form, service and import call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.dates import MAX_YEAR, MIN_YEAR, chinese
from app.domain.deadlines import MOST, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.problems import Basis, Problem, Severity
from app.domain.submissions.facts import (
    REVIEWED,
    Adoption,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
    SubmissionState,
    conclusions_of,
    state_of,
)

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


@dataclass(frozen=True)
class Known:
    """What the register already holds of the same matter."""

    earlier: tuple[Earlier, ...] = ()
    """Open submissions with the same title."""
    under_review: str = ""
    """收件号 of another open submission of the same document."""
    twin: str = ""
    """Title of a document that is still being made and bears the same title, where none is chosen."""


NOTHING_KNOWN = Known()


def problems_of_submission(facts: SubmissionFacts, known: Known = NOTHING_KNOWN) -> list[Problem]:
    """All that is wrong with a submission, and what it may repeat."""
    return [
        *_problems_of_receipt(facts),
        *_repetitions(known),
        *_problems_of_limit(facts),
        *_problems_of_rounds(facts.rounds),
        *_problems_of_pauses(facts),
        *_problems_of_opinions(facts),
        *_problems_of_end(facts),
    ]


def _problems_of_receipt(facts: SubmissionFacts) -> Iterator[Problem]:
    if not facts.title.strip():
        yield Problem("title", "请填写事项名称")
    if facts.received_on is None and not facts.rounds:
        yield Problem("received_on", "请填写收件日期")
    elif facts.received_on is not None and not MIN_YEAR <= facts.received_on.year <= MAX_YEAR:
        yield Problem("received_on", f"收件日期的年份 {facts.received_on.year} 不在 {MIN_YEAR}–{MAX_YEAR} 之间，请更正")
    taken_over = facts.rounds and not facts.number
    if facts.sender_id is None and not facts.sender_text.strip() and not taken_over:
        yield Problem("sender", "请填写送审单位")
    if facts.document_id is not None and facts.kind is not SubmissionKind.DOCUMENT:
        yield Problem("kind", "已关联规范性文件的送审件，类别只能是“规范性文件”")
    names = [paper.name.strip() for paper in facts.papers]
    if not all(names):
        yield Problem("papers", "材料名称不能为空，请填写或删去该行")
    if len(set(names)) < len(names):
        yield Problem("papers", "材料清单中有重复的名称，请删去一个")


def _repetitions(known: Known) -> Iterator[Problem]:
    if known.under_review:
        yield Problem(
            "document_id",
            f"对应文件已有在办的送审件 {known.under_review}，修改后再次送来的请在该件中登记“重新送审”",
        )
    if known.twin:
        yield Problem(
            "document_id",
            f"登记簿中已有同名文件《{known.twin}》，请在这里选择它；不选则另建一份草稿",
            Severity.NOTE,
        )
    for other in known.earlier:
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
    elif facts.limit_count and facts.limit_unit and facts.limit_count > MOST[facts.limit_unit]:
        yield Problem("limit", f"办理期限 {facts.limit_count}{facts.limit_unit.label}超过一百年，请核对")
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
        if before.end is None and after.end is not None:
            yield Problem("pauses", f"{chinese(before.start)}起的暂停尚未结束，其后又登记了暂停，请先填写恢复日期")
        elif before.end is not None and after.start < before.end:
            yield Problem("pauses", f"{chinese(after.start)}起的暂停与上一次暂停重叠，请更正日期")


def _problems_of_opinions(facts: SubmissionFacts) -> Iterator[Problem]:
    for number, opinion in enumerate(facts.opinions, 1):
        if not opinion.text.strip():
            yield Problem("opinions", f"第{number}条意见没有内容，请填写或删去")
        yield from problems_of_adoption(opinion, number)
        if not 1 <= opinion.round <= max(len(facts.rounds), 1):
            yield Problem("opinions", f"第{number}条意见所属的轮次（{opinion.round}）不存在，请更正")


def problems_of_adoption(opinion: ReviewOpinion, number: int) -> Iterator[Problem]:
    """What is wrong with the answer to the opinion of a number (from 1)."""
    if opinion.adoption is Adoption.NOT_ADOPTED and not opinion.reason.strip():
        yield Problem("opinions", f"第{number}条意见未被采纳，请写明不采纳的理由", basis=REASON_FOR_REFUSAL)


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
    if result not in conclusions_of(facts.kind):
        yield Problem("result", "请选择审核结论")


def awaits_papers(facts: SubmissionFacts) -> bool:
    """Whether papers are waited for: the clock has not begun, or stands still for a 补正."""
    state, pause = state_of(facts), facts.open_pause
    corrected = pause is not None and pause.kind is PauseKind.CORRECTION
    return state is SubmissionState.AWAITING_PAPERS or (state is SubmissionState.PAUSED and corrected)


def gates_of_completion(facts: SubmissionFacts, on: date) -> Iterator[Problem]:
    """Why the papers cannot be called complete on a day."""
    if not awaits_papers(facts):
        yield Problem("papers", f"{facts.named}现为“{state_of(facts).label}”，没有在等材料")
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


def gates_of_pause(facts: SubmissionFacts, on: date, reason: str) -> Iterator[Problem]:
    """Why the clock cannot be stopped on a day."""
    if state_of(facts) is not SubmissionState.IN_REVIEW:
        yield Problem("kind", f"{facts.named}现为“{state_of(facts).label}”，只有审核中的送审件可以暂停计时")
    if not reason.strip():
        yield Problem("reason", "请写明暂停的内容或原因，如缺哪些材料、征求哪个单位意见")
    yield from _problems_of_clock_day(facts, on, "暂停日期")


def gates_of_resumption(facts: SubmissionFacts, on: date) -> Iterator[Problem]:
    """Why the clock cannot go on from a day."""
    pause = facts.open_pause
    if pause is None:
        yield Problem("on", f"{facts.named}没有正在进行的暂停，不用登记恢复")
    elif on < pause.start:
        yield Problem("on", f"恢复计时的日期（{chinese(on)}）早于暂停日期（{chinese(pause.start)}），请更正")


def gates_of_extension(facts: SubmissionFacts, days: int | None, approved_by: str, on: date) -> Iterator[Problem]:
    """Why a limit cannot be extended on a day."""
    state = state_of(facts)
    if state not in (SubmissionState.IN_REVIEW, SubmissionState.PAUSED):
        yield Problem("days", f"{facts.named}现为“{state.label}”，材料齐备、开始计时以后才能延长期限")
    if days is None or days < 1:
        yield Problem(
            "days", "请填写延长的日数，1 以上" if days is None else f"延长的日数不能是 {days}，请填写 1 以上的数"
        )
    if not approved_by.strip():
        yield Problem("approved_by", "延长办理期限须经批准，请填写批准人")
    yield from _problems_of_clock_day(facts, on, "批准日期")


def _problems_of_clock_day(facts: SubmissionFacts, on: date, title: str) -> Iterator[Problem]:
    last = facts.current
    if last and last.complete_on and on < last.complete_on:
        yield Problem(
            "on", f"{title}（{chinese(on)}）早于材料齐备、开始计时的日期（{chinese(last.complete_on)}），请更正"
        )


def gates_of_answer(facts: SubmissionFacts, on: date) -> Iterator[Problem]:
    """Why no answer can be recorded on a day: that of a review asked for by law tells its conclusion, others give opinions."""
    ends = [item.concluded_on for item in facts.rounds if item.concluded_on]
    if not ends and facts.kind not in REVIEWED:
        return
    if not ends:
        yield Problem("on", f"{facts.named}尚未作出结论，请先作出结论，再登记答复", basis=ANSWER)
    elif on < ends[0]:
        yield Problem("on", f"答复日期（{chinese(on)}）早于结论日期（{chinese(ends[0])}），请更正")
