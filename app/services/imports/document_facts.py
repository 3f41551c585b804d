"""A line's readings to a document's facts: each column to its fact, what is unreadable to a doubt. Knows no store."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from app.domain.dates import DateState, read_years
from app.domain.documents.columns import LEDGER
from app.domain.documents.evidence import with_evidence
from app.domain.documents.facts import DocumentFacts, Doubt, Trial, Validity, ValidityMode
from app.domain.documents.titles import kind_in_title, trial_in_title
from app.domain.facts import altered
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
EMPTY: Mapping[str, str | None] = {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(DATES)}
"""What the word 清空 leaves of a fact that a cell gives as it is."""

CHOICES = ("file_level", "doc_kind", "end_kind")


class Names(Protocol):
    """Names of units to their ids."""

    def id_of(self, name: str) -> int: ...


def facts_of(
    draft: Draft, base: DocumentFacts, units: Names, today: date, record_id: int | None = None
) -> DocumentFacts:
    """The base with what the line says: an empty cell changes nothing, 清空 empties, the unreadable becomes a doubt.

    `record_id` is the id of a document that the line makes new. One `replace` for all: facts are wide.
    """
    values: dict[str, Any] = {}
    for key, reading in draft.values.items():
        if key in EMPTY and (reading.clear or reading.value is not None):
            values[key] = EMPTY[key] if reading.clear else reading.value
    values |= _choices(draft, base)
    values |= _units(draft, base, units)
    values["validity"] = _validity(draft, base)
    if doubts := _doubts(draft, base):
        values["doubts"] = (*base.doubts, *doubts)
    if draft.extra:
        values["extra"] = tuple({**dict(base.extra), **draft.extra}.items())
    if record_id is None:
        return altered(base, **values)
    facts = altered(base, **(values | _of_a_new_one(draft, values)), id=record_id)
    status = draft.values.get("force_status")
    return with_evidence(facts, status.raw.strip(), today) if status is not None else facts


def _choices(draft: Draft, base: DocumentFacts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in (*CHOICES, "trial", "nature"):
        if key not in draft.values:
            continue
        choices = COLUMNS[key].choices
        value = kept(draft, key, getattr(base, key))
        values[key] = choices.of(str(value)) if choices and value else None
        if values[key] is None and key not in CHOICES:
            values[key] = getattr(base, key)
    return values


def _of_a_new_one(draft: Draft, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a title says by itself, and whether the document was issued at all: an unissued one is a draft, not a 补录."""
    title = values.get("title", "")
    issued = any(values.get(key) for key in ("published_on", "document_number", "unified_number", "effective_on"))
    trial = values.get("trial", Trial.NONE)
    return {
        "doc_kind": values.get("doc_kind") or kind_in_title(title),
        "trial": trial_in_title(title) if trial is Trial.NONE else trial,
        "backfill": bool(kept(draft, "backfill", True)) or issued,
    }


def _units(draft: Draft, base: DocumentFacts, units: Names) -> dict[str, Any]:
    values: dict[str, Any] = {}
    issuer = kept(draft, "issuer", base.issuer_text) or ""
    if issuer != base.issuer_text:
        names = split_issuers(str(issuer))
        values = {"issuers": tuple(units.id_of(name) for name in names), "issuer_text": "、".join(names)}
    for key, field in (("drafter", "drafter_id"), ("implementer", "implementer_id")):
        reading = draft.values.get(key)
        if reading is not None and (reading.clear or reading.value):
            values[field] = None if reading.clear else units.id_of(str(reading.value))
    return values


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


@lru_cache(maxsize=1024)
def _validity_said(text: str) -> Validity:
    if (years := read_years(text)) is not None:
        return Validity(ValidityMode.YEARS, years)
    return Validity(ValidityMode.read(text), None, "" if ValidityMode.read(text) else text)


def _doubts(draft: Draft, base: DocumentFacts) -> list[Doubt]:
    """A doubt for each cell that could not be read for certain; its 原文 is kept in it."""
    found = [
        Doubt(key, reading.raw, reading.problem.message)
        for key, reading in draft.values.items()
        if reading.problem is not None and reading.problem.severity is not Severity.NOTE and not reading.evidence
    ]
    found += [
        Doubt(key, reading.raw, f"“{reading.raw}”不是日期，只有“有效期至”可以这样写")
        for key, reading in draft.values.items()
        if reading.state is DateState.OPEN_ENDED and key != "expires_on"
    ]
    validity = draft.values.get("validity")
    if validity is not None and validity.value and _unread(validity):
        found.append(Doubt("validity", validity.raw, f"有效期“{validity.raw}”未能识别，按原文保存"))
    before = {(doubt.field, doubt.raw) for doubt in base.doubts}
    return [doubt for doubt in found if (doubt.field, doubt.raw) not in before] if before else found


def _unread(reading: Reading) -> bool:
    return _validity_said(str(reading.value)).mode is None
