"""The command line as a whole: every command, and what becomes of a failure. Knows no service."""

import json
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import typer
from typer._click.exceptions import UsageError  # typer carries its own click and shows no more of it

from app.cli import (
    advisers,
    care,
    demo,
    due,
    files,
    handovers,
    letters,
    look,
    numbers,
    office,
    pictures,
    reports,
    selftest,
)
from app.cli.call import Call, Doors, call_of
from app.cli.chinese import Group, said
from app.config import user_folder
from app.domain.problems import Problem, Refused, Unavailable

OK, REFUSED, WRONG_CALL = 0, 1, 2

Window = Callable[[Call], int]


@dataclass(frozen=True)
class Extras:
    """What only the program's beginning can add to the commands: whatever needs the window."""

    window: Window | None = None
    """Opened when the line names no command."""
    has_screen: Callable[[], bool] = lambda: False
    """Whether somebody would see it: then the demo ends with it."""
    photographer: pictures.Photographer | None = None
    """For `tour` and the pictures of the demo."""
    checks: tuple[selftest.Named, ...] = ()
    """Of the self-test."""


def build(extras: Extras = Extras()) -> typer.Typer:
    """All commands."""
    app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, invoke_without_command=True)

    @app.callback()
    def root(ctx: typer.Context) -> int | None:
        """法治台账：行政规范性文件登记、统一编号、查询和导出。不写命令时打开窗口。"""
        if ctx.invoked_subcommand is not None:
            return None
        if extras.window is None:
            print(ctx.get_help())
            return WRONG_CALL
        return extras.window(call_of(ctx))

    for room in (office, files, look, due, numbers, letters, reports, advisers, handovers, care):
        room.add(app)
    demo.add(app, _after_demo(extras), _last_of_demo(extras))
    if extras.photographer is not None:
        pictures.add(app, extras.photographer)
    selftest.add(app, extras.checks)
    return app


def _after_demo(extras: Extras) -> demo.After:
    def after(call: Call, out: Path) -> Sequence[str]:
        return () if extras.photographer is None else pictures.after_demo(call, out, extras.photographer)

    return after


def _last_of_demo(extras: Extras) -> Window:
    def last(call: Call) -> int:
        return extras.window(call) if extras.window is not None and extras.has_screen() else OK

    return last


def run(app: typer.Typer, doors: Doors, arguments: Sequence[str]) -> int:
    """Run one call: 0 done, 1 refused or with problems, 2 wrongly called."""
    call = Call(doors)
    command = typer.main.get_command(app)
    try:
        return command.main(list(arguments), "fazhi", standalone_mode=False, obj=call) or OK
    except UsageError as error:
        if error.ctx is not None:
            print(f"{error.ctx.get_usage()}\n用 {error.ctx.command_path} --help 查看说明", file=sys.stderr)
        print(f"调用有误：{said(error)}", file=sys.stderr)
        return WRONG_CALL
    except Refused as error:
        call.refuse(error.problems)
    except Unavailable as error:
        call.refuse([Problem("", str(error))])
    except Exception:  # noqa: BLE001 - ours: told in a sentence, kept in the log
        call.refuse(
            [Problem("", f"程序出了差错，已经保存的数据没有改动。请把运行日志发给开发人员：{_keep(arguments)}")]
        )
    return REFUSED


def _keep(arguments: Sequence[str]) -> str:
    """Write the failure at hand into the log; where that is."""
    log = user_folder() / "command.log"
    with suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(list(arguments), ensure_ascii=False)}\n{traceback.format_exc()}\n")
    return str(log)
