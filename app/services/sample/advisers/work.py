"""What the advisers of the sample office were asked, declared and got marks for. Knows no calendar but its own offsets."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from app.domain.advisers.assessments import AssessmentFacts, Consequence, Deduction, Hand, Mark
from app.domain.advisers.conflicts import ConflictDecision, ConflictFacts, ConflictKind
from app.domain.advisers.matters import Conclusion, Form, MatterFacts, MatterKind, Outcome
from app.domain.advisers.templates import SHIPPED, Template
from app.domain.submissions.facts import Adoption
from app.services.advisers.matters import ANSWERED
from app.services.sample.advisers.bench import Bench, Offered, chosen
from app.services.sample.course import REVIEW

POINT = 100
"""Hundredths of a point, and of an hour."""
ASKED_AFTER, TAKES = 1, 2
"""Days from a submission's day to the adviser, and until his opinion where nothing else is said."""
BEFORE_REVIEW = REVIEW - 3
"""Days from the signature of a document on which its draft goes to the adviser."""
ASSESSED_ON, ASSESSED_BEFORE = (1, 20), -14
"""The day of the year after on which an office assesses; at the latest so many days before the sample's own."""
SUSPENDED = 7
"""Days from the assessment."""


def work_acts(
    bench: Bench, plan: Mapping[str, Any], submitted: Mapping[str, int], signed: Mapping[str, int]
) -> Offered:
    """Offsets and acts: matters, conflicts, assessments; `submitted` and `signed` are the days of what matters are about, by title."""
    for said in plan["matter"]:
        yield from _Asked(bench, said, _day_of(bench, said, submitted, signed)).acts()
    for said in plan["conflict"]:
        yield from _Declared(bench, said).acts()
    yield from _Assessed(bench, plan).acts()


def _day_of(bench: Bench, said: Mapping[str, Any], submitted: Mapping[str, int], signed: Mapping[str, int]) -> int:
    if "submission" in said:
        return submitted[said["submission"]] + ASKED_AFTER
    if "document" in said:
        return signed[said["document"]] + BEFORE_REVIEW
    if "day_of_last_year" in said:
        return bench.of_last_year(said["day_of_last_year"])
    day: int = said["day"]
    return day


class _Asked:
    """One matter from being asked to what became of it."""

    def __init__(self, bench: Bench, said: Mapping[str, Any], day: int) -> None:
        self._bench, self._said, self._day = bench, said, day
        self._linked = "submission" in said or "document" in said
        self._kind = chosen(MatterKind, said["kind"])
        self._id = 0

    def acts(self) -> Offered:
        said = self._said
        yield self._day, self._assign
        if "takes" not in said and not self._linked:
            return
        done = self._day + said.get("takes", TAKES)
        yield done, self._answer
        adoption = said.get("adoption", ("pending",))
        if adoption[0] != "pending":
            yield done + adoption[1], self._adopt
        if "outcome" in said or "satisfaction" in said:
            yield done + 20, self._close

    def _assign(self) -> None:
        bench, said = self._bench, self._said
        wanted = said.get("wanted", 5 if self._linked else None)
        about = said.get("submission") or said.get("document", "")
        facts = MatterFacts(
            said.get("title") or (f"《{about}》（送审稿）的法律意见" if "document" in said else about),
            self._kind,
            bench.staged.units[said.get("unit", "区政府")],
            adviser_id=bench.people[said["adviser"]],
            engagement_id=bench.contracts[said["contract"]] if "contract" in said else None,
            counterparty=said.get("other", ""),
            asked_on=bench.today,
            due_on=bench.day(self._day + wanted) if wanted is not None else None,
            document_id=bench.staged.ids[said["document"]] if "document" in said else None,
            submission_id=bench.staged.submissions[said["submission"]] if "submission" in said else None,
        )
        self._id = bench.services.matters.assign(facts, bench.head).id or 0

    def _answer(self) -> None:
        bench, said = self._bench, self._said
        form = chosen(Form, said.get("form", "written"))
        bench.services.matters.give_opinion(
            self._id,
            bench.today,
            chosen(Conclusion, said.get("conclusion", "other")),
            bench.head,
            form=form,
            number=bench.number("海顾意") if form is Form.WRITTEN and self._kind in ANSWERED else "",
            hours=said["hours"] * POINT,
        )

    def _adopt(self) -> None:
        bench = self._bench
        name, _, *reason = self._said["adoption"]
        adoption = chosen(Adoption, name)
        bench.services.matters.record_adoption(self._id, adoption, bench.today, bench.head, "".join(reason))

    def _close(self) -> None:
        bench, said = self._bench, self._said
        outcome = chosen(Outcome, said["outcome"]) if "outcome" in said else None
        bench.services.matters.record_outcome(
            self._id, bench.head, outcome=outcome, satisfaction=said.get("satisfaction")
        )


class _Declared:
    """One declaration, and what was decided."""

    def __init__(self, bench: Bench, said: Mapping[str, Any]) -> None:
        self._bench, self._said = bench, said
        self._id = 0

    def acts(self) -> Offered:
        yield self._said["declared"], self._declare
        if "decided" in self._said:
            yield self._said["decided"], self._decide

    def _declare(self) -> None:
        bench, said = self._bench, self._said
        facts = ConflictFacts(
            bench.people[said["adviser"]] if "adviser" in said else None,
            bench.firms[said["firm"]] if "firm" in said else None,
            counterparty=said["other"],
            kind=chosen(ConflictKind, said["kind"]),
            detail=said["detail"],
            declared_on=bench.today,
        )
        self._id = bench.services.conflicts.declare(facts, bench.head).id or 0

    def _decide(self) -> None:
        bench, said = self._bench, self._said
        decision = chosen(ConflictDecision, said["decision"])
        bench.services.conflicts.decide(self._id, decision, bench.today, said["by"], bench.head)


class _Assessed:
    """The assessments of last year, all on the shipped form, and the suspension that follows from one."""

    def __init__(self, bench: Bench, plan: Mapping[str, Any]) -> None:
        self._bench, self._plan = bench, plan
        self._template: Template | None = None

    def acts(self) -> Offered:
        bench = self._bench
        day = min(bench.offset(date(bench.staged.today.year, *ASSESSED_ON)), ASSESSED_BEFORE)
        yield day, self._take_up
        for said in self._plan["assessment"]:
            yield day, partial(self._assess, said)
        for said in self._plan["adviser"]:
            if "suspended" in said:
                yield day + SUSPENDED, partial(self._suspend, said)

    def _take_up(self) -> None:
        self._template = self._bench.services.assessments.save_template(SHIPPED[0], self._bench.head)

    def _assess(self, said: Mapping[str, Any]) -> None:
        bench, template = self._bench, self._template
        assert template is not None
        assert template.id is not None
        facts = AssessmentFacts(
            bench.people[said["adviser"]],
            template.id,
            bench.staged.today.year - 1,
            unit_id=bench.staged.units[said["unit"]],
            marks=tuple(_marks(template, said)),
            deductions=tuple(Deduction(item, points * POINT, why) for item, points, why in said.get("deductions", ())),
            bonus=said.get("bonus", 0) * POINT,
            bonus_reason=said.get("bonus_reason", ""),
            vetoes=tuple(said.get("vetoes", ())),
        )
        if "conclusion" in said:
            conclusion = chosen(Consequence, said["conclusion"])
            facts = replace(facts, conclusion=conclusion, assessed_on=bench.today, assessor=bench.head.name)
        bench.services.assessments.save(facts, bench.head)

    def _suspend(self, said: Mapping[str, Any]) -> None:
        bench = self._bench
        bench.services.people.suspend(bench.people[said["name"]], bench.today, said["suspended"], bench.head)


def _marks(template: Template, said: Mapping[str, Any]) -> Iterator[Mark]:
    for hand, name in ((Hand.SELF, "self"), (Hand.UNIT, "by_unit"), (Hand.BUREAU, "bureau")):
        for item, points in zip(template.items, said.get(name, ()), strict=False):
            yield Mark(item.key, hand, points * POINT)
