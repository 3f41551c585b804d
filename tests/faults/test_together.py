"""Several processes at once: numbers without gap or double, and nobody is turned away."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.models.audit import verify_chain
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.folder import OfficeFolder
from app.models.numbering import NumberRecord
from app.services.documents.service import DocumentService
from app.services.numbering.service import NumberingService
from app.services.settings import OfficeSettings, SettingsService
from app.services.units import UnitService
from tests.factories import ready, unit
from tests.offices import CLERK
from tests.services.test_numbering import SCHEME

PROCESSES, EACH = 6, 150

ALLOT = """
import sys
from pathlib import Path
from typing import Any
from app.models.folder import OfficeFolder
from app.services.numbering.service import NumberingService
from app.models.database import Database
from app.models.search import refresh
from tests.offices import CLERK, UNSYNCED, Clock
database = Database(OfficeFolder(Path(sys.argv[1])).database, Clock(), pragmas=UNSYNCED)
database.index_with(refresh)
numbers = NumberingService(database)
sys.stdout.write("ready\\n"); sys.stdout.flush()
sys.stdin.readline()
for document in range(int(sys.argv[2]), int(sys.argv[3])):
    sys.stdout.write(f"{document} {numbers.allot(document, CLERK)}\\n")
"""


@pytest.fixture
def waiting_office(office: OfficeFolder, database: Database) -> OfficeFolder:
    """900 documents that wait for their number."""
    SettingsService(database).save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    UnitService(database).save(unit(), CLERK)
    NumberingService(database).save_scheme(SCHEME, CLERK)
    DocumentService(database).register(ready(), CLERK)
    with database.raw() as driver:
        _multiply(driver, PROCESSES * EACH)
    database.close()
    return office


def _multiply(driver: Any, wanted: int) -> None:
    """Copies of document 1 with its issuer and steps: registering so many would take longer than numbering them."""
    for table, own in (("document", "id"), ("document_issuer", "document_id"), ("document_step", "document_id")):
        columns = [row[1] for row in driver.execute(f"PRAGMA table_info({table})").fetchall()]
        given = {own: "n.value", "uid": "'copy ' || n.value", "title": "o.title || n.value"}
        taken = [column for column in columns if column != "id" or own == "id"]
        values = ", ".join(given.get(column, f"o.{column}") for column in taken)
        driver.execute(
            f"INSERT INTO {table} ({', '.join(taken)}) WITH RECURSIVE n(value) AS"
            f" (SELECT 2 UNION ALL SELECT value + 1 FROM n WHERE value < {wanted})"
            f" SELECT {values} FROM n, {table} AS o WHERE o.{own} = 1 ORDER BY n.value"
        )


@pytest.mark.timeout(300)
def test_six_processes_allot_150_numbers_each(waiting_office: OfficeFolder, database: Database) -> None:
    crowd = []
    for at in range(PROCESSES):
        first = 1 + at * EACH
        arguments = [sys.executable, "-c", ALLOT, str(waiting_office.root), str(first), str(first + EACH)]
        crowd.append(
            subprocess.Popen(
                arguments,
                cwd=Path(__file__).parents[2],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    for one in crowd:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in crowd:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told: dict[int, str] = {}
    for one in crowd:
        said, complaint = one.communicate()
        assert (one.returncode, complaint) == (0, "")
        told.update((int(key), text) for key, text in map(str.split, said.splitlines()))
    assert len(told) == PROCESSES * EACH
    assert sorted(int(re.sub(r"^HZ012025", "", text)) for text in told.values()) == list(range(1, PROCESSES * EACH + 1))
    with database.read() as session:
        assert {row.document_id: row.text for row in session.scalars(select(NumberRecord))} == told
        given = select(DocumentRecord.id, DocumentRecord.unified_number)
        assert dict(session.execute(given).all()) == told
        assert verify_chain(session).broken_at is None
