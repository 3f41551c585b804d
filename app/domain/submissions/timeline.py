"""A submission's way through the office as lines in order of time. Knows no store and no widget."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import Adoption, Round, SubmissionFacts

ROUND_NAMES = ("", "第二轮", "第三轮", "第四轮", "第五轮")


@dataclass(frozen=True)
class Moment:
    """One line; `on` is None where an old register did not tell the day."""

    on: date | None
    title: str
    detail: str = ""
    person: str = ""
    halted: bool = False
    """Whether the review came to a stop here: papers missing, sent back, not passed, taken back."""


def timeline(facts: SubmissionFacts, unit: str = "日") -> tuple[Moment, ...]:
    """Everything that has happened, in order of time; what has no day stands where its round does.

    `unit` is what the limit counts in: extensions are told in it.
    """
    moments = list(_moments(facts, unit))
    days: list[date] = []
    for moment in moments:
        days.append(moment.on or (days[-1] if days else date.min))
    order = sorted(range(len(moments)), key=lambda at: (days[at], at))
    return tuple(moments[at] for at in order)


def _moments(facts: SubmissionFacts, unit: str) -> Iterator[Moment]:
    for number, item in enumerate(facts.rounds, 1):
        yield from _of_round(facts, number, item)
    for pause in facts.pauses:
        yield Moment(pause.start, f"{pause.kind.label}，暂停计时", pause.reason)
        if pause.end is not None:
            yield Moment(pause.end, "恢复计时", pause.kind.label)
    for extension in facts.extensions:
        yield Moment(extension.on, f"延长期限{extension.days}{unit}", extension.reason, f"{extension.approved_by}批准")
    if facts.answered_on is not None:
        yield Moment(facts.answered_on, "答复送审单位", "　".join(filter(None, (facts.answer_number, facts.answer))))
    if facts.withdrawn_on is not None:
        yield Moment(facts.withdrawn_on, "撤回", facts.withdrawn_reason, halted=True)


def _of_round(facts: SubmissionFacts, number: int, item: Round) -> Iterator[Moment]:
    name = ROUND_NAMES[number - 1] if number <= len(ROUND_NAMES) else f"第{number}轮"
    if item.received_on is not None:
        yield Moment(item.received_on, f"重新送审（{name}）" if name else "收件")
    if item.complete_on is not None:
        yield Moment(item.complete_on, "材料齐备，开始计时")
    if item.concluded_on is None and item.result is StepResult.PENDING:
        return
    said = "，".join(part for part in (_opinions(facts, number), item.note) if part)
    halted = item.result in (StepResult.RETURNED, StepResult.REJECTED)
    yield Moment(item.concluded_on, f"{facts.word}：{item.result.label}", said, item.person, halted)


def _opinions(facts: SubmissionFacts, number: int) -> str:
    given = [opinion for opinion in facts.opinions if opinion.round == number]
    adopted = sum(opinion.adoption in (Adoption.ADOPTED, Adoption.PARTLY) for opinion in given)
    return f"意见{len(given)}条，采纳{adopted}条" if given else ""
