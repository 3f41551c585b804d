"""What is being typed, kept in one file per open form until it is saved for good. Knows no form."""

import json
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Draft:
    """An unfinished form: which one, of which record and revision, and what was typed."""

    key: str
    """Name of the file, without suffix."""
    form: str
    """Name of the form, e.g. documents."""
    place: str
    """The data folder it belongs to: a PC may open several."""
    record: int | None
    """Id of the record; None for a new one."""
    revision: int
    title: str
    """How the offer to take it up names it."""
    saved_at: str
    """Local time, for people."""
    values: dict[str, Any]
    original: dict[str, Any] = field(default_factory=dict)
    """What the form had read before anything was typed, so that others' changes can be told from one's own."""


class Drafts:
    """The files of one data folder's unfinished forms, in this user's own folder."""

    def __init__(self, folder: Path, place: str) -> None:
        self._folder = folder
        self._place = place

    def new_key(self) -> str:
        """A name for the draft of a form just opened."""
        return uuid.uuid4().hex

    def keep(
        self, key: str, form: str, record: int | None, revision: int, title: str, now: str, values: dict[str, Any],
        original: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Write the draft so that a crash leaves the earlier or this one whole. Raises OSError."""
        draft = Draft(key, form, self._place, record, revision, title, now, values, original or {})
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._path(key).with_suffix(".tmp")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(draft), file, ensure_ascii=False)
            file.flush()
        temporary.replace(self._path(key))

    def drop(self, key: str) -> None:
        """Forget a draft: it was saved, or given up."""
        self._path(key).unlink(missing_ok=True)

    def left_over(self, form: str = "") -> list[Draft]:
        """Drafts of this data folder, the latest first; of one form when it is named. Damaged files are passed over."""
        found = [draft for path in self._folder.glob("*.json") if (draft := _read(path)) and draft.place == self._place]
        return sorted((d for d in found if form in ("", d.form)), key=lambda draft: draft.saved_at, reverse=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def _read(path: Path) -> Draft | None:
    try:
        return Draft(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
