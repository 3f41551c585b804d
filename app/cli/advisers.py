"""Legal advisers by command: their papers and the year's report. Knows no format."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.cli.call import call_of
from app.cli.chinese import Command, Group
from app.cli.reports import Year
from app.domain.figures.overview import Grouping

Out = Annotated[Path, typer.Argument(metavar="文件", help="以 .pdf 或 .docx 结尾")]


class AdviserPaper(StrEnum):
    """What can be written of one record."""

    CERTIFICATE = "certificate"
    FILING_FORM = "filing-form"
    OPINION_COVER = "opinion-cover"
    ASSESSMENT = "assessment"


TITLES = {
    AdviserPaper.CERTIFICATE: "聘书",
    AdviserPaper.FILING_FORM: "备案表",
    AdviserPaper.OPINION_COVER: "法律意见书封面",
    AdviserPaper.ASSESSMENT: "考核表",
}


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group, rich_markup_mode=None, help="法律顾问的聘书、备案表、意见书封面、考核表、年度工作报告和概览表"
    )
    group.command("paper", cls=Command)(paper)
    group.command("form", cls=Command)(form)
    group.command("report", cls=Command)(report)
    group.command("overview", cls=Command)(overview)
    app.add_typer(group, name="adviser")


def paper(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="种类", help=f"{'、'.join(TITLES.values())}，或其代号")],
    record: Annotated[
        int,
        typer.Option(
            "--for", metavar="记录号", help="聘书为聘任的、备案表为合同的、封面为事项的、考核表为考核的记录号"
        ),
    ],
    out: Out,
) -> None:
    """出具一份法律顾问的文书。"""
    call = call_of(ctx)
    chosen = next((each for each, title in TITLES.items() if kind in (each.value, title)), None)
    if chosen is None:
        raise typer.BadParameter(f"没有“{kind}”这种文书，可用：{'、'.join(TITLES.values())}")
    with call.office() as office:
        papers = office.advisers.papers
        write = {
            AdviserPaper.CERTIFICATE: papers.certificate,
            AdviserPaper.FILING_FORM: papers.filing_form,
            AdviserPaper.OPINION_COVER: papers.opinion_cover,
            AdviserPaper.ASSESSMENT: papers.assessment_form,
        }[chosen]
        made = write(record, out, office.today())
    call.answer({"file": str(out), "pages": made.pages}, [f"{TITLES[chosen]}已保存为“{out}”{_pages(made.pages)}。"])


def form(
    ctx: typer.Context,
    out: Out,
    name: Annotated[str, typer.Option("--name", metavar="名称", help="考核表的名称（默认第一张）")] = "",
) -> None:
    """出具空白考核表，供手工填写。"""
    call = call_of(ctx)
    with call.office() as office:
        templates = office.advisers.assessments.templates()
        chosen = next((each for each in templates if name in ("", each.name)), None)
        if chosen is None:
            raise typer.BadParameter(f"没有名为“{name}”的考核表，可用：{'、'.join(each.name for each in templates)}")
        made = office.advisers.papers.blank_assessment(chosen, out, office.today())
    call.answer({"file": str(out), "pages": made.pages}, [f"空白的{chosen.name}已保存为“{out}”{_pages(made.pages)}。"])


def report(
    ctx: typer.Context,
    year: Year,
    out: Out,
    unit: Annotated[int | None, typer.Option("--unit", metavar="记录号", help="某一单位的报告（默认全区）")] = None,
) -> None:
    """出具年度法律顾问工作报告。"""
    call = call_of(ctx)
    with call.office() as office:
        made = office.advisers.papers.yearly_report(year, unit, out, office.today())
    call.answer(
        {"file": str(out), "pages": made.pages}, [f"{year}年度法律顾问工作报告已保存为“{out}”{_pages(made.pages)}。"]
    )


def overview(
    ctx: typer.Context,
    year: Year,
    out: Annotated[Path, typer.Argument(metavar="文件", help="以 .xlsx、.pdf 或 .csv 结尾")],
    by: Annotated[
        str, typer.Option("--by", metavar="分组", help="、".join(by.label for by in Grouping))
    ] = Grouping.UNITS.label,
) -> None:
    """导出概览表：一年里谁为谁服务、合同金额和已付、交办、采纳率、用时，没有交办过事项的排在最前。"""
    call = call_of(ctx)
    chosen = Grouping.read(by)
    if chosen is None:
        raise typer.BadParameter(f"没有“{by}”这种分组，可用：{'、'.join(each.label for each in Grouping)}")
    with call.office() as office:
        made = office.advisers.papers.overview(year, chosen, out, office.today())
    call.answer({"file": str(out), "lines": made.lines}, [f"{year}年法律顾问概览已导出到“{out}”，共 {made.lines} 行。"])


def _pages(count: int) -> str:
    return f"，共 {count} 页" if count else ""
