"""The papers of legal advisers as their books offer them. Knows services, not the formats."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.templates import Template
from app.services.advisers.papers import AdviserPapers
from app.ui.advisers.subject import PaperEntry, Record
from app.ui.desk import Desk
from app.ui.office_paper import OfficePaper


def _paper(desk: Desk, title: str, write: Callable[..., Any], key: int | None) -> OfficePaper:
    assert key is not None
    today = desk.office.today()

    def written(target: Path) -> Any:
        return write(desk.office.advisers.papers, key, target, today)

    return OfficePaper(title, written)


def _certificate(desk: Desk, record: Record[AppointmentFacts]) -> OfficePaper:
    word = "聘书" if record.facts.kind is AppointmentKind.ENGAGED else "任命书"
    return _paper(desk, f"{word}　{record.said('adviser')}", AdviserPapers.certificate, record.facts.id)


def _no_beginning(record: Record[AppointmentFacts]) -> str:
    engaged = record.facts.kind is AppointmentKind.ENGAGED
    return "" if record.facts.starts_on is not None else "没有填写聘期起" if engaged else "没有填写任命日期"


def _filing_form(desk: Desk, record: Record[EngagementFacts]) -> OfficePaper:
    return _paper(desk, f"备案表　{record.facts.name}", AdviserPapers.filing_form, record.facts.id)


def _opinion_cover(desk: Desk, record: Record[MatterFacts]) -> OfficePaper:
    return _paper(desk, f"法律意见书封面　{record.facts.title}", AdviserPapers.opinion_cover, record.facts.id)


def _assessment_form(desk: Desk, record: Record[AssessmentFacts]) -> OfficePaper:
    title = f"{record.facts.year}年度考核表　{record.said('adviser')}"
    return _paper(desk, title, AdviserPapers.assessment_form, record.facts.id)


def _blank_assessment(desk: Desk, record: Record[AssessmentFacts]) -> OfficePaper:
    assessments, key = desk.office.advisers.assessments, record.facts.template_id
    return blank_form(desk, record.said("template"), lambda: assessments.template(key))


def blank_form(desk: Desk, name: str, template: Callable[[], Template]) -> OfficePaper:
    """An empty 考核表; the form itself is asked for in the background."""
    papers, today = desk.office.advisers.papers, desk.office.today()
    return OfficePaper(f"{name}（空白）", lambda target: papers.blank_assessment(template(), target, today))


CERTIFICATE = PaperEntry("聘书（任命书）", _certificate, _no_beginning)
FILING_FORM = PaperEntry("备案表", _filing_form)
OPINION_COVER = PaperEntry("法律意见书封面", _opinion_cover)
ASSESSMENT_FORM = PaperEntry("考核表", _assessment_form)
BLANK_ASSESSMENT = PaperEntry("空白考核表", _blank_assessment)
