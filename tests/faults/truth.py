"""What must hold of an office whatever happened to a process that worked on it. Knows no fault."""

from typing import Any

from sqlalchemy import func, select

from app.models.archive import read_archive, verify_archive
from app.models.audit import AuditChange, AuditEntry, verify_chain
from app.models.backup import list_backups, verified
from app.models.check import full_check, quick_check
from app.models.database import Database
from app.models.documents import AttachmentRecord, DocumentRecord, IssuerRecord, StepRecord
from app.models.entries import STRIDE, SUBJECTS
from app.models.folder import OfficeFolder
from app.models.imports import ImportBatch
from app.models.numbering import NumberRecord
from app.models.search import search_key
from app.models.store import AttachmentStore
from app.models.submissions import RoundRecord, SubmissionRecord
from app.services.backups import BackupService
from app.services.documents.service import DocumentService
from tests.factories import PROCEDURE, ready
from tests.faults.victim import ROWS, opened
from tests.models.schema import shape
from tests.offices import CLERK, Clock

Told = list[list[Any]]


def office_is_whole(office: OfficeFolder, told: Told) -> None:
    """Opens, is undamaged, has no half record; its numbers have no gap; what was acknowledged is there; work goes on."""
    quick_check(office.database)
    clock = Clock()
    database = opened(office, clock)
    try:
        checked = full_check(database, AttachmentStore(office.attachments))
        assert checked.whole, checked.sentences()
        with database.read() as session:
            assert verify_chain(session).broken_at is None
            _no_half_record(session)
            _numbers_are_gapless(session)
            for what in told:
                _is_there(session, office, what)
        _backups_are_good(office)
        _work_goes_on(office, database, clock)
    finally:
        database.close()


def _no_half_record(session: Any) -> None:
    documents = {row.id: row for row in session.scalars(select(DocumentRecord))}
    issuers = dict(session.execute(_count(IssuerRecord)).all())
    steps = dict(session.execute(_count(StepRecord)).all())
    reviews = (
        select(SubmissionRecord.document_id, func.count()).join(RoundRecord).group_by(SubmissionRecord.document_id)
    )
    rounds = dict(session.execute(reviews).all())
    for key, document in documents.items():
        assert issuers[key] == 1, document.title
        assert steps.get(key, 0) + rounds.get(key, 0) == (0 if document.backfill else len(PROCEDURE)), document.title
    inserted = session.scalars(
        select(AuditChange.record_id).where(AuditChange.table_name == "document", AuditChange.action == "insert")
    )
    assert sorted(inserted) == sorted(documents)
    indexed = session.scalars(select(search_key.c.id / STRIDE).where(search_key.c.id % STRIDE == SUBJECTS["documents"]))
    assert sorted(indexed) == sorted(documents)
    imported = sum(document.backfill for document in documents.values())
    assert imported == sum(session.scalars(select(ImportBatch.created)))
    assert imported % ROWS == 0


def _count(part: Any) -> Any:
    return select(part.document_id, func.count()).group_by(part.document_id)


def _numbers_are_gapless(session: Any) -> None:
    numbers = list(session.scalars(select(NumberRecord).order_by(NumberRecord.serial)))
    assert [number.serial for number in numbers] == list(range(1, len(numbers) + 1))
    given = dict(session.execute(select(DocumentRecord.id, DocumentRecord.unified_number)).all())
    assert {number.document_id: number.text for number in numbers} == {key: text for key, text in given.items() if text}


def _is_there(session: Any, office: OfficeFolder, what: list[Any]) -> None:
    match what:
        case ["registered", key]:
            assert session.get(DocumentRecord, key) is not None
        case ["allotted", key, text]:
            assert session.get(DocumentRecord, key).unified_number == text
        case ["changed", key]:
            assert session.get(DocumentRecord, key).remark == "已校对"
        case ["imported", batch, created]:
            assert session.get(ImportBatch, batch).created == created == ROWS
        case ["attached", sha256]:
            assert session.scalar(select(AttachmentRecord.id).where(AttachmentRecord.sha256 == sha256)) is not None
        case ["backed up", name]:
            verified(office.backups / name)
        case ["carried", name]:
            verify_archive(read_archive(office.root / name))
        case ["restored"]:
            last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
            assert last.use_case == "恢复备份"
            assert "备份以后的办法" not in session.scalars(select(DocumentRecord.title)).all()
        case _:
            raise AssertionError(what)


def _backups_are_good(office: OfficeFolder) -> None:
    """Whatever has the name of a backup is a good one, and what has another name is known to be none."""
    for backup in list_backups(office.backups):
        contents = verified(backup.path)
        assert (contents.length, contents.head[:12]) == (backup.length, backup.head)
    for archive in office.root.glob("带走*.zip"):
        verify_archive(read_archive(archive))


def _work_goes_on(office: OfficeFolder, database: Database, clock: Clock) -> None:
    clock.pass_(days=1)
    assert DocumentService(database).register(ready(title="事后登记的办法"), CLERK).id
    assert BackupService(office, database, clock).make().path.exists()


def migration_is_whole(office: OfficeFolder, told: Told, before: dict[str, Any], after: dict[str, Any]) -> None:
    """The schema is the old one or the new one, and the new one only after a backup."""
    quick_check(office.database)
    found = shape(office.database)
    assert found in (before, after)
    assert (found == after) or ["migrated"] not in told
    backups = list_backups(office.backups)
    if found == after:
        assert backups
    for backup in backups:
        verified(backup.path)
        assert shape(backup.path) == before
