"""Checks of contracts: clauses, filing, payments, assessments. Knows no registry."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from app.domain.advisers.appointments import RENEWAL_RULE, UNQUALIFIED, AppointmentFacts, Linked, waived
from app.domain.advisers.checks.dossier import Dossier, Finding, found
from app.domain.advisers.contract_rules import TOTAL
from app.domain.advisers.engagements import Clause, EngagementFacts, Filing
from app.domain.advisers.payments import outstanding, owed, total_paid
from app.domain.advisers.renewals import renews_contract, renews_term
from app.domain.advisers.templates import Grade
from app.domain.advisers.terms import IN_TERM, HasTerm, Stage
from app.domain.dates import add_months, chinese
from app.domain.money import yuan
from app.domain.problems import Basis, Severity

CLAUSES = Basis(
    "杭州市政府法律顾问规定", "合同应当载明事项范围、工作要求、费用、保密义务、利益冲突防范、解除情形、违约责任等"
)
ASSESSED = Basis("南沙区、晋安区等地的考核办法", "对法律顾问实行年度考核和任期考核")

NEEDED = (Clause.CONFIDENTIALITY, Clause.CONFLICTS, Clause.TERMINATION, Clause.LIABILITY)


def lacking_clauses(facts: EngagementFacts) -> tuple[Clause, ...]:
    """The clauses that every contract needs and nobody has ticked."""
    return tuple(clause for clause in NEEDED if clause not in facts.clauses)


def clauses(dossier: Dossier) -> Iterator[Finding]:
    """ADV-05: a contract without one of the clauses it must have."""
    for key, each in dossier.engagements.items():
        lacking = [clause.label for clause in lacking_clauses(each)]
        if lacking and each.span().stage(dossier.on) in IN_TERM:
            message = f"合同“{each.name}”没有勾选必备条款：{'、'.join(lacking)}，请核对合同文本"
            yield found("ADV-05", "engagements", key, each.unit_id, message, Severity.NOTE, CLAUSES, "clauses")


def filing(dossier: Dossier) -> Iterator[Finding]:
    """ADV-06: a signed contract that was not filed in time."""
    days = dossier.profile.number("engagement_filing_days")
    for key, each in dossier.engagements.items():
        since = each.signed_on or (each.starts_on if each.backfill else None)
        if days is None or since is None or each.filed_on is not None or each.filing is Filing.FILED:
            continue
        last = since + timedelta(days=days)
        if dossier.on > last and dossier.counts(last) and each.span().stage(dossier.on) in IN_TERM:
            message = f"合同“{each.name}”应于{chinese(last)}前报区司法局备案，尚未登记备案日期"
            yield found(
                "ADV-06",
                "engagements",
                key,
                each.unit_id,
                message,
                Severity.WARNING,
                dossier.profile.basis("engagement_filing_days"),
                "filed_on",
            )


def payments(dossier: Dossier) -> Iterator[Finding]:
    """ADV-07: paid beyond the contract, or an instalment overdue."""
    for key, each in dossier.engagements.items():
        listed = dossier.payments_of(key)
        paid = total_paid(payment for payment in listed if payment.paid_on is None or payment.paid_on <= dossier.on)
        if each.limit is not None and paid > each.limit and not any(payment.override.strip() for payment in listed):
            message = f"合同“{each.name}”已付{yuan(paid)}元，超过合同金额{yuan(each.limit)}元，请更正或写明理由"
            yield found("ADV-07", "engagements", key, each.unit_id, message, Severity.ERROR, TOTAL, "amount")
    for payment_id, payment in dossier.payments.items():
        contract = dossier.engagements.get(payment.engagement_id)
        if contract is None or payment.due_on is None or not owed(payment, contract):
            continue
        if payment.due_on < dossier.on and dossier.counts(payment.due_on):
            amount = f"{yuan(outstanding(payment))}元" if payment.due is not None else "款项"
            message = f"合同“{contract.name}”第{payment.instalment}期{amount}应于{chinese(payment.due_on)}支付，已逾期{(dossier.on - payment.due_on).days}天"
            yield found("ADV-07", "payments", payment_id, contract.unit_id, message, Severity.WARNING, TOTAL, "paid_on")


def assessed(dossier: Dossier) -> Iterator[Finding]:
    """ADV-12: a year has closed in which a contract ran for six months or more, and nobody was assessed for it."""
    finished = [
        facts for facts, grade in dossier.assessments.values() if grade is not None and facts.assessed_on is not None
    ]
    done = {(facts.adviser_id, facts.year) for facts in finished}
    by_contract = {(facts.engagement_id, facts.year) for facts in finished}
    year = dossier.on.year - 1
    for key, each in dossier.engagements.items():
        span = each.span()
        if span.starts_on is None or each.draft:
            continue
        first = max(span.starts_on, dossier.on.replace(year=year, month=1, day=1))
        last = min(span.last_day or dossier.on, dossier.on.replace(year=year, month=12, day=31))
        long_enough = first <= last and dossier.counts(last) and add_months(first, 6) <= last + timedelta(days=1)
        people = {engaged.adviser_id for engaged in each.advisers}
        if long_enough and (key, year) not in by_contract and not any((person, year) in done for person in people):
            message = f"合同“{each.name}”{year}年履行满6个月，没有{year}年度考核记录，请补办考核"
            yield found("ADV-12", "engagements", key, each.unit_id, message, Severity.WARNING, ASSESSED)


def renewed_unqualified(dossier: Dossier) -> Iterator[Finding]:
    """ADV-13: renewed after an assessment as 不合格, and no reason overrides it."""
    terms: dict[tuple[int, int], list[AppointmentFacts]] = defaultdict(list)
    for each in dossier.appointments.values():
        terms[each.adviser_id, each.unit_id].append(each)
    for key, each in dossier.appointments.items():
        others = terms[each.adviser_id, each.unit_id]
        if _unexplained(dossier, each) and renews_term(each, others) and _unfit(dossier, each.adviser_id, each):
            message = f"{dossier.name_of(each.adviser_id)}考核不合格仍续聘，没有写明理由，请解聘或补写理由"
            yield found("ADV-13", "appointments", key, each.unit_id, message, Severity.ERROR, UNQUALIFIED)
    contracts: dict[int, list[EngagementFacts]] = defaultdict(list)
    for one in dossier.engagements.values():
        contracts[one.unit_id].append(one)
    for key, one in dossier.engagements.items():
        for adviser in [engaged.adviser_id for engaged in one.advisers] if _unexplained(dossier, one) else ():
            if renews_contract(one, adviser, contracts[one.unit_id]) and _unfit(dossier, adviser, one):
                message = (
                    f"{dossier.name_of(adviser)}考核不合格，合同“{one.name}”仍续签，没有写明理由，请解除或补写理由"
                )
                yield found("ADV-13", "engagements", key, one.unit_id, message, Severity.ERROR, UNQUALIFIED)


def _unexplained(dossier: Dossier, each: Linked) -> bool:
    """Whether a term is signed, not ended, and nobody has given a reason for its renewal."""
    return each.span().stage(dossier.on) not in (Stage.DRAFT, Stage.ENDED) and not waived(each.waivers, RENEWAL_RULE)


def _unfit(dossier: Dossier, adviser_id: int, term: HasTerm) -> bool:
    """Whether the last assessment finished before a term began was 不合格."""
    graded = [
        (facts.assessed_on, grade)
        for facts, grade in dossier.assessments.values()
        if facts.adviser_id == adviser_id
        and facts.assessed_on is not None
        and (term.starts_on is None or facts.assessed_on < term.starts_on)
    ]
    return max(graded, key=lambda pair: pair[0], default=(None, None))[1] is Grade.UNQUALIFIED
