"""One open window per folder: a kernel lock that dies with its holder, and a note of who that is. Knows no window."""

import errno
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from app.domain.problems import Unavailable
from app.models.folder import OfficeFolder
from app.models.moments import CHINA

PATIENCE = 0.5
"""Seconds in which a command line that only asks has let go again."""


@dataclass(frozen=True)
class Holder:
    """Who has the folder open, where and since when; all empty when the note could not be read."""

    who: str = ""
    computer: str = ""
    since: datetime | None = None

    def sentence(self, now: datetime) -> str:
        """张三（PC-03）正在使用，自 09:12; with the day when it is another one."""
        if self.since is None:
            return "另一个窗口正在使用这份数据"
        began, today = self.since.astimezone(CHINA), now.astimezone(CHINA).date()
        day = "" if began.date() == today else f"{began.month}月{began.day}日 "
        year = "" if began.year == today.year else f"{began.year}年"
        return f"{self.who or '有人'}（{self.computer}）正在使用，自 {year}{day}{began:%H:%M}"


class WindowLock:
    """The right to be the one window that writes in a folder; released by `release` or by the end of the process."""

    def __init__(self, folder: OfficeFolder) -> None:
        self._folder = folder
        # Taken in one thread and released in another; and never the kind that outlives its process.
        self._lock = FileLock(folder.lock, thread_local=False, fallback_to_soft=False)

    def take(self, who: str, computer: str, now: datetime) -> Holder | None:
        """Take the lock and note who has it; where another window has it, that holder is the answer.

        Raises Unavailable where the folder does not let a lock be made.
        """
        try:
            self._lock.acquire(timeout=PATIENCE)
        except Timeout:
            return _noted(self._folder.holder)
        except (OSError, NotImplementedError) as error:
            raise Unavailable(self._folder.lock, _refusal(self._folder.root, error)) from error
        self.note(who, computer, now)
        return None

    def note(self, who: str, computer: str, since: datetime) -> None:
        """Say who has it; again when another clerk takes over. A note that cannot be written costs only the name."""
        content = json.dumps({"who": who, "computer": computer, "since": since.isoformat()}, ensure_ascii=False)
        temporary = self._folder.holder.with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError):
            temporary.write_text(content, "utf-8")
            temporary.replace(self._folder.holder)

    @property
    def held(self) -> bool:
        return self._lock.is_locked

    def release(self) -> None:
        """Give the folder free for the next window."""
        if self.held:
            with suppress(OSError):
                self._folder.holder.unlink(missing_ok=True)
            self._lock.release()


def holder_of(folder: OfficeFolder) -> Holder | None:
    """Who has a window open on a folder; None when nobody has, or no lock can be made there."""
    if not folder.lock.exists():
        return None
    lock = FileLock(folder.lock, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _noted(folder.holder)
    except (OSError, NotImplementedError):
        return None
    lock.release()
    return None


def _noted(path: Path) -> Holder:
    try:
        note = json.loads(path.read_text("utf-8"))
        return Holder(str(note["who"]), str(note["computer"]), datetime.fromisoformat(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _refusal(root: Path, error: BaseException) -> str:
    if isinstance(error, PermissionError) or getattr(error, "errno", None) == errno.EROFS:
        return f"文件夹“{root}”不允许写入，只能查看。请管理员开放写入权限，或把整个文件夹复制到可写的位置"
    return f"文件夹“{root}”所在的磁盘不支持文件锁，为免两人同时修改，只能查看。请换到本机磁盘"
