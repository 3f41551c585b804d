"""Zip containers (xlsx, ods) opened with care: sizes are checked before anything is unpacked."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from app.importers.raw import FileRefused

MOST_UNPACKED = 1 << 30
"""Bytes all parts may claim together. 1,048,576 formatted blank rows come to some 400 MB; nothing honest is larger."""
MOST_PART = 256 << 20
"""Bytes a part may have that is read whole (shared strings, styles); sheets are read piece by piece."""
MOST_PIECE = 64 << 20
"""Bytes one row may have; more is no row."""

_BLOCK = 1 << 20
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, KeyError, ValueError, RuntimeError)

DAMAGED = "已损坏，无法读取：请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入；打不开的，请向填报人重新索取"
TOO_LARGE = "解压后异常庞大，可能不是正常的表格：请用 Excel 或 WPS 打开，把需要的行复制到新工作簿，另存后再导入"
LOCKED = "设有打开密码：请先用 Excel 或 WPS 打开，取消密码后另存，再导入"


class Archive:
    """The parts of one zip container; raises FileRefused for what is damaged, locked or a zip bomb."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE as error:
            raise FileRefused(path, DAMAGED) from error
        parts = self._zip.infolist()
        self.names = frozenset(part.filename for part in parts)
        if any(part.flag_bits & 1 for part in parts):
            raise FileRefused(path, LOCKED)
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise FileRefused(path, TOO_LARGE)

    def verify(self, name: str) -> None:
        """Unpack a part to nowhere: refuses one that is larger than it claims or does not match its checksum."""
        if name in self.names and self._zip.getinfo(name).file_size > MOST_PART:
            raise FileRefused(self.path, TOO_LARGE)
        for _ in self.blocks(name):
            pass

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece."""
        try:
            with self._zip.open(name) as stream:
                while block := stream.read(_BLOCK):
                    yield block
        except _UNREADABLE as error:
            raise FileRefused(self.path, DAMAGED) from error

    def tree(self, name: str) -> ET.Element:
        """A small part as XML. Refuses document types, through which entities could grow without end."""
        self.verify(name)
        text = b"".join(self.blocks(name))
        if _ENTITIES.search(text):
            raise FileRefused(self.path, DAMAGED)
        try:
            return ET.fromstring(text)
        except ET.ParseError as error:
            raise FileRefused(self.path, DAMAGED) from error


def pieces(blocks: Iterator[bytes], ends: bytes, path: Path) -> Iterator[bytes]:
    """The blocks cut anew so that each piece but the last ends where `ends` begins: no row is torn in two."""
    rest = b""
    for block in blocks:
        seen = max(len(rest) - len(ends) + 1, 1)
        rest += block
        cut = rest.rfind(ends, seen)
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > MOST_PIECE:
            raise FileRefused(path, TOO_LARGE)
    yield rest
