"""A handful of records about legal advisers, and what stands behind each figure of them in 2024."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.matters import Form, MatterFacts, MatterKind
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserFacts, AdviserKind
from app.domain.advisers.templates import Grade
from app.domain.figures.adviser_stock import (
    AdviserLine,
    AdviserStock,
    AssessmentLine,
    EngagementLine,
    MatterLine,
    PaymentLine,
)
from app.domain.submissions.facts import Adoption
from tests.advisers import appointed, contract, declared


def d(month: int, day: int, year: int = 2024) -> date:
    return date(year, month, day)


def adviser(key: int, kind: AdviserKind | None, *terms: AppointmentFacts, firm: int | None = None) -> AdviserLine:
    return AdviserLine(key, AdviserFacts(f"顾问{key}", kind, firm_id=firm, id=key), terms)


def term(unit: int, first: date, last: date, **given: Any) -> AppointmentFacts:
    return appointed(unit_id=unit, starts_on=first, ends_on=last, **given)


PEOPLE = (
    adviser(1, AdviserKind.LAWYER, term(1, d(1, 1), d(12, 31, 2026)), term(2, d(1, 1), d(12, 30)), firm=1),
    adviser(2, AdviserKind.LAWYER, term(1, d(1, 1, 2021), d(12, 30)), firm=1),
    adviser(3, AdviserKind.LEGAL_STAFF, term(1, d(7, 1, 2020), d(1, 1, 2030), chief=True)),
    adviser(4, AdviserKind.EXPERT, term(2, d(1, 1), d(12, 31), ended_on=d(12, 31), end_reason="辞任")),
    adviser(5, None, term(2, d(12, 31), d(12, 31, 2027)), firm=2),
    adviser(6, AdviserKind.PUBLIC_LAWYER),
)
"""In office on 31 December: 1, 3 and 5, the kind of whom nobody knows."""


def contracted(key: int, first: date, last: date, *asked: date, **given: Any) -> EngagementLine:
    return EngagementLine(key, replace(contract(starts_on=first, ends_on=last), id=key, **given), asked)


CONTRACTS = (
    contracted(1, d(1, 1), d(12, 31), d(3, 1), signed_on=d(12, 20, 2023)),
    contracted(
        2, d(7, 1), d(6, 30, 2025), d(6, 30), signed_on=d(7, 1), amount=None, cap=2_000_050, unit_id=2, firm_id=2
    ),
    contracted(3, d(1, 1, 2025), d(12, 31, 2025), signed_on=d(12, 30), previous_id=1),
    contracted(4, d(1, 1, 2023), d(12, 31, 2023), signed_on=d(1, 1, 2023), amount=1_000),
    contracted(
        5, d(1, 1), d(12, 31), signed_on=d(1, 1), renewal=True, ended_on=d(3, 1), end_reason="更换", amount=None
    ),
    contracted(6, d(1, 1), d(12, 31), signed_on=None),
)
"""Running in the year: 1, 2 and 5, which has no total; 2 and 5 were asked nothing in their own contract years; 6 is a draft."""

PAYMENTS = tuple(
    PaymentLine(key, PaymentFacts(line.id, paid=paid, paid_on=on, due=due), line)
    for key, line, paid, on, due in (
        (1, CONTRACTS[0], 100_000, d(12, 31, 2023), None),
        (2, CONTRACTS[0], 250_025, d(5, 1), None),
        (3, CONTRACTS[3], 1_000, d(1, 1), None),
        (4, CONTRACTS[1], 500, d(1, 1, 2025), None),
        (5, CONTRACTS[1], None, None, 700),
    )
)  # fmt: skip


def matter(key: int, asked: date, done: date | None, adoption: Adoption | None = None, **given: Any) -> MatterLine:
    firm = given.pop("firm", None)
    facts = MatterFacts(f"事项{key}", unit_id=1, adviser_id=1, asked_on=asked, done_on=done, adoption=adoption, id=key)
    return MatterLine(key, replace(facts, **given), firm)


MATTERS = (
    matter(1, d(1, 1), d(1, 5), Adoption.ADOPTED, kind=MatterKind.CONTRACT, due_on=d(1, 5), form=Form.WRITTEN, firm=1),
    matter(2, d(3, 1), d(3, 4), Adoption.PARTLY, kind=MatterKind.DECISION, due_on=d(3, 3), opinion_number="1", firm=1),
    matter(
        3, d(12, 20), d(12, 31), Adoption.NOT_ADOPTED, kind=MatterKind.CONTRACT, adoption_reason="已另行协商", unit_id=2
    ),
    matter(4, d(12, 30, 2023), d(1, 2), Adoption.PENDING, kind=MatterKind.DOCUMENT, due_on=d(12, 31, 2023)),
    matter(5, d(12, 30), d(1, 2, 2025), Adoption.ADOPTED, due_on=d(12, 31)),
    matter(6, d(6, 1), None, kind=MatterKind.MEETING),
    matter(7, d(6, 1), d(6, 1), kind=MatterKind.ADVICE, form=Form.ORAL),
)

ASSESSMENTS = tuple(
    AssessmentLine(key, AssessmentFacts(adviser, 1, 2024, assessed_on=on, unit_id=1), grade)
    for key, adviser, on, grade in (
        (1, 1, d(12, 31), Grade.EXCELLENT),
        (2, 2, d(1, 1), Grade.UNQUALIFIED),
        (3, 3, d(1, 1, 2025), Grade.QUALIFIED),
        (4, 4, None, None),
    )
)

STOCK = AdviserStock(
    PEOPLE, CONTRACTS, PAYMENTS, MATTERS, ASSESSMENTS,
    (declared(id=1, declared_on=d(1, 1)), declared(id=2, declared_on=d(1, 1, 2025))),
)  # fmt: skip

EXPECTED: dict[str, tuple[Any, list[int | None]]] = {
    "advisers_serving": (3, [1, 3, 5]),
    "advisers_legal_staff": (1, [3]),
    "advisers_public_lawyer": (0, []),
    "advisers_lawyer": (1, [1]),
    "advisers_expert": (0, []),
    "advisers_chief": (1, [3]),
    "engagements_running": (3, [1, 2, 5]),
    "engagements_new": (1, [2]),
    "engagements_renewed": (2, [3, 5]),
    "engagements_ended": (1, [5]),
    "engagements_expiring": (1, [1]),
    "engagements_idle": (2, [2, 5]),
    "engagement_money": (100_000.5, [1, 2]),
    "engagements_untotalled": (1, [5]),
    "engagement_paid": (3_500.25, [1, 2]),
    "adviser_fees": (2_510.25, [2, 3]),
    "matters_asked": (6, [1, 2, 3, 5, 6, 7]),
    "matters_done": (5, [1, 2, 3, 4, 7]),
    "matters_decision": (1, [2]),
    "matters_document": (1, [4]),
    "matters_contract": (2, [1, 3]),
    "matters_reconsideration": (0, []),
    "matters_administrative_suit": (0, []),
    "matters_civil_suit": (0, []),
    "matters_enforcement": (0, []),
    "matters_emergency": (0, []),
    "matters_meeting": (0, []),
    "matters_training": (0, []),
    "matters_legislation": (0, []),
    "matters_advice": (1, [7]),
    "matters_other": (0, []),
    "adviser_opinions": (2, [1, 2]),
    "adviser_adoption": (66.7, [1, 2, 3]),
    "adviser_refused": (1, [3]),
    "adviser_days": (4.2, [1, 2, 3, 4, 7]),
    "adviser_on_time": (33.3, [1, 2, 5]),
    "adviser_late": (2, [2, 5]),
    "assessments": (2, [1, 2]),
    "assessments_excellent": (1, [1]),
    "assessments_qualified": (0, []),
    "assessments_basic": (0, []),
    "assessments_unqualified": (1, [2]),
    "conflicts": (1, [1]),
}
