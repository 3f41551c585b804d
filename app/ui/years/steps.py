"""The steps of closing a year in words and lines: how each stands, and what is listed beneath it. Knows a review, no widget and no service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from app.domain.dates import chinese
from app.domain.matters import LEDGERS, counted
from app.domain.number_book import NumberState
from app.services.years.service import Review, plan_words
from app.ui.plain_table import Head, Line
from app.ui.tokens import Tone


class Step(Enum):
    """The steps in their order."""

    MATTERS = auto()
    PLANS = auto()
    NUMBERS = auto()
    COUNTERS = auto()
    HOLIDAYS = auto()
    TARGETS = auto()
    CLOSING = auto()


@dataclass(frozen=True)
class View:
    """One step: its name, how it stands, and the list beneath it with a sentence above."""

    step: Step
    title: str
    said: str
    word: str
    tone: Tone
    hint: str
    heads: tuple[Head, ...]
    lines: Sequence[Line]
    nothing: str = "没有需要列出的内容"


HEADS = (Head("步骤"), Head("情况", 1), Head("状态"))
_MATTERS = (Head("类别"), Head("名称", 4), Head("情况", 3), Head("承办人"))
_PLANS = (Head("拟制定文件名称", 4), Head("起草进展", 3), Head("承办人"))
_NUMBERS = (Head("编号"), Head("状态"), Head("说明", 1))
_COUNTERS = (Head("编号种类"), Head("用于", 2), Head("下一个号"), Head("说明", 3))
_TARGETS = (Head("指标", 2), Head("本年目标", number=True), Head("下年目标", number=True))
_EVENTS = (Head("日期"), Head("经办人"), Head("事项"), Head("说明", 1))

Event = tuple[str, str, str, str]
"""When, who, what, why: the closing and opening of the year."""


def views(review: Review, today: date, events: Sequence[Event]) -> list[View]:
    """All steps of a year."""
    make: tuple[Callable[[Review], View], ...] = (_matters, _plans, _numbers, _counters, _holidays, _targets)
    return [*(each(review) for each in make), _closing(review, today, events)]


def step_lines(steps: Sequence[View]) -> list[Line]:
    """The steps as lines of a table."""
    return [
        Line((f"{number}  {view.title}", view.said, view.word), view.step, view.tone, 2)
        for number, view in enumerate(steps, 1)
    ]


def pending(steps: Sequence[View]) -> list[str]:
    """What is still to be done, in words, for the question before closing."""
    return [f"{view.title}：{view.said}" for view in steps if view.tone is Tone.DUE and view.step is not Step.CLOSING]


def _matters(review: Review) -> View:
    year = review.year.year
    lines = [
        Line(
            (matter.kind.label, matter.title, matter.standing, matter.handler),
            (LEDGERS[matter.kind], matter.record_id),
        )
        for matter in review.matters
    ]
    return View(
        Step.MATTERS,
        "未办结的事项",
        f"{counted(review.matters)}，转入{year + 1}年继续办理" if lines else "没有未办结的事项",
        "已列出" if lines else "已完成",
        Tone.WAITING if lines else Tone.GOOD,
        f"{year}年12月31日没有办结的事项自动转入下一年，收件号、文号和编号不变，不需要重新登记。“情况”是现在的状态。可打印清单留存。",
        _MATTERS,
        lines,
        f"{year}年收到和登记的事项都已办结。",
    )


def _plans(review: Review) -> View:
    year, undecided, total = review.year.year, len(review.undecided), len(review.plans)
    lines = [
        Line(
            (item.facts.title, plan_words(item), item.facts.handler), item.facts.id, quiet=item not in review.undecided
        )
        for item in review.plans
    ]
    said = f"{undecided}项没有送审，请结转到{year + 1}年或取消" if undecided else ""
    under_way = f"{total - undecided}项已送审，继续办理" if total - undecided else ""
    return View(
        Step.PLANS,
        "制定计划",
        "；".join(part for part in (said, under_way) if part) or "计划项目都有着落",
        "待处理" if undecided else "已完成",
        Tone.DUE if undecided else Tone.GOOD,
        f"没有送审的项目，逐项或一次结转到{year + 1}年计划（报送时间重新填写），不再制定的写明原因取消。已送审的不用结转。",
        _PLANS,
        lines,
        f"{year}年的制定计划没有未完成的项目。",
    )


def _numbers(review: Review) -> View:
    year = review.year.year
    counts = {
        state: sum(number.state is state for number in review.numbers)
        for state in (NumberState.GAP, NumberState.RESERVED, NumberState.VOID)
    }
    words = {
        NumberState.GAP: "个断号没有说明",
        NumberState.RESERVED: "个预留编号没有使用",
        NumberState.VOID: "个作废编号没有写明原因",
    }
    said = "，".join(f"{count}{words[state]}" for state, count in counts.items() if count)
    tones = {NumberState.GAP: Tone.DUE, NumberState.RESERVED: Tone.WAITING, NumberState.VOID: Tone.BAD}
    return View(
        Step.NUMBERS,
        "编号登记簿",
        said or "编号连续，作废的都有原因",
        "待处理" if said else "已完成",
        Tone.DUE if said else Tone.GOOD,
        f"关闭以后{year}年的编号不能再作废或使用，请先在编号登记簿中逐个说明。",
        _NUMBERS,
        [Line((each.text, each.state.label, each.note), each.text, tones[each.state]) for each in review.numbers],
        f"{year}年的编号没有断号，也没有未用的预留编号。",
    )


def _counters(review: Review) -> View:
    following = review.year.year + 1
    lacking = [counter for counter in review.counters if not counter.text]
    first = next((counter.text for counter in review.counters if counter.text), "")
    return View(
        Step.COUNTERS,
        "下一年编号",
        f"{len(lacking)}类文件在{following}年没有可用的编号规则"
        if lacking
        else f"{following}年的下一个号是 {first}，自动编号",
        "待处理" if lacking else "已完成",
        Tone.DUE if lacking else Tone.GOOD,
        f"每年的第一个号在编号时自动产生，不需要操作。下面是{following}年各类编号的下一个号，只供核对，没有占用。",
        _COUNTERS,
        [
            Line((each.name, each.kind, each.text or "—", each.note), each.kind, None if each.text else Tone.DUE, 2)
            for each in review.counters
        ],
    )


def _holidays(review: Review) -> View:
    following = review.year.year + 1
    known = review.holidays_known
    lacking = "、".join(review.lacking)
    return View(
        Step.HOLIDAYS,
        "下一年节假日",
        f"{following}年的节假日安排已有" if known else f"{following}年还缺：{lacking}",
        "已完成" if known else "待录入",
        Tone.GOOD if known else Tone.DUE,
        "工作日按节假日安排推算。国务院办公厅公布以后，在“系统设置—节假日”中导入或填写；录入以前暂按周一至周五计算。",
        (Head("还缺的节日", 1),),
        [Line((name,), name) for name in review.lacking],
        f"{following}年的节假日已经录入。" if known else "",
    )


def _targets(review: Review) -> View:
    following = review.year.year + 1
    count = sum(later is not None for _, _, later in review.targets)
    return View(
        Step.TARGETS,
        "下一年目标",
        f"已设定{following}年目标{count}项" if count else f"没有设定{following}年的目标，可以不设",
        "已完成" if count else "可选",
        Tone.GOOD if count else Tone.ENDED,
        "目标在年度数据和年度报告中与完成情况对照。",
        _TARGETS,
        [
            Line((goal.title, _amount(this, goal.unit), _amount(later, goal.unit)), goal.key)
            for goal, this, later in review.targets
        ],
    )


def _amount(value: int | None, unit: str) -> str:
    return f"{value}{unit}" if value is not None else "—"


def _closing(review: Review, today: date, events: Sequence[Event]) -> View:
    year = review.year
    early = year.year >= today.year
    if year.closed:
        word, tone = "已关闭", Tone.GOOD
    elif early:
        word, tone = "未到时间", Tone.ENDED
    else:
        word, tone = "可以关闭", Tone.WAITING
    said = f"{year.year}年还没有结束，{chinese(date(year.year + 1, 1, 1))}起才能关闭" if early else year.said
    return View(
        Step.CLOSING,
        "关闭年度",
        said,
        word,
        tone,
        f"关闭以后，公布、办结、编号、计划在{year.year}年的内容不能再修改，防止误改已经上报的数据；承办人仍可移交。"
        "确需更正的，写明原因重新打开，改好后再关闭。关闭前自动备份。",
        _EVENTS,
        [Line(event, number) for number, event in enumerate(events)],
        f"{year.year}年度没有关闭过。",
    )
