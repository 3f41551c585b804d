"""Rows of assessments and of the versioned forms they are made by. Points in hundredths. Knows no rule."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.advisers.assessments import (
    AssessmentFacts,
    Consequence,
    Deduction,
    Hand,
    Mark,
    Period,
    result_of,
    total_of_hand,
)
from app.domain.advisers.templates import Grade, Item, Template
from app.models.advisers.parts import Exchanged, plain
from app.models.base import ChoiceType, Json, Record, set_columns

PLAIN = (
    "adviser_id", "template_id", "year", "period", "engagement_id", "unit_id", "bonus", "bonus_reason", "conclusion", "assessed_on",
    "assessor", "remark",
)  # fmt: skip


class AssessmentTemplateRecord(Record):
    """One version of a form; it stays as it is once it has been used."""

    __tablename__ = "assessment_template"
    __table_args__ = (UniqueConstraint("name", "version", name="uq_template_version"), {"sqlite_autoincrement": True})
    subject = "assessment-templates"

    name: Mapped[str]
    version: Mapped[int]
    items: Mapped[list[list[Any]]] = mapped_column(Json)
    bonus_max: Mapped[int | None]
    thresholds: Mapped[list[list[Any]]] = mapped_column(Json)
    vetoes: Mapped[list[str]] = mapped_column(Json)
    source: Mapped[str]
    in_use: Mapped[bool]

    def facts(self) -> Template:
        """The form as rules read it."""
        return Template(
            self.name,
            tuple(Item(*row) for row in self.items),
            self.bonus_max,
            tuple((Grade.of(grade) or Grade.UNQUALIFIED, low) for grade, low in self.thresholds),
            tuple(self.vetoes),
            self.source,
            self.version,
            self.id,
            self.in_use,
        )

    def take(self, template: Template) -> None:
        """Make the row say what the form says."""
        values = {name: getattr(template, name) for name in ("name", "version", "bonus_max", "source", "in_use")}
        values["items"] = [[item.key, item.title, item.maximum, item.help] for item in template.items]
        values["thresholds"] = [[grade.value, low] for grade, low in template.thresholds]
        set_columns(self, values | {"vetoes": list(template.vetoes)})


class AssessmentRecord(Exchanged, Record):
    """One assessment; its sums and its grade follow from marks and form at each save, kept for SQL.

    While marks are still being gathered there is a total so far, but no grade: nobody has been assessed.
    """

    __tablename__ = "assessment"
    __table_args__ = (Index("ix_assessment_year", "year"), {"sqlite_autoincrement": True})
    subject = "assessments"

    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"), index=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("assessment_template.id"), index=True)
    year: Mapped[int]
    period: Mapped[Period] = mapped_column(ChoiceType(Period))
    engagement_id: Mapped[int | None] = mapped_column(ForeignKey("engagement.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    marks: Mapped[list[list[Any]]] = mapped_column(Json)
    deductions: Mapped[list[list[Any]]] = mapped_column(Json)
    bonus: Mapped[int]
    bonus_reason: Mapped[str]
    vetoes: Mapped[list[str]] = mapped_column(Json)
    conclusion: Mapped[Consequence | None] = mapped_column(ChoiceType(Consequence))
    assessed_on: Mapped[date | None]
    assessor: Mapped[str]
    remark: Mapped[str]
    self_total: Mapped[int | None]
    unit_total: Mapped[int | None]
    bureau_total: Mapped[int | None]
    total: Mapped[int | None]
    grade: Mapped[Grade | None] = mapped_column(ChoiceType(Grade))

    def facts(self) -> AssessmentFacts:
        """The assessment as rules and forms read it."""
        return AssessmentFacts(
            **plain(self, PLAIN),
            marks=tuple(Mark(item, Hand.of(hand) or Hand.UNIT, points) for item, hand, points in self.marks),
            deductions=tuple(Deduction(*row) for row in self.deductions),
            vetoes=tuple(self.vetoes),
            **self.identity(),
        )

    def take(self, facts: AssessmentFacts, template: Template) -> None:
        """Make the row say what the facts say, sums and grade by the form included."""
        found = result_of(facts, template)
        set_columns(
            self,
            {
                **{name: getattr(facts, name) for name in PLAIN},
                "marks": [[mark.item, mark.hand.value, mark.points] for mark in facts.marks],
                "deductions": [[item.item, item.points, item.reason] for item in facts.deductions],
                "vetoes": list(facts.vetoes),
                "self_total": total_of_hand(facts, Hand.SELF),
                "unit_total": total_of_hand(facts, Hand.UNIT),
                "bureau_total": total_of_hand(facts, Hand.BUREAU),
                "total": found.total,
                "grade": found.grade if facts.assessed_on is not None else None,
            },
        )
