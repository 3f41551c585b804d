"""Valid facts to start from; a test names only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.documents.facts import (
    DocumentFacts,
    DocumentKind,
    FileLevel,
    Step,
    StepKind,
    StepLevel,
    StepResult,
    Validity,
    ValidityMode,
)
from app.domain.units import IssuerMark, UnitCategory, UnitFacts


def unit(name: str = "海珠区人民政府", **given: Any) -> UnitFacts:
    """A unit that may issue."""
    facts = UnitFacts(name, UnitCategory.GOVERNMENT, code="01", marks=(IssuerMark("海府"),))
    return replace(facts, **given)


def draft(**given: Any) -> DocumentFacts:
    """A new document of the government, nothing done yet."""
    facts = DocumentFacts(
        title="海珠区招商引资扶持办法",
        file_level=FileLevel.GOVERNMENT,
        doc_kind=DocumentKind.MEASURES,
        issuers=(1,),
        validity=Validity(ValidityMode.YEARS, 5),
    )
    return replace(facts, **given)


def passed(kind: StepKind, on: date, level: StepLevel | None = None, **given: Any) -> Step:
    """A step that passed."""
    return replace(Step(kind, on, level=level, result=StepResult.PASSED), **given)


PROCEDURE = (
    Step(StepKind.CONSULTATION, date(2025, 1, 2), date(2025, 2, 5)),
    passed(StepKind.FAIR_COMPETITION, date(2025, 2, 6)),
    passed(StepKind.REVIEW, date(2025, 2, 7), StepLevel.DEPARTMENT),
    passed(StepKind.REVIEW, date(2025, 2, 14), StepLevel.GOVERNMENT),
    passed(StepKind.DELIBERATION, date(2025, 2, 20), StepLevel.GOVERNMENT, meeting="第41次常务会议"),
)
"""Every gate met by 2025-02-20."""


def ready(**given: Any) -> DocumentFacts:
    """A document that waits for its number: reviewed, deliberated, signed on 2025-02-26."""
    return draft(**{"steps": PROCEDURE, "signed_on": date(2025, 2, 26), **given})


def old(**given: Any) -> DocumentFacts:
    """A backfilled document with all its dates, in force until 2026-12-31."""
    facts = DocumentFacts(
        title="海珠区农村集体资产交易管理办法",
        backfill=True,
        issuer_text="海珠区人民政府",
        document_number="海府规〔2021〕18号",
        published_on=date(2021, 12, 31),
        effective_on=date(2022, 1, 1),
        expires_on=date(2026, 12, 31),
        validity=Validity(ValidityMode.YEARS, 5),
    )
    return replace(facts, **given)
