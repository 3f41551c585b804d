"""Which face draws which character on paper: roles, fallback, and what no face can draw. Knows no layout."""

import struct
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import RLock

from app.config import resource
from app.domain.problems import Unavailable
from app.exporters.cidfont import CidFont


class Role(StrEnum):
    """What a text is set in; no free 仿宋 or 小标宋 exists, so 宋体 and its bold stand in."""

    BODY = "NotoSerifSC-Regular.ttf"
    """仿宋 and 宋体."""
    TITLE = "NotoSerifSC-Bold.ttf"
    """小标宋."""
    SANS = "NotoSansSC-Regular.ttf"
    HEADING = "NotoSansSC-Bold.ttf"
    """黑体."""
    KAI = "FazhiKai-Regular.ttf"
    """楷体."""


class FontUnavailable(Unavailable):
    """A font of the program is missing or damaged: the installation must be repaired, no other font takes its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"程序自带的字体“{path.name}”缺失或损坏，不能生成文件。请重新安装本程序。")


_FALLBACK = {
    Role.BODY: (Role.BODY, Role.SANS, Role.KAI),
    Role.TITLE: (Role.TITLE, Role.BODY, Role.SANS, Role.KAI),
    Role.SANS: (Role.SANS, Role.BODY, Role.KAI),
    Role.HEADING: (Role.HEADING, Role.SANS, Role.BODY, Role.KAI),
    Role.KAI: (Role.KAI, Role.BODY, Role.SANS),
}

_QUOTES = frozenset("“”‘’")
"""Half as wide in the 楷体 as Chinese text wants them; the 宋体 has them full."""

_INVISIBLE = frozenset(
    map(chr, [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
) | frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
"""Joiners, directions and variation selectors: nothing to draw, so nothing is missing."""

Glyph = tuple[str, float]
"""Name of the font that draws a character (or one of the two below) and its width in ems."""

_NOTHING = ""
"""There is nothing to draw."""

_NO_FONT = "?"
"""No font has it."""


class Fonts:
    """The faces of one folder, each loaded when its first character is asked for. Every method raises FontUnavailable."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = RLock()
        self._loaded: dict[Role, CidFont] = {}
        self._tables = {role: _Table(self._find, role) for role in Role}
        self._widths = {role: _Widths(table) for role, table in self._tables.items()}

    def runs(self, text: str, role: Role) -> list[tuple[str, str]]:
        """The text in pieces of one font each, as (name known to reportlab, text); what has no picture is left out."""
        table = self._tables[role]
        pieces = [(name, "".join(signs)) for name, signs in groupby(text, lambda sign: table[sign][0])]
        return [piece for piece in pieces if piece[0] not in {_NOTHING, _NO_FONT}]

    def missing(self, text: str, role: Role) -> list[str]:
        """The characters that no font has, each once, in order of appearance; line breaks are none."""
        table = self._tables[role]
        return [sign for sign in dict.fromkeys(text) if table[sign][0] == _NO_FONT and sign != "\n"]

    def measure(self, role: Role) -> Callable[[str], float]:
        """Width of a character in ems, as a function for the line breaker."""
        return self._widths[role].__getitem__

    def width(self, text: str, role: Role) -> float:
        """Width of a text in ems."""
        return sum(map(self.measure(role), text))

    def _find(self, sign: str, role: Role) -> Glyph:
        if sign in _INVISIBLE:
            return _NOTHING, 0.0
        chain = _FALLBACK[Role.BODY] if role is Role.KAI and sign in _QUOTES else _FALLBACK[role]
        for candidate in chain:
            font = self._font(candidate)
            if font.has(sign):
                return font.fontName, font.width(sign)
        return _NO_FONT, 1.0

    def _font(self, role: Role) -> CidFont:
        with self._lock:
            if role not in self._loaded:
                self._loaded[role] = _load(self._folder / role.value)
            return self._loaded[role]


@cache
def bundled() -> Fonts:
    """The fonts that the program ships."""
    return Fonts(resource("fonts"))


class _Table(dict[str, Glyph]):
    """Character → glyph of one role, looked up once."""

    def __init__(self, find: Callable[[str, Role], Glyph], role: Role) -> None:
        super().__init__()
        self._find = find
        self._role = role

    def __missing__(self, sign: str) -> Glyph:
        self[sign] = glyph = self._find(sign, self._role)
        return glyph


class _Widths(dict[str, float]):
    """Character → width: line breaking is nothing but look-ups here."""

    def __init__(self, table: _Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, sign: str) -> float:
        self[sign] = width = self._table[sign][1]
        return width


def _load(path: Path) -> CidFont:
    """A face, made known to reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        _check(path)
        font = CidFont(path.stem, path)
    except (OSError, TTFError, struct.error, ValueError, LookupError) as error:
        raise FontUnavailable(path) from error
    pdfmetrics.registerFont(font)
    return font


def _check(path: Path) -> None:
    """Raise ValueError if the file is cut short: its outlines are read only when a document is saved."""
    size = path.stat().st_size
    with path.open("rb") as file:
        count = int.from_bytes(file.read(12)[4:6], "big")
        for _ in range(count):
            entry = file.read(16)
            if int.from_bytes(entry[8:12], "big") + int.from_bytes(entry[12:16], "big") > size:
                raise ValueError(f"{path.name} is cut short")
