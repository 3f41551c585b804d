"""Small things to put into a database, each one transaction."""

from pathlib import Path

from sqlalchemy import select

from app.models.database import Database
from app.models.documents import AttachmentRecord, DocumentRecord
from app.models.folder import OfficeFolder
from app.models.moments import now
from app.models.settings import SettingRecord
from app.models.store import AttachmentStore, Stored
from tests.factories import old
from tests.offices import CLERK


def add_setting(database: Database, key: str, value: str = "1") -> None:
    with database.write(CLERK, "修改设置") as session:
        session.add(SettingRecord(key=key, value=value))


def setting_keys(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(SettingRecord.key).order_by(SettingRecord.id)))


def add_paper(database: Database, office: OfficeFolder, name: str, content: bytes) -> Stored:
    """A document with one attachment."""
    source = office.root.parent / name
    source.write_bytes(content)
    stored = AttachmentStore(office.attachments).put(source)
    with database.write(CLERK, "登记文件") as session:
        document = DocumentRecord(created_at=now(session))
        document.take(old(title=Path(name).stem))
        session.add(document)
        session.flush()
        session.add(AttachmentRecord(document_id=document.id, name=name, sha256=stored.sha256, size=stored.size))
    return stored
