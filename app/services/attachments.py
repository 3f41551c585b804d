"""What a user can do with the papers of a document: add, look at, save, put away, find again. Knows no window."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.problems import Refused, Unavailable
from app.files import swapped_in, unavailable
from app.importers.texts import text_of
from app.models.database import Database
from app.models.documents import AttachmentRecord, DocumentRecord
from app.models.store import AttachmentStore, Stored, fingerprint


@dataclass(frozen=True)
class Attachment:
    """One paper as the window lists it."""

    id: int
    document_id: int
    step: str
    """Kind of the procedure step it belongs to; empty for the document itself."""
    name: str
    sha256: str
    size: int
    searchable: bool
    """Whether its text can be searched, not only its name."""
    binned: bool
    missing: bool
    """The file is not in the data folder: to be pointed out again (重新定位) or restored."""


@dataclass(frozen=True)
class Added:
    """A paper just added, and why its text cannot be searched (empty when it can)."""

    attachment: Attachment
    note: str


class AttachmentService:
    """Papers of normative documents. A file is in the store, on the disk, before its row is written."""

    def __init__(self, database: Database, store: AttachmentStore) -> None:
        self._database = database
        self._store = store

    def add(self, document_id: int, path: Path, actor: Actor, step: str = "") -> Added:
        """Copy a file into the store and note it with a document. Raises Refused or Unavailable."""
        self._refuse_misfit(document_id, path)
        found = text_of(path)
        stored = self._store.put(path)
        with self._database.write(actor, "添加附件") as session:
            _refuse_repeated(session, document_id, path.name, stored)
            record = AttachmentRecord(
                document_id=document_id,
                step=step,
                name=path.name,
                sha256=stored.sha256,
                size=stored.size,
                content=found.text,
            )
            session.add(record)
            session.flush()
            return Added(self._shown(record), found.note)

    def of_document(self, document_id: int, *, binned: bool = False) -> list[Attachment]:
        """The papers of a document in the order they were added; those put away only when asked for."""
        with self._database.read() as session:
            rows = session.scalars(
                select(AttachmentRecord)
                .where(AttachmentRecord.document_id == document_id, AttachmentRecord.binned.is_(binned))
                .order_by(AttachmentRecord.id)
            )
            return [self._shown(row) for row in rows]

    def bin(self, attachment_id: int, actor: Actor) -> None:
        """Put a paper away; its file stays. Raises Refused."""
        self._set_binned(attachment_id, actor, "移除附件", binned=True)

    def unbin(self, attachment_id: int, actor: Actor) -> None:
        """Bring a paper back. Raises Refused."""
        self._set_binned(attachment_id, actor, "恢复附件", binned=False)

    def save_as(self, attachment_id: int, target: Path) -> None:
        """Write a paper to a file of the user's choice. Raises Refused, or Unavailable for a missing or damaged one."""
        content = self._store.read(self.get(attachment_id).sha256)
        with swapped_in(target) as temporary:
            temporary.write_bytes(content)

    def copy_to_view(self, attachment_id: int, folder: Path) -> Path:
        """A copy under its own name for the PC's programs to open; write-protected, since changes to it are not kept."""
        attachment = self.get(attachment_id)
        content = self._store.read(attachment.sha256)
        path = folder / attachment.sha256[:12] / attachment.name
        if path.exists():
            return path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o444)
        except OSError as error:
            raise unavailable(error, path) from error
        return path

    def missing(self) -> list[Attachment]:
        """Papers whose file is not in the data folder."""
        with self._database.read() as session:
            rows = session.scalars(select(AttachmentRecord).order_by(AttachmentRecord.id))
            return [shown for row in rows if (shown := self._shown(row)).missing]

    def relocate(self, attachment_id: int, path: Path) -> Attachment:
        """Bring a missing or damaged file back from where the user has it. Raises Refused for another file, Unavailable."""
        attachment = self.get(attachment_id)
        if fingerprint(path).sha256 != attachment.sha256:
            raise Refused(
                f"“{path.name}”与当初添加的“{attachment.name}”内容不同，没有采用。请指出原来的文件，或作为新附件添加"
            )
        self._store.put(path)
        return self.get(attachment_id)

    def get(self, attachment_id: int) -> Attachment:
        """One paper. Raises Refused when there is none with that id."""
        with self._database.read() as session:
            return self._shown(_record(session, attachment_id))

    def _set_binned(self, attachment_id: int, actor: Actor, use_case: str, *, binned: bool) -> None:
        with self._database.write(actor, use_case) as session:
            _record(session, attachment_id).binned = binned

    def _refuse_misfit(self, document_id: int, path: Path) -> None:
        with self._database.read() as session:
            if session.get(DocumentRecord, document_id) is None:
                raise Refused(f"没有编号为 {document_id} 的文件，可能已被撤销导入或删除，请刷新")
        try:
            if path.is_dir():
                raise Refused(f"“{path.name}”是文件夹，请选择其中的文件")
            if path.stat().st_size == 0:
                raise Refused(f"“{path.name}”是空文件（0 字节），没有添加。请检查是否选错了文件")
        except OSError as error:
            raise Unavailable(
                path, f"读不出文件“{path}”。请检查文件是否还在、是否有权限、移动硬盘或网络盘是否已断开"
            ) from error

    def _shown(self, row: AttachmentRecord) -> Attachment:
        missing = bool(self._store.missing([Stored(row.sha256, row.size)]))
        return Attachment(
            row.id, row.document_id, row.step, row.name, row.sha256, row.size, bool(row.content), row.binned, missing
        )


def _record(session: Session, attachment_id: int) -> AttachmentRecord:
    record = session.get(AttachmentRecord, attachment_id)
    if record is None:
        raise Refused(f"没有编号为 {attachment_id} 的附件，可能已被撤销，请刷新")
    return record


def _refuse_repeated(session: Session, document_id: int, name: str, stored: Stored) -> None:
    same = session.scalar(
        select(AttachmentRecord.name).where(
            AttachmentRecord.document_id == document_id,
            AttachmentRecord.sha256 == stored.sha256,
            AttachmentRecord.binned.is_(False),
        )
    )
    if same is not None:
        raise Refused(f"“{name}”与已有附件“{same}”内容完全相同，没有重复添加")
