"""Unified numbers and the papers of a document: allot, void, gaps, paper. Knows no numbering rule."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli import letters
from app.cli.call import call_of
from app.cli.chinese import Command, Group
from app.cli.values import day

DocumentId = Annotated[int, typer.Option("--document", metavar="编号", help="文件的编号，由 search 或导出的台账显示")]
Out = Annotated[Path, typer.Argument(metavar="文件", help="以 .pdf 结尾")]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("allot", cls=Command)(allot)
    paper = typer.Typer(cls=Group, rich_markup_mode=None, help="登记表、统一编号通知单、审批表")
    paper.command("registration", cls=Command)(registration)
    letters.add_papers(paper)
    app.add_typer(paper, name="paper")
    app.command("void", cls=Command)(void)
    app.command("gaps", cls=Command)(gaps)


def allot(
    ctx: typer.Context,
    document: DocumentId,
    scheme: Annotated[
        int | None, typer.Option("--scheme", metavar="规则", help="编号规则的编号（默认按文件类别）")
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="登记日期（默认今天）；跨年时用它选定年份")] = "",
) -> None:
    """登记一件文件并给它统一编号。"""
    call = call_of(ctx)
    chosen = day(on) if on else None
    with call.office() as office:
        number = office.numbering.allot(document, call.actor, scheme, chosen)
    call.answer({"id": document, "number": number}, [f"统一编号：{number}"])


def registration(ctx: typer.Context, document: DocumentId, out: Out) -> None:
    """出具登记表，含办理过程和签字栏。"""
    call = call_of(ctx)
    with call.office() as office:
        report = office.papers.registration(document, out)
    call.answer({"file": str(out), "pages": report.pages}, [f"登记表已保存为“{out}”，共 {report.pages} 页。"])


def void(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="统一编号")],
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="作废的原因，记入编号登记簿")],
) -> None:
    """作废一个编号（也用来说明断号）；作废的编号不再使用。"""
    call = call_of(ctx)
    with call.office() as office:
        office.numbering.void(number, reason, call.actor)
    call.answer({"number": number, "state": "void", "reason": reason}, [f"编号 {number} 已作废。"])


def gaps(ctx: typer.Context) -> None:
    """列出断号：编号登记簿中缺少而没有说明的顺序号。"""
    call = call_of(ctx)
    with call.office() as office:
        found = office.numbering.gaps()
    keys = ("number", "scheme", "year", "serial")
    listed = [{"number": gap["text"], **{key: gap[key] for key in keys[1:]}} for gap in map(asdict, found)]
    call.answer(listed, [
        *(f"{gap.text}\t{gap.scheme}\t{gap.year}年第{gap.serial}号\t{gap.state.label}" for gap in found),
        f"共有断号 {len(found)} 个，用 void 说明原因。" if found else "没有断号。",
    ])  # fmt: skip
