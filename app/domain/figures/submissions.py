"""Figures of submissions and of the opinions given on them. Knows no other subject.

The sentence of published reports 「审核文件、决策 m 件；对常务会议题及部门文件反馈意见 n 件，提出意见建议 k 条」 is theirs:
m = normative documents and decisions reviewed, n = items of meetings and of departments' consultations answered,
k = opinions given on those n.
"""

from collections.abc import Callable
from datetime import date, timedelta

from app.domain.documents.facts import StepResult
from app.domain.figures.figure import Figure, Measure
from app.domain.figures.stock import OpinionLine, Period, Subject, settled_on
from app.domain.limits import Stop, merged
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionKind
from app.domain.workdays import Workdays

AUDITED = frozenset({SubmissionKind.DOCUMENT, SubmissionKind.DECISION})
"""Kinds that are 审核: the 75 of the sentence."""

ANSWERED = frozenset({SubmissionKind.MEETING_ITEM, SubmissionKind.CONSULTATION})
"""Kinds that are 反馈意见: the 132 of the sentence."""

Holds = Callable[[SubmissionFacts, Period], bool]


def received(facts: SubmissionFacts, period: Period) -> bool:
    """Whether it came in within the period."""
    return period.holds(facts.received_on)


def settled(facts: SubmissionFacts, period: Period) -> bool:
    """Whether it was finished within the period."""
    return period.holds(settled_on(facts))


def _of(kinds: frozenset[SubmissionKind], holds: Holds) -> Holds:
    return lambda facts, period: facts.kind in kinds and holds(facts, period)


def _open(facts: SubmissionFacts, period: Period) -> bool:
    """On hand on the last day of the period, as its days tell."""
    end = settled_on(facts) or facts.withdrawn_on
    came = facts.received_on or next((part.received_on for part in facts.rounds if part.received_on), None)
    return came is not None and came <= period.until and (end is None or end > period.until)


def _rounds(facts: SubmissionFacts, period: Period) -> int:
    return sum(period.holds(part.concluded_on) for part in facts.rounds)


def _ended_with(result: StepResult) -> Holds:
    return lambda facts, period: any(part.result is result and period.holds(part.concluded_on) for part in facts.rounds)


def _days(facts: SubmissionFacts, period: Period) -> int:
    """Working days under review, all rounds together; days of pauses and those on which the sender had it do not count."""
    workdays = period.stock.workdays
    stops = merged(Stop(pause.start, pause.end) for pause in facts.pauses)
    return sum(
        workdays.count_working(part.complete_on, part.concluded_on)
        - sum(_lost(stop, part.complete_on, part.concluded_on, workdays) for stop in stops)
        for part in facts.rounds
        if part.complete_on is not None and part.concluded_on is not None
    )


def _lost(stop: Stop, start: date, end: date, workdays: Workdays) -> int:
    """Working days after `start` up to `end` on which the clock stood."""
    first = max(stop.first - timedelta(days=1), start)
    last = end if stop.going_on is None else min(stop.going_on - timedelta(days=1), end)
    return workdays.count_working(first, last) if first < last else 0


def _clocked(facts: SubmissionFacts, period: Period) -> bool:
    """Reviewed within the period, with the days of its rounds known."""
    return settled(facts, period) and any(part.complete_on and part.concluded_on for part in facts.rounds)


def _limited(facts: SubmissionFacts, period: Period) -> bool:
    return settled(facts, period) and period.stock.due(facts) is not None


def _late(facts: SubmissionFacts, period: Period) -> bool:
    """Finished after the last day there was."""
    day, due = settled_on(facts), period.stock.due(facts)
    return settled(facts, period) and day is not None and due is not None and day > due


def _figure(
    key: str,
    title: str,
    definition: str,
    holds: Holds,
    unit: str = "件",
    measure: Measure = Measure.COUNT,
    weight: Callable[[SubmissionFacts, Period], int] = lambda _facts, _period: 1,
) -> Figure:
    return Figure(key, title, unit, definition, Subject.SUBMISSIONS, holds, measure, weight)


_SETTLED = "办结以最后一轮审核结论的日期计，没有审核结论的以答复日期计；撤回的不计"

WORK = (
    _figure("submissions_received", "收到送审件", "收件日期在本年度的送审件", received),
    _figure("submissions_settled", "办结送审件", f"本年度办结的送审件；{_SETTLED}", settled),
    *(
        _figure(
            f"settled_{kind.value}",
            f"办结·{kind.label}",
            f"其中类别为“{kind.label}”的",
            _of(frozenset({kind}), settled),
        )
        for kind in SubmissionKind
    ),
    _figure("submissions_open", "年末在办送审件", "本年度最后一日已收件而没有办结、也没有撤回的送审件", _open),
    _figure(
        "submissions_withdrawn",
        "撤回送审件",
        "撤回日期在本年度的送审件",
        lambda facts, period: period.holds(facts.withdrawn_on),
    ),
)

REVIEWS = (
    _figure(
        "reviewed",
        "审核件数",
        "本年度办结的规范性文件、重大行政决策送审件，不论结论，多轮审核的计一件；文件类别不限，含部门和镇街文件",
        _of(AUDITED, settled),
    ),
    _figure(
        "review_rounds",
        "审核件次",
        "规范性文件、重大行政决策送审件在本年度作出的审核结论，每轮计一件次",
        _of(AUDITED, lambda facts, period: _rounds(facts, period) > 0),
        "件次",
        Measure.SUM,
        _rounds,
    ),
    _figure(
        "answered",
        "反馈件数",
        "本年度办结的会议议题、部门征求意见送审件；以办结（没有审核结论的以答复）日期计",
        _of(ANSWERED, settled),
    ),
    _figure(
        "conditional",
        "修改后再审",
        "本年度有一轮以上审核结论为修改后再审的送审件",
        _ended_with(StepResult.CONDITIONAL),
    ),
    _figure("returned", "退回补正", "本年度有一轮以上审核结论为退回补正的送审件", _ended_with(StepResult.RETURNED)),
    _figure("rejected", "审核不通过", "本年度审核结论为不通过的送审件", _ended_with(StepResult.REJECTED)),
    _figure(
        "working_days",
        "平均办理时间",
        "本年度办结的送审件各轮自材料齐备次日至作出结论之日的工作日之和的平均数，暂停计时和起草单位修改的时间不计",
        _clocked,
        "个工作日",
        Measure.MEAN,
        _days,
    ),
    _figure(
        "late", "逾期办结", "本年度办结的送审件中，最后一轮晚于办理期限（没有期限的为来文要求的日期）办结的", _late
    ),
    _figure(
        "on_time_rate",
        "按期办结率",
        "最后一轮在办理期限（没有期限的为来文要求的日期）内办结的占本年度办结且有期限的送审件的比例",
        _limited,
        "%",
        Measure.RATE,
        lambda facts, period: int(not _late(facts, period)),
    ),
)


def _given(kinds: frozenset[SubmissionKind]) -> Callable[[OpinionLine, Period], bool]:
    return lambda line, period: line.submission.kind in kinds and settled(line.submission, period)


_ALL = frozenset(SubmissionKind)


def _became(*adoptions: Adoption) -> Callable[[OpinionLine, Period], bool]:
    return lambda line, period: line.opinion.adoption in adoptions and settled(line.submission, period)


def _opinion(
    key: str, title: str, definition: str, holds: Callable[[OpinionLine, Period], bool], unit: str = "条",
    measure: Measure = Measure.COUNT, weight: Callable[[OpinionLine, Period], int] = lambda _line, _period: 1,
) -> Figure:  # fmt: skip
    return Figure(key, title, unit, definition, Subject.OPINIONS, holds, measure, weight)


_TAKEN = (Adoption.ADOPTED, Adoption.PARTLY)

OPINIONS = (
    _opinion("opinions", "提出意见", "本年度办结的各类送审件各轮提出的意见，逐条计", _given(_ALL)),
    _opinion("opinions_reviewed", "审核意见条数", "“审核件数”所列送审件各轮提出的意见，逐条计", _given(AUDITED)),
    _opinion("suggestions", "意见建议条数", "“反馈件数”所列送审件各轮提出的意见，逐条计", _given(ANSWERED)),
    _opinion("opinions_adopted", "意见采纳", "“提出意见”中采纳情况为采纳的条数", _became(Adoption.ADOPTED)),
    _opinion("opinions_partly", "意见部分采纳", "“提出意见”中采纳情况为部分采纳的条数", _became(Adoption.PARTLY)),
    _opinion("opinions_not_adopted", "意见未采纳", "“提出意见”中采纳情况为不采纳的条数", _became(Adoption.NOT_ADOPTED)),
    _opinion("opinions_pending", "意见待反馈", "“提出意见”中还没有反馈采纳情况的条数", _became(Adoption.PENDING)),
    _opinion(
        "adoption_rate",
        "意见采纳率",
        "采纳和部分采纳的条数占已反馈采纳情况的条数的比例",
        _became(*_TAKEN, Adoption.NOT_ADOPTED),
        "%",
        Measure.RATE,
        lambda line, _: int(line.opinion.adoption in _TAKEN),
    ),
)
