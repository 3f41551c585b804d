"""A process that does the office's work and is killed at it: a server that forks a child per order, and the work itself.

The server has everything imported and warm, so that a child begins at once; it is a process of its own because a
process with threads must not be forked.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.text import fold, initials_all
from app.models.backup import Reason, make_backup
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.migrate import bring_up_to_date
from app.models.search import refresh
from app.models.store import AttachmentStore
from app.services.attachments import AttachmentService
from app.services.backups import BackupService
from app.services.documents.service import DocumentService
from app.services.imports import ImportService
from app.services.numbering.service import NumberingService
from tests.factories import ready
from tests.faults.follow import be_followed, follow
from tests.models.test_migrate import NEXT
from tests.offices import CLERK, Clock

Tell = Callable[..., None]
"""Acknowledges what has been committed, as a user would see it: what it was and its parts."""

ROWS = 40
"""Lines of each of the two files that an import takes in."""


def opened(office: OfficeFolder, clock: Clock) -> Database:
    """The database as the program opens it: nothing is relaxed."""
    database = Database(office.database, clock)
    database.index_with(refresh)
    return database


def save(office: OfficeFolder, clock: Clock, tell: Tell) -> None:
    """Register, number and change documents, one after the other."""
    database = opened(office, clock)
    documents, numbers = DocumentService(database), NumberingService(database)
    for at in range(6):
        facts = documents.register(ready(title=f"第{at}件办法"), CLERK)
        tell("registered", facts.id)
        tell("allotted", facts.id, numbers.allot(facts.id or 0, CLERK))
        documents.save(replace(documents.get(facts.id or 0), remark="已校对"), CLERK)
        tell("changed", facts.id)


def take_in(office: OfficeFolder, clock: Clock, tell: Tell) -> None:
    """Take two files in."""
    database = opened(office, clock)
    for name in ("甲", "乙"):
        outcome = ImportService(database).run("documents", office.root / f"{name}.csv", CLERK)
        tell("imported", outcome.batch_id, outcome.created)


def back_up(office: OfficeFolder, clock: Clock, tell: Tell) -> None:
    """Back up, here and to elsewhere, with changes between."""
    database = opened(office, clock)
    backups, documents = BackupService(office, database, clock), DocumentService(database)
    for at in range(3):
        clock.pass_(minutes=1)
        facts = documents.register(ready(title=f"第{at}件办法"), CLERK)
        tell("registered", facts.id)
        tell("backed up", backups.make().path.name)
        tell("carried", backups.carry_to(office.root / f"带走{at}.zip").path.name)


def migrate(office: OfficeFolder, clock: Clock, tell: Tell) -> None:
    """Bring the database up to a throw-away version of many steps."""
    bring_up_to_date(
        office.database,
        clock,
        lambda: tell("backed up", make_backup(office.database, office.backups, Reason.UPGRADE, clock()).path.name),
        scripts=office.root / "scripts",
        head=NEXT,
    )
    tell("migrated")


def put_back(office: OfficeFolder, clock: Clock, tell: Tell) -> None:
    """Change, back up, change, put the backup back."""
    database = opened(office, clock)
    backups, documents = BackupService(office, database, clock), DocumentService(database)
    made = backups.make()
    tell("backed up", made.path.name)
    documents.register(ready(title="备份以后的办法"), CLERK)
    clock.pass_(minutes=1)
    backups.restore(made.path, CLERK)
    tell("restored")


def attach(office: OfficeFolder, clock: Clock, tell: Tell) -> None:
    """Add papers to a document."""
    database = opened(office, clock)
    papers = AttachmentService(database, AttachmentStore(office.attachments))
    for at in range(5):
        path = office.root / f"附件{at}.txt"
        path.write_text(f"第{at}个附件" * 2000, "utf-8")
        tell("attached", papers.add(1, path, CLERK).attachment.sha256)


WORK: dict[str, Callable[[OfficeFolder, Clock, Tell], None]] = {
    "save": save,
    "import": take_in,
    "backup": back_up,
    "migrate": migrate,
    "restore": put_back,
    "attach": attach,
}


def serve() -> None:
    """Answer each order, a line of JSON, with what the child acknowledged and how far it came."""
    initials_all(fold("预热"))
    import alembic.config
    import alembic.runtime.environment
    import alembic.script  # noqa: F401 - loaded before the fork, as the rest is

    _answer("ready")
    for line in sys.stdin:
        order = json.loads(line)
        _answer(_run(order["work"], Path(order["folder"]), order["changes"]))


def _answer(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def _run(work: str, folder: Path, changes: int | None) -> dict[str, Any]:
    """Let a child work, and kill it at a change of the disk: by time one would hardly ever hit the writing of a page."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(work, folder, writing)
    os.close(writing)
    made, status = follow(child, changes)
    with os.fdopen(reading, "rb") as pipe:  # what a child acknowledges fits into the pipe
        told = [json.loads(line) for line in pipe.read().splitlines()]
    return {"told": told, "killed": os.WIFSIGNALED(status), "status": status, "changes": made}


def _work(work: str, folder: Path, writing: int) -> None:
    code = 1
    try:
        be_followed()
        # One write per line: a pipe takes it whole, so that a killed child never leaves half an acknowledgement.
        WORK[work](OfficeFolder(folder), Clock(), lambda *what: os.write(writing, f"{json.dumps(what)}\n".encode()))
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
