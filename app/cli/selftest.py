"""`self-test`: whether this copy of the program can do its work, asked of the program itself. Knows no window; main adds that check."""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from app.cli.call import Call, call_of
from app.cli.chinese import Command
from app.config import resource
from app.domain.actors import Actor, Origin

if TYPE_CHECKING:
    from app.services.office import Office

SHIPPED = {
    "fonts/*.ttf": 5,
    "icons/*.svg": 50,
    "profiles/*.toml": 4,
    "style/*.qss": 1,
    "units/*.csv": 1,
    "sample/*": 3,
}
"""What lies under resources/, and how much of it at least."""

DEVELOPMENT = ("pytest", "hypothesis", "mypy", "ruff", "PyInstaller", "fontTools", "pypdf", "time_machine", "xdist")
"""Of no use to a user; in a bundle they would only be weight."""

TESTER = Actor("自检", Origin.PROGRAM)

Check = Callable[[Path, Call], None]
"""Raises whatever is wrong; works in a scratch folder."""


class Failed(Exception):
    """A check found something other than it should."""


@dataclass(frozen=True)
class Named:
    """One check and what it is about."""

    title: str
    check: Check


def add(app: typer.Typer, more: Sequence[Named] = ()) -> None:
    """Add the command; `more` are checks of other floors."""

    @app.command("self-test", cls=Command)
    def self_test(ctx: typer.Context) -> int:
        """自检：在临时文件夹里把主要工作做一遍，逐项报告。"""
        call = call_of(ctx)
        with TemporaryDirectory(prefix="法治台账 自检 ", ignore_cleanup_errors=True) as scratch:
            results = [(named.title, _outcome(named, Path(scratch), call)) for named in (*CHECKS, *more)]
        failed = [title for title, reason in results if reason]
        call.answer(
            [{"check": title, "passed": not reason, "reason": reason} for title, reason in results],
            (
                *(f"[失败] {title}：{reason}" if reason else f"[通过] {title}" for title, reason in results),
                f"共 {len(results)} 项，{f'失败 {len(failed)} 项' if failed else '全部通过'}。",
            ),
        )
        return 1 if failed else 0


def _outcome(named: Named, scratch: Path, call: Call) -> str:
    """Empty when the check passed, else why not."""
    try:
        named.check(scratch, call)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a check is its result
        return f"{type(error).__name__} {error}".strip()
    return ""


def expect(right: object, reason: str) -> None:
    """Raises Failed when something is not as it should be."""
    if not right:
        raise Failed(reason)


@contextmanager
def _office(scratch: Path, call: Call) -> Iterator["Office"]:
    opened = call.doors.open_office(scratch / "示例 数据")
    try:
        yield opened.office
    finally:
        opened.close()


def _resources(_scratch: Path, _call: Call) -> None:
    for pattern, least in SHIPPED.items():
        folder, _, name = pattern.rpartition("/")
        found = list(resource(folder).glob(name)) if resource(folder).is_dir() else []
        expect(len(found) >= least, f"{pattern} 只有 {len(found)} 个，应有 {least} 个")


def _clean(_scratch: Path, _call: Call) -> None:
    if getattr(sys, "frozen", False):
        brought = [name for name in DEVELOPMENT if importlib.util.find_spec(name)]
        expect(not brought, f"安装包中带有开发用的组件：{'、'.join(brought)}")


def _begin(scratch: Path, call: Call) -> None:
    from app.services.settings import OfficeSettings

    root = scratch / "示例 数据"
    call.doors.new_office(root)
    with _office(scratch, call) as office:
        office.setup.begin(OfficeSettings("广州市海珠区司法局", "HZ", profile="guangzhou"), TESTER)
        expect(office.numbering.schemes(), "没有编号规则")


def _import(scratch: Path, call: Call) -> None:
    with _office(scratch, call) as office:
        outcome = office.imports.run("documents", resource("sample/规范性文件台账.xlsx"), TESTER)
        expect((outcome.rows, outcome.created) == (26, 26), f"共 {outcome.rows} 行，只新增了 {outcome.created}")


def _number(scratch: Path, call: Call) -> None:
    from app.cli.demo import issue
    from app.domain.letters import LetterKind

    with _office(scratch, call) as office:
        document, number = issue(office, TESTER.name)
        expect(number.startswith("HZ01"), f"编号是 {number}")
        office.papers.registration(document, scratch / "登记表.pdf")
        office.letters.hand_out(LetterKind.NUMBER_NOTICE, scratch / "通知单.pdf", TESTER, document_id=document)


def _export(scratch: Path, call: Call) -> None:
    from app.domain.ledgers import Query

    with _office(scratch, call) as office:
        for suffix in ("xlsx", "pdf", "csv"):
            report = office.papers.export("documents", scratch / f"台账.{suffix}", Query(office.today()))
            expect(report.lines == 27, f"{suffix} 只有 {report.lines} 行")
        again = office.imports.plan("documents", scratch / "台账.xlsx")
        expect(again.skipped == 27, f"导出的台账再导入，有 {27 - again.skipped} 行不同")


def _search(scratch: Path, call: Call) -> None:
    with _office(scratch, call) as office:
        for text in ("體育設施", "hzqgg", "管"):
            expect(office.search.find(text, office.today()), f"“{text}”没有找到")


def _attachments(scratch: Path, call: Call) -> None:
    from app.services.sample.papers import write_docx

    paper = scratch / "送审稿.docx"
    write_docx(paper, "送审稿", ["自检专用文字"])
    with _office(scratch, call) as office:
        for path in (paper, scratch / "通知单.pdf"):
            added = office.attachments.add(1, path, TESTER)
            expect(added.attachment.searchable, f"“{path.name}”的文字没有取出：{added.note}")
        expect(office.search.find("自检专用", office.today()), "附件中的文字没有找到")


def _backup(scratch: Path, call: Call) -> None:
    with _office(scratch, call) as office:
        archive = office.backups.carry_to(scratch / "备份.zip").path
        before = office.audit.head().length
        office.documents.accept(1, "validity_max", "自检", TESTER)
    call.doors.restore(scratch / "示例 数据", archive, TESTER)
    with _office(scratch, call) as office:
        checked = office.backups.check()
        expect(not office.documents.get(1).waivers, "恢复后仍是恢复前的数据")
        expect(office.audit.head().length == before + 1, "恢复没有记入修改记录")
        expect(checked.whole, "；".join(checked.sentences()))


CHECKS = (
    Named("字体、图标、地区方案等随附文件", _resources),
    Named("没有多余的组件", _clean),
    Named("在含汉字和空格的文件夹中建立数据", _begin),
    Named("导入旧台账", _import),
    Named("登记、编号、公布，出具登记表和通知单", _number),
    Named("导出 Excel、PDF、CSV，再导入不变", _export),
    Named("查找：繁体、拼音首字母、单字", _search),
    Named("附件及其文字", _attachments),
    Named("备份、恢复、核对", _backup),
)
