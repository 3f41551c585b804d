"""What a user can take out on paper of legal advisers. No session is open while a file is written."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.domain.advisers.templates import Template
from app.domain.figures.overview import Grouping
from app.domain.ledgers import Sheet
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentRecord,
    AssessmentTemplateRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
)
from app.models.audit import head_of
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.submissions import SubmissionRecord
from app.models.units import UnitRecord
from app.services.advisers.lookup import one_in
from app.services.advisers.overview import overview_in
from app.services.advisers.overview_sheet import overview_sheet
from app.services.advisers.papers.assessment import assessment_form
from app.services.advisers.papers.certificate import certificate
from app.services.advisers.papers.contract import ContractNames, filing_form, term_of
from app.services.advisers.papers.opinion import MatterNames, opinion_cover
from app.services.advisers.papers.yearly import yearly_report
from app.services.advisers.papers.yearly_facts import yearly_in
from app.services.advisers.payments import payments_in
from app.services.papers.service import write_sheet
from app.services.papers.sheets import footnote_of
from app.services.settings import settings_in

if TYPE_CHECKING:
    from app.exporters.cells import Report
    from app.exporters.official import Official


class AdviserPapers:
    """Each method writes one paper, the overview apart as .pdf or .docx, as the file's name says. All raise Refused, Unavailable; nothing is stored."""

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

    def overview(self, year: int, by: Grouping, path: Path, today: date) -> "Report":
        """顾问概览 as a sheet: .xlsx, .pdf or .csv. Raises Refused for a year that has not begun."""

        def sheet() -> Sheet:
            with self._database.read() as session:
                overview = overview_in(session, year, by, today)
                office, footnote = settings_in(session).office, footnote_of(head_of(session))
            return overview_sheet(overview, office, today, footnote)

        return write_sheet(sheet, path)

    def yearly_report(self, year: int, unit_id: int | None, path: Path, today: date) -> "Report":
        """年度法律顾问工作报告 of a unit, or of the district. Raises Refused for a year that has not begun, for a unit without advisers."""
        with self._database.read() as session:
            facts = yearly_in(session, year, unit_id, today)
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
