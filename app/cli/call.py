"""One call of the command line: which folder, who, in what form to answer, and the doors to the office. Knows no command."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import typer

from app.domain.actors import Actor, Origin
from app.domain.problems import Problem

if TYPE_CHECKING:
    from app.services.office import Office


class Opened(Protocol):
    """An open office, to be closed."""

    @property
    def office(self) -> "Office": ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Doors:
    """What only the program's beginning can do."""

    open_office: Callable[[Path], Opened]
    """As the command line: raises Missing, Unavailable and the like."""
    new_office: Callable[[Path], None]
    """Make an empty office in a folder. Raises Refused where there is one."""
    restore: Callable[[Path, Path, Actor], Path | None]
    """Put a backup into an office's folder (folder, backup, who); where what was there is kept. Raises Refused, Unavailable."""
    sample: Callable[[Path, bool], list[str]]
    """Make the sample office in an empty folder (large or not); what there is then, in words."""
    now: Callable[[], datetime]
    default_folder: Callable[[], Path]


@dataclass
class Call:
    """What the options that stand on every command said."""

    doors: Doors
    folder: str = ""
    who: str = ""
    json: bool = False
    answered: bool = field(default=False, init=False)

    @property
    def root(self) -> Path:
        """The office's folder."""
        return Path(self.folder).expanduser().absolute() if self.folder else self.doors.default_folder()

    @property
    def actor(self) -> Actor:
        """Who the changes are written down under; a name is said, not proven."""
        return Actor(self.who.strip() or "命令行", Origin.COMMAND)

    @contextmanager
    def office(self) -> Iterator["Office"]:
        """The office, closed at the end whatever happens."""
        opened = self.doors.open_office(self.root)
        try:
            yield opened.office
        finally:
            opened.close()

    def answer(self, data: Any, lines: Iterable[str]) -> None:
        """Print the answer: as JSON for machines, as lines for people."""
        self.answered = True
        if self.json:
            print(json.dumps(data, ensure_ascii=False, indent=1, default=str))
        else:
            for line in lines:
                print(line)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Print every reason with its basis; in JSON unless an answer has been given already."""
        reasons = tuple(problems)
        if self.json and not self.answered:
            said = [
                {"field": each.field, "message": each.message, "basis": str(each.basis) if each.basis else ""}
                for each in reasons
            ]
            self.answer({"refused": said}, ())
        for each in reasons:
            print(each.message, file=sys.stderr)
            if each.basis:
                print(f"  依据：{each.basis}", file=sys.stderr)


def call_of(ctx: typer.Context) -> Call:
    """The call a command belongs to."""
    call = ctx.find_root().obj
    assert isinstance(call, Call)
    return call
