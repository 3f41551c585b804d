"""A backup that stands on its own: one zip with the database, every attachment and what they must be. Knows no office."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.problems import Damaged, Unavailable
from app.files import swapped_in, unavailable
from app.models.backup import Snapshot, as_manifest
from app.models.store import BLOCK, AttachmentStore, Stored, fingerprint

DATABASE, MANIFEST, PAPERS = "fazhi.db", "manifest.json", "attachments/"

MOST_MANIFEST = 64 << 20
"""Bytes; the list of no office's attachments is longer."""

Progress = Callable[[int, int], None]

_HASH = re.compile(r"[0-9a-f]{64}")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, RuntimeError)


def _silent(_done: int, _total: int) -> None:
    """For those who need no progress."""


@dataclass(frozen=True)
class Archive:
    """A zip as its manifest describes it."""

    path: Path
    database: Stored
    attachments: tuple[Stored, ...]
    missing: tuple[Stored, ...] = ()
    """Attachments that the records name but that were not in the store, or damaged there, when it was made."""


def write_archive(source: Path, store: AttachmentStore, target: Path, progress: Progress = _silent) -> Archive:
    """Write database and attachments into one zip, read it back, then give it its name. Raises Unavailable."""
    with swapped_in(target) as temporary, _scratch(temporary.with_suffix(".db")) as copy:
        with Snapshot(source) as snapshot:
            snapshot.copy_to(copy)
            contents = snapshot.contents
        absent = (*store.missing(contents.attachments), *store.damaged(contents.attachments))
        papers = tuple(paper for paper in contents.attachments if paper not in absent)
        manifest = {
            **as_manifest(contents, fingerprint(copy)),
            "attachments": {paper.sha256: paper.size for paper in papers},
            "missing": {paper.sha256: paper.size for paper in absent},
        }
        # The quickest level: scans and PDFs hardly shrink, and the disk is slower than the difference.
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as made:
            made.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
            made.write(copy, DATABASE)
            for done, paper in enumerate(papers):
                progress(done, 2 * len(papers))
                made.write(store.path_of(paper.sha256), _name(paper))
        archive = read_archive(temporary)
        verify_archive(archive, lambda done, total: progress(total + done, 2 * total))
    return replace(archive, path=target)


def _name(paper: Stored) -> str:
    return f"{PAPERS}{paper.sha256[:2]}/{paper.sha256}"


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """An empty file that is gone afterwards."""
    path.touch(exist_ok=False)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def read_archive(path: Path) -> Archive:
    """What a zip says that it holds, unchecked. Raises Damaged for one that is no backup, Unavailable when unreadable."""
    with _opened(path) as opened, _reading(path):
        if opened.getinfo(MANIFEST).file_size > MOST_MANIFEST:
            raise ValueError(MANIFEST)
        manifest = json.loads(opened.read(MANIFEST))
        return Archive(
            path,
            Stored(str(manifest["database"]["sha256"]), int(manifest["database"]["size"])),
            _papers(manifest["attachments"]),
            _papers(manifest["missing"]),
        )


def _papers(listed: dict[str, int]) -> tuple[Stored, ...]:
    if not all(_HASH.fullmatch(sha256) for sha256 in listed):
        raise ValueError("no hash")  # it becomes a file name
    return tuple(Stored(sha256, int(size)) for sha256, size in listed.items())


def verify_archive(archive: Archive, progress: Progress = _silent) -> None:
    """Read everything and compare it with the manifest. Raises Damaged or Unavailable."""
    with _opened(archive.path) as opened:
        for done, (name, wanted) in enumerate(_members(archive)):
            progress(done, len(archive.attachments))
            for _ in _blocks(archive.path, opened, name, wanted):
                pass


def extract_database(archive: Archive, target: Path) -> None:
    """Write the database out as a file. Raises Damaged or Unavailable."""
    with _opened(archive.path) as opened:
        _write(_blocks(archive.path, opened, DATABASE, archive.database), target)


def extract_attachments(archive: Archive, store: AttachmentStore, scratch: Path, progress: Progress = _silent) -> None:
    """Put what the store lacks into the store, by way of a scratch file. Raises Damaged or Unavailable."""
    with _opened(archive.path) as opened:
        for done, paper in enumerate(archive.attachments):
            progress(done, len(archive.attachments))
            if not store.holds(paper):
                _write(_blocks(archive.path, opened, _name(paper), paper), scratch)
                store.put(scratch)


def _members(archive: Archive) -> Iterator[tuple[str, Stored]]:
    yield DATABASE, archive.database
    for paper in archive.attachments:
        yield _name(paper), paper


def _blocks(path: Path, opened: zipfile.ZipFile, name: str, wanted: Stored) -> Iterator[bytes]:
    """One member piece by piece; more than it may have, or other bytes, are damage."""
    digest, size = hashlib.sha256(), 0
    with _reading(path), opened.open(name) as member:
        while block := member.read(BLOCK):
            size += len(block)
            if size > wanted.size:
                break
            digest.update(block)
            yield block
        if Stored(digest.hexdigest(), size) != wanted:
            raise ValueError(name)


def _write(blocks: Iterator[bytes], target: Path) -> None:
    try:
        with target.open("wb") as file:
            file.writelines(blocks)
    except OSError as error:
        raise unavailable(error, target) from error


def _opened(path: Path) -> zipfile.ZipFile:
    with _reading(path):
        return zipfile.ZipFile(path)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what can be wrong with a zip into a sentence."""
    try:
        yield
    except _UNREADABLE as error:
        raise Damaged(path, f"“{path.name}”不是本程序的备份，或已损坏，没有恢复任何内容。请换一份备份") from error
    except OSError as error:
        raise Unavailable(path, f"读不出备份“{path}”。请检查文件是否还在、移动硬盘或网络盘是否已断开") from error
