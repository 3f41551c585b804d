"""Targets of a year: which figures an office may set itself, and how high. Knows no store."""

from collections.abc import Iterator, Mapping

from app.domain.figures.catalogue import BY_KEY
from app.domain.figures.figure import Figure, Measure
from app.domain.problems import Problem

GOALS = tuple(
    BY_KEY[key]
    for key in (
        "submissions_settled", "reviewed", "adoption_rate", "documents_published", "documents_interpreted", "plans_rate",
    )
)  # fmt: skip
"""Figures that a target is usually set for."""


def most_of(goal: Figure) -> int:
    """The highest target that makes sense."""
    return 100 if goal.measure is Measure.RATE else 9999


def problems_of_targets(values: Mapping[str, int | None]) -> Iterator[Problem]:
    """What is wrong with targets by the key of their figure."""
    known = {goal.key: goal for goal in GOALS}
    for key, value in values.items():
        goal = known.get(key)
        if goal is None:
            yield Problem(key, f"没有名为“{key}”的指标")
        elif value is not None and not 0 <= value <= most_of(goal):
            yield Problem(key, f"“{goal.title}”的目标应在 0 至 {most_of(goal)}{goal.unit} 之间")
