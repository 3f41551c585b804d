"""Valid facts of advisers to start from; a test names only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.assessments import AssessmentFacts, Consequence, Hand, Mark
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import Category, Engaged, EngagementFacts, Method, Pricing
from app.domain.advisers.firms import FirmFacts
from app.domain.advisers.matters import MatterFacts, MatterKind
from app.domain.advisers.people import AdviserFacts, AdviserKind
from app.domain.advisers.templates import Template

D = date


def lawyer(name: str = "李某某", **given: Any) -> AdviserFacts:
    return replace(AdviserFacts(name, AdviserKind.LAWYER, first_practised_on=D(2010, 7, 1)), **given)


def firm(name: str = "广东某某律师事务所", **given: Any) -> FirmFacts:
    return replace(FirmFacts(name, "91350100M000100Y43"), **given)


def appointed(**given: Any) -> AppointmentFacts:
    """2024 to 2026 at unit 1."""
    return replace(AppointmentFacts(1, 1, starts_on=D(2024, 1, 1), ends_on=D(2026, 12, 31)), **given)


def contract(**given: Any) -> EngagementFacts:
    """The year 2025 for 80,000元, signed, at unit 1 with adviser 1 of firm 1."""
    facts = EngagementFacts(
        "常年法律顾问服务合同", 1, number="海司法顾〔2025〕1号", firm_id=1, advisers=(Engaged(1, lead=True),), category=Category.RETAINER,
        method=Method.SELECTION, signed_on=D(2024, 12, 20), starts_on=D(2025, 1, 1), ends_on=D(2025, 12, 31), pricing=Pricing.LUMP_SUM,
        amount=8_000_000,
    )  # fmt: skip
    return replace(facts, **given)


def asked(title: str = "某合同的审查", **given: Any) -> MatterFacts:
    return replace(MatterFacts(title, MatterKind.CONTRACT, unit_id=1, adviser_id=1, asked_on=D(2025, 3, 3)), **given)


def unfit(template: Template, on: date) -> AssessmentFacts:
    """Adviser 1 with no point at all: 不合格."""
    marks = tuple(Mark(item.key, Hand.UNIT, 0) for item in template.items)
    return AssessmentFacts(1, template.id or 0, on.year, marks=marks, conclusion=Consequence.DISMISS, assessed_on=on)


def declared(**given: Any) -> ConflictFacts:
    return replace(ConflictFacts(adviser_id=1, counterparty="某某置业有限公司", declared_on=D(2025, 3, 1)), **given)
