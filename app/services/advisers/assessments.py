"""What a user can do with assessments and their forms: fill in a form's weights, gather marks, conclude. Knows no window."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.assessments import AssessmentFacts, Result, problems_of_assessment, result_of
from app.domain.advisers.templates import SHIPPED, Template, next_version, problems_of_template
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, refuse_if
from app.models.advisers import (
    AdviserRecord,
    AssessmentRecord,
    AssessmentTemplateRecord,
    EngagementRecord,
)
from app.models.database import Database
from app.models.units import UnitRecord
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import missing_in, one_in
from app.services.years import refuse_closed_in

YEAR = "考核年度"


class AssessmentService:
    """Assessments. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def templates(self) -> list[Template]:
        """The forms in use: the office's own, and those shipped that it has not taken up yet (without an id)."""
        with self._database.read() as session:
            t = AssessmentTemplateRecord
            stored = [row.facts() for row in session.scalars(select(t).where(t.in_use.is_(True)).order_by(t.id))]
            taken = set(session.scalars(select(t.name)))
        return [*stored, *(template for template in SHIPPED if template.name not in taken)]

    def template(self, template_id: int) -> Template:
        """One version of a form."""
        with self._database.read() as session:
            return one_in(session, AssessmentTemplateRecord, template_id).facts()

    def check_template(self, template: Template) -> list[Problem]:
        """What keeps a form from being used."""
        return problems_of_template(cleaned(template))

    def save_template(self, template: Template, actor: Actor) -> Template:
        """Keep a form; one that has been used stays as it was, and the change becomes its next version. Raises Refused."""
        template = cleaned(template)
        refuse_if(problems_of_template(template))
        with self._database.write(actor, "修改考核表" if template.id else "设置考核表") as session:
            return _store_template(session, template)

    def get(self, assessment_id: int) -> AssessmentFacts:
        """One assessment."""
        with self._database.read() as session:
            return one_in(session, AssessmentRecord, assessment_id).facts()

    def of_adviser(self, adviser_id: int) -> list[AssessmentFacts]:
        """The assessments of an adviser, the latest year first."""
        r = AssessmentRecord
        with self._database.read() as session:
            rows = select(r).where(r.adviser_id == adviser_id).order_by(r.year.desc(), r.id.desc())
            return [row.facts() for row in session.scalars(rows)]

    def result(self, facts: AssessmentFacts) -> Result:
        """Total and grade as typed so far."""
        return result_of(facts, self.template(facts.template_id))

    def check(self, facts: AssessmentFacts) -> list[Problem]:
        """All that is wrong with an assessment as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts))

    def save(self, facts: AssessmentFacts, actor: Actor) -> AssessmentFacts:
        """Enter an assessment, add marks to it or conclude it. Raises Stale when it was changed meanwhile."""
        with self._database.write(actor, "修改考核" if facts.id else "登记考核") as session:
            return store_in(session, cleaned(facts)).facts()


def _store_template(session: Session, template: Template) -> Template:
    record = AssessmentTemplateRecord()
    if template.id is not None:
        current = one_in(session, AssessmentTemplateRecord, template.id)
        used = session.scalar(select(func.count()).where(AssessmentRecord.template_id == current.id))
        if used:
            current.in_use = False
            top = select(func.max(AssessmentTemplateRecord.version)).where(
                AssessmentTemplateRecord.name == current.name
            )
            template = replace(next_version(template), name=current.name, version=(session.scalar(top) or 0) + 1)
        else:
            record = current
            if template.name != current.name:
                _refuse_taken(session, template.name)
    else:
        _refuse_taken(session, template.name)
    record.take(template)
    session.add(record)
    session.flush()
    return record.facts()


def _refuse_taken(session: Session, name: str) -> None:
    """No two forms of a name: by it an office tells them apart, and the versions of one belong together."""
    if session.scalar(select(func.count()).where(AssessmentTemplateRecord.name == name)):
        raise Refused([Problem("name", f"已有名为“{name}”的考核表，请直接修改它")])


def _same_in(session: Session, facts: AssessmentFacts) -> tuple[int, ...]:
    """Other assessments of the same adviser for the same year, period, contract and unit."""
    r = AssessmentRecord
    return tuple(
        session.scalars(
            select(r.id).where(
                r.adviser_id == facts.adviser_id,
                r.year == facts.year,
                r.period == facts.period,
                r.engagement_id.is_not_distinct_from(facts.engagement_id),
                r.unit_id.is_not_distinct_from(facts.unit_id),
                r.id != (facts.id or 0),
            )
        )
    )


def problems_in(session: Session, facts: AssessmentFacts) -> list[Problem]:
    """What is wrong with an assessment, as the database knows it."""
    dangling = missing_in(
        session,
        [
            ("adviser_id", AdviserRecord, facts.adviser_id),
            ("template_id", AssessmentTemplateRecord, facts.template_id),
            ("engagement_id", EngagementRecord, facts.engagement_id),
            ("unit_id", UnitRecord, facts.unit_id),
        ],
    )
    if dangling:
        return dangling
    template = one_in(session, AssessmentTemplateRecord, facts.template_id).facts()
    return problems_of_assessment(facts, template, _same_in(session, facts))


def store_in(session: Session, facts: AssessmentFacts) -> AssessmentRecord:
    """Keep an assessment within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, AssessmentRecord, facts)
    refuse_closed_in(session, facts.year, YEAR)
    refuse_if(problems_in(session, facts))
    record.take(facts, one_in(session, AssessmentTemplateRecord, facts.template_id).facts())
    session.add(record)
    session.flush()
    return record
