"""A letter on paper: shown before printing, saved as a file. Knows the services, not the formats."""

from collections.abc import Callable
from pathlib import Path

from app.config import user_folder
from app.domain.letters import LetterFacts
from app.ui.desk import Desk
from app.ui.dialogs import FileKind

KINDS = (FileKind("Word 文档", ("docx",)), FileKind("PDF 文件", ("pdf",)))
PLACE = ("papers", "folder")
"""Where papers were saved last, among this PC's settings."""


def preview(desk: Desk, facts: LetterFacts) -> None:
    """The letter as it is printed; a draft says that it is one."""
    folder = user_folder() / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    key, target, letters = _id(facts), folder / f"公文-{facts.id}.pdf", desk.office.letters
    desk.work.paper(
        lambda _: letters.write(key, target),
        lambda _: desk.preview(target, f"{facts.kind.label}　{facts.number or '草稿'}"),
    )


def save_as(desk: Desk, facts: LetterFacts, say: Callable[[str], None]) -> None:
    """导出 Word: to a file of the user's choice."""
    folder = Path(str(desk.settings.get(*PLACE, str(Path.home()))))
    name = "".join(sign for sign in f"{facts.number or '草稿'} {facts.title}" if sign not in '\\/:*?"<>|')
    target = desk.dialogs.save_name("导出公文", folder / f"{name}.docx", KINDS)
    if target is None:
        return
    desk.settings.set(*PLACE, str(target.parent))
    key, letters = _id(facts), desk.office.letters
    desk.work.paper(lambda _: letters.write(key, target), lambda _: say(f"已导出到 {target}"))


def _id(facts: LetterFacts) -> int:
    assert facts.id is not None
    return facts.id
