"""年度法律顾问工作报告 of the district or of one unit, told by the figures of the year. Knows no store and no file format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.checks import Check, Finding
from app.domain.advisers.matters import MatterKind
from app.domain.advisers.people import AdviserKind
from app.domain.advisers.templates import Grade
from app.domain.figures.figure import FigureValue
from app.services.advisers.overview import DISTRICT, Overview, OverviewLine, kinds_chart, money_chart
from app.services.reports.paper import figures_table

if TYPE_CHECKING:
    from app.exporters.official import Appendix, Block, Official, Table

SHOWN_FINDINGS = 3
"""Findings of one check that are told one by one; the others are counted."""
NEXT = (
    "一是落实讨论决定重大事项前听取法律顾问意见的制度，重大行政决策、规范性文件和重大合同应听尽听。",
    "二是用好现有合同，对没有交办事项的及时安排工作或者作出处理，防止聘而不用。",
    "三是督促及时反馈意见采纳情况，未采纳的说明理由。",
    "四是在聘期和合同届满前完成考核，按考核结果决定续聘、整改或者解聘。",
)


@dataclass(frozen=True)
class YearlyFacts:
    """What the report tells beside the figures."""

    overview: Overview
    line: OverviewLine
    """The district, or the unit it is about."""
    name: str
    """Of the district or the unit, in full."""
    refused: tuple[tuple[str, str, str], ...]
    """Opinions not adopted: unit, title, reason."""
    findings: tuple[tuple[Check, tuple[Finding, ...]], ...]
    """What the checks found, those that found nothing left out."""


def yearly_report(facts: YearlyFacts, office: str, on: date) -> "Official":
    """The report, dated `on`."""
    from app.exporters.official import Official

    return Official(
        title=f"{facts.name}{facts.overview.year}年度\n法律顾问工作报告",
        office=office,
        on=on,
        body=tuple(_body(facts)),
        appendices=tuple(_appendices(facts)),
    )


def _body(facts: YearlyFacts) -> Iterator["Block"]:
    from app.exporters.official import Heading, Paragraph

    line, year = facts.line, facts.overview.year
    yield Paragraph(f"现将{facts.name}{year}年度法律顾问工作情况报告如下。")
    yield Heading("一、队伍和合同情况")
    yield Paragraph(_people(facts))
    yield Paragraph(_contracts(line))
    yield Heading("二、工作开展情况")
    yield Paragraph(_work(line))
    yield Paragraph(_adoption(line))
    for number, (unit, title, reason) in enumerate(facts.refused, 1):
        whose = f"{unit}：" if line.id == DISTRICT else ""
        yield Paragraph(f"{number}. {whose}{title}。未采纳的理由：{reason}。")
    yield Heading("三、考核和利益冲突")
    yield Paragraph(_standing(line))
    yield Heading("四、存在的问题")
    problems = list(_problems(facts))
    for number, text in enumerate(problems, 1):
        yield Paragraph(f"{number}. {text}" if len(problems) > 1 else text)
    yield Heading("五、下一步安排")
    for text in NEXT:
        yield Paragraph(text)


def _said(line: OverviewLine, key: str) -> str:
    value = line.figure(key)
    return value.figure.text(value.value)


def _people(facts: YearlyFacts) -> str:
    line = facts.line
    if line.id != DISTRICT:
        return f"本单位法律顾问为{'、'.join(line.others)}。" if line.others else "年末没有在聘的法律顾问。"
    kinds = "、".join(f"{kind.label}{_said(line, f'advisers_{kind.value}')}" for kind in AdviserKind)
    served = f"，{'，'.join(line.others)}" if line.others else ""
    return f"年末在聘法律顾问{_said(line, 'advisers_serving')}，其中{kinds}；担任首席法律顾问的{_said(line, 'advisers_chief')}{served}。"


def _contracts(line: OverviewLine) -> str:
    if not line.figure("engagements_running").count:
        return "本年度没有履行中的法律顾问服务合同。"
    return (
        f"本年度履行法律顾问服务合同{_said(line, 'engagements_running')}，合同金额合计{_said(line, 'engagement_money')}，"
        f"截至年末已付{_said(line, 'engagement_paid')}；新签{_said(line, 'engagements_new')}、"
        f"续签{_said(line, 'engagements_renewed')}、提前解除{_said(line, 'engagements_ended')}。"
    )


def _work(line: OverviewLine) -> str:
    asked = line.figure("matters_asked")
    if not asked.count and not line.figure("matters_done").count:
        return "本年度没有向法律顾问交办事项。"
    kinds = (line.figure(f"matters_{kind.value}") for kind in MatterKind)
    parts = "、".join(f"{value.figure.title.partition('·')[2]}{_text(value)}" for value in kinds if value.count)
    done = f"，其中{parts}" if parts else ""
    days, on_time = line.figure("adviser_days"), line.figure("adviser_on_time")
    took = f"，平均用时{_text(days)}" if days.value is not None else ""
    rate = f"，按期完成率{_text(on_time)}" if on_time.value is not None else ""
    return (
        f"本年度交办事项{_text(asked)}，与上年相比{asked.change_text}；办结{_said(line, 'matters_done')}{done}；"
        f"出具书面法律意见{_said(line, 'adviser_opinions')}{took}{rate}。"
    )


def _adoption(line: OverviewLine) -> str:
    rate, refused = line.figure("adviser_adoption"), line.figure("adviser_refused")
    if rate.value is None:
        return "本年度办结的事项中，没有已反馈采纳情况的法律意见。"
    told = f"，未采纳{_text(refused)}：" if refused.count else "，没有未采纳的意见。"
    return f"已反馈采纳情况的法律意见{rate.count}件，采纳率{_text(rate)}{told}"


def _standing(line: OverviewLine) -> str:
    count = line.figure("assessments")
    grades = "、".join(
        f"{grade.label}{_text(value)}" for grade in Grade if (value := line.figure(f"assessments_{grade.value}")).count
    )
    marks = (
        f"本年度考核法律顾问{_text(count)}{f'，其中{grades}' if grades else ''}。"
        if count.count
        else "本年度没有开展考核。"
    )
    if line.id != DISTRICT:
        return marks
    conflicts = line.figure("conflicts")
    return marks + (f"收到利益冲突申报{_text(conflicts)}。" if conflicts.count else "没有收到利益冲突申报。")


def _problems(facts: YearlyFacts) -> Iterator[str]:
    idle = [line.name for line in facts.overview.lines if line.idle and line.id != DISTRICT]
    if facts.line.id == DISTRICT and idle:
        yield f"{'、'.join(idle)}的合同本合同年没有交办过事项，存在聘而不用。"
    elif facts.line.idle:
        yield f"有{facts.line.idle}份合同本合同年没有交办过事项，存在聘而不用。"
    for check, found in facts.findings:
        told = "；".join(finding.problem.message for finding in found[:SHOWN_FINDINGS])
        more = f"等{len(found)}项" if len(found) > SHOWN_FINDINGS else ""
        yield f"{check.title}：{told}{more}。"
    if not idle and not facts.line.idle and not facts.findings:
        yield "按现行检查项目，没有发现问题。"


def _text(value: FigureValue) -> str:
    return value.figure.text(value.value)


def _appendices(facts: YearlyFacts) -> Iterator["Appendix"]:
    from app.exporters.official import Appendix

    line, year = facts.line, facts.overview.year
    shown = [value for value in line.figures if value.count or value.before]
    chart = kinds_chart(line, year)
    if shown:
        yield Appendix(
            f"{year}年法律顾问工作数据",
            (*([chart] if chart is not None else []), figures_table("法律顾问工作数据", shown, year)),
        )
    if line.id == DISTRICT and len(facts.overview.lines) > 1:
        money = money_chart(facts.overview.lines)
        yield Appendix(
            f"{year}年各单位法律顾问情况",
            (*([money] if money is not None else []), _units(facts.overview.lines[1:])),
        )


def _units(lines: Sequence[OverviewLine]) -> "Table":
    from app.exporters.official import Align, Column, Table

    number = Align.RIGHT
    columns = (
        Column("单位", 3.0, Align.LEFT), Column("法律顾问", 3.0, Align.LEFT), Column("合同（份）", 1.2, number),
        Column("合同金额（元）", 2.0, number), Column("已付（元）", 2.0, number), Column("交办（件）", 1.2, number), Column("采纳率", 1.3, number),
        Column("未交办（份）", 1.2, number),
    )  # fmt: skip
    keys = ("engagements_running", "engagement_money", "engagement_paid", "matters_asked")
    rows = tuple(
        (
            line.name,
            "、".join(line.others),
            *(line.figure(key).figure.plain(line.figure(key).value) for key in keys),
            _said(line, "adviser_adoption"),
            str(line.idle) if line.idle else "",
        )
        for line in lines
    )
    return Table(columns, rows, title="各单位法律顾问情况")
