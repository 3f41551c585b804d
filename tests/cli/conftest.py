"""The command line in this process, on an office whose database is a copy and whose clock stands still."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.app import build, run
from app.cli.call import Doors
from app.main import Door, make_sample, open_office, restore
from app.models.folder import OfficeFolder
from app.services.office import Office
from tests.offices import UNSYNCED, Clock


@dataclass(frozen=True)
class Said:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Fazhi = Callable[..., Said]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the office is to be, under a path with Chinese and a space."""
    return tmp_path / "法治办 数据"


@pytest.fixture
def fazhi(root: Path, clock: Clock, template_database: Path, capsys: pytest.CaptureFixture[str]) -> Fazhi:
    """Call the command line; --data is given unless the call gives its own."""

    def new_office(folder: Path) -> None:
        folder.mkdir(parents=True)
        shutil.copyfile(template_database, OfficeFolder(folder).database)

    doors = Doors(
        open_office=lambda folder: open_office(folder, Door.COMMAND, clock=clock, pragmas=UNSYNCED),
        new_office=new_office,
        restore=restore,
        sample=make_sample,
        now=clock,
        default_folder=lambda: root,
    )
    app = build()

    def call(*arguments: object) -> Said:
        code = run(app, doors, [str(argument) for argument in arguments])
        return Said(code, *capsys.readouterr())

    return call


@pytest.fixture
def haizhu(fazhi: Fazhi) -> Fazhi:
    """The same, with an office set up."""
    assert fazhi("init", "--office", "广州市海珠区司法局", "--profile", "guangzhou", "--region", "HZ").code == 0
    return fazhi


@pytest.fixture
def inside(root: Path, clock: Clock) -> Callable[[Callable[[Office], Any]], Any]:
    """Do something in the office that the command line has no command for."""

    def do(act: Callable[[Office], Any]) -> Any:
        opened = open_office(root, Door.COMMAND, clock=clock, pragmas=UNSYNCED)
        try:
            return act(opened.office)
        finally:
            opened.close()

    return do
