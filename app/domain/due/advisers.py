"""What is due with legal advisers: ends of terms and contracts, signatures, notices, instalments, opinions, adoption, conflicts.

Knows no store.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.advisers.appointments import LEADS, AppointmentFacts
from app.domain.advisers.checks.terms import EXPIRY
from app.domain.advisers.checks.work import IN_TIME
from app.domain.advisers.conflicts import NO_CONFLICT, ConflictFacts
from app.domain.advisers.contract_rules import TOTAL
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import REASON_FOR_REFUSAL, MatterFacts
from app.domain.advisers.payments import PaymentFacts, outstanding, owed
from app.domain.advisers.terms import warning_day
from app.domain.dates import chinese
from app.domain.due.items import DueItem, DueState, DueSubject, state_of
from app.domain.money import yuan
from app.domain.profiles import Profile
from app.domain.submissions.facts import Adoption

LINGERS = 30
"""Days that an end nobody decided on stays on the list: afterwards the ledger shows it."""
RENEW, SIGN, NOTICE, PAY = "renew", "sign", "notice", "pay"
OPINION, ADOPTION, DECIDE = "opinion", "adoption", "decide"
"""Acts, the same for ever."""


def engagement_items(
    facts: EngagementFacts, unit: str, on: date, go_live: date | None, follower: EngagementFacts | None = None
) -> Iterator[DueItem]:
    """The end of a contract and the last day to give notice, until another has taken over, it is being ended, or it has been
    over for a while; of a drafted renewal its signature.

    `follower` is the contract that follows in its chain. While its signature is due, that alone is asked for.
    """
    yield from _signature(facts, unit, on, go_live)
    settled = facts.draft or facts.ended_on is not None or (follower is not None and follower.span().came_about)
    if settled or (follower is not None and any(_signature(follower, unit, on, go_live))):
        return
    if follower is None:
        yield from _notice(facts, unit, on, go_live)
    what = "决定是否续签", "合同到期，办理续签或者结清归档"
    if (due := facts.ends_on) is not None and _open(facts.warn_on, due, on, go_live):
        yield DueItem(
            DueSubject.ENGAGEMENTS, facts.id, RENEW, what[due < on], facts.name, state_of(due, on), on, EXPIRY, facts.number,
            unit=unit, start=facts.warn_on, limit=f"合同期限至{chinese(due)}", due=due,
        )  # fmt: skip


def _signature(facts: EngagementFacts, unit: str, on: date, go_live: date | None) -> Iterator[DueItem]:
    """A renewal somebody began and nobody signed: the contract before it is still the one that ends."""
    due = facts.starts_on
    if not facts.draft or facts.previous_id is None or facts.ended_on is not None or due is None:
        return
    start = warning_day(due, facts.lead_days)
    if _open(start, due, on, go_live):
        yield DueItem(
            DueSubject.ENGAGEMENTS, facts.id, SIGN, "签订续签合同", facts.name, state_of(due, on), on, EXPIRY, facts.number,
            unit=unit, start=start, limit=f"合同期限自{chinese(due)}起", due=due,
        )  # fmt: skip


def _notice(facts: EngagementFacts, unit: str, on: date, go_live: date | None) -> Iterator[DueItem]:
    """No record says that notice was given: 已知晓 does."""
    due = facts.notice_on
    if due is None or (facts.ends_on is not None and facts.ends_on < on):
        return
    start = warning_day(due, facts.lead_days)
    if _open(start, due, on, go_live):
        yield DueItem(
            DueSubject.ENGAGEMENTS, facts.id, NOTICE, "书面通知对方是否续签", facts.name, state_of(due, on), on, EXPIRY,
            facts.number, unit=unit, start=start, limit=f"{chinese(due)}前通知", due=due, by_mark=True,
        )  # fmt: skip


def appointment_items(
    facts: AppointmentFacts, who: str, unit: str, on: date, go_live: date | None, *, renewed: bool
) -> Iterator[DueItem]:
    """The end of a term, from its first reminder until another has taken over, it is being ended, or it has been over for a while."""
    due, start = facts.ends_on, warning_day(facts.ends_on, LEADS)
    if due is None or renewed or facts.ended_on is not None or not _open(start, due, on, go_live):
        return
    what = "聘期届满，办理续聘或者解聘" if due < on else "决定是否续聘"
    yield DueItem(
        DueSubject.APPOINTMENTS, facts.id, RENEW, what, f"{who}的聘期", state_of(due, on), on, EXPIRY, facts.letter_number,
        unit=unit, start=start, limit=f"聘期至{chinese(due)}", due=due,
    )  # fmt: skip


def _open(start: date | None, due: date, on: date, go_live: date | None) -> bool:
    """Whether a day that is watched from another on is on the list: not before, not for long after, not what was over before
    the office began.
    """
    watched = start if start is not None else due + timedelta(days=1)
    return watched <= on <= due + timedelta(days=LINGERS) and (go_live is None or due >= go_live)


def payment_items(
    facts: PaymentFacts, contract: EngagementFacts, unit: str, on: date, go_live: date | None
) -> Iterator[DueItem]:
    """An instalment with a day, until all of it is paid; not under a draft, nor after an early end."""
    due = facts.due_on
    if due is None or not owed(facts, contract) or (go_live is not None and due < go_live):
        return
    amount = f"{yuan(outstanding(facts))}元" if facts.due is not None else ""
    rest = "余款" if facts.paid is not None else ""
    condition = f"（{facts.condition}）" if facts.condition else ""
    what = f"支付第{facts.instalment}期{rest}{amount}{condition}"
    yield DueItem(
        DueSubject.PAYMENTS, facts.id, PAY, what, contract.name, state_of(due, on), on, TOTAL,
        unit=unit, limit=f"约定{chinese(due)}前支付", due=due,
    )  # fmt: skip


def matter_items(facts: MatterFacts, unit: str, on: date, profile: Profile, go_live: date | None) -> Iterator[DueItem]:
    """The adviser has to give his opinion by the day that was asked for; afterwards the unit has to say what became of it."""
    if facts.done_on is None or facts.done_on > on:
        yield from _opinion(facts, unit, on, go_live)
    elif facts.adoption is Adoption.PENDING:
        yield from _adoption(facts, facts.done_on, unit, on, profile, go_live)


def _opinion(facts: MatterFacts, unit: str, on: date, go_live: date | None) -> Iterator[DueItem]:
    due = facts.due_on
    if due is None or (go_live is not None and due < go_live):
        return
    yield DueItem(
        DueSubject.MATTERS, facts.id, OPINION, "请承办顾问出具意见", facts.title, state_of(due, on), on, IN_TIME,
        unit=unit, start=facts.asked_on, limit=f"要求{chinese(due)}前完成", due=due,
    )  # fmt: skip


def _adoption(
    facts: MatterFacts, given: date, unit: str, on: date, profile: Profile, go_live: date | None
) -> Iterator[DueItem]:
    """The last day where the place sets one."""
    if go_live is not None and given < go_live:
        return
    days = profile.number("opinion_reply_days")
    due = given + timedelta(days=days) if days is not None else None
    basis = profile.basis("opinion_reply_days") if days is not None else REASON_FOR_REFUSAL
    yield DueItem(
        DueSubject.MATTERS, facts.id, ADOPTION, "向委托单位了解采纳情况并登记", facts.title, state_of(due, on), on, basis,
        facts.opinion_number, unit=unit, start=given, limit=f"意见出具后{days}天" if days is not None else "", due=due,
    )  # fmt: skip


def conflict_items(facts: ConflictFacts, who: str, on: date) -> Iterator[DueItem]:
    """A declaration nobody has decided on."""
    if not facts.open:
        return
    title = "　".join(part for part in (who, facts.counterparty or facts.matter_text) if part)
    yield DueItem(
        DueSubject.CONFLICTS,
        facts.id,
        DECIDE,
        "处理利益冲突申报",
        title,
        DueState.UNLIMITED,
        on,
        NO_CONFLICT,
        start=facts.declared_on,
    )
