"""Where the program begins: opens an office for either door. The only module that sees every floor."""

import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app import config
from app.domain.actors import Actor, Origin
from app.domain.problems import Missing, Unavailable

if TYPE_CHECKING:  # the database costs a third of a second: help, a wrong call and the window's frame come before it
    from app.models.folder import OfficeFolder
    from app.models.lock import WindowLock
    from app.services.office import Office
    from app.ui.run import OfficeDoor


class Door(StrEnum):
    """Who opens the office: the one window, or the command line beside it."""

    WINDOW = "window"
    COMMAND = "command"


@dataclass
class OpenOffice:
    """An office with what must be given back at its end."""

    office: "Office"
    lock: "WindowLock | None" = None
    since: datetime | None = None
    """When the lock was taken."""

    def check(self) -> Sequence[str]:
        """Read the file through and make the day's first backup; then writing is open. Raises Damaged, Unavailable.

        Once a week everything is compared; what that found is the answer, a sentence each.
        """
        self.office.check_file()
        found = self.office.backups.weekly_check()
        self.office.backups.start_of_day()
        self.office.allow()
        return found.sentences() if found is not None and not found.whole else ()

    def take_over(self, who: str) -> None:
        """Another clerk works in this window: a second one names this one."""
        if self.lock is not None and self.since is not None:
            self.lock.note(who, platform.node(), self.since)

    def close(self) -> None:
        """Close the database, then let the next window in."""
        self.office.close()
        if self.lock is not None:
            self.lock.release()


def open_office(
    root: Path,
    door: Door,
    *,
    who: str = "",
    clock: Callable[[], datetime] = config.now,
    pragmas: dict[str, int] | None = None,
) -> OpenOffice:
    """Open the office in a folder, brought up to date; read-only where another window writes.

    `pragmas` are for data that nobody would miss (samples, tests). Raises Missing when there is none (nothing is
    created), Damaged, TooNew, Unavailable.
    """
    from app.models.backup import Reason, make_backup
    from app.models.database import Database
    from app.models.folder import OfficeFolder
    from app.models.migrate import bring_up_to_date, expect_current
    from app.models.search import ensure_index, refresh
    from app.services.office import Office

    folder = OfficeFolder(root)
    if not folder.database.exists():
        raise Missing(folder.database, f"“{root}”中没有本程序的数据。请检查磁盘是否已连接，或用“新建”建立单位数据")
    since = clock()
    lock, blocked = _seat(folder, door, who, since)
    try:
        if blocked:
            expect_current(folder.database)
        else:
            bring_up_to_date(
                folder.database, clock, lambda: make_backup(folder.database, folder.backups, Reason.UPGRADE, clock())
            )
        database = Database(folder.database, clock, read_only=bool(blocked), pragmas=pragmas)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    database.blocked = blocked
    database.index_with(refresh)
    if not blocked:
        database.prepare(ensure_index)
    return OpenOffice(Office(folder, database, clock), lock, since)


def open_for_window(root: Path, who: str, clock: Callable[[], datetime] = config.now) -> OpenOffice:
    """Open an office that may be looked at from the start and changed once `check` has passed. Raises as open_office."""
    opened = open_office(root, Door.WINDOW, who=who, clock=clock)
    if not opened.office.read_only:
        opened.office.hold()
    return opened


def new_office(root: Path, clock: Callable[[], datetime] = config.now) -> None:
    """Make the data of a new office in a folder. Raises Refused where there is one already."""
    from app.models.folder import OfficeFolder
    from app.models.migrate import create_database

    create_database(OfficeFolder(root).database, clock)


def _seat(folder: "OfficeFolder", door: Door, who: str, now: datetime) -> "tuple[WindowLock | None, str]":
    """The window's lock, or why nothing may be written."""
    from app.models.lock import WindowLock, holder_of

    if door is Door.COMMAND:
        holder = holder_of(folder)
        return None, f"{holder.sentence(now)}，命令行暂不能修改数据。请先关闭窗口" if holder else ""
    lock = WindowLock(folder)
    try:
        holder = lock.take(who, platform.node(), now)
    except Unavailable as refusal:  # a read-only folder, a disk without locks: to be looked at, not written
        return None, refusal.message
    return (None, f"{holder.sentence(now)}，本窗口只能查看") if holder else (lock, "")


def restore(
    root: Path, backup: Path, actor: Actor, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Path | None:
    """Put a backup into an office's folder; where what was there is kept now. Raises Refused, Damaged, Unavailable."""
    from app.models.folder import OfficeFolder
    from app.services.backups import restore_office

    done = restore_office(OfficeFolder(root), backup, actor, config.now, progress)
    return done.kept.path if done.kept else done.aside


def make_sample(root: Path, large: bool) -> list[str]:
    """Make the sample office in an empty folder, as of today; what there is then, in words."""
    from app.models.moments import local_day
    from app.services.sample import SampleClock, build, fill
    from app.services.sample.build import first_day

    today = local_day(config.now())
    assert today is not None
    clock = SampleClock(first_day(today))
    new_office(root, clock)
    opened = open_office(root, Door.COMMAND, clock=clock, pragmas={"synchronous": 0})
    try:
        built = build(opened.office, clock, today)
        more = fill(opened.office) if large else 0
    finally:
        opened.close()
    taken = built.imported
    return [
        f"示例单位“广州市海珠区司法局”建在“{root}”：单位 {built.units} 个，文件 {built.documents + more} 件。",
        (
            f"其中导入旧台账“{taken.file_name}”{taken.rows} 行：新增 {taken.created}，跳过 {taken.skipped}，"
            f"不能导入 {taken.failed}，另有 {taken.ignored_rows} 行不是数据。"
        ),
    ]


def window_door(clock: Callable[[], datetime] = config.now) -> "OfficeDoor":
    """What the window may do with a folder before an office is open, and how it opens one; a story has a clock of its own."""
    from app.models.folder import OfficeFolder
    from app.ui.run import OfficeDoor

    return OfficeDoor(
        holds=lambda root: OfficeFolder(root).database.exists(),
        open=lambda root, who: open_for_window(root, who, clock),
        create=new_office,
        restore=lambda root, backup, progress: restore(root, backup, Actor("管理员", Origin.WINDOW), progress),
    )


def open_window(folder: str, who: str) -> int:
    """Open the window on a folder, by default the one opened last, and stay until it is closed."""
    from app.ui.run import run

    known = config.PcSettings(config.user_folder() / config.SETTINGS).get(*config.LAST_FOLDER, "")
    root = Path(folder).expanduser().absolute() if folder else config.office_folder()
    # A folder named on the command line is opened this once: a look at the sample must not replace the office.
    return run(window_door(), root, known=bool(folder or known), remember=not folder, who=who)


def _plain_start(arguments: Sequence[str]) -> dict[str, str] | None:
    """Folder and name of a call that only opens the window; None for any other call, which the command line reads."""
    given = {"--data": "", "--as": ""}
    rest = list(arguments)
    while len(rest) >= 2 and rest[0] in given and not rest[1].startswith("-"):
        given[rest[0]] = rest[1]
        rest = rest[2:]
    return None if rest else {"folder": given["--data"], "who": given["--as"]}


def main(arguments: Sequence[str] | None = None) -> int:
    """The program: a command, or the window when there is none. Returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if (plain := _plain_start(given)) is not None:
        return open_window(**plain)  # past the command line, whose parser alone costs a quarter of the frame's time
    from app.cli.app import Extras, build, run
    from app.cli.call import Doors
    from app.cli.pictures import Photographer
    from app.cli.selftest import Named

    _speak_chinese()
    doors = Doors(
        open_office=lambda root: open_office(root, Door.COMMAND),
        new_office=new_office,
        restore=restore,
        sample=make_sample,
        now=config.now,
        default_folder=config.office_folder,
    )
    extras = Extras(
        window=lambda call: open_window(call.folder, call.who),
        has_screen=_has_screen,
        photographer=Photographer(_take_pictures, _show_pictures),
        checks=(Named("窗口的中文翻译", _qt_speaks_chinese), Named("打开窗口", _window_opens)),
    )
    return run(build(extras), doors, given)


def _has_screen() -> bool:
    """Whether a window would be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _take_pictures(office: Path, out: Path, scale: float) -> list[str]:
    from app.ui.tour import make_tour

    return make_tour(window_door(), office, out, scale)


def _show_pictures(out: Path, rounds: Sequence[tuple[str, Sequence[str]]]) -> Path:
    from app.ui.tour import make_index

    return make_index(out, rounds)


def _qt_speaks_chinese(_scratch: Path, _call: object) -> None:
    """Without this file the standard buttons and the print dialog are English. Raises FileNotFoundError."""
    from PySide6.QtCore import QLibraryInfo

    shipped = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
    if not shipped.is_file():
        raise FileNotFoundError(shipped)


def _window_opens(scratch: Path, _call: object) -> None:
    """The window on the self-test's office, on no screen. Raises Stuck when a page does not come, RuntimeError when it is blank."""
    from PySide6.QtCore import qInstallMessageHandler

    from app.ui import unseen

    qInstallMessageHandler(_but_what_no_screen_can)
    unseen.application()
    with unseen.window(window_door(), scratch / "示例 数据", scratch, 1366, 768, who="自检") as start:
        start.begin()
        unseen.entered(start)
        picture = unseen.photograph(start).toImage()
        places = ((x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7))
        if len({picture.pixel(x, y) for x, y in places}) < 16:
            raise RuntimeError("the window is blank")


def _but_what_no_screen_can(_kind: object, _context: object, message: str) -> None:
    """Qt's messages, without those that a window on no screen always gives."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def _speak_chinese() -> None:
    """UTF-8 for programs that read what is printed, and no crash over a sign that a console cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
