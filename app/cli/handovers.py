"""移交 from the command line: what a clerk answers for, given to another, with the list to be signed. Knows no ledger."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.call import call_of
from app.cli.chinese import Command
from app.cli.values import day
from app.domain.handovers import Handover
from app.domain.matters import MatterKind, counted
from app.domain.problems import Refused, refuse_if


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("handover", cls=Command)(handover)


def handover(
    ctx: typer.Context,
    giver: Annotated[str, typer.Option("--from", metavar="移交人", help="名下的未办结事项要交出的人")],
    receiver: Annotated[str, typer.Option("--to", metavar="接收人", help="在岗人员的姓名")],
    supervisor: Annotated[str, typer.Option("--supervisor", metavar="监交人", help="可以不写，在清单上手签")] = "",
    on: Annotated[str, typer.Option("--on", metavar="日期", help="移交日期（默认今天）")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="如 调离、轮岗")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="移交清单，以 .pdf 结尾")] = None,
    only_open: Annotated[
        bool, typer.Option("--only-open", help="只移交未办结的事项，不含在管（已公布有效）的文件")
    ] = False,
    leaves: Annotated[bool, typer.Option("--leaves", help="移交后把移交人转为不在岗")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出要移交的事项，不改动数据")] = False,
) -> None:
    """移交：把一人名下的未办结事项一次交给另一人，并出具移交清单。"""
    from app.services.backups import Reason

    call = call_of(ctx)
    if out is not None and out.suffix.lower() != ".pdf":
        raise typer.BadParameter(f"移交清单是 PDF 文件，“{out.name}”请改以 .pdf 结尾")
    with call.office() as office:
        today = office.today()
        listed = office.handovers.open_matters(giver, today)
        chosen = [each.key for each in listed if not (only_open and each.kind is MatterKind.IN_FORCE)]
        matters = tuple(each for each in listed if each.key in chosen)
        facts = Handover(giver, receiver, day(on) if on else today, supervisor, reason, matters)
        number = None
        if not dry_run:
            if office.read_only:
                raise Refused(office.read_only)
            refuse_if(office.handovers.check(facts, today, leaves=leaves))
            office.backups.before(Reason.BULK)
            done = office.handovers.hand_over(facts, chosen, call.actor, leaves=leaves)
            facts, number = done, done.id
            if out is not None and done.id is not None:
                office.handovers.write_list(done.id, out)
    data = {
        "handover": number,
        "from": facts.giver,
        "to": facts.receiver,
        "supervisor": facts.supervisor,
        "on": facts.on,
        "matters": [
            {"kind": each.kind.value, "id": each.record_id, "title": each.title, "standing": each.standing}
            for each in facts.matters
        ],
        "file": str(out) if out is not None and number is not None else None,
    }
    verb = "预演" if number is None else f"第 {number} 次移交"
    call.answer(data, [
        *(f"{each.kind.label}\t{each.title}\t{each.standing}" for each in facts.matters),
        f"{verb}：{facts.giver}移交给{facts.receiver}，共 {len(facts.matters)} 项（{counted(facts.matters)}）。",
        *([f"移交清单已保存为“{out}”。"] if out is not None and number is not None else []),
    ])  # fmt: skip
