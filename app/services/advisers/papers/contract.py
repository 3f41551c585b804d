"""聘任合同备案表: one service contract as a form for the 司法局. Knows no store and no file format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.engagements import PROCURED, Clause, EngagementFacts, Filing
from app.domain.advisers.following import papers_for
from app.domain.advisers.payments import PaymentFacts
from app.domain.dates import chinese
from app.domain.money import capitals, yuan
from app.services.advisers.papers.boxes import BLANK, SEAL, ticked

if TYPE_CHECKING:
    from app.exporters.official import Block, Official

TITLE = "法律顾问聘任合同备案表"


@dataclass(frozen=True)
class ContractNames:
    """The names that a contract's ids stand for."""

    unit: str
    served: tuple[str, ...]
    firm: str
    credit_code: str
    advisers: Mapping[int, tuple[str, str]]
    """Names and numbers of their licences."""
    previous: str
    """Name and term of the contract it follows."""


def filing_form(
    facts: EngagementFacts, names: ContractNames, payments: Sequence[PaymentFacts], office: str, today: date
) -> "Official":
    """The contract, its instalments, and room for both seals; what is not known is left to be written by hand."""
    from app.exporters.official import FactList, Official

    body: list[Block] = [FactList(tuple(_facts(facts, names)), BLANK, compact=True)]
    if payments:
        body.append(_instalments(payments))
    body.append(FactList(tuple(_opinions(facts)), BLANK, compact=True))
    return Official(title=TITLE, office=office, on=facts.filed_on or today, body=tuple(body), signed=False)


def _facts(facts: EngagementFacts, names: ContractNames) -> Iterator[tuple[str, str]]:
    yield "合同名称", facts.name
    yield "合同编号", facts.number
    yield "聘用类别", facts.category.label if facts.category else ""
    yield "聘用单位", names.unit
    yield "受聘机构", names.firm
    yield "服务单位范围", "；".join((*names.served, *([facts.served_text] if facts.served_text else [])))
    yield "信用代码", names.credit_code
    yield "指派顾问", "\n".join(_engaged(facts, names))
    yield "聘用方式", f"{facts.method.label if facts.method else ''}{'（续聘）' if facts.renewal else ''}"
    if facts.method in PROCURED:
        yield "采购项目编号", facts.procurement_number
        yield "成交通知日期", _day(facts.awarded_on)
    yield "签订日期", _day(facts.signed_on)
    yield "合同期限", term_of(facts)
    yield "合同金额", money_of(facts)
    yield "付款方式", facts.payment_terms
    yield "经费来源", facts.budget
    yield "审批依据", facts.basis
    yield "选聘材料", ticked(((paper.name, paper.present) for paper in facts.papers or papers_for(facts)), 3)
    yield "必备条款", ticked(((clause.label, clause in facts.clauses) for clause in Clause), 3)
    yield "服务内容", facts.duties
    if facts.previous_id is not None:
        yield "前一合同", names.previous
    for change in facts.supplements:
        what = f"{chinese(change.on)}：{change.before or '无'} → {change.after or '无'}"
        yield f"补充协议\n（{change.kind.label}）", f"{what}（{change.basis}）" if change.basis else what


def _engaged(facts: EngagementFacts, names: ContractNames) -> Iterator[str]:
    several = len(facts.advisers) > 1
    for engaged in facts.advisers:
        name, licence = names.advisers[engaged.adviser_id]
        lead = "（主办）" if engaged.lead and several else ""
        yield f"{name}{lead}{f'，执业证号{licence}' if licence else ''}"


def _opinions(facts: EngagementFacts) -> Iterator[tuple[str, str]]:
    filed = facts.filing is Filing.FILED and facts.filed_on
    yield "聘用单位意见", SEAL
    yield "司法行政部门备案意见", f"{f'已于{chinese(facts.filed_on)}备案。' if filed and facts.filed_on else ''}{SEAL}"
    yield "备注", facts.remark


def term_of(facts: EngagementFacts) -> str:
    """2025年1月1日至2025年12月31日, as far as it is known."""
    first = chinese(facts.starts_on) if facts.starts_on else ""
    last = chinese(facts.ends_on) if facts.ends_on else "未定终止日期" if facts.open_ended else ""
    return f"{first}至{last}" if first and last else first or last


def money_of(facts: EngagementFacts) -> str:
    """80,000.00元（捌万元整），包干; the cap or the way of counting where there is no total; empty where nothing is known."""
    pricing = f"　计费方式：{facts.pricing.label}" if facts.pricing else ""
    if facts.amount is not None:
        return f"{yuan(facts.amount)}元（人民币{capitals(facts.amount)}）{pricing}"
    if facts.cap is not None:
        return f"没有总额，封顶{yuan(facts.cap)}元{pricing}"
    return f"没有总额{pricing}" if pricing else ""


def _instalments(payments: Sequence[PaymentFacts]) -> "Block":
    from app.exporters.official import Align, Column, Table

    columns = (
        Column("期次", 1.0), Column("约定付款日", 2.8), Column("付款条件", 3.0, Align.LEFT), Column("应付金额", 2.2, Align.RIGHT),
        Column("实付日期", 2.8), Column("实付金额", 2.2, Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (
            str(each.instalment),
            _day(each.due_on),
            each.condition,
            yuan(each.due) if each.due is not None else "",
            _day(each.paid_on),
            yuan(each.paid) if each.paid is not None else "",
        )
        for each in payments
    )
    due, paid = sum(each.due or 0 for each in payments), sum(each.paid or 0 for each in payments)
    total = ("合计", "", "", yuan(due), "", yuan(paid) if paid else "")
    return Table(columns, rows, title="付款计划", unit="元", total=total, empty=BLANK)


def _day(day: date | None) -> str:
    return chinese(day) if day else ""
