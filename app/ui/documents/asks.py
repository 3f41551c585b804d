"""Acts on a document that need one question: a reason, a yes. Each asks, then writes in the background. Knows no page."""

from collections.abc import Callable

from app.domain.documents.facts import DocumentFacts, Doubt
from app.domain.documents.procedure import SOFT_RULES
from app.domain.problems import Problem
from app.ui.desk import Desk
from app.ui.doubts import ask_about

VOID_REASONS = ("文件不再印发", "编错号段", "重复编号")


def ask_waiver(desk: Desk, problem: Problem) -> str:
    """The reason for which a soft rule's warning may stand, usual ones offered; empty when given up."""
    reasons = next((rule.reasons for rule in SOFT_RULES if rule.key == problem.rule), ())
    return desk.dialogs.text("说明理由", problem.message, "", reasons) or ""


def accept(desk: Desk, facts: DocumentFacts, problem: Problem) -> None:
    """说明理由: accept a soft rule's warning."""
    if reason := ask_waiver(desk, problem):
        documents, actor, key = desk.office.documents, desk.actor(), _id(facts)
        desk.work.write(lambda: documents.accept(key, problem.rule, reason, actor))


def settle(desk: Desk, facts: DocumentFacts, doubt: Doubt, fill_in: Callable[[str], None]) -> None:
    """核实: the doubt was looked into, or is to be corrected now."""
    documents, actor, key = desk.office.documents, desk.actor(), _id(facts)
    ask_about(desk, doubt, lambda: documents.settle_doubts(key, (doubt,), actor), fill_in)


def void(desk: Desk, facts: DocumentFacts) -> None:
    """作废编号, with a reason."""
    number = facts.unified_number
    question = f"编号 {number} 作废后不再使用，登记簿中保留。请写明原因："
    reason = desk.dialogs.text("作废编号", question, "", VOID_REASONS) if number else None
    if reason is not None:
        numbering, actor = desk.office.numbering, desk.actor()
        desk.work.write(lambda: numbering.void(number, reason, actor))


def withdraw(desk: Desk, facts: DocumentFacts, say: Callable[[str], None]) -> None:
    """撤回编号: today's last number, before its notice is printed; else every reason is told."""
    number = facts.unified_number
    question = (
        f"撤回后{facts.named}回到待登记编号，编号 {number} 重新可用。\n"
        "只有当天编的最后一个、通知单还没有打印的编号可以撤回。"
    )
    if number and desk.dialogs.ask("撤回编号", question, "撤回"):
        numbering, actor = desk.office.numbering, desk.actor()
        desk.work.write(lambda: numbering.withdraw(number, actor), lambda _: say(f"编号 {number} 已撤回"))


def bin_draft(desk: Desk, facts: DocumentFacts) -> None:
    """删除草稿: put a draft into the bin."""
    if desk.dialogs.ask("删除草稿", f"{facts.named}将移入回收站，可以恢复。要删除吗？", "删除"):
        documents, actor, key = desk.office.documents, desk.actor(), _id(facts)
        desk.work.write(lambda: documents.bin(key, actor))


def _id(facts: DocumentFacts) -> int:
    assert facts.id is not None
    return facts.id
