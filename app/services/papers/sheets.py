"""Lines of a ledger as a sheet of paper: its title, its foot, the gaps among the numbers. Knows no file format."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.domain.ledgers import ID, Cell, Cells, Filter, Ledger, Query, as_of_words, passes
from app.models.audit import ChainState
from app.services.numbering.service import Gap

YEARS = {
    "documents": ("published_on", "effective_on", "dated_on", "signed_on", "registered_on"),
    "numbering": ("year",),
    "plans": ("year",),
}
"""Columns that say which year a line belongs to; the first that is filled counts."""


def title_of(ledger: Ledger, lines: Iterable[Cells], query: Query, today: date) -> str:
    """The ledger's title with the day it is seen from, else with the years its lines span: …台账（2007—2025年）."""
    if query.as_of:
        return f"{ledger.title}（{as_of_words(query.on, today)}）"
    places = [ledger.index(key) for key in YEARS.get(ledger.name, ())]
    years = [year for line in lines if (year := _year(line, places))]
    if not years:
        return ledger.title
    first, last = min(years), max(years)
    return f"{ledger.title}（{first}年）" if first == last else f"{ledger.title}（{first}—{last}年）"


def _year(line: Cells, places: Sequence[int]) -> int | None:
    for place in places:
        match line[place]:
            case date() as day:
                return day.year
            case int() as year if year:
                return year
    return None


def footnote_of(chain: ChainState) -> str:
    """Length and head of the audit chain: what is compared later must say the same."""
    return f"修改记录 {chain.length} 条，末条校验值 {chain.head[:16]}。"


def with_gaps(ledger: Ledger, lines: Sequence[Cells], gaps: Iterable[Gap], query: Query) -> list[Cells]:
    """The number book with a line for every gap that the filters let through, each before the number that follows it."""
    waiting: dict[str, list[Cells]] = {}
    for gap in gaps:
        line = _line_of_gap(ledger, gap)
        if all(_gap_passes(ledger, line, condition) for condition in query.filters):
            waiting.setdefault(gap.before, []).append(line)
    number = ledger.index("number")
    placed = list(_placed(lines, waiting, number))
    return [*placed, *(line for left in waiting.values() for line in left)]


def _placed(lines: Iterable[Cells], waiting: dict[str, list[Cells]], number: int) -> Iterator[Cells]:
    for line in lines:
        yield from waiting.pop(str(line[number]), ())
        yield line


def _line_of_gap(ledger: Ledger, gap: Gap) -> Cells:
    known: dict[str, Cell] = {
        "number": gap.text,
        "state": gap.state.value,
        "scheme": gap.scheme,
        "year": gap.year,
        "serial": gap.serial,
    }
    return tuple(known.get(key, "") if key != "allotted_on" else None for key in ledger.keys)


def _gap_passes(ledger: Ledger, line: Cells, condition: Filter) -> bool:
    """Whether a condition lets a gap through; a gap is no record, so it is none of those picked by id."""
    return condition.key != ID.key and passes(line[ledger.index(condition.key)], condition)
