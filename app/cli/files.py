"""Files in and out: import, undo-import, export, template. Knows no file format."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.call import call_of
from app.cli.chinese import Command
from app.cli.values import day, filters
from app.domain.ledgers import Query
from app.domain.problems import Refused

if TYPE_CHECKING:
    from app.services.imports import Outcome

LedgerName = Annotated[
    str,
    typer.Argument(
        metavar="台账",
        help="documents（规范性文件）、plans（制定计划）、units（单位）、engagements（法律顾问服务合同）、advisers（法律顾问）、"
        "firms（律师事务所）",
    ),
]
AnyLedger = Annotated[
    str,
    typer.Argument(
        metavar="台账",
        help="documents（规范性文件）、submissions（送审件）、review-opinions（审核意见）、letters（发文）、plans（制定计划）、"
        "due（待办）、units（单位）、numbering（编号登记簿）、engagements（法律顾问服务合同）、appointments（聘任）、"
        "matters（顾问工作）、payments（顾问付款）、assessments（考核）、conflicts（利益冲突）、advisers（法律顾问）、firms（律师事务所）",
    ),
]
_SHOWN = 200
"""Problems printed one by one; all of them are in the JSON and in the list of errors."""


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import", cls=Command)(import_)
    app.command("undo-import", cls=Command)(undo_import)
    app.command("export", cls=Command)(export)
    app.command("template", cls=Command)(template)


def import_(
    ctx: typer.Context,
    ledger: LedgerName,
    file: Annotated[Path, typer.Argument(metavar="文件", help="xlsx、xls、ods、csv 或 WPS 表格")],
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="工作表", help="工作表名称（默认第一个可见的）")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只预演，不改动数据")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="跳过不能导入的行，导入其余各行")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="已登记的文件按新值补充（默认跳过）")] = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="文件", help="把不能导入的行连同原因写成 xlsx")
    ] = None,
) -> int:
    """导入台账：找出表头，核对每一格，一次写入，可整批撤销。"""
    from app.services.backups import Reason
    from app.services.imports.service import ImportRefused

    call = call_of(ctx)
    duplicates = "merge" if merge else "skip"
    with call.office() as office:
        if dry_run:
            outcome, refused = office.imports.plan(ledger, file, sheet, duplicates=duplicates), False
        else:
            if office.read_only:
                raise Refused(office.read_only)
            office.backups.before(Reason.IMPORT)
            try:
                outcome = office.imports.run(ledger, file, call.actor, sheet, duplicates=duplicates, skip_bad=skip_bad)
                refused = False
            except ImportRefused as error:
                outcome, refused = error.outcome, True
        if errors is not None and outcome.failed:
            office.papers.errors(outcome, errors)
    call.answer(outcome.as_json(), _told(outcome, dry_run=dry_run, refused=refused, errors=errors))
    return 1 if refused or (dry_run and outcome.failed) else 0


def _told(outcome: "Outcome", *, dry_run: bool, refused: bool, errors: Path | None) -> Iterator[str]:
    if outcome.earlier:
        at = outcome.earlier.at
        yield f"注意：同一个文件已由{outcome.earlier.actor}导入过（第 {outcome.earlier.batch_id} 次导入，{at:%Y-%m-%d}）。"
    for problem in outcome.problems[:_SHOWN]:
        where = f"“{problem.column}”" if problem.column else ""
        value = f"“{problem.value}”：" if problem.value else ""
        advice = f"，{problem.suggestion}" if problem.suggestion else ""
        yield f"第 {problem.row} 行{where} {value}{problem.message}{advice}"
    if len(outcome.problems) > _SHOWN:
        yield f"……另有 {len(outcome.problems) - _SHOWN} 处，用 --json 查看全部。"
    if outcome.hidden_rows:
        yield f"隐藏的行也已读入：第 {'、'.join(map(str, outcome.hidden_rows))} 行。"
    if outcome.hidden_sheets:
        yield f"隐藏的工作表没有读入：{'、'.join(outcome.hidden_sheets)}（用 --sheet 指定）。"
    if outcome.new_units:
        yield f"新增待核实的单位 {len(outcome.new_units)} 个：{'、'.join(outcome.new_units)}。"
    verb = "预演" if dry_run else "没有导入" if refused else "导入"
    yield (
        f"{verb}：共 {outcome.rows} 行，新增 {outcome.created}，更新 {outcome.updated}，跳过 {outcome.skipped}，"
        f"不能导入 {outcome.failed}；另有 {outcome.ignored_rows} 行不是数据。"
    )
    if outcome.failed and errors is not None:
        yield f"不能导入的行已写入“{errors}”。"
    if refused:
        yield "没有改动任何数据。请更正后重新导入，或加 --skip-bad 跳过不能导入的行。"
    elif outcome.batch_id is not None:
        yield f"这是第 {outcome.batch_id} 次导入，撤销用 undo-import {outcome.batch_id}。"


def undo_import(
    ctx: typer.Context, number: Annotated[int, typer.Argument(metavar="次数", help="第几次导入，导入时显示过")]
) -> None:
    """撤销一次导入；导入后又改过的记录保留并列出。"""
    call = call_of(ctx)
    with call.office() as office:
        undone = office.imports.undo(number, call.actor)
    call.answer(
        {"removed": undone.removed, "restored": undone.restored, "kept": list(undone.kept)},
        (
            f"已撤销第 {number} 次导入：删除 {undone.removed} 条，恢复 {undone.restored} 条。",
            *(f"保留（导入后改过或已被引用）：{title}" for title in undone.kept),
        ),
    )


def export(
    ctx: typer.Context,
    ledger: AnyLedger,
    out: Annotated[Path, typer.Argument(metavar="文件", help="以 .xlsx、.pdf 或 .csv 结尾")],
    as_of: Annotated[str, typer.Option("--as-of", metavar="日期", help="按某一天的情况导出")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="列=值", help="只导出符合的行，可写多次；日期可写 起..止"),
    ] = None,
) -> None:
    """导出台账为 Excel、PDF 或 CSV。"""
    from app.services.ledgers.service import ledger_named

    call = call_of(ctx)
    conditions = filters(ledger_named(ledger), where or ())
    with call.office() as office:
        query = Query(day(as_of) if as_of else office.today(), conditions, as_of=bool(as_of))
        report = office.papers.export(ledger, out, query)
    call.answer(
        {"file": str(out), "lines": report.lines, "pages": report.pages, "replaced": report.replaced},
        (
            f"已导出 {report.lines} 行到“{out}”" + (f"，共 {report.pages} 页。" if report.pages else "。"),
            *([f"有 {report.replaced} 个不能显示的控制字符已替换。"] if report.replaced else []),
        ),
    )


def template(
    ctx: typer.Context, ledger: LedgerName, out: Annotated[Path, typer.Argument(metavar="文件", help="以 .xlsx 结尾")]
) -> None:
    """导出空白的导入模板，带下拉列表和填写说明。"""
    call = call_of(ctx)
    with call.office() as office:
        office.papers.template(ledger, out)
    call.answer({"file": str(out)}, [f"已写好空白模板“{out}”。"])
