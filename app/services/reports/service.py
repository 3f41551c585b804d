"""What a user can do with the annual report: begin it, write it, read its figures, put it on paper. Knows no file format."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.facts import cleaned
from app.domain.figures.catalogue import CATALOGUE
from app.domain.figures.figure import FigureValue
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.reports import (
    KIND,
    ReportFacts,
    Setting,
    citable,
    citations,
    problems_of_report,
    resolve,
)
from app.models.database import Database
from app.models.desk import ReportRecord
from app.models.moments import local_day, now
from app.services.figures.service import figures_in, refuse_unless_begun
from app.services.reports.skeleton import load_skeleton
from app.services.settings import settings_in
from app.services.stale import Stale, refuse_stale

if TYPE_CHECKING:
    from app.exporters.cells import Report

FIRST_YEARS = 10
"""How many years back a report can be chosen for."""


@dataclass(frozen=True)
class ReportView:
    """A report with everything that is read beside it."""

    facts: ReportFacts
    """As stored, or as the skeleton begins where nothing is stored yet (then without an id)."""
    figures: tuple[FigureValue, ...]
    known: Mapping[str, str]
    """What can be cited: name → the words that take its place."""
    last: Mapping[str, str]
    """Last year's texts by section, as they read with their figures; empty where there was no report."""
    setting: Setting

    @property
    def stored(self) -> bool:
        """Whether somebody has begun to write it."""
        return self.facts.id is not None


class ReportService:
    """Annual reports. Every public method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self, today: date) -> list[int]:
        """The years a report can be written of, the latest first: the running year is one of them."""
        with self._database.read() as session:
            kept = session.scalars(select(ReportRecord.year).where(ReportRecord.kind == KIND))
            return sorted({*range(today.year - FIRST_YEARS, today.year + 1), *kept}, reverse=True)

    def view(self, year: int, today: date) -> ReportView:
        """The report of a year with its figures and last year's texts. Raises Refused for a year that has not begun."""
        with self._database.read() as session:
            return view_in(session, year, today)

    def check(self, facts: ReportFacts) -> list[Problem]:
        """All that is wrong with a report as typed so far. Reads nothing: what can be cited is always the same."""
        return _problems(cleaned(facts))

    def start(self, year: int, actor: Actor) -> ReportFacts:
        """Keep a report as the skeleton begins. Raises Refused where there is one already, or the year has not begun."""
        with self._database.write(actor, "起草年度报告") as session:
            if _record_in(session, year) is not None:
                raise Refused(f"{year} 年的年度报告已经起草，请直接修改")
            return _store(session, _begun(_setting_in(session, year)))

    def save(self, facts: ReportFacts, actor: Actor) -> ReportFacts:
        """Keep a report as written; the first save of a year begins it. Raises Stale, Refused naming each wrong citation."""
        facts = cleaned(facts)
        with self._database.write(actor, "修改年度报告" if facts.id else "起草年度报告") as session:
            return _store(session, facts)

    def write(self, year: int, path: Path, today: date, facts: ReportFacts | None = None) -> "Report":
        """Write the report as .pdf or .docx: as stored, as the skeleton begins, or as typed so far (`facts`).

        Nothing is stored. Raises Refused, Unavailable.
        """
        from app.exporters.official import write
        from app.services.reports.paper import paper_of

        view = self.view(year, today)
        if facts is not None:
            view = replace(view, facts=cleaned(facts))
        refuse_if(_problems(view.facts))
        return write(paper_of(view, load_skeleton(), today), path)


def view_in(session: Session, year: int, today: date) -> ReportView:
    """The report of a year, within a transaction."""
    setting = _setting_in(session, year)
    figures = tuple(figures_in(session, year, today))
    record = _record_in(session, year)
    facts = record.facts() if record is not None else _begun(setting)
    return ReportView(facts, figures, citations(figures, setting), _last_in(session, year - 1, today), setting)


def _record_in(session: Session, year: int) -> ReportRecord | None:
    return session.scalar(select(ReportRecord).where(ReportRecord.kind == KIND, ReportRecord.year == year))


def _setting_in(session: Session, year: int) -> Setting:
    settings = settings_in(session)
    return Setting(year, settings.region_name or settings.office, settings.office)


def _problems(facts: ReportFacts) -> list[Problem]:
    return list(problems_of_report(facts, citable(CATALOGUE), load_skeleton()))


def _begun(setting: Setting) -> ReportFacts:
    """A report as the skeleton begins; what the title cites is known for ever."""
    skeleton = load_skeleton()
    blocks = tuple(plan.block for plan in skeleton.blocks)
    return ReportFacts(setting.year, resolve(skeleton.title, setting.words()), blocks)


def _last_in(session: Session, year: int, today: date) -> dict[str, str]:
    record = _record_in(session, year)
    if record is None:
        return {}
    known = citations(figures_in(session, year, today), _setting_in(session, year))
    return {block.key: resolve(block.text, known) for block in record.facts().blocks}


def _store(session: Session, facts: ReportFacts) -> ReportFacts:
    record = _record_in(session, facts.year)
    if record is not None:
        if facts.id is None:
            raise Stale(record.facts(), ("title", "blocks"))
        refuse_stale(record.facts(), facts)
    today = local_day(now(session))
    assert today is not None
    refuse_unless_begun(facts.year, today)
    refuse_if(_problems(facts))
    if record is None:
        record = ReportRecord(created_at=now(session))
        session.add(record)
    record.take(facts)
    session.flush()
    return record.facts()
