"""What a user can do at the change of the year: see what is left, what the next year begins with, close it, open it again. Knows no window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.figures.figure import Figure
from app.domain.matters import Matter
from app.domain.number_book import NumberState
from app.domain.plans import UNDER_WAY, UNSENT, PlanState, deadline_text
from app.domain.problems import Refused, refuse_if
from app.domain.targets import GOALS, problems_of_targets
from app.domain.years import (
    OfficeYear,
    problems_of_closing,
    problems_of_reopening,
)
from app.exporters.cells import Report
from app.models.audit import head_of
from app.models.database import Database
from app.models.desk import PlanRecord, TargetRecord, YearRecord
from app.models.moments import today_in
from app.models.numbering import NumberRecord
from app.models.submissions import SubmissionRecord
from app.services.calendar import calendar_in
from app.services.matters import unfinished_in
from app.services.numbering.service import Gap, gaps_in
from app.services.papers.listings import unfinished_listing
from app.services.papers.sheets import footnote_of
from app.services.plans.lookup import Standing, plans_of_year_in, standings_in
from app.services.settings import settings_in
from app.services.years.counters import Counter, counters_in


@dataclass(frozen=True)
class Unexplained:
    """A number of the year that nobody has accounted for."""

    text: str
    state: NumberState
    note: str = ""


@dataclass(frozen=True)
class Review:
    """All that is to be looked at before a year is closed, read in one view."""

    year: OfficeYear
    matters: tuple[Matter, ...]
    """Not finished on 31 December; they go on in the next year under their own numbers."""
    plans: tuple[Standing, ...]
    """Items of the year's plan that are under way or not sent in, as of today."""
    numbers: tuple[Unexplained, ...]
    """Gaps, reserved numbers not used, void ones without a reason."""
    counters: tuple[Counter, ...]
    """What the next year begins with."""
    holidays_known: bool
    """Whether the next year's holidays are known."""
    lacking: tuple[str, ...]
    """Those that are not."""
    targets: tuple[tuple[Figure, int | None, int | None], ...]
    """Each figure with this year's target and the next one's."""

    @property
    def undecided(self) -> tuple[Standing, ...]:
        """Planned documents to be carried over or dropped."""
        return tuple(item for item in self.plans if item.state in UNSENT)


class YearService:
    """Years of the office. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self, today: date) -> list[OfficeYear]:
        """Every year there is something of, up to this one, the latest first."""
        with self._database.read() as session:
            stored = {row.year: row.facts() for row in session.scalars(select(YearRecord))}
            first = min(filter(None, (_first_year(session), *stored, today.year)))
            return [stored.get(year, OfficeYear(year)) for year in range(today.year, first - 1, -1)]

    def review(self, year: int, today: date) -> Review:
        """What was left of a year on its last day (or is left today, where that comes first), and what the next one begins with."""
        with self._database.read() as session:
            on, calendar = min(date(year, 12, 31), today), calendar_in(session)
            return Review(
                _year(session, year),
                tuple(unfinished_in(session, on)),
                tuple(_plans(session, year, today, UNDER_WAY)),
                tuple(_unexplained(session, year)),
                tuple(counters_in(session, year + 1)),
                year + 1 in calendar.known,
                calendar.lacking(year + 1),
                _targets(session, year),
            )

    def targets(self, year: int) -> dict[str, int]:
        """The targets of a year by the key of their figure."""
        with self._database.read() as session:
            return {row.figure: row.value for row in session.scalars(_of_year(year))}

    def save_targets(self, year: int, values: Mapping[str, int | None], actor: Actor) -> None:
        """Set the targets of a year; None takes one away, a figure not named keeps its own."""
        refuse_if(problems_of_targets(values))
        with self._database.write(actor, f"设定{year}年目标") as session:
            stored = {row.figure: row for row in session.scalars(_of_year(year))}
            for figure, value in values.items():
                row = stored.get(figure)
                if value is None:
                    if row is not None:
                        session.delete(row)
                elif row is None:
                    session.add(TargetRecord(year=year, figure=figure, value=value))
                elif row.value != value:
                    row.value = value

    def close(self, year: int, actor: Actor) -> OfficeYear:
        """Close a year that is over: what belongs to it can no longer be changed. Raises Refused."""
        with self._database.write(actor, f"关闭{year}年度") as session:
            today = today_in(session)
            refuse_if(problems_of_closing(_year(session, year), today))
            record = _record(session, year)
            record.closed_on, record.closed_by = today, actor.name
            record.reopened_on, record.reopened_by, record.reason = None, "", ""
            session.flush()
            return record.facts()

    def reopen(self, year: int, reason: str, actor: Actor) -> OfficeYear:
        """Open a closed year again, for a reason; who closed it and when stays written. Raises Refused."""
        with self._database.write(actor, f"重新打开{year}年度") as session:
            refuse_if(problems_of_reopening(_year(session, year), reason))
            record = _record(session, year)
            record.reopened_on, record.reopened_by, record.reason = today_in(session), actor.name, reason.strip()
            session.flush()
            return record.facts()

    def write_unfinished(self, year: int, path: Path, today: date) -> Report:
        """Write the list of what is carried over as PDF. Raises Refused, Unavailable."""
        from app.exporters.listing import write_listing

        if path.suffix.lower() != ".pdf":
            raise Refused(f"未办结事项清单是 PDF 文件，“{path.name}”请改以 .pdf 结尾")
        with self._database.read() as session:
            on = min(date(year, 12, 31), today)
            plans = [
                (item.facts.title, plan_words(item), item.facts.handler)
                for item in _plans(session, year, today, (*UNDER_WAY, PlanState.CARRIED))
            ]
            office, footnote = settings_in(session).office, footnote_of(head_of(session))
            listing = unfinished_listing(year, unfinished_in(session, on), plans, office, today, footnote)
        return write_listing(listing, path)


def plan_words(item: Standing) -> str:
    """报送时间2025年6月30日，逾期未报送."""
    carried = f"（{item.facts.carried_to}年）" if item.state is PlanState.CARRIED else ""
    return f"报送时间{deadline_text(item.facts.submit_by)}，{item.state.label}{carried}"


def _year(session: Session, year: int) -> OfficeYear:
    stored = session.scalar(select(YearRecord).where(YearRecord.year == year))
    return stored.facts() if stored else OfficeYear(year)


def _record(session: Session, year: int) -> YearRecord:
    record = session.scalar(select(YearRecord).where(YearRecord.year == year))
    if record is None:
        record = YearRecord(year=year, closed_on=None, closed_by="", reopened_on=None, reopened_by="", reason="")
        session.add(record)
    return record


def _first_year(session: Session) -> int | None:
    """The first year with a submission or a plan; older documents are of the time before the program."""
    received = session.scalar(select(func.min(SubmissionRecord.received_on)))
    years = (received.year if received else None, session.scalar(select(func.min(PlanRecord.year))))
    return min(filter(None, years), default=None)


def _plans(session: Session, year: int, today: date, states: Sequence[PlanState]) -> list[Standing]:
    """Items of the year's plan in some states today: what was decided in the new year counts."""
    standings = standings_in(session, plans_of_year_in(session, year), today)
    return [item for item in standings if item.state in states]


def _unexplained(session: Session, year: int) -> list[Unexplained]:
    gaps: list[Gap] = [gap for gap in gaps_in(session) if gap.year == year]
    statement = select(NumberRecord).where(NumberRecord.year == year).order_by(NumberRecord.id)
    rows = [
        Unexplained(row.text, row.state, row.purpose)
        for row in session.scalars(statement)
        if row.state is NumberState.RESERVED or (row.state is NumberState.VOID and not row.reason.strip())
    ]
    return [*(Unexplained(gap.text, gap.state, gap.scheme) for gap in gaps), *rows]


def _of_year(year: int) -> Select[TargetRecord]:
    return select(TargetRecord).where(TargetRecord.year == year)


def _targets(session: Session, year: int) -> tuple[tuple[Figure, int | None, int | None], ...]:
    this, following = ({row.figure: row.value for row in session.scalars(_of_year(each))} for each in (year, year + 1))
    return tuple((goal, this.get(goal.key), following.get(goal.key)) for goal in GOALS)
