"""One law firm or other body whose people advise. Knows no adviser."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.credit_code import fault_of_code, normal_code
from app.domain.documents.facts import Doubt
from app.domain.problems import Basis, Problem
from app.domain.text import fold

CODE_RULE = Basis("GB 32100-2015", "统一社会信用代码由18位数字或大写字母组成，末位为校验码")


@dataclass(frozen=True)
class FirmFacts:
    """One firm, whole."""

    name: str
    credit_code: str = ""
    licence_number: str = ""
    head: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    yearly_checks: str = ""
    """年度考核情况, as the lawyers' association gives it."""
    remark: str = ""
    doubts: tuple[Doubt, ...] = ()
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None


def problems_of_firm(facts: FirmFacts, others: Iterable[FirmFacts] = ()) -> list[Problem]:
    """All that is wrong with a firm beside the others."""
    found = []
    if not facts.name.strip():
        found.append(Problem("name", "请填写律师事务所（机构）名称"))
    if facts.credit_code.strip() and (fault := fault_of_code(facts.credit_code)):
        found.append(Problem("credit_code", fault, basis=CODE_RULE))
    for other in others:
        if other.id == facts.id:
            continue
        if facts.name.strip() and fold(other.name) == fold(facts.name):
            found.append(Problem("name", f"已登记过“{other.name}”，请直接修改该机构", record=other.id))
        if facts.credit_code.strip() and normal_code(other.credit_code) == normal_code(facts.credit_code):
            found.append(Problem("credit_code", f"这个代码已登记在“{other.name}”名下，请核对", record=other.id))
    return found
