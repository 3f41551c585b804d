"""Where things are on this PC: shipped resources, the user's own folders, this PC's settings. Knows no office data."""

import os
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

Setting = str | int | float | bool | list[str] | list[int]

_APPLICATION = "fazhi-taizhang"

SETTINGS = "settings.toml"
"""This PC's settings, in the user's folder."""

LAST_FOLDER = ("office", "folder")
FONT_SIZE = ("window", "font_size")
"""Tables and keys among this PC's settings: the data folder opened last, the name of the window's font size."""


def resource(name: str) -> Path:
    """A shipped file or folder under resources/, beside the package or inside the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources" / name


def user_folder() -> Path:
    """This user's folder for settings, drafts and the log; made when it is first asked for."""
    folder = Path(os.environ.get("FAZHI_USER_FOLDER") or platformdirs.user_data_path(_APPLICATION, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def office_folder() -> Path:
    """The data folder opened last on this PC, or the usual place for the first one."""
    known = PcSettings(user_folder() / SETTINGS).get(*LAST_FOLDER, "")
    return Path(str(known)) if known else user_folder() / "data"


class PcSettings:
    """This PC's settings (geometry, columns, last folder): one TOML file of flat tables, holding no office data."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: dict[str, dict[str, Setting]] = _read(path)

    def get(self, table: str, key: str, default: Setting) -> Setting:
        """The stored value, or the default when there is none or it is of another type."""
        value = self._tables.get(table, {}).get(key, default)
        return value if type(value) is type(default) else default

    def set(self, table: str, key: str, value: Setting) -> None:
        """Remember a value and write the file if it changed; a folder that refuses costs no more than the habit."""
        entries = self._tables.setdefault(table, {})
        if entries.get(key) == value and key in entries:
            return
        entries[key] = value
        try:
            self._write()
        except OSError:
            return

    def _write(self) -> None:
        lines = []
        for table, entries in sorted(self._tables.items()):
            lines.append(f"[{_quoted(table)}]")
            lines += [f"{_quoted(key)} = {_literal(value)}" for key, value in sorted(entries.items())]
            lines.append("")
        temporary = self.path.with_suffix(".tmp")
        temporary.write_text("\n".join(lines), "utf-8")
        temporary.replace(self.path)


def _read(path: Path) -> dict[str, dict[str, Setting]]:
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: entries for name, entries in tables.items() if isinstance(entries, dict)}


def _quoted(text: str) -> str:
    escaped = "".join(
        {"\\": "\\\\", '"': '\\"'}.get(sign, sign if sign.isprintable() else f"\\U{ord(sign):08x}") for sign in text
    )
    return f'"{escaped}"'


def _literal(value: Setting) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case list():
            return f"[{', '.join(_literal(item) for item in value)}]"
        case _:
            return repr(value)


def now() -> datetime:
    """The PC's clock: the one place that asks it."""
    return datetime.now(UTC)
