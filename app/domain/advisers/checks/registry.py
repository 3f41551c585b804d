"""The nineteen checks, which are on at first, and running them. Knows no store."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from app.domain.advisers.check_keys import ALWAYS, ON_AT_FIRST
from app.domain.advisers.checks import contracts, terms, work
from app.domain.advisers.checks.dossier import Dossier, Finding

Run = Callable[[Dossier], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One check: its key, its name on the settings page and on the 合规检查表, and what it does."""

    key: str
    title: str
    run: Run
    of_government: bool = False
    """Asked of the place's own government only."""


CHECKS = (
    Check("ADV-01", "本级政府外聘法律顾问人数", terms.headcount, of_government=True),
    Check("ADV-02", "聘期长短", terms.length, of_government=True),
    Check("ADV-03", "聘期和合同到期", terms.expiry),
    Check("ADV-04", "聘期重叠、续聘断档", terms.chain),
    Check("ADV-05", "合同必备条款", contracts.clauses),
    Check("ADV-06", "合同备案", contracts.filing),
    Check("ADV-07", "费用支付", contracts.payments),
    Check("ADV-08", "重大事项听取法律顾问意见", work.unadvised),
    Check("ADV-09", "未采纳意见的理由", work.refused_without_reason),
    Check("ADV-10", "采纳情况反馈", work.unanswered),
    Check("ADV-11", "按期完成", work.late),
    Check("ADV-12", "年度考核", contracts.assessed),
    Check("ADV-13", "考核不合格不得续聘", contracts.renewed_unqualified),
    Check("ADV-14", "聘而不用", work.idle),
    Check("ADV-15", "利益冲突", work.conflicted),
    Check("ADV-16", "指定专职人员", terms.own_staff),
    Check("ADV-17", "首席法律顾问唯一", terms.chiefs),
    Check("ADV-18", "法律专业人员比例", terms.professionals, of_government=True),
    Check("ADV-19", "外聘律师执业年限", terms.practice),
)


def findings(dossier: Dossier, switched_on: Collection[str] = ON_AT_FIRST) -> list[Finding]:
    """What the checks that are on find, in the order of the checks."""
    return [
        finding for check in CHECKS if check.key in switched_on or check.key in ALWAYS for finding in check.run(dossier)
    ]


def sheet_of_unit(
    listed: Collection[Finding], unit_id: int, switched_on: Collection[str] = ON_AT_FIRST, *, government: bool = False
) -> list[tuple[Check, tuple[Finding, ...]]]:
    """合规检查表 of a unit: every check that is on, with what it found there; an empty tuple is 符合.

    What is asked of the place's own government only stands on the sheet of a `government`.
    """
    return [
        (check, tuple(finding for finding in listed if finding.check == check.key and finding.unit_id == unit_id))
        for check in CHECKS
        if (check.key in switched_on or check.key in ALWAYS) and (government or not check.of_government)
    ]
