"""What the yearly report of legal advisers tells, gathered for the district or for one unit. Knows no sentence and no file format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.checks import CHECKS, Check, Finding, findings
from app.domain.advisers.engagements import EngagementFacts, EngagementState, engagement_state
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.people import AdviserFacts
from app.domain.advisers.templates import Grade
from app.domain.advisers.terms import Span
from app.domain.figures.adviser_stock import AdviserStock, EngagementLine, MatterLine
from app.domain.figures.overview import Grouping, Tie, ties
from app.domain.figures.stock import Period, Stock, period_of
from app.domain.problems import Refused, Severity
from app.models.advisers import FirmRecord
from app.services.advisers.checks import dossier_in
from app.services.advisers.overview import DISTRICT, OverviewLine, overview_of
from app.services.figures.adviser_stock import advisers_in
from app.services.figures.service import refuse_unless_begun
from app.services.settings import settings_in
from app.services.units import units_in

IDLE_CHECK = "ADV-14"
"""Told by the figure of unused contracts, whether the check is on or not."""


@dataclass(frozen=True)
class Serving:
    """One adviser of a unit on the last day counted."""

    facts: AdviserFacts
    place: str
    """Firm or workplace."""
    term: AppointmentFacts | None
    """The appointment he serves by; None where only a contract names him."""


@dataclass(frozen=True)
class Contract:
    """One contract that ran in the year."""

    facts: EngagementFacts
    unit: str
    party: str
    """受聘机构, else the advisers named."""
    paid: int
    """Up to the last day counted, in 分."""
    state: EngagementState
    """On that day."""
    unused: tuple[Span, ...]
    """Its contract years in which nothing was asked."""


@dataclass(frozen=True)
class Matter:
    """One matter with its names."""

    facts: MatterFacts
    unit: str
    adviser: str


@dataclass(frozen=True)
class Unfit:
    """One assessment that ended as 不合格."""

    facts: AssessmentFacts
    adviser: str
    unit: str


@dataclass(frozen=True)
class Problems:
    """What one check found, each with the name of the unit it concerns."""

    check: Check
    found: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True)
class YearlyFacts:
    """A year of the district, or of one unit."""

    name: str
    period: Period
    line: OverviewLine
    """The figures."""
    units: tuple[OverviewLine, ...]
    """Of each unit, for the district."""
    served: int
    """How many units have an adviser on the last day counted."""
    firms: int
    """How many firms advise on that day."""
    advisers: tuple[Serving, ...]
    """Of a unit."""
    contracts: tuple[Contract, ...]
    matters: tuple[Matter, ...]
    """Asked or done in the year."""
    problems: tuple[Problems, ...]
    unfit: tuple[Unfit, ...]

    @property
    def whole(self) -> bool:
        """Whether it is the district's."""
        return self.line.id == DISTRICT

    def behind(self, key: str) -> list[Matter]:
        """The matters behind a figure."""
        ids = set(self.line.figure(key).ids)
        return [matter for matter in self.matters if matter.facts.id in ids]

    @property
    def quiet(self) -> bool:
        """Nobody serves, no contract ran, nothing was asked or done."""
        return not (self.served or self.contracts or self.matters or self.line.figure("adviser_fees").count)


def yearly_in(session: Session, year: int, unit_id: int | None, today: date) -> YearlyFacts:
    """All that the report tells. Raises Refused for a year that has not begun, for a unit that advisers have never had to do with."""
    refuse_unless_begun(year, today)
    stock = advisers_in(session)
    period = period_of(year, today, Stock(advising=stock))
    overview = overview_of(session, stock, year, Grouping.UNITS, today)
    line = overview.district if unit_id is None else _line_of(overview.lines[1:], unit_id)
    settings = settings_in(session)
    names = _Names(session, stock)
    now = [tie for tie in ties(stock, period.until) if unit_id in (None, tie.unit)]
    listed = findings(dossier_in(session, period.until), settings.adviser_checks)
    own = [each for each in listed if unit_id in (None, each.unit_id)]
    return YearlyFacts(
        name=settings.region_name or settings.office if unit_id is None else names.unit(unit_id, full=True),
        period=period,
        line=line,
        units=overview.lines[1:] if unit_id is None else (),
        served=len({tie.unit for tie in now}),
        firms=len({tie.firm for tie in now if tie.firm is not None}),
        advisers=tuple(_serving(stock, names, now, period.until)) if unit_id is not None else (),
        contracts=tuple(_contracts(stock, names, period, line)),
        matters=tuple(_matters(stock, names, line)),
        problems=tuple(_by_check(own, names)),
        unfit=tuple(_unfit(stock, names, line)),
    )


class _Names:
    """Names by id; units by their short names."""

    def __init__(self, session: Session, stock: AdviserStock) -> None:
        self._units = units_in(session)
        self._firms: dict[int, str] = {
            row.id: row.name for row in session.execute(select(FirmRecord.id, FirmRecord.name))
        }
        self.people = {line.id: line.facts for line in stock.people}

    def unit(self, key: int | None, *, full: bool = False) -> str:
        """Empty for none."""
        unit = self._units.get(key or 0)
        return "" if unit is None else unit.name if full else unit.short_name or unit.name

    def firm(self, key: int | None) -> str:
        """Empty for none."""
        return self._firms.get(key or 0, "")

    def adviser(self, key: int | None) -> str:
        """Empty for none."""
        facts = self.people.get(key or 0)
        return facts.name if facts is not None else ""


def _line_of(lines: Iterable[OverviewLine], unit_id: int) -> OverviewLine:
    found = next((line for line in lines if line.id == unit_id), None)
    if found is None:
        raise Refused("这个单位没有法律顾问的聘任、合同和工作记录，没有可报告的内容")
    return found


def _serving(stock: AdviserStock, names: _Names, now: Iterable[Tie], on: date) -> Iterator[Serving]:
    """The advisers of one unit, the chief first, then by kind and name."""
    lines = {line.id: line for line in stock.people}
    firms = {tie.adviser: tie.firm for tie in now}
    units = {tie.unit for tie in now}
    found = []
    for key, firm in firms.items():
        facts = lines[key].facts
        term = next((term for term in lines[key].serving(on) if term.unit_id in units), None)
        found.append(Serving(facts, names.firm(facts.firm_id or firm) or facts.workplace, term))
    found.sort(key=lambda each: (not (each.term and each.term.chief), each.facts.kind or "", each.facts.name))
    return iter(found)


def _contracts(stock: AdviserStock, names: _Names, period: Period, line: OverviewLine) -> Iterator[Contract]:
    ids, paid = set(line.figure("engagements_running").ids), _paid(stock, period.until)
    renewed = {each.facts.previous_id for each in stock.contracts}
    ran: list[EngagementLine] = [each for each in stock.contracts if each.id in ids]
    for each in sorted(ran, key=lambda each: (names.unit(each.facts.unit_id), each.facts.starts_on or date.min)):
        facts = each.facts
        people = "、".join(names.adviser(engaged.adviser_id) for engaged in facts.advisers)
        yield Contract(
            facts,
            names.unit(facts.unit_id),
            names.firm(facts.firm_id) or people,
            paid.get(each.id, 0),
            engagement_state(facts, period.until, renewed=each.id in renewed),
            tuple(each.unused(period.first, period.until)),
        )


def _paid(stock: AdviserStock, until: date) -> dict[int, int]:
    sums: dict[int, int] = {}
    for payment in stock.payments:
        if payment.facts.paid_on is not None and payment.facts.paid_on <= until:
            key = payment.facts.engagement_id
            sums[key] = sums.get(key, 0) + (payment.facts.paid or 0)
    return sums


def _matters(stock: AdviserStock, names: _Names, line: OverviewLine) -> Iterator[Matter]:
    keys = ("matters_asked", "matters_done", "adviser_late")
    ids = {key for figure in keys for key in line.figure(figure).ids}
    lines: list[MatterLine] = [each for each in stock.matters if each.id in ids]
    for each in sorted(lines, key=lambda each: (each.facts.asked_on or date.min, each.id)):
        yield Matter(each.facts, names.unit(each.facts.unit_id), names.adviser(each.facts.adviser_id))


def _unfit(stock: AdviserStock, names: _Names, line: OverviewLine) -> Iterator[Unfit]:
    ids = set(line.figure(f"assessments_{Grade.UNQUALIFIED.value}").ids)
    for each in stock.assessments:
        if each.id in ids:
            yield Unfit(each.facts, names.adviser(each.facts.adviser_id), names.unit(each.facts.unit_id))


def _by_check(listed: Iterable[Finding], names: _Names) -> Iterator[Problems]:
    """Checks that found what is wrong, in their order; what is only to be remembered is no problem of the year."""
    wrong = [each for each in listed if each.problem.severity is not Severity.NOTE and each.check != IDLE_CHECK]
    for check in CHECKS:
        found = tuple((names.unit(each.unit_id), each) for each in wrong if each.check == check.key)
        if found:
            yield Problems(check, found)
