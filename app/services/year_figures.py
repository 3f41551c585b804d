"""This year's figures beside last year's for the first page, with one chart: counted by day in SQL. Knows no widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.documents.facts import Nature
from app.domain.ledgers import ID, Filter
from app.domain.submissions.facts import SubmissionState
from app.models.documents import DocumentRecord
from app.models.submissions import OpinionRecord, RoundRecord, SubmissionRecord
from app.services.due.service import reviews_done_in

S, D, R, P = SubmissionRecord, DocumentRecord, RoundRecord, OpinionRecord

_CHART = (430.0, 62.0)
"""Width of the chart and height of its tallest bar; the window scales it."""


@dataclass(frozen=True)
class YearFigure:
    """One figure: of this year so far, of last year up to the same day, of all last year; and the lines of this year."""

    label: str
    definition: str
    """口径: how it is counted."""
    now: int
    same: int
    before: int
    ledger: str
    filters: tuple[Filter, ...]


@dataclass(frozen=True)
class YearFigures:
    """All of them and the chart."""

    year: int
    figures: tuple[YearFigure, ...]
    chart: str
    """SVG: what came in by month, last year and this one."""


def year_figures_in(session: Session, on: date) -> YearFigures:
    """The figures as they stand on a day."""
    received = _days(session, S.received_on, on)
    concluded = _days(session, S.concluded_on, on, S.state == SubmissionState.CONCLUDED)
    of_this_year = Filter("state", (SubmissionState.CONCLUDED.value,)), _year("concluded_on", on)
    figures = (
        _figure("收到送审件", "按收件日期计", received, on, "submissions", _year("received_on", on)),
        _figure("办结送审件", "按最后一轮审核结论的日期计，撤回的不计", concluded, on, "submissions", *of_this_year),
        _in_time(session, on),
        _figure(
            "提出审核意见", "逐条计，按所属轮次的结论日期计", _opinions(session, on), on, "review-opinions", _year("concluded_on", on)
        ),
        _figure(
            "登记编号", "按登记日期计", _days(session, D.registered_on, on, *_NUMBERED), on, "documents",
            _year("registered_on", on), _NORMATIVE,
        ),
        _figure(
            "公布文件", "按公布日期计", _days(session, D.published_on, on, *_NUMBERED), on, "documents",
            _year("published_on", on), _NORMATIVE,
        ),
    )  # fmt: skip
    return YearFigures(on.year, figures, _chart(received, on))


_NUMBERED = (D.binned_at.is_(None), D.nature == Nature.NORMATIVE)
_NORMATIVE = Filter("nature", (Nature.NORMATIVE.value,))

_NOBODY = 0
"""No record has this id: a condition without values would let every line through."""

Days = dict[date, int]
"""How many there are of each day of last year and this one."""


def _span(on: date) -> tuple[date, date]:
    return date(on.year - 1, 1, 1), date(on.year, 12, 31)


def _year(key: str, on: date) -> Filter:
    return Filter(key, low=date(on.year, 1, 1), high=date(on.year, 12, 31))


def _days(session: Session, day: Any, on: date, *conditions: Any) -> Days:
    statement = select(day, func.count()).where(day.between(*_span(on)), *conditions).group_by(day)
    return {row[0]: row[1] for row in session.execute(statement)}


def _opinions(session: Session, on: date) -> Days:
    statement = (
        select(R.concluded_on, func.count())
        .join(P, (P.submission_id == R.submission_id) & (P.round == R.position + 1))
        .where(R.concluded_on.between(*_span(on)))
        .group_by(R.concluded_on)
    )
    return {row[0]: row[1] for row in session.execute(statement) if row[0] is not None}


def _figure(label: str, definition: str, days: Days, on: date, ledger: str, *filters: Filter) -> YearFigure:
    now = sum(count for day, count in days.items() if day.year == on.year)
    before = {day: count for day, count in days.items() if day.year < on.year}
    same = sum(count for day, count in before.items() if (day.month, day.day) <= (on.month, on.day))
    return YearFigure(label, definition, now, same, sum(before.values()), ledger, filters)


def _in_time(session: Session, on: date) -> YearFigure:
    """Concluded with a last day and not after it; the lines are named one by one, for no column tells them."""
    done = [item for item in reviews_done_in(session, on, _span(on)[0]) if item.due is not None and not item.late]
    days: Days = {}
    for item in done:
        assert item.done_on is not None
        days[item.done_on] = days.get(item.done_on, 0) + 1
    ids = tuple(sorted(item.record_id or 0 for item in done if item.done_on and item.done_on.year == on.year))
    definition = "办结的送审件中，最后一轮在期限内作出结论的；没有期限的不计"
    return _figure("按期办结", definition, days, on, "submissions", Filter(ID.key, ids or (_NOBODY,)))


def _chart(received: Days, on: date) -> str:
    from app.exporters.official.model import Chart, Series
    from app.exporters.official.svg import svg

    years = (on.year - 1, on.year)
    series = (Series(f"{year}年", tuple(_months(received, year, on))) for year in years)
    groups = tuple(f"{month}月" for month in range(1, 13))
    width, tallest = _CHART
    return svg(Chart("每月收到送审件", groups, tuple(series), "件"), width, tallest)


def _months(days: Days, year: int, on: date) -> Iterable[int | None]:
    """By month; None for those still to come."""
    for month in range(1, 13):
        to_come = (year, month) > (on.year, on.month)
        yield None if to_come else sum(count for day, count in days.items() if (day.year, day.month) == (year, month))
