"""Appendices of the yearly report: figures with a chart, units or matters, contracts, problems. Knows no store and no file format."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.engagements import EngagementFacts, Pricing
from app.domain.dates import chinese
from app.domain.money import yuan
from app.services.advisers.overview import OverviewLine, kinds_chart, money_chart
from app.services.advisers.papers.contract import term_of
from app.services.advisers.papers.yearly_facts import Contract, Matter, YearlyFacts
from app.services.advisers.papers.yearly_problems import rows, unlisted
from app.services.reports.paper import figures_table

if TYPE_CHECKING:
    from app.exporters.official import Appendix, Table


def appendices(facts: YearlyFacts) -> Iterator["Appendix"]:
    """Those that have something to say."""
    from app.exporters.official import Appendix

    year = facts.period.year
    shown = [value for value in facts.line.figures if value.count or value.before]
    chart = kinds_chart(facts.line, year)
    if shown:
        charts = [chart] if chart is not None else []
        yield Appendix(f"{year}年法律顾问工作数据", (*charts, figures_table("", shown, year)))
    if units := [line for line in facts.units if line.others or any(value.count for value in line.figures)]:
        money = money_chart(units)
        charts = [money] if money is not None else []
        yield Appendix(f"{year}年各单位法律顾问情况", (*charts, _units(units)))
    if facts.contracts:
        yield Appendix(f"{year}年履行的法律顾问服务合同", (_contracts(facts.contracts, whole=facts.whole),))
    if facts.matters and not facts.whole:
        yield Appendix(f"{year}年法律顾问工作事项", (_matters(facts.matters),))
    if unlisted(facts):
        yield Appendix("问题清单", (_problems(facts),))


def _units(lines: Iterable[OverviewLine]) -> "Table":
    from app.exporters.official import Align, Column, Table

    number = Align.RIGHT
    columns = (
        Column("单位", 2.8, Align.LEFT), Column("法律顾问", 2.8, Align.LEFT), Column("合同（份）", 1.2, number),
        Column("合同金额（元）", 2.0, number), Column("已付（元）", 2.0, number), Column("交办（件）", 1.2, number), Column("采纳率", 1.4, number),
        Column("未交办（份）", 1.6, number),
    )  # fmt: skip
    return Table(columns, tuple(_unit(line) for line in lines))


def _unit(line: OverviewLine) -> tuple[str, ...]:
    keys = ("engagements_running", "engagement_money", "engagement_paid", "matters_asked")
    counts = (value.figure.plain(value.value) for value in map(line.figure, keys))
    rate = line.figure("adviser_adoption")
    adopted = rate.figure.text(rate.value) if rate.value is not None else ""
    return (line.name, "、".join(line.others), *counts, adopted, str(line.idle) if line.idle else "")


def _contracts(contracts: Iterable[Contract], *, whole: bool) -> "Table":
    from app.exporters.official import Align, Column, Table

    number = Align.RIGHT
    columns = (
        *((Column("单位", 2.0, Align.LEFT),) if whole else ()),
        Column("合同名称", 3.4, Align.LEFT), Column("受聘机构（顾问）", 2.4, Align.LEFT), Column("期限", 2.7, Align.LEFT),
        Column("合同金额（元）", 1.8, number), Column("已付（元）", 1.7, number), Column("情况", 1.6, Align.LEFT),
    )  # fmt: skip
    return Table(columns, tuple(_contract(each, whole=whole) for each in contracts))


def _contract(each: Contract, *, whole: bool) -> tuple[str, ...]:
    facts = each.facts
    how = "，".join([each.state.label, *(["未交办事项"] if each.unused else [])])
    unit = (each.unit,) if whole else ()
    return (*unit, facts.name, each.party, term_of(facts), _amount(facts), _plain(each.paid), how)


def _amount(facts: EngagementFacts) -> str:
    """80,000, 封顶20,000.50, or why there is none."""
    if facts.amount is not None:
        return _plain(facts.amount)
    if facts.cap is not None:
        return f"封顶{_plain(facts.cap)}"
    return "无偿" if facts.pricing is Pricing.UNPAID else "没有总额"


def _plain(fen: int) -> str:
    """元, 角 and 分 only where there are any."""
    return yuan(fen).removesuffix(".00")


def _matters(matters: Iterable[Matter]) -> "Table":
    from app.exporters.official import Align, Column, Table

    columns = (
        Column("交办日期", 2.2), Column("事项", 4.2, Align.LEFT), Column("类别", 2.0), Column("承办顾问", 1.5), Column("完成日期", 2.2),
        Column("采纳情况", 1.6),
    )  # fmt: skip
    return Table(columns, tuple(_matter(each) for each in matters))


def _matter(each: Matter) -> tuple[str, ...]:
    facts = each.facts
    adopted = facts.adoption.label if facts.adoption else ""
    return (_day(facts.asked_on), facts.title, facts.kind.label, each.adviser, _day(facts.done_on), adopted)


def _day(day: date | None) -> str:
    return chinese(day) if day is not None else ""


def _problems(facts: YearlyFacts) -> "Table":
    from app.exporters.official import Align, Column, Table

    columns = (
        Column("序号", 0.8),
        Column("项目", 2.2, Align.LEFT),
        Column("单位", 2.4, Align.LEFT),
        Column("情况", 7.0, Align.LEFT),
    )
    return Table(columns, tuple((str(at), *row) for at, row in enumerate(rows(facts), 1)))
