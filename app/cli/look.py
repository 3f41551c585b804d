"""Looking things up: search, show. Knows no file."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from app.cli.call import call_of
from app.cli.chinese import Command


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("search", cls=Command)(search)
    app.command("show", cls=Command)(show)


def search(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="文字", help="一个或几个词，都要出现；文号的各种写法、拼音首字母均可")
    ],
    limit: Annotated[int, typer.Option("--limit", metavar="件数", min=1, help="最多列出多少件")] = 200,
) -> None:
    """查找文件和单位，附件的文字也在内，并说明在哪里找到。"""
    call = call_of(ctx)
    with call.office() as office:
        found = office.search.find(" ".join(text), office.today(), limit)
    call.answer([asdict(each) for each in found], [
        *(f"{each.id}\t{each.title}\t{each.number}\t（在“{each.where}”中）" for each in found),
        f"找到 {len(found)} 项。" if found else "没有找到。",
    ])  # fmt: skip


def show(
    ctx: typer.Context, document: Annotated[int, typer.Argument(metavar="编号", help="文件的编号，由 search 显示")]
) -> None:
    """显示一件文件的全部内容和下一步。"""
    from app.domain.documents.status import force_status
    from app.domain.documents.timeline import next_act
    from app.domain.documents.validity import soon

    call = call_of(ctx)
    with call.office() as office:
        facts, today = office.documents.get(document), office.today()
        profile = office.settings.profile(today)
    status, following = force_status(facts, today, soon(today, profile)), next_act(facts, today, profile)
    data = {**asdict(facts), "force_status": status.value, "next": following.text if following else ""}
    call.answer(data, _told(facts, status.label, following.text if following else ""))


def _told(facts: Any, status: str, following: str) -> Iterator[str]:
    from app.domain.dates import chinese
    from app.domain.documents.timeline import timeline

    yield f"{facts.named}{facts.document_number}"
    yield f"统一编号：{facts.unified_number or '未编号'}　制定机关：{facts.issuer_text or '—'}　效力状态：{status}"
    for moment in timeline(facts):
        when = chinese(moment.on) if moment.on else "　"
        yield f"  {when}\t{moment.title}\t{moment.detail}".rstrip()
    for doubt in facts.doubts:
        yield f"存疑：{doubt.message}"
    if following:
        yield f"下一步：{following}"
