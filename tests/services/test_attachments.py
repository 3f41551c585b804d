"""Papers of a document: kept whole, found by their text, named when their file is gone."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.problems import Refused, Unavailable
from app.models.audit import AuditChange, AuditEntry
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.store import AttachmentStore
from app.services.attachments import AttachmentService
from app.services.documents.service import DocumentService
from app.services.search import SearchService
from tests.factories import old
from tests.offices import CLERK, Clock


@pytest.fixture
def store(office: OfficeFolder) -> AttachmentStore:
    return AttachmentStore(office.attachments)


@pytest.fixture
def papers(database: Database, store: AttachmentStore) -> AttachmentService:
    return AttachmentService(database, store)


@pytest.fixture
def document(database: Database) -> int:
    return DocumentService(database).register(old(), CLERK).id or 0


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "审核意见书（第一轮）.txt"
    path.write_text("建议删去第七条中的兜底条款", "utf-8")
    return path


def test_an_added_paper_is_listed_and_found_by_its_text(
    papers: AttachmentService, document: int, paper: Path, database: Database, clock: Clock
) -> None:
    added = papers.add(document, paper, CLERK, step="review")
    assert added.note == ""
    assert (added.attachment.name, added.attachment.step) == (paper.name, "review")
    assert (added.attachment.searchable, added.attachment.missing) == (True, False)
    assert papers.of_document(document) == [added.attachment]
    found = SearchService(database).find("兜底条款", clock.today())
    assert [hit.id for hit in found] == [document]
    assert paper.name in found[0].where


def test_adding_is_written_down(papers: AttachmentService, document: int, paper: Path, database: Database) -> None:
    papers.add(document, paper, CLERK)
    with database.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.actor, entry.use_case) == ("张三", "添加附件")
        change = session.scalars(select(AuditChange).where(AuditChange.entry_id == entry.id)).one()
        assert (change.subject, change.subject_id, change.table_name) == ("documents", document, "document_attachment")
        assert change.changes["name"] == [None, paper.name]


def test_a_paper_without_text_says_why(papers: AttachmentService, document: int, tmp_path: Path) -> None:
    scan = tmp_path / "盖章扫描件.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    added = papers.add(document, scan, CLERK)
    assert not added.attachment.searchable
    assert "只能按文件名找到" in added.note


def test_what_is_put_away_is_not_found_and_not_lost(
    papers: AttachmentService, document: int, paper: Path, database: Database, clock: Clock, store: AttachmentStore
) -> None:
    added = papers.add(document, paper, CLERK).attachment
    papers.bin(added.id, CLERK)
    assert papers.of_document(document) == []
    assert [row.id for row in papers.of_document(document, binned=True)] == [added.id]
    assert SearchService(database).find("兜底条款", clock.today()) == []
    assert store.read(added.sha256).decode() == "建议删去第七条中的兜底条款"
    papers.unbin(added.id, CLERK)
    assert papers.of_document(document) == [added]
    assert SearchService(database).find("兜底条款", clock.today()) != []


def test_the_same_paper_twice_is_refused_by_name(
    papers: AttachmentService, document: int, paper: Path, tmp_path: Path
) -> None:
    first = papers.add(document, paper, CLERK).attachment
    again = tmp_path / "副本.txt"
    again.write_bytes(paper.read_bytes())
    with pytest.raises(Refused, match=r"“副本\.txt”与已有附件“审核意见书（第一轮）\.txt”内容完全相同"):
        papers.add(document, again, CLERK)
    papers.bin(first.id, CLERK)
    papers.add(document, again, CLERK)


def test_the_same_paper_of_two_documents_is_kept_once(
    papers: AttachmentService, document: int, paper: Path, database: Database, store: AttachmentStore
) -> None:
    facts = old(title="另一件", document_number="海府规〔2021〕19号")
    other = DocumentService(database).register(facts, CLERK).id or 0
    papers.add(document, paper, CLERK)
    papers.add(other, paper, CLERK)
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("kind", ["folder", "empty", "no document"])
def test_what_cannot_be_added(papers: AttachmentService, document: int, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "材料"
    if kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"" if kind == "empty" else b"x")
    with pytest.raises(Refused):
        papers.add(999 if kind == "no document" else document, path, CLERK)
    assert papers.of_document(document) == []
    with pytest.raises(Unavailable, match="读不出文件"):
        papers.add(document, tmp_path / "没有.docx", CLERK)


def test_saving_and_viewing_give_the_original_bytes(
    papers: AttachmentService, document: int, paper: Path, tmp_path: Path
) -> None:
    added = papers.add(document, paper, CLERK).attachment
    papers.save_as(added.id, tmp_path / "另存.txt")
    assert (tmp_path / "另存.txt").read_bytes() == paper.read_bytes()
    view = papers.copy_to_view(added.id, tmp_path / "查看")
    assert view.name == paper.name
    assert view.read_bytes() == paper.read_bytes()
    assert papers.copy_to_view(added.id, tmp_path / "查看") == view


def test_a_missing_file_is_named_and_pointed_out_again(
    papers: AttachmentService, document: int, paper: Path, tmp_path: Path, store: AttachmentStore
) -> None:
    added = papers.add(document, paper, CLERK).attachment
    store.path_of(added.sha256).unlink()
    assert [row.name for row in papers.missing()] == [paper.name]
    assert papers.of_document(document)[0].missing
    with pytest.raises(Unavailable, match="重新定位"):
        papers.save_as(added.id, tmp_path / "另存.txt")
    assert not (tmp_path / "另存.txt").exists()
    wrong = tmp_path / "改过的.txt"
    wrong.write_text("建议删去第八条", "utf-8")
    with pytest.raises(Refused, match="内容不同"):
        papers.relocate(added.id, wrong)
    assert papers.relocate(added.id, paper) == added
    assert papers.missing() == []


def test_a_paper_that_is_not_there(papers: AttachmentService, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有编号为 7 的附件"):
        papers.get(7)
    with pytest.raises(Refused):
        papers.bin(7, CLERK)
