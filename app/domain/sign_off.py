"""审签: 经办 → 科长 → 分管局领导 on opinions, numbers and letters. Knows no store; who may sign is said, not proven."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.problems import Basis, Problem


class SignRole(Choice):
    """Who signs, in the order in which they do."""

    CLERK = "clerk", "经办", "经办人", "承办人"
    SECTION = "section", "科长", "科室负责人"
    LEADER = "leader", "分管局领导", "局领导"


class SignDecision(Choice):
    """What one who signs decides; a returned sheet begins anew with the clerk."""

    AGREED = "agreed", "同意"
    RETURNED = "returned", "退回修改"


@dataclass(frozen=True)
class Signature:
    """One name on the sheet; `on` is the day it was signed."""

    role: SignRole
    name: str
    on: date
    decision: SignDecision = SignDecision.AGREED
    note: str = ""


SIGN_RULE = Basis("本单位审签制度", "经办人拟稿，科室负责人审核，分管局领导签发；拟稿人不得同时是唯一的审签人")


def rounds_of(signatures: tuple[Signature, ...]) -> list[tuple[Signature, ...]]:
    """The sheet's rounds in order: each ends with a return, but for the last, which may have nobody yet."""
    rounds: list[tuple[Signature, ...]] = []
    begun: list[Signature] = []
    for item in signatures:
        begun.append(item)
        if item.decision is SignDecision.RETURNED:
            rounds.append(tuple(begun))
            begun = []
    return [*rounds, tuple(begun)]


def current_round(signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """The signatures since the last return, in order."""
    return rounds_of(signatures)[-1]


def next_role(signatures: tuple[Signature, ...]) -> SignRole | None:
    """Who signs next; None when the leader has agreed."""
    signed = {item.role for item in current_round(signatures)}
    return next((role for role in SignRole if role not in signed), None)


def complete(signatures: tuple[Signature, ...]) -> bool:
    """Whether every role has agreed since the last return."""
    return next_role(signatures) is None


def problems_of_signature(
    signatures: tuple[Signature, ...], wanted: Signature, drafter: str, *, one_person: bool
) -> Iterator[Problem]:
    """Why a signature cannot be added: out of order, without a name, before the last one, or the drafter's alone.

    `one_person` is the office's switch for those who have nobody else: then the drafter may sign everything.
    """
    returned = wanted.decision is SignDecision.RETURNED
    expected = next_role(signatures) or (SignRole.LEADER if returned else None)
    if expected is None:
        yield Problem("role", "审签已经完成，不能再签；需要修改的，可由分管局领导退回", basis=SIGN_RULE)
        return
    if wanted.role is not expected:
        yield Problem(
            "role",
            f"审签顺序为经办、科长、分管局领导，现在应由“{expected.label}”签署，不能由“{wanted.role.label}”先签",
            basis=SIGN_RULE,
        )
    if not wanted.name.strip():
        yield Problem("name", "请填写签署人姓名")
    if signatures and wanted.on < signatures[-1].on:
        yield Problem("on", f"签署日期不能早于上一环节的日期（{chinese(signatures[-1].on)}）")
    if returned and wanted.role is SignRole.CLERK:
        yield Problem("decision", "经办人自己修改即可，不需要退回")
    if returned and not wanted.note.strip():
        yield Problem("note", "退回修改的，请写明意见")
    others = {item.name.strip() for item in current_round(signatures) if item.role is not SignRole.CLERK}
    last = wanted.role is SignRole.LEADER and wanted.decision is SignDecision.AGREED
    if last and not one_person and {*others, wanted.name.strip()} <= {drafter.strip()}:
        yield Problem(
            "name",
            f"“{drafter}”是拟稿人，不能一个人完成全部审签，请由他人签署；只有一人的单位可在“系统设置”中打开“一人审签”",
            basis=SIGN_RULE,
        )
