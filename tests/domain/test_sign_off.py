"""审签: the order of signatures, returns, and that a drafter is not the only one to sign."""

from datetime import date

import pytest

from app.domain.sign_off import (
    Signature,
    SignDecision,
    SignRole,
    complete,
    current_round,
    next_role,
    problems_of_signature,
    rounds_of,
)

DAY = date(2026, 3, 9)
CLERK, SECTION, LEADER = SignRole
BACK = SignDecision.RETURNED


def by(
    role: SignRole, name: str, day: date = DAY, decision: SignDecision = SignDecision.AGREED, note: str = ""
) -> Signature:
    return Signature(role, name, day, decision, note)


ALL = (by(CLERK, "甲"), by(SECTION, "乙"), by(LEADER, "丙"))
RETURNED = (by(CLERK, "甲"), by(SECTION, "乙", decision=BACK, note="依据写全"))


@pytest.mark.parametrize(
    ("signatures", "role"),
    [((), CLERK), (ALL[:1], SECTION), (ALL[:2], LEADER), (ALL, None), (RETURNED, CLERK), ((*RETURNED, ALL[0]), SECTION)],
)  # fmt: skip
def test_who_signs_next(signatures: tuple[Signature, ...], role: SignRole | None) -> None:
    assert next_role(signatures) is role
    assert complete(signatures) is (role is None)


def test_a_return_begins_a_round() -> None:
    assert rounds_of((*RETURNED, ALL[0])) == [RETURNED, (ALL[0],)]
    assert rounds_of(RETURNED) == [RETURNED, ()]
    assert current_round(ALL) == ALL


@pytest.mark.parametrize(
    ("signatures", "wanted", "one_person", "said"),
    [
        ((), by(CLERK, "甲"), False, ""),
        ((), by(SECTION, "乙"), False, "现在应由“经办”签署，不能由“科长”先签"),
        (ALL[:1], by(LEADER, "丙"), False, "现在应由“科长”签署"),
        (ALL[:1], by(SECTION, " "), False, "请填写签署人姓名"),
        (ALL[:1], by(SECTION, "乙", date(2026, 3, 8)), False, "不能早于上一环节"),
        (ALL[:1], by(SECTION, "乙", decision=BACK), False, "请写明意见"),
        (ALL[:1], by(SECTION, "乙", decision=BACK, note="改"), False, ""),
        ((), by(CLERK, "甲", decision=BACK, note="改"), False, "不需要退回"),
        (ALL, by(LEADER, "丙"), False, "审签已经完成"),
        (ALL, by(LEADER, "丙", decision=BACK, note="数字有误"), False, ""),
        (ALL, by(SECTION, "乙", decision=BACK, note="数字有误"), False, "现在应由“分管局领导”签署"),
        ((by(CLERK, "甲"), by(SECTION, "甲")), by(LEADER, " 甲 "), False, "不能一个人完成全部审签"),
        ((by(CLERK, "甲"), by(SECTION, "甲")), by(LEADER, "甲"), True, ""),
        ((by(CLERK, "甲"), by(SECTION, "甲")), by(LEADER, "丙"), False, ""),
        ((by(CLERK, "甲"), by(SECTION, "乙")), by(LEADER, "甲"), False, ""),
        ((by(CLERK, "乙"), by(SECTION, "甲")), by(LEADER, "甲"), False, "不能一个人完成全部审签"),
    ],
)
def test_what_keeps_a_signature_off_the_sheet(
    signatures: tuple[Signature, ...], wanted: Signature, one_person: bool, said: str
) -> None:
    found = [p.message for p in problems_of_signature(signatures, wanted, "甲", one_person=one_person)]
    assert (len(found) == 1 and said in found[0]) if said else not found
