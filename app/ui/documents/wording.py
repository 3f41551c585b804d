"""The value of any field of a document in words, for comparing two versions of it. Knows facts, not widgets."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.domain.choices import Choice
from app.domain.documents.columns import COLUMNS
from app.domain.documents.facts import (
    IDENTIFICATION_TICKS,
    Carrier,
    DocumentFacts,
    Doubt,
    Identification,
    LegalBasis,
    Relation,
    Step,
    Validity,
    Waiver,
)
from app.domain.documents.procedure import LEVEL_WORDS, SOFT_RULES
from app.services.papers.forms import relation_text, validity_text

RULES = {rule.key: rule.title for rule in SOFT_RULES}
TITLES = {
    **{column.key: column.title for column in COLUMNS},
    "issuers": "制定机关", "number_note": "编号说明", "doubts": "存疑", "waivers": "已说明的提醒", "extra": "其他列",
}  # fmt: skip
"""Of fields that the form does not show."""
UNIT_FIELDS = frozenset({"issuers", "drafter_id", "implementer_id"})


def value_text(facts: DocumentFacts, key: str, units: Mapping[int, str]) -> str:
    """What a field says; empty when it says nothing. Parts stand on lines of their own."""
    value = getattr(facts, key)
    if key in UNIT_FIELDS:
        ids = value if isinstance(value, tuple) else (value,)
        return "、".join(units.get(unit, f"单位 {unit}") for unit in ids if unit is not None)
    if isinstance(value, tuple):
        return "\n".join(_part(item) for item in value)
    return _part(value)


def _part(value: Any) -> str:
    return next((words(value) for kind, words in _WORDS if isinstance(value, kind)), str(value))


def _step(step: Step) -> str:
    level = LEVEL_WORDS[step.level] if step.level else ""
    until = f"至{step.until.isoformat()}" if step.until else ""
    return _joined(f"{level}{step.kind.label}", step.on, until, step.result.label, step.person, step.meeting, step.note)


def _joined(*parts: str | date | None) -> str:
    return " ".join(part.isoformat() if isinstance(part, date) else part for part in parts if part)


_WORDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: "是" if value else "否"),
    (Choice, lambda value: str(value.label)),
    (date, date.isoformat),
    (Validity, validity_text),
    (
        Identification,
        lambda value: "；".join(text for key, text in IDENTIFICATION_TICKS.items() if getattr(value, key)),
    ),
    (Step, _step),
    (Carrier, lambda value: _joined(value.kind.label, value.detail, value.on)),
    (LegalBasis, lambda value: f"《{value.title}》{value.article}"),
    (Relation, lambda value: _joined(relation_text(value, {}), value.on)),
    (Doubt, lambda value: str(value.message)),
    (Waiver, lambda value: f"{RULES.get(value.rule, value.rule)}：{value.reason}"),
    (tuple, lambda value: "：".join(str(each) for each in value)),
)
"""The first kind that fits says it."""
