"""Contracts and payments of the sample office. Knows no work."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from app.domain.advisers.appointments import EndReason
from app.domain.advisers.engagements import (
    PAPERS_OF,
    PROCURED,
    Category,
    Clause,
    Engaged,
    EngagementFacts,
    Method,
    Pricing,
)
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.terms import term_end
from app.domain.documents.facts import Doubt
from app.domain.money import FEN
from app.domain.submissions.facts import Paper
from app.services.sample.advisers.bench import Bench, Offered, chosen

SIGNED, FILED = -6, 6
"""Days before a contract begins on which it is signed; days after the signature on which it is filed."""
PAID_EARLY = 4
"""Days before its last day on which an instalment is paid."""
_CARRIED = frozenset({"name", "unit", "method", "without"})
"""What a renewal has from the contract before it."""


def contract_acts(bench: Bench, plan: Mapping[str, Any]) -> Offered:
    """Offsets and acts: drafted, signed, filed, paid, renewed, ended; one taken over from an old ledger."""
    planned: dict[str, dict[str, Any]] = {}
    for each in plan["contract"]:
        before = planned.get(each.get("after", ""))
        said = {**{key: value for key, value in (before or {}).items() if key in _CARRIED}, **each}
        contract = _Contract(bench, said, before)
        planned[said["key"]] = {**said, "ends": contract.ends}
        yield from contract.acts()


class _Contract:
    """One contract from its draft to its last instalment."""

    def __init__(self, bench: Bench, said: Mapping[str, Any], before: Mapping[str, Any] | None) -> None:
        self._bench, self._said = bench, said
        year = bench.staged.today.year - 1
        if said.get("last_year"):
            start, self.ends = date(year, 1, 1), date(year, 12, 31)
        else:
            start = before["ends"] + timedelta(1 + said.get("gap", 0)) if before else bench.day(said["starts"])
            self.ends = term_end(start, said.get("months", 12))
        self.starts = bench.offset(start)
        self._method = chosen(Method, said["method"]) if "method" in said else None

    def acts(self) -> Offered:
        said = self._said
        if "entered" in said:
            yield said["entered"], self._take_over
            return
        if "drafted" in said:
            yield said["drafted"], self._draft
            return
        signed = min(self.starts + SIGNED, SIGNED)
        yield signed, self._draft
        yield signed, self._sign
        if not said.get("unfiled"):
            yield signed + FILED, self._file
        for number, (days, amount, _, *paid) in enumerate(said.get("payments", ()), 1):
            if number not in said.get("unpaid", ()):
                pay = partial(self._pay, number, paid[0] if paid else amount)
                yield self.starts + days - PAID_EARLY, pay
        if "ended" in said:
            yield said["ended"], self._end

    @property
    def _id(self) -> int:
        return self._bench.contracts[self._said["key"]]

    def _facts(self) -> EngagementFacts:
        bench, said = self._bench, self._said
        advisers = tuple(Engaged(bench.people[name], lead=not place) for place, name in enumerate(said["advisers"]))
        return EngagementFacts(
            said["name"],
            bench.staged.units[said["unit"]],
            served_text=said.get("served_text", ""),
            firm_id=bench.firms[said["firm"]] if "firm" in said else None,
            advisers=advisers,
            category=chosen(Category, said["category"]),
            method=self._method,
            starts_on=bench.day(self.starts),
            pricing=chosen(Pricing, said["pricing"]),
            amount=_fen(said.get("amount")),
            cap=_fen(said.get("cap")),
            duties=said.get("duties", ""),
            budget="部门预算（法律服务费）" if said["pricing"] != "unpaid" else "",
        )

    def _chosen(self, facts: EngagementFacts) -> EngagementFacts:
        """The contract as it stands once somebody has been chosen: papers, procurement, clauses."""
        if self._method is None:
            return facts
        procured = self._method in PROCURED
        without = {chosen(Clause, name) for name in self._said.get("without", ())}
        return replace(
            facts,
            papers=tuple(Paper(name, present=True) for name in PAPERS_OF[self._method]),
            procurement_number=f"HZZC{self._bench.today.year}-{self._bench.contracts[self._said['key']]:04d}"
            if procured
            else "",
            awarded_on=self._bench.today if procured else None,
            clauses=tuple(clause for clause in Clause if clause not in without),
        )

    def _draft(self) -> None:
        bench, said = self._bench, self._said
        engagements = bench.services.engagements
        if "after" in said:
            before = bench.contracts[said["after"]]
            made = engagements.renew(
                before, self.ends, bench.head, starts_on=bench.day(self.starts), amount=_fen(said["amount"])
            )
        else:
            made = engagements.save(replace(self._facts(), ends_on=self.ends), bench.head)
        bench.contracts[said["key"]] = made.id or 0
        if "drafted" not in said:
            engagements.save(self._chosen(made), bench.head)

    def _sign(self) -> None:
        bench, said = self._bench, self._said
        bench.services.engagements.sign(self._id, bench.today, bench.head, bench.number("海顾合"))
        planned = [
            PaymentFacts(self._id, number, bench.day(self.starts + days), condition, _fen(amount))
            for number, (days, amount, condition, *_) in enumerate(said.get("payments", ()), 1)
        ]
        if planned:
            bench.services.payments.plan(self._id, planned, bench.head)

    def _file(self) -> None:
        self._bench.services.engagements.file(self._id, self._bench.today, self._bench.head)

    def _pay(self, number: int, amount: int) -> None:
        bench = self._bench
        (payment,) = (each for each in bench.services.payments.of_engagement(self._id) if each.instalment == number)
        invoice = f"{bench.today:%y%m}{self._id:04d}{number:02d}"
        bench.services.payments.pay(
            payment.id or 0, bench.today, amount * FEN, bench.head, invoice=invoice, handler=bench.head.name
        )

    def _end(self) -> None:
        said = self._said
        kind = chosen(EndReason, said["end_kind"])
        self._bench.services.engagements.end(self._id, self._bench.today, kind, said["end_reason"], self._bench.head)

    def _take_over(self) -> None:
        """补录 from an old ledger: what could not be read stays doubtful."""
        bench, said = self._bench, self._said
        doubts = tuple(Doubt(*each) for each in said["doubts"])
        facts = replace(self._facts(), backfill=True, filing_text=said["filing_text"], doubts=doubts)
        bench.contracts[said["key"]] = bench.services.engagements.save(facts, bench.head).id or 0


def _fen(yuan: int | None) -> int | None:
    return None if yuan is None else yuan * FEN
