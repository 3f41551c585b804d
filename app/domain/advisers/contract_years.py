"""The years of a contract and which matters count as its work. Knows no store."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.terms import Span, term_end


def contract_years(span: Span) -> Iterator[tuple[Span, int]]:
    """The years of a contract, each as a term of its own with its number from 1; the last may be shorter."""
    last = span.last_day
    if span.starts_on is None or last is None:
        return
    start, number = span.starts_on, 1
    while start <= last:
        end = min(term_end(span.starts_on, 12 * number), last)
        yield Span(start, end), number
        start, number = end + timedelta(days=1), number + 1


def contract_year(span: Span, on: date) -> tuple[Span, int] | None:
    """The contract year a day lies in: the first before the term, the last after it; None without both ends."""
    found = None
    for year, number in contract_years(span):
        found = year, number
        if year.ends_on is not None and on <= year.ends_on:
            break
    return found


def works_under(matter: MatterFacts, key: int | None, contract: EngagementFacts) -> bool:
    """Whether a matter is work of the contract with that id: asked under it, or of one of its advisers for the same unit under none."""
    if matter.engagement_id is not None:
        return matter.engagement_id == key
    return matter.unit_id == contract.unit_id and any(
        engaged.adviser_id == matter.adviser_id for engaged in contract.advisers
    )
