"""A line's readings to a document's facts: each column to its fact, what is unreadable to a doubt. Knows no store."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from app.domain.dates import DateState, read_years
from app.domain.documents.columns import LEDGER
from app.domain.documents.evidence import with_evidence
from app.domain.documents.facts import DocumentFacts, Doubt, Nature, Trial, Validity, ValidityMode
from app.domain.documents.titles import kind_in_title, trial_in_title
from app.domain.ledgers import Column
from app.domain.problems import Severity
from app.importers.drafts import Draft, Reading
from app.importers.names import split_issuers
from app.services.imports.matching import kept

COLUMNS: Mapping[str, Column] = {column.key: column for column in LEDGER.columns}

TEXTS = (
    "title",
    "document_number",
    "handler",
    "end_reason",
    "index_number",
    "topic",
    "nature_reason",
    "remark",
    "unified_number",
)
DATES = (
    "adopted_on", "signed_on", "dated_on", "registered_on", "printed_on", "published_on", "effective_on", "expires_on", "ended_on",
)  # fmt: skip
CHOICES = ("file_level", "doc_kind", "end_kind")


class Names(Protocol):
    """Names of units to their ids."""

    def id_of(self, name: str) -> int: ...


def facts_of(draft: Draft, base: DocumentFacts, units: Names, today: date) -> DocumentFacts:
    """The base with what the line says: an empty cell changes nothing, 清空 empties, the unreadable becomes a doubt."""
    values: dict[str, Any] = {key: kept(draft, key, getattr(base, key)) or "" for key in TEXTS}
    values |= {key: kept(draft, key, getattr(base, key)) for key in DATES}
    for key in CHOICES:
        choices = COLUMNS[key].choices
        value = kept(draft, key, getattr(base, key))
        values[key] = choices.of(str(value)) if choices and value else None
    facts = replace(base, **values)
    facts = _with_choices(draft, facts, base)
    facts = _with_units(draft, facts, units)
    facts = replace(facts, validity=_validity(draft, base), doubts=(*base.doubts, *_doubts(draft, base)))
    if base.id is None:
        facts = _as_new(draft, facts)
        status = draft.values.get("force_status")
        facts = with_evidence(facts, status.raw.strip(), today) if status is not None else facts
    if draft.extra:
        facts = replace(facts, extra=tuple({**dict(base.extra), **draft.extra}.items()))
    return facts


def _with_choices(draft: Draft, facts: DocumentFacts, base: DocumentFacts) -> DocumentFacts:
    """The choices that are never empty."""
    trial = Trial.of(str(kept(draft, "trial", base.trial))) or base.trial
    nature = Nature.of(str(kept(draft, "nature", base.nature))) or base.nature
    return replace(facts, trial=trial, nature=nature)


def _as_new(draft: Draft, facts: DocumentFacts) -> DocumentFacts:
    """What a title says by itself, and whether the document was issued at all: an unissued one is a draft, not a 补录."""
    issued = facts.published_on or facts.document_number or facts.unified_number or facts.effective_on
    said = kept(draft, "backfill", True)
    return replace(
        facts,
        doc_kind=facts.doc_kind or kind_in_title(facts.title),
        trial=trial_in_title(facts.title) if facts.trial is Trial.NONE else facts.trial,
        backfill=bool(said) or bool(issued),
    )


def _with_units(draft: Draft, facts: DocumentFacts, units: Names) -> DocumentFacts:
    issuer = kept(draft, "issuer", facts.issuer_text) or ""
    if issuer != facts.issuer_text:
        names = split_issuers(str(issuer))
        facts = replace(facts, issuers=tuple(units.id_of(name) for name in names), issuer_text="、".join(names))
    for key, field in (("drafter", "drafter_id"), ("implementer", "implementer_id")):
        reading = draft.values.get(key)
        if reading is not None and (reading.clear or reading.value):
            unit: Any = None if reading.clear else units.id_of(str(reading.value))
            facts = replace(facts, **{field: unit})
    return facts


def _validity(draft: Draft, base: DocumentFacts) -> Validity:
    """The validity said in its own column or, in words, in that of the last day."""
    reading, until = draft.values.get("validity"), draft.values.get("expires_on")
    if reading is not None and reading.clear:
        return Validity()
    if reading is not None and reading.value:
        said = _validity_said(str(reading.value))
        return base.validity if _same_period(said, base.validity) else said
    if until is not None and until.state is DateState.OPEN_ENDED:
        return replace(base.validity, mode=ValidityMode.OPEN_ENDED, years=None)
    if until is not None and until.value and base.validity.mode is None:
        return Validity(ValidityMode.FIXED)
    return base.validity


def _same_period(one: Validity, other: Validity) -> bool:
    return one.mode is not None and (one.mode, one.years) == (other.mode, other.years)


def _validity_said(text: str) -> Validity:
    if (years := read_years(text)) is not None:
        return Validity(ValidityMode.YEARS, years)
    return Validity(ValidityMode.read(text), None, "" if ValidityMode.read(text) else text)


def _doubts(draft: Draft, base: DocumentFacts) -> list[Doubt]:
    """A doubt for each cell that could not be read for certain; its 原文 is kept in it."""
    before = {(doubt.field, doubt.raw) for doubt in base.doubts}
    found = [
        Doubt(key, reading.raw, reading.problem.message)
        for key, reading in draft.values.items()
        if reading.problem is not None and reading.problem.severity is not Severity.NOTE and not reading.evidence
    ]
    validity = draft.values.get("validity")
    if validity is not None and validity.value and _unread(validity):
        found.append(Doubt("validity", validity.raw, f"有效期“{validity.raw}”未能识别，按原文保存"))
    return [doubt for doubt in found if (doubt.field, doubt.raw) not in before]


def _unread(reading: Reading) -> bool:
    return _validity_said(str(reading.value)).mode is None
