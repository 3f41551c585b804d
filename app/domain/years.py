"""年度结转: when a year can be closed and opened again. Knows no store."""

from collections.abc import Iterator
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
