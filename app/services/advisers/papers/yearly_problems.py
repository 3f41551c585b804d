"""Section 四 and 五 of the yearly report: what is wrong by the checks that are on, unused contracts always, and what follows. Knows no store."""

import re
from collections.abc import Iterable, Iterator

from app.domain.dates import chinese
from app.services.advisers.papers.yearly_facts import Contract, Problems, YearlyFacts

SHOWN = 3
"""Findings of one check that are told in the text; where there are more, all of them stand in the list at the end."""

IDLE = "idle"

MEASURES = {
    IDLE: "对没有交办过事项的合同逐份核实，需要的及时交办工作，不再需要的按约定结束，防止聘而不用",
    "ADV-01": "按规定人数补聘法律顾问",
    "ADV-02": "聘期长短不合规定的，在续聘时改正",
    "ADV-03": "对已到期的合同和聘期及时办理续签、续聘或者结清归档",
    "ADV-04": "续聘、续签做到期限衔接",
    "ADV-05": "补齐合同必备条款",
    "ADV-06": "合同签订后按时报送备案",
    "ADV-07": "按合同约定核付费用，逾期款项查明原因后办理",
    "ADV-08": "讨论决定重大事项前听取法律顾问意见并登记",
    "ADV-09": "对未采纳的意见补记理由",
    "ADV-10": "督促委托单位及时反馈意见采纳情况",
    "ADV-11": "督促法律顾问按要求的时间完成交办事项",
    "ADV-12": "补办年度考核",
    "ADV-13": "落实考核结果，不合格的不再续聘",
    "ADV-15": "及时处理利益冲突申报，应当回避的更换承办顾问",
    "ADV-17": "一个单位确定一名首席法律顾问",
    "ADV-19": "聘请外聘律师时核对执业年限",
}
"""What follows from a check that found something; unused contracts come first."""

ALWAYS = (
    "落实讨论决定重大行政决策、规范性文件和重大合同前听取法律顾问意见的制度，重要意见以书面出具、留存备查",
    "在聘期和合同届满前完成考核，按考核结果决定续聘、整改或者解聘",
)

_DIGITS = ("", *"一二三四五六七八九")
_ADVICE = re.compile("[，；]请[^，；。]*(?:，或[^，；。]*)?$")


def problems(facts: YearlyFacts) -> list[str]:
    """一是…, 二是…; empty where nothing is wrong."""
    texts = [*_idle(facts), *(_of_check(facts, each) for each in facts.problems)]
    if len(texts) < 2:
        return [f"{text}。" for text in texts]
    return _numbered(texts)


def next_steps(facts: YearlyFacts) -> list[str]:
    """一是…: what the problems ask for, then what always holds."""
    keys = [*([IDLE] if any(each.unused for each in facts.contracts) else []), *(p.check.key for p in facts.problems)]
    wanted = [MEASURES[key] for key in keys if key in MEASURES] + list(ALWAYS)
    return _numbered(wanted)


def _numbered(texts: Iterable[str]) -> list[str]:
    return [f"{_ordinal(at)}是{text}。" for at, text in enumerate(texts, 1)]


def _ordinal(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones]}"


def situation(message: str) -> str:
    """What a finding says without what it asks the clerk to do."""
    return _ADVICE.sub("", message)


def unlisted(facts: YearlyFacts) -> bool:
    """Whether some check found more than the text tells."""
    return any(len(each.found) > SHOWN for each in facts.problems) or len(_unused(facts)) > SHOWN


def rows(facts: YearlyFacts) -> Iterator[tuple[str, str, str]]:
    """Every problem: what kind, whose, and what it is."""
    for each in _unused(facts):
        yield "聘而不用", each.unit, _unused_words(each, facts)
    for problem in facts.problems:
        for unit, finding in problem.found:
            yield problem.check.title, unit, situation(finding.problem.message)


def _unused(facts: YearlyFacts) -> list[Contract]:
    return [each for each in facts.contracts if each.unused]


def _idle(facts: YearlyFacts) -> Iterator[str]:
    found = _unused(facts)
    if found:
        told = "；".join(f"{_whose(facts, each.unit)}{_unused_words(each, facts)}" for each in found[:SHOWN])
        yield f"存在聘而不用。合同年内没有交办过事项的服务合同{len(found)}份：{told}{_more(len(found))}"


def _unused_words(contract: Contract, facts: YearlyFacts) -> str:
    spans = "、".join(
        f"{chinese(year.starts_on)}至{chinese(min(year.ends_on, facts.period.until))}"
        for year in contract.unused
        if year.starts_on is not None and year.ends_on is not None
    )
    return f"“{contract.facts.name}”{spans}没有交办过事项"


def _of_check(facts: YearlyFacts, problem: Problems) -> str:
    told = "；".join(
        f"{_whose(facts, unit)}{situation(finding.problem.message)}" for unit, finding in problem.found[:SHOWN]
    )
    return f"{problem.check.title}方面有{len(problem.found)}项问题：{told}{_more(len(problem.found))}"


def _whose(facts: YearlyFacts, unit: str) -> str:
    return f"{unit}，" if facts.whole and unit else ""


def _more(count: int) -> str:
    return f"等{count}项，详见附件中的问题清单" if count > SHOWN else ""
