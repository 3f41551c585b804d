"""The attachment store: each file once, under the SHA-256 of its bytes, never changed and never deleted. Knows no record."""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.domain.problems import Unavailable
from app.files import swapped_in, unavailable

BLOCK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """What identifies a stored file."""

    sha256: str
    size: int


class AttachmentStore:
    """Files under one folder as `ab/abcdef…`; a file is on the disk for good before any row may name it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of this hash lie, or would."""
        return self.folder / sha256[:2] / sha256

    def put(self, source: Path) -> Stored:
        """Take a copy of a file; the same bytes are kept once. Raises Unavailable."""
        stored = fingerprint(source)
        if self.holds(stored):
            return stored
        target = self.path_of(stored.sha256)
        try:
            self._copy(source, target, stored)
        except Unavailable as error:  # whose sentence names the hash; users know the file by its own name
            raise Unavailable(target, error.message.replace(target.name, source.name)) from error
        return stored

    def _copy(self, source: Path, target: Path, wanted: Stored) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(error, target) from error
        with swapped_in(target) as temporary:
            shutil.copyfile(source, temporary)
            if fingerprint(temporary) != wanted:
                raise Unavailable(source, f"“{source.name}”在读取过程中被改动，没有保存。请关闭正在编辑它的程序后重试")

    def holds(self, stored: Stored) -> bool:
        """Whether the file is there with the right bytes; a damaged one counts as not there."""
        path = self.path_of(stored.sha256)
        try:
            return path.stat().st_size == stored.size and fingerprint(path) == stored
        except (OSError, Unavailable):
            return False

    def read(self, sha256: str) -> bytes:
        """The bytes, checked. Raises Unavailable when they are missing or no longer what they were."""
        path = self.path_of(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise Unavailable(path, "附件文件不在数据文件夹中。请用“重新定位”指出原文件，或从备份恢复") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unavailable(path, "附件文件已损坏。请用“重新定位”指出原文件，或从备份恢复")
        return content

    def missing(self, wanted: Iterable[Stored]) -> list[Stored]:
        """Those whose file is not there or has another size, without reading any."""
        return [stored for stored in wanted if not self._looks_right(stored)]

    def damaged(self, wanted: Iterable[Stored]) -> list[Stored]:
        """Those whose file is there but whose bytes have changed; reads every file."""
        return [stored for stored in wanted if self._looks_right(stored) and not self.holds(stored)]

    def _looks_right(self, stored: Stored) -> bool:
        try:
            return self.path_of(stored.sha256).stat().st_size == stored.size
        except OSError:
            return False


def fingerprint(path: Path) -> Stored:
    """Hash and size of a file. Raises Unavailable when it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise Unavailable(
            path, f"读不出文件“{path}”。请检查文件是否还在、是否有权限、移动硬盘或网络盘是否已断开"
        ) from error
    return Stored(digest.hexdigest(), size)
