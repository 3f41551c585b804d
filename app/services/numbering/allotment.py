"""Allotting within a transaction: which scheme, which values, which serial. Knows no use case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.dates import chinese
from app.domain.documents.facts import DocumentFacts, FileLevel, Trial
from app.domain.number_book import NumberState
from app.domain.numbering.schemes import (
    NumberingScheme,
    counter_year,
    next_serial,
    scope2_key,
    scope_key,
    year_of,
    years_in_doubt,
)
from app.domain.numbering.shipped import COUNTY_LEVEL
from app.domain.numbering.tokens import Values
from app.domain.problems import Refused
from app.domain.text import fold
from app.models.documents import DocumentRecord
from app.models.entries import STRIDE
from app.models.numbering import NumberRecord, SchemeRecord
from app.models.search import search_key
from app.services.settings import settings_in
from app.services.units import units_in

CATEGORIES = {FileLevel.GOVERNMENT: "01", FileLevel.OFFICE: "02", FileLevel.DEPARTMENT: "03", FileLevel.TOWN: "04"}
"""{cat}: whose document it is, not who issues it; departments share one counter (Guangzhou's practice)."""


def schemes_in(session: Session) -> list[NumberingScheme]:
    """Every scheme, in the order they were set up."""
    return [row.facts() for row in session.scalars(select(SchemeRecord).order_by(SchemeRecord.id))]


def scheme_for(session: Session, facts: DocumentFacts, on: date, scheme_id: int | None) -> NumberingScheme:
    """The scheme asked for, or the office's own choice for this kind of document on that day. Raises Refused."""
    schemes = schemes_in(session)
    if scheme_id is not None:
        asked = next((scheme for scheme in schemes if scheme.id == scheme_id), None)
        if asked is None:
            raise Refused(f"没有编号为 {scheme_id} 的编号规则，请在“设置”中查看已有的规则")
        if not asked.holds_on(on):
            raise Refused(f"编号规则“{asked.name}”在{chinese(on)}没有启用，请另选规则或修改其启用日期")
        return asked
    level = facts.file_level
    fit = [scheme for scheme in schemes if scheme.holds_on(on) and level and level.value in scheme.applies_to]
    if not fit:
        raise Refused("没有适用于这类文件的编号规则，请先在“设置—编号规则”中选定一种")
    chosen = settings_in(session).default_scheme_id
    return next((scheme for scheme in fit if scheme.id == chosen), fit[0])


def values_of(session: Session, facts: DocumentFacts, year: int, on: date) -> Values:
    """What the tokens stand for in this document's number; the lead issuer alone counts for a joint one."""
    lead = units_in(session, facts.issuers[:1])[facts.issuers[0]]
    return {
        "region": settings_in(session).region_code,
        "level": COUNTY_LEVEL,
        "cat": CATEGORIES[facts.file_level] if facts.file_level else "",
        "org": lead.code,
        "orgname": lead.short_name or lead.name,
        "orgabbr": lead.mark_on(on).removesuffix("规"),
        "temp": "" if facts.trial is Trial.NONE else facts.trial.label,
        "year": year,
        "month": on.month,
    }


def year_for(scheme: NumberingScheme, facts: DocumentFacts, on: date, *, chosen: bool) -> int:
    """The year the number bears. Raises Refused naming both years when that is in doubt and the day was not chosen."""
    doubt = years_in_doubt(scheme, on, facts.signed_on)
    if len(doubt) > 1:
        if not chosen:
            years = "或".join(f"{year}年" for year in doubt)
            signed = chinese(facts.signed_on) if facts.signed_on else ""
            raise Refused(f"{facts.named}于{signed}签署，今天登记已经跨年：请选定编入{years}的编号（选定登记日期）")
        return on.year
    return year_of(scheme, on, facts.signed_on, facts.published_on)


def next_in(session: Session, scheme: NumberingScheme, values: Values, year: int) -> dict[str, Any]:
    """The columns of the next number: serials, scopes, text. Must run where nobody else can write, or only for a preview."""
    scope, count_year = scope_key(scheme, values), counter_year(scheme, year)
    here = (NumberRecord.scheme_id == scheme.id, NumberRecord.scope == scope, NumberRecord.count_year == count_year)
    serial = next_serial(_highest(session, NumberRecord.serial, here), scheme.start)
    scope2, serial2 = "", None
    if scheme.parsed.token("seq2"):
        scope2 = scope2_key(scheme, values)
        there = (NumberRecord.scheme_id == scheme.id, NumberRecord.scope2 == scope2)
        serial2 = next_serial(_highest(session, NumberRecord.serial2, there), scheme.start)
    text = scheme.number(values, serial, serial2)
    return {
        "scheme_id": scheme.id,
        "scope": scope,
        "year": year,
        "count_year": count_year,
        "serial": serial,
        "scope2": scope2,
        "serial2": serial2,
        "text": text,
        "text_key": fold(text),
    }


def _highest(session: Session, column: Any, where: Iterable[ColumnElement[bool]]) -> list[int]:
    highest = session.scalar(select(func.max(column)).where(*where))
    return [] if highest is None else [highest]


def read_in(session: Session, schemes: Iterable[NumberingScheme], text: str) -> dict[str, Any] | None:
    """The columns of a number typed or imported, by the first scheme that can read it and whose counts it fits; None = unreadable.

    The region's own number only: one that bears another region's letters is not of this office's count.
    """
    return read(schemes, settings_in(session).region_code, text)


def read(schemes: Iterable[NumberingScheme], region: str, text: str) -> dict[str, Any] | None:
    """As read_in, with the region's letters looked up before."""
    for scheme in schemes:
        values = scheme.parsed.read(text)
        if values is None or ("region" in values and fold(str(values["region"])) != fold(region)):
            continue
        year = int(values.get("year", 0))
        serial2 = values.get("seq2")
        return {
            "scheme_id": scheme.id,
            "scope": scope_key(scheme, values),
            "year": year,
            "count_year": counter_year(scheme, year),
            "serial": int(values["seq"]),
            "scope2": scope2_key(scheme, values) if serial2 is not None else "",
            "serial2": serial2,
            "text": text,
            "text_key": fold(text),
        }
    return None


def holder_of(session: Session, text: str) -> DocumentRecord | None:
    """The document that bears a unified number, in any spelling."""
    statement = (
        select(DocumentRecord)
        .join(search_key, search_key.c.id == DocumentRecord.id * STRIDE)
        .where(search_key.c.unified_number == fold(text))
        .limit(1)
    )
    return session.scalar(statement) if text.strip() else None


def allot_in(
    session: Session, record: DocumentRecord, scheme: NumberingScheme, on: date, by: str, at: Any, *, chosen: bool
) -> NumberRecord:
    """Give a document the next number of a scheme; the gates have been asked before."""
    facts = record.facts()
    year = year_for(scheme, facts, on, chosen=chosen)
    columns = next_in(session, scheme, values_of(session, facts, year, on), year)
    if (other := holder_of(session, columns["text"])) is not None:
        raise Refused(f"编号 {columns['text']} 已写在《{other.title}》上（旧台账导入），请先核对该文件的统一编号")
    number = NumberRecord(
        **columns, state=NumberState.USED, document_id=record.id, allotted_on=on, allotted_by=by, allotted_at=at
    )
    session.add(number)
    record.take(replace(facts, unified_number=number.text, number_note="", registered_on=on))
    session.flush()
    return number
