"""What the status column of an old ledger says, and whether the record itself says otherwise. Knows no file."""

import re
from dataclasses import replace
from datetime import date

from app.domain.documents.facts import DocumentFacts, Doubt, EndKind, ValidityMode
from app.domain.documents.status import ENDED, ForceStatus, force_status

_IN_FORCE = re.compile(r"有效|生效|施行中|在用|执行中")
_ENDS: tuple[tuple[re.Pattern[str], EndKind], ...] = (
    (re.compile(r"废止"), EndKind.REPEALED),
    (re.compile(r"撤销"), EndKind.REVOKED),
    (re.compile(r"替代|取代"), EndKind.REPLACED),
    (re.compile(r"宣布失效|清理.*失效"), EndKind.DECLARED_VOID),
    (re.compile(r"(?<!未)失效|期满|届满|过期"), EndKind.EXPIRED),
)
_LAPSED = frozenset({EndKind.EXPIRED, EndKind.DECLARED_VOID})
"""Ends that a validity without end does not know; 废止 and 撤销 can end any document."""


def end_said(text: str) -> EndKind | None:
    """The end of life a status text speaks of; None when it speaks of none (有效, 继续有效, empty)."""
    return next((kind for pattern, kind in _ENDS if pattern.search(text)), None)


def with_evidence(facts: DocumentFacts, said: str, on: date) -> DocumentFacts:
    """Facts with what a status column says: an end without a date is kept as such, a contradiction becomes a doubt."""
    end = end_said(said)
    derived = force_status(facts, on, on)
    if end is not None:
        if derived is not ENDED[end] and facts.end_kind is None:
            facts = replace(facts, end_kind=end)
        against = _against_end(facts, end, on)
    else:
        against = _against_force(derived) if _IN_FORCE.search(said) else ""
    if not against:
        return facts
    return replace(
        facts, doubts=(*facts.doubts, Doubt("force_status", said, f"效力状态为“{said}”，{against}，互相矛盾"))
    )


def _against_end(facts: DocumentFacts, end: EndKind, on: date) -> str:
    if end in _LAPSED and facts.validity.mode is ValidityMode.OPEN_ENDED:
        return "但有效期写的是长期有效"
    if end is EndKind.EXPIRED and facts.expires_on is not None and facts.expires_on >= on:
        return f"但有效期至 {facts.expires_on.isoformat()}，尚未届满"
    return ""


def _against_force(derived: ForceStatus) -> str:
    return f"但按日期推算为“{derived.label}”" if derived in ENDED.values() else ""
