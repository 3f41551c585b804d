"""The tour as a whole: which pictures in which order, on a copy of an office; the index of them. Knows no service."""

import html
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.config import user_folder
from app.ui.forms.drafts import Drafts
from app.ui.run import OfficeDoor, Start
from app.ui.tour import advisers, beginnings, documents, letters, others, submissions
from app.ui.tour.camera import Camera, Posing
from app.ui.unseen import application, window

SCREEN = (1366, 768)
"""The office PC's screen, in pixels."""
INDEX = "index.html"
CLERK = "陈思远"


def make_tour(door: OfficeDoor, office: Path, out: Path, scale: float) -> list[str]:
    """Photograph everything on a copy of an office, in a window of the screen's size; the names of the files.

    `scale` is what the process was started with: a screen at 150 % has two thirds of the room.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    application(SCREEN)
    before = os.environ.get("FAZHI_USER_FOLDER")
    with TemporaryDirectory(prefix="fazhi-tour-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        camera = Camera(out, scratch)
        posing = Posing(camera)
        os.environ["FAZHI_USER_FOLDER"] = str(folder / "user")
        try:
            _go_round(camera, posing, door, office, folder, scale)
        finally:
            if before is None:
                del os.environ["FAZHI_USER_FOLDER"]
            else:
                os.environ["FAZHI_USER_FOLDER"] = before
    return [name for name, _ in camera.taken]


def _go_round(camera: Camera, posing: Posing, door: OfficeDoor, office: Path, scratch: Path, scale: float) -> None:
    root = scratch / "数据"
    shutil.copytree(office, root, ignore=shutil.ignore_patterns("fazhi.lock*"))

    @contextmanager
    def make(folder: Path, *, known: bool = True) -> Iterator[Start]:
        size = (round(SCREEN[0] / scale), round(SCREEN[1] / scale))
        user = Path(os.environ["FAZHI_USER_FOLDER"])
        with window(door, folder, user, *size, known=known, who=CLERK, dialogs=posing) as start:
            earlier, posing.start = posing.start, start
            yield start
            posing.start = earlier

    with make(root) as start:
        beginnings.opening(camera, start)
        documents.first_page(camera, start)
        for visit in (submissions.book, submissions.forms, submissions.acts, submissions.opinions):
            visit(camera, start)
        documents.ledger(camera, start)
        documents.another_day(camera, start)
        for visit in (documents.forms, documents.acts, documents.papers):
            visit(camera, start)
        documents.search(camera, start)
        others.numbers(camera, start, posing)
        letters.letters(camera, start)
        others.plans(camera, start, posing)
        others.years(camera, start, posing)
        advisers.overview(camera, start)
        advisers.books(camera, start)
        advisers.forms(camera, start, posing)
        for visit in (advisers.typed, advisers.acts, advisers.conflict, advisers.sheets):
            visit(camera, start)
        for look in (others.reports, others.units, others.imports, others.settings, others.handover):
            look(camera, start)
        others.messages(camera, start, posing)
        beginnings.second_window(camera, make, posing, root)
    beginnings.draft(camera, make, root, _keep_draft)
    beginnings.where(camera, make, door, scratch)
    beginnings.first_start(camera, make, door, scratch)


def _keep_draft(root: Path) -> None:
    """What a form leaves behind when the program ends by force."""
    typed = {"title": "海珠区城市书房建设管理办法", "handler": CLERK}
    Drafts(user_folder() / "drafts", str(root)).keep(
        "tour", "documents", None, 0, "新增规范性文件", "2025-03-03 17:26", typed
    )


def make_index(folder: Path, rounds: Sequence[tuple[str, Sequence[str]]]) -> Path:
    """One page with all pictures of all rounds: a title and paths below the folder for each."""
    parts = []
    for title, names in rounds:
        parts.append(f"<h2>{html.escape(title)}</h2>")
        parts += [
            f'<figure><figcaption>{html.escape(Path(name).stem)}</figcaption><img src="{html.escape(name)}"></figure>'
            for name in names
        ]
    style = "body{font-family:sans-serif;max-width:1400px;margin:2em auto}img{max-width:100%;border:1px solid #ccc}"
    path = folder / INDEX
    path.write_text(
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>法治台账 界面图</title><style>{style}</style>'
        f"<h1>法治台账 界面图</h1>{''.join(parts)}</html>\n",
        "utf-8",
    )
    return path
