"""Where the program begins: opens an office for either door. The only module that sees every floor."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app import config
from app.domain.problems import Missing
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.lock import WindowLock, holder_of
from app.models.migrate import bring_up_to_date, create_database
from app.models.search import ensure_index, refresh
from app.services.office import Office


class Door(StrEnum):
    """Who opens the office: the one window, or the command line beside it."""

    WINDOW = "window"
    COMMAND = "command"


@dataclass
class OpenOffice:
    """An office with what must be given back at its end."""

    office: Office
    lock: WindowLock | None = None

    def close(self) -> None:
        """Close the database, then let the next window in."""
        self.office.close()
        if self.lock is not None:
            self.lock.release()


def open_office(root: Path, door: Door, *, who: str = "", clock: Callable[[], datetime] = config.now) -> OpenOffice:
    """Open the office in a folder, brought up to date; read-only where another window writes.

    Raises Missing when there is none (nothing is created), Damaged, TooNew, Unavailable.
    """
    folder = OfficeFolder(root)
    if not folder.database.exists():
        raise Missing(folder.database, f"“{root}”中没有本程序的数据。请检查磁盘是否已连接，或用“新建”建立单位数据")
    lock, blocked = _seat(folder, door, who, clock())
    try:
        if not blocked:
            bring_up_to_date(folder.database, clock, lambda: None)
        database = Database(folder.database, clock, read_only=bool(blocked))
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    database.blocked = blocked
    database.index_with(refresh)
    if not blocked:
        database.prepare(ensure_index)
    return OpenOffice(Office(folder, database, clock), lock)


def new_office(root: Path, clock: Callable[[], datetime] = config.now) -> None:
    """Make the data of a new office in a folder. Raises Refused where there is one already."""
    create_database(OfficeFolder(root).database, clock)


def _seat(folder: OfficeFolder, door: Door, who: str, now: datetime) -> tuple[WindowLock | None, str]:
    """The window's lock, or why nothing may be written."""
    if door is Door.COMMAND:
        holder = holder_of(folder)
        return None, f"{holder.sentence(now)}，命令行暂不能修改数据。请先关闭窗口" if holder else ""
    lock = WindowLock(folder)
    holder = lock.take(who, platform.node(), now)
    return (None, f"{holder.sentence(now)}，本窗口只能查看") if holder else (lock, "")
