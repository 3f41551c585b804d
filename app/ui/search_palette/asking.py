"""From typed words to hits with their marks: asks the search, shows the text around a word. Knows no widget."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from app.domain.ledgers import Cells, Query
from app.domain.text import words
from app.services.ledgers import LEDGERS
from app.services.office import Office
from app.services.search import Found
from app.ui.search_palette.marks import Span, marks

MOST = 200
"""Hits asked for; who needs more types another word."""
_UNNUMBERED = {"documents": "尚未编号", "submissions": "没有收件号", "units": "没有编码"}
BEFORE, AFTER = 8, 18
"""Characters shown around a word that stands neither in the title nor in the number."""


@dataclass(frozen=True)
class Hit:
    """One found record with the places of the words in what is shown of it."""

    found: Found
    in_title: tuple[Span, ...]
    below: str
    """Its number and, where the words stand elsewhere, the text around them."""
    in_below: tuple[Span, ...]

    @property
    def where(self) -> str:
        return f"在 {self.found.where} 中匹配"


def hits_for(office: Office, text: str, ledgers: Container[str]) -> list[Hit]:
    """Everything found in these ledgers. For the reader thread: the first pinyin costs a fifth of a second."""
    wanted, on = words(text), office.today()
    found = [one for one in office.search.find(text, on, MOST) if one.ledger in ledgers]
    elsewhere: dict[str, list[int]] = {}
    for one in found:
        if not marks(one.title, wanted) and not marks(one.number, wanted):
            elsewhere.setdefault(one.ledger, []).append(one.id)
    lines: dict[tuple[str, int], Cells] = {}
    for name, ids in elsewhere.items():
        cells = office.ledgers.page(name, ids, Query(on))
        lines |= {(name, key): line for key, line in zip(ids, cells, strict=True)}
    return [_hit(one, wanted, lines) for one in found]


def _hit(found: Found, wanted: Sequence[str], lines: Mapping[tuple[str, int], Cells]) -> Hit:
    number = found.number or _UNNUMBERED.get(found.ledger, "")
    line = lines.get((found.ledger, found.id))
    around = _around(found, line, wanted) if line is not None else ""
    below = "　".join(part for part in (number, around) if part)
    return Hit(found, marks(found.title, wanted), below, marks(below, wanted))


def _around(found: Found, line: Cells, wanted: Sequence[str]) -> str:
    """The text around the words in the first column they were found in; empty for what is no column, as attachments."""
    for column, cell in zip(LEDGERS[found.ledger].columns, line, strict=True):
        text = " ".join(column.show(cell).split())
        if column.title in found.where.split("、") and (spans := marks(text, wanted)):
            start, end = max(spans[0][0] - BEFORE, 0), min(spans[0][1] + AFTER, len(text))
            return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    return ""
