"""What follows a term: how long, the record of a renewal, the chain that renewals make. Knows no store."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from app.domain.advisers.appointments import RENEWAL_RULE, AppointmentFacts, next_start
from app.domain.advisers.engagements import PAPERS_OF, EngagementFacts
from app.domain.advisers.terms import Span, term_end
from app.domain.documents.facts import Waiver
from app.domain.facts import altered
from app.domain.submissions.facts import Paper


def next_term(before: Span, usual_months: int) -> tuple[date | None, date | None]:
    """Both ends of the term that follows, inclusive: from the day after, for as long as the one before.

    One without two ends is followed by a term of the usual length; nothing follows one whose last day is not known.
    """
    start = next_start(before)
    if start is None:
        return None, None
    if before.starts_on is None or before.ends_on is None:
        return start, term_end(start, usual_months)
    about = (before.ends_on.year - before.starts_on.year) * 12 + before.ends_on.month - before.starts_on.month
    whole = (months for months in (about, about + 1) if months and term_end(before.starts_on, months) == before.ends_on)
    months = next(whole, None)
    return start, term_end(start, months) if months else start + (before.ends_on - before.starts_on)


def reasons(reason: str, others: Iterable[Waiver] = ()) -> tuple[Waiver, ...]:
    """What is accepted with a reason in a renewal: an assessment as 不合格 by `reason`, beside other rules."""
    unfit = (Waiver(RENEWAL_RULE, reason.strip()),) if reason.strip() else ()
    return (*others, *unfit)


def renewed_contract(
    before: EngagementFacts, starts_on: date, ends_on: date, amount: int | None, waivers: tuple[Waiver, ...] = ()
) -> EngagementFacts:
    """The draft that follows a contract, linked to it; its clauses and papers are to be seen again. `amount` in 分, None for no total."""
    return altered(
        before, id=None, uid="", revision=0, created_on=None, number="", previous_id=before.id, renewal=True, signed_on=None,
        awarded_on=None, procurement_number="", starts_on=starts_on, ends_on=ends_on, open_ended=False, notice_on=None,
        amount=amount, clauses=(), supplements=(), filing=None, filed_on=None, filing_text="", ended_on=None, end_kind=None,
        end_reason="", end_basis="", backfill=False, doubts=(), extra=(), papers=papers_for(before), waivers=waivers,
        advisers=tuple(replace(engaged, appointment_id=None) for engaged in before.advisers),
    )  # fmt: skip


def papers_for(facts: EngagementFacts) -> tuple[Paper, ...]:
    """The papers that a way of choosing asks for, none there yet; those listed already where the way is open."""
    if facts.method is None:
        return tuple(replace(paper, present=False) for paper in facts.papers)
    return tuple(Paper(name) for name in PAPERS_OF[facts.method])


def renewed_appointment(
    before: AppointmentFacts, starts_on: date, ends_on: date, *, letter_number: str = "", decided_on: date | None = None,
    basis: str = "", waivers: tuple[Waiver, ...] = (),
) -> AppointmentFacts:  # fmt: skip
    """The appointment that follows one, linked to it."""
    return AppointmentFacts(
        before.adviser_id, before.unit_id, before.kind, letter_number.strip(), decided_on, basis.strip(), starts_on, ends_on,
        chief=before.chief, previous_id=before.id, waivers=waivers,
    )  # fmt: skip


class Linked(Protocol):
    """A record of a renewal chain."""

    @property
    def id(self) -> int | None: ...
    @property
    def previous_id(self) -> int | None: ...


LinkedT = TypeVar("LinkedT", bound=Linked)


def chain_of(one: LinkedT, all_of_them: Iterable[LinkedT]) -> list[LinkedT]:
    """The renewal chain of a record among all that may belong to it, the earliest first; a circle is walked once."""
    known: dict[int | None, LinkedT] = {each.id: each for each in all_of_them}
    following: dict[int | None, LinkedT] = {
        each.previous_id: each for each in known.values() if each.previous_id is not None
    }
    chain, seen = [one], {one.id}
    while (before := known.get(chain[0].previous_id)) is not None and before.id not in seen:
        chain.insert(0, before)
        seen.add(before.id)
    while (after := following.get(chain[-1].id)) is not None and after.id not in seen:
        chain.append(after)
        seen.add(after.id)
    return chain
