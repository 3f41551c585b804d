"""Sending letters out within a transaction: the gates, the number, what follows. Knows no paper."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.letter_templates import problems_of_fields
from app.domain.letters import LetterFacts, LetterState, letter_number, problems_of_issue
from app.domain.problems import Problem, Severity, errors, refuse_if
from app.models.letters import LetterRecord
from app.services.letters.drafts import round_in
from app.services.letters.numbers import mark_in, next_serial_in
from app.services.letters.outcome import carry_out_in
from app.services.letters.templates import load_template
from app.services.years.closed import refuse_closed_in


def problems_of_issue_in(session: Session, facts: LetterFacts, on: date, today: date, *, chosen: bool) -> list[Problem]:
    """Why a letter cannot go out under a date."""
    return [
        *problems_of_issue(facts, on, today, round_in(session, facts), chosen=chosen),
        *problems_of_fields(load_template(facts.kind), facts),
    ]


def gates_in(session: Session, facts: LetterFacts, on: date, today: date) -> list[Problem]:
    """Why a letter cannot go out under a chosen date; a note with the number it would get when it can."""
    found = problems_of_issue_in(session, facts, on, today, chosen=True)
    if errors(found):
        return found
    mark = mark_in(session, facts.kind)
    number = letter_number(mark, on.year, next_serial_in(session, mark, on.year))
    found.insert(0, Problem("on", f"将编为 {number}", Severity.NOTE))
    if on.year != today.year:
        found.append(Problem("on", f"发文号将编入{on.year}年，与今天不在同一年，请核对日期", Severity.WARNING))
    return found


def issued_in(session: Session, record: LetterRecord, on: date | None, today: date) -> LetterFacts:
    """Send a letter out under the next number of its mark and year; `on` sets and confirms its 成文日期. Raises Refused."""
    facts = record.facts()
    day = on or facts.on
    refuse_if(problems_of_issue_in(session, facts, day, today, chosen=on is not None))
    refuse_closed_in(session, day.year, "成文日期")
    mark = mark_in(session, facts.kind)
    serial = next_serial_in(session, mark, day.year)
    issued = replace(facts, on=day, state=LetterState.ISSUED, mark=mark, serial=serial)
    carry_out_in(session, issued)
    record.take(issued)
    session.flush()
    return record.facts()
