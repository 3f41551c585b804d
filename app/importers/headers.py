"""Column titles as offices write them, matched to the columns of a ledger. Knows titles, not rows of data."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.ledgers import Column, Ledger
from app.domain.text import fold
from app.importers.raw import RawRow

_BRACKETED = re.compile(r"\([^()]*\)")
_DECORATION = "*:.、·-—_#"

SERIAL = frozenset({"序号", "序", "号", "no", "no.", "项次", "行号"})
"""Titles of the column that only counts the lines."""

_SAYS_NOTHING = frozenset({"名称", "全称", "内容"})
"""Titles that only repeat the one above: 制定机关 over 名称 is the issuer, not a document's 名称."""


@dataclass(frozen=True)
class Heading:
    """One column as the file titles it, and the ledger's column it is taken for."""

    position: int
    """0-based column of the sheet."""
    title: str
    """On one line; a title over several columns stands before a stroke: 日期/公布日期."""
    key: str | None = None
    serial: bool = False


def normal(title: str) -> str:
    """The form in which titles are compared: folded, without white space and decoration; units in brackets stay."""
    return "".join(fold(title).split()).strip(_DECORATION)


def bare(title: str) -> str:
    """A normal title without what stands in brackets: 金额(万元) → 金额."""
    return _BRACKETED.sub("", title).strip(_DECORATION)


def signature(titles: Mapping[int, str]) -> str:
    """A stable digest of titles by position, under which a user's mapping is remembered."""
    texts = (f"{position}:{normal(title)}" for position, title in sorted(titles.items()))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]


class Matcher:
    """Titles and synonyms of one ledger, in normal form."""

    def __init__(self, ledger: Ledger) -> None:
        ordered = sorted(ledger.columns, key=lambda column: not column.required)
        self.usual_titles = [column.title for column in ordered if not column.derived and not column.hidden][:3]
        self._titles: dict[str, str] = {}
        self._synonyms: dict[str, str] = {}
        self.required = frozenset(column.key for column in ledger.columns if column.required)
        for column in ledger.columns:
            self._titles.setdefault(normal(column.title), column.key)
        for column in ledger.columns:
            self._note_synonyms(column)

    def _note_synonyms(self, column: Column) -> None:
        for synonym in column.synonyms:
            if normal(synonym) not in self._titles:
                self._synonyms.setdefault(normal(synonym), column.key)

    def match(self, stacks: Mapping[int, Sequence[str]]) -> dict[int, str]:
        """Position → key for the titles of each position, from top to bottom; each key once, the surest match first."""
        found: list[tuple[int, int, str]] = []
        for position, stack in stacks.items():
            found += [(rank, position, key) for rank, key in self._candidates(stack)]
        keys: dict[int, str] = {}
        taken: set[str] = set()
        for _, position, key in sorted(found):
            if position not in keys and key not in taken:
                keys[position] = key
                taken.add(key)
        return keys

    def _candidates(self, stack: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Every column a stack of titles may mean, with a rank: the lower, the surer."""
        lowest = stack[-1]
        joined = ["".join(stack), "".join(reversed(stack))] if len(stack) > 1 else []
        if len(stack) > 1 and lowest in _SAYS_NOTHING:
            joined.append(stack[-2])
        attempts = [*joined, lowest, bare(lowest), *(bare(text) for text in joined)]
        for rank, text in enumerate(attempts):
            if text in self._titles:
                yield 2 * rank, self._titles[text]
            elif text in self._synonyms:
                yield 2 * rank + 1, self._synonyms[text]


def stack_titles(rows: Sequence[RawRow]) -> dict[int, list[str]]:
    """Titles above each other at each position, from top to bottom, repeats of merged cells once, in normal form."""
    stacks: dict[int, list[str]] = {}
    for at, row in enumerate(rows):
        for position, cell in enumerate(_spread(row, rows[at + 1]) if at + 1 < len(rows) else row.cells):
            text = normal(str(cell)) if cell is not None else ""
            stack = stacks.setdefault(position, [])
            if text and (not stack or stack[-1] != text):
                stack.append(text)
    return {position: stack for position, stack in stacks.items() if stack}


def shown_titles(rows: Sequence[RawRow]) -> dict[int, str]:
    """Titles as a user is shown them."""
    shown: dict[int, list[str]] = {}
    for at, row in enumerate(rows):
        for position, cell in enumerate(_spread(row, rows[at + 1]) if at + 1 < len(rows) else row.cells):
            text = "".join(str(cell).split()) if cell is not None else ""
            if text and text not in shown.setdefault(position, []):
                shown[position].append(text)
    return {position: "/".join(texts) for position, texts in shown.items() if texts}


def _spread(upper: RawRow, lower: RawRow) -> list[object]:
    """A title of an upper row over the blank cells beside it that have a title below: a merge that CSV cannot hold."""
    spread: list[object] = list(upper.cells)
    for position in range(1, len(spread)):
        below = lower.cells[position] if position < len(lower.cells) else None
        beside = lower.cells[position - 1] if position - 1 < len(lower.cells) else None
        own = position not in lower.filled and position - 1 not in lower.filled
        if spread[position] is None and below is not None and beside is not None and own:
            spread[position] = spread[position - 1]
    return spread
