"""What a user can do with appointments: appoint, renew, end. Knows no window."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.appointments import (
    RENEWAL_RULE,
    AppointmentFacts,
    EndReason,
    next_start,
    problems_of_appointment,
    waived,
)
from app.domain.advisers.following import reasons, renewed_appointment
from app.domain.advisers.renewals import problem_of_renewal, renews_term
from app.domain.advisers.templates import Grade
from app.domain.documents.facts import Doubt, Waiver
from app.domain.doubts import unsettled
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, explained, refuse_if
from app.models.advisers import AdviserRecord, AppointmentRecord
from app.models.database import Database
from app.models.units import UnitRecord
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import appointment_known_in, last_grade_in, missing_in, one_in


class AppointmentService:
    """Appointments. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, appointment_id: int) -> AppointmentFacts:
        """One appointment."""
        with self._database.read() as session:
            return one_in(session, AppointmentRecord, appointment_id).facts()

    def of_adviser(self, adviser_id: int) -> list[AppointmentFacts]:
        """The appointments of an adviser, the earliest first."""
        with self._database.read() as session:
            his = select(AppointmentRecord).where(AppointmentRecord.adviser_id == adviser_id)
            rows = session.scalars(his.order_by(AppointmentRecord.starts_on.nulls_first(), AppointmentRecord.id))
            return [row.facts() for row in rows]

    def check(self, facts: AppointmentFacts) -> list[Problem]:
        """All that is wrong with an appointment as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts))

    def appoint(self, facts: AppointmentFacts, actor: Actor) -> AppointmentFacts:
        """Appoint an adviser for a unit and a term."""
        with self._database.write(actor, facts.kind.label + "法律顾问") as session:
            return store_in(session, cleaned(facts)).facts()

    def save(self, facts: AppointmentFacts, actor: Actor) -> AppointmentFacts:
        """Change an appointment's facts. Raises Stale when it was changed after these facts were read."""
        with self._database.write(actor, "修改聘任") as session:
            return store_in(session, cleaned(facts)).facts()

    def renew(
        self, appointment_id: int, ends_on: date, actor: Actor, *, starts_on: date | None = None, letter_number: str = "",
        decided_on: date | None = None, basis: str = "", reason: str = "", waivers: tuple[Waiver, ...] = (),
    ) -> AppointmentFacts:  # fmt: skip
        """续聘: a new term from the day after the last one, linked to it. `reason` overrides an assessment as 不合格, `waivers`
        other soft rules.
        """
        with self._database.write(actor, "续聘法律顾问") as session:
            before = one_in(session, AppointmentRecord, appointment_id).facts()
            start = starts_on or next_start(before.span())
            if start is None:
                raise Refused([Problem("starts_on", "上一期聘任没有终止日期，请先补填，或指定续聘的开始日期")])
            renewal = renewed_appointment(
                before, start, ends_on, letter_number=letter_number, decided_on=decided_on, basis=basis,
                waivers=reasons(reason, waivers),
            )  # fmt: skip
            return store_in(session, renewal).facts()

    def settle_doubts(self, appointment_id: int, settled: Collection[Doubt], actor: Actor) -> AppointmentFacts:
        """Take doubts off after they were looked into (核实); the audit keeps their 原文."""
        with self._database.write(actor, "核实存疑") as session:
            facts = one_in(session, AppointmentRecord, appointment_id).facts()
            return store_in(session, replace(facts, doubts=unsettled(facts.doubts, settled))).facts()

    def end(
        self, appointment_id: int, on: date, kind: EndReason, reason: str, actor: Actor, basis: str = ""
    ) -> AppointmentFacts:
        """End an appointment before its time; `on` is the first day no longer served."""
        with self._database.write(actor, kind.label) as session:
            facts = one_in(session, AppointmentRecord, appointment_id).facts()
            if facts.ended_on is not None:
                raise Refused([Problem("ended_on", "这项聘任已经提前结束")])
            ended = replace(facts, ended_on=on, end_kind=kind, end_reason=reason.strip(), end_basis=basis.strip())
            return store_in(session, ended).facts()


def problems_in(session: Session, facts: AppointmentFacts) -> list[Problem]:
    """What is wrong with an appointment, as the database knows it; an unfit adviser is not renewed without a reason."""
    dangling = missing_in(
        session, [("adviser_id", AdviserRecord, facts.adviser_id), ("unit_id", UnitRecord, facts.unit_id)]
    )
    if dangling:
        return dangling
    known = appointment_known_in(session, facts)
    found = problems_of_appointment(facts, known)
    if facts.ended_on is None and renews_term(facts, (known.siblings or {}).values()):
        renewing = facts.id is None and facts.previous_id is not None
        day = None if renewing else facts.starts_on
        if unfit_in(session, facts.adviser_id, facts.waivers, day):
            name = one_in(session, AdviserRecord, facts.adviser_id).name
            found.append(problem_of_renewal(name, "reason" if renewing else "adviser_id", refuse=facts.id is None))
    return explained(found, {waiver.rule: waiver.reason for waiver in facts.waivers})


def unfit_in(session: Session, adviser_id: int, waivers: tuple[Waiver, ...], before: date | None) -> bool:
    """ADV-13 as a rule of saving: whether the last assessment (before a day) was 不合格 and no reason accepts that."""
    if waived(waivers, RENEWAL_RULE):
        return False
    return last_grade_in(session, adviser_id, before) is Grade.UNQUALIFIED


def store_in(session: Session, facts: AppointmentFacts) -> AppointmentRecord:
    """Keep an appointment within a transaction. Raises Refused, Stale."""
    record = keeper_in(session, AppointmentRecord, facts)
    refuse_if(problems_in(session, facts))
    record.take(facts)
    session.add(record)
    session.flush()
    return record
