"""An office to test in: a database made once per session and copied per test, and a clock that stands still."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.actors import Actor
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.migrate import create_database
from app.models.moments import CHINA
from app.models.search import ensure_index, refresh
from app.models.sqlite import engine
from app.services.office import Office

UNSYNCED = {"synchronous": 0}
"""For ordinary tests, which never lose power; tests/faults leaves the pragma alone."""

CLERK = Actor("张三")


class Clock:
    """An instant that only a test moves; it starts on Monday 2025-03-03 at 09:12 in China."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def today(self) -> date:
        """The day in China."""
        return self.now.astimezone(CHINA).date()

    def pass_(self, **duration: float) -> None:
        """Let time go by: days=1, hours=2 …"""
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the present version with its index; copy it, never open it."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    create_database(path, Clock(), pragmas=UNSYNCED)
    made = engine(path, pragmas=UNSYNCED)
    with made.execution_options(write=True).begin() as connection:
        ensure_index(connection)
    made.dispose()
    return path


@pytest.fixture
def office(tmp_path: Path, template_database: Path) -> OfficeFolder:
    """The folder of a new office, under a path with Chinese and a space."""
    folder = OfficeFolder(tmp_path / "法治办 数据")
    folder.root.mkdir()
    shutil.copyfile(template_database, folder.database)
    return folder


@pytest.fixture
def database(office: OfficeFolder, clock: Clock) -> Iterator[Database]:
    """The office's database, open and indexed."""
    opened = Database(office.database, clock, pragmas=UNSYNCED)
    opened.index_with(refresh)
    yield opened
    opened.close()


SAMPLE_DAY = date(2026, 11, 22)
"""The day on which the sample office is looked at."""


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office as of SAMPLE_DAY, built once: for tests that only look."""
    from app.main import Door, new_office, open_office
    from app.services.sample import SampleClock, build
    from app.services.sample.build import first_day

    root = tmp_path_factory.mktemp("示例单位") / "数据"
    clock = SampleClock(first_day(SAMPLE_DAY))
    new_office(root, clock)
    opened = open_office(root, Door.COMMAND, clock=clock, pragmas=UNSYNCED)
    build(opened.office, clock, SAMPLE_DAY)
    opened.office.hold("测试共用的示例单位，只能查看")
    yield opened.office
    opened.close()
