"""The years of a contract and which matters count as its work. Knows no store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.terms import Span, term_end


def contract_years(span: Span) -> Iterator[tuple[Span, int]]:
    """The years of a contract, each as a term of its own with its number from 1.

    The last may be shorter; a rest of less than a month belongs to the year before.
    """
    last = span.last_day
    if span.starts_on is None or last is None:
        return
    start, number = span.starts_on, 1
    while start <= last:
        end = min(term_end(span.starts_on, 12 * number), last)
        if term_end(end + timedelta(days=1), 1) > last:
            end = last
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


def serves(contract: EngagementFacts, unit_id: int | None, adviser_id: int | None, firm_id: int | None) -> bool:
    """Whether an adviser, of that firm or none, serves a unit under a contract: one that pays or is served besides, by those it
    names; where it names nobody, by everybody of its firm.
    """
    if unit_id is None or adviser_id is None or unit_id not in (contract.unit_id, *contract.served):
        return False
    if contract.advisers:
        return any(engaged.adviser_id == adviser_id for engaged in contract.advisers)
    return contract.firm_id is not None and contract.firm_id == firm_id


def works_under(matter: MatterFacts, key: int | None, contract: EngagementFacts, firm_id: int | None) -> bool:
    """Whether a matter is work of the contract with that id: asked under it, or under none of somebody who serves the unit by it.

    `firm_id` is the firm of the matter's adviser.
    """
    if matter.engagement_id is not None:
        return matter.engagement_id == key
    return serves(contract, matter.unit_id, matter.adviser_id, firm_id)


def work_of(
    contracts: Mapping[int, EngagementFacts], matters: Iterable[MatterFacts], firms: Mapping[int, int | None]
) -> dict[int, list[MatterFacts]]:
    """The work of each contract; `firms` are those of the advisers."""
    under: dict[int, list[MatterFacts]] = defaultdict(list)
    loose: dict[int | None, list[MatterFacts]] = defaultdict(list)
    for matter in matters:
        if matter.engagement_id is not None:
            under[matter.engagement_id].append(matter)
        else:
            loose[matter.unit_id].append(matter)
    return {
        key: [
            *under[key],
            *(
                matter
                for unit in {contract.unit_id, *contract.served}
                for matter in loose[unit]
                if serves(contract, unit, matter.adviser_id, firms.get(matter.adviser_id or 0))
            ),
        ]
        for key, contract in contracts.items()
    }
