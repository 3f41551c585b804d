"""The attachment store: each file once, by its hash, never changed; what is missing or damaged is named."""

from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.problems import Unavailable
from app.models.store import AttachmentStore, Stored, fingerprint

TEXT = "海珠区人民政府关于印发办法的通知".encode()


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path / "数据" / "attachments")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "关于印发办法的通知.txt"
    path.write_bytes(TEXT)
    return path


def files(store: AttachmentStore) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_a_file_lies_under_its_hash(store: AttachmentStore, paper: Path) -> None:
    stored = store.put(paper)
    assert stored == Stored(sha256(TEXT).hexdigest(), len(TEXT))
    assert files(store) == [store.folder / stored.sha256[:2] / stored.sha256]
    assert store.read(stored.sha256) == TEXT


def test_the_same_bytes_are_kept_once_and_not_touched(store: AttachmentStore, paper: Path, tmp_path: Path) -> None:
    path = store.path_of(store.put(paper).sha256)
    written = path.stat().st_mtime_ns, path.stat().st_ino
    copy = tmp_path / "副本.txt"
    copy.write_bytes(TEXT)
    store.put(copy)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written
    assert len(files(store)) == 1


def test_a_changed_original_does_not_change_the_copy(store: AttachmentStore, paper: Path) -> None:
    first = store.put(paper)
    paper.write_bytes(b"later version")
    second = store.put(paper)
    assert first != second
    assert store.read(first.sha256) == TEXT


def test_missing_and_damaged_are_told_apart_and_mended(store: AttachmentStore, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "附件2.txt"
    other.write_bytes(b"attachment 2")
    both = [store.put(paper), store.put(other)]
    assert (store.missing(both), store.damaged(both)) == ([], [])
    store.path_of(both[0].sha256).unlink()
    store.path_of(both[1].sha256).write_bytes(b"attachment 3")
    assert (store.missing(both), store.damaged(both)) == ([both[0]], [both[1]])
    with pytest.raises(Unavailable, match="不在数据文件夹中"):
        store.read(both[0].sha256)
    with pytest.raises(Unavailable, match="已损坏"):
        store.read(both[1].sha256)
    store.put(paper)
    store.put(other)
    assert (store.missing(both), store.damaged(both)) == ([], [])


def test_half_written_leftovers_are_no_attachments(store: AttachmentStore, paper: Path) -> None:
    stored = store.put(paper)
    path = store.path_of(stored.sha256)
    path.write_bytes(TEXT[:5])
    assert store.missing([stored]) == [stored]
    store.put(paper)
    assert store.read(stored.sha256) == TEXT


def test_moving_the_whole_folder_keeps_every_file(store: AttachmentStore, paper: Path, tmp_path: Path) -> None:
    stored = store.put(paper)
    store.folder.parent.rename(tmp_path / "搬到别处")
    assert AttachmentStore(tmp_path / "搬到别处" / "attachments").read(stored.sha256) == TEXT


def test_what_cannot_be_read_or_written_is_a_sentence(store: AttachmentStore, paper: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="读不出文件"):
        store.put(tmp_path / "没有.docx")
    with pytest.raises(Unavailable, match="读不出文件"):
        fingerprint(tmp_path)
    store.folder.parent.write_text("挡路的文件", "utf-8")
    with pytest.raises(Unavailable):
        store.put(paper)
