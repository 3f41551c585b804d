"""Killed at any moment of its work, the program leaves an office that is whole, and keeps what it acknowledged."""

import csv
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.models.folder import OfficeFolder
from app.models.migrate import HEAD, bring_up_to_date, stored_version
from app.services.documents.service import DocumentService
from app.services.numbering.service import NumberingService
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.factories import ready, unit
from tests.faults.truth import Told, migration_is_whole, office_is_whole
from tests.faults.victim import ROWS, WORK, opened
from tests.models.schema import shape
from tests.models.test_migrate import NEXT, scripts_with
from tests.offices import CLERK, Clock
from tests.services.test_numbering import SCHEME

ROOT = Path(__file__).parents[2]
SHARES = {"save": 12, "import": 8, "backup": 8, "migrate": 10, "restore": 6, "attach": 6}
"""How many of fifty points each kind of work gets."""

MANY = int(os.environ.get("FAZHI_FAULT_POINTS", "1000"))

STEPS = """
run("CREATE TABLE unit_new (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid VARCHAR NOT NULL UNIQUE, name VARCHAR NOT NULL)")
run("INSERT INTO unit_new (id, uid, name) SELECT id, uid, name FROM unit")
run("DROP TABLE unit")
run("ALTER TABLE unit_new RENAME TO unit")
for table in ("setting", "staff", "document", "number"):
    run(f"ALTER TABLE {table} ADD COLUMN note VARCHAR")
    run(f"UPDATE {table} SET note = 'x'")
    run(f"CREATE INDEX ix_{table}_note ON {table} (note)")
"""


class Server:
    """The process that forks the victims."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.victim"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == '"ready"\n'

    def run(self, work: str, office: OfficeFolder, changes: int | None) -> dict[str, Any]:
        """Let a child do the work and kill it just before its n-th change of the disk, or never."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps({'work': work, 'folder': str(office.root), 'changes': changes})}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.end()


@pytest.fixture(scope="module")
def working_office(template_database: Path, tmp_path_factory: pytest.TempPathFactory) -> OfficeFolder:
    """An office at work: settings, a unit, a scheme, three numbered documents, two files to take in. To be copied."""
    office = OfficeFolder(tmp_path_factory.mktemp("faults") / "法治办 数据")
    office.root.mkdir()
    shutil.copyfile(template_database, office.database)
    database = opened(office, Clock())
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    UnitService(database).save(unit(), CLERK)
    NumberingService(database).save_scheme(SCHEME, CLERK)
    for at in range(3):
        document = DocumentService(database).register(ready(title=f"先前的办法{at}"), CLERK)
        NumberingService(database).allot(document.id or 0, CLERK)
    database.close()
    for name in ("甲", "乙"):
        with (office.root / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("序号", "文件名称", "发文字号", "制定机关", "公布日期", "有效期"))
            for at in range(1, ROWS + 1):
                writer.writerow(
                    (at, f"{name}{at}号管理办法", f"海府规〔2020〕{name}{at}号", "海珠区人民政府", "2020-05-01", "5年")
                )
    return office


class Run:
    """One kind of work, killed again and again, each time on a fresh copy of the office."""

    def __init__(self, server: Server, office: OfficeFolder, work: str, tmp_path: Path) -> None:
        self.server, self.office, self.work, self.tmp_path = server, office, work, tmp_path
        if work == "migrate":
            self.office = OfficeFolder(tmp_path / "origin")
            shutil.copytree(office.root, self.office.root)
            scripts_with(self.office.root / "scripts", STEPS.strip())
            self.before = shape(self.office.database)

    def kill_at(self, points: int) -> None:
        """Kill at so many random changes; a run that is done before its change is examined too, but is no point."""
        changes = self._once(None)["changes"]
        chosen = random.Random(f"{self.work} {points}")
        hit = 0
        while hit < points:
            hit += self._once(chosen.randint(1, changes))["killed"]

    def _once(self, changes: int | None) -> dict[str, Any]:
        office = OfficeFolder(self.tmp_path / "now")
        shutil.copytree(self.office.root, office.root)
        try:
            answer = self.server.run(self.work, office, changes)
            assert answer["killed"] or answer["status"] == 0, answer
            self._examine(office, answer["told"])
        finally:
            shutil.rmtree(office.root)
        return answer

    def _examine(self, office: OfficeFolder, told: Told) -> None:
        if self.work != "migrate":
            office_is_whole(office, told)
            return
        if not hasattr(self, "after"):
            self.after = shape(office.database)  # of the first run, which nobody killed
        migration_is_whole(office, told, self.before, self.after)
        scripts = office.root / "scripts"
        bring_up_to_date(office.database, Clock(), lambda: None, scripts=scripts, head=NEXT)
        assert stored_version(office.database) == NEXT != HEAD
        assert shape(office.database) == self.after


@pytest.mark.parametrize("work", WORK)
def test_killed_at_fifty_points(server: Server, working_office: OfficeFolder, tmp_path: Path, work: str) -> None:
    assert sum(SHARES.values()) == 50
    Run(server, working_office, work, tmp_path).kill_at(SHARES[work])


@pytest.mark.faults
@pytest.mark.parametrize("work", WORK)
def test_killed_at_many_points(server: Server, working_office: OfficeFolder, tmp_path: Path, work: str) -> None:
    Run(server, working_office, work, tmp_path).kill_at(MANY * SHARES[work] // 50)
