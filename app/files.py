"""Puts a finished file in the place of the old one, or leaves everything as it was. Knows no file format."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from app.domain.problems import Unavailable


def _codes(*names: str) -> frozenset[int]:
    """The error numbers of these names; not every system has every name."""
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_FULL = _codes("ENOSPC", "EDQUOT")
_TOO_LARGE = _codes("EFBIG")
_READ_ONLY = _codes("EACCES", "EPERM", "EROFS")
_GONE = _codes("ENOENT", "ENOTDIR", "ENXIO", "ENODEV", "EIO", "ESTALE", "ENOTCONN", "EHOSTDOWN")
_BAD_NAME = _codes("ENAMETOOLONG", "EINVAL", "EILSEQ")

_WINDOWS_OPEN_ELSEWHERE = {32, 33}
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


@contextmanager
def swapped_in(path: Path) -> Iterator[Path]:
    """Give a temporary file beside the target to write to; once written, flushed and closed it takes the target's place.

    Whatever goes wrong, the target stays as it was and the temporary file goes. Raises Unavailable for a failure of the
    folder, the disk or the target.
    """
    temporary = path.with_name(f"~{uuid4().hex[:12]}.tmp")
    try:
        _probe(path)
        temporary.touch(exist_ok=False)
        yield temporary
        _flush(temporary)
        temporary.replace(path)
    except PermissionError as error:
        raise (_held(path) if path.exists() and temporary.exists() else unavailable(error, path)) from error
    except OSError as error:
        raise unavailable(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)


def unavailable(error: OSError, path: Path) -> Unavailable:
    """The failure of writing a file, as a sentence: which file and what to do."""
    if getattr(error, "winerror", None) in _WINDOWS_OPEN_ELSEWHERE:
        return _held(path)
    code = error.errno
    if code in _FULL:
        advice = f"磁盘已满，“{path.name}”没有保存。请清理“{path.parent}”所在的磁盘和系统盘，或另存到别处。"
    elif code in _TOO_LARGE:
        advice = f"“{path.name}”超出了“{path.parent}”所在磁盘允许的文件大小，没有保存。请另存到别处。"
    elif code in _READ_ONLY:
        advice = f"文件夹“{path.parent}”不允许写入，“{path.name}”没有保存。请另存到别处，或请管理员开放写入权限。"
    elif code in _GONE:
        advice = (
            f"找不到文件夹“{path.parent}”，“{path.name}”没有保存。请检查文件夹是否还在、移动硬盘或网络盘是否已断开。"
        )
    elif code in _BAD_NAME:
        advice = f"文件名“{path.name}”太长或含有不允许的字符，没有保存。请换一个文件名。"
    else:
        advice = f"“{path}”没有保存：操作系统报告错误 {code}。请另存到别处后重试。"
    return Unavailable(path, advice)


def _probe(path: Path) -> None:
    """Fail before the work is done if the target is held by another program, read-only or a folder."""
    if path.is_dir():
        raise Unavailable(path, f"“{path}”是一个文件夹，不能作为文件保存。请换一个文件名。")
    if path.exists():
        try:
            path.open("r+b").close()
        except PermissionError as error:
            raise _held(path) from error


def _held(path: Path) -> Unavailable:
    return Unavailable(
        path,
        f"“{path.name}”正被其他程序（如 Excel、WPS 或阅读器）打开，或设为只读，没有保存。"
        "请关闭后重试，或另存为别的文件名。",
    )


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; systems that cannot open a folder (Windows) do this themselves."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
