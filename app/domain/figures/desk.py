"""Figures of the office's letters and of the year's plan. Knows no other subject."""

from collections.abc import Callable
from datetime import date

from app.domain.figures.figure import Figure, Measure
from app.domain.figures.stock import LetterLine, Period, PlanLine, Subject
from app.domain.letters import LetterKind, LetterState
from app.domain.plans import PlanState, plan_state


def _issued(line: LetterLine, period: Period) -> bool:
    return line.state is LetterState.ISSUED and period.holds(line.on)


LETTERS = (
    Figure("letters_issued", "发出公文", "件", "成文日期在本年度、状态为已发出的公文", Subject.LETTERS, _issued),
    Figure(
        "letters_review_opinion",
        "出具审核意见书",
        "份",
        "成文日期在本年度、状态为已发出的合法性审核（审查）意见书",
        Subject.LETTERS,
        lambda line, period: line.kind is LetterKind.REVIEW_OPINION and _issued(line, period),
    ),
)


def _state(line: PlanLine, on: date) -> PlanState:
    return plan_state(line.item, on, line.submitted_on, line.published_on)


def _planned(line: PlanLine, period: Period) -> bool:
    """Of the year's plan, and not taken off it before the end of the period."""
    return line.item.year == period.year and _state(line, period.until) is not PlanState.DROPPED


def _in(*states: PlanState) -> Callable[[PlanLine, Period], bool]:
    return lambda line, period: line.item.year == period.year and _state(line, period.until) in states


PLANS = (
    Figure(
        "plans", "列入制定计划", "项", "本年度制定计划所列项目，本年度内已调整取消的不计", Subject.PLANS, _planned
    ),
    Figure("plans_issued", "计划已公布", "项", "“列入制定计划”中本年度内已公布的项目", Subject.PLANS, _in(PlanState.ISSUED)),
    Figure(
        "plans_late", "计划逾期未报送", "项", "“列入制定计划”中年末仍未送审且已过报送审核时间的项目", Subject.PLANS, _in(PlanState.LATE)
    ),
    Figure(
        "plans_rate",
        "计划完成率",
        "%",
        "“计划已公布”占“列入制定计划”的比例",
        Subject.PLANS,
        _planned,
        Measure.RATE,
        lambda line, period: int(_state(line, period.until) is PlanState.ISSUED),
    ),
)  # fmt: skip
