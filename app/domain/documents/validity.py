"""有效期: the last day in force, its limits, and the copying of equal dates. Knows no status."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.domain.dates import add_months, add_years, chinese
from app.domain.documents.facts import DocumentFacts, DocumentKind, StepKind, StepResult, Trial, ValidityMode
from app.domain.documents.procedure import final_level
from app.domain.facts import altered
from app.domain.problems import Problem, Severity
from app.domain.profiles import Profile


def expiry(start: date, years: int) -> date:
    """Last day in force, inclusive: the day before the anniversary; 29 February rolls to 1 March.

    Three published Guangzhou records confirm the minus-one-day.
    """
    return add_years(start, years) - timedelta(days=1)


def soon(on: date, profile: Profile) -> date:
    """Last expiry day (inclusive) that counts as 即将到期: the latest whose evaluation, so many months before it, is due.

    Subtracting months clamps to the month's end (6 months before 31 December is 30 June), so a month's last day looks
    ahead to a month's last day.
    """
    edge = add_months(on, profile.number("evaluation_lead_months") or 0)
    ends_a_month = (on + timedelta(days=1)).day == 1
    return add_months(edge.replace(day=1), 1) - timedelta(days=1) if ends_a_month else edge


def kind_of_limit(facts: DocumentFacts) -> str:
    """Which of the profile's limits applies: trial, circular or ordinary."""
    if facts.trial is not Trial.NONE:
        return "trial"
    return "circular" if facts.doc_kind is DocumentKind.CIRCULAR else "ordinary"


def start_of_validity(facts: DocumentFacts, profile: Profile) -> date | None:
    """The day validity counts from: the effective day, or the publication where the profile says so."""
    return facts.published_on if profile.text("expiry_base") == "published" else facts.effective_on


def years_of(facts: DocumentFacts, profile: Profile) -> int | None:
    """Years of validity: those stated, or those the profile presumes for a document that states none."""
    if facts.validity.mode is ValidityMode.YEARS:
        return facts.validity.years
    if facts.validity.mode is ValidityMode.NONE_STATED:
        kind = "trial" if kind_of_limit(facts) == "trial" else "ordinary"
        return profile.number(f"validity_unstated_{kind}")
    return None


def computed_expiry(facts: DocumentFacts, profile: Profile) -> date | None:
    """The last day in force that the facts imply; None where they imply none."""
    start, years = start_of_validity(facts, profile), years_of(facts, profile)
    return expiry(start, years) if start and years and 0 < years <= 100 else None


def settle(facts: DocumentFacts, profile: Profile) -> DocumentFacts:
    """Facts with what follows filled in: equal dates copied, the adoption day from the minutes, the expiry computed.

    A typed value is never overwritten, save an expiry that was computed before and carries no reason of its own.
    """
    changes: dict[str, Any] = {}
    if not facts.backfill and (adopted := _adopted_on(facts)):
        changes["adopted_on"] = adopted
    if facts.dated_on is None and facts.signed_on is not None:
        changes["dated_on"] = facts.signed_on
    if facts.printed_on is None and facts.published_on is not None:
        changes["printed_on"] = facts.published_on
    due = computed_expiry(facts, profile)
    if due is not None and (facts.expires_on is None or (not facts.backfill and not facts.expiry_reason)):
        changes["expires_on"] = due
    return altered(facts, **changes) if changes else facts


def _adopted_on(facts: DocumentFacts) -> date | None:
    """The day of the last deliberation of the deciding level that passed."""
    level = final_level(facts.file_level)
    days = (
        step.on
        for step in facts.steps
        if step.kind is StepKind.DELIBERATION and step.result is StepResult.PASSED and step.level is level and step.on
    )
    return max(days, default=None)


def problems_of_validity(facts: DocumentFacts, profile: Profile) -> Iterable[Problem]:
    """What is wrong with the validity as stated, and where it passes the place's limits."""
    years, mode = facts.validity.years, facts.validity.mode
    if mode is ValidityMode.YEARS and (years is None or not 0 < years <= 100):
        yield Problem("validity", "请填写有效期年数（1–100 的整数）")
    if mode is ValidityMode.FIXED and facts.expires_on is None:
        yield Problem("expires_on", "已选“明确到期日”，请填写有效期至")
    if mode in (ValidityMode.OPEN_ENDED, ValidityMode.UNTIL_DONE) and facts.expires_on and not facts.backfill:
        yield Problem("expires_on", f"有效期为“{mode.label}”的文件没有到期日，请清空有效期至或改选有效期种类")
    start = facts.effective_on or facts.published_on
    if start and facts.expires_on and facts.expires_on < start:
        yield Problem("expires_on", f"有效期至（{chinese(facts.expires_on)}）早于施行日期（{chinese(start)}），请更正")
    due = computed_expiry(facts, profile)
    if due and facts.expires_on and facts.expires_on != due and not facts.expiry_reason:
        yield Problem(
            "expires_on",
            f"按有效期推算应至{chinese(due)}，与填写的{chinese(facts.expires_on)}不同，请更正或在“到期日说明”中写明理由",
            Severity.NOTE if facts.backfill else Severity.WARNING,
            profile.basis("expiry_base"),
            "expiry_differs",
        )
    yield from _problems_of_limits(facts, profile)


def _problems_of_limits(facts: DocumentFacts, profile: Profile) -> Iterable[Problem]:
    kind = kind_of_limit(facts)
    most, least = profile.number(f"validity_max_{kind}"), None
    if kind != "circular":
        least = profile.number(f"validity_min_{kind}")
    elif most is None:
        kind, most = "ordinary", profile.number("validity_max_ordinary")
    start, end = start_of_validity(facts, profile), facts.expires_on
    severity = Severity.NOTE if facts.backfill else Severity.WARNING
    if most is not None:
        over = bool(facts.validity.years and facts.validity.years > most) or bool(
            start and end and end > expiry(start, most)
        )
        if over:
            yield Problem(
                "validity",
                f"有效期超过{most}年，请缩短或说明理由",
                severity,
                profile.basis(f"validity_max_{kind}"),
                "validity_max",
            )
        elif facts.validity.mode is ValidityMode.OPEN_ENDED:
            yield Problem(
                "validity",
                f"文件未设有效期，一般不超过{most}年，请说明理由",
                severity,
                profile.basis(f"validity_max_{kind}"),
                "validity_open",
            )
    if least is not None and facts.validity.years and facts.validity.years < least:
        yield Problem(
            "validity",
            f"有效期不足{least}年，请延长或说明理由",
            severity,
            profile.basis(f"validity_min_{kind}"),
            "validity_min",
        )
