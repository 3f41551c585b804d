"""补充协议 of a contract: what each kind may change, and what stood there before and after, in words. Knows no act."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.advisers.engagements import EngagementFacts, SupplementKind
from app.domain.dates import chinese
from app.domain.money import yuan
from app.domain.problems import Problem, Severity
from app.models.advisers import AdviserRecord
from app.models.units import UnitRecord

SUPPLEMENTED: Mapping[SupplementKind, tuple[str, ...]] = {
    SupplementKind.AMOUNT: ("amount", "cap", "pricing"),
    SupplementKind.TERM: ("starts_on", "ends_on", "open_ended", "notice_on"),
    SupplementKind.PEOPLE: ("advisers",),
    SupplementKind.SCOPE: ("served", "served_text", "duties"),
    SupplementKind.OTHER: ("payment_terms", "remark"),
}
"""What a 补充协议 of each kind may change."""

TITLES = {
    "amount": "合同金额", "cap": "封顶金额", "pricing": "计费方式", "starts_on": "期限起", "ends_on": "期限止", "notice_on": "通知日期",
    "advisers": "受聘顾问", "served": "服务单位", "served_text": "服务对象", "duties": "服务内容", "payment_terms": "付款方式", "remark": "备注",
}  # fmt: skip


DECLARED = ("amount", "cap", "starts_on", "ends_on", "advisers", "served")
"""What the parties agreed on: after the signature a supplement changes it."""


def undeclared(before: EngagementFacts, facts: EngagementFacts) -> list[Problem]:
    """What the form of a signed contract changes without a supplement: a typing error may be corrected so, told all the same."""
    if before.signed_on is None or facts.signed_on is None or facts.supplements != before.supplements:
        return []
    return [
        Problem(
            name,
            f"合同已经签订：{TITLES[name]}由补充协议变更的，请在“更多—补充协议”中登记；更正录入错误的，可以直接保存",
            Severity.WARNING,
        )
        for name in DECLARED
        if getattr(before, name) != getattr(facts, name)
    ]


def with_end(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of a term: one that is given an end is not open any more."""
    closed = changes.get("ends_on") is not None and "open_ended" not in changes
    return {**changes, "open_ended": False} if closed else dict(changes)


def said_in(session: Session, facts: EngagementFacts, names: Mapping[str, Any]) -> str:
    """What a contract says at some fields, each under its title: 合同金额：80,000.00元；计费方式：包干."""
    shown = dict.fromkeys("ends_on" if name == "open_ended" else name for name in names)  # both say when it ends
    return "；".join(f"{TITLES[name]}：{_said(session, facts, name) or '无'}" for name in shown)


def _said(session: Session, facts: EngagementFacts, name: str) -> str:
    value = getattr(facts, name)
    match name:
        case "amount":
            return f"{yuan(value)}元" if value is not None else "没有总额"
        case "cap":
            return f"{yuan(value)}元" if value is not None else ""
        case "ends_on" if value is None:
            return "未定" if facts.open_ended else ""
        case "advisers":
            ids = [engaged.adviser_id for engaged in value]
            rows = session.execute(select(AdviserRecord.id, AdviserRecord.name).where(AdviserRecord.id.in_(ids)))
            people = {row.id: row.name for row in rows}
            return "、".join(people[key] for key in ids if key in people)
        case "served":
            rows = session.execute(select(UnitRecord.id, UnitRecord.name).where(UnitRecord.id.in_(value)))
            units = {row.id: row.name for row in rows}
            return "、".join(units[key] for key in value if key in units)
        case "pricing":
            return value.label if value is not None else ""
        case _:
            return chinese(value) if isinstance(value, date) else str(value or "")
