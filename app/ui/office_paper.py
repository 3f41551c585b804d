"""A paper of the office: shown before printing, saved as a Word or PDF file. Knows no record and no format."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.config import user_folder
from app.ui.desk import Desk
from app.ui.dialogs import FileKind

PAPERS = (FileKind("Word 文档", ("docx",)), FileKind("PDF 文件", ("pdf",)))
PLACE = ("papers", "folder")
"""Where papers were saved last, among this PC's settings."""
_NO_NAME = frozenset('\\/:*?"<>|\n')

Say = Callable[[str], None]


class Written(Protocol):
    """What came of writing."""

    @property
    def lines(self) -> int: ...


@dataclass(frozen=True)
class OfficePaper:
    """One paper: what it is called, and how it is written; `write` is called in the background."""

    title: str
    write: Callable[[Path], Written]


def quietly(_: str) -> None:
    """Where nobody says that a paper is on its way."""


def preview(desk: Desk, paper: OfficePaper, say: Say = quietly) -> None:
    """The pages, shown before printing."""
    target = fresh_file("paper")
    say("正在生成预览…")

    def finished(_: object) -> None:
        say("")
        desk.preview(target, paper.title)

    desk.work.paper(lambda _: paper.write(target), finished, _failing(desk, say))


def save_as(desk: Desk, paper: OfficePaper, say: Say, kinds: Sequence[FileKind] = PAPERS) -> None:
    """To a file of the user's choice, of the first kind unless he names another."""
    folder = Path(str(desk.settings.get(*PLACE, str(Path.home()))))
    name = "".join(sign for sign in paper.title if sign not in _NO_NAME)
    target = desk.dialogs.save_name("导出", folder / f"{name}.{kinds[0].suffixes[0]}", kinds)
    if target is None:
        return
    desk.settings.set(*PLACE, str(target.parent))
    say(f"正在导出“{target.name}”…")
    desk.work.paper(
        lambda _: paper.write(target),
        lambda report: say(f"已导出{'' if kinds is PAPERS else f' {report.lines} 行'}到 {target}"),
        _failing(desk, say),
    )


def _failing(desk: Desk, say: Say) -> Callable[[Exception], None]:
    def failed(error: Exception) -> None:
        say("")
        desk.failures.show(error)

    return failed


def fresh_file(name: str) -> Path:
    """A file for the preview in the user's own folder; earlier ones go unless they are still open."""
    folder = user_folder() / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.pdf"):
        with suppress(OSError):
            old.unlink()
    number = sum(1 for _ in folder.glob("*.pdf"))
    return folder / f"{name}-{number}.pdf"
