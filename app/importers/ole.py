"""Compound files (the container of .xls, .et, .doc and of encrypted .xlsx): read with care, written anew. Knows no records."""

import struct
from pathlib import Path

from app.importers.archives import DAMAGED
from app.importers.raw import FileRefused

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")

_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks (end of chain, free), not sectors."""
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4096
"""Streams below this size live in the mini stream."""
_ENTRY = 128


class Container:
    """Layout by [MS-CFB]. Raises FileRefused for a damaged one; every chain is bounded by the file's size."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise FileRefused(path, DAMAGED) from error

    def has(self, name: str) -> bool:
        """Whether there is a stream or folder of that name."""
        return name in self._entries

    def read(self, *names: str) -> bytes | None:
        """The first stream there is of these names."""
        for name in names:
            if name in self._entries:
                start, size = self._entries[name]
                try:
                    return self._small(start, size) if size < _SMALL else self._large(start)[:size]
                except (struct.error, IndexError) as error:
                    raise FileRefused(self._path, DAMAGED) from error
        return None

    def _open(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise IndexError("sector size")
        self._size = 1 << shift
        _, _, directory, _, _, mini_fat, _, difat, _ = struct.unpack_from("<9I", self._data, 40)
        self._fat = self._table(self._allocation(difat))
        entries = self._large(directory)
        self._entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            if kind and 2 <= length <= 64:
                name = entries[at : at + length - 2].decode("utf-16-le")
                self._entries.setdefault(name, struct.unpack_from("<II", entries, at + 116))
        self._mini_fat = self._table(self._chain(mini_fat, self._fat))
        root = self._entries.get("Root Entry")
        self._mini = self._large(root[0]) if root else b""

    def _allocation(self, difat: int) -> list[int]:
        """Sectors of the allocation table: 109 in the header, the rest in a chain of their own."""
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        seen = set()
        while difat < _LAST_SECTOR and difat not in seen:
            seen.add(difat)
            *more, difat = struct.unpack(f"<{self._size // 4}I", self._sector(difat))
            sectors += more
        return [sector for sector in sectors if sector < _LAST_SECTOR]

    def _table(self, sectors: list[int]) -> list[int]:
        whole = b"".join(self._sector(sector) for sector in sectors)
        return list(struct.unpack(f"<{len(whole) // 4}I", whole))

    def _chain(self, start: int, table: list[int]) -> list[int]:
        chain: list[int] = []
        while start < _LAST_SECTOR and len(chain) <= len(table):
            chain.append(start)
            start = table[start]
        return chain

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin >= len(self._data):
            raise IndexError("sector")
        return self._data[begin : begin + self._size].ljust(self._size, b"\0")

    def _large(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._chain(start, self._fat))

    def _small(self, start: int, size: int) -> bytes:
        blocks = (self._mini[at * 64 : at * 64 + 64] for at in self._chain(start, self._mini_fat))
        return b"".join(blocks)[:size]


def wrap(stream: bytes) -> bytes:
    """A sound container with one stream, Workbook.

    calamine ends the whole program over a container with wrong counts or a chain that bites its tail; so it is given
    what this reader took out, never the file itself.
    """
    size, per_table = 4096, 1024
    stream = stream.ljust(_SMALL, b"\0")
    used = -(-len(stream) // size)
    tables = 1
    while tables * per_table < tables + 2 + used:
        tables += 1
    first = tables + 2
    # Directory and mini stream take a sector each; without the latter calamine sees no root.
    table = [_TABLE] * tables + [_END, _END] + [*range(first + 1, first + used), _END]
    table += [_FREE] * (tables * per_table - len(table))
    header = SIGNATURE + struct.pack("<16x5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, tables, 0, _SMALL, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, tables + 1, 0) + _entry("Workbook", 2, _FREE, first, len(stream))
    directory += _entry("", 0, _FREE, 0, 0) * (size // _ENTRY - 2)
    body = bytes(size) + stream.ljust(used * size, b"\0")
    return header.ljust(size, b"\0") + struct.pack(f"<{len(table)}I", *table) + directory + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    head = text.ljust(64, b"\0") + struct.pack("<HBB3I", length, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
