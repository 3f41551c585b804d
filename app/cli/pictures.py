"""`tour`: a picture of every page and dialog, at each scale in a process of its own. Knows no page; main brings the camera."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from app.cli.call import Call, call_of
from app.cli.chinese import Command
from app.domain.problems import Problem, Refused

SCALES = (1.0, 1.5)
"""The screens that offices have: 100 % and 150 %."""


@dataclass(frozen=True)
class Photographer:
    """What only the window's floor can do."""

    take: Callable[[Path, Path, float], Sequence[str]]
    """Photograph everything on a copy of an office (first), into a folder (second), at the scale of this process."""
    index: Callable[[Path, Sequence[tuple[str, Sequence[str]]]], Path]
    """One page that shows all pictures: a title and paths below the folder for each round."""


def add(app: typer.Typer, photographer: Photographer) -> None:
    """Add the command."""

    @app.command("tour", cls=Command)
    def tour(
        ctx: typer.Context,
        out: Annotated[Path, typer.Argument(metavar="文件夹", help="图片放在这里")],
        scale: Annotated[
            float | None, typer.Option("--scale", metavar="倍数", help="只拍一种缩放，如 1.5（默认 1 和 1.5 各拍一遍）")
        ] = None,
    ) -> None:
        """给每个页面和对话框拍一张图。不写 --data 时在临时建立的示例单位上进行。"""
        call = call_of(ctx)
        with TemporaryDirectory(prefix="fazhi-sample-", ignore_cleanup_errors=True) as scratch:
            office = call.root if call.folder else Path(scratch) / "data"
            if not call.folder:
                call.doors.sample(office, False)
            if scale is not None:
                names = list(photographer.take(office, out, scale))
                call.answer({"folder": str(out), "pictures": names}, [f"{len(names)} 张图已存到“{out}”。"])
                return
            lines = take_all(office, out, photographer)
        call.answer({"folder": str(out), "pictures": pictures_in(out)}, lines)


def take_all(office: Path, out: Path, photographer: Photographer) -> list[str]:
    """All pictures at every scale, and the page that shows them; what to say. Raises Refused when a process failed."""
    running = [(scale, _start(office, _folder(out, scale), scale)) for scale in SCALES]
    rounds = []
    try:
        for scale, process in running:
            _, complaint = process.communicate()
            if process.returncode:
                raise Refused([Problem("", f"拍图没有完成（{scale:.0%}）：{_tail(complaint)}")])
            folder = _folder(out, scale)
            rounds.append((f"{scale:.0%}", [f"{folder.name}/{path.name}" for path in sorted(folder.glob("*.png"))]))
    finally:
        for _, process in running:
            process.kill()  # of no effect on one that has ended
            with process:
                pass  # closes what it was heard through, waits for its end
    index = photographer.index(out, rounds)
    return [f"界面图 {sum(len(names) for _, names in rounds)} 张，打开“{index}”一起看。"]


def _tail(complaint: bytes) -> str:
    """The end of what a process complained of, without what Qt says of windows on no screen."""
    lines = complaint.decode("utf-8", "replace").splitlines()
    return "\n".join(line for line in lines if not line.startswith("This plugin does not support"))[-2000:]


def pictures_in(out: Path) -> list[str]:
    """The pictures by their paths below the folder."""
    return [path.relative_to(out).as_posix() for path in sorted(out.rglob("*.png"))]


def _folder(out: Path, scale: float) -> Path:
    return out / f"{scale * 100:.0f}"


def _start(office: Path, out: Path, scale: float) -> "subprocess.Popen[bytes]":
    """This program again: a scale is fixed when the process begins."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    line = [*program, "tour", str(out.absolute()), "--scale", str(scale), "--data", str(office.absolute())]
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"}
    place = None if getattr(sys, "frozen", False) else Path(__file__).parents[2]
    return subprocess.Popen(line, env=environment, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def after_demo(call: Call, out: Path, photographer: Photographer) -> list[str]:
    """The pictures of the window on the demo's office."""
    return take_all(call.root, out / "界面图", photographer)
