"""What the panel says about one submission: head, how it stands and why, facts, its way. Knows facts, not where they come from."""

from collections.abc import Mapping
from datetime import date

from app.domain.dates import chinese
from app.domain.deadlines import LimitUnit
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionState, state_of
from app.domain.submissions.limits import Due
from app.domain.submissions.next_act import NextAct
from app.domain.submissions.timeline import timeline
from app.ui.panel import Notice
from app.ui.table.tones import TONES
from app.ui.timeline import Mark, Moment
from app.ui.tokens import Tone

SOON = 3
"""Natural days before the last one from which a submission is drawn as due."""
RUNNING = (SubmissionState.AWAITING_PAPERS, SubmissionState.IN_REVIEW, SubmissionState.PAUSED)
"""States in which the office still owes its word, so that the last day counts."""


def head_line(facts: SubmissionFacts, units: Mapping[int, str]) -> str:
    """收件号 and sender."""
    number = facts.number or "没有收件号（由原登记簿转来）"
    return "　".join(text for text in (number, sender_of(facts, units)) if text)


def sender_of(facts: SubmissionFacts, units: Mapping[int, str]) -> str:
    """The sender's name."""
    return units.get(facts.sender_id, "") if facts.sender_id is not None else facts.sender_text


def notice_of(facts: SubmissionFacts, on: date, due: Due | None, act: NextAct | None) -> Notice:
    """How it stands, until when and by what rule, and what has to be done next."""
    state = state_of(facts)
    running = due if state in RUNNING else None
    lines = []
    if running is not None and running.due is not None:
        lines.append(f"期限：{chinese(running.due)}，{running.words(on)}")
    elif running is not None:
        lines.append(f"期限：{running.words(on)}")
    elif state in RUNNING:
        lines.append("未设办理期限")
    if act is not None:
        lines.append(f"下一步：{act.text}")
    basis = running.basis if running is not None else act.basis if act is not None else None
    return Notice(_tone(state, running, on), _lead(facts, state), tuple(lines), basis)


def _tone(state: SubmissionState, due: Due | None, on: date) -> Tone:
    left = due.days_left(on) if due is not None else None
    if left is not None and left < 0:
        return Tone.BAD
    if left is not None and left <= SOON:
        return Tone.DUE
    return TONES[SubmissionState][state]


def _lead(facts: SubmissionFacts, state: SubmissionState) -> str:
    last = facts.current
    match state:
        case SubmissionState.CONCLUDED if last is not None:
            day = f"（{chinese(last.concluded_on)}）" if last.concluded_on else ""
            return f"已办结：{facts.word}{last.result.label}{day}"
        case SubmissionState.AWAITING_CHANGES if last is not None:
            return f"{last.result.label}，等待重新送审"
        case SubmissionState.WITHDRAWN if facts.withdrawn_on is not None:
            return f"已撤回（{chinese(facts.withdrawn_on)}）"
        case SubmissionState.PAUSED if facts.open_pause is not None:
            return f"{facts.open_pause.kind.label}，暂停计时"
    return state.label


def fact_rows(facts: SubmissionFacts, units: Mapping[int, str], due: Due | None) -> list[tuple[str, str]]:
    """Names and values in reading order; empty ones are left out by the widget."""
    there = [paper.name for paper in facts.papers if paper.present]
    spare = [paper.name for paper in facts.papers if not paper.present and not paper.required]
    return [
        ("类别", facts.kind.label),
        ("送审单位", sender_of(facts, units)),
        ("联系人", facts.contact),
        ("收件日期", _day(facts.received_on)),
        ("承办人", facts.handler),
        ("要求办结", _day(facts.wanted_on)),
        ("办理期限", f"{due.limit}" if due is not None and due.limit is not None else ""),
        ("还缺材料", "、".join(facts.missing_papers)),
        ("已收材料", "、".join(there)),
        ("可缺材料", "、".join(spare)),
        ("审核意见", opinions_line(facts)),
        ("答复", "　".join(text for text in (_day(facts.answered_on), facts.answer_number) if text)),
        ("答复要点", facts.answer),
        ("撤回原因", facts.withdrawn_reason),
        ("备注", facts.remark),
    ]


def opinions_line(facts: SubmissionFacts) -> str:
    """3条：采纳1，待反馈2."""
    if not facts.opinions:
        return ""
    counts = ((each.label, sum(opinion.adoption is each for opinion in facts.opinions)) for each in Adoption)
    return f"{len(facts.opinions)}条：{'，'.join(f'{label}{count}' for label, count in counts if count)}"


def moments(facts: SubmissionFacts, on: date, due: Due | None, act: NextAct | None) -> list[Moment]:
    """Its way for the timeline widget: what is next, with its rule, and the last day where one is awaited."""
    unit = due.limit.unit if due is not None and due.limit is not None else LimitUnit.WORKING_DAYS
    shown = []
    for moment in timeline(facts, unit.label):
        detail = "　".join(text for text in (moment.detail, moment.person) if text)
        mark = Mark.STOPPED if moment.halted else Mark.DONE
        shown.append(Moment(moment.on.isoformat() if moment.on else "日期不明", moment.title, mark, detail))
    if act is not None:
        shown.append(Moment("下一步", act.text, Mark.NEXT, basis=act.basis))
    if due is not None and due.due is not None and state_of(facts) in RUNNING:
        mark = Mark.STOPPED if due.overdue(on) else Mark.LATER
        shown.append(Moment(due.due.isoformat(), "办理期限届满", mark, due.words(on), due.basis))
    return shown


def _day(day: date | None) -> str:
    return chinese(day) if day else ""
