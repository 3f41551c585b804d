"""Figures of a year and the annual report: figures, report annual. Knows no figure."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.call import call_of
from app.cli.chinese import Command, Group

if TYPE_CHECKING:
    from app.domain.figures.figure import FigureValue

Year = Annotated[int, typer.Option("--year", metavar="年度", help="统计哪一年，如 2025")]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("figures", cls=Command)(figures)
    report = typer.Typer(cls=Group, rich_markup_mode=None, help="法治政府建设年度报告（PDF 或 Word）")
    report.command("annual", cls=Command)(annual)
    app.add_typer(report, name="report")


def figures(ctx: typer.Context, year: Year) -> None:
    """统计一年的各项数据，连同上年、增减和口径。"""
    call = call_of(ctx)
    with call.office() as office:
        found = office.figures.year(year, office.today())
    call.answer([_as_json(value) for value in found], _told(year, found))


def _as_json(value: "FigureValue") -> dict[str, object]:
    return {
        "key": value.figure.key,
        "title": value.figure.title,
        "value": value.value,
        "unit": value.figure.unit,
        "before": value.before,
        "change": value.change,
        "percent": value.percent,
        "target": value.target,
        "definition": value.figure.definition,
        "ledger": value.figure.subject.value,
        "lines": value.count,
        "ids": list(value.ids),
    }


def _told(year: int, found: list["FigureValue"]) -> Iterator[str]:
    from app.domain.figures.catalogue import GROUPS

    by_key = {value.figure.key: value for value in found}
    for heading, group in GROUPS:
        yield f"【{heading}】"
        for figure in group:
            value = by_key[figure.key]
            yield (
                f"{figure.title}\t{year}年 {figure.text(value.value)}\t{year - 1}年 {figure.text(value.before)}"
                f"\t{value.change_text}\t{figure.definition}"
            )


def annual(
    ctx: typer.Context,
    year: Year,
    out: Annotated[Path, typer.Argument(metavar="文件", help="以 .pdf 或 .docx 结尾")],
) -> None:
    """出具年度报告：已起草的按起草的内容，没有起草的按模板和统计数据生成，不保存。"""
    call = call_of(ctx)
    with call.office() as office:
        written = office.reports.view(year, office.today())
        report = office.reports.write(year, out, office.today())
    data = {"file": str(out), "pages": report.pages, "replaced": report.replaced, "drafted": written.stored}
    pages = f"，共 {report.pages} 页" if report.pages else ""
    call.answer(data, [
        f"《{written.facts.title}》已保存为“{out}”{pages}。",
        *([] if written.stored else ["这份报告还没有起草，以上按模板生成；请在“年度报告”页面起草和修改。"]),
    ])  # fmt: skip
