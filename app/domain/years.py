"""年度结转: when a year can be closed and opened again, and which targets a year has. Knows no store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.dates import chinese
from app.domain.problems import Problem


@dataclass(frozen=True)
class OfficeYear:
    """One year: closed or not, and why it was opened again."""

    year: int
    closed_on: date | None = None
    closed_by: str = ""
    reopened_on: date | None = None
    reopened_by: str = ""
    reason: str = ""
    id: int | None = None

    @property
    def closed(self) -> bool:
        return self.closed_on is not None and self.reopened_on is None

    @property
    def said(self) -> str:
        """The state in a sentence."""
        if self.closed_on is None:
            return f"{self.year}年度尚未关闭"
        if self.reopened_on is None:
            return f"{self.year}年度已于{chinese(self.closed_on)}由{self.closed_by}关闭"
        return f"{self.year}年度已于{chinese(self.reopened_on)}由{self.reopened_by}重新打开，原因：{self.reason}"


def problems_of_closing(year: OfficeYear, today: date) -> Iterator[Problem]:
    """Why a year cannot be closed."""
    if year.year >= today.year:
        yield Problem("", f"{year.year}年还没有结束，{year.year + 1}年1月1日起才能关闭")
    if year.closed:
        yield Problem("", f"{year.said}，不需要再次关闭")


def problems_of_reopening(year: OfficeYear, reason: str) -> Iterator[Problem]:
    """Why a year cannot be opened again."""
    if not year.closed:
        yield Problem("", f"{year.year}年度没有关闭，不需要重新打开")
    if not reason.strip():
        yield Problem("reason", "请写明重新打开的原因，原因记入修改记录")


@dataclass(frozen=True)
class Goal:
    """A figure that an office may set itself a target for."""

    key: str
    """Of the figure, as the yearly report counts it."""
    title: str
    unit: str
    most: int = 9999


GOALS = (
    Goal("submissions_settled", "办结送审件", "件"),
    Goal("reviewed", "审核件数", "件"),
    Goal("adoption_rate", "意见采纳率", "%", 100),
    Goal("documents_published", "制定公布规范性文件", "件"),
    Goal("documents_interpreted", "发布政策解读", "件"),
    Goal("plans_rate", "计划完成率", "%", 100),
)
"""Figures that a target is usually set for."""


def problems_of_targets(values: Mapping[str, int | None]) -> Iterator[Problem]:
    """What is wrong with targets by the key of their figure."""
    known = {goal.key: goal for goal in GOALS}
    for key, value in values.items():
        goal = known.get(key)
        if goal is None:
            yield Problem(key, f"没有名为“{key}”的指标")
        elif value is not None and not 0 <= value <= goal.most:
            yield Problem(key, f"“{goal.title}”的目标应在 0 至 {goal.most}{goal.unit} 之间")
