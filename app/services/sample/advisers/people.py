"""Firms, advisers and appointments of the sample office. Knows no contract."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind, EndReason
from app.domain.advisers.firms import FirmFacts
from app.domain.advisers.people import INTERNAL, AdviserFacts, AdviserKind, Gender, RecordCheck
from app.domain.advisers.terms import term_end
from app.services.sample.advisers.bench import Bench, Offered, chosen

DECIDED = -15
"""Days before a term begins on which it is decided."""
ENTERED = -20
"""Days before his first term on which an adviser is entered."""


def people_acts(bench: Bench, plan: Mapping[str, Any]) -> Offered:
    """Offsets and acts: firms and people entered before their first terms; terms begun, renewed, ended."""
    terms = [_Term(bench, said) for said in plan["appointment"]]
    first = {said["name"]: _first_day(said, terms) for said in plan["adviser"]}
    firms = {said["name"]: said["firm"] for said in plan["adviser"] if "firm" in said}
    for said in plan["firm"]:
        days = [first[name] for name, key in firms.items() if key == said["key"]]
        yield min(days), partial(_enter_firm, bench, said)
    for said in plan["adviser"]:
        yield first[said["name"]], partial(_enter_adviser, bench, said)
    for term in terms:
        yield from term.acts()


def _first_day(said: Mapping[str, Any], terms: list["_Term"]) -> int:
    starts = [term.starts for term in terms if term.adviser == said["name"]]
    entered: int = said["entered"] if "entered" in said else min(starts) + ENTERED
    return min(entered, ENTERED)


def _enter_firm(bench: Bench, said: Mapping[str, Any]) -> None:
    facts = FirmFacts(
        said["name"], said["code"], said["licence"], said["head"], said["address"], said["contact"], said["phone"],
        said.get("checks", ""),
    )  # fmt: skip
    bench.firms[said["key"]] = bench.services.people.save_firm(facts, bench.head).id or 0


def _enter_adviser(bench: Bench, said: Mapping[str, Any]) -> None:
    kind = chosen(AdviserKind, said["kind"])
    checked = kind not in INTERNAL
    facts = AdviserFacts(
        said["name"],
        kind,
        chosen(Gender, said["gender"]),
        id_number=said.get("id_number", ""),
        firm_id=bench.firms[said["firm"]] if "firm" in said else None,
        workplace=said.get("workplace", ""),
        licence_number=said.get("licence", ""),
        first_practised_on=bench.day(said["practised"]) if "practised" in said else None,
        specialities=tuple(said["specialities"]),
        title=said["title"],
        education=said["education"],
        qualification_number=said.get("qualified", ""),
        phone=said.get("phone", ""),
        expert_pool=said.get("expert_pool", False),
        checked_on=bench.today if checked else None,
        check_result=RecordCheck.CLEAN if checked else None,
    )
    bench.people[said["name"]] = bench.services.people.save(facts, bench.head).id or 0


class _Term:
    """One appointment, and the one that follows it."""

    def __init__(self, bench: Bench, said: Mapping[str, Any]) -> None:
        self._bench, self._said = bench, said
        self.adviser: str = said["adviser"]
        self._id = 0
        if "years_until_last" in said:
            year = bench.staged.today.year
            self._ends: date | None = date(year - 1, 12, 31)
            self.starts = bench.offset(date(year - said["years_until_last"], 1, 1))
        else:
            self.starts = said["starts"]
            self._ends = term_end(bench.day(self.starts), said["months"]) if "months" in said else None

    def acts(self) -> Offered:
        yield min(self.starts + DECIDED, DECIDED), self._appoint
        if "renewed" in self._said:
            assert self._ends is not None
            yield self._bench.offset(self._ends) + DECIDED, self._renew
        if "ended" in self._said:
            yield self._said["ended"], self._end

    def _appoint(self) -> None:
        bench, said = self._bench, self._said
        assigned = self._ends is None
        facts = AppointmentFacts(
            bench.people[said["adviser"]],
            bench.staged.units[said["unit"]],
            AppointmentKind.ASSIGNED if assigned else AppointmentKind.ENGAGED,
            bench.number("海顾任" if assigned else "海顾聘"),
            bench.today,
            said["basis"],
            bench.day(self.starts),
            self._ends,
            open_ended=assigned,
            chief=said.get("chief", False),
        )
        self._id = bench.services.appointments.appoint(facts, bench.head).id or 0

    def _renew(self) -> None:
        bench = self._bench
        assert self._ends is not None
        ends = term_end(self._ends + timedelta(1), self._said["renewed"])
        bench.services.appointments.renew(
            self._id,
            ends,
            bench.head,
            letter_number=bench.number("海顾聘"),
            decided_on=bench.today,
            basis=self._said["basis"],
        )

    def _end(self) -> None:
        said = self._said
        kind = chosen(EndReason, said["end_kind"])
        self._bench.services.appointments.end(self._id, self._bench.today, kind, said["end_reason"], self._bench.head)
