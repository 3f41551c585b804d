"""A line's readings to a contract's facts: each column to its fact, what is ours or unreadable to a doubt. Knows no store."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from app.domain.advisers.columns import ENGAGEMENTS
from app.domain.advisers.engagements import Category, Clause, EngagementFacts, Filing, Method, Pricing
from app.domain.advisers.terms import TermState, read_term
from app.domain.dates import read_date
from app.domain.documents.facts import Doubt
from app.domain.problems import Severity
from app.domain.text import fold
from app.importers.cells import known_words
from app.importers.drafts import Draft, ImportProblem
from app.services.imports.matching import given, kept, problem
from app.services.imports.people_lines import doubts_of, taken

APART = frozenset(
    {
        "unit",
        "firm",
        "advisers",
        "served",
        "category",
        "method",
        "term",
        "pricing",
        "amount",
        "cap",
        "filing",
        "clauses",
        "renewal",
    }
)
"""Columns whose cells are no fact as they stand."""

_RENEWED = re.compile(r"续聘|续签|续约")
_DATE = re.compile(r"\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_NOT_FILED = re.compile(r"未|否|没有|无")
_FILED = re.compile(r"已|备案|报送|报备|报区|是|√")
_WAYS = (
    (re.compile(r"基本费|另计|另行"), Pricing.BASE_PLUS),
    (re.compile(r"按件|按次|计件|按项|按标的"), Pricing.PER_CASE),
    (re.compile(r"计时|小时"), Pricing.HOURLY),
    (re.compile(r"框架|据实|单价"), Pricing.FRAMEWORK),
    (re.compile(r"无偿|免费|义务|公益|不收费|不支付"), Pricing.UNPAID),
)
TITLES = {column.key: column.title for column in ENGAGEMENTS.columns}


class Line(NamedTuple):
    """A line read: the facts so far, what was understood otherwise than written, and what is to be told."""

    facts: EngagementFacts
    changes: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[ImportProblem, ...] = ()


class _Reader:
    """Reads one line; gathers what it says, understands and doubts."""

    def __init__(self, draft: Draft, base: EngagementFacts) -> None:
        self.draft = draft
        self.base = base
        self.values: dict[str, Any] = taken(draft, base, ENGAGEMENTS, APART)
        self.doubts = list(doubts_of(draft, base))
        self.changes: list[tuple[str, str, str]] = []
        self.problems: list[ImportProblem] = []

    def raw(self, key: str) -> str:
        reading = self.draft.values.get(key)
        return "" if reading is None or reading.clear else reading.raw.strip()

    def cleared(self, key: str) -> bool:
        reading = self.draft.values.get(key)
        return reading is not None and reading.clear

    def understand(self, key: str, said: str) -> None:
        """Note 原值 → 新值."""
        self.changes.append((TITLES[key], self.raw(key), said))

    def doubt(self, key: str, message: str, suggestion: str = "") -> None:
        """Keep a doubt with the cell as it stood, and tell it, once."""
        raw = self.raw(key)
        if (key, raw) in {(known.field, known.raw) for known in self.doubts}:
            return
        self.doubts.append(Doubt(key, raw, message))
        self.problems.append(problem(self.draft, key, TITLES[key], message, Severity.WARNING, suggestion))


def facts_of(draft: Draft, base: EngagementFacts) -> Line:
    """The base with what the line says of all but its parties: an empty cell changes nothing, the unreadable becomes a doubt."""
    reader = _Reader(draft, base)
    for read in (_choices, _method, _term, _amount, _filing):
        read(reader)
    renewal = kept(draft, "renewal", None)
    if renewal is not None:
        reader.values["renewal"] = bool(renewal)
    if draft.extra:
        reader.values["extra"] = tuple({**dict(base.extra), **draft.extra}.items())
    facts = replace(base, **reader.values, doubts=tuple(reader.doubts))
    return Line(facts, tuple(reader.changes), tuple(reader.problems))


def _word(choices: Any, text: str) -> Any:
    """The member whose label or synonym a text is, whatever brackets and width it is written in."""
    return choices.of(known_words(choices).get(fold(text), ""))


def _choices(reader: _Reader) -> None:
    for key, choices in (("category", Category), ("pricing", Pricing)):
        text = reader.raw(key)
        if reader.cleared(key):
            reader.values[key] = None
        elif text and (member := _word(choices, text)) is not None:
            reader.values[key] = member
        elif text:
            reader.doubt(key, f"{TITLES[key]}“{text}”不在可选的项目中，按原文保存，请选择", "请从可选项目中选一个")
    if reader.cleared("clauses"):
        reader.values["clauses"] = ()
    elif text := reader.raw("clauses"):
        words = [word for word in re.split(r"[、，,；;\n]+", text) if word]
        found = tuple(clause for clause in (_word(Clause, word) for word in words) if clause is not None)
        reader.values["clauses"] = found
        if len(found) < len(words):
            reader.doubt("clauses", f"必备条款“{text}”中有不认得的条款，请核对")


def _method(reader: _Reader) -> None:
    text = reader.raw("method")
    if reader.cleared("method"):
        reader.values["method"] = None
    elif text and (method := _word(Method, text)) is not None:
        reader.values["method"] = method
    elif _RENEWED.search(text):
        reader.values["renewal"] = True
        reader.understand("method", "续聘（选聘方式待补填）")
        reader.doubt("method", f"聘用方式写的是“{text}”，已记为续聘；当初怎样选聘的没有写明，请补选聘用方式")
    elif text:
        reader.doubt("method", f"聘用方式“{text}”不在可选的项目中，按原文保存，请选择", "请从可选项目中选一个")


def _term(reader: _Reader) -> None:
    """Days in columns of their own before those in one cell; where both stand and differ, it is told."""
    reading = read_term(reader.raw("term"))
    starts_on, ends_on = given(reader.draft, "starts_on"), given(reader.draft, "ends_on")
    if reading.state is TermState.EMPTY:
        if isinstance(ends_on, date):
            reader.values["open_ended"] = False
        return
    if starts_on is None and ends_on is None:
        if reading.starts_on or reading.ends_on or reader.base.id is None:
            reader.values |= {
                "starts_on": reading.starts_on,
                "ends_on": reading.ends_on,
                "open_ended": reading.open_ended,
            }
        if reading.state is not TermState.EXACT:
            reader.understand("term", said_of(reading.starts_on, reading.ends_on, open_ended=reading.open_ended))
            reader.doubt("term", reading.note, "请按聘书或合同补填期限起、期限止")
        return
    reader.values["open_ended"] = reading.open_ended and ends_on is None
    if (reading.starts_on or starts_on, reading.ends_on or ends_on) != (starts_on, ends_on):
        reader.doubt("term", f"合同期限“{reader.raw('term')}”与期限起、期限止不一致，以后两列为准，请核对")


def said_of(starts_on: date | None, ends_on: date | None, *, open_ended: bool) -> str:
    """A term as the preview shows it."""
    if starts_on is None and ends_on is None:
        return "起止日期待补填"
    end = ends_on.isoformat() if ends_on else "至今" if open_ended else "待补填"
    return f"{starts_on.isoformat() if starts_on else '待补填'} 至 {end}".replace("至 至今", "至今")


def _amount(reader: _Reader) -> None:
    for key in ("amount", "cap"):
        if reader.cleared(key):
            reader.values[key] = None
        elif (value := given(reader.draft, key)) is not None:
            reader.values[key] = value
    reading = reader.draft.values.get("amount")
    no_total = reading is not None and reading.problem is not None and reading.problem.severity is Severity.NOTE
    if not no_total or given(reader.draft, "amount") is not None:
        return
    text = reader.raw("amount")
    pricing = next((way for pattern, way in _WAYS if pattern.search(text)), None)
    if pricing is None:
        reader.doubt("amount", f"“{text}”没有写明总额，也看不出计费方式，请补选计费方式")
        return
    reader.values.setdefault("pricing", pricing)
    reader.understand("amount", f"没有总额，计费方式：{pricing.label}")


def _filing(reader: _Reader) -> None:
    text = reader.raw("filing")
    if reader.cleared("filing"):
        reader.values |= {"filing": None, "filing_text": ""}
        return
    if not text:
        return
    word = _word(Filing, text)
    if word is not None and text == word.label and word is reader.base.filing:
        return  # as it was exported: the wording of the old ledger stays
    found = _DATE.search(text)
    reading = read_date("".join(found[0].split())) if found else None
    filing = word or (
        Filing.NOT_FILED if _NOT_FILED.search(text) else Filing.FILED if found or _FILED.search(text) else None
    )
    reader.values |= {"filing": filing, "filing_text": "" if word and text == word.label else text}
    if reading is not None and reading.day is not None and filing is Filing.FILED:
        reader.values.setdefault("filed_on", reading.day)
        reader.understand("filing", f"{filing.label}，备案日期 {reading.day.isoformat()}")
    if filing is None:
        reader.doubt("filing", f"备案情况“{text}”看不出是否已备案，请核对")
    elif found and (reading is None or reading.day is None):
        reader.doubt("filing", f"备案情况“{text}”中的日期看不懂，请补填备案日期")
