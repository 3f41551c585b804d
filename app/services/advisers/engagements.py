"""What a user can do with service contracts: draft, sign, supplement, file, renew, end. Knows no window."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.advisers.appointments import EndReason, next_start
from app.domain.advisers.contract_rules import problems_of_engagement
from app.domain.advisers.engagements import Engaged, EngagementFacts, Filing, Supplement, SupplementKind
from app.domain.advisers.following import reasons, renewed_contract
from app.domain.advisers.renewals import problem_of_renewal, renews_contract
from app.domain.documents.facts import Doubt, Waiver
from app.domain.doubts import unsettled
from app.domain.facts import altered, cleaned
from app.domain.problems import Problem, Refused, explained, refuse_if
from app.models.advisers import AdviserRecord, AppointmentRecord, EngagedRecord, EngagementRecord, FirmRecord
from app.models.database import Database
from app.models.moments import today_in
from app.models.units import UnitRecord
from app.services.advisers.appointments import unfit_in
from app.services.advisers.keeping import keeper_in
from app.services.advisers.lookup import contract_known_in, follower_in, missing_in, one_in, whole_contract
from app.services.advisers.supplements import SUPPLEMENTED, said_in, undeclared, with_end
from app.services.settings import profile_in

E, A = EngagementRecord, AppointmentRecord

SAME_AMOUNT = -1
"""Of a renewal: the amount of the contract before; amounts are never negative."""


class EngagementService:
    """Contracts. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, engagement_id: int) -> EngagementFacts:
        """One contract, whole."""
        with self._database.read() as session:
            return one_in(session, EngagementRecord, engagement_id).facts()

    def chain(self, engagement_id: int) -> list[EngagementFacts]:
        """The contracts of a renewal chain, this one among them, the earliest first."""
        with self._database.read() as session:
            found = [one_in(session, EngagementRecord, engagement_id).facts()]
            seen = {engagement_id}
            while (before := found[0].previous_id) is not None and before not in seen:
                found.insert(0, one_in(session, EngagementRecord, before).facts())
                seen.add(before)
            while (after := follower_in(session, found[-1].id)) is not None and after.id not in seen:
                found.append(after)
                seen.add(after.id or 0)
            return found

    def check(self, facts: EngagementFacts, today: date) -> list[Problem]:
        """All that is wrong with a contract as typed so far."""
        with self._database.read() as session:
            return problems_in(session, cleaned(facts), today)

    def save(self, facts: EngagementFacts, actor: Actor) -> EngagementFacts:
        """Draft a contract or change one. Raises Stale when it was changed after these facts were read."""
        with self._database.write(actor, "修改服务合同" if facts.id else "起草服务合同") as session:
            return store_in(session, cleaned(facts)).facts()

    def sign(self, engagement_id: int, on: date, actor: Actor, number: str = "", reason: str = "") -> EngagementFacts:
        """Sign a drafted contract; its term begins to count. `reason` overrides an assessment as 不合格."""
        with self._database.write(actor, "签订服务合同") as session:
            facts = one_in(session, EngagementRecord, engagement_id).facts()
            if facts.signed_on is not None:
                raise Refused([Problem("signed_on", "这份合同已经签订")])
            waivers = reasons(reason, facts.waivers)
            signed = replace(facts, signed_on=on, number=number.strip() or facts.number, waivers=waivers)
            refuse_if([*_problems_of_signing(facts), *_renewal_problems_in(session, signed, "reason")])
            return store_in(session, signed).facts()

    def supplement(
        self,
        engagement_id: int,
        kind: SupplementKind,
        on: date,
        changes: Mapping[str, Any],
        actor: Actor,
        basis: str = "",
    ) -> EngagementFacts:
        """补充协议: change what its kind may change, and keep what stood there before and after."""
        with self._database.write(actor, "登记补充协议") as session:
            before = one_in(session, EngagementRecord, engagement_id).facts()
            strange = changes.keys() - set(SUPPLEMENTED[kind])
            if strange or not changes:
                raise Refused([Problem("kind", f"“{kind.label}”请只填写相应的变更内容")])
            after = altered(before, **with_end(changes))
            was, now_is = said_in(session, before, changes), said_in(session, after, changes)
            if was == now_is:
                raise Refused([Problem("kind", "变更前后的内容相同，不必登记补充协议")])
            noted = Supplement(kind, on, was, now_is, basis.strip())
            return store_in(session, replace(after, supplements=(*before.supplements, noted))).facts()

    def file(self, engagement_id: int, on: date, actor: Actor) -> EngagementFacts:
        """备案 with the 司法局 on a day."""
        with self._database.write(actor, "登记合同备案") as session:
            facts = one_in(session, EngagementRecord, engagement_id).facts()
            return store_in(session, replace(facts, filing=Filing.FILED, filed_on=on)).facts()

    def renew(
        self, engagement_id: int, ends_on: date, actor: Actor, *, starts_on: date | None = None, amount: int | None = SAME_AMOUNT,
        reason: str = "", waivers: tuple[Waiver, ...] = (),
    ) -> EngagementFacts:  # fmt: skip
        """续签: draft the next contract from the day after this one, linked to it, its clauses and papers to be seen again.

        `amount` in 分, None for no total. `reason` overrides an assessment as 不合格, `waivers` other soft rules.
        """
        with self._database.write(actor, "续签服务合同") as session:
            before = one_in(session, EngagementRecord, engagement_id).facts()
            start = starts_on or next_start(before.span())
            if start is None:
                raise Refused([Problem("starts_on", "前一合同没有终止日期，请先补填，或指定续签的开始日期")])
            total = before.amount if amount == SAME_AMOUNT else amount
            renewal = renewed_contract(before, start, ends_on, total, reasons(reason, waivers))
            refuse_if(_renewal_problems_in(session, renewal, "reason"))
            return store_in(session, renewal).facts()

    def settle_doubts(self, engagement_id: int, settled: Collection[Doubt], actor: Actor) -> EngagementFacts:
        """Take doubts off after they were looked into (核实); the audit keeps their 原文."""
        with self._database.write(actor, "核实存疑") as session:
            facts = one_in(session, EngagementRecord, engagement_id).facts()
            return store_in(session, replace(facts, doubts=unsettled(facts.doubts, settled))).facts()

    def end(
        self, engagement_id: int, on: date, kind: EndReason, reason: str, actor: Actor, basis: str = ""
    ) -> EngagementFacts:
        """End a contract before its time; `on` is the first day no longer served."""
        with self._database.write(actor, "提前解除合同") as session:
            facts = one_in(session, EngagementRecord, engagement_id).facts()
            if facts.ended_on is not None:
                raise Refused([Problem("ended_on", "这份合同已经提前解除")])
            ended = replace(facts, ended_on=on, end_kind=kind, end_reason=reason.strip(), end_basis=basis.strip())
            return store_in(session, ended).facts()

    def of(
        self, *, firm_id: int | None = None, adviser_id: int | None = None, appointment_id: int | None = None
    ) -> list[EngagementFacts]:
        """The contracts of a firm, of an adviser, or that rest on an appointment, the earliest first."""
        by_adviser = select(EngagedRecord.engagement_id).where(EngagedRecord.adviser_id == adviser_id)
        by_term = select(EngagedRecord.engagement_id).where(EngagedRecord.appointment_id == appointment_id)
        conditions = (
            (firm_id, E.firm_id == firm_id),
            (adviser_id, E.id.in_(by_adviser)),
            (appointment_id, E.id.in_(by_term)),
        )
        with self._database.read() as session:
            rows = select(E).options(*whole_contract).where(*(one for key, one in conditions if key is not None))
            return [row.facts() for row in session.scalars(rows.order_by(E.starts_on.nulls_first(), E.id))]

    def check_change(self, facts: EngagementFacts, today: date) -> list[Problem]:
        """As check, with what the form changes of a signed contract that a supplement is for."""
        found = self.check(facts, today)
        return [*found, *undeclared(self.get(facts.id), facts)] if facts.id is not None else found


def _problems_of_signing(facts: EngagementFacts) -> list[Problem]:
    found = []
    if facts.starts_on is None:
        found.append(Problem("starts_on", "签订前请填写合同期限起"))
    if facts.ends_on is None and not facts.open_ended:
        found.append(Problem("ends_on", "签订前请填写合同期限止"))
    if facts.pricing is None:
        found.append(Problem("pricing", "签订前请选择计费方式"))
    return found


def problems_in(session: Session, facts: EngagementFacts, today: date) -> list[Problem]:
    """What is wrong with a contract, as the database knows it; an unfit adviser is not renewed without a reason."""
    dangling = missing_in(
        session,
        [
            ("unit_id", UnitRecord, facts.unit_id),
            ("firm_id", FirmRecord, facts.firm_id),
            *(("advisers", AdviserRecord, engaged.adviser_id) for engaged in facts.advisers),
            *(("served", UnitRecord, unit) for unit in facts.served),
            ("previous_id", EngagementRecord, facts.previous_id),
        ],
    )
    if dangling:
        return dangling
    profile = profile_in(session, facts.starts_on or today)
    found = problems_of_engagement(facts, contract_known_in(session, facts), profile)
    found += _renewal_problems_in(session, facts, "advisers")
    return explained(found, {waiver.rule: waiver.reason for waiver in facts.waivers})


def _renewal_problems_in(session: Session, facts: EngagementFacts, at: str) -> list[Problem]:
    """Advisers of a renewal who were last assessed as 不合格: a new renewal, its signature and a new name are refused, what
    stands already is asked for the reason and may be filed and ended without one.
    """
    if facts.ended_on is not None:
        return []
    of_unit = select(E).options(*whole_contract).where(E.unit_id == facts.unit_id, E.id != (facts.id or 0))
    earlier = [row.facts() for row in session.scalars(of_unit)]
    kept = one_in(session, E, facts.id).facts() if facts.id is not None else None
    named = {engaged.adviser_id for engaged in kept.advisers} if kept is not None else set()
    signing = kept is None or (kept.draft and not facts.draft)
    standing = facts.previous_id is None or (kept is not None and not kept.draft)
    day = facts.starts_on if standing else None
    return [
        problem_of_renewal(one_in(session, AdviserRecord, key).name, at, refuse=signing or key not in named)
        for key in (engaged.adviser_id for engaged in facts.advisers)
        if renews_contract(facts, key, earlier) and unfit_in(session, key, facts.waivers, day)
    ]


def store_in(session: Session, facts: EngagementFacts) -> EngagementRecord:
    """Keep a contract within a transaction, its advisers linked to the appointments it rests on, 已备案 with a day of filing.

    Raises Refused, Stale.
    """
    if facts.filed_on is not None and facts.filing is None:
        facts = replace(facts, filing=Filing.FILED)
    record = keeper_in(session, EngagementRecord, facts, advisers=[], served=[])
    refuse_if(problems_in(session, facts, today_in(session)))
    record.take(replace(facts, advisers=linked_in(session, facts)))
    session.add(record)
    session.flush()
    return record


def linked_in(session: Session, facts: EngagementFacts) -> tuple[Engaged, ...]:
    """The advisers with the appointments that cover the contract's first day, where nobody has said which."""
    if facts.starts_on is None or all(engaged.appointment_id for engaged in facts.advisers):
        return facts.advisers
    ids = [engaged.adviser_id for engaged in facts.advisers]
    rows = session.scalars(select(A).where(A.unit_id == facts.unit_id, A.adviser_id.in_(ids)).order_by(A.starts_on))
    covering = {row.adviser_id: row.id for row in rows if row.facts().span().covers(facts.starts_on)}
    return tuple(
        replace(engaged, appointment_id=engaged.appointment_id or covering.get(engaged.adviser_id))
        for engaged in facts.advisers
    )
