"""Care of the data: check, backup, restore, audit verify. Knows no file layout."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from app.cli.call import call_of
from app.cli.chinese import Command, Group


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("check", cls=Command)(check)
    app.command("backup", cls=Command)(backup)
    app.command("restore", cls=Command)(restore)
    audit = typer.Typer(cls=Group, rich_markup_mode=None, help="修改记录")
    audit.command("verify", cls=Command)(verify)
    app.add_typer(audit, name="audit")


def check(ctx: typer.Context) -> int:
    """检查数据是否完好：数据文件、修改记录、附件。"""
    call = call_of(ctx)
    with call.office() as office:
        checked = office.backups.check()
    data = {
        "sound": checked.whole,
        "faults": list(checked.faults),
        "orphans": checked.orphans,
        "audit": {"length": checked.chain.length, "head": checked.chain.head, "broken_at": checked.chain.broken_at},
        "attachments": checked.attachments,
        "missing": [paper.name for paper in checked.missing],
        "damaged": [paper.name for paper in checked.damaged],
    }
    call.answer(data, checked.sentences())
    return 0 if checked.whole else 1


def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Argument(metavar="去处", help="文件夹或 .zip 文件：连附件备份成一个文件带走")
    ] = None,
) -> None:
    """备份。不写去处时存入数据文件夹的 backups。"""
    call = call_of(ctx)
    with call.office() as office:
        path = office.backups.make().path if to is None else office.backups.carry_to(to).path
    call.answer({"file": str(path), "size": path.stat().st_size}, [f"已备份到“{path}”，并已核对。"])


def restore(
    ctx: typer.Context, file: Annotated[Path, typer.Argument(metavar="备份", help="备份的 .db 或 .zip 文件")]
) -> None:
    """恢复备份：先核对备份，现有数据自动留一份备份。"""
    call = call_of(ctx)
    kept = call.doors.restore(call.root, file, call.actor)
    call.answer(
        {"file": str(file), "kept": str(kept) if kept else None},
        (f"已恢复“{file}”。", *([f"恢复前的数据保存在“{kept}”。"] if kept else [])),
    )


def verify(
    ctx: typer.Context,
    length: Annotated[int | None, typer.Option("--length", metavar="条数", help="台账脚注上的修改记录条数")] = None,
    head: Annotated[str, typer.Option("--head", metavar="校验值", help="台账脚注上的末条校验值")] = "",
) -> int:
    """核对修改记录：逐条重算校验值，并与历次备份、台账脚注对照。"""
    call = call_of(ctx)
    with call.office() as office:
        state = office.audit.verify()
        known = [(each.length, each.head, f"备份“{each.path.name}”") for each in office.backups.all()]
        if length is not None:
            known.append((length, head.strip().lower(), f"脚注 {length} 条"))
        differing = [where for at, seen, where in known if not office.audit.agrees(at, seen)]
    sound = state.broken_at is None and not differing
    data = {
        "sound": sound, "length": state.length, "head": state.head, "broken_at": state.broken_at,
        "reason": state.reason, "compared": len(known), "differing": differing,
    }  # fmt: skip
    call.answer(data, _told(state.length, state.head, state.reason, len(known), differing))
    return 0 if sound else 1


def _told(length: int, head: str, reason: str, compared: int, differing: list[str]) -> Iterator[str]:
    if reason:
        yield f"{reason}。请停止使用，并用备份核对。"
    for where in differing:
        yield f"修改记录与{where}不一致：记录可能被改写过，请用该备份核对。"
    if not reason and not differing:
        yield f"修改记录完好：共 {length} 条，末条校验值 {head[:16]}，与 {compared} 处留存的校验值一致。"
