"""Whether a folder is a safe place for the data: network drives and sync folders are told by their signs. Knows no window."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PureWindowsPath

NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afpfs", "9p", "davfs", "fuse.davfs"}
)
"""File systems of /proc/mounts that lie on another machine."""

SYNC_FOLDERS = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "nutstorefiles": "坚果云",
    "我的坚果云": "坚果云",
    "坚果云": "坚果云",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "baidunetdiskdownload": "百度网盘",
    "weiyun": "微云",
    "微云": "微云",
    "微云同步助手": "微云",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "icloud drive": "iCloud",
    "wpsdrive": "WPS 云盘",
    "wps云盘": "WPS 云盘",
}
"""Names of folders that a sync program keeps, in lower case; OneDrive appends the organisation to its own."""

_DRIVE_REMOTE = 4
"""What GetDriveTypeW calls a network drive."""


class Hazard(StrEnum):
    """What makes a place unsafe for a database that is being written."""

    NETWORK = "network"
    SYNC = "sync"


@dataclass(frozen=True)
class Warned:
    """A hazard in words; data is never put into a sync folder, a network drive is the user's decision."""

    hazard: Hazard
    sentence: str

    @property
    def refused(self) -> bool:
        return self.hazard is Hazard.SYNC


def warning_of(folder: Path, mounts: Iterable[tuple[str, str]] | None = None) -> Warned | None:
    """What is wrong with keeping the data in a folder, existing or not; None when nothing is.

    `mounts` are the (mount point, file system) of this PC, asked from the system by default.
    """
    if name := sync_program(folder):
        sentence = (
            f"“{folder}”由{name}同步。同步程序会在写入中途复制数据文件，造成数据损坏，数据不能放在这里；"
            "请改放本机磁盘的普通文件夹。备份可以放在这里。"
        )
        return Warned(Hazard.SYNC, sentence)
    if is_network(folder, mounts):
        sentence = f"“{folder}”在网络盘上。网络中断时可能丢失正在写入的内容，速度也慢；建议放在本机磁盘，用“备份到…”把备份存到网络盘。"
        return Warned(Hazard.NETWORK, sentence)
    return None


def sync_program(folder: Path) -> str:
    """The sync program whose folder this lies in, empty when there is none."""
    for part in folder.parts:
        name = part.strip("/\\").lower()
        if name in SYNC_FOLDERS:
            return SYNC_FOLDERS[name]
        if name.startswith(("onedrive -", "onedrive-")):
            return "OneDrive"
    return ""


def is_network(folder: Path, mounts: Iterable[tuple[str, str]] | None = None) -> bool:
    """Whether a folder lies on another machine."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32" and mounts is None:
        return _windows_drive_type(PureWindowsPath(folder.absolute()).anchor) == _DRIVE_REMOTE
    best = ("", "")
    for point, system in _mounts() if mounts is None else mounts:
        inside = point == "/" or str(folder) == point or str(folder).startswith(f"{point}/")
        if inside and len(point) >= len(best[0]):
            best = (point, system)
    return best[1] in NETWORK_SYSTEMS


def _windows_drive_type(anchor: str) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 — there is no such name elsewhere
    return int(kernel.GetDriveTypeW(anchor))


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    fields = [line.split(" ") for line in lines]
    # A blank in a mount point is written \040.
    return [(os.fsdecode(item[1].replace("\\040", " ")), item[2]) for item in fields if len(item) > 2]
