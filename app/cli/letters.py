"""公文 and their sheets by command: letter, paper notice, paper approval. Knows no template and no number."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.call import call_of
from app.cli.chinese import Command
from app.cli.values import day
from app.domain.letters import OF_SUBMISSION, LetterKind
from app.domain.problems import Refused

KINDS = "、".join(f"{kind.label}（{kind.value}）" for kind in LetterKind)
"""Every kind with the code that scripts may write instead."""
Sheet = Annotated[Path, typer.Argument(metavar="文件", help="以 .pdf 结尾")]


def add(app: typer.Typer) -> None:
    """Add the command of letters."""
    app.command("letter", cls=Command)(letter)


def add_papers(paper: typer.Typer) -> None:
    """Add what belongs to the group of papers."""
    paper.command("notice", cls=Command)(notice)
    paper.command("approval", cls=Command)(approval)


def letter(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="文种", help=f"{'、'.join(kind.label for kind in LetterKind)}，或其代号")
    ],
    record: Annotated[
        int,
        typer.Option("--for", metavar="记录号", help="送审件的记录号；统一编号通知单、届满提醒函为规范性文件的"),
    ],
    out: Annotated[Path, typer.Argument(metavar="文件", help="以 .pdf 或 .docx 结尾")],
    to: Annotated[str, typer.Option("--to", metavar="主送机关", help="默认为送审单位；征求意见函必填")] = "",
    on: Annotated[str, typer.Option("--on", metavar="日期", help="成文日期（默认今天），发文号的年份随它")] = "",
) -> None:
    """出具一件公文：按记录填写、留存、编发文号、保存为文件；须审签而未签的，存为草稿，不编号。"""
    call = call_of(ctx)
    wanted = LetterKind.read(kind)
    if wanted is None:
        raise typer.BadParameter(f"没有“{kind}”这种公文，可用：{KINDS}")
    chosen, of_submission = day(on) if on else None, wanted in OF_SUBMISSION
    with call.office() as office:
        done = office.letters.hand_out(
            wanted, out, call.actor, submission_id=record if of_submission else None,
            document_id=None if of_submission else record, addressee=to, on=chosen,
        )  # fmt: skip
    made, reasons = done.letter, [problem.message for problem in done.withheld]
    data = {
        "id": made.id, "kind": wanted.value, "number": made.number, "state": made.state.value, "file": str(out),
        "pages": done.report.pages, "withheld": reasons,
    }  # fmt: skip
    call.answer(data, [
        f"{wanted.label}已保存为“{out}”，发文号：{made.number}" if made.number
        else f"{wanted.label}草稿已保存为“{out}”，未签发，无发文号（公文记录号 {made.id}）：",
        *reasons,
    ])  # fmt: skip


def notice(
    ctx: typer.Context,
    document: Annotated[int, typer.Option("--document", metavar="编号", help="文件的编号，由 search 或导出的台账显示")],
    out: Annotated[Path, typer.Argument(metavar="文件", help="以 .pdf 或 .docx 结尾")],
) -> None:
    """出具统一编号通知单；出具后编号不能再撤回。"""
    call = call_of(ctx)
    with call.office() as office:
        done = office.letters.hand_out(LetterKind.NUMBER_NOTICE, out, call.actor, document_id=document)
    said = f"，发文号：{done.letter.number}" if done.letter.number else ""
    call.answer({"file": str(out), "pages": done.report.pages}, [f"统一编号通知单已保存为“{out}”{said}。"])


def approval(
    ctx: typer.Context,
    out: Sheet,
    letter_id: Annotated[int | None, typer.Option("--letter", metavar="记录号", help="公文的记录号")] = None,
    submission: Annotated[int | None, typer.Option("--submission", metavar="记录号", help="送审件的记录号")] = None,
    document: Annotated[int | None, typer.Option("--document", metavar="记录号", help="规范性文件的记录号")] = None,
) -> None:
    """出具审批表：一件公文、一件送审件的审核意见，或者一件文件的统一编号。"""
    call = call_of(ctx)
    asked = {"letters": letter_id, "submissions": submission, "documents": document}
    given = {ledger: key for ledger, key in asked.items() if key is not None}
    if len(given) != 1:
        raise Refused("请写明审批的是哪一件：--letter、--submission、--document 三者选一")
    ((ledger, key),) = given.items()
    with call.office() as office:
        report = office.papers.approval(ledger, key, out)
    call.answer({"file": str(out), "pages": report.pages}, [f"审批表已保存为“{out}”，共 {report.pages} 页。"])
