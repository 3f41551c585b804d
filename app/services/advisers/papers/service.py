"""What a user can take out on paper of legal advisers. No session is open while a file is written."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.advisers.checks import CHECKS, Check, Finding, findings
from app.domain.advisers.templates import Template
from app.domain.figures.overview import Grouping
from app.domain.figures.stock import last_day
from app.domain.problems import Refused
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentRecord,
    AssessmentTemplateRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
)
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord
from app.services.advisers.checks import dossier_in
from app.services.advisers.lookup import one_in
from app.services.advisers.overview import OverviewLine, overview_in
from app.services.advisers.papers.assessment import assessment_form
from app.services.advisers.papers.certificate import certificate
from app.services.advisers.papers.contract import ContractNames, filing_form, term_of
from app.services.advisers.papers.opinion import MatterNames, opinion_cover
from app.services.advisers.papers.yearly import YearlyFacts, yearly_report
from app.services.advisers.payments import payments_in
from app.services.settings import settings_in

if TYPE_CHECKING:
    from app.exporters.cells import Report
    from app.exporters.official import Official


class AdviserPapers:
    """Each method writes one paper as .pdf or .docx, as the file's name says. All raise Refused, Unavailable; nothing is stored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def certificate(self, appointment_id: int, path: Path, today: date) -> "Report":
        """聘书, or 任命书 of the government's own people."""
        with self._database.read() as session:
            facts = one_in(session, AppointmentRecord, appointment_id).facts()
            adviser = one_in(session, AdviserRecord, facts.adviser_id).facts()
            unit, (_, firm) = _name(session, UnitRecord, facts.unit_id), _adviser(session, facts.adviser_id)
        return _write(certificate(facts, adviser, firm, unit, today), path)

    def filing_form(self, engagement_id: int, path: Path, today: date) -> "Report":
        """聘任合同备案表."""
        with self._database.read() as session:
            facts = one_in(session, EngagementRecord, engagement_id).facts()
            before = one_in(session, EngagementRecord, facts.previous_id).facts() if facts.previous_id else None
            firm = one_in(session, FirmRecord, facts.firm_id).facts() if facts.firm_id is not None else None
            people = (one_in(session, AdviserRecord, engaged.adviser_id) for engaged in facts.advisers)
            names = ContractNames(
                unit=_name(session, UnitRecord, facts.unit_id),
                served=tuple(_name(session, UnitRecord, key) for key in facts.served),
                firm=firm.name if firm is not None else "",
                credit_code=firm.credit_code if firm is not None else "",
                advisers={each.id: (each.name, each.licence_number) for each in people},
                previous=f"{before.name}（{term_of(before)}）" if before is not None else "",
            )
            payments, office = payments_in(session, engagement_id), settings_in(session).office
        return _write(filing_form(facts, names, payments, office, today), path)

    def opinion_cover(self, matter_id: int, path: Path, today: date) -> "Report":
        """法律意见书 cover."""
        with self._database.read() as session:
            facts = one_in(session, MatterRecord, matter_id).facts()
            unit = _name(session, UnitRecord, facts.unit_id)
            names = MatterNames(
                unit, *_adviser(session, facts.adviser_id), _about(session, facts.document_id, facts.submission_id)
            )
        return _write(opinion_cover(facts, names, today), path)

    def assessment_form(self, assessment_id: int, path: Path, today: date) -> "Report":
        """考核表 with the marks given so far."""
        with self._database.read() as session:
            facts = one_in(session, AssessmentRecord, assessment_id).facts()
            template = one_in(session, AssessmentTemplateRecord, facts.template_id).facts()
            adviser, firm = _adviser(session, facts.adviser_id)
            unit, office = _name(session, UnitRecord, facts.unit_id), settings_in(session).office
        return _write(assessment_form(facts, template, adviser, firm, unit, office, today), path)

    def blank_assessment(self, template: Template, path: Path, today: date) -> "Report":
        """The empty 考核表, to be filled in by hand; also of a form whose weights nobody has filled in yet."""
        with self._database.read() as session:
            office = settings_in(session).office
        return _write(assessment_form(None, template, "", "", "", office, today), path)

    def yearly_report(self, year: int, unit_id: int | None, path: Path, today: date) -> "Report":
        """年度法律顾问工作报告 of a unit, or of the district. Raises Refused for a year that has not begun, for a unit without advisers."""
        with self._database.read() as session:
            facts = _yearly(session, year, unit_id, today)
            office = settings_in(session).office if unit_id is None else facts.name
        return _write(yearly_report(facts, office, today), path)


def _write(paper: "Official", path: Path) -> "Report":
    from app.exporters.official import write

    return write(paper, path)


def _name(session: Session, record: type[UnitRecord | FirmRecord | AdviserRecord], key: int | None) -> str:
    return one_in(session, record, key).name if key is not None else ""


def _adviser(session: Session, key: int | None) -> tuple[str, str]:
    """Name, and firm or workplace."""
    if key is None:
        return "", ""
    adviser = one_in(session, AdviserRecord, key)
    return adviser.name, _name(session, FirmRecord, adviser.firm_id) or adviser.workplace


def _about(session: Session, document_id: int | None, submission_id: int | None) -> str:
    if document_id is not None:
        return f"《{one_in(session, DocumentRecord, document_id).title}》"
    return one_in(session, SubmissionRecord, submission_id).title if submission_id is not None else ""


def _yearly(session: Session, year: int, unit_id: int | None, today: date) -> YearlyFacts:
    overview = overview_in(session, year, Grouping.UNITS, today)
    settings = settings_in(session)
    line = overview.district if unit_id is None else _line(overview.lines[1:], unit_id)
    name = settings.region_name if unit_id is None else _name(session, UnitRecord, unit_id)
    listed = findings(dossier_in(session, last_day(year, today)), settings.adviser_checks)
    own = [finding for finding in listed if unit_id is None or finding.unit_id == unit_id]
    return YearlyFacts(overview, line, name, _refused(session, line), tuple(_by_check(own)))


def _line(lines: Iterable[OverviewLine], unit_id: int) -> OverviewLine:
    found = next((line for line in lines if line.id == unit_id), None)
    if found is None:
        raise Refused("这个单位没有法律顾问的聘任、合同和工作记录，没有可报告的内容")
    return found


def _refused(session: Session, line: OverviewLine) -> tuple[tuple[str, str, str], ...]:
    """Opinions not adopted in the year: unit, title, reason without its full stop."""
    m, u = MatterRecord, UnitRecord
    rows = select(u.name, m.title, m.adoption_reason).join(u, u.id == m.unit_id)
    ids = line.figure("adviser_refused").ids
    return tuple(
        (unit, title, reason.rstrip("。"))
        for unit, title, reason in session.execute(rows.where(m.id.in_(ids)).order_by(m.done_on, m.id))
    )


def _by_check(listed: Iterable[Finding]) -> Iterable[tuple[Check, tuple[Finding, ...]]]:
    """Checks that found something, in their order; idle contracts are told by their own figure."""
    listed = list(listed)
    for check in CHECKS:
        found = tuple(finding for finding in listed if finding.check == check.key)
        if found and check.key != "ADV-14":
            yield check, found
