"""Checks of the work: asked or not, answered, adopted, free of conflicts. Knows no registry."""

from collections.abc import Iterator
from datetime import timedelta

from app.domain.advisers.checks.dossier import Dossier, Finding, found
from app.domain.advisers.conflicts import NO_CONFLICT, Task, problems_of_assignment, with_side
from app.domain.advisers.contract_years import contract_years
from app.domain.advisers.matters import REASON_FOR_REFUSAL, MatterState, matter_state
from app.domain.dates import chinese
from app.domain.problems import Basis, Severity, errors
from app.domain.submissions.facts import Adoption

MUST_HEAR = Basis("中办发〔2016〕30号", "讨论决定重大事项前应当听取法律顾问的意见；应当听取而未听取的，不得提交讨论")
IN_TIME = Basis("法律顾问管理规则", "法律顾问应当按要求的时间完成交办事项")
IDLE = Basis("惠阳区、龙华区等地通报", "防止只签订合同、聘而不用")


def unadvised(dossier: Dossier) -> Iterator[Finding]:
    """ADV-08: a decision, document or contract was decided without an adviser's opinion."""
    for item in dossier.unadvised:
        message = f"“{item.title}”没有法律顾问的意见，请补记交办事项或说明"
        yield found("ADV-08", item.ledger, item.record_id, item.unit_id, message, Severity.WARNING, MUST_HEAR)


def refused_without_reason(dossier: Dossier) -> Iterator[Finding]:
    """ADV-09: an opinion was not adopted, and nobody says why."""
    for key, each in dossier.matters.items():
        if each.adoption is Adoption.NOT_ADOPTED and not each.adoption_reason.strip():
            message = f"“{each.title}”的意见未被采纳，没有写明理由"
            yield found(
                "ADV-09", "matters", key, each.unit_id, message, Severity.ERROR, REASON_FOR_REFUSAL, "adoption_reason"
            )


def unanswered(dossier: Dossier) -> Iterator[Finding]:
    """ADV-10: nobody has said what became of an opinion for longer than the place allows."""
    days = dossier.profile.number("opinion_reply_days")
    for key, each in dossier.matters.items():
        if days is None or matter_state(each, dossier.on) is not MatterState.AWAITING_REPLY or each.done_on is None:
            continue
        last = each.done_on + timedelta(days=days)
        if dossier.on > last and dossier.counts(last):
            message = (
                f"“{each.title}”的意见{chinese(each.done_on)}出具，已超过{days}天没有反馈采纳情况，请向委托单位了解"
            )
            yield found(
                "ADV-10",
                "matters",
                key,
                each.unit_id,
                message,
                Severity.WARNING,
                dossier.profile.basis("opinion_reply_days"),
                "adoption",
            )


def late(dossier: Dossier) -> Iterator[Finding]:
    """ADV-11: an opinion came, or still is, after the day it was asked for."""
    for key, each in dossier.matters.items():
        if each.due_on is None:
            continue
        came = each.done_on if each.done_on is not None and each.done_on <= dossier.on else None
        if (came or dossier.on) > each.due_on and dossier.counts(each.due_on):
            what = f"于{chinese(came)}完成" if came else "尚未完成"
            message = f"“{each.title}”要求{chinese(each.due_on)}前完成，{what}，迟{((came or dossier.on) - each.due_on).days}天"
            yield found(
                "ADV-11",
                "matters",
                key,
                each.unit_id,
                message,
                Severity.WARNING if not came else Severity.NOTE,
                IN_TIME,
                "done_on",
            )


def idle(dossier: Dossier) -> Iterator[Finding]:
    """ADV-14: nothing was asked in a whole contract year: 聘而不用."""
    for key, each in dossier.engagements.items():
        if each.draft or each.span().starts_on is None:
            continue
        for year, number in contract_years(each.span()):
            assert year.ends_on is not None
            if year.ends_on >= dossier.on:
                break
            asked = any(matter.asked_on is not None and year.covers(matter.asked_on) for matter in dossier.work[key])
            if not asked and dossier.counts(year.ends_on):
                span = f"{chinese(year.starts_on)}至{chinese(year.ends_on)}" if year.starts_on else ""
                message = f"合同“{each.name}”第{number}个合同年（{span}）没有交办过任何事项，请核实是否“聘而不用”"
                yield found("ADV-14", "engagements", key, each.unit_id, message, Severity.WARNING, IDLE)


def conflicted(dossier: Dossier) -> Iterator[Finding]:
    """ADV-15: an adviser works on a matter although he or his firm has an open conflict with its other side."""
    declared = [
        with_side(each, about.counterparty) if (about := dossier.matters.get(each.matter_id or 0)) else each
        for each in dossier.conflicts.values()
    ]
    for key, each in dossier.matters.items():
        if each.done_on is not None and each.done_on <= dossier.on:
            continue
        adviser = dossier.advisers.get(each.adviser_id or 0)
        task = Task(each.adviser_id, adviser.firm_id if adviser else None, each.counterparty, key)
        for problem in errors(problems_of_assignment(task, declared)):
            yield found(
                "ADV-15",
                "matters",
                key,
                each.unit_id,
                f"“{each.title}”：{problem.message}",
                Severity.ERROR,
                NO_CONFLICT,
                "adviser_id",
            )
