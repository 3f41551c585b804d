"""What is due: listed for people or machines, as a calendar, as a sheet for the week. Knows no file format."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.call import call_of
from app.cli.chinese import Command
from app.cli.values import day
from app.domain.due.items import DueItem, DueState, DueSubject


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("due", cls=Command)(due)


def due(
    ctx: typer.Context,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="从哪一天看（默认今天）")] = "",
    person: Annotated[str, typer.Option("--person", metavar="姓名", help="只列某位承办人的")] = "",
    subject: Annotated[
        str, typer.Option("--subject", metavar="类别", help="只列一类，如 送审件、规范性文件、法律顾问合同")
    ] = "",
    done: Annotated[bool, typer.Option("--done", help="连同本年已办结的")] = False,
    silenced: Annotated[bool, typer.Option("--all", help="连同标为已知晓、稍后提醒的")] = False,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="文件", help="写成带提醒的日历文件（.ics）")] = None,
    week: Annotated[Path | None, typer.Option("--week", metavar="文件", help="把一周待办写成 PDF")] = None,
) -> None:
    """列出待办事项：逾期的在前，每项写明期限、到期日和依据。"""
    call = call_of(ctx)
    kind = _subject(subject) if subject else None
    with call.office() as office:
        today = day(on) if on else office.today()
        whose = person.strip() or None
        if ics is not None or week is not None:
            written = [
                *([(ics, office.due.export_calendar(today, ics, whose))] if ics is not None else []),
                *([(week, office.due.export_week(today, week, whose))] if week is not None else []),
            ]
            call.answer(
                [{"file": str(path), "lines": report.lines} for path, report in written],
                [f"已写 {report.lines} 项到“{path}”。" for path, report in written],
            )
            return
        items = office.due.items(today, whose, kind, done=done, silenced=silenced)
    call.answer([_plain(item) for item in items], _told(items))


def _subject(text: str) -> DueSubject:
    found = DueSubject.read(text)
    if found is None:
        raise typer.BadParameter(f"没有“{text}”这个类别，可用：{'、'.join(each.label for each in DueSubject)}")
    return found


def _plain(item: DueItem) -> dict[str, Any]:
    """An item for machines: stored values, days in ISO form."""
    return {
        "key": item.key,
        "ledger": item.subject.value,
        "id": item.record_id,
        "act": item.act,
        "what": item.what,
        "title": item.title,
        "number": item.number,
        "handler": item.handler,
        "unit": item.unit,
        "start": item.start,
        "limit": item.limit,
        "due": item.due,
        "days": item.days,
        "state": item.state.value,
        "assumed": item.assumed,
        "done_on": item.done_on,
        "basis": {"source": item.basis.source, "text": item.basis.text},
        "mark": {"until": item.mark.until, "note": item.mark.note, "by": item.mark.by} if item.mark else None,
    }


def _told(items: Iterable[DueItem]) -> Iterator[str]:
    count = dict.fromkeys(DueState, 0)
    for item in items:
        count[item.state] += 1
        when = f"{item.due}\t{item.words}" if item.due else f"\t{item.words}"
        yield f"{item.state.label}\t{when}\t{item.title}\t{item.what}\t{item.handler}"
        yield f"\t依据：{item.basis}"
    found = "，".join(f"{state.label} {number} 项" for state, number in count.items() if number)
    yield f"{found}。" if found else "没有待办事项。"
