"""Checks of people and terms: who serves, how long, how one term follows another. Knows no registry."""

from collections.abc import Iterator

from app.domain.advisers.appointments import (
    CHAIN,
    CHAIN_RULE,
    LENGTH_RULE,
    ONE_CHIEF,
    AppointmentFacts,
    Linked,
    overlap,
    problems_of_length,
    two_chiefs,
    waived,
)
from app.domain.advisers.checks.dossier import Dossier, Finding, found
from app.domain.advisers.engagements import reminder_due
from app.domain.advisers.people import INTERNAL, AdviserKind, years_in_practice
from app.domain.advisers.terms import IN_TERM, Stage, joint
from app.domain.dates import chinese
from app.domain.problems import Basis, Severity

EXPIRY = Basis("法律顾问管理规则", "聘期、合同期限届满前应当决定是否续聘；届满未续的不得继续履行")
OWN_STAFF = Basis(
    "海珠区法治政府建设实施方案第13项、清远市第21项", "未设法制机构的单位应当指定机构和专职人员负责法律顾问工作"
)


def headcount(dossier: Dossier) -> Iterator[Finding]:
    """ADV-01: the government itself has fewer experts and lawyers than it must."""
    least = dossier.profile.number("adviser_min_count") or 0
    outside = {AdviserKind.LAWYER, AdviserKind.EXPERT}
    for unit_id, unit in dossier.units.items():
        if not unit.own_government:
            continue
        people = {each.adviser_id for _, each in dossier.serving() if each.unit_id == unit_id}
        count = sum(dossier.advisers[key].kind in outside for key in people if key in dossier.advisers)
        if count < least:
            message = f"{unit.name}在聘的外聘律师和法学专家{count}名，少于{least}名，请补聘"
            yield found(
                "ADV-01",
                "appointments",
                None,
                unit_id,
                message,
                Severity.WARNING,
                dossier.profile.basis("adviser_min_count"),
            )


def length(dossier: Dossier) -> Iterator[Finding]:
    """ADV-02: an appointment of the government itself is shorter or longer than the place's rule; a reason given on it settles that."""
    for key, each in dossier.appointments.items():
        unit = dossier.units.get(each.unit_id)
        if unit is None or not unit.own_government or waived(each.waivers, LENGTH_RULE):
            continue
        for problem in problems_of_length(each, dossier.profile):
            message = f"{dossier.name_of(each.adviser_id)}的{problem.message}"
            assert problem.basis is not None
            yield found(
                "ADV-02", "appointments", key, each.unit_id, message, problem.severity, problem.basis, problem.field
            )


def expiry(dossier: Dossier) -> Iterator[Finding]:
    """ADV-03: a term ends soon, or has ended and nobody has renewed or closed it."""
    for key, each in dossier.engagements.items():
        span = each.span(renewed=key in dossier.renewed_engagements)
        stage = span.stage(dossier.on)
        if stage is Stage.EXPIRED and each.ends_on and dossier.counts(each.ends_on):
            message = f"合同“{each.name}”已于{chinese(each.ends_on)}到期，没有续签，请办理续签或结清归档"
            yield found("ADV-03", "engagements", key, each.unit_id, message, Severity.ERROR, EXPIRY, "ends_on")
        elif (
            stage in IN_TERM
            and each.ends_on
            and key not in dossier.renewed_engagements
            and (due := reminder_due(each, dossier.on))
        ):
            left = (each.ends_on - dossier.on).days
            message = f"合同“{each.name}”还有{left}天到期（{chinese(each.ends_on)}，{due.text}），请决定是否续签"
            yield found("ADV-03", "engagements", key, each.unit_id, message, Severity.NOTE, EXPIRY, "ends_on")
    for key, one in dossier.appointments.items():
        stage = one.span(renewed=key in dossier.renewed_appointments).stage(dossier.on)
        if stage is Stage.EXPIRED and one.ends_on and dossier.counts(one.ends_on):
            message = f"{dossier.name_of(one.adviser_id)}的聘期已于{chinese(one.ends_on)}届满，没有续聘"
            yield found("ADV-03", "appointments", key, one.unit_id, message, Severity.WARNING, EXPIRY, "ends_on")
        elif (
            stage is Stage.EXPIRING and one.ends_on and one.ended_on is None and key not in dossier.renewed_appointments
        ):
            left = (one.ends_on - dossier.on).days
            message = (
                f"{dossier.name_of(one.adviser_id)}的聘期还有{left}天届满（{chinese(one.ends_on)}），请决定是否续聘"
            )
            yield found("ADV-03", "appointments", key, one.unit_id, message, Severity.NOTE, EXPIRY, "ends_on")


def chain(dossier: Dossier) -> Iterator[Finding]:
    """ADV-04: a renewal leaves a gap or overlaps; two appointments of one adviser to one unit overlap."""
    links: list[tuple[str, int, Linked, Linked | None, str]] = [
        ("appointments", key, each, dossier.appointments.get(each.previous_id or 0), dossier.name_of(each.adviser_id))
        for key, each in dossier.appointments.items()
    ]
    links += [
        ("engagements", key, one, dossier.engagements.get(one.previous_id or 0), one.name)
        for key, one in dossier.engagements.items()
    ]
    for ledger, key, term, before, name in links:
        joined = joint(before.span(), term.span()) if before is not None else None
        if joined is not None and joined.said and not waived(term.waivers, CHAIN_RULE):
            message = f"“{name}”的期限{joined.said}，请核对"
            yield found("ADV-04", ledger, key, term.unit_id, message, Severity.WARNING, CHAIN, "starts_on")
    seen: dict[tuple[int, int], list[tuple[int, AppointmentFacts]]] = {}
    for key, each in dossier.appointments.items():
        earlier_ones = seen.setdefault((each.adviser_id, each.unit_id), [])
        if any(_untold_overlap(one, other, key, each) for one, other in earlier_ones):
            message = f"{dossier.name_of(each.adviser_id)}在同一单位有两个聘期重叠，请核对"
            yield found("ADV-04", "appointments", key, each.unit_id, message, Severity.WARNING, CHAIN, "starts_on")
        earlier_ones.append((key, each))


def _untold_overlap(one: int, earlier: AppointmentFacts, key: int, each: AppointmentFacts) -> bool:
    """Whether two terms of one adviser for one unit overlap, are no link of a chain, and nobody has said why."""
    linked = each.previous_id == one or earlier.previous_id == key
    said = waived((*earlier.waivers, *each.waivers), CHAIN_RULE)
    return not linked and not said and overlap(earlier.span(), each.span())


def own_staff(dossier: Dossier) -> Iterator[Finding]:
    """ADV-16: a unit that has contracts but nobody of its own who answers for the work of advisers."""
    served = {each.unit_id for each in dossier.engagements.values() if each.span().stage(dossier.on) in IN_TERM}
    own = {each.unit_id for _, each in dossier.serving() if _kind(dossier, each.adviser_id) in INTERNAL}
    for unit_id in sorted(served - own):
        name = dossier.units[unit_id].name if unit_id in dossier.units else ""
        message = f"{name}没有登记法制机构人员或公职律师，请指定专职人员负责法律顾问工作"
        yield found("ADV-16", "appointments", None, unit_id, message, Severity.NOTE, OWN_STAFF)


def chiefs(dossier: Dossier) -> Iterator[Finding]:
    """ADV-17: two chiefs of one unit at a time."""
    seen: list[AppointmentFacts] = []
    for key, each in dossier.appointments.items():
        if any(two_chiefs(other, each) for other in seen):
            message = f"{dossier.name_of(each.adviser_id)}与另一人同时为该单位的首席法律顾问，请更正"
            yield found("ADV-17", "appointments", key, each.unit_id, message, Severity.ERROR, ONE_CHIEF, "chief")
        if each.chief:
            seen.append(each)


def professionals(dossier: Dossier) -> Iterator[Finding]:
    """ADV-18: too few of the legal staff hold a legal qualification; a target of 2016, told on the sheet of the place's government."""
    share = dossier.profile.number("adviser_professional_share")
    staff = {
        each.adviser_id for _, each in dossier.serving() if _kind(dossier, each.adviser_id) is AdviserKind.LEGAL_STAFF
    }
    qualified = sum(bool(dossier.advisers[key].qualification_number.strip()) for key in staff)
    if share and staff and qualified * 100 < share * len(staff):
        message = f"法制机构人员{len(staff)}名，具有法律职业资格的{qualified}名，不足{share}%"
        yield found(
            "ADV-18",
            "advisers",
            None,
            next((key for key, unit in dossier.units.items() if unit.own_government), None),
            message,
            Severity.NOTE,
            dossier.profile.basis("adviser_professional_share"),
        )


def practice(dossier: Dossier) -> Iterator[Finding]:
    """ADV-19: a lawyer had practised too short a time when he was appointed."""
    least = dossier.profile.number("adviser_practice_years")
    for key, each in dossier.appointments.items():
        adviser = dossier.advisers.get(each.adviser_id)
        if not least or adviser is None or adviser.kind is not AdviserKind.LAWYER or each.starts_on is None:
            continue
        years = years_in_practice(adviser.first_practised_on, each.starts_on)
        if years is not None and years < least:
            message = f"{adviser.name}受聘时执业{years}年，不足{least}年，请核对"
            yield found(
                "ADV-19",
                "appointments",
                key,
                each.unit_id,
                message,
                Severity.WARNING,
                dossier.profile.basis("adviser_practice_years"),
                "adviser_id",
            )


def _kind(dossier: Dossier, adviser_id: int) -> AdviserKind | None:
    adviser = dossier.advisers.get(adviser_id)
    return adviser.kind if adviser else None
